"""From pages to reports, in bulk as singly; a page that takes too long is cut off and told."""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from marsad.bulk import texts
from marsad.bulk.inputs import expand, pages, splits
from marsad.bulk.page import Page
from marsad.bulk.sieve import passes
from marsad.bulk.texts import report_of, reports_of
from marsad.intake.page import page_capture
from marsad.model.problem import Problem
from marsad.model.report import Report
from news_pages import THEMES, Story

sys.path.insert(0, str(Path(__file__).parents[1] / "scripts"))
import sample_archive

STORY = Story(
    "قتلى في الكريم",
    ("قُتل ثلاثة مدنيين وأصيب خمسة آخرون بقصف مدفعي على بلدة الكريم.", "وقال مراسلنا إن القصف تجدد مساء."),
    ("موسم الزيتون يبدأ في المحافظة مع أولى الأمطار",),
)
SEEN = datetime(2021, 3, 6, 3, 4, tzinfo=UTC)


def page(body, **more):
    return Page("a.warc.gz", 700, body, **{"url": "https://a.example/1", "fetched": SEEN, **more})


@pytest.mark.parametrize("theme", THEMES)
def test_a_page_gives_the_report_that_it_gives_singly(theme):
    body = THEMES[theme](STORY).encode()
    report = report_of(page(body))
    alone = page_capture(body, "x", Report(""), "https://a.example/1").report
    assert (report.text, report.title, report.publisher) == (alone.text, alone.title, alone.publisher or "a.example")
    assert "قُتل ثلاثة مدنيين" in report.text
    assert str(report.seen.days) == "2021-03-06"


def test_the_charset_that_the_server_names_is_believed():
    body = THEMES["plain"](STORY).replace("utf-8", "x").encode("cp1256", "xmlcharrefreplace")
    assert "ثلاثة مدنيين" in report_of(page(body, media_type="text/html; charset=windows-1256")).text


def test_a_page_that_begins_as_none_is_a_page_if_the_server_says_so():
    body = "<div><h1>خبر</h1><p>قُتل ثلاثة مدنيين بقصف مدفعي على بلدة الكريم مساء اليوم.</p></div>".encode()
    assert report_of(page(body, media_type="text/html")).text.splitlines()[-1].startswith("قُتل ثلاثة")


def test_lines_and_rows_are_reports_with_what_they_say_of_themselves():
    row = {"id": "7", "text": "قُتل ثلاثة مدنيين في بلدة الكريم.", "publisher": "شبكة السهل", "published": "2021-03-05"}
    line = Page("a.jsonl", 90, json.dumps(row).encode(), is_line=True)
    cells = Page("a.parquet", 3, row["text"].encode(), fields=row)
    assert report_of(line) == report_of(cells)
    assert report_of(line).name == "7"
    assert report_of(line).text == row["text"]


@pytest.mark.parametrize(
    ("found", "where", "sentence"),
    [
        (page(b"<html><body></body></html>"), "a.warc.gz, byte 700", "a web page without"),
        (Page("a.jsonl", 90, b'{"text": ', is_line=True), "a.jsonl, byte 90", "is damaged JSON"),
        (Page("a.jsonl", 90, b"{}", is_line=True), "a.jsonl, byte 90", "has no field “text”"),
        (Page("a.parquet", 3, b"", fields={"id": "1"}), "a.parquet, row 3", "has no field “text”"),
        (Page("a.parquet", 3, b" ", fields={"text": " "}), "a.parquet, row 3", "holds no text"),
    ],
)
def test_what_gives_no_report_is_told_with_its_place(found, where, sentence):
    problem = report_of(found)
    assert isinstance(problem, Problem)
    assert (problem.where, sentence in problem.sentence) == (where, True)


def test_what_is_odd_about_a_report_is_told_beside_it():
    body = THEMES["plain"](STORY).replace("خبر", "خبر\u202e").replace("قُتل", "\u202eقُتل").encode()
    report, *problems = reports_of(page(body))
    assert isinstance(report, Report)
    assert [(one.kind, one.where) for one in problems] == [("bidi-control", "a.warc.gz, byte 700")]


def test_a_page_over_its_time_is_cut_off_and_told(monkeypatch):
    monkeypatch.setattr(texts, "body_captures", lambda *_: (time.sleep(9) for _ in (1,)))
    begun = time.monotonic()
    problem = report_of(page(b"<html>"), 0.1)
    assert time.monotonic() - begun < 2
    assert (problem.kind, problem.where) == ("slow", "a.warc.gz, byte 700")
    assert "took more than 0.1 seconds" in problem.sentence
    monkeypatch.undo()
    assert isinstance(report_of(page(THEMES["plain"](STORY).encode()), 30), Report)


def test_invented_archives_are_the_same_and_what_is_said_in_them_passes(tmp_path):
    path = tmp_path / "pages.warc.gz"
    sample_archive.write(path, 16, seed=4)
    first = path.read_bytes()
    sample_archive.write(path, 16, seed=4)
    assert path.read_bytes() == first
    [source] = expand([str(path)])
    found = [one for split in splits(source) for one in pages(split)]
    told = {one.url: one for one in sample_archive.pages(16, seed=4)}
    assert [one.body for one in found] == [one.body for one in told.values()]
    assert {one.url for one in found if passes(one.body)} == {one.url for one in told.values() if one.report}
    for one in found:
        if report := told[one.url].report:
            assert report.text.split(". ")[0] in report_of(one).text
