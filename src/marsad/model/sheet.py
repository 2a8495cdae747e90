"""A sheet of a workbook that people edit: columns by key, rows by the id in their first cell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

SheetValue: TypeAlias = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class SheetColumn:
    """A column; an edit in an `editable` one comes back as a decision, a `labelled` one has keys shown by labels."""

    key: str
    editable: bool = False
    labelled: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet as it is written out: the first column has the id of each row."""

    key: str
    columns: tuple[SheetColumn, ...]
    rows: tuple[tuple[SheetValue, ...], ...]

    def cells(self) -> dict[tuple[str, str], SheetValue]:
        """Return every value by the id of its row and the key of its column."""
        keys = [column.key for column in self.columns]
        return {(str(row[0]), key): value for row in self.rows for key, value in zip(keys, row, strict=True)}


@dataclass(frozen=True, slots=True)
class SheetEdit:
    """One cell that came back changed: where it stands now, whose row and column, what it said and says."""

    where: str
    sheet: str
    row: str
    column: str
    was: str
    now: str
