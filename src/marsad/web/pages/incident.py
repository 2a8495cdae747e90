"""One incident: what, when, where, who; how its tolls came about; the words behind them; what people decided."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from marsad.ledger.history import held
from marsad.ledger.split import ged_split
from marsad.model.claim import Harm
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError
from marsad.render.decisions import bearing, value_words
from marsad.web import asked, looks
from marsad.web.index import index
from marsad.web.pages.bulletin import BULLETINS
from marsad.web.patience import WorkingError
from marsad.web.roles import Role, asks
from marsad.web.sketch import sketch
from marsad.web.templatetags.field import language
from marsad.web.told import Teller, passages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from marsad.flow import Book
    from marsad.ledger.history import Held
    from marsad.model.decision import Standing
    from marsad.model.incident import Incident, Relation, Toll
    from marsad.web.sign_in import Request
    from marsad.web.told import Passage, ToldClaim


_HARMS = (Harm.KILLED, Harm.INJURED, Harm.CASUALTIES, Harm.MISSING, Harm.CAPTURED)
"""In the order in which they are shown."""


@dataclass(frozen=True, slots=True)
class TollRow:
    """A toll as a row of the table: how deep its cell lies in the tree, and the greatest number of its harm."""

    toll: Toll
    depth: int
    most: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A figure that held for some days: who said it, why it moved, and the sentence."""

    held: Held
    voice: str
    reason: str
    claim: ToldClaim
    again: tuple[ToldClaim, ...]


@dataclass(frozen=True, slots=True)
class CellHistory:
    """How the figures of one cell moved, the oldest first."""

    cell: Cell
    figures: tuple[Moved, ...]
    most: int


@dataclass(frozen=True, slots=True)
class Related:
    """How one claim bears on another."""

    relation: Relation
    one: str
    other: str
    reason: str


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision in force about the incident: what it sets, and on which claims."""

    standing: Standing
    sets: str
    on: str


@asks(Role.VIEWER)
def incident(request: Request, name: str) -> HttpResponse:
    """Show one incident, now or as of a day."""
    when = asked.as_of(request)
    present, now = _found(request, name)
    if present.id != name:
        return redirect("incident", present.id)
    book = asked.book(request, when) if when.past else now
    shown = _then(book, present) if when.past else present
    page = {"as_of": when, "problem": when.problem, "present": present, "incident": shown, "days": _days(now, present)}
    if shown:
        looks.note(request.user.name, f"incident {shown.id}", shown.reports, book)  # type: ignore[union-attr]
        page |= _parts(shown, Teller(book, language()), book)
    return render(request, "marsad/incident.html", page)


@asks(Role.VIEWER)
def evidence(request: Request, name: str) -> HttpResponse:
    """Give all that stands behind an incident as one file (ZIP), as far as whoever asks may see it."""
    from marsad.evidence import gather
    from marsad.render.evidence import evidence_files

    found, now = _found(request, name)
    looks.note(request.user.name, f"evidence {found.id}", found.reports, now)  # type: ignore[union-attr]
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in evidence_files(gather(found.id, request.user.audience)):  # type: ignore[union-attr]
            archive.writestr(zipfile.ZipInfo(f"evidence-{found.id}/{path}", (1980, 1, 1, 0, 0, 0)), data)
    response = HttpResponse(packed.getvalue(), content_type="application/zip")
    response.headers["Content-Disposition"] = f'attachment; filename="evidence-{found.id}.zip"'
    return response


def _found(request: Request, name: str) -> tuple[Incident, Book]:
    try:
        return asked.about(request, name)
    except WorkingError:
        raise
    except MarsadError as error:
        raise Http404(str(error)) from error


def _then(book: Book, present: Incident) -> Incident | None:
    """Return what an incident was in another ledger: the one of its id, else the one with most of its claims."""
    claims = set(present.claims)
    near = {one.id: one for claim in claims if (one := index(book).by_claim.get(claim))}
    return max(
        near.values(), key=lambda one: (one.id == present.id, len(claims & set(one.claims)), one.id), default=None
    )


def _days(book: Book, present: Incident) -> list[date]:
    """Return the days on which a report about the incident came out: those on which its figures may have moved."""
    readings = [index(book).readings[book.numbers[report]] for report in present.reports]
    return sorted({reading.published.days.last for reading in readings if reading.published})


def _parts(shown: Incident, teller: Teller, book: Book) -> dict[str, object]:
    """Return what the page shows of an incident."""
    return {
        "tolls": list(_rows(shown)),
        "ged": ged_split(shown) if shown.toll(Cell(Harm.KILLED)) else None,
        "histories": [_history(shown, cell, teller) for cell in _cells(shown)],
        "voices": [teller.voice(key) for key in shown.voices],
        "told": _by_report(shown, teller),
        "related": [_related(one, shown, teller) for one in shown.relations],
        "totals": [(one, teller.claim(one.claim)) for one in index(book).totals.get(shown.id, ())],
        "decisions": [_decided(one, teller) for one in bearing(shown, book)],
        "problems": [teller.reason(problem.sentence, shown.voices) for problem in shown.problems],
        "seen": book.seen,
        "sketch": sketch(shown.location) if shown.location else "",
        "bulletins": BULLETINS,
    }


def _rows(shown: Incident) -> Iterator[TollRow]:
    """Return the tolls in the order of the tree of cells: a whole before its parts."""
    most: dict[str, int] = {}
    for toll in shown.tolls:
        most[toll.cell.harm] = max(most.get(toll.cell.harm, 0), toll.high)
    for toll in sorted(shown.tolls, key=lambda toll: _HARMS.index(toll.cell.harm)):
        cell = toll.cell
        depth = sum(part is not None for part in (cell.side, cell.party, cell.group))
        yield TollRow(toll, min(depth, 3), most[cell.harm])


def _cells(shown: Incident) -> list[Cell]:
    """Return the cells of which a history is told: the wholes first, then the parts."""
    cells = [toll.cell for toll in shown.tolls]
    return sorted(cells, key=lambda cell: (cell.side is not None or cell.group is not None, _HARMS.index(cell.harm)))


def _history(shown: Incident, cell: Cell, teller: Teller) -> CellHistory:
    figures = []
    for one in held(shown.history, cell):
        step = one.step
        voices = (teller.voice(step.voice), teller.reason(step.reason, shown.voices))
        again = tuple(teller.claim(told.claim) for told in one.again)
        figures.append(Moved(one, *voices, teller.claim(step.claim), again))
    return CellHistory(cell, tuple(figures), max((moved.held.step.high for moved in figures), default=0))


def _by_report(shown: Incident, teller: Teller) -> list[tuple[ToldClaim, list[Passage]]]:
    """Return the claims under their reports, in the order of the journal: one of each report, and its sentences."""
    by_report: dict[str, list[ToldClaim]] = {}
    for name in shown.claims:
        told = teller.claim(name)
        by_report.setdefault(told.claim.report, []).append(told)
    listed = sorted(by_report.values(), key=lambda claims: claims[0].number)
    return [(claims[0], passages(claims)) for claims in listed]


def _related(relation: Relation, shown: Incident, teller: Teller) -> Related:
    one, other = (teller.cited.mark(name) for name in (relation.claim, relation.other))
    return Related(relation, one, other, teller.reason(relation.reason, shown.voices))


def _decided(standing: Standing, teller: Teller) -> Decided:
    on = ", ".join(teller.cited.mark(name) for name in standing.claims)
    return Decided(standing, value_words(standing.decision), on)
