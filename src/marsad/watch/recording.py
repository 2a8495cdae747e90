"""Recording what the watch fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad import flow
from marsad.keep import incoming
from marsad.watch.rounds import Recorded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marsad.intake.capture import Capture
    from marsad.intake.sources import Source
    from marsad.model.problem import Problem


def record(
    found: Sequence[Capture | Problem], source: Source, today: date, country: str | None = None, *, keep: bool = True
) -> Recorded:
    """Put the reports of a page into the ledger, and keep its bytes; raises MarsadError.

    `country` holds where the source names none.
    """
    taken = incoming(found, today, keep=keep)
    if not taken.reports:
        return Recorded(problems=tuple(taken.problems))
    added, readings = flow.add(taken.reports, source.country or country, taken.kept)
    claims = sum(len(reading.claims) for reading in readings)
    ids = (*added.new, *added.known)
    return Recorded(ids, len(added.new), claims, (*taken.problems, *added.problems))
