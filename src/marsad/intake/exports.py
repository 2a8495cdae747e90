"""Exports of other data sets: UCDP's GED, ACLED and Airwars as CSV, each row an event (exports.toml)."""

from __future__ import annotations

import csv
import io
import re
import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from marsad.actors.foreign import parties_named
from marsad.intake.decode import decode
from marsad.model.count import Interval
from marsad.model.problem import MarsadError, Problem
from marsad.model.theirs import Theirs
from marsad.model.when import Days

if TYPE_CHECKING:
    from collections.abc import Mapping

ROW = "row"
"""The kind of a problem for which a row was passed over."""
_FORMS = ("%Y-%m-%d", "%d %B %Y", "%d-%B-%Y", "%d %b %Y", "%d/%m/%Y")
_AROUND = {"2": 3, "3": 15}
"""So many days about the day told an event of ACLED may have been, by its precision."""
_FIRST_YEAR, _LAST_YEAR = 1900, 2100
_RANGE = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)")
_FIELD = 1_000_000


@dataclass(frozen=True, slots=True)
class Export:
    """The events of an export, what could not be read of it, and how many rows are of countries without places here."""

    events: tuple[Theirs, ...]
    problems: tuple[Problem, ...]
    elsewhere: int = 0


def read_export(kind: str, data: bytes) -> Export:
    """Read an export of a kind; raises MarsadError where it is none. Rows that cannot be read are problems."""
    layout = _layouts()[kind]
    text = decode(data).text.removeprefix("\ufeff")
    csv.field_size_limit(_FIELD)
    reader = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    events, problems, elsewhere = list[Theirs](), list[Problem](), 0
    try:
        at = _columns(layout, reader.fieldnames or ())
        for row in reader:
            values = {field: [(row.get(name) or "").strip() for name in names] for field, names in at.items()}
            country = _one(values, "country")
            if country and country not in _layouts()["countries"]:
                elsewhere += 1
                continue
            try:
                if None in row or None in row.values():
                    raise ValueError("it has not as many cells as the header")  # noqa: TRY301 - told as the others
                events.append(_event(kind, layout, values, reader.line_num))
                if odd := _disorder(values):
                    problems.append(Problem("order", f"{odd}; all were taken as possible.", f"line {reader.line_num}"))
            except ValueError as error:
                problems.append(Problem(ROW, f"{error}; the row was passed over.", f"line {reader.line_num}"))
    except csv.Error as error:
        raise MarsadError(
            f"is damaged below line {reader.line_num} ({error}); get the export again. Nothing was compared."
        ) from None
    if not events and not elsewhere:
        raise MarsadError(f"holds no event of {layout['name']} that can be read. Nothing was compared.")
    return Export(tuple(events), tuple(problems), elsewhere)


def _columns(layout: Mapping[str, Any], headers: Any) -> dict[str, list[str]]:
    """Return under which headers of the file each field stands; raises MarsadError where one that is needed lacks."""
    known = {" ".join(name.casefold().split()): name for name in headers if name}
    found = {field: [known[name] for name in names if name in known] for field, names in layout["columns"].items()}
    lacks = [" or ".join(layout["columns"][field]) for field in layout["needs"] if not found[field]]
    if lacks:
        raise MarsadError(
            f"is no export of {layout['name']} as CSV: it lacks the column {lacks[0]}. Nothing was compared."
        )
    return {field: names if field == "parties" else names[:1] for field, names in found.items()}


def _event(kind: str, layout: Mapping[str, Any], values: Mapping[str, list[str]], line: int) -> Theirs:
    lat, lon = _degrees(_one(values, "lat"), 90), _degrees(_one(values, "lon"), 180)
    reach = layout["reach_km"]
    radius = _one(values, "radius")
    names = tuple(
        dict.fromkeys(part.strip() for value in values["parties"] for part in value.split(";") if part.strip())
    )
    best = _people(_one(values, "best"))
    return Theirs(
        id=_one(values, "id") or f"line {line}",
        line=line,
        days=_days(values),
        lat=lat,
        lon=lon,
        reach_km=float(radius) if radius else float(reach.get(_one(values, "precision"), max(reach.values()))),
        area=_one(values, "area") or None,
        parties=names,
        keys=frozenset[str]().union(*map(parties_named, names)),
        best=best,
        dead=_dead(best, _one(values, "low"), _one(values, "high")),
        civilians=kind == "airwars",
    )


def _one(values: Mapping[str, list[str]], field: str) -> str:
    return next(iter(values.get(field, ())), "")


def _dead(best: int | None, low: str, high: str) -> Interval | None:
    span = _RANGE.fullmatch(low)
    if span:
        low, high = span[1], high or span[2]
    least, most = _people(low), _people(high)
    ends = [end for end in (least, best, most) if end is not None]
    if not ends:
        return None
    return Interval(min(ends), max(ends))


def _disorder(values: Mapping[str, list[str]]) -> str:
    """Say which ends of a figure are out of order, as they are in some rows of the published files."""
    ends = [_people(words) for field in ("low", "best", "high") if (words := _one(values, field)).isdecimal()]
    known = [end for end in ends if end is not None]
    return "" if known == sorted(known) else f"its dead are out of order ({', '.join(map(str, known))})"


def _people(words: str) -> int | None:
    if not words or words.casefold() in {"unknown", "na", "n/a"}:
        return None
    plain = words.removesuffix(".0")
    if not plain.isdecimal():
        raise ValueError(f"“{words}” is no number of people")
    return int(plain)


def _degrees(words: str, most: int) -> float | None:
    if not words:
        return None
    try:
        found = float(words)
    except ValueError:
        raise ValueError(f"“{words}” is no latitude or longitude") from None
    if not -most <= found <= most:
        raise ValueError(f"{words}° is nowhere on the globe")
    return found


def _days(values: Mapping[str, list[str]]) -> Days | None:
    first = _day(_one(values, "first"))
    if first is None:
        return None
    last = _day(_one(values, "last")) or first
    if last < first:
        raise ValueError(f"its days run backwards, from {first} to {last}")
    around = timedelta(_AROUND.get(_one(values, "day_precision"), 0))
    return Days(first - around, last + around)


def _day(words: str) -> date | None:
    if not words:
        return None
    plain = words.replace("T", " ").split(" 00:00", 1)[0]
    for form in _FORMS:
        try:
            found = datetime.strptime(plain, form).date()  # noqa: DTZ007 - a day has no zone
        except ValueError:
            continue
        if not _FIRST_YEAR <= found.year <= _LAST_YEAR:
            raise ValueError(f"“{words}” is no likely day: the year lies outside {_FIRST_YEAR} to {_LAST_YEAR}")
        return found
    raise ValueError(f"“{words}” is no day")


@cache
def _layouts() -> dict[str, Any]:
    return tomllib.loads((files("marsad.intake") / "exports.toml").read_text("utf-8"))
