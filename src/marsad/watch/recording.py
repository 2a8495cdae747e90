"""Recording what the watch fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad import flow
from marsad.intake.capture import until_today
from marsad.model.problem import Problem
from marsad.watch.rounds import Recorded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marsad.intake.capture import Capture
    from marsad.intake.sources import Source


def record(found: Sequence[Capture | Problem], source: Source, today: date, country: str | None = None) -> Recorded:
    """Put the reports of a page into the ledger; `country` holds where the source names none. Raises MarsadError."""
    reports, problems = [], []
    for one in found:
        if isinstance(one, Problem):
            problems.append(one)
        else:
            report, yet_to_come = until_today(one, today)
            reports.append(report)
            problems += [*one.problems, *yet_to_come]
    if not reports:
        return Recorded(problems=tuple(problems))
    added, readings = flow.add(reports, source.country or country)
    claims = sum(len(reading.claims) for reading in readings)
    ids = (*added.new, *added.known)
    return Recorded(ids, len(added.new), claims, (*problems, *added.problems))
