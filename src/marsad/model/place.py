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


class ShapeKind(StrEnum):
    """What a place is on the map."""

    CIRCLE = "circle"
    SECTOR = "sector"
    LINE = "line"
    AREA = "area"


@dataclass(frozen=True, slots=True)
class Shape:
    """What the words draw inside the circle of a location, where they say more than a circle.

    A sector opens from a point in a direction (`شمال تدمر`); within an area it is its side (`ريف حلب الشمالي`). A line
    runs through its points (a road, a river, between two places). An area is that of a p-code, or what its points
    enclose (a bank, the land on one side of a river).
    """

    kind: ShapeKind = ShapeKind.CIRCLE
    points: tuple[tuple[float, float], ...] = ()
    """Latitude, longitude: where a sector opens, what a line runs through, the corners of an area (a ring)."""
    towards: float | None = None
    """The middle of a sector, in degrees from north, clockwise."""
    spread: float | None = None
    """How many degrees a sector opens to either side."""
    reach_km: float | None = None
    """How far a sector reaches."""
    pcode: str | None = None
    """The area, or the one whose side is meant."""


CIRCLE = Shape()


@dataclass(frozen=True, slots=True)
class Lost:
    """A place that the words may have meant and that was not chosen: how well it fits, and what speaks against it."""

    name: str
    pcode: str
    lat: float
    lon: float
    score: float
    reason: str


_WHERE_PREC = {
    Precision.POINT: 1,
    Precision.NEAR: 1,
    Precision.COMMUNITY: 1,
    Precision.SUBDISTRICT: 2,
    Precision.DISTRICT: 3,
    Precision.GOVERNORATE: 4,
    Precision.REGION: 5,
    Precision.COUNTRY: 6,
}
_GEO_PRECISION = {1: 1, 2: 2, 3: 2}
LIMITED_KM = 25.0
"""How far UCDP's second precision reaches about a known point."""


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

    shape: Shape = CIRCLE
    """What the words draw within the circle."""
    lost: tuple[Lost, ...] = ()
    """Places that the words may have meant instead, the likeliest first."""

    def __hash__(self) -> int:
        """Tell apart by what differs between most places, which is quicker than by all."""
        return hash((self.name, self.lat, self.lon, self.radius_km))

    @property
    def where_prec(self) -> int:
        """UCDP's precision: 1 the place, 2 within about 25 km, 3 district, 4 governorate, 5 line or region, 6 country.

        7, the open sea and the air above it, is no place of a gazetteer.
        """
        told = _WHERE_PREC[self.precision]
        line = self.shape.kind is ShapeKind.LINE and self.radius_km > LIMITED_KM
        return 5 if line and told < 6 else 3 if told == 2 and self.radius_km > LIMITED_KM else told

    @property
    def geo_precision(self) -> int:
        """ACLED's precision: 1 the town, 2 a part of a region about a town, 3 a larger region."""
        return _GEO_PRECISION.get(self.where_prec, 3)
