"""Work in bulk: whoever does it, in whatever order, however often it is stopped, the same bytes come out."""

from __future__ import annotations

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from importlib.resources import files

import pyarrow as pa
import pytest
from pyarrow import parquet

from bulk_faults import work
from bulked import job_of, rows_in
from marsad.bulk import boxes, estimate, ledger
from marsad.bulk.engines import Here, OnRay, Processes
from marsad.bulk.job import Job
from marsad.bulk.reading import in_time
from marsad.bulk.run import Asked, about_inputs, plan, run
from marsad.bulk.tables import stored_reading
from marsad.ledger.voices import publication
from marsad.ledger.wording import Wording
from marsad.model.problem import MarsadError
from marsad.model.report import Report
from marsad.reader.read import read
from marsad.sample.invent import invent

TWICE = "Two civilians were killed and three were injured in shelling on Saraqib on Monday, the Civil Defence said."
EVER = 10_000


def line(publisher, day, text, name):
    return json.dumps({"id": name, "source": publisher, "published": day, "text": text}, ensure_ascii=False)


@pytest.fixture
def archive(tmp_path):
    """Some lines of reports, of which one stands twice, one is no report and one tells of no harm."""
    book = (files("marsad") / "data" / "casebook" / "reports.jsonl").read_text("utf-8").splitlines()
    path = tmp_path / "in.jsonl"
    more = [
        line("Wire", "2021-03-02", TWICE, "a"),
        line("Wire", "2021-03-01", TWICE, "b"),
        line("Desk", "2021-03-03", "The minister opened a school.", "c"),
        '{"text": "Two people were killed',
    ]
    path.write_text("\n".join([*book[:12], *more]) + "\n", encoding="utf-8")
    return path


def bulk(archive, out, engine=None):
    asked = Asked((str(archive),))
    return run(Job(out, engine or Here()), asked, plan(asked))


def written(folder):
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def table(folder, key):
    return [row for path in sorted((folder / key).rglob("*.parquet")) for row in rows_in(path)]


def test_what_stands_twice_is_read_once_under_its_first_day(archive, tmp_path):
    counts = bulk(archive, tmp_path / "out")["counts"]
    assert (counts["pages"], counts["reports"], counts["again"], counts["problems"]) == (16, 13, 1, 1)
    (month,) = {path.name for path in (tmp_path / "out" / "claims").iterdir() if "2021-03" in path.name}
    assert month == "month=2021-03"
    (report,) = [row for row in table(tmp_path / "out", "reports") if row[1] == "Wire" and "Saraqib" in row[-2]]
    assert (str(report[4]), report[10], report[12]) == ("2021-03-01", 2, 2)
    (problem,) = table(tmp_path / "out", "problems")
    assert "damaged JSON" in problem[2]
    assert problem[1].startswith(f"{archive}, byte ")


def test_what_many_outlets_print_is_read_once(tmp_path, monkeypatch):
    text = (
        "Three civilians were killed in shelling on Saraqib on Monday, the Daily Wire said. Two more died, SANA said."
    )
    outlets = ["Daily Wire", "SANA", "Northern Post", "Eastern Post", "post.example"]
    path = tmp_path / "in.jsonl"
    path.write_text("\n".join(line(outlet, "2021-03-02", text, outlet) for outlet in outlets), encoding="utf-8")
    times = []
    monkeypatch.setattr("marsad.bulk.reading.read", lambda *given: times.append(1) or read(*given))
    bulk(path, tmp_path / "out")
    assert len(times) == 3
    stored = [stored_reading(row[-2], row[-1]) for row in table(tmp_path / "out", "reports")]
    assert {one.report.publisher: one for one in stored} == {
        outlet: read(Report(text, outlet, published=stored[0].report.published, name=outlet)) for outlet in outlets
    }


@pytest.mark.long
def test_whoever_works_and_however_many_the_bytes_are_the_same(archive, tmp_path):
    expected = {}
    for name, engine in (("here", Here()), ("two", Processes(2)), ("ray", OnRay("local", 2))):
        try:
            bulk(archive, tmp_path / name, engine)
            ledger.run(Job(tmp_path / name / "ledger", engine), tmp_path / name)
        finally:
            engine.close()
        expected = expected or written(tmp_path / name)
        assert written(tmp_path / name) == expected, name
    assert "ledger/incidents.parquet" in expected


