"""A person's decision: it binds every later recomputation, and says who, when and why."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from marsad.model.claim import Claim


class DecisionKind(StrEnum):
    """What a person can decide."""

    CONFIRM = "confirm"
    CORRECT = "correct"
    LINK = "link"
    PART = "part"
    MERGE = "merge"
    SPLIT = "split"
    GRADE = "grade"
    RETRACT = "retract"
    NOTE = "note"
    UNDO = "undo"
    RESTRICT = "restrict"
    PERSON = "person"


@dataclass(frozen=True, slots=True)
class Seen:
    """A claim as the person who decided saw it, with the id of the claim that it was part of."""

    claim: Claim
    whole: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision by a named person with a reason, bound to anchors (claim ids), not to incident ids.

    `value` is what the kind needs: slots and values of a correction (`place-at` and the like: where its words stand in
    the text, from the code point to the one behind the last), `grade` and a grade, for a split the claims left
    behind, each as `from`, for an undo `decision` and the number of the decision taken back, for a restriction what is
    restricted (`report`, `source`, `person`) and `to` whom it may be shown, for a named victim `name`, `start`, `sex`,
    `age` and `role`. `saw` keeps the claims.
    """

    kind: DecisionKind
    anchors: tuple[str, ...]
    who: str
    why: str
    at: datetime
    value: tuple[tuple[str, str], ...] = ()
    saw: tuple[Seen, ...] = ()
    number: int = field(default=0, compare=False)
    """Its place in the journal, by which people name it; 0 as long as it is not recorded."""
    head: str = field(default="", compare=False)
    """The hash of the journal's last entry as the person saw the ledger; empty where that was not kept."""

    def seen(self, anchor: str) -> Seen | None:
        """Return the claim of an anchor as the person saw it."""
        return next((seen for seen in self.saw if seen.claim.id == anchor), None)

    def values(self, name: str) -> tuple[str, ...]:
        """Return what the decision sets under a name."""
        return tuple(value for slot, value in self.value if slot == name)

    @property
    def named(self) -> str:
        """Name the decision in a sentence: what, who, when."""
        return f"{self.kind} by {self.who} of {self.at:%Y-%m-%d}"


class State(StrEnum):
    """How a decision stands under the present readings and the other decisions."""

    BINDS = "binds"
    ORPHAN = "orphan"
    AMBIGUOUS = "ambiguous"
    UNDONE = "undone"
    OVERRULED = "overruled"


@dataclass(frozen=True, slots=True)
class Standing:
    """A decision with the ids of the claims that it binds now, and what a later one does to it.

    `by` is the number of the decision that undoes or overrules it.
    """

    decision: Decision
    state: State
    claims: tuple[str, ...] = ()
    left: tuple[str, ...] = ()
    """Of a split: the claims that the others are set apart from."""
    by: int = 0
    disputed: tuple[str, ...] = ()
    """The claims about which another person decided differently; the latest decision holds until one is undone."""

    @property
    def holds(self) -> bool:
        """Tell whether the decision has its say: one that is only partly orphaned still binds the rest."""
        return self.state not in {State.UNDONE, State.OVERRULED}
