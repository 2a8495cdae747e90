"""The courses of rivers, roads and borders, as points they run through: data beside the code, read on use."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, NamedTuple

from marsad.places.geometry import distance
from marsad.places.lines import away, simple, stretch

if TYPE_CHECKING:
    from marsad.places.geometry import Point

Course = tuple[tuple[float, float], ...]

ROAD_KM = 9.0
"""So near a road runs by the towns that it is named after."""
BY_ROAD = 0.2
"""What a road passes by lies no farther from it than this share of the way between the two."""


class Side(NamedTuple):
    """An area that is one side of a course: `شرق الفرات`."""

    course: str
    left: bool


def course_of(pcode: str) -> Course:
    """Return the points, latitude and longitude, that something runs through, a river downstream; or none."""
    return _courses().get(pcode, ()) if pcode.startswith("M-") else ()


def side_of(pcode: str) -> Side | None:
    """Return of which course an area is one side, or None."""
    return _sides().get(pcode) if pcode.startswith("M-") else None


def is_side(course: str, *, left: bool) -> bool:
    """Tell whether one side of a course is an area that people speak of."""
    return Side(course, left) in _sides().values()


def road_between(one: Point, other: Point) -> Course:
    """Return the stretch of a known road that passes both places, the nearest where several do; or none.

    Neighbours have a road of their own, though a highway runs by both.
    """
    passing, near = [], min(ROAD_KM, BY_ROAD * distance(one, other))
    for course in _roads():
        off = max(away(one, course), away(other, course))
        if off <= near:
            passing.append((off, course))
    return simple(stretch(min(passing)[1], one, other)) if passing else ()


@cache
def _tables() -> list[dict[str, dict[str, Any]]]:
    found = sorted(path.name for path in files(__package__).iterdir() if path.name.startswith("courses_"))
    return [tomllib.loads(files(__package__).joinpath(name).read_text(encoding="utf-8")) for name in found]


@cache
def _courses() -> dict[str, Course]:
    return {
        f"M-{code}": tuple((float(lat), float(lon)) for lat, lon in points)
        for table in _tables()
        for part in ("river", "road", "border")
        for code, points in table.get(part, {}).items()
    }


@cache
def _roads() -> list[Course]:
    return [_courses()[f"M-{code}"] for table in _tables() for code in table.get("road", {})]


@cache
def _sides() -> dict[str, Side]:
    return {
        f"M-{code}": Side(f"M-{course}", side == "left")
        for table in _tables()
        for code, (course, side) in table.get("side", {}).items()
    }
