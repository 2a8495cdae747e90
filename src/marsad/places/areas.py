"""Whether a place lies in an administrative area, and how far outside."""

from __future__ import annotations

from bisect import bisect_left
from functools import lru_cache
from math import cos, radians
from typing import TYPE_CHECKING

from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import along, distance
from marsad.places.outlines import outline

if TYPE_CHECKING:
    from marsad.model.place import Place

STEP_KM = 4.0
"""How far apart the points are by which the way to an outline is measured."""
FAR_KM = 60.0
"""From so far on it makes no difference how far a place lies from an area."""


def within(place: Place, area: Place) -> bool:
    """Tell whether a place lies in an administrative area."""
    return area.pcode == place.pcode or area.pcode in place.parents


@lru_cache(maxsize=8192)
def km_outside(pcode: str, at: tuple[float, float], country: str) -> float:
    """Return how far a point that is not in it lies from the outline of an area, in km."""
    area = gazetteer(country).place(pcode)
    if area is not None and distance(at, (area.lat, area.lon)) > area.radius_km + FAR_KM:
        return FAR_KM
    lat, lon = at
    points = _points(pcode, country)
    first, last = bisect_left(points, (lat - 0.5, 0.0)), bisect_left(points, (lat + 0.5, 0.0))
    narrow = cos(radians(lat)) ** 2  # a degree of longitude is shorter; near by, the globe is flat enough to compare
    squares = [((p[0] - lat) ** 2 + narrow * (p[1] - lon) ** 2, p) for p in points[first:last]]
    nearest = min(squares, default=None)
    return min(distance(at, nearest[1]), FAR_KM) if nearest else FAR_KM


@lru_cache(maxsize=512)
def _points(pcode: str, country: str) -> tuple[tuple[float, float], ...]:
    """Return points along an area's outline and of its communities, from south to north."""
    border = (corner for ring in outline(pcode, country) for corner in along(ring, STEP_KM))
    return tuple(sorted({*border, *((place.lat, place.lon) for place in gazetteer(country).within(pcode))}))
