"""Incidents and what the ledger derives for them: tolls, history, relations, assertions. All of it is recomputed."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from marsad.model.claim import Group, Harm, Side

if TYPE_CHECKING:
    from datetime import date

    from marsad.model.claim import Method
    from marsad.model.count import Interval
    from marsad.model.decision import Standing
    from marsad.model.place import Location
    from marsad.model.problem import Problem
    from marsad.model.when import Days


GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
"""Airwars' five, as ledger/grade explains them."""


@dataclass(frozen=True, slots=True)
class Cell:
    """What a toll counts: harm, then all → side → party, and a group within it (DESIGN, Cells). None means all."""

    harm: Harm
    side: Side | None = None
    party: str | None = None
    group: Group | None = None

    def __str__(self) -> str:
        """Write the cell as a path: `killed/combatant/isis` or `killed/civilian:children`."""
        path = "/".join(part for part in (self.harm, self.side, self.party) if part)
        return f"{path}:{self.group}" if self.group else path

    @classmethod
    def parse(cls, path: str) -> Cell:
        """Read the form that `str` writes; raises ValueError with a sentence where a part is not known."""
        body, _, group = path.partition(":")
        harm, side, party, *beyond = (*body.split("/"), "", "")
        slots = (("harm", harm, [*Harm]), ("side", side, ["", *Side]), ("group", group, ["", *Group]))
        wrong = [
            f"“{word}” is no {what} ({', '.join(k for k in known if k)})"
            for what, word, known in slots
            if word not in known
        ]
        wrong += [f"“{word}” is a part too many" for word in beyond if word]
        if wrong:
            raise ValueError(f"“{path}” is no cell: {'; '.join(wrong)}. Write one like killed/combatant/isis:officers")
        return cls(Harm(harm), Side(side) if side else None, party or None, Group(group) if group else None)


class RelationKind(StrEnum):
    """How one claim of an incident bears on another."""

    RESTATES = "restates"
    UPDATES = "updates"
    ADDS_TO = "adds to"
    PART_OF = "part of"
    SUMS = "sums"
    CONTRADICTS = "contradicts"
    CORRECTS_DOWNWARD = "corrects downward"


@dataclass(frozen=True, slots=True)
class Relation:
    """`claim` bears on `other` in this way, for this reason (a sentence for people)."""

    kind: RelationKind
    claim: str
    other: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Toll:
    """The number of people in one cell of one incident: low, best and high with the claims that set each.

    `open` tells that some statement has no top; `high` is then the greatest number stated (DESIGN, Toll of a cell).
    """

    cell: Cell
    low: int
    best: int
    high: int
    open: bool = False
    contested: bool = False
    low_claims: tuple[str, ...] = ()
    best_claims: tuple[str, ...] = ()
    high_claims: tuple[str, ...] = ()
    set_aside: tuple[tuple[str, str], ...] = ()
    """Claims that no longer count here, each with the reason."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a toll's history: what was said when, by which voice, how it moved the cell, and why."""

    said: Days | None
    voice: str
    claim: str
    cell: Cell
    stated: Interval
    low: int
    best: int
    high: int
    open: bool
    reason: str


class Conflict(StrEnum):
    """Whether harm came of the fighting, of what it left behind or withheld, or of something else."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    """A mine or a remnant left behind, hunger or cold in a siege or a camp."""
    NONE = "none"
    """Drowning, road, quarrel, illness, suicide."""


@dataclass(frozen=True, slots=True)
class Incident:
    """One attack, strike, clash or discovery, at one place in one stretch of time.

    `when` is when it happened where words say so; `known_by` the first day on which somebody had told of it.
    `reports` tell of it; `lead` are those mainly about it. `place` are the words of the most precise claim.
    """

    id: str
    claims: tuple[str, ...]
    reports: tuple[str, ...]
    lead: tuple[str, ...] = ()
    when: Days | None = None
    known_by: date | None = None
    place: str | None = None
    location: Location | None = None
    parties: tuple[str, ...] = ()
    method: Method | None = None
    tolls: tuple[Toll, ...] = ()
    history: tuple[Step, ...] = ()
    relations: tuple[Relation, ...] = ()
    voices: tuple[str, ...] = ()
    grade: str | None = None
    flags: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    """Ids that parts of this incident would have had, had no person put them together."""
    problems: tuple[Problem, ...] = ()
    """What cannot hold together in it, each with the smallest set of claims that conflict."""
    conflict: Conflict = Conflict.DIRECT
    conflict_by: tuple[str, str | None] | None = None
    """The claim that tells so, with its words where words do; None where no claim tells."""

    def toll(self, cell: Cell) -> Toll | None:
        """Return the toll of a cell, or None where nothing was stated (not stated is not 0)."""
        return next((toll for toll in self.tolls if toll.cell == cell), None)


BREAKDOWN = "breakdown"
"""The reading of a figure against the parts that its own report lists; it then covers claims, not incidents."""


class Verdict(StrEnum):
    """How a total compares with the incidents that it covers (DESIGN, Total)."""

    BALANCES = "balances"
    SHORT = "short by"
    OVER = "over by"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Assertion:
    """A total checked against what it covers, like a balance assertion in a ledger.

    `stated` is the total's own interval; `covers` the incidents summed, with each one's interval. `by` is the
    difference of short and over. `reading` says how the incidents are taken to make up the total: as a *partition*, all
    of them; as a *subset* of those that it may cover; over, but it would balance without the one incident
    `balancing`, as where it is told twice under two names: *overlap*; short, but it would balance with that incident
    too, of which nobody knows the day: *add-on*.
    """

    claim: str
    cell: Cell
    stated: Interval
    scope: Days | None
    covers: tuple[tuple[str, Interval], ...]
    summed: Interval
    verdict: Verdict
    by: int | None = None
    reading: str = "partition"
    uncertain: tuple[str, ...] = ()
    """Incidents that may or may not fall in the scope: each adds [0, its high] to the period."""
    balancing: str | None = None

    @property
    def inner(self) -> bool:
        """Tell whether it holds a figure against the parts that its own report lists."""
        return self.reading == BREAKDOWN


@dataclass(frozen=True, slots=True)
class PeriodSum:
    """The people of a cell in a period: its incidents' sum and the *unallocated* rest of the totals that cover it."""

    cell: Cell
    scope: Days | None
    incidents: tuple[tuple[str, Interval], ...]
    uncertain: tuple[tuple[str, Interval], ...]
    unallocated: Interval
    total: Interval
    claim: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Everything derived from the readings and decisions taken in; the same input gives the same ledger."""

    incidents: tuple[Incident, ...] = ()
    assertions: tuple[Assertion, ...] = ()
    periods: tuple[PeriodSum, ...] = ()
    problems: tuple[Problem, ...] = ()
    decisions: tuple[Standing, ...] = ()
    """People's decisions in the order of the journal, each with how it stands."""
    voices: dict[str, str] = field(default_factory=dict)
    """Report id → the voice it speaks with (a near-copy has its original's)."""
