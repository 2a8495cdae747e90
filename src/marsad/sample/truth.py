"""What is true of an invented ledger: its incidents with their claims and tolls, and its totals with their verdicts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from marsad.model.incident import Ledger, Toll
    from marsad.model.place import Place
    from marsad.model.reading import Reading
    from marsad.model.when import Days


@dataclass(frozen=True, slots=True)
class TrueIncident:
    """One incident as it was: `killed` died; `spread` is from the least to the greatest number last held of them.

    `kinds` name what reports do with it: `rising`, `corrected`, `added`, `disputed`, `denied`, `looked back on`.
    """

    name: int
    day: date
    place: Place
    killed: int
    spread: tuple[int, int]
    kinds: frozenset[str]


@dataclass(frozen=True, slots=True)
class TrueTotal:
    """A total as it was written: what it states, the incidents it covers, and how far off it was meant to be."""

    days: Days
    area: str | None
    stated: int
    covers: frozenset[int]
    off: int


@dataclass(frozen=True, slots=True)
class Sample:
    """Readings as a reader would give them, with the truth: `of` has the incident that each claim tells of.

    `totals` has the claims that are totals.
    """

    readings: tuple[Reading, ...]
    incidents: tuple[TrueIncident, ...]
    of: Mapping[str, int]
    totals: Mapping[str, TrueTotal]


@dataclass(frozen=True, slots=True)
class Score:
    """How near a ledger comes to the truth, in shares of one; `double` is the sum of its lows over the truth's.

    `whole`: incidents put together just as they were. `inside`: tolls that hold the truth and are no wider than twice
    its spread. `verdicts`: totals that balance, are short or over as they were meant to be.
    """

    whole: float
    inside: float
    double: float
    verdicts: float


def score(ledger: Ledger, sample: Sample) -> Score:
    """Hold a ledger against the truth of the sample that it was made from."""
    told: dict[int, set[str]] = {}
    for claim, name in sample.of.items():
        told.setdefault(name, set()).add(claim)
    found = {claim: one for one in ledger.incidents for claim in one.claims}
    whole, inside = 0, 0
    for one in sample.incidents:
        homes = [found[claim] for claim in told[one.name] if claim in found]
        main = max(homes, key=lambda home: (len(told[one.name].intersection(home.claims)), home.id))
        whole += set(main.claims) == told[one.name]
        inside += _holds(_killed(main.tolls), one)
    lows = sum(ends[0] for one in ledger.incidents if (ends := _killed(one.tolls)))
    checked = {a.claim: a for a in ledger.assertions if a.reading != "breakdown"}
    right = sum((checked[claim].by or 0) == abs(total.off) for claim, total in sample.totals.items())
    true = sum(one.spread[0] for one in sample.incidents)
    size = max(len(sample.incidents), 1)
    return Score(whole / size, inside / size, lows / max(true, 1), right / max(len(sample.totals), 1))


def _killed(tolls: Sequence[Toll]) -> tuple[int, int] | None:
    """Return the ends of the toll of all killed."""
    return next(((t.low, t.high) for t in tolls if str(t.cell) == "killed"), None)


def _holds(ends: tuple[int, int] | None, one: TrueIncident) -> bool:
    if ends is None:
        return one.killed == 0
    wide = 2 * (one.spread[1] - one.spread[0])
    return ends[0] <= one.killed <= ends[1] and ends[1] - ends[0] <= wide
