"""The shape that words give a place: itself, a part of it, what lies to one side, or several together.

Every answer is a circle that covers what the words mean, with its precision; where they say more than a circle (a
side, a direction, a line, an administrative area), its shape says it.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.model.place import CIRCLE, Location, Precision, Shape, ShapeKind
from marsad.places.areas import km_outside
from marsad.places.choice import ADMIN, CITY_KM
from marsad.places.courses import course_of, road_between
from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import bearing, circle, distance, moved, turn
from marsad.places.lines import dense
from marsad.places.names import loose
from marsad.places.words import KIND_OF

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.place import Place
    from marsad.places.expression import Unit

NEAR_KM = 5.0
DESERT_KM = 40.0
"""How far the desert of a town reaches that is on no list (`بادية القورية`)."""
COUNTRY_KM = 10.0
"""How far the countryside of a place reaches that is the seat of nothing."""
ASIDE_KM = (8.0, 8.0, 12.0, 15.0)
"""How far `north of X` is taken to lie where no distance is told, by the rank of X."""
PARTED_KM = 5.0
"""A town of this size has sides that are quarters of it."""
TOWN = frozenset(("city", "town", "neighbourhood", "quarters"))
"""Kinds that say that a town itself is meant."""
DIVISION_KM = {"district": (25.0, Precision.DISTRICT), "subdistrict": (12.0, Precision.SUBDISTRICT)}
"""How far an administrative area reaches that is not listed, about the town that it is named after."""
SPREAD = 50.0
"""How many degrees `north of X` opens to either side."""
_OF_ADMIN = {
    "governorate": Precision.GOVERNORATE,
    "district": Precision.DISTRICT,
    "subdistrict": Precision.SUBDISTRICT,
    "country": Precision.COUNTRY,
}
_ORDER = list(Precision)


def spot(place: Place, why: Sequence[str], *, arabic: bool = True) -> Location:
    """Return a place as it is listed."""
    at = place.lat, place.lon
    return _location(place, at, place.radius_km, precision_of(place), why, arabic=arabic, shape=_own(place))


def _own(place: Place) -> Shape:
    """Return the shape that a place has by itself: the outline of its area, the course of a road or river."""
    if place.kind in ADMIN:
        return Shape(ShapeKind.AREA, pcode=place.pcode)
    course = course_of(place.pcode)
    return Shape(ShapeKind.LINE, course) if course else CIRCLE


def precision_of(place: Place) -> Precision:
    """Return how precisely a place is known that the words only name."""
    if place.kind in _OF_ADMIN:
        return _OF_ADMIN[place.kind]
    if place.kind in {"community", "neighbourhood", "site"}:
        return Precision.NEAR if place.kind != "community" and place.radius_km <= 1 else Precision.COMMUNITY
    return _by_radius(place.radius_km)


def _by_radius(km: float) -> Precision:
    sizes = ((6, Precision.COMMUNITY), (15, Precision.SUBDISTRICT), (40, Precision.DISTRICT))
    return next((precision for limit, precision in sizes if km <= limit), Precision.REGION)


def precision_within(km: float, limit: Precision) -> Precision:
    """Return how precisely a circle of this radius says where, at most as coarsely as what holds it."""
    return min(_by_radius(km), limit, key=_ORDER.index)


def around(  # noqa: PLR0913  a direction has a place, an angle and a distance
    place: Place,
    towards: float | None,
    km: float | None,
    why: Sequence[str],
    *,
    arabic: bool,
    country: str,
    city: bool = False,
) -> Location:
    """Return the area that lies near a place, or in a direction from it; inside it where it is an area itself.

    `city` tells that the words name the town itself and not what is governed from it.
    """
    at = place.lat, place.lon
    if towards is None:
        reach = place.radius_km + (km or NEAR_KM)
        coarse = max(precision_of(place), Precision.SUBDISTRICT, key=_ORDER.index)
        if km is not None:
            coarse = max(coarse, _by_radius(reach), key=_ORDER.index)
        return _location(place, at, reach, coarse, [*why, "near it, not in it"], arabic=arabic)
    if km is not None:
        told = moved(at, towards, km)
        reason = f"{km:g} km in this direction from it"
        open_km = max(2.0, 0.35 * km)
        coarse = max(_by_radius(open_km), Precision.SUBDISTRICT, key=_ORDER.index)
        return _location(place, told, open_km, coarse, [*why, reason], arabic=arabic)
    area = None if city else _seat_of(place, country)
    if area is not None:
        return _side(area, towards, [*why, "the words name a side of it"], arabic=arabic, country=country)
    if place.kind not in {"community", "neighbourhood", "site"} and place.radius_km > 6:
        shifted = moved(at, towards, place.radius_km / 2)
        return _location(place, shifted, place.radius_km, _by_radius(place.radius_km), why, arabic=arabic)
    aside = place.radius_km + ASIDE_KM[place.rank]
    reason = "an area in this direction from it, as far as such words reach"
    shape = Shape(ShapeKind.SECTOR, (at,), towards, SPREAD, round(2 * aside, 1))
    why = [*why, reason]
    return _location(place, moved(at, towards, aside), aside, _by_radius(aside), why, arabic=arabic, shape=shape)


def with_surroundings(found: Location) -> Location:
    """Return a place together with what lies near it (`السخنة ومحيطها`): as precise as the place, and wider."""
    return replace(found, radius_km=found.radius_km + NEAR_KM, why=(*found.why, "with what lies near it"), shape=CIRCLE)


def part(place: Place, unit: Unit, why: Sequence[str], *, arabic: bool, country: str) -> Location:
    """Return the countryside, the desert or one side of a place."""
    at = place.lat, place.lon
    if unit.kind == "desert" and place.kind != "desert":
        reason = f"the desert about {place.name_ar or place.name_en}, derived from the place"
        middle = at if unit.compass is None else moved(at, unit.compass, DESERT_KM / 2)
        return _location(place, middle, DESERT_KM, Precision.DISTRICT, [*why, reason], arabic=arabic)
    whole = unit.rural or (unit.compass is not None and TOWN.isdisjoint(unit.kinds))
    area = _seat_of(place, country) if whole else None
    if area is None and unit.rural:
        area = _district_of(place, country)
        if area is None and place.kind == "community" and unit.compass is None:
            reason = "its countryside is meant, which no area is named after"
            return _location(place, at, COUNTRY_KM, Precision.SUBDISTRICT, [*why, reason], arabic=arabic)
    if unit.rural and area is not None and area.kind == "governorate":
        area = surrounding(area.pcode, country) or area
    if area is None:
        if unit.compass is None or place.radius_km < PARTED_KM:
            return spot(place, why, arabic=arabic)
        shifted = moved(at, unit.compass, place.radius_km / 2)
        return _location(place, shifted, place.radius_km * 0.7, precision_of(place), why, arabic=arabic)
    if unit.compass is None:
        return spot(area, [*why, "its countryside is meant, not the town"], arabic=arabic)
    return _side(area, unit.compass, [*why, "one side of its countryside"], arabic=arabic, country=country)


def named_area(place: Place, unit: Unit, why: Sequence[str], *, arabic: bool, country: str) -> Location | None:
    """Return the district or subdistrict that is named after a town, where the words mean it and not the town."""
    said = unit.kind or KIND_OF.get(unit.name.partition(" ")[0])  # listed as `قضاء الحويجة`
    kind = "district" if said == "area" and place.rank == 2 else said
    if kind not in DIVISION_KM or place.kind != "community" or not unit.running:
        return None
    areas = (gazetteer(country).place(code) for code in place.parents)
    area = next((area for area in areas if area and area.kind == kind and _named_after(area, place)), None)
    if area is not None:
        return spot(area, [*why, f"the {kind} is meant, not the town"], arabic=arabic)
    radius, precision = DIVISION_KM[kind]
    reason = f"a {kind} of this name is not listed: about the town"
    return _location(place, (place.lat, place.lon), radius, precision, [*why, reason], arabic=arabic)


def _named_after(area: Place, town: Place) -> bool:
    """Tell whether an area bears a town's name (`مركز إدلب` that of `إدلب`)."""
    return loose(area.name_ar.removeprefix("مركز ")) == loose(town.name_ar)


