"""Where a mention puts its event, and what the places of two mentions say for or against their telling of one."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.ledger.distance import beside, fine, holds, in_city, is_list, km, reach, same_entry
from marsad.ledger.evidence import Evidence
from marsad.ledger.place_words import likeness, naming_words, same_first, same_names

if TYPE_CHECKING:
    from marsad.model.place import Location

_FAR = "{} and {} lie {:.0f} km apart"
_WIDER_NAME = 0.2
"""So alike are two places that share no more than the name of what holds both."""
QUARTER = 1.0
"""That one names a town and the other a quarter of it."""
IN_LIST = 0.2
"""That one names several places together, and the other one between them."""
ALIKE = 0.5
"""From this likeness on, words may name one place."""
_APART_NORTH, _APART_EAST, _LOW_LATITUDE = 0.226, 0.288, 38
"""Degrees of which 25 km are surely fewer: along a meridian, and along a parallel up to this latitude."""
_AROUND_KM = 30
"""What reaches farther is an area in which many villages lie, not what lies around one."""


@dataclass(frozen=True, slots=True, eq=False)
class Where:
    """The words of a place and what it is on the map; there is one of each, which `where` returns.

    `village` is its point where it is known as closely as a village: latitude and longitude. `entry` is its entry of
    the gazetteer, `names` are the words that name it.
    """

    place: str | None
    location: Location | None
    village: tuple[float, float] | None
    entry: str | None
    names: tuple[str, ...]


@lru_cache(maxsize=1 << 16)
def where(place: str | None, location: Location | None) -> Where:
    """Return the one of these words and this place, so that what was worked out of two is found again at once."""
    village = (location.lat, location.lon) if location and fine(location) else None
    entry = location.pcodes[0] if location and location.pcodes else None
    return Where(place, location, village, entry, naming_words(place) if place else ())


def elsewhere(a: Where, b: Where) -> bool:
    """Tell at a glance that two villages lie too far apart for one incident, as `by_place` does after a longer look."""
    if a.village is None or b.village is None:
        return False
    (lat, lon), (other_lat, other_lon) = a.village, b.village
    if -_APART_NORTH <= lat - other_lat <= _APART_NORTH and (
        -_APART_EAST <= lon - other_lon <= _APART_EAST or max(abs(lat), abs(other_lat)) >= _LOW_LATITUDE
    ):
        return False
    return (a.entry is None or a.entry != b.entry) and not same_first(a.names, b.names)


@lru_cache(maxsize=1 << 17)
def by_place(a: Where, b: Where) -> Evidence | None:
    """Weigh the places of two mentions; None where neither words nor map can tell."""
    like = likeness(a.place, b.place) if a.place and b.place else None
    if a.location and b.location:
        on_map = _on_map(a.location, b.location)
        if like == 1.0 and same_names(a.place, b.place) and (found := _by_name(a, b, on_map)) is not None:
            return found
        return _other_words(a, b, on_map, like) or on_map
    known = a.location or b.location
    if like is None and known and fine(known):
        return _across_scripts(b.place if a.location else a.place, known)
    if like is None or (like < 0.5 and known and not fine(known)):  # one unknown may lie in the stretch of the other
        return None
    if like >= 1.0:
        return Evidence("place", 2.0, "both name {}", (a.place,))
    score = 1.0 if like >= 0.5 else -0.3 if like > 0 else -1.2
    return Evidence("place", score, "{} beside {}", (a.place, b.place))


@lru_cache(maxsize=1 << 16)
def two_villages(a: Where, b: Where) -> bool:
    """Tell whether map and words both know two villages."""
    if a.village is None or b.village is None or a.location is None or b.location is None:
        return False
    like = likeness(a.place, b.place) if a.place and b.place else None
    return like is not None and like < ALIKE and not same_entry(a.location, b.location)


@lru_cache(maxsize=1 << 16)
def both_placed(a: Where, b: Where) -> bool:
    """Tell whether both places are known as closely as a village, or by two villages that lie side by side."""
    if a.location is None or b.location is None:
        return False
    return (a.village is not None and b.village is not None) or beside(a.location, b.location)


def _across_scripts(words: str | None, known: Location) -> Evidence | None:
    """Weigh that a place which the map does not know is named in other letters than one that it knows."""
    like = likeness(words, known.name) if words else None
    return Evidence("place", -1.2, "{} beside {}", (words, known.name)) if like == 0.0 else None


def _by_name(a: Where, b: Where, on_map: Evidence) -> Evidence | None:
    """Read a village named alike by both: one that no list has, or that the map puts elsewhere."""
    if on_map.score < 0:
        return Evidence("place", 0.5, "the same words, {}, though " + on_map.words, (a.place, *on_map.of))
    unlisted = on_map.score > 0 and a.village is None and b.village is None
    return Evidence("place", 2.0, "both name {}, which no list has", (a.place,)) if unlisted else None


def _other_words(a: Where, b: Where, on_map: Evidence, like: float | None) -> Evidence | None:
    """Weigh that the words name two places which the map would take for one."""
    assert a.location is not None
    assert b.location is not None
    villages = a.village is not None, b.village is not None
    if on_map.score <= 0 or like is None:
        return None
    alike = len({*villages}) == 1 or max(a.location.radius_km, b.location.radius_km) <= _AROUND_KM
    known = like <= _WIDER_NAME and all(villages)  # two quarters of one city
    apart = not same_entry(a.location, b.location) and not holds(a.location, b.location)
    if (like == 0.0 or known) and alike and apart:
        words = on_map.words + ", but the words name {} and {}"
        return Evidence("place", -0.7, words, (*on_map.of, a.place, b.place))
    if like <= _WIDER_NAME and not alike:
        return Evidence("place", 0.2, "the words name {} and {}, of which the map knows one", (a.place, b.place))
    return None


def _on_map(one: Location, other: Location) -> Evidence:
    if same_entry(one, other):
        return Evidence("place", 2.5 if fine(one) else 1.0, "both are {}", (one.name,))
    apart = km(one, other)
    reason = (one.name, other.name, apart)
    if (fine(one) and fine(other) and holds(one, other)) or in_city(one, other):
        return Evidence("place", QUARTER, "{} and {} are a town and a quarter of it", (one.name, other.name))
    if is_list(one) != is_list(other) and apart <= reach(one, other):
        return Evidence("place", IN_LIST, _FAR + ", within what several names take in", reason)
    if (fine(one) and fine(other)) or beside(one, other):
        score = 1.0 if apart <= 1.5 else -0.5 if apart <= 6 else -0.8 if apart <= 12 else -1.5
        return Evidence("place", score, _FAR, reason, barred=apart > 25)
    if apart <= reach(one, other):
        near = 0.9 if reach(one, other) <= 60 else 0.5 if reach(one, other) <= 120 else 0.1
        return Evidence("place", near, _FAR + ", within what the words leave open", reason)
    beyond = apart - reach(one, other)
    score = 0.0 if beyond <= 10 else -0.3 if beyond <= 25 else -1.5
    return Evidence("place", score, _FAR, reason, barred=beyond > 40)
