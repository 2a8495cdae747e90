"""The verdict on one report: its pairs of claims, and what is right in each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.exam.likeness import same_count, same_days, same_words
from marsad.exam.mark import WORDS, Mark, Sheet
from marsad.exam.pairing import pair

if TYPE_CHECKING:
    from collections.abc import Mapping

ROWS = ("count", "who", "structure", "when", "where", "how", "full")
"""What the exam asks of a claim; `full` is all of them."""

SLOTS = ("side", "group", "party", "toll", "part_of", "when", "place", "method", "by", "source", "victims", "hedged")
"""The slots of a claim beside its count."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Two claims that belong together, whether their count is equal, and the slots that are right."""

    gold: int
    read: int
    count: bool
    right: frozenset[str]

    def holds(self, row: str) -> bool:
        """Tell whether a row of the exam is right."""
        return self.count and self.right.issuperset(_ASKED[row])


@dataclass(frozen=True, slots=True)
class Paper:
    """A report of the exam: what a person marked, what was read, and the verdict on every pair."""

    sheet: Sheet
    read: tuple[Mark, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def gold(self) -> tuple[Mark, ...]:
        """The claims that a person marked."""
        return self.sheet.marks


_ASKED: dict[str, tuple[str, ...]] = {
    "count": (),
    "who": ("side", "group", "party"),
    "structure": ("toll", "part_of"),
    "when": ("when",),
    "where": ("place",),
    "how": ("method",),
    "full": ("side", "group", "party", "toll", "part_of", "when", "place", "method"),
}


def examine(sheet: Sheet, read: tuple[Mark, ...]) -> Paper:
    """Compare what was read in a report with what a person marked."""
    pairs = pair(sheet.marks, read)
    mates = dict(pairs)
    verdicts = tuple(Verdict(i, j, *_judge(sheet.marks[i], read[j], mates)) for i, j in pairs)
    return Paper(sheet, read, verdicts)


def _judge(gold: Mark, read: Mark, mates: Mapping[int, int]) -> tuple[bool, frozenset[str]]:
    right = {slot for slot in ("side", "group", "party", "toll", "method", "hedged") if _equal(gold, read, slot)}
    right |= {slot for slot in WORDS if same_words(gold.words(slot), read.words(slot))}
    if same_days(gold.when, read.when):
        right.add("when")
    if read.part_of == (None if gold.part_of is None else mates.get(gold.part_of, -1)):
        right.add("part_of")
    return same_count(gold, read), frozenset(right)


def _equal(gold: Mark, read: Mark, slot: str) -> bool:
    return bool(getattr(gold, slot) == getattr(read, slot))
