"""How things look: pages that keep every word and run nothing, tables that lose no word and command no terminal."""

import csv
import io
import re
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

import values
from ledger_text import readings
from marsad.ledger.reconcile import reconcile
from marsad.model.claim import Claim, Harm, Method
from marsad.model.count import Count
from marsad.model.incident import Cell, Incident, Toll
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.render.calm import isolate, visible
from marsad.render.claims import reading_lines
from marsad.render.figures import short_ids, toll_figure
from marsad.render.html import page
from marsad.render.ledger import ledger_table
from marsad.render.paint import colours
from marsad.render.paint import plain as plain_look
from marsad.render.rows import ledger_csv, plain
from marsad.render.words import Words
from marsad.render.wrap import cells, wrap

ARABIC = "قُتل 9 عناصر من قوات النظام في كمين قرب السخنة، بحسب المرصد السوري."


def claim(text, index, words, **slots):
    return Claim("r", index, quote(text, words), Harm.KILLED, Count(9, 9), **slots)


def quote(text, words):
    return Quote(text.index(words), words)


def arabic_reading():
    slots = {name: quote(ARABIC, words) for name, words in (("victims", "قوات النظام"), ("place", "قرب السخنة"))}
    one = claim(ARABIC, 0, "قُتل 9 عناصر", method=Method.CLASH, method_quote=quote(ARABIC, "كمين"), **slots)
    inside = claim(ARABIC, 1, "9 عناصر من قوات", part_of=0)
    return Reading(Report(ARABIC, publisher="وكالة"), (one, inside))


class Read(HTMLParser):
    """What a browser would show and load of a page."""

    def __init__(self, html):
        super().__init__()
        self.tags, self.words, self._inside, self._skip = [], [], 0, 0
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        self.tags.append((tag, attributes))
        if attributes.get("class") == "text" or self._inside:
            self._inside += tag in ("div", "mark", "a", "span")
        if attributes.get("class") == "number":
            self._skip += 1

    def handle_endtag(self, tag):
        if self._inside and tag in ("div", "mark", "a", "span"):
            self._inside -= 1
        if tag == "a" and self._skip:
            self._skip -= 1

    def handle_data(self, data):
        if self._inside and not self._skip:
            self.words.append(data)

    @property
    def text(self):
        return "".join(self.words)


# ---- the page


def test_the_page_of_an_arabic_report_runs_from_right_to_left():
    html = page([arabic_reading()])
    assert '<html lang="ar" dir="rtl">' in html
    assert '<div class="text" lang="ar" dir="rtl">' in html
    assert '<mark class="claim killed">قُتل </mark>' in html
    assert Read(html).text == ARABIC


def test_the_page_of_an_english_report_runs_from_left_to_right():
    text = "Nine soldiers were killed."
    html = page([Reading(Report(text), (claim(text, 0, "Nine soldiers were killed"),))])
    assert '<html lang="en" dir="ltr">' in html
    assert '<div class="text" lang="en" dir="ltr">' in html


def test_marks_lead_to_their_rows_and_back():
    html = page([arabic_reading()])
    anchors = {attributes["id"] for _, attributes in Read(html).tags if "id" in attributes}
    targets = {attributes["href"][1:] for _, attributes in Read(html).tags if "href" in attributes}
    assert anchors == targets == {"t1-c1", "t1-c2", "t1-r1", "t1-r2"}


@given(st.lists(values.claims, max_size=4), st.text(max_size=60), st.data())
@settings(max_examples=60, deadline=None)
def test_marking_changes_no_word(claims, text, data):
    text = re.sub("[\r\ud800-\udfff]", " ", text)

    def span():
        start = data.draw(st.integers(0, len(text)))
        return Quote(start, text[start : data.draw(st.integers(start, len(text)))])

    marked = tuple(Claim(c.report, n, span(), c.harm, c.count, by=span()) for n, c in enumerate(claims))
    shown = Read(page([Reading(Report(text), marked)])).text
    assert shown == re.sub("[\u202a-\u202e\u2066-\u2069\x00-\x08\x0b-\x1f\x7f-\x9f]", name, text)


def name(found):
    return f"U+{ord(found[0]):04X}"


def test_words_of_a_report_are_words_and_nothing_else():
    text = "</style><script>alert(1)</script> 3 <b>killed</b> & \u202e72 \"'"
    report = Report(text, publisher="<img src=x onerror=y>", title="<script>")
    html = page([Reading(report, (claim(text, 0, "3 <b>killed</b>", by=quote(text, "<script>")),))])
    tags = {tag for tag, _ in Read(html).tags}
    assert not tags & {"script", "img", "b" if "<b>killed" in html else "script", "iframe", "object", "link"}
    assert "\u202e" not in html
    assert Read(html).text == text.replace("\u202e", "U+202E")


