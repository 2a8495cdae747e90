"""The outlines of administrative areas, simplified to about 100 metres; read on use, as maps need them.

The packaged file (made by `scripts/build_outlines.py`) holds each border once. The outline of a district or governorate
is made of the borders that only one of its subdistricts has.
"""

from __future__ import annotations

import gzip
from collections import Counter
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING

from marsad.model.country import DEFAULT

if TYPE_CHECKING:
    from marsad.places.geometry import Ring

SCALE = 10_000
Corner = tuple[int, int]


@lru_cache(maxsize=512)
def outline(pcode: str, country: str = DEFAULT) -> tuple[Ring, ...]:
    """Return the rings (longitude, latitude) of a governorate, district, subdistrict or of the country; or none."""
    every, areas = arcs(country)
    borders = Counter(number for code, numbers in areas.items() if code.startswith(pcode) for number in numbers)
    lines = [every[number] for number, times in borders.items() if times == 1]
    return tuple([[lon / SCALE, lat / SCALE] for lon, lat in ring] for ring in _closed(lines))


@cache
def arcs(country: str) -> tuple[list[list[Corner]], dict[str, list[int]]]:
    """Return every border once, and which of them each subdistrict (by p-code) has; nothing where none is packaged."""
    packaged = files("marsad") / "data" / f"{country}.outlines.txt.gz"
    if not packaged.is_file():
        return [], {}
    lines, areas = gzip.decompress(packaged.read_bytes()).decode().split("\n\n")
    codes = (line.split("\t") for line in areas.split("\n"))
    return [_arc(line) for line in lines.split("\n")], {code: [int(n) for n in arcs.split()] for code, arcs in codes}


def _arc(line: str) -> list[Corner]:
    """Walk from the first corner by the steps of the line."""
    steps = iter(map(int, line.split()))
    lon = lat = 0
    corners = []
    for east, north in zip(steps, steps, strict=True):
        lon, lat = lon + east, lat + north
        corners.append((lon, lat))
    return corners


def _closed(lines: list[list[Corner]]) -> list[list[Corner]]:
    """Join arcs at their ends to closed rings."""
    rings = [line for line in lines if line[0] == line[-1]]
    ends: dict[Corner, list[list[Corner]]] = {}
    for line in lines:
        if line[0] != line[-1]:
            ends.setdefault(line[0], []).append(line)
            ends.setdefault(line[-1], []).append(line)
    while ends:
        start, (line, *_) = next(iter(ends.items()))
        ring = [start]
        while True:
            ring += (line if line[0] == ring[-1] else line[::-1])[1:]
            _take(ends, line)
            if ring[-1] == start or ring[-1] not in ends:
                break
            line = ends[ring[-1]][0]
        rings.append(ring)
    return [ring for ring in rings if len(ring) > 3]  # specks of some metres have no surface left


def _take(ends: dict[Corner, list[list[Corner]]], line: list[Corner]) -> None:
    """Take an arc out of the ends that are still open."""
    for corner in (line[0], line[-1]):
        ends[corner] = [other for other in ends[corner] if other is not line]
        if not ends[corner]:
            del ends[corner]
