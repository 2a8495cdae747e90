"""What a map shows of a ledger: incidents at their spots, each with the area that words leave open; who stayed where.

Written short, since a year of it goes over bad lines: each spot and each area once, incidents as rows of numbers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from marsad.ledger.parties import parties_called, party_chain
from marsad.ledger.presences import stretches
from marsad.ledger.queries.people import people
from marsad.model.country import DEFAULT
from marsad.model.incident import Cell
from marsad.model.place import ShapeKind
from marsad.places.extent import extent
from marsad.places.land import SIGHT, area
from marsad.places.locate import locate
from marsad.web import shelf
from marsad.web.templatetags.field import located, word

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from marsad.flow import Book
    from marsad.ledger.presences import HeldPresence
    from marsad.ledger.selection import Chosen, Selection
    from marsad.model.claim import Harm
    from marsad.model.incident import Incident
    from marsad.model.place import Location, Shape
    from marsad.places.geometry import Ring

COLUMNS = ("id", "spot", "first", "last", "low", "best", "high", "open", "sure", "place", "parties")
"""What stands in a row of an incident. The people are null where nothing is stated: that is not none."""


@dataclass(slots=True)
class Plan:
    """The map as it is put together: every spot and area is drawn once, however many incidents are there."""

    spots: list[dict[str, Any]] = field(default_factory=list)
    areas: dict[str, Any] = field(default_factory=dict)
    _known: dict[tuple[object, ...], int] = field(default_factory=dict)

    def spot(self, location: Location) -> int:
        """Return the number of a location's spot."""
        drawn = (location.lat, location.lon, location.radius_km, location.precision, location.shape)
        if drawn not in self._known:
            self._known[drawn] = len(self.spots)
            self.spots.append(
                {
                    "at": [round(location.lon, SIGHT), round(location.lat, SIGHT)],
                    "km": round(location.radius_km, 1),
                    "precision": str(location.precision),
                    "name": located(location),
                    **self._shape(location.shape),
                }
            )
        return self._known[drawn]

    def _shape(self, shape: Shape) -> dict[str, Any]:
        """Return what the words draw, where that is more than the circle."""
        points = [[round(lon, SIGHT), round(lat, SIGHT)] for lat, lon in shape.points]
        if shape.kind is ShapeKind.LINE and len(points) > 1:
            return {"line": points}
        if shape.kind is ShapeKind.SECTOR and points and shape.towards is not None:
            return {"sector": [*points[0], round(shape.towards), round(shape.spread or 0), shape.reach_km]}
        if shape.kind is ShapeKind.AREA and len(points) > 2:
            return {"ring": points}
        if shape.kind is ShapeKind.AREA and shape.pcode and self._area(shape.pcode):
            return {"area": shape.pcode}
        return {}

    def _area(self, pcode: str) -> bool:
        if pcode not in self.areas:
            rings = area(pcode, country_of(pcode))
            if rings:
                self.areas[pcode] = rings
        return pcode in self.areas


def country_of(pcode: str) -> str:
    """Return the country whose pack holds a p-code, by its two letters."""
    return pcode[:2].lower() if pcode[:2].isalpha() else DEFAULT


def map_data(book: Book, selection: Selection, harm: Harm) -> dict[str, Any]:
    """Return what the map shows: incidents chosen with the people of one harm, and presence statements."""
    plan, cell = Plan(), Cell(harm)
    chosen = shown(book, selection)
    begin = min((one.incident.when.first for one in chosen if one.incident.when), default=None)
    rows = [_row(one, cell, plan, begin) for one in chosen]
    return {
        "harm": str(harm),
        "begin": begin and begin.isoformat(),
        "columns": COLUMNS,
        "incidents": rows,
        "spots": plan.spots,
        "areas": plan.areas,
        "parties": {key: word(key) for one in chosen for key in one.incident.parties},
        "presences": [_presence(one) for one in presences(book, selection) if one.ring],
    }


def shown(book: Book, selection: Selection) -> list[Chosen]:
    """Return the incidents chosen, the latest first; those are left out that lie in a wider place than asked for."""
    return weighed(book.ledger.incidents, selection)


def weighed(incidents: Iterable[Incident], selection: Selection) -> list[Chosen]:
    """Return those of some incidents that are chosen, the latest first."""
    found = [one for one in selection.weigh(incidents) if one.sure or one.likely]
    return sorted(found, key=_latest, reverse=True)


def _latest(one: Chosen) -> tuple[str, str]:
    when = one.incident.when
    return str(when.last if when else one.incident.known_by or ""), one.incident.id


def _row(one: Chosen, cell: Cell, plan: Plan, begin: date | None) -> list[Any]:
    incident = one.incident
    when, found = incident.when, people(incident, cell)
    days = [(day - begin).days for day in (when.first, when.last)] if when and begin else [None, None]
    counted = [found.low, found.best, found.high, int(found.open)] if found else [None, None, None, 0]
    spot = plan.spot(incident.location) if incident.location else None
    return [incident.id, spot, *days, *counted, int(one.sure), _words(incident), list(incident.parties)]


def _words(incident: Incident) -> str:
    """Return the report's words for the place, where they say more than its name."""
    name = located(incident.location) if incident.location else ""
    return incident.place if incident.place and incident.place != name else ""


@dataclass(frozen=True, slots=True)
class Present:
    """A presence statement as a map shows it: who, the ring of the area, from and up to which day, the words."""

    who: str
    ring: Ring
    first: date | None
    last: date | None
    words: str
    report: int | None


def presences(book: Book, selection: Selection) -> list[Present]:
    """Return the presence statements that hold on some of the days chosen; `ring` is empty where no place is known."""
    parties = parties_called(selection.party) if selection.party else None
    told, countries = shelf.remember(book, "presences", lambda: _stated(book))
    found = []
    for held in told:
        stated = held.presence
        meant = parties is None or not parties.isdisjoint(party_chain(stated.party))
        if meant and _holds(held, selection):
            who = word(stated.party) if stated.party else stated.actor.text if stated.actor else ""
            ring = extent(_bounds(held, countries[stated.report]), stated.area_km2)
            number = book.numbers.get(stated.report)
            found.append(Present(who, ring, held.first, held.last, stated.quote.text, number))
    return found


def _stated(book: Book) -> tuple[list[HeldPresence], dict[str, str]]:
    """Return all presence statements with their days, and the countries of the reports that state them."""
    stating = [reading for reading in book.decided if reading.presences]
    countries = {reading.report.id: reading.country or DEFAULT for reading in stating}
    return [one for told in stretches(stating) for one in told], countries


def _presence(one: Present) -> dict[str, Any]:
    """Return a statement with an area as the map reads it."""
    days = {"said": one.first and one.first.isoformat(), "until": one.last and one.last.isoformat()}
    return {"ring": one.ring, "who": one.who, **days, "words": one.words, "report": one.report}


def _bounds(held: HeldPresence, country: str) -> list[Location]:
    words = [bound.text for bound in held.presence.bounds]
    found = (locate(one, tuple(other for other in words if other != one), country) for one in words)
    return [location for location in found if location]


def _holds(held: HeldPresence, selection: Selection) -> bool:
    late = selection.last is not None and held.first is not None and held.first > selection.last
    early = selection.first is not None and held.last is not None and held.last < selection.first
    return not (late or early)
