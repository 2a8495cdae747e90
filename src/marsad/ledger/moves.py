"""What differs between two ledgers: incidents whose tolls move, totals whose outcome turns, new problems."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.model.incident import BREAKDOWN

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

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
        raised=_without(after.problems, before.problems),
        settled=_without(before.problems, after.problems),
    )


def _without(these: Iterable[Problem], those: Iterable[Problem]) -> tuple[Problem, ...]:
    left_out = set(those)
    return tuple(problem for problem in these if problem not in left_out)


def _moves(before: Sequence[Incident], after: Sequence[Incident]) -> tuple[Move, ...]:
    """Put together what shares claims, of the incidents that are not in both as they are."""
    stayed = {id(one) for one in before} & {id(one) for one in after}  # most are the very same
    before, after = ([one for one in those if id(one) not in stayed] for those in (before, after))
    was = {one.id: _looks(one) for one in before}
    now = {one.id: _looks(one) for one in after}
    changed = [
        *((False, one) for one in before if now.get(one.id) != was[one.id]),
        *((True, one) for one in after if was.get(one.id) != now[one.id]),
    ]
    tellers: dict[str, list[int]] = {}
    for at, (_, one) in enumerate(changed):
        for claim in one.claims:
            tellers.setdefault(claim, []).append(at)
    moves, seen = [], set[int]()
    for at in range(len(changed)):
        if at not in seen:
            together = _connected(at, changed, tellers)
            seen |= together
            sides = [changed[n] for n in sorted(together)]
            was_so, is_so = ([one for later, one in sides if later is after_it] for after_it in (False, True))
            moves.append(Move(tuple(was_so), tuple(is_so)))
    return tuple(moves)


def _connected(start: int, changed: Sequence[tuple[bool, Incident]], tellers: Mapping[str, Sequence[int]]) -> set[int]:
    """Return the positions of all incidents that share claims with this one, or with others that do."""
    found, waiting = {start}, [start]
    while waiting:
        for claim in changed[waiting.pop()][1].claims:
            waiting += (near := set(tellers[claim]) - found)
            found |= near
    return found


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
