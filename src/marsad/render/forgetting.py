"""What is about to be forgotten, for a terminal: the reports, and what goes with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.text import Text

from marsad.render.calm import isolate, visible
from marsad.render.table import facts, table
from marsad.render.words import Words

if TYPE_CHECKING:
    from marsad.flow import Removal
    from marsad.model.report import Report

_WORDS = 60
"""So many signs of a report are shown, to know it by."""


def removal_view(removal: Removal) -> Group:
    """Show which reports are to go for good, who asks for it and why, and which decisions and incidents it touches."""
    grid = facts()
    grid.add_row("by", Words(removal.who))
    grid.add_row("why", Words(removal.why))
    grid.add_row("decisions", _listed(removal.decisions) or "none")
    grid.add_row("incidents", _listed(removal.incidents) or "none")
    rows = table("", "publisher", "published", "begins")
    for report in removal.reports:
        published = str(report.published.days) if report.published else "not known"
        number = str(removal.numbers[report.id])
        rows.add_row(number, isolate(visible(report.publisher or "")), published, Words(_beginning(report)))
    return Group(Text("To be removed for good", style="bold"), rows, Text(), grid)


def _beginning(report: Report) -> str:
    words = " ".join(report.text[: 2 * _WORDS].split())
    return words if len(words) <= _WORDS else f"{words[:_WORDS]}…"


def _listed(items: tuple[object, ...]) -> str:
    return ", ".join(map(str, items))
