"""Conduct the review: what waits for a person in a ledger, and where the reader alone would differ from people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.reconcile import reconcile
from marsad.ledger.rereading import disagreements
from marsad.ledger.sight import sight
from marsad.ledger.sums import held_as_sums
from marsad.ledger.waiting import waiting
from marsad.store import reports

if TYPE_CHECKING:
    from marsad.flow import Book
    from marsad.ledger.rereading import Disagreement
    from marsad.ledger.waiting import Item
    from marsad.model.audience import Audience
    from marsad.model.incident import Ledger
    from marsad.model.reading import Reading
    from marsad.text.masking import Names

_MOST = 2
_alone: list[tuple[tuple[Reading, ...], Ledger]] = []
"""The ledgers that readings make without people, the latest last: a decision changes none of them."""


def kept_from(audience: Audience) -> Names:
    """Return the names that somebody may not read, to be masked in what is not in the journal yet."""
    return sight(reports.decisions(), audience).names


def items(book: Book) -> list[Item]:
    """Return all that waits in a ledger of the present, in the order in which it is to be dealt with."""
    near = book.growing.near_misses() if book.growing else []
    return waiting(book.ledger, book.desk, near, _against(book))


def _against(book: Book) -> list[Disagreement]:
    """Return where the readings, left alone, disagree with people."""
    made = book.ledger.decisions
    return disagreements(made, held_as_sums(book.readings)[0], _without_people(book.readings)) if made else []


def _without_people(readings: tuple[Reading, ...]) -> Ledger:
    for kept, ledger in [*_alone]:
        if kept == readings:
            return ledger
    ledger = reconcile(readings)
    _alone[:] = [*_alone[1 - _MOST :], (readings, ledger)]
    return ledger
