"""Stories told bulletin by bulletin: `2021-07-17 Publisher: text`, which may go on over lines."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from marsad.ledger.reconcile import reconcile
from marsad.model.incident import Cell
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read

if TYPE_CHECKING:
    from marsad.model.incident import Incident, Ledger

_BULLETIN = re.compile(r"^\s*(\d{4}-\d\d-\d\d) ([^:]+): ((?:(?!^\s*\d{4}-\d\d-\d\d ).+\n)+)", re.MULTILINE)


def told(story: str) -> Ledger:
    """Reconcile the bulletins of a story."""
    readings = [
        read(Report(" ".join(text.split()), publisher=publisher, published=_day(day)))
        for day, publisher, text in _BULLETIN.findall(story)
    ]
    return reconcile(readings)


def told_in_lines(*bulletins: tuple[str, str, str]) -> tuple[Incident, ...]:
    """Reconcile bulletins whose lines count, each a day, a publisher and a text, and return the incidents."""
    reports = [Report(text, publisher=publisher, published=_day(day)) for day, publisher, text in bulletins]
    return reconcile([read(report) for report in reports]).incidents


def _day(day: str) -> When:
    return When(Days.of(date.fromisoformat(day)), WhenBasis.METADATA)


def ends(incident: Incident, cell: str = "killed") -> tuple[int, int] | None:
    """Return low and high of a cell."""
    toll = incident.toll(Cell.parse(cell))
    return (toll.low, toll.high) if toll else None
