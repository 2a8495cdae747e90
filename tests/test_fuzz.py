"""Whatever stands in a text: it is read without an exception, and what was read stands in it."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from marsad.model.record import reading_from_record, reading_record
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read
from mutants import HARAKAT, ROWS, SIGNS_AND_LETTERS, mutants

DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))
PAIR = re.compile("[\ud800-\udbff](?=[\udc00-\udfff])")
"""Two halves of a character side by side: JSON makes one of them, so no stored text holds them."""


def reading_of(text, day=None, seen=None):
    return read(Report(text, published=when(day, WhenBasis.METADATA), seen=when(seen, WhenBasis.SEEN)))


def when(day, basis):
    return When(Days.of(day), basis) if day else None


def check(text, day=None, seen=None):
    reading = reading_of(PAIR.sub("", text), day, seen)
    for quote in quotes(reading):
        assert quote.text
        assert quote.stands_in(reading.report.text), quote
    for claim in reading.claims:
        assert claim.count.low >= 0
        assert claim.count.high is None or claim.count.low <= claim.count.high
        check_wholes(reading.claims, claim)
    assert [claim.index for claim in reading.claims] == list(range(len(reading.claims)))
    assert reading_from_record(json.loads(json.dumps(reading_record(reading)))) == reading


def quotes(reading):
    whens = [reading.published]
    for claim in reading.claims:
        yield claim.quote
        yield from filter(None, (claim.victims, claim.by, claim.method_quote, claim.place, claim.source))
        whens += [claim.when, claim.said]
    for one in reading.presences:
        yield one.quote
        yield from filter(None, (one.actor, one.strength_quote, one.area_quote, one.source))
        yield from (*one.bounds, *one.besieged_by)
        whens += [one.since, one.as_of]
    yield from (when.quote for when in whens if when and when.quote)


def check_wholes(claims, claim):
    """A claim's wholes are claims of the report of the same harm, and none is a part of itself."""
    seen = {claim.index}
    while claim.part_of is not None:
        assert 0 <= claim.part_of < len(claims)
        assert claim.part_of not in seen
        seen.add(claim.part_of)
        claim = claims[claim.part_of]


@given(mutants(), DAYS, DAYS)
@settings(max_examples=300, deadline=None)
def test_our_reports_cut_and_broken_read(text, day, seen):
    check(text, day, seen)


@given(ROWS, DAYS)
@settings(max_examples=200, deadline=None)
def test_any_row_of_words_reads(text, day):
    check(text, day)


@given(SIGNS_AND_LETTERS, DAYS)
@settings(max_examples=200, deadline=None)
@example("قتل 3 مدنيين خلال 999999999 يوماً", date(2021, 5, 5))
@example("3 civilians were killed over the past 999999999 days", date(2021, 5, 5))
@example("قُتل 3 مدنيين في 31 شباط 0000", date(2021, 5, 5))
def test_any_row_of_signs_reads(text, day):
    check(text, day)


@given(st.text(max_size=120))
@settings(max_examples=100, deadline=None)
def test_any_text_reads(text):
    check(text)


HUGE = {
    "commas": "، " * 10_000,
    "commas in a claim": "قُتل 3 مدنيين" + "،" * 10_000 + " وأصيب 5.",
    "open brackets": "قُتل 3 مدنيين " + "(" * 3_000,
    "nested brackets": "(قُتل " * 60 + "3 مدنيين" + ")" * 60,
    "a long number": f"قُتل {'9' * 5_000} مدنياً، and {'9' * 5_000} people were killed.",
    "a number with marks": "قُتل " + "1,000" * 2_000 + " شخص.",
    "a long word": "قُتل 3 " + "مدنيين" * 10_000,
    "a long Latin word": "3 civilians" + "s" * 50_000 + " were killed",
    "a long line": "قُتل 3 مدنيين بقصف على إدلب أمس. " * 400,
    "many lines": "\n" * 20_000 + "قُتل 3 مدنيين",
    "vowel signs": "قُ" + HARAKAT * 1_000 + "تل 3 مدنيين",
    "tatweel": "قـ" + "ـ" * 10_000 + "تل 3 مدنيين",
    "broken tatweel": "مـ" + " ـ" * 5_000 + "قتل 3",
    "NULs": "قُتل\x00 3\x00 مدنيين\x00" * 100,
    "halves of characters": "\ud800قُتل 3 مدنيين\udfff بقصف\ud83d",
    "turned text": "\u202eقُتل 3 مدنيين\u202c\u2067 في إدلب\u2069" * 50,
    "stars": "ki*ll*ed " * 500 + "3 ci*v*ilians were kil*led",
    "millions": "قُتل " + "مليون " * 500 + "شخص",
}


@pytest.mark.parametrize("name", HUGE)
def test_what_is_huge_or_odd_reads(name):
    check(HUGE[name], date(2021, 5, 5))
