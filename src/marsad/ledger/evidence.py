"""The named evidence that two mentions tell of one incident, each a number that a person can read."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Evidence:
    """One piece of evidence: positive speaks for one incident, negative against; `barred` settles it."""

    name: str
    score: float
    reason: str
    barred: bool = False


@dataclass(frozen=True, slots=True)
class Pair:
    """Two mentions, by position in the list given, and what speaks for and against their telling of one incident."""

    one: int
    other: int
    evidence: tuple[Evidence, ...]

    @property
    def score(self) -> float:
        """The sum of the evidence."""
        return sum(e.score for e in self.evidence)

    @property
    def barred(self) -> bool:
        """Tell whether some evidence settles that these are two incidents."""
        return any(e.barred for e in self.evidence)
