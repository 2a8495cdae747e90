"""Which incidents a total covers: by its days, places and parties, and by what its own report tells of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING

from marsad.ledger.cells import cell_of, is_part
from marsad.ledger.distance import fine, is_list, km
from marsad.ledger.mention import later_news
from marsad.ledger.place_words import names_others, naming_words, other_names
from marsad.ledger.timing import AFTERMATH
from marsad.model.claim import Side
from marsad.model.count import Interval
from marsad.model.incident import Cell
from marsad.model.place import Precision
from marsad.model.when import Days

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.incident import Incident, Toll
    from marsad.model.place import Location

_AREAS = frozenset({Precision.GOVERNORATE, Precision.DISTRICT, Precision.SUBDISTRICT})
_LANDSCAPES = _AREAS | {Precision.REGION}
_LISTED = frozenset({Precision.COMMUNITY, Precision.SUBDISTRICT, Precision.DISTRICT})
"""So closely are several towns or villages known together; what is wider holds other names."""
_CURATED = "M-"
"""How the codes of places begin that the project lists itself, beside the administrative map."""
UNDATED = 14
"""An incident of which no word gives the day is taken to be no older than this when it became known."""


@dataclass(frozen=True, slots=True)
class Item:
    """An incident with the interval of the total's cell, open where some voice stated no top."""

    incident: str
    interval: Interval
    open: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """What a total covers for sure, and what it may or may not cover.

    `uncertain` are incidents that its own report or its words bring in; `possible` are those of no known day that may
    lie in it by place and party: they make the period uncertain and are never taken to make a total balance.
    """

    days: Days | None
    covered: tuple[Item, ...]
    uncertain: tuple[Item, ...]
    possible: tuple[Item, ...] = ()


def total_cell(statement: Statement) -> Cell:
    """Return the cell that a total speaks of."""
    return cell_of(statement.claim)


def incident_shelves(incident: Incident) -> set[object]:
    """Return where to look for the totals that may cover an incident: its months and its reports."""
    return {*_months(_window(incident)), *incident.reports}


def total_shelves(total: Statement) -> set[object]:
    """Return where to look for the incidents that a total may cover: its months and its report."""
    known = total.when or total.published
    return {
        total.claim.report,
        *_months(known.shift(-AFTERMATH).hull(known) if known and not total.when else known),
    }


def held_against(total: Statement, incident: Incident, told: Sequence[Statement]) -> tuple[str, Item] | None:
    """Tell how an incident stands to a total, `covered`, `uncertain` or `possible`, and with which interval.

    None where it lies outside, or where nothing was stated of the total's cell.
    """
    if total.when and incident.when and total.when.meet(incident.when) is None:
        return None
    cell = total_cell(total)
    item = _item(incident, cell)
    unsaid = _item(incident, replace(cell, group=None)) if item is None and cell.group is not None else None
    if item is None and unsaid is None:
        return None
    bearing = _bearing(total, incident, told)
    if unsaid is not None:
        # Nobody says how many of the group are among its people: that is not none.
        bearing, item = "possible" if bearing else None, unsaid
    return (bearing, item) if bearing and item else None


def _bearing(total: Statement, incident: Incident, told: Sequence[Statement]) -> str | None:
    """Tell how an incident stands to the days and places of a total; None where it lies outside."""
    in_place = _in_place(total, incident, told)
    if in_place is False:
        return None
    placed = in_place is True or not total.claim.place
    own = [s for s in told if s.claim.report == total.claim.report]
    in_days = _in_days(total, incident, own, named=in_place is True)
    if in_days and placed:
        return "covered"
    if in_days or (in_days is None and (placed or own)):
        return "uncertain"
    undated = incident.when is None and total.when is not None and placed
    return "possible" if undated and total.when and _window(incident).meet(total.when) else None


def _window(incident: Incident) -> Days:
    """Return the days on which an incident was; of an undated one those before it was known, else all."""
    if incident.when is not None:
        return incident.when
    last = incident.known_by
    return Days.of(last).shift(-UNDATED).hull(Days.of(last)) if last else Days(date.min, date.min)


def _months(days: Days | None) -> Iterable[int]:
    return range(days.first.toordinal() // 30, days.last.toordinal() // 30 + 1) if days else ()


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
    if set(naming_words(claim.place.text)) & _names(incident, told):
        return True
    area, spot = claim.location, incident.location
    if area is None or spot is None:
        return None
    told_names = {word for s in told if s.claim.place for word in naming_words(s.claim.place.text)}
    listed = fine(spot) and is_list(area) and area.precision in _LISTED and names_others(claim.place.text, told_names)
    if listed:
        return False  # `killed in Hass and Haish`: not in the village between them
    return True if set(area.pcodes[:1]) & set(spot.pcodes) else _in_area(area, spot)


def _in_area(area: Location, spot: Location) -> bool | None:
    """Tell whether a place lies in an area, by the map; None where it cannot tell."""
    if _mapped(area) and _mapped(spot) and len(spot.pcodes) > len(area.pcodes):
        return False
    inside = km(area, spot) <= area.radius_km + spot.radius_km
    return True if inside else None if fine(area) else False


def _mapped(place: Location) -> bool:
    """Tell whether a place is an area of the administrative map, or a place of which the area that holds it is known.

    Whether one lies in the other is then known from their codes, and no circle around the middle of an area decides.
    A landscape (a mountain, a desert, an oasis) is no area of that map: what lies in it has no code of it.
    """
    if place.precision in _LANDSCAPES and place.pcodes and place.pcodes[0].startswith(_CURATED):
        return False
    return place.precision in _AREAS or len(place.pcodes) > 1


def _names(incident: Incident, told: Sequence[Statement]) -> set[str]:
    """List the words that name an incident's place, in its reports' words and by the gazetteer in both languages."""
    words = {word for s in told if s.claim.place for word in naming_words(s.claim.place.text)}
    return words | (other_names(incident.location.name) if incident.location else frozenset())


def _item(incident: Incident, cell: Cell) -> Item | None:
    """Return what the incident holds of the total's cell; None where nothing was stated of it.

    People of unknown side are taken in by a total about civilians, where the incident tells of nobody else.
    """
    toll = incident.toll(cell)
    if cell.group is not None:
        toll = toll or _sum_of_groups(incident, cell)
    elif toll is None or cell == Cell(cell.harm, Side.CIVILIAN):
        toll = _looser(incident, cell) or toll
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
