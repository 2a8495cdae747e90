"""Which claim founds an incident: the first told, also where a person has retracted it since, so that its id stays."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from marsad.ledger.decided import fitting
from marsad.model.decision import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.decision import Decision, Standing
    from marsad.model.reading import Reading

LEAVES = "leaves"
"""The name under which a retraction has the claims of an incident whose founding claim it takes: `founding left`."""


@dataclass(frozen=True, slots=True, order=True)
class Founder:
    """A claim by its place in the journal: the order of its report, its own in the report."""

    arrival: int
    index: int
    claim: str

    @property
    def incident(self) -> str:
        """The id of the incident that it founds: stable whatever is told later."""
        return "i" + sha256(self.claim.encode()).hexdigest()[:9]


def founder(told: Sequence[Statement], heirs: Mapping[str, Founder]) -> Founder:
    """Return who founds an incident of which this is told, in the order of the journal."""
    first = Founder(told[0].arrival, told[0].claim.index, told[0].claim.id)
    if not heirs:
        return first
    return min(first, *(heirs[s.claim.id] for s in told if s.claim.id in heirs), first)


def left_behind(founding: str, left: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Write down which claims a retraction leaves in the incident that the retracted one founded."""
    return tuple((LEAVES, f"{founding} {claim}") for claim in left)


def leaving(decision: Decision) -> Iterator[tuple[str, str]]:
    """Yield the founding claims that a retraction takes, each with every claim left in its incident."""
    if decision.kind is DecisionKind.RETRACT:
        for pair in decision.values(LEAVES):
            founding, _, left = pair.partition(" ")
            yield founding, left


def heirs(standings: Iterable[Standing], told: Mapping[str, tuple[int, Reading]]) -> dict[str, Founder]:
    """Return the claims that stand in for retracted founding ones, by id; `told` has arrival and claims of reports.

    The first claim left that is still there inherits; whatever incident it is put into later goes by the older id.
    """
    found: dict[str, Founder] = {}
    settled: set[str] = set()
    for standing in standings:
        for founding, left in leaving(standing.decision) if standing.holds else ():
            held, here = told.get(founding.partition(":")[0]), told.get(left.partition(":")[0])
            if founding in settled or held is None or here is None:
                continue
            arrival, reading = held
            claims = fitting(left, here[1].claims)
            if len(claims) == 1 and all(claim.id != founding for claim in reading.claims):
                settled.add(founding)
                index = next((s.claim.index for s in standing.decision.saw if s.claim.id == founding), 0)
                older = Founder(arrival, index, founding)
                found[claims[0].id] = min(older, found.get(claims[0].id, older))
    return found
