"""Places on a terminal: where words were put and why, and entries of the gazetteer; Arabic and Latin stay in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marsad.model.place import ShapeKind
from marsad.places.geometry import distance
from marsad.render.calm import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolate, visible
from marsad.render.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.model.place import Location, Lost, Place, Shape
    from marsad.places.gazetteer import Gazetteer
    from marsad.render.paint import Paint

_SLOT = 10
_ARABIC = re.compile("[\u0600-\u06ff](?:[\u0600-\u06ff\\s-]*[\u0600-\u06ff])?")
_POINTS = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


def location_lines(  # noqa: PLR0913  an answer and how to show it
    words: str, found: Location | None, lost: Iterable[Lost], gazetteer: Gazetteer, width: int, paint: Paint
) -> Iterator[str]:
    """Show where words were put, what they draw there, why, and what else they may have meant."""
    for line in wrap(visible(words), width):
        yield paint(f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}", "bold")
    if found is None:
        yield from _slot(
            "place", ["none: no place of this name is listed, or nothing decides between several"], width, paint
        )
        yield from _slot("possible", [_lost(one, None, gazetteer) for one in lost], width, paint)
        return
    codes = " < ".join(found.pcodes)
    yield from _slot("place", [f"{isolate(found.name)} {codes}".rstrip()], width, paint)
    yield from _slot("point", [f"{found.lat:.4f} {found.lon:.4f} ±{found.radius_km:g} km"], width, paint)
    precisions = f"{found.precision} (UCDP {found.where_prec}, ACLED {found.geo_precision})"
    yield from _slot("precision", [precisions], width, paint)
    yield from _slot("shape", [shape_words(found.shape)], width, paint)
    yield from _slot("why", [_apart(why) for why in found.why if not why.startswith("fits better")], width, paint)
    yield from _slot("lost", [_lost(one, found, gazetteer) for one in found.lost], width, paint)


def shape_words(shape: Shape) -> str:
    """Write a shape in words: `sector to the north, 30 km from 34.5573 38.2773`."""
    at = " to ".join(f"{lat:.4f} {lon:.4f}" for lat, lon in (shape.points[0], shape.points[-1])) if shape.points else ""
    if shape.kind is ShapeKind.SECTOR:
        point = _POINTS[round((shape.towards or 0.0) / 45) % 8]
        start = f"{shape.points[0][0]:.4f} {shape.points[0][1]:.4f}"
        inside = f", within {shape.pcode}" if shape.pcode else ""
        return f"sector to the {point}, {shape.reach_km:g} km from {start}{inside}"
    if shape.kind is ShapeKind.LINE:
        return f"line from {at}" + (f" through {len(shape.points)} points" if len(shape.points) > 2 else "")
    if shape.kind is ShapeKind.AREA:
        return f"area of {shape.pcode}" if shape.pcode else f"area within {len(shape.points) - 1} corners"
    return "circle"


def place_lines(places: Iterable[Place], gazetteer: Gazetteer, width: int, paint: Paint) -> Iterator[str]:
    """Show entries of the gazetteer: names, kind, coordinates, and what each lies in."""
    for place in places:
        names = " · ".join(isolate(name) for name in (place.name_ar, place.name_en) if name)
        yield from wrap(f"{paint(place.pcode, 'bold')}  {names}", width)
        yield f"  {place.kind}, {place.lat:.4f} {place.lon:.4f} ±{place.radius_km:g} km"
        chain = [
            f"{isolate(area.name_ar or area.name_en)} {code}"
            for code in place.parents
            if (area := gazetteer.place(code))
        ]
        if chain:
            yield from (f"  {line}" for line in wrap("in " + " < ".join(chain), width - 2))


def _slot(name: str, entries: list[str], width: int, paint: Paint) -> Iterator[str]:
    for number, entry in enumerate(entries):
        for at, line in enumerate(wrap(entry, max(width - _SLOT - 1, 20))):
            label = name if number == at == 0 else ""
            yield f"{paint(label.ljust(_SLOT), 'dim')} {'  ' if at else ''}{line}"


def _lost(one: Lost, found: Location | None, gazetteer: Gazetteer) -> str:
    away = f", {distance((one.lat, one.lon), (found.lat, found.lon)):.0f} km away" if found else ""
    at = "" if found else f", {one.lat:.4f} {one.lon:.4f}"
    return f"{isolate(one.name)} {one.pcode}{_held(one, gazetteer)}{away}{at}: {_apart(one.reason)} ({one.score:g})"


def _held(one: Lost, gazetteer: Gazetteer) -> str:
    """Name the widest area that holds a place: namesakes differ in nothing else."""
    place = gazetteer.place(one.pcode)
    area = gazetteer.place(place.parents[-1]) if place and place.parents else None
    return f" in {isolate(area.name_ar if _ARABIC.match(one.name) else area.name_en)}" if area else ""


def _apart(reason: str) -> str:
    """Set the Arabic names of a reason apart from its English words."""
    return _ARABIC.sub(lambda found: isolate(found[0]), visible(reason))
