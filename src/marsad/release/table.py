"""Tables of a release: named columns of one kind each, rows of plain values; and how they are written as CSV."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Value: TypeAlias = str | int | float | bool | date | None
"""What a cell holds; None where nobody knows, or nobody said."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    WHOLE = "whole number"
    NUMBER = "number"
    DAY = "day"
    YES = "yes or no"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the file, what it holds, and its HXL tag where the humanitarian standard has one."""

    key: str
    kind: Kind = Kind.TEXT
    hxl: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns; every row has a value for each column, None where it is empty."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the columns."""
        return tuple(column.key for column in self.columns)

    def records(self) -> list[dict[str, Value]]:
        """Return the rows by the names of the columns."""
        return [dict(zip(self.names, row, strict=True)) for row in self.rows]


def calm(words: str) -> str:
    """Keep a spreadsheet from taking words for a formula: an apostrophe goes before them."""
    return f"'{words}" if words.startswith(_FORMULA) else words


def csv_bytes(table: Table, *, hxl: bool = False) -> bytes:
    """Write a table as CSV (RFC 4180 with line feeds, UTF-8); with `hxl` the tags stand under the names."""
    heads: list[Iterable[Value]] = [table.names]
    if hxl:
        heads.append([column.hxl for column in table.columns])
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerows(heads)
    writer.writerows([written(value) for value in row] for row in table.rows)
    return out.getvalue().encode()


def listed(words: Sequence[str]) -> str | None:
    """Write several values in one cell, parted by `; `; None where there are none."""
    return "; ".join(words) or None


def written(value: Value) -> object:
    """Return a value as a cell of a CSV file has it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return calm(value) if isinstance(value, str) else value
