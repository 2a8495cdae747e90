"""Distances, bearings and simple shapes on the globe. Degrees in, kilometres out."""

from __future__ import annotations

from itertools import pairwise
from math import asin, atan2, cos, degrees, radians, sin, sqrt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

KM_A_DEGREE = 111.195

Point = tuple[float, float]
"""Latitude, longitude."""
Ring = list[list[float]]
"""Longitude, latitude, as GeoJSON has them."""


def distance(one: Point, other: Point) -> float:
    """Return the great-circle distance in km."""
    lat1, lon1, lat2, lon2 = map(radians, (*one, *other))
    h = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin((lon2 - lon1) / 2) ** 2
    return 12742 * asin(min(1.0, sqrt(h)))


def bearing(one: Point, other: Point) -> float:
    """Return the direction from one point to the other, in degrees from north, clockwise."""
    north = other[0] - one[0]
    east = (other[1] - one[1]) * cos(radians(one[0]))
    return degrees(atan2(east, north)) % 360


def turn(one: float, other: float) -> float:
    """Return the angle between two bearings, 0 to 180."""
    return abs((one - other + 180) % 360 - 180)


def moved(start: Point, towards: float, km: float) -> Point:
    """Return the point so many km from `start` in a direction."""
    north = km * cos(radians(towards)) / KM_A_DEGREE
    east = km * sin(radians(towards)) / (KM_A_DEGREE * cos(radians(start[0])))
    return round(start[0] + north, 5), round(start[1] + east, 5)


def circle(points: Sequence[Point], share: float = 1.0) -> tuple[Point, float]:
    """Return the middle of the points and the radius in km that covers this share of them."""
    middle = sum(p[0] for p in points) / len(points), sum(p[1] for p in points) / len(points)
    reach = sorted(distance(middle, p) for p in points)
    return (round(middle[0], 5), round(middle[1], 5)), round(reach[max(0, round(share * len(reach)) - 1)], 1)


def centre(rings: Sequence[Ring]) -> Point:
    """Return the centre of gravity of an area's outer rings."""
    area = lat = lon = 0.0
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            cross = x1 * y2 - x2 * y1
            area += cross
            lon += (x1 + x2) * cross
            lat += (y1 + y2) * cross
    return round(lat / (3 * area), 5), round(lon / (3 * area), 5)


def reach(middle: Point, rings: Sequence[Ring]) -> float:
    """Return the distance in km from the middle to the farthest corner."""
    return round(max(distance(middle, (y, x)) for ring in rings for x, y in ring), 1)


def along(ring: Ring, step: float) -> list[Point]:
    """Return the corners of a ring, and points between those that are more than a step in km apart."""
    points = []
    for (lon, lat), (x, y) in pairwise(ring):
        parts = max(1, round(distance((lat, lon), (y, x)) / step))
        points += [(lat + (y - lat) * i / parts, lon + (x - lon) * i / parts) for i in range(parts)]
    return points


def inside(point: Point, rings: Sequence[Ring]) -> bool:
    """Tell whether a point lies in the area of these rings."""
    lat, lon = point
    odd = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd
