"""What differs between two ledgers: incidents whose tolls move, totals whose outcome turns, new problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.ledger.assertions import BREAKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.model.incident import Assertion, Incident, Ledger
    from marsad.model.problem import Problem


@dataclass(frozen=True, slots=True)
class Move:
    """Incidents that share claims, before and after; one side is empty where they are gone or new."""

    before: tuple[Incident, ...]
    after: tuple[Incident, ...]


@dataclass(frozen=True, slots=True)
class Turn:
    """A total whose outcome changed, before and after; None where it was or is none."""

    before: Assertion | None
    after: Assertion | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All that differs."""

    moves: tuple[Move, ...] = ()
    turns: tuple[Turn, ...] = ()
    raised: tuple[Problem, ...] = ()
    settled: tuple[Problem, ...] = ()

    def __bool__(self) -> bool:
        """Tell whether anything differs."""
        return bool(self.moves or self.turns or self.raised or self.settled)


def difference(before: Ledger, after: Ledger) -> Difference:
    """Compare two ledgers."""
    return Difference(
        moves=_moves(before.incidents, after.incidents),
        turns=_turns(before.assertions, after.assertions),
        raised=tuple(p for p in after.problems if p not in before.problems),
        settled=tuple(p for p in before.problems if p not in after.problems),
    )


def _moves(before: Sequence[Incident], after: Sequence[Incident]) -> tuple[Move, ...]:
    """Put together what shares claims, of the incidents that are not in both as they are."""
    was = {one.id: _looks(one) for one in before}
    now = {one.id: _looks(one) for one in after}
    old = [one for one in before if now.get(one.id) != was[one.id]]
    new = [one for one in after if was.get(one.id) != now[one.id]]
    groups: list[tuple[set[str], list[Incident], list[Incident]]] = []
    for one, side in [*((one, 1) for one in old), *((one, 2) for one in new)]:
        claims = set(one.claims)
        touched = [group for group in groups if group[0] & claims]
        joined = (
            claims.union(*(group[0] for group in touched)),
            [other for group in touched for other in group[1]],
            [other for group in touched for other in group[2]],
        )
        (joined[1] if side == 1 else joined[2]).append(one)
        groups = [group for group in groups if group not in touched]
        groups.append(joined)
    return tuple(Move(tuple(was), tuple(now)) for _, was, now in groups)


def _looks(incident: Incident) -> tuple[object, ...]:
    """Return what a person would see change."""
    return (
        frozenset(incident.claims),
        tuple((toll.cell, toll.low, toll.best, toll.high, toll.open, toll.contested) for toll in incident.tolls),
        (incident.when, incident.place, incident.location and incident.location.name, incident.parties),
        (incident.method, incident.grade, incident.flags),
    )


def _turns(before: Iterable[Assertion], after: Iterable[Assertion]) -> tuple[Turn, ...]:
    was = {(found.claim, found.reading == BREAKDOWN): found for found in before}
    now = {(found.claim, found.reading == BREAKDOWN): found for found in after}
    keys = dict.fromkeys((*was, *now))
    return tuple(Turn(was.get(key), now.get(key)) for key in keys if _outcome(was.get(key)) != _outcome(now.get(key)))


def _outcome(found: Assertion | None) -> tuple[object, ...] | None:
    return (found.stated, found.verdict, found.by, found.summed) if found else None
