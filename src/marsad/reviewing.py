"""Conduct the review: what waits for a person in a ledger, and where the reader alone would differ from people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.correct import reports_named
from marsad.ledger.rereading import disagreements
from marsad.ledger.sight import sight
from marsad.ledger.sums import held_as_sums
from marsad.ledger.waiting import Kept, waiting
from marsad.store import reports

if TYPE_CHECKING:
    from marsad.flow import Book
    from marsad.ledger.rereading import Disagreement
    from marsad.ledger.waiting import Item
    from marsad.model.audience import Audience
    from marsad.text.masking import Names

_KEPT = Kept()
"""What waited at incidents when the queue was last made."""


def kept_from(audience: Audience) -> Names:
    """Return the names that somebody may not read, to be masked in what is not in the journal yet."""
    return sight(reports.decisions(), audience).names


def items(book: Book) -> list[Item]:
    """Return all that waits in a ledger of the present, in the order in which it is to be dealt with."""
    near = book.growing.near_misses() if book.growing else []
    return waiting(book.ledger, book.desk, near, _against(book), _KEPT)


def _against(book: Book) -> list[Disagreement]:
    """Return where the readings, left alone, disagree with people."""
    made = book.ledger.decisions
    if not made or book.growing is None:
        return []
    named = reports_named(standing.decision for standing in made)
    told = [reading for reading in book.readings if reading.report.id in named]
    return disagreements(made, held_as_sums(told)[0], book.growing.alone())