def governorate_of(place: Place, country: str) -> Place | None:
    """Return the governorate that a place is the seat of, where it is more than the city itself."""
    area = gazetteer(country).place(place.parents[-1]) if place.rank == 3 and place.parents else None
    return area if area is not None and area.radius_km > 15 else None


def seat(place: Place, area: Place, why: Sequence[str], *, arabic: bool) -> Location:
    """Return the city or its governorate, where words leave it open: the city is the likeliest point."""
    reason = "the city or its governorate: no word says which"
    at = place.lat, place.lon
    radius = area.radius_km + distance(at, (area.lat, area.lon))
    return _location(area, at, radius, precision_of(area), [*why, reason], arabic=arabic)


def between(ends: Sequence[Location], *, road: bool = False) -> Location:
    """Return the stretch between two places, along the road from one to the other where that is meant."""
    whole = _merged(ends, "between these places")
    straight = tuple((end.lat, end.lon) for end in ends)
    known = road_between(straight[0], straight[-1]) if road else ()
    if not known:
        return replace(whole, shape=Shape(ShapeKind.LINE, straight))
    middle, radius = circle(dense(known))
    shape = Shape(ShapeKind.LINE, known)
    return replace(whole, lat=middle[0], lon=middle[1], radius_km=max(radius, whole.radius_km), shape=shape)


