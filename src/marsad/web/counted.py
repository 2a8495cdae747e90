"""What a page of totals asks, and what stands behind one of its cells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from marsad.actors.registry import countries
from marsad.ledger.cells import lineage
from marsad.ledger.queries.pivot import ALL, UNDATED, Axis, Pivot, pivot
from marsad.ledger.queries.sums import NOBODY_TOLD, NOWHERE
from marsad.model.incident import Cell
from marsad.places.gazetteer import gazetteer
from marsad.web import asked, shelf
from marsad.web.choices import harm
from marsad.web.templatetags.field import word
from marsad.web.templatetags.reading import month, name_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.flow import Book
    from marsad.ledger.queries.people import People
    from marsad.ledger.queries.sums import Sum
    from marsad.ledger.queries.unallocated import Unallocated
    from marsad.ledger.selection import Selection
    from marsad.model.claim import Claim
    from marsad.model.incident import Assertion, Incident
    from marsad.web.asked import AsOf
    from marsad.web.sign_in import Request

_ASSERTIONS = 40
"""So many totals are listed behind one cell."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A pivot that was asked for, with the ledger and the selection that it is of."""

    book: Book
    when: AsOf
    selection: Selection
    problem: str
    axes: tuple[Axis, Axis | None]
    pivot: Pivot

    @property
    def keys(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the keys of rows and of columns, without margins."""
        return self.pivot.rows, self.pivot.columns

    def name(self, key: str, axis: Axis | None) -> str:
        """Write the name of a row or column."""
        return named(key, axis) if key != ALL else _("All")


def ask(request: Request) -> Asked:
    """Read a pivot: `rows`, `columns`, `harm`, and the selection of incidents."""
    when = asked.as_of(request)
    selection, problem = asked.selection(request)
    book = asked.book(request, when)
    rows = _axis(request.GET.get("rows")) or Axis.GOVERNORATE
    columns = _axis(request.GET.get("columns", str(Axis.HARM)))
    axes = (rows, None if columns is rows else columns)
    made = _made(book, Cell(harm(request)), selection, axes)
    return Asked(book, when, selection, when.problem or problem, axes, made)


def _made(book: Book, cell: Cell, selection: Selection, axes: tuple[Axis, Axis | None]) -> Pivot:
    """Count, or return what was counted of the same ledger before: cells are opened after their table."""
    return shelf.remember(
        book,
        ("pivot", cell, selection, axes),
        lambda: pivot(book.ledger, book.desk.claims, cell, selection, axes),
    )


def _axis(words: str | None) -> Axis | None:
    return Axis(words) if words in list(Axis) else None


def named(key: str, axis: Axis | None) -> str:
    """Write a key of an axis in the reader's language."""
    fixed = {UNDATED: _("day not known"), NOWHERE: _("place not known"), NOBODY_TOLD: _("side or party not told")}
    if key in fixed:
        return fixed[key]
    if axis is Axis.GOVERNORATE:
        return _place_name(key)
    return month(key) if axis is Axis.MONTH else word(key)


def _place_name(pcode: str) -> str:
    found = next(filter(None, (gazetteer(country).place(pcode) for country in countries())), None)
    return name_of(found) if found else pcode


@dataclass(frozen=True, slots=True)
class Behind:
    """What a cell is made of: incidents surely and perhaps meant, people of whom only totals speak, totals checked."""

    sum: Sum
    sure: list[tuple[Incident, People]]
    perhaps: list[tuple[Incident, People]]
    apart: list[tuple[Unallocated, list[tuple[Claim, int | None]]]]
    assertions: list[Assertion]


def behind(asked_for: Asked, row: str, column: str) -> Behind | None:
    """Return what stands behind a cell, None where there is no such cell."""
    found = asked_for.pivot.sums.get((row, column))
    if found is None:
        return None
    book = asked_for.book
    incidents = {one.id: one for one in book.ledger.incidents}
    claims = book.desk.claims
    apart = [(u, [(claims[c], book.numbers.get(claims[c].report)) for c in u.claims]) for u in found.apart]
    return Behind(
        found,
        [(incidents[id_], people) for id_, people in found.sure],
        [(incidents[id_], people) for id_, people in found.perhaps],
        apart,
        list(_assertions(book, found))[:_ASSERTIONS],
    )


def _assertions(book: Book, found: Sum) -> Iterator[Assertion]:
    """Walk the totals that cover an incident of a sum, or state more than its incidents."""
    inside = {id_ for id_, _people in (*found.sure, *found.perhaps)}
    stating = {claim for u in found.apart for claim in u.claims}
    for one in book.ledger.assertions:
        covered = any(id_ in inside for id_, _interval in one.covers)
        meant = one.cell == found.cell or found.cell in lineage(one.cell)
        if not one.inner and (one.claim in stating or (covered and meant)):
            yield one
