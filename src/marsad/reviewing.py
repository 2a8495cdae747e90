"""Conduct the review: what waits for a person in a ledger, and where the reader alone would differ from people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.reconcile import reconcile
from marsad.ledger.rereading import disagreements
from marsad.ledger.sums import held_as_sums
from marsad.ledger.waiting import waiting

if TYPE_CHECKING:
    from marsad.flow import Book
    from marsad.ledger.waiting import Item


def items(book: Book) -> list[Item]:
    """Return all that waits in a ledger of the present, in the order in which it is to be dealt with."""
    made = book.ledger.decisions
    against = disagreements(made, held_as_sums(book.readings)[0], reconcile(book.readings)) if made else []
    near = book.growing.near_misses() if book.growing else []
    return waiting(book.ledger, book.desk, near, against)
