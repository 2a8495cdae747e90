"""The courses of roads and rivers, as points they run through: data beside the code, read on use."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files

Course = tuple[tuple[float, float], ...]


def course_of(pcode: str) -> Course:
    """Return the points, latitude and longitude, that a road or river runs through; none where it is not known."""
    return _courses().get(pcode, ()) if pcode.startswith("M-") else ()


@cache
def _courses() -> dict[str, Course]:
    table = tomllib.loads(files(__package__).joinpath("courses_sy.toml").read_text(encoding="utf-8"))["course"]
    return {f"M-{code}": tuple((float(lat), float(lon)) for lat, lon in points) for code, points in table.items()}
