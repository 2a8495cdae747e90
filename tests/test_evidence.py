"""The folder of evidence: whole, checkable with ordinary tools, in both languages, and only what may be seen."""

from __future__ import annotations

import gzip
import hashlib
import json
import subprocess
import sys
from functools import partial

import pytest

from marsad import evidence, flow, keep
from marsad.intake.capture import Capture, Raw
from marsad.ledger.drafting import Pen
from marsad.ledger.restricting import restriction
from marsad.model.audience import OPEN, TEAM
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.render.evidence import evidence_files
from test_captures import FETCHED, TODAY
from values import SOME_TIME

pytestmark = pytest.mark.usefixtures("each_database", "ledger_home")

TEXTS = {
    "بريد إدلب": "قُتل 3 مدنيين بقصف على مدينة أريحا بريف إدلب في 3 آذار 2021، بحسب الناشط سالم الراوي.",
    "Wire <b>&": "Five civilians were killed in shelling on Ariha in Idlib on 3 March, <script>alert(1)</script> said.",
}
DOCUMENT = json.dumps([*TEXTS.values()], ensure_ascii=False).encode()


def filled(*, together=False):
    """Put two reports of one incident in, each out of a page of its own or both out of one file."""
    when = When(Days.of(TODAY), WhenBasis.METADATA)
    found = [
        Capture(
            Report(text, publisher, published=when),
            "x",
            raw=Raw(DOCUMENT if together else f"<p>{text}</p>".encode(), f"https://x.example/{n}", (), None, FETCHED),
        )
        for n, (publisher, text) in enumerate(TEXTS.items())
    ]
    taken = keep.incoming(found, TODAY)
    flow.add(taken.reports, None, taken.kept)
    [incident] = flow.ledger().ledger.incidents
    return incident.id


def files(incident, audience=TEAM):
    return dict(evidence_files(evidence.gather(incident, audience)))


def restrict(*what):
    pen = Pen("Rima", "at risk", SOME_TIME)
    flow.decide(flow.propose(partial(restriction, what=list(what), to="team", pen=pen)))


def everything(found):
    return b"".join(gzip.decompress(data) if name.endswith(".gz") else data for name, data in found.items())


def test_ordinary_tools_check_it(tmp_path):
    found = files(filled())
    for name, data in found.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(data)
    if sys.platform == "linux":
        ran = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=tmp_path, capture_output=True, check=True)
        assert ran.stdout.count(b": OK\n") == len(found) - 1 == 9
    check = partial(subprocess.run, [sys.executable, "check.py"], cwd=tmp_path, capture_output=True, check=False)
    assert check().stdout.decode().split()[-1] == flow.head().hash
    journal = tmp_path / "journal.jsonl"
    lines = journal.read_text("utf-8")
    for old, new in (("أريحا", "سرمين"), ('"kind":"reading"', '"kind":"capture"'), (lines.splitlines()[2] + "\n", "")):
        journal.write_text(lines.replace(old, new, 1), "utf-8")
        assert check().returncode == 1


def test_it_holds_what_the_ledger_says(tmp_path):
    incident = filled()
    found = files(incident)
    texts = {name: data.decode() for name, data in found.items() if name.startswith("texts/")}
    assert sorted(texts.values()) == sorted(TEXTS.values())
    claims = json.loads(found["claims.json"])
    assert len(claims) == 2
    for claim in claims:
        assert texts[claim["text"]][claim["start"] :].startswith(claim["quote"])
    told = json.loads(found["tolls.json"])["incident"]
    assert told["id"] == incident
    assert {toll["cell"] for toll in told["tolls"]} >= {"killed"}
    captures = [name for name in found if name.startswith("captures/")]
    assert all(name[9:73] in found["index.html"].decode() for name in captures)
    assert hashlib.sha256(found["claims.json"]).hexdigest().encode() in found["SHA256SUMS"]


def test_the_page_speaks_both_languages_and_runs_nothing():
    page = files(filled())["index.html"].decode()
    assert page.index('<section id="ar" lang="ar" dir="rtl">') < page.index('<section id="en" lang="en" dir="ltr">')
    assert page.startswith('<!doctype html>\n<html lang="ar" dir="rtl">')
    assert "<script" not in page
    assert "<b>&" not in page
    assert "&lt;script&gt;" in page
    assert "default-src 'none'" in page


def test_a_restricted_report_is_in_no_file_of_others():
    incident = filled()
    restrict(("report", "1"))
    assert "قُتل".encode() in everything(files(incident))
    [left] = flow.ledger(flow.Question(audience=OPEN)).ledger.incidents
    found = everything(files(left.id, OPEN))
    assert b"Five civilians" in found
    assert "قُتل".encode() not in found
    assert "بريد إدلب".encode() not in found


def test_bytes_that_hold_a_restricted_report_too_are_withheld():
    filled(together=True)
    restrict(("report", "1"))
    [left] = flow.ledger(flow.Question(audience=OPEN)).ledger.incidents
    found = files(left.id, OPEN)
    assert not any(name.startswith("captures/") for name in found)
    assert "محجوب" in found["index.html"].decode()


def test_a_restricted_name_is_in_no_file_of_others():
    incident = filled()
    restrict(("source", "سالم الراوي"))
    assert "الراوي".encode() in everything(files(incident))
    found = files(incident, OPEN)
    assert "الراوي".encode() not in everything(found)
    assert sum(name.startswith("captures/") for name in found) == 1


def test_the_command_makes_a_new_folder_only(marsad, tmp_path):
    (tmp_path / "one.txt").write_text(TEXTS["بريد إدلب"], encoding="utf-8")
    marsad("add", tmp_path / "one.txt")
    [incident] = json.loads(marsad("ledger", "--json").out)["incidents"]
    out = tmp_path / "folder"
    assert "1 report, 1 capture." in marsad("evidence", incident["id"], "--out", out).out
    assert (out / "index.html").exists()
    ran = marsad("evidence", incident["id"], "--out", out)
    assert (ran.status, "is there already" in ran.err) == (2, True)
