"""Incidents in the terms of Airwars: civilians harmed, the least and the most that is said, and one of five grades.

Airwars publishes pages and no fixed file; the columns follow the fields of its assessments.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.claim import Group, Harm, Side
from marsad.model.incident import Cell, Conflict
from marsad.release.parties import actor
from marsad.release.table import Column, Kind, Table, Value, listed
from marsad.release.where import country_codes, where

if TYPE_CHECKING:
    from marsad.release.material import Issued, Material

_COUNTED = (
    ("civilians_killed", Cell(Harm.KILLED, Side.CIVILIAN)),
    ("civilians_injured", Cell(Harm.INJURED, Side.CIVILIAN)),
    ("children_killed", Cell(Harm.KILLED, Side.CIVILIAN, group=Group.CHILDREN)),
    ("women_killed", Cell(Harm.KILLED, Side.CIVILIAN, group=Group.WOMEN)),
    ("men_killed", Cell(Harm.KILLED, Side.CIVILIAN, group=Group.MEN)),
)
COLUMNS = (
    Column("code"),
    *(Column(key, Kind.DAY) for key in ("date_start", "date_end")),
    *(Column(key) for key in ("country", "governorate", "location")),
    *(Column(key, Kind.NUMBER) for key in ("latitude", "longitude", "geolocation_radius_km")),
    *(Column(key) for key in ("strike_type", "belligerents")),
    *(Column(f"{key}_{end}", Kind.WHOLE) for key, _ in _COUNTED for end in ("min", "max")),
    Column("max_open", Kind.YES),
    Column("grading"),
    Column("sources", Kind.WHOLE),
)


def airwars(material: Material) -> Table:
    """Return one row for each incident of the fighting itself that is said to have harmed civilians."""
    direct = (one for one in material.incidents if one.incident.conflict is Conflict.DIRECT)
    rows = (_row(one) for one in direct if any(_harmed(one, cell) for _, cell in _COUNTED))
    return Table("airwars", COLUMNS, tuple(rows))


def _harmed(one: Issued, cell: Cell) -> bool:
    toll = one.incident.toll(cell)
    return toll is not None and toll.high > 0


def _row(one: Issued) -> tuple[Value, ...]:
    incident, at, named = one.incident, one.incident.location, where(one.incident.location, one.country)
    days = (incident.when.first, incident.when.last) if incident.when else (None, None)
    tolls = [incident.toll(cell) for _, cell in _COUNTED]
    ends = [end for toll in tolls for end in ((toll.low, toll.high) if toll else (None, None))]
    names = [found.name_en for party in one.doers if (found := actor(party, one.country))]
    return (
        *(incident.id, *days, country_codes(one.country).get("name"), named.names[0], named.name),
        *((at.lat, at.lon, at.radius_km) if at else (None, None, None)),
        *(str(incident.method) if incident.method else None, listed(names), *ends),
        any(toll is not None and toll.open for toll in tolls),
        *(incident.grade.capitalize() if incident.grade else None, len(incident.reports)),
    )
