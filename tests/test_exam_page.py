"""The page of an exam: every word kept, both sides marked, links that lead somewhere, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gold_records import GOLD
from marsad.eval_reports import papers_of
from marsad.exam.errors import errors
from marsad.exam.mark import Mark, Sheet
from marsad.exam.scores import scores
from marsad.exam.verdict import examine
from marsad.model.claim import Harm
from marsad.model.count import Count
from marsad.model.report import Report
from marsad.model.span import Quote, Span
from marsad.render.exam_page import exam_page
from marsad.render.exam_words import ARABIC, ENGLISH


class Page(HTMLParser):
    """The tags of a page, and the words of its texts."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.texts, self._open, self._number = [], [], 0, False
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        if tag == "div" and attributes.get("class") == "text":
            self.texts.append("")
            self._open = 1
        self._number = self._number or (tag == "a" and self._open and "number" in attributes.get("class", ""))

    def handle_endtag(self, tag):
        if tag == "div":
            self._open = 0
        if tag == "a":
            self._number = False

    def handle_data(self, data):
        if self._open and not self._number:
            self.texts[-1] += data

    def named(self, attribute):
        return [attributes[attribute] for _, attributes in self.tags if attribute in attributes]


@pytest.fixture(scope="module")
def papers():
    return papers_of(str(GOLD / "casebook.jsonl"))


@pytest.fixture(scope="module")
def html(papers):
    return exam_page(papers, scores(papers))


def page_of(*papers):
    return exam_page(papers, scores(papers))


def test_every_text_stands_whole(papers, html):
    assert Page(html).texts == [paper.sheet.report.text for paper in papers]


def test_each_report_runs_its_own_way_and_the_page_the_way_of_most(html):
    assert '<html lang="ar" dir="rtl">' in html
    assert '<div class="text" lang="ar" dir="rtl"' in html
    assert '<div class="text" lang="en" dir="ltr"' in html


def test_links_lead_to_anchors_that_are_there_once(html):
    page = Page(html)
    anchors = page.named("id")
    assert len(anchors) == len(set(anchors))
    assert {target[1:] for target in page.named("href")} <= set(anchors)


def test_every_claim_has_a_card_and_every_error_its_sign(papers, html):
    cards = [attributes for tag, attributes in Page(html).tags if tag == "li" and "data-kinds" in attributes]
    wrong = [error for paper in papers for error in errors(paper)]
    assert sum(len(card["data-kinds"].split()) for card in cards) == len(wrong)
    assert len(cards) == sum(len(paper.gold) + len(paper.read) - len(paper.verdicts) for paper in papers)
    assert all(card["tabindex"] == "0" for card in cards)  # the keyboard reaches it


def test_one_goes_from_error_to_error_of_a_kind_without_the_script(papers, html):
    first = re.search(r'<table class="kinds">.*?class="chip place" href="#([\w-]+)"', html, re.DOTALL)[1]
    seen = [first]
    while True:
        card = html[html.index(f'<li id="{seen[-1]}"') :].partition("</li>")[0]
        onward = re.search(r'class="chip place" href="#([\w-]+)"', card)
        if not onward:
            break
        seen.append(onward[1])
    assert len(seen) == len(set(seen)) == sum(error.kind == "place" for paper in papers for error in errors(paper))


def test_what_differs_is_set_off():
    text = "Three civilians were killed in the town of Sarmin near Idlib."
    slots = {"harm": Harm.KILLED, "count": Count(3, 3)}
    gold = Mark(Quote(0, "Three civilians were killed"), place="the town of Sarmin", **slots)
    read = Mark(Quote(0, "Three civilians"), place="near Idlib", spans=(("place", Span(50, 60)),), **slots)
    html = page_of(examine(Sheet(Report(text, lang="en", name="x"), (gold,)), (read,)))
    assert "<b>Sarmin</b>" in html
    assert "<b>near</b> <b>Idlib</b>" in html
    assert '<tr class="wrong"><th scope="row">place</th>' in html
    assert '<mark data-e=" 1.place.read">near Idlib</mark>' in html
    assert '<mark class="wrong gold read" data-e=" 1.quote.gold 1.quote.read">Three civilians</mark>' in html
    assert '<mark class="wrong gold" data-e=" 1.quote.gold"> were killed</mark>' in html


def test_nothing_is_fetched_and_only_our_script_runs(html):
    assert not re.search(r"https?:|url\(|@import|src=|<link", html)
    [script] = re.findall(r"<script>(.*?)</script>", html, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"default-src 'none'; style-src 'unsafe-inline'; script-src 'sha256-{digest}'" in html
    assert '<nav class="bar" hidden' in html  # without the script there are no tools that do nothing


def test_words_of_a_report_are_words_and_nothing_else():
    text = "</style><script>alert(1)</script> 3 <b>killed</b> & \u202e72 \"'"
    gold = Mark(Quote(34, "3 <b>killed</b>"), Harm.KILLED, Count(3, 3), place="<script>", by='"onclick="x')
    report = Report(text, publisher="<img src=x onerror=y>", title="<script>", name='"><i>', lang="en")
    html = page_of(examine(Sheet(report, (gold,)), ()))
    assert html.count("<script>") == 1
    assert not {tag for tag, _ in Page(html).tags} & {"img", "i", "iframe"}
    assert "\u202e" not in html
    assert Page(html).texts == [text.replace("\u202e", "U+202E")]


def test_a_page_without_claims_and_without_errors():
    html = page_of(examine(Sheet(Report("افتتح المجلس مدرسة.", lang="ar", name="x"), ()), ()))
    assert ARABIC["no_claims"] in html
    assert ARABIC["no_errors"] in html


def test_both_languages_have_the_same_words():
    assert set(ARABIC) == set(ENGLISH)


@st.composite
def examined(draw):
    text = draw(st.text("ab قتل\n&<3", max_size=40))

    def marks():
        starts = draw(st.lists(st.tuples(st.integers(0, len(text)), st.integers(1, 9)), max_size=3))
        quotes = [Quote(start, text[start : start + length]) for start, length in starts if start < len(text)]
        return tuple(
            Mark(quote, draw(st.sampled_from(Harm)), Count(1, 1), spans=(("by", quote.span),)) for quote in quotes
        )

    return examine(Sheet(Report(text, lang="ar", name="r"), marks()), marks())


@given(examined())
@settings(max_examples=60, deadline=None)
def test_marking_changes_no_word(paper):
    page = Page(page_of(paper))
    assert page.texts == [paper.sheet.report.text]
    assert {target[1:] for target in page.named("href")} <= set(page.named("id"))


def test_the_page_is_written(tmp_path, capsys):
    from marsad.cli import main

    out = tmp_path / "page.html"
    with pytest.raises(SystemExit, match="0"):
        main(["eval", str(GOLD.parents[1] / "examples" / "marked.jsonl"), "--html", str(out), "--json"])
    assert "<article" in out.read_text("utf-8")
    said = capsys.readouterr()
    assert json.loads(said.out)["all"]["gold"] == 6
    assert said.err == f"marsad: Written: {out}\n"
