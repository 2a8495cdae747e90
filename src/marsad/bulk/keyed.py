"""Rows of the ledger's tables between the steps of a job: each with the key by which all are sorted in the end."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from marsad.release.claims import assertion_row
from marsad.release.table import Column, Kind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.count import Interval
    from marsad.model.incident import Assertion
    from marsad.model.problem import Problem
    from marsad.release.table import Value

Key = tuple[Any, ...]
Line = list[Any]
PROBLEM_COLUMNS = tuple(Column(key) for key in ("kind", "where", "sentence", "claims"))


def line(key: Key, row: Sequence[Value]) -> Line:
    """Write a row with its key; days as words."""
    return [[*map(_plain, key)], [*map(_plain, row)]]


def sort_key(told: Line) -> list[Any]:
    """Return the key of a row that is written so."""
    key: list[Any] = told[0]
    return key


def row_of(told: Line, columns: Sequence[Column]) -> tuple[Value, ...]:
    """Read a row that is written so."""
    values = zip(told[1], columns, strict=True)
    return tuple(date.fromisoformat(v) if v is not None and c.kind is Kind.DAY else v for v, c in values)


def assertion_line(key: Key, one: Assertion, apart: Interval | None) -> Line:
    """Write the row of a total."""
    return line(key, assertion_row(one, apart))


def problem_line(one: Problem) -> Line:
    """Write the row of a problem; they are sorted by what they say."""
    row = (one.kind, one.where, one.sentence, "; ".join(one.claims) or None)
    return line(tuple(value or "" for value in row), row)


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value
