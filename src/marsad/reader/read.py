"""Read a report: from its text to its claims, presence statements and publication interval."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.model.country import DEFAULT
from marsad.model.problem import Problem
from marsad.model.reading import Reading
from marsad.reader.arguments import settle
from marsad.reader.claims import claims_of
from marsad.reader.country import Vote, vote
from marsad.reader.dateline import settle_datelines
from marsad.reader.drafts import drafts_of
from marsad.reader.kinds import settle_kinds
from marsad.reader.language import language
from marsad.reader.own_day import own_day
from marsad.reader.parties import Parties
from marsad.reader.presence import presences_of
from marsad.reader.rows import read_row
from marsad.reader.script import code_of, code_of_stored
from marsad.reader.sentences import sentences_of
from marsad.reader.sources import settle_sources
from marsad.reader.timing import settle_days
from marsad.reader.told_next import settle_told_next
from marsad.reader.zones import settle_zones
from marsad.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.report import Report
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.fold import Folded

VERSION = "3"
"""Goes up when the same text may give other claims; the journal keeps it with each reading."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass over a report: its reading, and what that was made of: drafts, sentences, folded text, parties."""

    reading: Reading
    drafts: list[Draft]
    sentences: list[Sentence]
    folded: Folded
    parties: Parties


def read(report: Report, country: str | None = None) -> Reading:
    """Read one report; a row of a casebook by its cells. Nothing raises for what a text holds.

    Without a country it is read with the names of the one that its text names (`country.vote`).

    A text without claims gives a reading without claims. Most pages tell of no harm: one without any word of it is put
    aside unread. Its publication interval is then what is known from outside the text.
    """
    if report.cells:
        return read_row(report, country)
    code = code_of_stored(report.text)
    if language(code, country or DEFAULT).sieve.holds(report.text):
        return pass_over(report, country, code).reading
    return Reading(replace(report, lang=report.lang or code), (), published=own_day(report, [], fold("")))


def pass_over(report: Report, asked: str | None = None, known: str = "") -> Pass:
    """Read one report, and return with the reading what it was made of; `known` is its language where that is known."""
    folded = fold(report.text)
    voted = vote(folded.text) if asked is None else Vote(asked)
    country = voted.country
    code = known or code_of(folded.text)
    spoken = language(code, country)
    nodes = spoken.parse(folded)
    title = fold(report.title or "")
    sentences = sentences_of(nodes)
    settle_zones(sentences, folded.text, title.text)
    undated = report.published is None and report.seen is not None
    published = own_day(report, sentences, folded, spoken.parse(title) if undated else ())
    drafts = drafts_of(sentences)
    settle(drafts, sentences)
    settle_told_next(drafts, sentences, country)
    settle_datelines(drafts, sentences, country)
    settle_sources(drafts, sentences, report)
    settle_days(drafts, sentences, published, stated=report.published is not None or report.seen is not None)
    settle_kinds(drafts, sentences, published.days if published is not None else None)
    parties = Parties(drafts, sentences, published, country)
    claims = claims_of(drafts, report, folded, parties, country)
    presences = presences_of(sentences, report, folded, parties)
    problems = tuple(_odd(report, code, voted)) if claims else ()
    reading = Reading(replace(report, lang=report.lang or code), claims, presences, problems, published, country)
    return Pass(reading, drafts, sentences, folded, parties)


def _odd(report: Report, code: str, voted: Vote) -> Iterator[Problem]:
    """Name what a person may want to know of how a report with claims was read."""
    where = report.name or report.id
    if report.lang and report.lang[:2] != code:
        yield Problem("language", f"the report says it is in {report.lang}, but reads as {code}", where)
    if voted.marks:
        yield Problem("country", f"read with the names of {voted.name}, as {voted}; --country says another.", where)
