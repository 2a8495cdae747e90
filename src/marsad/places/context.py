"""What else a report or a table tells of a place: the other places it names, and the governorates it is about."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.places.choice import Candidate, candidates, decide
from marsad.places.expression import Unit, units
from marsad.places.gazetteer import gazetteer
from marsad.places.shape import surrounding

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
    party: tuple[str, ...] = ()
    """The areas in which the parties mostly are that the words are about: they settle what nothing else does."""

    def alone(self) -> Context:
        """Return the context without what is told elsewhere: a road leads from town to town, whatever stands by it."""
        return self if self.binding else Context(self.country)


@lru_cache(maxsize=1024)
def context(hints: tuple[str, ...], country: str, *, binding: bool) -> Context:
    """Read the hints; in a table (`binding`) a city that is a governorate stands for the one around it as well."""
    anchors = tuple(anchor for hint in hints[:HINTS] if (anchor := _anchors(hint, country)))
    governorates = [c.place for anchor in anchors for c in anchor if c.place.kind == "governorate"]
    if binding:
        governorates += [around for place in governorates if (around := surrounding(place.pcode, country))]
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
