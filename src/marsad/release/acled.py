"""Incidents in ACLED's 31 columns (codebook of 2023, with kinds of actors in words).

What only ACLED gives (the scale of a source, tags, kinds of armed groups) stays empty.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.claim import Harm, Method, Side
from marsad.model.incident import Cell, Conflict
from marsad.release.days import time_precision
from marsad.release.incidents import HARMS
from marsad.release.parties import CIVILIANS, acled, at_home, government
from marsad.release.table import Column, Kind, Table, Value, listed
from marsad.release.where import codes, country_codes, where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.model.incident import Incident
    from marsad.release.material import Issued, Material, Told

_COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 "
    "inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 "
    "location latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
"""The 31 columns in the order of the published file."""
_KINDS = dict.fromkeys(("year", "time_precision", "iso", "geo_precision", "fatalities", "timestamp"), Kind.WHOLE)
_KINDS |= {"latitude": Kind.NUMBER, "longitude": Kind.NUMBER, "event_date": Kind.DAY}
COLUMNS = tuple(Column(key, _KINDS.get(key, Kind.TEXT)) for key in _COLUMNS)
STATE, EXTERNAL = "State forces", "External/Other forces"
_CIVILIANS, _ATTACK, _ABDUCTION = "Violence against civilians", "Attack", "Abduction/forced disappearance"


def acled_table(material: Material) -> Table:
    """Return one row an incident, also where a mine or a siege was left behind; mishaps are none of theirs."""
    told = {told.reading.report.id: told for told in material.reports}
    listed_there = (one for one in material.incidents if one.incident.conflict is not Conflict.NONE)
    rows = (_row(one, told, material) for one in listed_there)
    return Table("acled", COLUMNS, tuple(tuple(row.get(key) for key in _COLUMNS) for row in rows))


def _row(one: Issued, told: Mapping[str, Told], material: Material) -> dict[str, Value]:
    incident, country, at = one.incident, country_codes(one.country), one.incident.location
    days, named = incident.when, where(incident.location, one.country)
    toll = incident.toll(Cell(Harm.KILLED))
    event, sub = event_types(incident)
    publishers = [told[id_].reading.report.publisher or "" for id_ in incident.reports if id_ in told]
    return {
        "event_id_cnty": incident.id,
        "event_date": days.first if days else None,
        "year": days.first.year if days else None,
        "time_precision": time_precision(days),
        "disorder_type": "Political violence" if event else None,
        "event_type": event,
        "sub_event_type": sub,
        **_actors(one),
        "civilian_targeting": "Civilian targeting" if only_civilians(incident) else None,
        "iso": country.get("iso"),
        "region": country.get("region"),
        "country": country.get("name"),
        **dict(zip(("admin1", "admin2", "admin3"), named.names, strict=True)),
        "location": named.name,
        "latitude": at.lat if at else None,
        "longitude": at.lon if at else None,
        "geo_precision": at.geo_precision if at else None,
        "source": listed(list(dict.fromkeys(filter(None, publishers)))),
        "notes": _notes(incident),
        "fatalities": toll.best if toll else None,
        "timestamp": int(material.made.at.timestamp()),
    }


def event_types(incident: Incident) -> tuple[str | None, str | None]:
    """Return ACLED's event and sub-event type; None where the method tells neither."""
    if incident.method is Method.SHOOTING:
        return (_CIVILIANS, _ATTACK) if only_civilians(incident) else ("Battles", "Armed clash")
    if incident.method is None and only_civilians(incident) and _harms(incident) == {Harm.CAPTURED}:
        return _CIVILIANS, _ABDUCTION
    found = codes()["acled"].get(incident.method, {}) if incident.method else {}
    return found.get("event"), found.get("sub")


def only_civilians(incident: Incident) -> bool:
    """Tell whether all people harmed whose side is known are civilians."""
    sides = {toll.cell.side for toll in incident.tolls if toll.high > 0}
    return Side.CIVILIAN in sides and not sides & {Side.COMBATANT, Side.MIXED}


def _harms(incident: Incident) -> set[Harm]:
    return {toll.cell.harm for toll in incident.tolls if toll.high > 0}


def _actors(one: Issued) -> dict[str, Value]:
    """Return who did it before whom it was done to; civilians are an actor where only they were harmed."""
    doers = [*one.doers, *(party for party in one.incident.parties if party not in one.doers)][:2]
    names = [acled(party, one.country) for party in doers]
    kinds = [_kind(party, one.country) for party in doers]
    if only_civilians(one.incident) and len(names) < 2:
        names, kinds = [*names, CIVILIANS], [*kinds, CIVILIANS]
    told = [*kinds, None, None][:2]
    return {
        **dict(zip(("actor1", "actor2"), names, strict=False)),
        **dict(zip(("inter1", "inter2"), told, strict=True)),
        "interaction": "-".join(kind for kind in told if kind) if all(told) else None,
    }


def _kind(party: str, country: str) -> str | None:
    """Return ACLED's kind of an actor: only of governments is it known."""
    if at_home(party, country):
        return STATE
    return EXTERNAL if government(party) else None


def _notes(incident: Incident) -> str | None:
    """Write the figures as the ledger has them, for whoever reads the row alone."""
    told = []
    for harm in HARMS:
        toll = incident.toll(Cell(harm))
        if toll:
            ends = str(toll.low) if toll.low == toll.high else f"{toll.low}-{toll.high}"
            told.append(f"{harm} {ends}{'+' if toll.open else ''}, best {toll.best}")
    return listed(told)
