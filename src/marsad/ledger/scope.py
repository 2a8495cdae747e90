"""Which incidents a total covers: by its days, places and parties, and by what its own report tells of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.ledger.cells import cell_of, is_part
from marsad.ledger.distance import fine, km
from marsad.ledger.mention import later_news
from marsad.ledger.place_words import naming_words
from marsad.model.count import Interval
from marsad.model.incident import Cell

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.incident import Incident, Toll
    from marsad.model.when import Days


@dataclass(frozen=True, slots=True)
class Item:
    """An incident with the interval of the total's cell, open where some voice stated no top."""

    incident: str
    interval: Interval
    open: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What a total covers for sure, and what it may or may not cover."""

    days: Days | None
    covered: tuple[Item, ...]
    uncertain: tuple[Item, ...]


def total_cell(statement: Statement) -> Cell:
    """Return the cell that a total speaks of."""
    return cell_of(statement.claim)


def scope_of(total: Statement, incidents: Sequence[Incident], told: Mapping[str, Sequence[Statement]]) -> Scope:
    """Sort the incidents into covered, perhaps covered and not covered. `told` holds each incident's statements."""
    cell = total_cell(total)
    fits: dict[str, tuple[Item, bool | None, bool]] = {}
    for incident in incidents:
        item = _item(incident, cell)
        if item is not None:
            own = [s for s in told[incident.id] if s.claim.report == total.claim.report]
            by_place = _in_place(total, incident, told[incident.id])
            by_days = _in_days(total, incident, own, named=by_place is True)
            if by_days is not False and by_place is not False:
                fits[incident.id] = (item, by_days, by_place is True or not total.claim.place)
    covered = tuple(item for item, days, place in fits.values() if days is True and place)
    named = [item for item, _, place in fits.values() if place]
    loose = tuple(
        item for item, days, _ in fits.values() if item not in covered and (days is not None or item in named)
    )
    return Scope(total.when, covered, loose)


def _in_days(total: Statement, incident: Incident, own: Sequence[Statement], *, named: bool) -> bool | None:
    """Tell whether the incident's days lie in the total's; None where the words leave it open."""
    scope, days = total.when, incident.when
    before = [s for s in own if s.claim.quote.start < total.claim.quote.start and not later_news(s)]
    part = any(s.parent == total.claim for s in own)
    if scope is None:
        return True if part else None if own or named else False
    if days is not None:
        if scope.meet(days) is None:
            return False
        return True if scope.first <= days.first and days.last <= scope.last else None
    if part:
        return True
    return None if before or own else False


def _in_place(total: Statement, incident: Incident, told: Sequence[Statement]) -> bool | None:
    """Tell whether the incident's place lies in the total's; None where neither words nor map can tell."""
    claim = total.claim
    if claim.place is None or (incident.place is None and incident.location is None):
        return None
    words = set(naming_words(claim.place.text))
    if any(words & set(naming_words(place)) for place in {s.claim.place.text for s in told if s.claim.place}):
        return True
    area, spot = claim.location, incident.location
    if area is None or spot is None:
        return None
    if set(area.pcodes[:1]) & set(spot.pcodes):
        return True
    if fine(area):
        return True if km(area, spot) <= area.radius_km + spot.radius_km else None
    return km(area, spot) <= area.radius_km + spot.radius_km


def _item(incident: Incident, cell: Cell) -> Item | None:
    """Return what the incident holds of the total's cell; None where nothing was stated of it.

    People of unknown side are taken in by a total about civilians, where the incident tells of nobody else.
    """
    toll = incident.toll(cell) or (_sum_of_groups(incident, cell) if cell.group else _looser(incident, cell))
    if toll is None:
        return None
    return Item(incident.id, Interval(toll.low, toll.high), toll.open)


def _sum_of_groups(incident: Incident, cell: Cell) -> Toll | None:
    """Find the same group where the incident's words say less, or more, about its side."""
    near = [t for t in incident.tolls if t.cell.harm is cell.harm and t.cell.group is cell.group]
    near = [t for t in near if is_part(_bare(t.cell), _bare(cell)) or is_part(_bare(cell), _bare(t.cell))]
    return near[0] if len(near) == 1 else None


def _bare(cell: Cell) -> Cell:
    return Cell(cell.harm, cell.side, cell.party)


def _looser(incident: Incident, cell: Cell) -> Toll | None:
    whole = incident.toll(Cell(cell.harm))
    others = [t for t in incident.tolls if t.cell.harm is cell.harm and t.cell.side not in {None, cell.side}]
    same = [t for t in incident.tolls if t.cell.harm is cell.harm and t.cell.side is cell.side]
    if whole is None or any(t.best for t in others) or (cell.party and any(t.cell.party for t in same)):
        return None
    return whole
