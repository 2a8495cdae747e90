"""Incidents in the columns of UCDP's Georeferenced Event Dataset (codebook of version 24.1).

Rows are incidents in which somebody was killed, for all that is known. The numbers by which UCDP knows conflicts, dyads
and actors stay empty: only UCDP gives them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.model.claim import Harm
from marsad.model.incident import Cell, Conflict
from marsad.release.days import date_prec
from marsad.release.parties import CIVILIANS, government, is_government, ucdp
from marsad.release.table import Column, Kind, Table, Value, listed
from marsad.release.where import country_codes, priogrid, where

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.model.incident import Toll
    from marsad.model.split import Split
    from marsad.release.material import Issued, Material, Told

_COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low gwnoa gwnob"
).split()
"""The 49 columns in the order of the published file."""
_WHOLE = frozenset(
    "id year active_year type_of_violence conflict_new_id dyad_new_id side_a_new_id side_b_new_id number_of_sources "
    "where_prec priogrid_gid country_id event_clarity date_prec deaths_a deaths_b deaths_civilians deaths_unknown best "
    "high low gwnoa gwnob".split()
)
_KINDS = dict.fromkeys(_WHOLE, Kind.WHOLE) | dict.fromkeys(("latitude", "longitude"), Kind.NUMBER)
_KINDS |= dict.fromkeys(("date_start", "date_end"), Kind.DAY)
COLUMNS = tuple(Column(key, _KINDS.get(key, Kind.TEXT)) for key in _COLUMNS)
DISTRICT = 3
"""From this `where_prec` on, words name an area and no place."""


def ged(material: Material) -> Table:
    """Return one row for each incident of the fighting itself that may have killed somebody."""
    told = {told.reading.report.id: told for told in material.reports}
    rows = []
    for one in material.incidents:
        toll = one.incident.toll(Cell(Harm.KILLED))
        if toll and toll.high > 0 and one.incident.conflict is Conflict.DIRECT:
            found = _row(replace(one, split=state_first(one.split, one.country)), toll, told, material)
            rows.append(tuple(found.get(key) for key in _COLUMNS))
    return Table("ged", COLUMNS, tuple(rows))


def _row(one: Issued, toll: Toll, told: Mapping[str, Told], material: Material) -> dict[str, Value]:
    incident, country = one.incident, country_codes(one.country)
    days = incident.when
    reports = [told[id_] for id_ in incident.reports if id_ in told]
    return {
        "id": int(incident.id[1:], 16),
        "relid": incident.id,
        "year": days.first.year if days else None,
        **_sides(one),
        "number_of_sources": len(reports),
        **_sources(reports),
        "source_original": listed(incident.voices),
        **_where(one),
        "where_description": None if material.public else incident.place,
        "country": country.get("name"),
        "country_id": country.get("gw"),
        "region": country.get("region"),
        "event_clarity": event_clarity(one),
        "date_prec": date_prec(days),
        "date_start": days.first if days else None,
        "date_end": days.last if days else None,
        **groups(one.split, toll.best),
        "best": toll.best,
        "high": toll.high,
        "low": toll.low,
    }


def groups(split: Split, best: int) -> dict[str, int | None]:
    """Return the dead by group so that they sum to the best figure: what no group accounts for is unknown.

    A group of which nothing was stated stays empty. Groups that together exceed the best figure contradict it: then all
    are empty, and the dead unknown.
    """
    parts = {"deaths_a": split.deaths_a, "deaths_b": split.deaths_b, "deaths_civilians": split.civilians}
    known = {key: dead.best if dead else None for key, dead in parts.items()}
    rest = best - sum(number or 0 for number in known.values())
    if rest < 0:
        return {**dict.fromkeys(known), "deaths_unknown": best}
    return {**known, "deaths_unknown": rest}


def type_of_violence(split: Split, country: str) -> int | None:
    """Return 1 for a state against others, 2 for parties that are no states, 3 for one party against civilians.

    None where that is not known, as where only those harmed are named.
    """
    sides = [side for side in (split.side_a, split.side_b) if side]
    if len(sides) > 1:
        return 1 if any(is_government(side, country) for side in sides) else 2
    fought = split.deaths_a or split.deaths_b
    return 3 if sides and split.civilians and not fought else None


def state_first(split: Split, country: str) -> Split:
    """Return a split whose side a is the government, where one of the two is; as coalitions of states are."""
    a, b = split.side_a, split.side_b
    if a is None or b is None or is_government(a, country) or not is_government(b, country):
        return split
    return replace(split, side_a=b, side_b=a, deaths_a=split.deaths_b, deaths_b=split.deaths_a)


def event_clarity(one: Issued) -> int:
    """Return 1 for an event told by itself, 2 for what sources had put together already.

    That is several days in an area no closer than a district.
    """
    at, days = one.incident.location, one.incident.when
    wide = at is None or at.where_prec >= DISTRICT
    return 2 if wide and days is not None and days.length > 1 else 1


def _sides(one: Issued) -> dict[str, Value]:
    kind, a, b = type_of_violence(one.split, one.country), one.split.side_a, one.split.side_b
    names = [ucdp(side, one.country) if side else None for side in (a, b)]
    if kind == 3:
        names[1] = CIVILIANS
    return {
        "type_of_violence": kind,
        "dyad_name": " - ".join(filter(None, names)) if all(names) else None,
        "side_a": names[0],
        "side_b": names[1],
        "gwnoa": government(a),
        "gwnob": government(b),
    }


def _sources(reports: list[Told]) -> dict[str, Value]:
    offices = [told.reading.report.publisher or "" for told in reports]
    dates = [str(told.published.last) if told.published else "" for told in reports]
    articles = [", ".join(filter(None, pair)) for pair in zip(offices, dates, strict=True)]
    return {"source_article": listed(articles), "source_office": listed(offices), "source_date": listed(dates)}


def _where(one: Issued) -> dict[str, Value]:
    at = one.incident.location
    if at is None:
        return {}
    named = where(at, one.country)
    return {
        "where_prec": at.where_prec,
        "where_coordinates": named.name,
        "adm_1": named.names[0],
        "adm_2": named.names[1],
        "latitude": at.lat,
        "longitude": at.lon,
        "geom_wkt": f"POINT ({at.lon} {at.lat})",
        "priogrid_gid": priogrid(at.lat, at.lon),
    }
