"""A place on the map and how precisely the words give it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Precision(StrEnum):
    """How precisely a place is known, from a point to a country."""

    POINT = "point"
    NEAR = "within 1 km"
    COMMUNITY = "community"
    SUBDISTRICT = "subdistrict"
    DISTRICT = "district"
    GOVERNORATE = "governorate"
    REGION = "region"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer.

    `kind` is country, governorate, district, subdistrict, community, neighbourhood or a natural or man-made feature
    (desert, mountain, river, base, camp, road, region).
    """

    pcode: str
    kind: str
    name_ar: str
    name_en: str
    lat: float
    lon: float
    parents: tuple[str, ...] = ()
    """P-codes from the subdistrict up to the governorate, nearest first; a neighbourhood has its town before them."""
    radius_km: float = 0.0
    """How far from the point the place reaches."""
    rank: int = 0
    """How well known: 3 the seat of a governorate, 2 of a district, 1 of a subdistrict or much named, 0 a village."""


@dataclass(frozen=True, slots=True)
class Location:
    """Where words put something: a point with the radius that the words leave open (km), never a bare dot."""

    name: str
    """The gazetteer's name for the most precise place recognised."""
    lat: float
    lon: float
    radius_km: float
    precision: Precision
    pcodes: tuple[str, ...] = ()
    """From the most precise place up to the governorate."""
    why: tuple[str, ...] = ()
    """Why this place and not another, one reason a line."""