def test_nothing_is_fetched():
    html = page([arabic_reading()])
    assert not re.search(r"https?:|//|url\(|@import|src=", html.replace("<!doctype html>", ""))
    assert "default-src 'none'" in html


# ---- the terminal


def shown(view, width):
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False, emoji=False)
    console.print(view)
    return console.file.getvalue()


@given(
    st.lists(st.sampled_from(["قتل", "27", "عنصراً", "at", "least", "الآلاف", "(6)", "d'Ālep"]), max_size=30),
    st.integers(9, 60),
)
@settings(max_examples=60)
def test_wrapping_keeps_the_words_their_order_and_the_isolates_in_pairs(words, width):
    lines = shown(Words(" ".join(words)), width).splitlines()
    assert " ".join(line.strip(" \u2068\u2069") for line in lines).split() == words
    assert all(line.count("\u2068") == line.count("\u2069") <= 1 for line in lines)


@given(st.text(), st.integers(1, 30))
def test_wrapping_fits_and_loses_nothing(text, width):
    lines = wrap(text, width)
    assert "".join("".join(lines).split()) == "".join(text.split())
    assert all(cells(line) <= width or len(line.strip()) == 1 or cells(line[0]) > width for line in lines)


def test_letters_take_one_column_and_marks_none():
    assert [cells(words) for words in ("قُتل", "قتيلاً", "لا", "27", "漢", "\u2068ا\u2069")] == [3, 5, 2, 2, 2, 1]


def test_colours_stand_around_the_words_and_do_not_move_them():
    bare = list(reading_lines(arabic_reading(), 70, plain_look))
    painted = list(reading_lines(arabic_reading(), 70, colours))
    assert any("\x1b[" in line for line in painted)
    assert [re.sub(r"\x1b\[[0-9;]*m", "", line).rstrip() for line in painted] == bare


@given(st.text())
def test_nothing_that_is_shown_commands_the_terminal(text):
    assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e]", isolate(text))
    assert not re.search("[\u2066-\u2069]", visible(text))


@pytest.mark.parametrize("width", [40, 80, 120])
def test_a_reading_on_a_terminal(width):
    out = "\n".join(reading_lines(arabic_reading(), width, plain_look))
    for words in ("killed 9", "part of 1", "clash", "السخنة", "قوات"):
        assert words in out
    assert max(map(len, re.sub("[\u064b-\u0652\u2068\u2069]", "", out).splitlines())) <= width


BOOK = """
    2019-04-18 SOHR: at least 15 killed, combatant, syrian_government, @al-Kawm, on 2019-04-18; 3 injured
    2019-04-20 SOHR: now 27 killed, combatant, syrian_government, @al-Kawm, on 2019-04-18
    2021-01-05 Enab: 5-7 killed, civilian, @Sarmin, on 2021-01-04
"""


@pytest.mark.parametrize("width", [40, 60, 80, 120])
def test_the_ledger_on_a_terminal(width):
    ledger = reconcile(readings(BOOK))
    out = shown(ledger_table(ledger.incidents, [one.id for one in ledger.incidents], width), width)
    for words in ("27", "5–7", "2019-04-18", "al-Kawm", "syrian", "weak"):
        assert words in out


@pytest.mark.parametrize(
    ("toll", "figure"),
    [
        (None, "–"),
        (Toll(Cell(Harm.KILLED), 27, 27, 27), "27"),
        (Toll(Cell(Harm.KILLED), 15, 27, 27), "15–27"),
        (Toll(Cell(Harm.KILLED), 4, 4, 4, open=True), "4+"),
        (Toll(Cell(Harm.KILLED), 0, 0, 0), "0"),
    ],
)
def test_figures(toll, figure):
    assert toll_figure(toll) == figure


@given(st.sets(st.text("abc", min_size=6, max_size=9)))
def test_short_ids_stay_apart(ids):
    short = short_ids(ids)
    assert all(whole.startswith(short[whole]) for whole in ids)
    for whole in ids:
        if short[whole] != whole:
            assert [other for other in ids if other.startswith(short[whole])] == [whole]


# ---- for other programs


def test_csv_starts_no_formula():
    incident = Incident("i1", (), (), place="=HYPERLINK(1)", flags=("-x",))
    [row] = csv.DictReader(io.StringIO(ledger_csv([incident])))
    assert (row["place"], row["flags"], row["killed_low"]) == ("'=HYPERLINK(1)", "'-x", "")


def test_json_of_the_model():
    [first, *_] = reconcile(readings(BOOK)).incidents
    record = plain(first)
    assert record["when"] == ["2019-04-18", "2019-04-18"]
    assert "killed/combatant/syrian_government" in [toll["cell"] for toll in record["tolls"]]
    assert record["history"][0]["stated"] == [15, None]
