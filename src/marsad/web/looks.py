"""Notes who looked at what is kept for few: reports that not the whole team may see, incidents that rest on them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from marsad.ledger.sight import sight
from marsad.model.audience import TEAM
from marsad.web.models import Looked

if TYPE_CHECKING:
    from collections.abc import Collection

    from marsad.flow import Book

_AGAIN = timedelta(minutes=10)
"""Within this time, looking again is the same look."""


def note(who: str, what: str, reports: Collection[str], book: Book) -> None:
    """Note that somebody looked at something, where it rests on a report that not the whole team may see."""
    hidden = sight([standing.decision for standing in book.ledger.decisions], TEAM).reports
    if who and not hidden.isdisjoint(reports):
        since = datetime.now(UTC) - _AGAIN
        if not Looked.objects.filter(who=who, what=what, at__gt=since).exists():
            Looked.objects.create(who=who, what=what)
