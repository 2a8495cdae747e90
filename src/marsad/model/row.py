"""A row of a casebook as a report: which stretch of its text is which slot, as the columns say."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowCell:
    """One cell of a row: its slot, the line `label: words` that it stands on, and where the words begin.

    `slot` is that of a column (`date`, `place`, `source`, or what is counted, as `Cell.parse` reads it:
    `killed/civilian`, `killed:children`); `line`, `start` and `end` are code points of the report's text. `plain` is
    what a cell means that its own words leave open: the day of a serial number, or of 3/4/2019 in a column of days.
    """

    slot: str
    line: int
    start: int
    end: int
    plain: str | None = None
