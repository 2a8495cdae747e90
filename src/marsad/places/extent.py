"""The area that words draw by naming its ends (`from Jabal Abu Rujmayn to north of al-Sukhnah`), as a ring.

It is no border: the land about and between the places named, widened until it is as large as the words say.
"""

from __future__ import annotations

from itertools import pairwise
from math import cos, pi, radians, sqrt
from typing import TYPE_CHECKING

from marsad.places.geometry import KM_A_DEGREE, moved

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.place import Location
    from marsad.places.geometry import Point, Ring

CORNERS = 24
LEAST_KM = 3.0
"""A place named alone is taken to reach at least so far."""
_STEPS = 12


def extent(bounds: Sequence[Location], km2: float | None = None) -> Ring:
    """Return the closed ring (longitude, latitude) about places, of at least `km2` square kilometres where told.

    Empty where no place is known.
    """
    if not bounds:
        return []
    low, high = 0.0, sqrt(km2 / pi) if km2 else 0.0
    ring = _about(bounds, 0.0)
    if km2 and surface(ring) < km2:
        for _ in range(_STEPS):
            middle = (low + high) / 2
            low, high = (middle, high) if surface(_about(bounds, middle)) < km2 else (low, middle)
        ring = _about(bounds, high)
    return [[round(lon, 3), round(lat, 3)] for lat, lon in ring]


def _about(bounds: Sequence[Location], wider_km: float) -> list[Point]:
    """Return the hull of the circles about places, each so much wider."""
    return hull([corner for one in bounds for corner in _circle(one, max(one.radius_km, LEAST_KM) + wider_km)])


def _circle(one: Location, km: float) -> list[Point]:
    return [moved((one.lat, one.lon), 360 * n / CORNERS, km) for n in range(CORNERS)]


def hull(points: Sequence[Point]) -> list[Point]:
    """Return the convex hull of points, closed (Andrew's monotone chain)."""
    ordered = sorted(set(points))
    if len(ordered) < 3:
        return [*ordered, *ordered[:1]]
    return [*_half(ordered)[:-1], *_half(ordered[::-1])]


def _half(points: Sequence[Point]) -> list[Point]:
    line: list[Point] = []
    for point in points:
        while len(line) > 1 and _turn(line[-2], line[-1], point) <= 0:
            line.pop()
        line.append(point)
    return line


def _turn(one: Point, other: Point, third: Point) -> float:
    return (other[0] - one[0]) * (third[1] - one[1]) - (other[1] - one[1]) * (third[0] - one[0])


def surface(ring: Sequence[Point]) -> float:
    """Return the square kilometres in a closed ring (latitude, longitude), small enough for the globe to be flat."""
    twice = sum(a[1] * b[0] - b[1] * a[0] for a, b in pairwise(ring))
    return abs(twice) / 2 * KM_A_DEGREE**2 * cos(radians(ring[0][0]))
