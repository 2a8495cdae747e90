"""The land as a map draws it: borders by level, areas, and the names of places, light enough for a bad line.

Simplified to half a kilometre. A country without packaged outlines has names only.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

from marsad.places.gazetteer import gazetteer
from marsad.places.lines import simple
from marsad.places.outlines import SCALE, arcs, outline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.place import Place
    from marsad.places.geometry import Ring
    from marsad.places.lines import Line

_LEVELS = (4, 6, 8)
"""How many signs of a p-code name the governorate, the district, the subdistrict."""
SIGHT = 3
"""Decimals of a degree that a map needs: about 100 metres."""
_KINDS = frozenset({"governorate", "community"})


@cache
def borders(country: str) -> tuple[tuple[int, Ring], ...]:
    """Return every border once, with its level: 0 of the country, 1 of governorates, 2 of districts, 3 within them."""
    lines, areas = arcs(country)
    beside: dict[int, list[str]] = {}
    for code, numbers in areas.items():
        for number in numbers:
            beside.setdefault(number, []).append(code)
    return tuple(
        (_level(codes), _ring(simple(tuple((lat / SCALE, lon / SCALE) for lon, lat in lines[number]))))
        for number, codes in sorted(beside.items())
    )


def _level(codes: list[str]) -> int:
    if len(codes) == 1:
        return 0
    return next((level for level, signs in enumerate(_LEVELS, 1) if len({c[:signs] for c in codes}) > 1), len(_LEVELS))


@lru_cache(maxsize=512)
def area(pcode: str, country: str) -> tuple[Ring, ...]:
    """Return the rings (longitude, latitude) of an administrative area, or of the country; none where none is known."""
    rings = (_ring(simple(tuple((lat, lon) for lon, lat in ring))) for ring in outline(pcode, country))
    return tuple(ring for ring in rings if len(ring) > 3)


def names(country: str) -> Iterator[Place]:
    """Walk the places whose names a map shows: governorates, and the towns that reports name often."""
    for place in gazetteer(country):
        if place.kind == "governorate" or (place.kind in _KINDS and place.rank):
            yield place


def _ring(line: Line) -> Ring:
    return [[round(lon, SIGHT), round(lat, SIGHT)] for lat, lon in line]
