"""The ledger's own tables of incidents and of their tolls."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.claim import Group, Harm, Side
from marsad.model.incident import Cell
from marsad.release.days import date_prec
from marsad.release.table import Column, Kind, Table, Value, listed
from marsad.release.where import country_codes, where

if TYPE_CHECKING:
    from marsad.model.incident import Toll
    from marsad.release.material import Issued, Material

HARMS = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.CAPTURED)
_CHILDREN = Cell(Harm.KILLED, Side.CIVILIAN, group=Group.CHILDREN)
_WOMEN = Cell(Harm.KILLED, Side.CIVILIAN, group=Group.WOMEN)


def _ends(name: str, hxl: str) -> tuple[Column, ...]:
    ends = ((f"{name}_low", f"{hxl}+min"), (f"{name}_best", hxl), (f"{name}_high", f"{hxl}+max"))
    return (
        *(Column(key, Kind.WHOLE, tag) for key, tag in ends),
        Column(f"{name}_open", Kind.YES, f"#meta+open+{name}"),
    )


_AREAS = tuple(
    Column(f"adm{n}{part}", hxl=f"#adm{n}+{tag}") for n in (1, 2, 3) for part, tag in (("", "name"), ("_code", "code"))
)
_PARTS = (("civilians", "civilian"), ("children", "children"), ("women", "f"))
INCIDENT_COLUMNS = (
    Column("incident", hxl="#event+id"),
    Column("first_day", Kind.DAY, "#date+start"),
    Column("last_day", Kind.DAY, "#date+end"),
    Column("date_prec", Kind.WHOLE, "#meta+date+precision"),
    Column("known_by", Kind.DAY, "#date+reported"),
    Column("country", hxl="#country+name"),
    Column("country_code", hxl="#country+code+iso3"),
    *(
        Column(f"adm{n}{part}", hxl=f"#adm{n}+{tag}")
        for n in (1, 2, 3)
        for part, tag in (("", "name"), ("_code", "code"))
    ),
    Column("place", hxl="#loc+name"),
    Column("place_code", hxl="#loc+code"),
    Column("place_words", hxl="#loc+description"),
    Column("latitude", Kind.NUMBER, "#geo+lat"),
    Column("longitude", Kind.NUMBER, "#geo+lon"),
    Column("radius_km", Kind.NUMBER, "#geo+radius+km"),
    Column("precision", hxl="#geo+precision"),
    Column("where_prec", Kind.WHOLE, "#geo+precision+ucdp"),
    Column("geo_precision", Kind.WHOLE, "#geo+precision+acled"),
    Column("parties", hxl="#org+armed+list"),
    Column("doers", hxl="#org+armed+doer+list"),
    Column("method", hxl="#cause+method"),
    *(column for harm in HARMS for column in _ends(harm, f"#affected+{harm}")),
    *(Column(f"{name}_killed_best", Kind.WHOLE, f"#affected+killed+{tag}") for name, tag in _PARTS),
    Column("conflict", hxl="#status+conflict"),
    Column("grade", hxl="#status+grade"),
    Column("flags", hxl="#status+flags+list"),
    Column("reports", Kind.WHOLE, "#meta+reports+num"),
    Column("voices", hxl="#meta+source+list"),
    Column("decisions", hxl="#meta+decisions+list"),
    Column("aliases", hxl="#event+id+alt+list"),
)
TOLL_COLUMNS = (
    *(Column(key) for key in ("incident", "cell", "harm", "side", "party", "group")),
    *(Column(key, Kind.WHOLE) for key in ("low", "best", "high")),
    *(Column(key, Kind.YES) for key in ("open", "contested")),
    *(Column(key) for key in ("low_claims", "best_claims", "high_claims")),
)


def incidents(material: Material) -> Table:
    """Return one row an incident, in the order of the ledger."""
    return Table("incidents", INCIDENT_COLUMNS, tuple(_incident(one, material) for one in material.incidents))


def tolls(material: Material) -> Table:
    """Return one row a toll: every cell of every incident, with the claims that set its ends."""
    rows = tuple(_toll(one.incident.id, toll) for one in material.incidents for toll in one.incident.tolls)
    return Table("tolls", TOLL_COLUMNS, rows)


def _incident(one: Issued, material: Material) -> tuple[Value, ...]:
    incident, at = one.incident, one.incident.location
    named, country = where(at, one.country), country_codes(one.country)
    days = (incident.when.first, incident.when.last) if incident.when else (None, None)
    areas = tuple(value for pair in zip(named.names, named.codes, strict=True) for value in pair)
    code = at.pcodes[0] if at and at.pcodes else None
    ends = tuple(value for harm in HARMS for value in _figures(incident.toll(Cell(harm))))
    parts = (Cell(Harm.KILLED, Side.CIVILIAN), _CHILDREN, _WOMEN)
    best = tuple(toll.best if (toll := incident.toll(cell)) else None for cell in parts)
    point = (at.lat, at.lon, at.radius_km, str(at.precision), at.where_prec, at.geo_precision) if at else (None,) * 6
    return (
        *(incident.id, *days, date_prec(incident.when), incident.known_by),
        *(country.get("name"), country.get("iso3"), *areas, named.name, code),
        *(None if material.public else incident.place, *point),
        *(listed(incident.parties), listed(one.doers), str(incident.method) if incident.method else None),
        *(
            *ends,
            *best,
            str(incident.conflict),
            incident.grade,
            listed(incident.flags),
            len(incident.reports),
            listed(incident.voices),
        ),
        *(listed([str(number) for number in material.decided.get(incident.id, ())]), listed(incident.aliases)),
    )


def _figures(toll: Toll | None) -> tuple[Value, ...]:
    return (toll.low, toll.best, toll.high, toll.open) if toll else (None, None, None, None)


def _toll(incident: str, toll: Toll) -> tuple[Value, ...]:
    cell = toll.cell
    slots = (str(word) if word else None for word in (cell.harm, cell.side, cell.party, cell.group))
    claims = (listed(ids) for ids in (toll.low_claims, toll.best_claims, toll.high_claims))
    return (incident, str(cell), *slots, toll.low, toll.best, toll.high, toll.open, toll.contested, *claims)
