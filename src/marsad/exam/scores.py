"""The figures of an exam: precision, recall and F1 of each row, the share right in each slot."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.exam.verdict import ROWS
from marsad.model.claim import Side, TollKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.exam.mark import Mark
    from marsad.exam.verdict import Paper

EVERY = "all"
"""The part of the exam that is all of it; the others are languages."""


@dataclass(frozen=True, slots=True)
class Row:
    """How many claims are right in what a row asks, of those marked and of those read."""

    name: str
    right: int
    gold: int
    read: int

    @property
    def precision(self) -> float:
        """The share right of the claims read."""
        return self.right / self.read if self.read else 0.0

    @property
    def recall(self) -> float:
        """The share right of the claims marked."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of the two."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True, slots=True)
class Part:
    """The rows over all reports, or over those in one language."""

    name: str
    reports: int
    gold: int
    read: int
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Slot:
    """A slot alone: how many are right of those asked."""

    name: str
    right: int
    asked: int

    @property
    def share(self) -> float:
        """The share right."""
        return self.right / self.asked


@dataclass(frozen=True, slots=True)
class Structure:
    """Running tolls, totals or parts: how many both sides have, the gold has, were read."""

    name: str
    both: int
    gold: int
    read: int

    @property
    def f1(self) -> float | None:
        """Their F1; None where neither side has any."""
        return 2 * self.both / (self.gold + self.read) if self.gold + self.read else None


@dataclass(frozen=True, slots=True)
class Scores:
    """All figures of an exam: `all` and each language, slots, structures."""

    parts: tuple[Part, ...]
    slots: tuple[Slot, ...]
    structures: tuple[Structure, ...]


def scores(papers: Sequence[Paper]) -> Scores:
    """Count over the papers of an exam."""
    languages = dict.fromkeys(str(paper.sheet.report.lang) for paper in papers)
    parts = [_part(EVERY, papers)]
    parts += [_part(lang, [paper for paper in papers if paper.sheet.report.lang == lang]) for lang in languages]
    return Scores(tuple(parts), tuple(_slots(papers)), tuple(_structures(papers)))


def _part(name: str, papers: Sequence[Paper]) -> Part:
    gold, read = sum(len(paper.gold) for paper in papers), sum(len(paper.read) for paper in papers)
    verdicts = [verdict for paper in papers for verdict in paper.verdicts]
    rows = tuple(Row(row, sum(verdict.holds(row) for verdict in verdicts), gold, read) for row in ROWS)
    return Part(name, len(papers), gold, read, rows)


def _slots(papers: Sequence[Paper]) -> Iterator[Slot]:
    """Give each slot over the pairs with an equal count that ask it."""
    asked: dict[str, list[bool]] = {}
    for paper in papers:
        for verdict in (verdict for verdict in paper.verdicts if verdict.count):
            for name, slot in _questions(paper, paper.gold[verdict.gold]):
                asked.setdefault(name, []).append(slot in verdict.right)
    for name, answers in asked.items():
        yield Slot(name, sum(answers), len(answers))


def _questions(paper: Paper, gold: Mark) -> Iterator[tuple[str, str]]:
    """Give the names of the slots that a claim is asked for, and what each asks."""
    for slot in ("side", "group", "hedged", "method"):
        yield slot, slot
    if gold.side == Side.COMBATANT:
        yield "party_combatants", "party"
    yield "when", "when"
    published = paper.sheet.report.published
    if published is None or gold.when != published.days:
        yield "when_other", "when"
    for slot in ("place", "by", "source", "victims"):
        yield slot, slot


def _structures(papers: Sequence[Paper]) -> Iterator[Structure]:
    for kind in (TollKind.RUNNING, TollKind.TOTAL):
        both = sum(
            v.count and paper.gold[v.gold].toll == kind == paper.read[v.read].toll
            for paper in papers
            for v in paper.verdicts
        )
        gold = sum(mark.toll == kind for paper in papers for mark in paper.gold)
        yield Structure(kind, both, gold, sum(mark.toll == kind for paper in papers for mark in paper.read))
    hang = [
        v.count and "part_of" in v.right and paper.gold[v.gold].part_of is not None
        for paper in papers
        for v in paper.verdicts
    ]
    gold = sum(mark.part_of is not None for paper in papers for mark in paper.gold)
    yield Structure("part_of", sum(hang), gold, sum(mark.part_of is not None for p in papers for mark in p.read))
