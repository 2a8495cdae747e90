"""Invent a ledger of any size: the readings of its reports, and the truth."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from random import Random
from typing import TYPE_CHECKING

from marsad.model.claim import Harm
from marsad.model.count import Count
from marsad.model.reading import Reading
from marsad.model.when import Days, When, WhenBasis
from marsad.places.gazetteer import gazetteer
from marsad.sample.page import Page, Said, sentences
from marsad.sample.story import Story, Telling, story
from marsad.sample.truth import Sample, TrueTotal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.model.place import Place

FIRST = date(2011, 3, 15)
A_DAY = 4
"""Incidents a day, over a country: a larger ledger runs over more days, at most up to the present."""
REST = 120
"""Days for which a place is left alone after an incident, so that `two more died` can mean one only."""


def invent(incidents: int, seed: int = 0) -> Sample:
    """Return a sample of so many incidents, some five claims each; the same seed gives the same sample."""
    random = Random(seed)  # noqa: S311 - nothing here is a secret
    lang_of = {voice: lang for lang in ("en", "ar") for voice in sentences()["voices"][lang]}
    stories = [
        story(name, day, place, [*lang_of], random) for name, (day, place) in enumerate(_scenes(incidents, random))
    ]
    made = [*_reports(stories, lang_of, random), *_totals(stories, random)]
    made.sort(key=lambda one: (one[0], one[1].report.id))
    of = {
        claim.id: said.incident
        for _, reading, told in made
        for claim, said in zip(reading.claims, told, strict=True)
        if isinstance(said, Said) and said.incident is not None
    }
    totals = {
        claim.id: said
        for _, reading, told in made
        for claim, said in zip(reading.claims, told, strict=True)
        if isinstance(said, TrueTotal)
    }
    return Sample(tuple(reading for _, reading, _ in made), tuple(s.truth for s in stories), of, totals)


_Made = tuple[date, Reading, "list[Said] | list[TrueTotal]"]


def _scenes(incidents: int, random: Random) -> Iterator[tuple[date, Place]]:
    """Yield days and places; some places are named far more often than others."""
    named = [place for place in gazetteer() if place.kind == "community" and place.name_ar and place.name_en]
    places = [place for place in named if _areas().keys() & set(place.parents[-1:])]
    random.shuffle(places)
    weights = [1 / (n + 20) for n in range(len(places))]
    free: dict[str, date] = {}
    for n in range(incidents):
        day = FIRST + timedelta(n // A_DAY)
        [place] = random.choices(places, weights)
        while free.get(place.pcode, day) > day:
            [place] = random.choices(places, weights)
        free[place.pcode] = day + timedelta(REST)
        yield day, place


def _reports(stories: Sequence[Story], lang_of: dict[str, str], random: Random) -> Iterator[_Made]:
    """Print what outlets tell: mostly one incident to a report, at times several; some of it is printed again."""
    by_issue: dict[tuple[str, date], list[Telling]] = defaultdict(list)
    for one in stories:
        for telling in one.tellings:
            by_issue[telling.outlet, telling.day].append(telling)
    for (outlet, day), tellings in by_issue.items():
        while tellings:
            together = [tellings.pop() for _ in range(min(random.choices((1, 2, 3), (80, 15, 5))[0], len(tellings)))]
            page = Page(lang_of.get(outlet, "en"), outlet, random)
            page.fill(12)
            for telling in together:
                for said in telling.said:
                    page.say(said)
                page.fill(8)
            reading = page.reading(Days.of(day), known=random.random() < 0.95)
            yield day, reading, page.told
            for again in _reprints(day, reading, random):
                yield *again, page.told


def _reprints(day: date, reading: Reading, random: Random) -> Iterator[tuple[date, Reading]]:
    """Print a report again elsewhere, word for word; of one day nobody could tell which came first."""
    often = random.choices((0, 1, 2, 6), (62, 20, 11, 7))[0] if reading.published else 0
    for outlet in random.sample(sentences()["voices"]["reprints"], often):
        later = day + timedelta(random.randint(1, 2))
        published = When(Days.of(later), WhenBasis.METADATA)
        report = replace(reading.report, publisher=outlet, published=published, seen=None)
        yield later, Reading(report, tuple(replace(c, report=report.id) for c in reading.claims), published=published)


def _totals(stories: Sequence[Story], random: Random) -> Iterator[_Made]:
    """Count every ten days in some governorate, and every quarter in the country; some counts are short or over."""
    if not stories:
        return
    areas = _areas()
    last = stories[-1].truth.day
    day = FIRST
    while day <= last:
        area = areas[random.choice(stories).truth.place.parents[-1]]
        yield from _total(stories, Days(day, day + timedelta(9)), area, random)
        if (day - FIRST).days % 90 == 80:
            yield from _total(stories, Days(day - timedelta(80), day + timedelta(9)), None, random)
        day += timedelta(10)


@cache
def _areas() -> dict[str, Place]:
    return {place.pcode: place for place in gazetteer() if place.kind == "governorate"}


def _total(stories: Sequence[Story], days: Days, area: Place | None, random: Random) -> Iterator[_Made]:
    first, last = (A_DAY * (end - FIRST).days for end in (days.first, days.last + timedelta(1)))
    covered = [s.truth for s in stories[first:last] if area is None or area.pcode in s.truth.place.parents]
    low, high = (sum(one.spread[end] for one in covered) for end in (0, 1))
    if len(covered) < 2:
        return
    off = random.choices((0, random.randint(1, 9), -random.randint(1, 9)), (70, 20, 10))[0]
    stated = high + off if off > 0 else low + off
    if stated <= 0:
        return
    lang = random.choice(("en", "ar"))
    page = Page(lang, sentences()["voices"]["offices"][lang], random)
    page.fill(15)
    page.say(Said("total", Harm.KILLED, Count(stated, stated), days, place=area))
    page.fill(10)
    later = days.last + timedelta(60)
    total = TrueTotal(days, area.pcode if area else None, stated, frozenset(one.name for one in covered), off)
    yield later, page.reading(Days.of(later)), [total]
