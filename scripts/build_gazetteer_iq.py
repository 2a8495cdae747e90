"""Build the packaged gazetteer of Iraq (DATA_LICENSES.md tells what is taken and changed).

    build_gazetteer_iq.py SOURCES   read SOURCES/geonames and SOURCES/boundaries/irq.topo.json
    build_gazetteer_iq.py           renew only the curated layer (places/curated_iq.toml) in the packaged file

The same sources give the same bytes.
"""

from __future__ import annotations

import csv
import json
import re
import sys
import tomllib
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from build_gazetteer import ROOT, Row, _latin, also_called, packaged, write

from marsad.places.geometry import Ring, centre, distance, inside, reach
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

PACKAGED = ROOT / "src/marsad/data/iq.gazetteer.tsv.gz"
CURATED = ROOT / "src/marsad/places/curated_iq.toml"
TABLE = tomllib.loads(CURATED.read_text(encoding="utf-8"))
NEIGHBOURS = {"SY": 80_000, "TR": 200_000, "JO": 100_000}
TOWN = 20_000
WIDE_KM = 60
"""What reaches so far lies in no governorate alone."""
KIRKUK_THEN = {"IQ-TS": "IQ-KI"}
"""What the outlines call a governorate that was named anew."""
HALABJA = ("IQ-HA", (35.18, 45.98), 25.0)
"""A governorate that the outlines do not part from its neighbour yet: its middle and how far it reaches."""


def outlines(path: Path) -> dict[str, list[Ring]]:
    """Read the outer rings of the governorates from a TopoJSON file, by ISO code."""
    topology = json.loads(path.read_text(encoding="utf-8"))
    (wide, high), (west, south) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for steps in topology["arcs"]:
        x = y = 0
        line = []
        for east, north in steps:
            x, y = x + east, y + north
            line.append([x * wide + west, y * high + south])
        arcs.append(line)
    found = {}
    for shape in topology["objects"]["irq"]["geometries"]:
        code = str(shape["id"]).replace(".", "-")
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        found[KIRKUK_THEN.get(code, code)] = [_ring(polygon[0], arcs) for polygon in polygons]
    return found


def _ring(numbers: list[int], arcs: list[Ring]) -> Ring:
    """Join arcs to a ring; a negative number is the arc walked backwards."""
    ring: Ring = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        ring += line[1:] if ring else line
    return ring


def governorates(rings: dict[str, list[Ring]]) -> Iterator[Row]:
    """Yield the governorates with the circle that covers each."""
    for code, (arabic, english, *_) in TABLE["governorates"].items():
        if code in rings:
            middle = centre(rings[code])
            radius = reach(middle, rings[code])
        else:
            _, middle, radius = HALABJA
        yield Row(code, "governorate", arabic[0], english[0], *middle, radius, 0, (), (*arabic[1:], *english[1:]))


def _widened(inhabited: list[Row]) -> Callable[[Row], Row]:
    """Make circles reach the farthest town: the outlines show some governorates smaller than they are."""

    def widened(area: Row) -> Row:
        own = (distance((row.lat, row.lon), (area.lat, area.lon)) for row in inhabited if area.pcode in row.parents)
        return replace(area, radius=max(area.radius, round(max(own, default=0.0) + 5, 1)))

    return widened


def towns(path: Path) -> Iterator[Row]:
    """Yield GeoNames' places of Iraq, and the large cities of its neighbours."""
    by_code = {entry[2]: (code, *entry[3:]) for code, entry in TABLE["governorates"].items()}
    with path.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        people = int(row["population"])
        abroad = row["countrycode"] != "IQ"
        if abroad and people < NEIGHBOURS.get(row["countrycode"], sys.maxsize):
            continue
        arabic = [name for name in row["names_ar"].split("|") if re.fullmatch("[ء-ي ]+", name)]
        latin = [row["name"], *_latin(row["names_latin"])]
        rank, parents = int(people > TOWN), (row["countrycode"],)
        if not abroad:
            code, *seat = by_code[row["admin1code"]]
            parents = (code,)
            if fold_word(seat[0]) in map(fold_word, arabic):
                rank, arabic, latin = 3, [seat[0], *arabic], [seat[1], *latin]
        names = tuple(dict.fromkeys([*arabic[1:], *latin[1:]]))
        at, head = (float(row["lat"]), float(row["lon"])), arabic[0] if arabic else ""
        radius = {0: 2.0, 1: 3.0, 3: 6.0}[rank]
        yield Row(f"G{row['geonameid']}", "community", head, latin[0], *at, radius, rank, parents, names)


def curated(areas: Iterable[Row], rings: dict[str, list[Ring]], near: Iterable[Row]) -> Iterator[Row]:
    """Yield the curated layer, each place in the governorate it lies in: by outline, else that of the nearest town."""
    codes = [row.pcode for row in areas]
    own = [row for row in near if row.parents[:1] and row.parents[0] in codes]
    for code, kind, arabic, english, lat, lon, radius in TABLE["place"]:
        parents: tuple[str, ...] = ()
        if kind not in {"country", "region", "desert", "border"} and radius < WIDE_KM:
            holding = next((c for c, shape in rings.items() if inside((lat, lon), shape)), None)
            parents = (holding or min(own, key=lambda row: distance((row.lat, row.lon), (lat, lon))).parents[0],)
        pcode = code if kind == "country" else f"M-{code}"
        yield Row(pcode, kind, arabic[0], english[0], lat, lon, radius, 1, parents, also_called(kind, arabic, english))


def main() -> None:
    """Build from sources, or renew the curated layer."""
    rings: dict[str, list[Ring]] = {}
    rows: list[Row] = []
    old: dict[str, Any] = {}
    if len(sys.argv) > 1:
        sources = Path(sys.argv[1])
        if not (sources / "boundaries/irq.topo.json").is_file():
            raise SystemExit(f"{sources} holds no boundaries/irq.topo.json; name the folder with the source tables")
        rings = outlines(sources / "boundaries/irq.topo.json")
        inhabited = list(towns(sources / "geonames/geonames_cities500_mena.csv"))
        rows = [*map(_widened(inhabited), governorates(rings)), *inhabited]
    else:
        rows = packaged(PACKAGED)
        old = {row.pcode: row.parents for row in rows if row.pcode.startswith("M-")}
        rows = [row for row in rows if row.pcode != "IQ" and row.pcode not in old]
    areas = [row for row in rows if row.kind == "governorate"]
    layer = curated(areas, rings, [row for row in rows if row.kind == "community"])
    fresh = [replace(row, parents=old.get(row.pcode, row.parents)) for row in layer]
    write([*rows, *fresh], PACKAGED)


if __name__ == "__main__":
    main()
