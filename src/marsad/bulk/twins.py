"""Texts that several outlets print word for word: read once, for all of those whom the text does not speak of."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.reader.sources import own_names
from marsad.text.fold import fold

if TYPE_CHECKING:
    from marsad.model.reading import Reading
    from marsad.model.report import Report

Look = tuple[object, ...]


def look(report: Report) -> Look:
    """Return what a reading depends on: reports that are equal in it are read alike, up to their ids.

    A reader asks after the outlet only to tell whether the text cites the outlet itself. One whose name the text does
    not hold, and that is no word by which sources are known (`sana`), is cited nowhere.
    """
    own = own_names(report.publisher)
    text = fold(report.text).text
    cited = own if any(name in text or name.isidentifier() for name in own) else frozenset[str]()
    return report.text, report.title, report.lang, report.published, report.seen, cited


def read_for(reading: Reading, report: Report) -> Reading:
    """Return the reading of a report that looks like another, which was read."""
    own = replace(report, lang=reading.report.lang)
    return replace(
        reading,
        report=own,
        claims=tuple(replace(claim, report=own.id) for claim in reading.claims),
        presences=tuple(replace(presence, report=own.id) for presence in reading.presences),
        problems=tuple(replace(problem, where=own.name or own.id) for problem in reading.problems),
    )
