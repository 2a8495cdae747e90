"""Which line an expression means: a course by its name, a road by the two towns that it joins, a stretch of either."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.model.place import Precision
from marsad.places.along import along, cut, runs
from marsad.places.choice import candidates, decide, losers
from marsad.places.context import LEAST, Context
from marsad.places.geometry import distance
from marsad.places.names import is_arabic
from marsad.places.shape import between

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.model.place import Location
    from marsad.places.expression import Unit

    Located = Callable[[list[Unit], Context], Location | None]

NEIGHBOURS_KM = 5.0
"""What is called a road between two places is longer than this."""
_TOWNS = frozenset((Precision.POINT, Precision.NEAR, Precision.COMMUNITY))


def line_of(parsed: list[Unit], told: Context, located: Located) -> Location | None:
    """Locate what an expression puts on a line; None where it means none, or in a table, whose rows are points."""
    course = None if told.binding or _lists(parsed) else _on_course(parsed, told, located)
    return course or (_of_two_towns(parsed, told, located) if parsed[0].kind == "road" else None)


def stretch_of(
    ends: list[Location], rest: list[Unit], told: Context, located: Located, *, road: bool = True
) -> Location:
    """Return the stretch between two places, of a road only what lies where the words put it."""
    whole = between(ends, road=road)
    where = located(_first(rest), told) if road and rest else None
    return cut(whole, where, told.country) if where else whole


def _lists(parsed: list[Unit]) -> bool:
    return len(parsed) > 1 and parsed[1].joined and parsed[1].rural == parsed[0].rural


def _first(rest: list[Unit]) -> list[Unit]:
    """Return units that begin an expression of their own."""
    return [replace(rest[0], joined=False), *rest[1:]]


def _on_course(parsed: list[Unit], told: Context, located: Located) -> Location | None:
    """Locate what lies along a river, road or border, or on one side of it, cut by what the words say of where."""
    head, *rest = parsed
    options = candidates(head, told.country)
    if not any(runs(option.place) for option in options):
        return None
    best, order = decide(options, LEAST)
    if best is None or not runs(best.place):
        return None
    where = located(_first(rest), told) if rest else None
    arabic = is_arabic(head.name)
    found = along(best.place, head, where, best.why, arabic=arabic, country=told.country)
    return found and replace(found, lost=losers(best, order, arabic=arabic))


def _of_two_towns(parsed: list[Unit], told: Context, located: Located) -> Location | None:
    """Locate a road that is named after its two ends (`طريق الحسكة تل تمر`), where both are towns and apart."""
    if len(parsed) == 1 or parsed[1].kinds or parsed[1].joined:
        return None
    names = [replace(unit, kinds=[], running=False) for unit in parsed[:2]]
    ends = [located([name], told.alone()) or located([name], told) for name in names]
    if None in ends:
        return None
    one, other = (end for end in ends if end)
    apart = distance((one.lat, one.lon), (other.lat, other.lon))
    towns = {one.precision, other.precision} <= _TOWNS and apart > NEIGHBOURS_KM
    return stretch_of([one, other], parsed[2:], told, located) if towns else None
