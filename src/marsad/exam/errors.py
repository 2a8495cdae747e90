"""The errors of an exam by kind: claims missed and spurious, and in pairs of claims the slots that are wrong."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from marsad.exam.likeness import days_apart
from marsad.exam.mark import WORDS, Mark
from marsad.exam.verdict import SLOTS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.exam.verdict import Paper, Verdict
    from marsad.model.when import Days


class Kind(StrEnum):
    """What is wrong. The slots are asked only where the count is right."""

    MISSED = "missed"
    SPURIOUS = "spurious"
    HARM = "harm"
    COUNT = "count"
    SIDE = "side"
    GROUP = "group"
    PARTY = "party"
    TOLL = "toll"
    PART_OF = "part_of"
    WHEN = "when"
    PLACE = "place"
    METHOD = "method"
    BY = "by"
    SOURCE = "source"
    VICTIMS = "victims"
    HEDGED = "hedged"


PAIRED = frozenset({Kind.HARM, Kind.SIDE, Kind.GROUP, Kind.PARTY, Kind.TOLL, Kind.METHOD, Kind.HEDGED})
"""Kinds whose errors are counted by the value marked and the value read."""


class How(StrEnum):
    """In what way a slot is wrong, where its values are no short list."""

    NOT_READ = "not read"
    NOT_MARKED = "not marked"
    OTHER = "another"
    BOUND = "another bound"
    VAGUE = "vague, or not"
    WEEK = "off by 2 to 7 days"
    MONTH = "off by 8 to 31 days"
    FAR = "off by more than a month"


@dataclass(frozen=True, slots=True)
class Error:
    """One thing that is wrong in one report.

    `marked` and `read` are the values of the slot; `gold` and `got` the numbers of the claims, from 0, None where there
    is none. `basis` is what a reader took a wrong day from.
    """

    kind: Kind
    gold: int | None
    got: int | None
    marked: str | None = None
    read: str | None = None
    how: How | None = None
    basis: str | None = None


Sort = tuple[str | None, ...]
"""What errors of a kind are counted by: the values marked and read, or how they differ."""


def errors(paper: Paper) -> tuple[Error, ...]:
    """Return what is wrong in a report, in the order of its marked claims, then of what was read in vain."""
    mates = {verdict.gold: verdict for verdict in paper.verdicts}
    found: list[Error] = []
    for number, mark in enumerate(paper.gold):
        verdict = mates.get(number)
        if verdict is None:
            found.append(Error(Kind.MISSED, number, None, marked=mark.harm))
        else:
            found += _of_pair(paper, verdict)
    met = {verdict.read for verdict in paper.verdicts}
    found += [
        Error(Kind.SPURIOUS, None, number, read=mark.harm)
        for number, mark in enumerate(paper.read)
        if number not in met
    ]
    return tuple(found)


def sort_of(error: Error) -> Sort:
    """Say by what an error is counted within its kind."""
    if error.kind in (Kind.MISSED, Kind.SPURIOUS):
        return (error.marked or error.read,)
    if error.how is None:
        return error.marked, error.read
    return (str(error.how), error.basis) if error.basis else (str(error.how),)


def counted(found: Iterable[Error]) -> dict[Kind, Counter[Sort]]:
    """Count errors by kind and sort; kinds in their own order, none left out."""
    counts: dict[Kind, Counter[Sort]] = {kind: Counter() for kind in Kind}
    for error in found:
        counts[error.kind][sort_of(error)] += 1
    return counts


def _of_pair(paper: Paper, verdict: Verdict) -> Iterator[Error]:
    gold, read = paper.gold[verdict.gold], paper.read[verdict.read]
    if gold.harm != read.harm:
        yield Error(Kind.HARM, verdict.gold, verdict.read, gold.harm, read.harm)
    elif not verdict.count:
        how = _count_how(gold, read)
        yield Error(Kind.COUNT, verdict.gold, verdict.read, str(gold.count), str(read.count), how)
    else:
        for slot in SLOTS:
            if slot not in verdict.right:
                yield _of_slot(slot, verdict, gold, read)


def _count_how(gold: Mark, read: Mark) -> How:
    if gold.count.vague != read.count.vague:
        return How.VAGUE
    return How.BOUND if gold.count.low == read.count.low or gold.count.high == read.count.high else How.OTHER


def _of_slot(slot: str, verdict: Verdict, gold: Mark, read: Mark) -> Error:
    kind, at = Kind(slot), (verdict.gold, verdict.read)
    if slot == "when":
        basis = str(read.basis) if read.basis and read.when else None
        return Error(kind, *at, _written(gold.when), _written(read.when), _days_how(gold.when, read.when), basis)
    if slot == "part_of":
        return Error(kind, *at, _claim(gold.part_of), _claim(read.part_of), _how(gold.part_of, read.part_of))
    if slot in WORDS:
        return Error(kind, *at, gold.words(slot), read.words(slot), _how(gold.words(slot), read.words(slot)))
    return Error(kind, *at, _written(getattr(gold, slot)), _written(getattr(read, slot)))


def _how(marked: object, read: object) -> How:
    if read is None:
        return How.NOT_READ
    return How.NOT_MARKED if marked is None else How.OTHER


def _days_how(marked: Days | None, read: Days | None) -> How:
    if marked is None or read is None:
        return _how(marked, read)
    apart = days_apart(marked, read)
    return How.WEEK if apart <= 7 else How.MONTH if apart <= 31 else How.FAR


def _claim(number: int | None) -> str | None:
    """Write the number of a claim as the pages do, the first being 1."""
    return None if number is None else str(number + 1)


def _written(value: object) -> str | None:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return None if value is None else str(value)
