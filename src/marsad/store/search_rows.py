"""What can be searched of a ledger, as rows: its reports, claims, incidents, and the places and actors they name."""

from __future__ import annotations

from functools import cache, lru_cache
from itertools import chain
from typing import TYPE_CHECKING, Any

from marsad.actors.registry import countries, registry
from marsad.lang.search.words import GAP, column
from marsad.model.when import When
from marsad.places.gazetteer import gazetteer
from marsad.store.models import SearchRow
from marsad.store.search_words import reader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from marsad.lang.search.words import Word
    from marsad.model.claim import Claim
    from marsad.model.incident import Incident
    from marsad.model.reading import Reading
    from marsad.model.report import Report
    from marsad.model.span import Quote
    from marsad.model.when import Days

REPORT, CLAIM, INCIDENT, PLACE, ACTOR = KINDS = ("report", "claim", "incident", "place", "actor")

_PART = 8000
"""A longer report has several rows: PostgreSQL indexes no more than 16,383 words of one."""
_OVERLAP = 30
"""So many words stand in two neighbouring rows, so that words behind each other are found."""


def report_rows(reading: Reading) -> Iterator[SearchRow]:
    """Make the rows of a report: title, text, publisher and name."""
    report = reading.report
    words = reader()(report_text(report))
    also = _columns((report.publisher, report.name))
    for part, start in enumerate(range(0, max(len(words) - _OVERLAP, 1), _PART)):
        told = column(words[start : start + _PART + _OVERLAP])
        kept = told if part else f"{told} {also}"
        yield _row(REPORT, report.id, days_of(reading.published), "", kept, report=report.id, part=part)


def report_text(report: Report) -> str:
    """Return what is searched and shown of a report: its title, where it has one, over its text."""
    return f"{report.title}\n{report.text}" if report.title else report.text


def claim_row(claim: Claim) -> SearchRow:
    """Make the row of a claim: the words of all its slots, found too by what its place and parties are called first."""
    text = " … ".join(_apart(claim))
    pcode = claim.location.pcodes[:1] if claim.location else ()
    parties = filter(None, (claim.party, claim.by_party))
    also = _columns((*_place_names(*pcode), *map(_titles, parties), claim.harm, claim.method))
    return _row(CLAIM, claim.id, days_of(claim.when), text, f"{_column(text)} {also}", report=claim.report)


def incident_row(incident: Incident) -> SearchRow:
    """Make the row of an incident: the words for its place, the names of place and parties, how it was, its ids."""
    pcode = incident.location.pcodes[:1] if incident.location else ()
    shown = dict.fromkeys((incident.place, *_place_names(*pcode), *map(_titles, incident.parties), incident.method))
    text = " · ".join(filter(None, shown))
    names = (name for party in incident.parties for name in _party_names(party))
    also = _columns((*names, incident.id, *incident.aliases, *pcode))
    return _row(INCIDENT, incident.id, days_of(incident.when), text, f"{_column(text)} {also}")


def place_row(pcode: str) -> SearchRow:
    """Make the row of a place that a claim or incident is put at."""
    text = " · ".join((*_place_names(pcode), pcode))
    return _row(PLACE, pcode, (None, None), text, _column(text))


def actor_row(party: str) -> SearchRow:
    """Make the row of a party that a claim names: found by all that it is called."""
    text = " · ".join((_titles(party), party))
    return _row(ACTOR, party, (None, None), text, f"{_column(text)} {_columns(_party_names(party))}")


def days_of(when: When | Days | None) -> tuple[date | None, date | None]:
    """Return the first and last day, where they are known."""
    days = when.days if isinstance(when, When) else when
    return (days.first, days.last) if days else (None, None)


def _row(kind: str, key: str, days: tuple[date | None, date | None], text: str, words: str, **more: Any) -> SearchRow:
    first, last = days
    return SearchRow(kind=kind, key=key, first=first, last=last, text=text, words=words, **more)


def words_of(text: str) -> list[Word]:
    """Cut a text into the words that it is searched by."""
    return reader()(text)


@lru_cache(maxsize=10_000)
def _column(text: str) -> str:
    return column(words_of(text))


def _columns(texts: Iterable[str | None]) -> str:
    """Write texts one after the other, none of which follows the other."""
    return " ".join(f"{GAP} {_column(text)}" for text in texts if text)


def _apart(claim: Claim) -> list[str]:
    """Return the words of a claim's slots in the order of the report, those inside others left out."""
    whens = (when.quote for when in (claim.when, claim.said) if when)
    slots = (claim.quote, claim.victims, claim.by, claim.place, claim.source, claim.method_quote, *whens)
    quotes = sorted({quote for quote in slots if quote}, key=lambda quote: (quote.start, -quote.end))
    kept: list[Quote] = []
    for quote in quotes:
        if not kept or quote.end > kept[-1].end:
            kept.append(quote)
    return [quote.text for quote in kept]


@cache
def _place_names(*pcodes: str) -> tuple[str, ...]:
    """Return what places are called in Arabic and English."""
    places = (gazetteer(country).place(pcode) for pcode in pcodes for country in countries())
    return tuple(name for place in places if place for name in (place.name_ar, place.name_en) if name)


@cache
def _party_names(party: str) -> tuple[str, ...]:
    """Return everything that a party is called in any country."""
    found = (registry(country).actors.get(party) for country in countries())
    names = ((one.name_ar, *one.aliases_ar, one.name_en, *one.aliases_en) for one in found if one)
    return tuple(dict.fromkeys(chain.from_iterable(names)))


@cache
def _titles(party: str) -> str:
    """Return what a party is called first, in both languages; its key where no registry names it."""
    found = next((one for one in (registry(country).actors.get(party) for country in countries()) if one), None)
    return " · ".join(name for name in (found.name_ar, found.name_en) if name) if found else party.replace("_", " ")
