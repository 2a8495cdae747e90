"""What else a report or a table tells of a place: the other places it names, and the governorates it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.places.borders import km_outside
from marsad.places.choice import CITY_KM, Candidate, candidates, decide
from marsad.places.expression import Unit, units
from marsad.places.gazetteer import gazetteer

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.place import Place

LEAST = 0.75
"""What the evidence for a place must add up to; a listed name alone has 1."""
HINTS = 5


@dataclass(frozen=True, slots=True)
class Context:
    """The other places of a report, or the region columns of a table, which bind: what lies elsewhere is ruled out."""

    country: str
    anchors: tuple[tuple[Candidate, ...], ...] = ()
    areas: tuple[str, ...] = ()
    """The governorates that are named."""
    binding: bool = False
    hints: tuple[str, ...] = ()


@lru_cache(maxsize=1024)
def context(hints: tuple[str, ...], country: str, *, binding: bool) -> Context:
    """Read the hints; in a table (`binding`) a city that is a governorate stands for the one around it as well."""
    anchors = tuple(anchor for hint in hints[:HINTS] if (anchor := _anchors(hint, country)))
    governorates = [c.place for anchor in anchors for c in anchor if c.place.kind == "governorate"]
    if binding:
        governorates += [around for place in governorates if (around := _surrounding(place.pcode, country))]
    codes = [place.pcode for place in governorates]
    if not binding:
        codes += [c.place.parents[-1] for anchor in anchors for c in anchor if c.place.parents]
    bound = binding and bool(codes) and len(anchors) == len([hint for hint in hints if hint])
    return Context(country, anchors, tuple(dict.fromkeys(codes)), bound, hints)


def read_units(words: str, country: str) -> list[Unit]:
    """Read an expression of this country."""
    return units(words, gazetteer(country))


@lru_cache(maxsize=2048)
def _anchors(hint: str, country: str) -> tuple[Candidate, ...]:
    """Return what a hint may mean: the best of each name in it, areas and well-known places before villages."""
    found = []
    for unit in read_units(hint, country):
        all_of_it = sorted(candidates(unit, country), key=lambda c: -c.score)
        areas = [c for c in all_of_it if c.place.kind == "governorate"]
        best, _ = decide(all_of_it, LEAST)
        found += areas or ([best] if best else [])
    return tuple(found)


@lru_cache(maxsize=64)
def _surrounding(pcode: str, country: str) -> Place | None:
    """Return the governorate that lies about one which is a city (`ريف دمشق` about `دمشق`)."""
    places = gazetteer(country)
    city = places.place(pcode)
    if city is None or city.radius_km > CITY_KM:
        return None
    others = [place for place in places if place.kind == "governorate" and place.pcode != pcode]
    near = [place for place in others if km_outside(place.pcode, (city.lat, city.lon), country) < city.radius_km * 1.5]
    return near[0] if len(near) == 1 else None


@lru_cache(maxsize=2048)
def city_of(words: str, country: str) -> Place | None:
    """Return the city that words name: a seat of a governorate or district."""
    parsed = read_units(words, country)
    if not parsed or parsed[0].rural or parsed[0].bearing is not None:
        return None
    best, _ = decide(candidates(parsed[0], country), LEAST)
    return best.place if best and best.place.kind == "community" and best.place.rank >= 2 else None


def city(told: Context) -> Place | None:
    """Return the city that the nearest hint names."""
    hints: Sequence[str] = told.hints
    return city_of(hints[0], told.country) if hints else None
