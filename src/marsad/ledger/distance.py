"""How far apart two places on the map lie, against how precisely each is known."""

from __future__ import annotations

from math import asin, cos, radians, sin, sqrt
from typing import TYPE_CHECKING

from marsad.model.place import Precision

if TYPE_CHECKING:
    from marsad.model.place import Location

_EARTH_KM = 12742
_NEIGHBOUR_KM = 10.0
"""What reaches farther is an area, not the surroundings of a town."""
_CITY_KM, _EDGE_KM = 4.0, 2.0
"""A town so wide is a city; so far beyond its circle its quarters may lie."""
_FINE = (Precision.POINT, Precision.NEAR, Precision.COMMUNITY)


def km(one: Location, other: Location) -> float:
    """Return the kilometres between the two points, along the surface."""
    a, c = radians(one.lat), radians(other.lat)
    north, east = sin((c - a) / 2), sin(radians(other.lon - one.lon) / 2)
    return _EARTH_KM * asin(min(1.0, sqrt(north * north + cos(a) * cos(c) * east * east)))


def fine(place: Location) -> bool:
    """Tell whether the place is known as closely as a village or a town."""
    return place.precision in _FINE


def same_entry(one: Location, other: Location) -> bool:
    """Tell whether both are the same entry of the gazetteer."""
    return bool(one.pcodes and other.pcodes and one.pcodes[0] == other.pcodes[0])


def holds(one: Location, other: Location) -> bool:
    """Tell whether one of two entries is a town and the other a quarter of it."""
    if not one.pcodes or not other.pcodes or one.pcodes[0] == other.pcodes[0]:
        return False
    return one.pcodes[0] in other.pcodes[1:2] or other.pcodes[0] in one.pcodes[1:2]


def beside(one: Location, other: Location) -> bool:
    """Tell whether two places are known by two neighbours of the gazetteer, of which none lies in the other."""
    if not one.pcodes or not other.pcodes or max(one.radius_km, other.radius_km) > _NEIGHBOUR_KM:
        return False
    return one.pcodes[0] not in other.pcodes and other.pcodes[0] not in one.pcodes


def in_city(one: Location, other: Location) -> bool:
    """Tell whether one is a city and the other a quarter or a building of it, which has no code of a community."""
    for city, spot in ((one, other), (other, one)):
        known = city.pcodes[:1] and spot.pcodes[:1] and city.radius_km >= _CITY_KM and fine(city) and fine(spot)
        if known and city.pcodes[0].startswith("C") and not spot.pcodes[0].startswith("C"):
            within = set(city.pcodes[1:2]) <= set(spot.pcodes) and not is_list(spot)
            if within and km(city, spot) <= city.radius_km + spot.radius_km + _EDGE_KM:
                return True
    return False


def is_list(place: Location) -> bool:
    """Tell whether the words name several places, which are taken together."""
    return " - " in place.name


def reach(one: Location, other: Location) -> float:
    """Return the kilometres that the words leave open between the two."""
    return one.radius_km + other.radius_km
