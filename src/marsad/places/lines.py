"""Lines on the map: the courses of rivers, roads and borders, cut, followed and looked at from one side."""

from __future__ import annotations

from itertools import pairwise
from math import ceil, cos, radians
from typing import TYPE_CHECKING

from marsad.places.geometry import bearing, distance, moved, turn

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from marsad.places.geometry import Point, Ring

STEP_KM = 2.0
"""How far apart the points of a line lie that is cut."""
FINE_KM = 0.5
"""So near a line runs to the points that are left out of it."""
Line = tuple[tuple[float, float], ...]


def dense(line: Sequence[Point]) -> Line:
    """Return the line with so many points that any of its stretches is found among them."""
    points: list[Point] = list(line[:1])
    for one, other in pairwise(line):
        steps = max(1, ceil(distance(one, other) / STEP_KM))
        points += [
            (round(one[0] + (other[0] - one[0]) * n / steps, 5), round(one[1] + (other[1] - one[1]) * n / steps, 5))
            for n in range(1, steps + 1)
        ]
    return tuple(points)


def simple(line: Line) -> Line:
    """Return the line without the points that lie within half a kilometre of what is left."""
    if len(line) < 3:
        return line
    if line[0] == line[-1]:  # a ring is two lines
        far = max(range(len(line)), key=lambda n: distance(line[0], line[n]))
        return (*simple(line[: far + 1])[:-1], *simple(line[far:]))
    off, at = max((_to_segment(line[n], line[0], line[-1]), n) for n in range(1, len(line) - 1))
    return (line[0], line[-1]) if off < FINE_KM else (*simple(line[: at + 1])[:-1], *simple(line[at:]))


def away(at: Point, line: Sequence[Point]) -> float:
    """Return the distance in km from a point to the line."""
    return min((_to_segment(at, one, other) for one, other in pairwise(line)), default=distance(at, line[0]))


def _to_segment(at: Point, one: Point, other: Point) -> float:
    narrow = cos(radians(at[0]))
    (x, y), (dx, dy) = _flat(at, one, narrow), _flat(other, one, narrow)
    length = dx * dx + dy * dy
    share = max(0.0, min(1.0, (x * dx + y * dy) / length)) if length else 0.0
    return distance(at, (one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])))


def _flat(at: Point, origin: Point, narrow: float) -> tuple[float, float]:
    return (at[1] - origin[1]) * narrow, at[0] - origin[0]


def within(line: Line, holds: Callable[[Point], bool]) -> Line:
    """Return the stretch of a line from the first to the last of its points that something holds."""
    points = dense(line)
    inside = [number for number, point in enumerate(points) if holds(point)]
    return points[inside[0] : inside[-1] + 1] if inside else ()


def stretch(line: Line, one: Point, other: Point) -> Line:
    """Return the line from where it passes one point to where it passes the other."""
    points = dense(line)
    first, last = (min(range(len(points)), key=lambda n: distance(points[n], end)) for end in (one, other))
    return points[first : last + 1] if first <= last else points[last : first + 1][::-1]


def leftward(line: Line, towards: float) -> bool:
    """Tell whether a direction from the line leads to its left, as one goes along it."""
    return 0 < (bearing(line[0], line[-1]) - towards) % 360 < 180


def across(line: Line, towards: float) -> bool:
    """Tell whether a direction leads away from the line, not along it."""
    off = turn(bearing(line[0], line[-1]), towards)
    return 20 <= off <= 160


def beside(line: Line, km: float, *, left: bool) -> Line:
    """Return the line moved to one side by so many km, from its first to its last point."""
    last = len(line) - 1
    turned = -90 if left else 90
    found = []
    for number, point in enumerate(line):
        before, after = line[max(0, number - 5)], line[min(last, number + 5)]
        found.append(moved(point, (bearing(before, after) + turned) % 360, km))
    return tuple(found)


def strip(line: Line, km: float, *, left: bool) -> Line:
    """Return the corners of the land on one side of a line, so many km wide."""
    return (*line, *beside(line, km, left=left)[::-1], line[0])


def on_left(at: Point, line: Line) -> bool:
    """Tell whether a point lies to the left of a line, seen from its nearest stretch."""
    one, other = min(pairwise(line), key=lambda ends: _to_segment(at, *ends))
    narrow = cos(radians(at[0]))
    (x, y), (dx, dy) = _flat(at, one, narrow), _flat(other, one, narrow)
    return dx * y - dy * x > 0


def parted(rings: Sequence[Ring], line: Line, *, left: bool) -> Line:
    """Return the corners of the part of an area that lies on one side of a line which crosses it; none if it does not.

    The largest ring alone counts: islands and specks lie on no side.
    """
    ring = [(y, x) for x, y in max(rings, key=len)[:-1]]
    sides = [on_left(corner, line) is left for corner in ring]
    starts = [n for n, side in enumerate(sides) if side and not sides[n - 1]]
    if not starts:
        return ()
    runs = [_run(ring, sides, start) for start in starts]
    edge = max(runs, key=len)
    inner = stretch(line, edge[-1], edge[0])
    return (*edge, *inner, edge[0])


def _run(ring: list[Point], sides: list[bool], start: int) -> list[Point]:
    """Walk a ring from a corner on while it stays on the side."""
    run = []
    for n in range(start, start + len(ring)):
        if not sides[n % len(ring)]:
            break
        run.append(ring[n % len(ring)])
    return run
