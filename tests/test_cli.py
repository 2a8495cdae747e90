"""The command line as a person meets it: real runs, what is printed, and one sentence for everything that is wrong."""

import csv
import io
import json
import re
import subprocess
import sys

import pytest

AMBUSH = "قُتل 9 عناصر على الأقل من قوات النظام، أمس الثلاثاء، في كمين لتنظيم “داعش” قرب مدينة السخنة بريف حمص الشرقي."


@pytest.fixture
def report(tmp_path):
    path = tmp_path / "ambush.txt"
    path.write_text(AMBUSH, encoding="utf-8")
    return path


# ---- read


def test_a_report_as_a_table_with_its_words(marsad, report):
    ran = marsad("read", report, "--published", "2021-03-03")
    assert ran.status == 0
    assert "killed 9+" in ran.out
    assert "\u2068داعش" in ran.out or "داعش" in ran.out
    assert "published 2021-03-03" in ran.out


@pytest.mark.parametrize("width", [40, 60, 80, 200])
def test_no_word_is_lost_at_any_width(marsad, report, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    out = marsad("read", report).out
    [reading] = json.loads(marsad("read", report, "--json").out)
    shown = re.sub(r"[\u2066-\u2069\s]", "", out)
    for claim in reading["claims"]:
        assert all(word in shown for word in claim["quote"].split())


def test_json_has_everything_with_its_offsets(marsad, report):
    [reading] = json.loads(marsad("read", report, "--json", "--published", "2021-03-03").out)
    claim = reading["claims"][0]
    assert (claim["low"], claim["high"], claim["harm"], claim["party"]) == (9, None, "killed", "syrian_government")
    assert claim["when"] == ["2021-03-02", "2021-03-02"]
    assert claim["when_basis"] == "relative"
    assert AMBUSH[claim["start"] :].startswith(claim["quote"])
    for slot, (start, end) in claim["spans"].items():
        words = claim["words"][slot] if slot in claim["words"] else claim[slot]
        assert AMBUSH[start:end] == words


def test_lines_in_the_same_lines_out(marsad, tmp_path):
    path = tmp_path / "reports.jsonl"
    lines = [{"id": "a", "text": AMBUSH, "mine": [1]}, {"id": "b", "text": "افتتح المجلس مدرسة."}]
    path.write_text("\n".join(json.dumps(line) for line in lines) + "\n{broken\n", encoding="utf-8")
    ran = marsad("read", path, "--jsonl")
    out = [json.loads(line) for line in ran.out.splitlines()]
    assert [{key: line[key] for key in given} for line, given in zip(out, lines, strict=True)] == lines
    assert [len(line["claims"]) > 0 for line in out] == [True, False]
    assert ran.status == 2
    assert any("reports.jsonl, line 3: is damaged JSON" in sentence for sentence in ran.sentences)
    assert any("line 2: no statement of harm" in sentence for sentence in ran.sentences)


def test_standard_input(marsad):
    assert "killed 9+" in marsad("read", "-", stdin=AMBUSH).out


def test_a_page(marsad, report, tmp_path):
    page = tmp_path / "page.html"
    assert marsad("read", report, "--html", page).status == 0
    assert "<mark" in page.read_text(encoding="utf-8")


def test_reading_keeps_nothing(marsad, report, tmp_path):
    marsad("read", report)
    assert not (tmp_path / "ledger").exists()


# ---- what is wrong


@pytest.mark.parametrize(
    ("name", "data", "sentence"),
    [
        ("empty.txt", b"", "is empty"),
        ("blank.txt", b"  \n", "holds no text"),
        ("binary.bin", b"\x00\x01\x02" * 99, "is a binary file"),
        ("scan.pdf", b"%PDF-1.4 ...", " PDF"),
        ("huge.txt", b"word " * 4_000_000, "is too large for one report"),
        ("none.jsonl", b'{"id": 1}\n', "has no field “text”"),
    ],
)
@pytest.mark.parametrize("command", ["read", "add"])
def test_what_cannot_be_read_is_one_sentence_and_status_2(marsad, tmp_path, command, name, data, sentence):
    path = tmp_path / name
    path.write_bytes(data)
    ran = marsad(command, path)
    assert (ran.status, ran.out) == (2, "")
    [said] = ran.sentences
    assert said.startswith("marsad: ")
    assert name in said
    assert sentence in said


def test_the_others_are_read(marsad, report, tmp_path):
    ran = marsad("read", tmp_path / "missing.txt", report)
    assert ran.status == 2
    assert "there is no such file" in ran.sentences[0]
    assert "killed 9+" in ran.out


def test_a_report_without_claims_is_listed_and_no_failure(marsad, tmp_path):
    path = tmp_path / "school.txt"
    path.write_text("افتتح المجلس المحلي مدرسة جديدة في المدينة.", encoding="utf-8")
    ran = marsad("read", path)
    assert ran.status == 0
    assert "no statement of harm was found" in ran.err


def test_another_encoding_is_read_and_said(marsad, tmp_path):
    path = tmp_path / "old.txt"
    path.write_bytes(AMBUSH.encode("cp1256"))
    ran = marsad("read", path)
    assert "killed 9+" in ran.out
    assert "Windows-1256" in ran.err


def test_hidden_controls_are_said_and_cannot_touch_the_terminal(marsad, tmp_path):
    path = tmp_path / "trick.txt"
    path.write_text("مقتل 3 مدنيين\u202e بغارة\u202c على \x1b[31mكفر نبل\x1b[0m", encoding="utf-8")
    ran = marsad("read", path)
    assert "hidden controls" in ran.err
    assert "\u202e" not in ran.out + ran.err
    assert "\x1b" not in ran.out + ran.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["read", "{report}", "--published", "18/4"], "“18/4” is no day. Write year, month and day"),
        (["read", "{report}", "--html", "{report}"], "is one of the reports to read"),
        (["read", "{report}", "--html", "{report}/x.html"], "cannot be written"),
        (["ledger"], "There is no ledger"),
        (["--home", "{report}", "add", "{report}"], "cannot be opened"),
    ],
)
def test_what_a_person_can_mend_is_one_sentence(marsad, report, words, sentence):
    ran = marsad(*(word.format(report=report) for word in words))
    assert ran.status == 2
    assert sentence in ran.sentences[-1]
    assert report.read_text(encoding="utf-8") == AMBUSH


