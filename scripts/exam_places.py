"""Locate the place strings of an exam and print its JSONL: exam_places.py EXAM.jsonl ar|en|ar,en > RESOLVED.jsonl.

A place that is known only as part of a wider area is declined: the exam asks for points.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.model.place import Precision
from marsad.places.locate import locate_told

if TYPE_CHECKING:
    from marsad.model.place import Location

USAGE = "exam_places.py EXAM.jsonl ar|en|ar,en > RESOLVED.jsonl"
POINT_KM = 6.0
"""How far an area may reach and still be a point on the map of the exam."""
FINE = (Precision.POINT, Precision.NEAR, Precision.COMMUNITY)


def answer(row: dict[str, Any], languages: list[str]) -> Location | None:
    """Locate one row by the languages it may be read in; None where it is declined."""
    words, regions = ([row[f"{part}_{lang}"] for lang in languages] for part in ("text", "region"))
    found = locate_told([text for text in words if text], [region for region in regions if region])
    return found if found and (found.precision in FINE or found.radius_km <= POINT_KM) else None


def main() -> None:
    """Write one line a place."""
    if len(sys.argv) != 3 or not set(sys.argv[2].split(",")) <= {"ar", "en"}:
        raise SystemExit(USAGE)
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = answer(row, sys.argv[2].split(","))
        print(
            json.dumps(
                {"id": row["id"], "lat": found and found.lat, "lon": found and found.lon, "name": found and found.name},
                ensure_ascii=False,
            )
        )


if __name__ == "__main__":
    main()
