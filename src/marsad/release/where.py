"""Where an incident was, by name: the place itself and the administrative areas around it, with their codes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from marsad.model.place import Precision
from marsad.places.gazetteer import gazetteer

if TYPE_CHECKING:
    from marsad.model.place import Location, Place

LEVELS = ("governorate", "district", "subdistrict")
_CLOSEST = {Precision.DISTRICT: 2, Precision.GOVERNORATE: 1, Precision.REGION: 1, Precision.COUNTRY: 0}
"""How many of the levels a place so precise is in for sure."""
_GRID = 2
"""Cells of PRIO-GRID to a degree."""


@dataclass(frozen=True, slots=True)
class Where:
    """Names in English where the gazetteer has them, and codes; None where the place lies in no such area."""

    country: str
    name: str | None = None
    names: tuple[str | None, ...] = (None, None, None)
    codes: tuple[str | None, ...] = (None, None, None)


def where(location: Location | None, country: str) -> Where:
    """Name a place and what lies around it."""
    if location is None:
        return Where(country)
    known = [place for code in location.pcodes if (place := gazetteer(country).place(code))]
    closest = _CLOSEST.get(location.precision, len(LEVELS))
    areas = {place.kind: place for place in known if place.kind in LEVELS[:closest]}
    around = [areas.get(level) for level in LEVELS]
    own = known[0] if known and location.name in {known[0].name_ar, known[0].name_en} else None
    return Where(
        country,
        _english(own) if own else location.name,
        tuple(_english(area) if area else None for area in around),
        tuple(area.pcode if area else None for area in around),
    )


def _english(place: Place) -> str:
    return place.name_en or place.name_ar


def priogrid(lat: float, lon: float) -> int:
    """Return the cell of PRIO-GRID (half a degree wide) that holds a point, counted from the south-west, from 1."""
    row, column = int((lat + 90) * _GRID), int((lon + 180) * _GRID)
    return min(row, 359) * 720 + min(column, 719) + 1


@cache
def codes() -> dict[str, Any]:
    """Return what other data sets call countries and methods (codes.toml)."""
    return tomllib.loads((files("marsad.release") / "codes.toml").read_text("utf-8"))


def country_codes(country: str) -> dict[str, Any]:
    """Return the names and numbers of a country; empty where the table has none."""
    found: dict[str, Any] = codes()["country"].get(country, {})
    return found