def together(members: Sequence[Location]) -> Location:
    """Return the circle about all places of a list."""
    return members[0] if len(members) == 1 else _merged(members, "the words list several places")


def _merged(members: Sequence[Location], reason: str) -> Location:
    middle, reach = circle([(m.lat, m.lon) for m in members])
    radius = max(reach, *(distance(middle, (m.lat, m.lon)) + m.radius_km for m in members))
    shared = [code for code in members[0].pcodes if all(code in m.pcodes for m in members)]
    finest = max((m.precision for m in members), key=_ORDER.index)
    precision = finest if radius <= 6 else max(finest, _by_radius(radius), key=_ORDER.index)
    name = " - ".join(m.name for m in members)
    why = (*(line for m in members for line in m.why[:1]), reason)
    return Location(name, *middle, round(radius, 1), precision, tuple(shared), why)


@lru_cache(maxsize=1024)
def _side_circle(
    pcode: str, seat: tuple[float, float], towards: float, country: str
) -> tuple[tuple[float, float], float]:
    """Return the circle about an area's communities on one side of its seat."""
    inside = [(p.lat, p.lon) for p in gazetteer(country).within(pcode)]
    aside = [at for at in inside if distance(seat, at) > 3 and turn(bearing(seat, at), towards) <= SPREAD]
    return circle(aside or inside or [seat], 0.95)


def _side(area: Place, towards: float, why: Sequence[str], *, arabic: bool, country: str) -> Location:
    seats = [p for p in gazetteer(country).within(area.pcode) if p.rank >= (3 if area.kind == "governorate" else 2)]
    known = seats[0] if seats else _inner(area.pcode, country) or area
    seat = known.lat, known.lon
    middle, radius = _side_circle(area.pcode, seat, towards, country)
    radius = max(radius, area.radius_km / 3)  # one village on that side is no reason for a dot
    reach = round(distance(seat, middle) + radius, 1)
    shape = Shape(ShapeKind.SECTOR, (seat,), towards, SPREAD, reach, area.pcode)
    return _location(area, middle, radius, precision_of(area), why, arabic=arabic, shape=shape)


def _seat_of(place: Place, country: str) -> Place | None:
    """Return the area that a place is, or a governorate that it is the seat of."""
    if place.kind in ADMIN:
        return place
    return gazetteer(country).place(place.parents[-1]) if place.rank == 3 and place.parents else None


@lru_cache(maxsize=64)
def surrounding(pcode: str, country: str) -> Place | None:
    """Return the governorate that lies about one which is a city (`ريف دمشق` about `دمشق`)."""
    places = gazetteer(country)
    city = places.place(pcode)
    if city is None or city.radius_km > CITY_KM:
        return None
    others = [place for place in places if place.kind == "governorate" and place.pcode != pcode]
    near = [place for place in others if km_outside(place.pcode, (city.lat, city.lon), country) < city.radius_km * 1.5]
    return near[0] if len(near) == 1 else None


@lru_cache(maxsize=64)
def _inner(pcode: str, country: str) -> Place | None:
    """Return the city that a governorate lies about."""
    cities = [place for place in gazetteer(country) if place.kind == "governorate" and place.radius_km <= CITY_KM]
    about = ((city, surrounding(city.pcode, country)) for city in cities)
    return next((city for city, area in about if area and area.pcode == pcode), None)


def _district_of(place: Place, country: str) -> Place | None:
    """Return the area whose countryside bears a town's name: its district, or its subdistrict."""
    if place.kind != "community" or len(place.parents) < 3 or not place.rank:
        return None
    area = gazetteer(country).place(place.parents[1] if place.rank == 2 else place.parents[0])
    return area if area and (place.rank >= 2 or _named_alike(area, place)) else None


def _named_alike(area: Place, place: Place) -> bool:
    """Tell whether an area is named after a place (`مركز عفرين`)."""
    named = (area.name_ar.removeprefix("مركز "), place.name_ar), (area.name_en, place.name_en)
    return any(one and loose(one) == loose(other) for one, other in named)


def _location(  # noqa: PLR0913  what a location holds
    place: Place,
    at: tuple[float, float],
    radius: float,
    precision: Precision,
    why: Sequence[str],
    *,
    arabic: bool,
    shape: Shape = CIRCLE,
) -> Location:
    codes = (place.pcode, *place.parents)
    return Location(shown_name(place, arabic=arabic), *at, round(radius, 1), precision, codes, tuple(why), shape)


def shown_name(place: Place, *, arabic: bool) -> str:
    """Return a place's name in the language of the words, or the one it has."""
    return (place.name_ar or place.name_en) if arabic else (place.name_en or place.name_ar)
