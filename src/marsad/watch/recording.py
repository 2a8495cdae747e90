"""Recording what the watch fetched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad import flow
from marsad.keep import incoming
from marsad.model.problem import Problem
from marsad.reader.read import read
from marsad.store import captured
from marsad.store.opening import open_ledger
from marsad.watch.rounds import Recorded

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from marsad.intake.capture import Capture
    from marsad.intake.sources import Source


def record(
    found: Sequence[Capture | Problem], source: Source, today: date, country: str | None = None, *, keep: bool = True
) -> Recorded:
    """Put the reports of a page into the ledger, and keep its bytes; raises MarsadError.

    `country` holds where the source names none. Reports that tell of no harm are set aside, and nothing of them is
    kept; but a page that was recorded and tells of none any more is a new version of it.
    """
    country = source.country or country
    told = [one for one in found if isinstance(one, Problem) or _tells(one, country)]
    aside = len(found) - len(told)
    taken = incoming(told, today, keep=keep)
    if not taken.reports:
        return Recorded(problems=tuple(taken.problems), aside=aside)
    added, readings = flow.add(taken.reports, country, taken.kept)
    claims = sum(len(reading.claims) for reading in readings)
    ids = (*added.new, *added.known)
    return Recorded(ids, len(added.new), claims, (*taken.problems, *added.problems), aside)


def _tells(capture: Capture, country: str | None) -> bool:
    """Tell whether a report has anything for the ledger, or another text of its page had."""
    reading = read(capture.report, country)
    if reading.claims or reading.presences:
        return True
    url = capture.raw.url if capture.raw else None
    if not url:
        return False
    open_ledger()
    return bool(captured.reports_at(url))
