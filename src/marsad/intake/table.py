"""A sheet as rows of cells, whatever file it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

Value: TypeAlias = "str | int | float | bool | date | datetime | None"
ROW_LIMIT = 200_000
"""Rows of one sheet that are read."""
WIDTH_LIMIT = 500
"""Columns of one sheet that are read."""


@dataclass(frozen=True, slots=True)
class Row:
    """A row with its number as the sheet counts it, from 1."""

    number: int
    values: tuple[Value, ...]
    filled: frozenset[int] = frozenset()
    """The columns whose value stands in a merged cell that begins in a row above."""

    def __iter__(self) -> Iterator[Value]:
        """Walk the values from the first column."""
        return iter(self.values)


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet: its name, empty for a file that has only one, and its rows that hold something.

    `epoch` is the day 0 of its serial numbers.
    """

    name: str
    rows: tuple[Row, ...]
    epoch: date = date(1899, 12, 30)
    problems: tuple[str, ...] = ()
    """What is wrong with the sheet, a sentence each."""


def words_of(value: Value) -> str:
    """Write a value as a person would on one line; a time at midnight is its day."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return str(value.date()) if value.time() == time() else f"{value:%Y-%m-%d %H:%M}"
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return " ".join(str(value).split())


def column_name(index: int) -> str:
    """Return the letters of a column by its index from 0: A, B … Z, AA."""
    letters, at = "", index + 1
    while at:
        at, letter = divmod(at - 1, 26)
        letters = chr(ord("A") + letter) + letters
    return letters
