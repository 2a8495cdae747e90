"""How answers are given: by pages of rows, not again where the caller has them, as JSON or CSV."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse

from marsad.intake.day import read_until
from marsad.ledger.parties import party_key
from marsad.ledger.selection import Selection, came
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError
from marsad.render.rows import plain, rows_csv
from marsad.web import shelf
from marsad.web.api.access import caller
from marsad.web.tokens import Scope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from django.http import HttpRequest

    from marsad.flow import Book
    from marsad.web.api.access import Caller
    from marsad.web.api.shapes import AsOf, Chosen, Part


class UnchangedError(Exception):
    """The caller has this answer already."""

    def __init__(self, tag: str) -> None:
        """Keep the tag, which the answer repeats."""
        super().__init__(tag)
        self.tag = tag


class MissingError(MarsadError):
    """What is asked for is not in this ledger, or not for the caller to see."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A call: who asks, the ledger that they see, and where the tag of the answer goes."""

    by: Caller
    book: Book
    tag: str


def ask(request: HttpRequest, response: HttpResponse, when: AsOf | None = None) -> Asked:
    """Return the ledger as the caller sees it; raises UnchangedError where they have its answer.

    The tag is weak (RFC 9110): it stands for the journal's head, the caller, and what the address asks.
    """
    by = caller(request, Scope.READ)
    try:
        recorded = read_until(when.recorded) if when and when.recorded else None
    except (MarsadError, OverflowError) as error:
        raise MarsadError(f"“{when.recorded if when else ''}” is no day and no time.") from error
    book = shelf.book(by.audience, recorded, when.published if when else None)
    mixed = f"{book.head}\n{by.audience.name}\n{request.get_full_path()}"
    tag = f'W/"{hashlib.sha256(mixed.encode("utf-8", "surrogatepass")).hexdigest()[:24]}"'
    if tag in [one.strip() for one in request.headers.get("If-None-Match", "").split(",")]:
        raise UnchangedError(tag)
    response["ETag"] = tag
    response["Cache-Control"] = "private, no-cache"
    return Asked(by, book, tag)


def selected(chosen: Chosen) -> Selection:
    """Return which incidents are meant; raises MarsadError for a party not known, and days that run backwards."""
    if chosen.first and chosen.last and chosen.last < chosen.first:
        raise MarsadError("The days run backwards: the first one is later than the last.")
    conflict = came(chosen.conflict) if chosen.conflict else None
    selection = Selection(chosen.first, chosen.last, chosen.place or None, chosen.party or None, conflict)
    selection.choose([])
    return selection


def counted(words: str) -> Cell:
    """Return the cell of a path like killed/civilian:children; raises MarsadError."""
    try:
        cell = Cell.parse(words)
    except ValueError as error:
        raise MarsadError(f"{error}.") from error
    return replace(cell, party=party_key(cell.party)) if cell.party else cell


def rows(asked: Asked, found: Sequence[Any], part: Part, write: Callable[[Any], Mapping[str, Any]]) -> dict[str, Any]:
    """Return one page of rows, written."""
    end = part.offset + part.limit
    return {
        "total": len(found),
        "next": end if end < len(found) else None,
        "seen": asked.book.seen,
        "question": asked.book.question,
        "rows": [plain(dict(write(one))) for one in found[part.offset : end]],
    }


def record(asked: Asked, written: Mapping[str, Any]) -> dict[str, Any]:
    """Return one thing, written."""
    return {"seen": asked.book.seen, "record": plain(dict(written))}


def as_csv(asked: Asked, found: Iterable[Mapping[str, Any]]) -> HttpResponse:
    """Return rows as CSV, all of them."""
    return as_file(asked, rows_csv([plain(dict(one)) for one in found]), "text/csv; charset=utf-8")


def as_file(asked: Asked, words: str, kind: str) -> HttpResponse:
    """Return a whole answer of another kind."""
    return HttpResponse(words, content_type=kind, headers={"ETag": asked.tag, "Cache-Control": "private, no-cache"})
