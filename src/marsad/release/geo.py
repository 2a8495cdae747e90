"""Where incidents were as shapes on the map: never a bare dot, but all that the words leave open.

A circle is drawn as a polygon, a sector as a wedge, a line as a line, an area by its outline where that is known.
Longitude stands before latitude; outer rings run counterclockwise, holes clockwise (RFC 7946).
"""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from marsad.model.place import ShapeKind
from marsad.places.geometry import inside, moved
from marsad.places.outlines import outline

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.place import Location
    from marsad.release.table import Table, Value

Position = tuple[float, float]
"""Longitude, latitude."""
Line = tuple[Position, ...]
CORNERS = 32
"""So many corners a circle is drawn with."""
_WIDEST = 170.0
"""Degrees to either side that a wedge opens at most; wider, its edges would meet."""
LEAST_KM = 0.05
"""A place is drawn no smaller than this: a building."""
_LINE, _POLYGON, _MANY = 2, 3, 6
"""Kinds of geometry in WKB."""
_LITTLE_ENDIAN = b"\x01"


@dataclass(frozen=True, slots=True)
class Geometry:
    """A line, or one or several polygons, each with its outer ring before its holes."""

    line: Line = ()
    polygons: tuple[tuple[Line, ...], ...] = ()

    @property
    def kind(self) -> str:
        """The name of the kind of geometry, as GeoJSON and GeoParquet have it."""
        return "LineString" if self.line else "Polygon" if len(self.polygons) == 1 else "MultiPolygon"

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north end."""
        points = [*self.line, *(point for polygon in self.polygons for ring in polygon for point in ring)]
        lons, lats = zip(*points, strict=True)
        return min(lons), min(lats), max(lons), max(lats)

    def record(self) -> dict[str, Any]:
        """Write it as GeoJSON."""
        many = [[[list(point) for point in ring] for ring in polygon] for polygon in self.polygons]
        line = [list(point) for point in self.line]
        return {"type": self.kind, "coordinates": line or (many[0] if len(many) == 1 else many)}

    def wkb(self) -> bytes:
        """Write it as well-known binary."""
        if self.line:
            return _head(_LINE) + _points(self.line)
        packed = [_head(_POLYGON) + _count(polygon) + b"".join(map(_points, polygon)) for polygon in self.polygons]
        return packed[0] if len(packed) == 1 else _head(_MANY) + _count(packed) + b"".join(packed)


def geometry(location: Location, country: str) -> Geometry:
    """Return what a place is on the map."""
    shape = location.shape
    if shape.kind is ShapeKind.LINE and len(set(shape.points)) > 1:
        return Geometry(line=tuple(_position(point) for point in shape.points))
    if shape.kind is ShapeKind.SECTOR and shape.points and shape.towards is not None and shape.spread:
        reach, spread = max(shape.reach_km or location.radius_km, LEAST_KM), min(shape.spread, _WIDEST)
        start, steps = shape.points[0], CORNERS // 2
        arc = [moved(start, shape.towards - spread + 2 * spread * n / steps, reach) for n in range(steps + 1)]
        return _polygon([start, *arc])
    if shape.kind is ShapeKind.AREA:
        drawn = _polygon(shape.points) if shape.points else None
        if drawn and _area(drawn.polygons[0][0]):  # corners in a line enclose nothing
            return drawn
        rings = outline(shape.pcode, country) if shape.pcode else ()
        if rings:
            return Geometry(polygons=_nested([[_position((lat, lon)) for lon, lat in ring] for ring in rings]))
    at, radius = (location.lat, location.lon), max(location.radius_km, LEAST_KM)
    return _polygon([moved(at, 360 * n / CORNERS, radius) for n in range(CORNERS)])


def geojson_bytes(table: Table, shapes: Sequence[Geometry | None]) -> bytes:
    """Write rows with their shapes as a GeoJSON collection, a feature a line; what lies nowhere known has none."""
    features = []
    for row, shape in zip(table.records(), shapes, strict=True):
        properties = {key: _plain(value) for key, value in row.items()}
        name = next(iter(row.values()))
        record = shape.record() if shape else None
        features.append({"type": "Feature", "id": name, "geometry": record, "properties": properties})
    lines = ",\n".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) for one in features)
    return f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n'.encode()


def _plain(value: Value) -> Any:
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _polygon(points: Sequence[tuple[float, float]]) -> Geometry:
    """Make a polygon of corners as latitude and longitude."""
    return Geometry(polygons=((_turned([_position(point) for point in points]),),))


def _nested(rings: Sequence[Sequence[Position]]) -> tuple[tuple[Line, ...], ...]:
    """Sort rings into polygons: one that lies in an odd number of others is a hole of the smallest around it."""
    closed = sorted((_turned(ring) for ring in rings), key=lambda ring: -_area(ring))
    polygons: list[list[Line]] = []
    for ring in closed:
        lon, lat = ring[0]
        around = [one for one in polygons if inside((lat, lon), [[list(point) for point in part] for part in one])]
        if around:
            around[-1].append(ring[::-1])
        else:
            polygons.append([ring])
    return tuple(map(tuple, polygons))


def _turned(ring: Sequence[Position]) -> Line:
    """Close a ring, and let it run counterclockwise."""
    closed = (*ring, ring[0]) if ring[0] != ring[-1] else tuple(ring)
    return closed if _area(closed) > 0 else closed[::-1]


def _area(ring: Sequence[Position]) -> float:
    """Return twice the area of a closed ring, in square degrees; negative where it runs clockwise."""
    return sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairwise(ring))


def _position(point: tuple[float, float]) -> Position:
    lat, lon = point
    return round(min(max(lon, -180.0), 180.0), 5), round(min(max(lat, -90.0), 90.0), 5)


def _head(kind: int) -> bytes:
    return _LITTLE_ENDIAN + struct.pack("<I", kind)


def _count(parts: Sequence[object]) -> bytes:
    return struct.pack("<I", len(parts))


def _points(line: Line) -> bytes:
    return _count(line) + b"".join(struct.pack("<dd", *point) for point in line)
