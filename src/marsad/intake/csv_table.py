"""A CSV file as a sheet: its encoding by its bytes, its separator by what cuts its lines most evenly."""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

from marsad.intake.table import ROW_LIMIT, WIDTH_LIMIT, Row, Table
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Iterator

_SEPARATORS = ",;\t|؛"
_SAMPLE = 60
_FIELD = 1_000_000
"""Characters of one cell: as many as a report may have."""


def csv_table(text: str) -> Table:
    """Read the text of a CSV file; raises MarsadError where it is no table."""
    separator, text = _told(text)
    rows: list[Row] = []
    problems: list[str] = []
    try:
        for number, values in _numbered(text, separator or best_separator(text)):
            if len(rows) == ROW_LIMIT:
                problems.append(f"has more than {ROW_LIMIT:,} rows; what stands below row {number - 1:,} was not read.")
                break
            if len(values) > WIDTH_LIMIT:
                raise MarsadError(f"row {number} has {len(values):,} columns; a casebook has at most {WIDTH_LIMIT}")
            if any(value.strip() for value in values):
                rows.append(Row(number, tuple(values)))
    except csv.Error as error:
        problems.append(f"is damaged below row {rows[-1].number if rows else 0} ({error}); what stands above was read.")
    return Table("", tuple(rows), problems=tuple(problems))


def best_separator(text: str) -> str:
    """Return the sign that cuts the first lines into most columns, the same number in most of them."""
    sample = "\n".join(text.splitlines()[:_SAMPLE])
    return max(_SEPARATORS, key=lambda sign: _evenness(sample, sign))


def _evenness(sample: str, sign: str) -> tuple[float, int]:
    try:
        widths = Counter(len(row) for _, row in _numbered(sample, sign) if row)
    except csv.Error:
        return 0.0, 0
    width, times = max(widths.items(), key=lambda pair: (pair[0] > 1, pair[1], pair[0]), default=(1, 0))
    return (0.0, 0) if width < 2 else (times / widths.total(), width)


def _told(text: str) -> tuple[str | None, str]:
    """Take off the first line by which some programs name the separator (`sep=;`)."""
    first, _, rest = text.partition("\n")
    told = first.strip().strip('"').lower()
    return (told[4], rest) if told.startswith("sep=") and len(told) == 5 else (None, text)


def _numbered(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(_FIELD)
    yield from enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=separator), 1)
