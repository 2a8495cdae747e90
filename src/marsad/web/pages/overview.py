"""The overview: how many people, the latest incidents, what waits for a decision, what does not add up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.shortcuts import render

from marsad.ledger.queries.series import series
from marsad.ledger.queries.step import Step
from marsad.ledger.queries.sums import summed
from marsad.ledger.selection import DIRECT
from marsad.model.claim import Harm
from marsad.model.incident import Cell, Verdict
from marsad.web import asked, shelf
from marsad.web.headers import allowing
from marsad.web.pages import lists
from marsad.web.pages.map import drawing
from marsad.web.roles import Role, asks
from marsad.web.small_map import small_map

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from marsad.flow import Book
    from marsad.ledger.queries.series import Row
    from marsad.ledger.selection import Chosen, Selection
    from marsad.model.incident import Assertion, Incident
    from marsad.web.sign_in import Request

_HARMS = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.CAPTURED)
_LATEST, _WEEKS, _LISTED = 12, 26, 8


@dataclass(frozen=True, slots=True)
class Unsettled:
    """An incident that somebody should look at, and why: the ledger's own flags."""

    incident: Incident
    why: tuple[str, ...]


@asks(Role.VIEWER)
@allowing(worker_src="'self'")
def overview(request: Request) -> HttpResponse:
    """Show the overview of the incidents chosen."""
    when = asked.as_of(request)
    selection, problem = asked.selection(request)
    book = asked.book(request, when)
    shown = shelf.remember(book, ("overview", selection), lambda: _shown(book, selection))
    asked_for = {"as_of": when, "selection": selection, "problem": when.problem or problem}
    mapped = {"data_url": shown["map"].address(request.GET), **drawing()}
    return render(request, "marsad/overview.html", {**shown, **asked_for, **mapped})


def _shown(book: Book, selection: Selection) -> dict[str, Any]:
    """Return what the overview shows of the incidents chosen."""
    every = selection.everything.weigh(book.ledger.incidents)
    counted = [one for one in every if one.incident.conflict in (selection.conflict or DIRECT)]
    chosen = lists.likely(every)
    return {
        "map": small_map(counted, selection),
        "left_out": selection.left_out(book.ledger.incidents),
        "sums": [summed(book.ledger, book.desk.claims, Cell(harm), selection, counted) for harm in _HARMS],
        "weeks": _weeks(book, selection, counted),
        "latest": chosen[:_LATEST],
        "number": len(chosen),
        "unsettled": _unsettled(chosen)[:_LISTED],
        "unbalanced": _unbalanced(book, selection)[:_LISTED],
        "reports": len({report for one in chosen for report in one.reports}),
    }


def _weeks(book: Book, selection: Selection, counted: Sequence[Chosen]) -> list[Row]:
    """Return the latest weeks in which somebody was killed, or may have been."""
    rows = series(book.ledger, book.desk.claims, Cell(Harm.KILLED), selection, Step.WEEK, counted).rows
    return [row for row in rows if row.sum.sure or row.sum.perhaps or row.sum.apart][-_WEEKS:]


def _unsettled(incidents: list[Incident]) -> list[Unsettled]:
    """Return the incidents of which the ledger says that something is not settled."""
    found = []
    for incident in incidents:
        why = tuple(flag for flag in incident.flags if flag != "open")
        if incident.grade is None or why or incident.problems:
            found.append(Unsettled(incident, why or tuple(problem.sentence for problem in incident.problems)))
    return sorted(found, key=lambda one: (bool(one.why), *lists.newest(one.incident)), reverse=True)


def _unbalanced(book: Book, selection: Selection) -> list[Assertion]:
    """Return the totals that do not balance, those that are over first."""
    wrong = [one for one in book.ledger.assertions if one.verdict in (Verdict.OVER, Verdict.SHORT) and not one.inner]
    within = [one for one in wrong if one.scope is None or _meets(one, selection)]
    return sorted(within, key=lambda one: (one.verdict is not Verdict.OVER, -(one.by or 0)))


def _meets(total: Assertion, selection: Selection) -> bool:
    scope = total.scope
    return scope is None or (
        (selection.first is None or scope.last >= selection.first)
        and (selection.last is None or scope.first <= selection.last)
    )
