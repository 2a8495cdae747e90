"""The record of a location: degrees (WGS 84), kilometres, and what the words draw."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from marsad.model.place import CIRCLE, Location, Lost, Precision, Shape, ShapeKind

Record = dict[str, Any]


def location_record(location: Location) -> Record:
    """Write a location; its two precisions are for the reader of the record, and not read back."""
    return {
        "name": location.name,
        "lat": location.lat,
        "lon": location.lon,
        "radius_km": location.radius_km,
        "precision": str(location.precision),
        "pcodes": list(location.pcodes),
        "why": list(location.why),
        "where_prec": location.where_prec,
        "geo_precision": location.geo_precision,
        "shape": None if location.shape == CIRCLE else shape_record(location.shape),
        "lost": [asdict(lost) for lost in location.lost],
    }


def read_location(record: Record) -> Location:
    """Read a location, also one written when every shape was a circle and the losers stood in the reasons only."""
    return Location(
        name=record["name"],
        lat=float(record["lat"]),
        lon=float(record["lon"]),
        radius_km=float(record["radius_km"]),
        precision=Precision(record["precision"]),
        pcodes=tuple(record["pcodes"]),
        why=tuple(record["why"]),
        shape=_read_shape(record["shape"]) if record.get("shape") else CIRCLE,
        lost=tuple(Lost(**lost) for lost in record.get("lost", ())),
    )


def shape_record(shape: Shape) -> Record:
    """Write a shape."""
    return {
        "kind": str(shape.kind),
        "points": [list(point) for point in shape.points],
        "towards": shape.towards,
        "spread": shape.spread,
        "reach_km": shape.reach_km,
        "pcode": shape.pcode,
    }


def _read_shape(record: Record) -> Shape:
    points = tuple((float(lat), float(lon)) for lat, lon in record["points"])
    kind = ShapeKind(record["kind"])
    return Shape(kind, points, record["towards"], record["spread"], record["reach_km"], record["pcode"])
