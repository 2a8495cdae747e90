"""Watched sources as a table: how each stands, and under the table why something was not read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from marsad.render.figures import NOT_STATED
from marsad.render.table import table
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from rich.console import RenderableType

    from marsad.watch.standing import Standing

_MINUTE, _HOUR, _DAY = 60, 3600, 86_400


def sources_table(found: Sequence[Standing], now: datetime) -> Group:
    """Show sources, one a row; `failures` are those in a row and in all."""
    rows = table("source", "last seen", "next due")
    for column in ("reports", "claims", "voices", "set aside", "waiting", "failures"):
        rows.add_column(column, justify="right", overflow="fold")
    reasons: list[RenderableType] = []
    for one in found:
        rows.add_row(
            Words(one.name),
            _ago(one.seen, now),
            _ahead(one.due, now),
            *map(str, (one.reports, one.claims, len(one.voices), one.set_aside, one.waiting)),
            Text(_failures(one), style="bold" if one.failures else ""),
        )
        if one.reason and one.failed_at:
            reasons.append(Words(f"{one.name}, {one.failed_at:%Y-%m-%d %H:%M} UTC: {one.reason}"))
    return Group(rows, Text(), *reasons) if reasons else Group(rows)


def _failures(one: Standing) -> str:
    if not one.failed:
        return NOT_STATED
    return f"{one.failures} of {one.failed}" if one.failures else f"{one.failed} before"


def _ago(time: datetime | None, now: datetime) -> str:
    return f"{_span((now - time).total_seconds())} ago" if time else "never"


def _ahead(time: datetime | None, now: datetime) -> str:
    left = (time - now).total_seconds() if time else 0
    return f"in {_span(left)}" if left > 0 else "now"


def _span(seconds: float) -> str:
    """Write a stretch of time: `4 min`, `3 h`, `2 days`."""
    if seconds < _HOUR:
        return f"{max(seconds, 0) // _MINUTE:.0f} min"
    return f"{seconds // _HOUR:.0f} h" if seconds < 2 * _DAY else f"{seconds // _DAY:.0f} days"
