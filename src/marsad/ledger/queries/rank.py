"""Order incidents by how many people: the deadliest since a day, with all that may stand above or beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.ledger.queries.people import people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger.queries.people import People
    from marsad.ledger.selection import Chosen
    from marsad.model.incident import Cell, Incident


@dataclass(frozen=True, slots=True)
class Place:
    """An incident with its people, and the places it can have: from `first` (as many may be above) to `last`.

    `ties` are the incidents of which nobody can tell whether they stand above or below it.
    """

    incident: Incident
    people: People
    sure: bool
    first: int
    last: int
    ties: tuple[str, ...]


def ranked(chosen: Sequence[Chosen], cell: Cell, most: int) -> list[Place]:
    """Return so many incidents with people of a cell, the most first, by best figure, then by the least stated."""
    told = [(one, found) for one in chosen if (found := people(one.incident, cell)) and (found.high or found.open)]
    told.sort(key=lambda pair: (-pair[1].best, -pair[1].low, -pair[1].high, pair[0].incident.id))
    ends = [(_low(one, found), _top(found)) for one, found in told]
    return [_place(n, told[n], told, ends) for n in range(min(most, len(told)))]


def _place(
    n: int, mine: tuple[Chosen, People], told: Sequence[tuple[Chosen, People]], ends: Sequence[tuple[int, float]]
) -> Place:
    one, found = mine
    low, top = ends[n]
    above = sum(other_low > top for other_low, _ in ends)
    may_be_above = [k for k, (_, other_top) in enumerate(ends) if k != n and other_top > low]
    ties = tuple(told[k][0].incident.id for k in range(len(told)) if k != n and ends[k][1] >= low and ends[k][0] <= top)
    return Place(one.incident, found, one.sure, above + 1, len(may_be_above) + 1, ties)


def _low(one: Chosen, found: People) -> int:
    """Return the least people of an incident that is surely meant; one that may not be meant may count for none."""
    return found.low if one.sure else 0


def _top(found: People) -> float:
    return float("inf") if found.open else found.high
