"""What the forms of several pages offer: harms, parties of a ledger, and how incidents came of the conflict."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.model.claim import Harm
from marsad.model.incident import Conflict
from marsad.web import asked
from marsad.web.templatetags.field import word

if TYPE_CHECKING:
    from marsad.flow import Book
    from marsad.ledger.selection import Selection
    from marsad.web.sign_in import Request


CONFLICTS = {"indirect": frozenset({Conflict.INDIRECT}), "all": frozenset(Conflict)}
"""What can be asked for with `conflict=`, besides the incidents of the fighting itself, which count where it is not."""


def selection(request: Request) -> tuple[Selection, str]:
    """Read which incidents are meant, also by how they came of the conflict, and what could not be read of it."""
    chosen, problem = asked.selection(request)
    return replace(chosen, conflict=CONFLICTS.get(request.GET.get("conflict", ""))), problem


def harm(request: Request) -> Harm:
    """Return the harm asked for with `harm=`; killed where none is, or what is asked for is none."""
    named = request.GET.get("harm", "")
    return Harm(named) if named in list(Harm) else Harm.KILLED


def parties(book: Book) -> list[str]:
    """Return the keys of the parties of any incident, in the order of their words."""
    return sorted({key for one in book.ledger.incidents for key in one.parties}, key=word)
