"""Conduct the review: what waits for a person in the ledger as somebody sees it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad import flow
from marsad.ledger.as_of import Question
from marsad.ledger.waiting import waiting

if TYPE_CHECKING:
    from marsad.flow import Book
    from marsad.ledger.waiting import Item
    from marsad.model.audience import Audience


def items(book: Book, audience: Audience) -> list[Item]:
    """Return all that waits in a ledger of the present, in the order in which it is to be dealt with."""
    against = flow.decisions(Question(audience=audience))[1] if book.ledger.decisions else []
    near = book.growing.near_misses() if book.growing else []
    return waiting(book.ledger, book.desk, near, against)