@pytest.mark.parametrize("words", [["raed"], ["read"], ["read", "x", "--jsno"]])
def test_what_is_typed_wrongly_shows_the_way(marsad, words):
    ran = marsad(*words)
    assert ran.status == 2
    assert "Usage: " in ran.err


# ---- the ledger


def test_adding_twice_adds_once(marsad, report):
    first, second = marsad("add", report), marsad("add", report)
    assert first.out == "1 report added, 1 claim; 0 known already.\n"
    assert second.out == "0 reports added, 0 claims; 1 known already.\n"


def incidents(ran):
    return json.loads(ran.out)["incidents"]


def test_the_ledger_and_its_filters(book):
    everything = incidents(book("ledger", "--json"))
    assert len(everything) >= 10
    some = incidents(book("ledger", "--json", "--from", "2019-04-01", "--to", "2019-04-30"))
    assert 0 < len(some) < len(everything)
    assert all(not one["when"] or one["when"][0].startswith("2019-04") for one in some)
    assert 0 < len(incidents(book("ledger", "--json", "--party", "isis"))) < len(everything)
    assert 0 < len(incidents(book("ledger", "--json", "--place", "حمص"))) < len(everything)
    assert incidents(book("ledger", "--json", "--recorded", "2000-01-01T00:00")) == []
    wrong = book("ledger", "--party", "martians")
    assert wrong.status == 2
    assert "is no party that marsad knows" in wrong.sentences[0]


def test_the_ledger_as_csv(book):
    rows = list(csv.DictReader(io.StringIO(book("ledger", "--csv").out)))
    assert [row["incident"] for row in rows] == [one["id"] for one in incidents(book("ledger", "--json"))]
    assert all(int(row["killed_low"]) <= int(row["killed_high"]) for row in rows if row["killed_low"])


def test_an_incident_its_history_and_what_set_its_numbers(book):
    kawm = next(one for one in incidents(book("ledger", "--json")) if "الكوم" in (one["place"] or ""))
    shown = book("show", kawm["id"][:6])
    assert "How it came about" in shown.out
    assert "27" in shown.out
    claims = json.loads(book("show", kawm["id"], "--json").out)["claims"]
    assert {claim["id"] for claim in claims} == set(kawm["claims"])
    told = book("explain", kawm["id"], "killed")
    assert "low 27" in told.out
    assert "[" in told.out  # the quote within its sentence
    assert "is no cell" in book("explain", kawm["id"], "slain").sentences[0]
    assert book("show", "zzz").sentences == ["marsad: No incident begins with “zzz”; `marsad ledger` lists them."]


def test_the_audit(book):
    out = book("audit").out
    assert "balances" in out
    assert "short by 13" in out
    assert "unallocated" in out
    assert ":killed" not in out  # the claims that a breakdown covers go by their marks
    found = json.loads(book("audit", "--json").out)
    assert {"totals", "periods", "problems"} == set(found)


def test_the_journal_is_whole_and_the_tables_come_out_the_same(book):
    assert "The journal is whole" in book("verify").out
    first = book("rebuild").out
    assert "Read again: 0 readings changed" in book("reread").out
    second = book("rebuild").out
    assert "the same as before" in first
    assert first.splitlines()[-1] == second.splitlines()[-1]


def test_presence(book):
    assert json.loads(book("presence", "--json").out)
    assert "present" in book("presence").out
    assert re.search(r"since \d{4}-\d\d-\d\d", book("presence", "--history").out)


def test_how_a_toll_came_about(book):
    kawm = next(one for one in incidents(book("ledger", "--json")) if "الكوم" in (one["place"] or ""))
    told = json.loads(book("history", kawm["id"], "killed", "--json").out)["cells"]["killed"]
    assert [(step["low"], step["open"]) for step in told][:2] == [(15, True), (27, False)]
    assert told[0]["to"] < told[1]["from"]
    assert all("[" in step["sentence"] for step in told)
    assert "27" in book("history", kawm["id"]).out
    nothing = book("history", kawm["id"], "missing")
    assert (nothing.status, "Nothing is stated of missing" in nothing.err) == (2, True)
    assert "is no cell" in book("history", kawm["id"], "slain").err


def test_home_may_be_typed_anywhere(marsad, report, tmp_path):
    home = tmp_path / "elsewhere"
    assert marsad("add", report, "--home", home).status == 0
    assert marsad(f"--home={home}", "ledger").status == 0
    assert marsad("ledger").status == 2


def test_a_closed_pipe_is_no_traceback(tmp_path):
    line = json.dumps({"text": AMBUSH}) + "\n"
    (tmp_path / "many.jsonl").write_text(line * 300, encoding="utf-8")
    command = [sys.executable, "-m", "marsad", "read", "--jsonl", str(tmp_path / "many.jsonl")]
    ran = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    ran.stdout.readline()
    ran.stdout.close()
    assert b"Traceback" not in ran.stderr.read()
    ran.stderr.close()
    ran.wait()
