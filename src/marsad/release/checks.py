"""Checks before a release goes out: one that fails stops it, what is only odd stands in the manifest as a warning."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote

from marsad.model.claim import Harm
from marsad.model.incident import Cell, Verdict
from marsad.model.problem import Problem
from marsad.places.areas import km_outside
from marsad.places.geometry import inside
from marsad.places.outlines import outline
from marsad.release.where import where
from marsad.text.masking import Names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from marsad.model.incident import Incident, Toll
    from marsad.release.folder import Tables
    from marsad.release.material import Issued, Material
    from marsad.release.table import Table, Value

SLACK_KM = 2.0
"""So far beside an outline, which is simplified, a place may lie and still be in the area."""
_GROUPS = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")


@dataclass(frozen=True, slots=True)
class Checked:
    """What checks found: faults that stop the release, and warnings that go with it."""

    faults: tuple[Problem, ...] = ()
    warnings: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Hidden:
    """What must not stand anywhere: names, and ids of reports."""

    names: Names = field(default_factory=Names)
    reports: frozenset[str] = frozenset()


def checked(made: Tables, material: Material, hidden: Hidden, *beside: Table) -> Checked:
    """Hold the tables of a release against all checks; of those `beside` only that nothing restricted is in them."""
    every = (*made.own, *made.others)
    ged = next(table for table in made.others if table.key == "ged")
    faults = (
        *ends(every),
        *groups(ged),
        *(fault for one in material.incidents for fault in parts(one.incident)),
        *(fault for one in material.incidents for fault in places(one)),
        *restricted((*every, *beside), hidden),
    )
    warnings = (
        *totals(material),
        *contradictory(material),
        *(fault for one in material.incidents for fault in larger_parts(one.incident)),
    )
    return Checked(faults, warnings)


def ends(tables: Iterable[Table]) -> Iterator[Problem]:
    """Check that low ≤ best ≤ high wherever a table has the three."""
    for table in tables:
        triples = [tuple(f"{name}{end}" for end in ("low", "best", "high")) for name in _prefixes(table)]
        for row in table.records():
            for triple in triples:
                low, best, high = (row[key] for key in triple)
                told = [end for end in (low, best, high) if isinstance(end, int)]
                if told != sorted(told):
                    sentence = f"{triple[0]} {low}, {triple[1]} {best}, {triple[2]} {high} are not in order."
                    yield Problem("ends", sentence, _where(table, row))


def _prefixes(table: Table) -> list[str]:
    names = set(table.names)
    found = [name.removesuffix("best") for name in table.names if name.endswith("best")]
    return [name for name in found if {f"{name}low", f"{name}high"} <= names]


def groups(ged: Table) -> Iterator[Problem]:
    """Check that the four groups of GED's dead sum to the best figure."""
    for row in ged.records():
        summed = sum(number for key in _GROUPS if isinstance(number := row[key], int))
        if summed != row["best"]:
            yield Problem("groups", f"the groups of the dead sum to {summed}, not to {row['best']}.", _where(ged, row))


def parts(incident: Incident) -> Iterator[Problem]:
    """Check that no part is surely larger than all the people of its harm."""
    for part in incident.tolls:
        whole = incident.toll(Cell(part.cell.harm))
        if whole and not whole.open and part.low > whole.high:
            sentence = f"{_larger(part, whole)}. Decide which claim is wrong: {', '.join(part.low_claims)}."
            yield Problem("parts", sentence, incident.id, part.low_claims)


def larger_parts(incident: Incident) -> Iterator[Problem]:
    """Name the parts that are larger than the cell around them: a group than its side, a party than its side."""
    for part in incident.tolls:
        whole = incident.toll(_around(part.cell)) if part.cell != _around(part.cell) else None
        if whole and (part.best > whole.best or (part.low > whole.high and not whole.open)):
            yield Problem("parts", f"{_larger(part, whole)}.", incident.id, part.best_claims)


def _larger(part: Toll, whole: Toll) -> str:
    ends = f"{part.low} to {part.high}", f"{whole.low} to {whole.high}"
    return f"{part.cell} is {ends[0]}, and {whole.cell}, of which it is a part, {ends[1]}"


def _around(cell: Cell) -> Cell:
    """Return the cell that holds this one."""
    if cell.group is not None:
        return replace(cell, group=None)
    return replace(cell, party=None) if cell.party is not None else replace(cell, side=None)


def places(one: Issued) -> Iterator[Problem]:
    """Check that a place is on the globe, and as far as its words reach in the governorate that is told with it."""
    at = one.incident.location
    if at is None:
        return
    if not (-90 <= at.lat <= 90 and -180 <= at.lon <= 180):
        yield Problem(
            "places", f"{at.name} lies at {at.lat}, {at.lon}, which is nowhere on the globe.", one.incident.id
        )
        return
    area = where(at, one.country).codes[0]
    rings = outline(area, one.country) if area else ()
    if area and rings and not inside((at.lat, at.lon), [*rings]):
        aside = km_outside(area, (at.lat, at.lon), one.country)
        if aside > at.radius_km + SLACK_KM:
            sentence = f"{at.name} lies {aside:.0f} km outside of {area}, and its radius is {at.radius_km:g} km."
            yield Problem("places", sentence, one.incident.id)


def restricted(tables: Iterable[Table], hidden: Hidden) -> Iterator[Problem]:
    """Check that nothing stands in any cell that those for whom the release is may not see."""
    for table in tables:
        for row in table.records():
            for column, value in row.items():
                if isinstance(value, str) and _tells(value, hidden):
                    sentence = f"the column {column} holds what is restricted. Tell the makers of marsad of this."
                    yield Problem("restricted", sentence, table.key)
                    break


def _tells(words: str, hidden: Hidden) -> bool:
    return any(id_ in words for id_ in hidden.reports) or any(
        hidden.names.spans(told) for told in {words, unquote(words)}
    )


def totals(material: Material) -> Iterator[Problem]:
    """Name the totals that do not add up."""
    for one in material.assertions:
        if one.verdict in {Verdict.SHORT, Verdict.OVER}:
            yield Problem("totals", f"a total of {one.cell} is {one.verdict} {one.by}.", one.claim, (one.claim,))


def contradictory(material: Material) -> Iterator[Problem]:
    """Name the incidents whose dead by side exceed all their dead: GED's groups are left open there."""
    for one in material.incidents:
        whole = one.incident.toll(Cell(Harm.KILLED))
        split = one.split
        told = sum(dead.best for dead in (split.deaths_a, split.deaths_b, split.civilians) if dead)
        if whole and told > whole.best:
            sentence = f"the dead by side are {told}, and all dead {whole.best}; in ged.csv no side has a figure."
            yield Problem("groups", sentence, one.incident.id)


def _where(table: Table, row: Mapping[str, Value]) -> str:
    return f"{table.key} {next(iter(row.values()))}"
