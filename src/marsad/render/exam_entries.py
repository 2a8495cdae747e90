"""The entries of an examined report: its pairs, missed claims and claims read in vain, numbered as they stand in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.exam.errors import Kind, errors

if TYPE_CHECKING:
    from marsad.exam.errors import Error
    from marsad.exam.mark import Mark
    from marsad.exam.verdict import Paper


@dataclass(frozen=True, slots=True)
class Entry:
    """A claim that was marked, read, or both, and what is wrong with it."""

    number: int
    gold: Mark | None
    read: Mark | None
    errors: tuple[Error, ...]

    @property
    def look(self) -> str:
        """`right`, `wrong`, `missed` or `spurious`."""
        kinds = {error.kind for error in self.errors}
        if kinds & {Kind.MISSED, Kind.SPURIOUS}:
            return str(*kinds)
        return "wrong" if kinds else "right"


@dataclass(frozen=True, slots=True)
class Listing:
    """The entries of one report, and the number of the entry that each claim of either side has."""

    paper: Paper
    entries: tuple[Entry, ...]
    gold: dict[int, int]
    read: dict[int, int]

    @property
    def kinds(self) -> list[Kind]:
        """The kinds of error in the report, each once."""
        return list(dict.fromkeys(error.kind for entry in self.entries for error in entry.errors))

    @property
    def wrong(self) -> int:
        """How many errors the report has."""
        return sum(len(entry.errors) for entry in self.entries)


def listing(paper: Paper) -> Listing:
    """List the entries of a report in the order of its text."""
    met = {verdict.read for verdict in paper.verdicts}
    mates = {verdict.gold: verdict.read for verdict in paper.verdicts}
    ends: list[tuple[int | None, int | None]] = [(i, mates.get(i)) for i in range(len(paper.gold))]
    ends += [(None, j) for j in range(len(paper.read)) if j not in met]
    marks = [(_mark(paper.gold, i), _mark(paper.read, j), i, j) for i, j in ends]
    marks.sort(key=lambda each: _start(each[0], each[1]))
    found = errors(paper)
    entries, gold, read = [], {}, {}
    for number, (one, other, i, j) in enumerate(marks, 1):
        entries.append(Entry(number, one, other, tuple(e for e in found if (e.gold, e.got) == (i, j))))
        if i is not None:
            gold[i] = number
        if j is not None:
            read[j] = number
    return Listing(paper, tuple(entries), gold, read)


def _mark(marks: tuple[Mark, ...], number: int | None) -> Mark | None:
    return None if number is None else marks[number]


def _start(*marks: Mark | None) -> tuple[int, int]:
    """Sort by where a claim begins; of two that begin together the longer one comes first."""
    return min((mark.quote.start, -len(mark.quote.text)) for mark in marks if mark)
