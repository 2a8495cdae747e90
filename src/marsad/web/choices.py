"""What the forms of several pages offer: harms, and the parties of a ledger."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.claim import Harm
from marsad.web.templatetags.field import word

if TYPE_CHECKING:
    from marsad.flow import Book
    from marsad.web.sign_in import Request


def harm(request: Request) -> Harm:
    """Return the harm asked for with `harm=`; killed where none is, or what is asked for is none."""
    named = request.GET.get("harm", "")
    return Harm(named) if named in list(Harm) else Harm.KILLED


def parties(book: Book) -> list[str]:
    """Return the keys of the parties of any incident, in the order of their words."""
    return sorted({key for one in book.ledger.incidents for key in one.parties}, key=word)
