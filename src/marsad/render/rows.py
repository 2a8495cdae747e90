"""The ledger for other programs: JSON without loss, CSV with one incident a row."""

from __future__ import annotations

import csv
import dataclasses
import io
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from marsad.ledger.split import ged_split
from marsad.model.claim import Harm
from marsad.model.count import Interval
from marsad.model.incident import Cell
from marsad.model.when import Days
from marsad.release.table import calm
from marsad.render.figures import whole

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from marsad.model.incident import Incident

_HARMS = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.CAPTURED)
_ENDS = ("low", "best", "high", "open")

COLUMNS = (
    *("incident", "first_day", "last_day", "known_by", "place", "place_name", "pcode", "lat", "lon", "radius_km"),
    *("precision", "parties", "method", "conflict"),
    *(f"{harm}_{end}" for harm in _HARMS for end in _ENDS),
    *("reports", "voices", "grade", "flags"),
    *("side_a", "side_b", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown"),
)
"""Of the CSV file. A toll's columns are empty where nothing was stated; lists are parted by `; `.

The last six are GED's split of the dead, best figures.
"""


def plain(value: object) -> Any:
    """Turn values of the model into what JSON can hold: a cell into its path, days and intervals into pairs."""
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return write(value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name)) for field in dataclasses.fields(value)}
    return value


def ledger_csv(incidents: Sequence[Incident]) -> str:
    """Write incidents as CSV (RFC 4180 with line feeds); words that a spreadsheet would run get an apostrophe."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for incident in incidents:
        writer.writerow([_calm(value) for value in _row(incident)])
    return out.getvalue()


def rows_csv(rows: Sequence[Mapping[str, object]]) -> str:
    """Write rows of one kind as CSV, in the same way; lists are parted by `; `, yes and no stand for true and false."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0] if rows else ())
    for row in rows:
        writer.writerow([_calm(_flat(value)) for value in row.values()])
    return out.getvalue()


def _flat(value: object) -> object:
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return ("no", "yes")[value] if isinstance(value, bool) else value


def _row(incident: Incident) -> list[object]:
    when, at = incident.when, incident.location
    row: list[object] = [incident.id, when and when.first, when and when.last, incident.known_by, incident.place]
    row += [at.name, at.pcodes[0] if at.pcodes else "", at.lat, at.lon, at.radius_km, at.precision] if at else [""] * 6
    row += ["; ".join(incident.parties), incident.method, incident.conflict]
    for harm in _HARMS:
        toll = whole(incident, harm)
        row += [toll.low, toll.best, toll.high, "yes" if toll.open else "no"] if toll else [""] * len(_ENDS)
    row += [len(incident.reports), "; ".join(incident.voices), incident.grade, "; ".join(incident.flags)]
    split = ged_split(incident)
    dead = (split.deaths_a, split.deaths_b, split.civilians, split.unknown)
    return [*row, split.side_a, split.side_b, *(part.best if part else None for part in dead)]


def _calm(value: object) -> object:
    """Keep a spreadsheet from taking a report's words for a formula."""
    if value is None:
        return ""
    return calm(value) if isinstance(value, str) else value


_WRITERS: tuple[tuple[type, Callable[[Any], Any]], ...] = (
    (Cell, str),
    (Days, lambda days: [days.first.isoformat(), days.last.isoformat()]),
    (Interval, lambda interval: [interval.low, interval.high]),
    (datetime, datetime.isoformat),
    (date, date.isoformat),
    (str, str),
    (dict, lambda record: {str(key): plain(item) for key, item in record.items()}),
    (list, lambda items: [plain(item) for item in items]),
    (tuple, lambda items: [plain(item) for item in items]),
)