@pytest.mark.long
def test_killed_at_any_moment_the_same_command_goes_on(archive, tmp_path):
    expected = bulk(archive, tmp_path / "whole") and written(tmp_path / "whole")
    out, chance = tmp_path / "killed", random.Random(7)
    command = [sys.executable, "-m", "marsad", "bulk", str(archive), "--out", str(out), "--workers", "1"]
    kills = 0
    while True:
        running = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        try:
            _, err = running.communicate(timeout=EVER if kills > 3 else chance.uniform(1, 4))
        except subprocess.TimeoutExpired:
            os.kill(running.pid, signal.SIGKILL)
            running.communicate()
            kills += 1
            continue
        assert running.returncode == 0, err
        break
    assert kills
    found = written(out)
    told = json.loads(found.pop("manifest.json"))
    assert told.pop("options")["page_seconds"] == 60
    whole = json.loads(expected.pop("manifest.json"))
    whole.pop("options")
    assert (found, told) == (expected, whole)


@pytest.mark.parametrize(("how", "times", "skipped"), [("die", EVER, True), ("die", 1, False), ("raise", EVER, True)])
def test_a_bad_page_costs_that_page(how, times, skipped, tmp_path):
    engine = Processes(2)
    try:
        Job(tmp_path, engine).step("odd", work, [(5, 3, how, times), (2, None, how, 0)])
    finally:
        engine.close()
    done = tmp_path / "work" / "odd" / "00000.box"
    assert [*boxes.rows([done], "pages")] == [n for n in range(5) if n != 3 or not skipped]
    why = "its process ended" if how == "die" else "RuntimeError: nobody foresaw this"
    assert [*boxes.rows([done], "problems")] == ([[3, why]] if skipped else [])


def test_what_was_asked_otherwise_is_no_job_to_go_on_with(archive, tmp_path):
    job = Job(tmp_path / "out", Here())
    job.begin({"options": 1, "inputs": ["a"]})
    job.begin({"options": 1, "inputs": ["a"]})
    with pytest.raises(MarsadError, match="inputs, options changed since"):
        job.begin({"options": 2, "inputs": ["b"]})
    bulk(archive, tmp_path / "done")
    with pytest.raises(MarsadError, match="another job, which is finished"):
        run(Job(tmp_path / "done", Here()), Asked((str(archive),), "iq"), plan(Asked((str(archive),))))
    (tmp_path / "full").mkdir()
    (tmp_path / "full" / "letter.txt").write_text("mine")
    with pytest.raises(MarsadError, match="holds something already"):
        bulk(archive, tmp_path / "full")


def test_a_damaged_file_of_the_job_is_told(tmp_path):
    Job(tmp_path, Here()).step("odd", work, [(2, None, "", 0)])
    path = tmp_path / "work" / "odd" / "00000.box"
    path.write_bytes(path.read_bytes()[:-3])
    with pytest.raises(MarsadError, match="is damaged; remove it"):
        Job(tmp_path, Here()).step("odd", work, [(2, None, "", 0)])


def test_a_report_over_its_time_is_cut_off(monkeypatch):
    monkeypatch.setattr("marsad.bulk.reading.read", lambda *_: time.sleep(5))
    assert "could not be read within 0.05 seconds" in in_time(Report(TWICE), None, 0.05).sentence


def test_copies_are_those_of_the_ledger(tmp_path):
    readings = [*invent(60).readings]
    wording = Wording()
    wording.put((reading.report, publication(reading)) for reading in readings)
    expected = {one.report.id: wording.original(one.report.id) for one in readings}
    found = {row[0]: row[11] or row[0] for row in table(job_of(readings, tmp_path), "reports")}
    assert found == expected
    assert sum(key != original for key, original in found.items()) > 5


def test_an_archive_without_a_word_of_harm_gives_an_empty_ledger(tmp_path):
    (tmp_path / "in.jsonl").write_text(line("Desk", "2021-03-03", "The minister opened a school.", "c") + "\n")
    told = bulk(tmp_path / "in.jsonl", tmp_path / "out")
    assert (told["counts"]["pages"], told["counts"]["passed"], told["files"]) == (1, 0, [])
    assert ledger.run(Job(tmp_path / "ledger", Here()), tmp_path / "out")["counts"]["incidents"] == 0
    assert rows_in(tmp_path / "ledger" / "incidents.parquet") == []


