"""Which areas hold a wide curated place: those in which nearly all of it lies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.places.courses import course_of
from marsad.places.geometry import Ring, inside, moved
from marsad.places.outlines import outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from build_gazetteer import Row

POINT_KM = 6.0
"""What reaches no farther lies where its point lies."""
HELD = 0.75
"""So much of a wide place must lie in an area that is said to hold it."""


def bounded(row: Row) -> Row:
    """Leave a wide curated place only the areas that hold nearly all of it: a road of 500 km lies in no subdistrict."""
    if row.radius <= POINT_KM:
        return row
    points = course_of(row.pcode) or _rim(row)
    held = [code for code in row.parents if not outline(code) or _share(points, outline(code)) >= HELD]
    return replace(row, parents=tuple(held))


def _rim(row: Row) -> list[tuple[float, float]]:
    """Return points about a place, most of the way to how far it reaches."""
    at = row.lat, row.lon
    return [at, *(moved(at, towards, 0.7 * row.radius) for towards in range(0, 360, 30))]


def _share(points: Sequence[tuple[float, float]], rings: Sequence[Ring]) -> float:
    return sum(inside(point, rings) for point in points) / len(points)
