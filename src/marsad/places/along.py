"""What lies along a river, road or border, or on one side of it: a stretch, a bank, the land that way.

`على ضفة نهر الفرات في الميادين` is the river where it passes the town, `شرقي نهر الفرات بريف دير الزور` the part of the
governorate that lies beyond the river. What the words say of where cuts the line; without it the line is whole.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.model.place import Location, Precision, Shape, ShapeKind
from marsad.places.courses import course_of, is_side, side_of
from marsad.places.geometry import bearing, centre, circle, distance, inside, reach, turn
from marsad.places.lines import across, away, beside, dense, leftward, on_left, parted, simple, strip, within
from marsad.places.outlines import outline
from marsad.places.shape import precision_within, shown_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.place import Place
    from marsad.places.expression import Unit
    from marsad.places.geometry import Point, Ring
    from marsad.places.lines import Line

BANK_KM = 5.0
"""How far from the water a bank reaches."""
LAND_KM = 20.0
"""How far `north of the road` reaches, where no area bounds it."""
BESIDE_KM = 2.0
"""How far from a road or river lies what is said to be on it."""
PASSING_KM = 3.0
"""How far on either side of a town a road or river is still there."""
EDGE_KM = 12.0
"""A line that ends so near the edge of an area crosses it."""


SIDE = 65.0
"""So many degrees to either side of a direction still lie that way."""


def runs(place: Place) -> bool:
    """Tell whether a place is a line on the map, or one side of a line."""
    return bool(course_of(place.pcode)) or side_of(place.pcode) is not None


def along(  # noqa: PLR0913  what the words say of a line
    place: Place, unit: Unit, where: Location | None, why: Sequence[str], *, arabic: bool, country: str
) -> Location | None:
    """Locate what lies along a line or on one side of it, where the words put it; None if it does not pass there."""
    side = side_of(place.pcode)
    whole = course_of(side.course if side else place.pcode)
    line = within(whole, lambda at: _holds(where, at, country)) if where else whole
    if len(line) < 2:
        beyond = where is not None and side is not None and _beyond(where, whole, side.left, country)
        return replace(where, why=(*where.why, "all of it lies on that side")) if where and beyond else None
    left = side.left if side else _told_side(unit, line)
    points = _drawn(place, unit, line, where, country, left=left)
    kind = ShapeKind.LINE if left is None or unit.km is not None else ShapeKind.AREA
    open_km = BESIDE_KM if unit.km is None or left is not None else unit.km
    return _located(place, where, Shape(kind, simple(points)), open_km, [*why, _reason(unit, left=left)], arabic=arabic)


def cut(road: Location, where: Location, country: str) -> Location:
    """Return the stretch of a road that lies where the words put it; that place alone, where it does not pass there."""
    line = within(road.shape.points, lambda at: _holds(where, at, country))
    if len(line) < 2:
        return replace(where, why=(*where.why, f"the road {road.name} is not known to pass there"))
    middle, radius = circle(line)
    radius = round(radius + BESIDE_KM, 1)
    why = (*road.why, "the stretch of it that the words mean")
    name, precision = f"{road.name} - {where.name}", precision_within(radius, where.precision)
    return Location(name, *middle, radius, precision, where.pcodes, why, Shape(ShapeKind.LINE, simple(line)))


def _holds(where: Location | None, at: Point, country: str) -> bool:
    """Tell whether a point of a line lies where the words put it: in the area, by the town."""
    if where is None:
        return True
    shape = where.shape
    if shape.kind is ShapeKind.SECTOR and turn(bearing(shape.points[0], at), shape.towards or 0.0) > SIDE:
        return False
    if rings := _rings(where, country):
        return inside(at, rings)
    if where.shape.kind is ShapeKind.LINE and where.shape.points:
        return away(at, where.shape.points) <= PASSING_KM
    return distance(at, (where.lat, where.lon)) <= where.radius_km + PASSING_KM


def _area(where: Location) -> str:
    """Return the code of the administrative area that the words put something in, or of a smaller place."""
    return where.shape.pcode or (where.pcodes[0] if where.pcodes and where.shape.kind is ShapeKind.CIRCLE else "")


def _rings(where: Location | None, country: str) -> tuple[Ring, ...]:
    """Return the outline of the area that the words put something in, where it is one."""
    area = _area(where) if where else ""
    return outline(area, country) if area else ()


def _told_side(unit: Unit, line: Line) -> bool | None:
    """Return whether the words mean what is left of the line; None where they mean the line itself."""
    if unit.left is not None:
        return unit.left
    towards = unit.bearing if unit.bearing is not None else unit.compass
    return leftward(line, towards) if towards is not None and across(line, towards) else None


def _beyond(where: Location, line: Line, left: bool, country: str) -> bool:  # noqa: FBT001
    """Tell whether an area that the line does not cross lies wholly on one side of it."""
    rings = _rings(where, country)
    corners = [(y, x) for x, y in max(rings, key=len)[::20]] if rings else [(where.lat, where.lon)]
    return all(on_left(corner, line) is left for corner in corners)


def _drawn(  # noqa: PLR0913  what decides the shape
    place: Place, unit: Unit, line: Line, where: Location | None, country: str, *, left: bool | None
) -> Line:
    """Return the points of the shape: the line, the line so many km aside, the bank, the land on that side."""
    if left is None:
        return line
    if unit.km is not None:
        return beside(dense(line), unit.km, left=left)
    if unit.bank or unit.near:
        return strip(dense(line), BANK_KM, left=left)
    side = side_of(place.pcode)
    course = side.course if side else place.pcode
    bounds = _area(where) if where and where.shape.kind is not ShapeKind.SECTOR else None
    if where is None and is_side(course, left=left):
        bounds = country.upper()
    return _land(bounds, course_of(course), left, country) or strip(dense(line), LAND_KM, left=left)


@lru_cache(maxsize=128)
def _land(area: str | None, line: Line, left: bool, country: str) -> Line:  # noqa: FBT001  cached
    """Return the part of an area on one side of a line that crosses it."""
    rings = outline(area, country) if area else ()
    if not rings:
        return ()
    edge = [(y, x) for x, y in max(rings, key=len)]
    crosses = all(not inside(end, rings) or away(end, edge) <= EDGE_KM for end in (line[0], line[-1]))
    return parted(rings, line, left=left) if crosses else ()


def _reason(unit: Unit, *, left: bool | None) -> str:
    if left is None:
        return "the stretch of it that the words mean"
    if unit.km is not None:
        return f"{unit.km:g} km to that side of it"
    return "that bank of it" if unit.bank or unit.near else "the land on that side of it"


def _located(  # noqa: PLR0913  what a location holds
    place: Place, where: Location | None, shape: Shape, open_km: float, why: Sequence[str], *, arabic: bool
) -> Location:
    if shape.kind is ShapeKind.AREA:
        ring = [[lon, lat] for lat, lon in shape.points]
        middle = centre([ring])
        radius = reach(middle, [ring])
    else:
        middle, radius = circle(dense(shape.points))
        radius += open_km
    name = shown_name(place, arabic=arabic)
    if where is None:
        codes = (place.pcode, *place.parents)
        return Location(
            name, *middle, round(radius, 1), precision_within(radius, Precision.COUNTRY), codes, tuple(why), shape
        )
    precision = precision_within(radius, where.precision)
    return Location(
        f"{name} - {where.name}", *middle, round(radius, 1), precision, where.pcodes, (*why, *where.why[:1]), shape
    )