def test_a_report_of_no_known_day_stands_under_none(tmp_path):
    (tmp_path / "in.jsonl").write_text(line("Desk", None, TWICE.replace(" on Monday", ""), "a") + "\n")
    bulk(tmp_path / "in.jsonl", tmp_path / "out")
    assert [path.name for path in (tmp_path / "out" / "claims").iterdir()] == ["month=unknown"]


def test_the_commands_tell_what_they_do(marsad, archive, tmp_path):
    looked = marsad("bulk", archive, "--out", tmp_path / "out", "--dry-run")
    assert "(100.0 %)" in looked.out
    assert "16 pages, 14 reports to read" in looked.out
    assert not (tmp_path / "out").exists()
    ran = marsad("bulk", archive, "--out", tmp_path / "out", "--workers", "1", "--log", tmp_path / "log.jsonl")
    assert (ran.status, ran.err) == (0, "")
    assert "reports             13" in ran.out
    told = [json.loads(row) for row in (tmp_path / "log.jsonl").read_text().splitlines()]
    assert {"step": "sift", "event": "step", "tasks": 1, "done": 0} in told
    assert told[-1].items() >= {"pages": 16, "reports": 14, "problems": 1, "done": 1, "of": 1}.items()
    ran = marsad("bulk-ledger", tmp_path / "out", "--workers", "1")
    assert (ran.status, ran.err) == (0, "")
    assert rows_in(tmp_path / "out" / "ledger" / "incidents.parquet")
    assert marsad("bulk", archive, "--out", tmp_path / "out", "--workers", "1").status == 0  # it is done already
    for words, sentence in (
        (("bulk", tmp_path / "none.warc", "--out", tmp_path / "x"), "there is no such file"),
        (("bulk-ledger", tmp_path), "holds no finished job of marsad bulk"),
        (("bulk", archive, "--out", tmp_path / "out", "--country", "iq"), "another job, which is finished"),
    ):
        ran = marsad(*words)
        assert (ran.status, sentence in ran.err) == (2, True), ran.err


def test_a_job_in_a_folder_that_is_read_does_not_read_itself(marsad, archive, tmp_path):
    for _ in range(2):
        ran = marsad("bulk", tmp_path, "--out", tmp_path / "out", "--workers", "1")
        assert (ran.status, ran.err) == (0, "")
        assert "reports             13" in ran.out


def test_an_input_that_was_written_to_since_is_refused(archive, tmp_path):
    asked = Asked((str(archive),))
    Job(tmp_path / "out", Here()).begin(about_inputs(asked, plan(asked)))
    archive.write_bytes(archive.read_bytes() + b"\n")
    with pytest.raises(MarsadError, match="inputs, times of inputs changed since"):
        bulk(archive, tmp_path / "out")


def test_an_input_that_was_written_to_since_the_job_was_finished_is_refused(archive, tmp_path):
    bulk(archive, tmp_path / "out")
    bulk(archive, tmp_path / "out")  # nothing is done again
    archive.write_bytes(archive.read_bytes().replace(b"killed", b"buried", 1))
    with pytest.raises(MarsadError, match="was written to since"):
        bulk(archive, tmp_path / "out")


@pytest.mark.parametrize("name", ["in.jsonl", "in.jsonl.gz", "in.jsonl.zst", "in.parquet"])
def test_a_sample_tells_how_large_the_whole_is_whatever_it_is_packed_in(tmp_path, monkeypatch, name):
    monkeypatch.setattr(estimate, "PAGES", 200)
    noise = random.Random(1)  # what does not pack well takes the same share of the file wherever it stands
    texts = [f"3 civilians were killed in Saraqib. {noise.randbytes(600).hex()}" for _ in range(2000)]
    whole = "".join(json.dumps({"publisher": "Desk", "text": text}) + "\n" for text in texts).encode()
    file = tmp_path / name
    if name.endswith(".parquet"):
        parquet.write_table(pa.table({"publisher": ["Desk"] * 2000, "text": texts}), file, row_group_size=1000)
    elif name.endswith(".gz"):
        file.write_bytes(gzip.compress(whole))
    elif name.endswith(".zst"):
        with pa.CompressedOutputStream(str(file), "zstd") as out:
            out.write(whole)
    else:
        file.write_bytes(whole)
    asked = Asked((str(file),))
    found = estimate.estimate(asked, plan(asked), 1)
    assert 1000 < found.pages < 4000
    assert found.sampled < found.whole / 2
