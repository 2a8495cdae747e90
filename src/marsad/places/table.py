"""Tables of places: each row tells one place in Arabic, in English or both, beside the region it lies in.

A row has `id`, `text_ar`, `text_en`, `region_ar`, `region_en`; what it lacks is passed over. The answer is a point: a
place that is known only as a part of a wider area is declined, with the area it is known to lie in.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marsad.model.country import DEFAULT
from marsad.model.place import Precision
from marsad.model.problem import MarsadError
from marsad.places.tellings import locate_told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.place import Location

Row = dict[str, Any]

POINT_KM = 8.5
"""How far an area may reach and still be a point on the map."""
FINE = (Precision.POINT, Precision.NEAR, Precision.COMMUNITY)
LANGUAGES = ("ar", "en")


class RowError(MarsadError):
    """A row of a table of places cannot be read."""


def resolve(row: Row, languages: Sequence[str] = LANGUAGES, country: str = DEFAULT) -> Row:
    """Answer one row: `lat` and `lon` of a point, or null; the name, codes and precision of what was recognised."""
    found = found_in(row, languages, country)
    point = found if found and is_point(found) else None
    return {
        "id": row.get("id"),
        "lat": point and point.lat,
        "lon": point and point.lon,
        "radius_km": found and found.radius_km,
        "precision": found and str(found.precision),
        "where_prec": found and found.where_prec,
        "geo_precision": found and found.geo_precision,
        "name": found and found.name,
        "pcodes": list(found.pcodes) if found else [],
    }


def found_in(row: Row, languages: Sequence[str], country: str = DEFAULT) -> Location | None:
    """Locate what a row tells; its regions bind."""
    words, regions = ([_text(row, f"{part}_{lang}") for lang in languages] for part in ("text", "region"))
    return locate_told([text for text in words if text], [region for region in regions if region], country)


def is_point(found: Location) -> bool:
    """Tell whether a location is a point on the map of a country."""
    return found.precision in FINE or found.radius_km <= POINT_KM


def _text(row: Row, name: str) -> str:
    value = row.get(name) or ""
    if not isinstance(value, str):
        raise RowError(f"{name} must be a text, not {value!r}.")
    return value
