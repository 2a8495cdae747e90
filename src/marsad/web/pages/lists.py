"""The lists: all incidents of the days, places and parties chosen, and all reports, the newest first, page by page."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.shortcuts import render

from marsad.web import asked, shelf
from marsad.web.index import index
from marsad.web.pages.bulletin import BULLETINS
from marsad.web.roles import Role, asks

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpResponse

    from marsad.flow import Book
    from marsad.ledger.selection import Chosen, Selection
    from marsad.model.incident import Incident
    from marsad.web.sign_in import Request

_CHOSEN = ("from", "to", "place", "party", "conflict", "published", "recorded")
PAGE = 50
"""So many rows are on one page."""


@asks(Role.VIEWER)
def incidents(request: Request) -> HttpResponse:
    """List the incidents chosen."""
    when, (selection, problem) = asked.as_of(request), asked.selection(request)
    book = asked.book(request, when)
    rows = shelf.remember(book, ("list", selection), lambda: chosen(book, selection))
    page = Paginator(rows, PAGE).get_page(request.GET.get("page"))
    shown = {"as_of": when, "selection": selection, "problem": when.problem or problem, "page": page}
    more = {"rest": _rest(request), "asked": _asked(request), "bulletins": BULLETINS}
    return render(request, "marsad/incidents.html", {**shown, **more})


@asks(Role.VIEWER)
def reports(request: Request) -> HttpResponse:
    """List the reports, those recorded last first."""
    when = asked.as_of(request)
    found = index(asked.book(request, when))
    page = Paginator(sorted(found.readings, reverse=True), PAGE).get_page(request.GET.get("page"))
    rows = [(number, one := found.readings[number], found.incidents.get(one.report.id, [])) for number in page]
    shown = {"as_of": when, "problem": when.problem, "page": page, "rows": rows, "rest": _rest(request)}
    return render(request, "marsad/reports.html", shown)


def chosen(book: Book, selection: Selection) -> list[Incident]:
    """Return the incidents that are meant, or more likely are than not, the newest first."""
    return likely(selection.everything.weigh(book.ledger.incidents))


def likely(weighed: Iterable[Chosen]) -> list[Incident]:
    """Return of incidents that were weighed those that are meant, or more likely are than not, the newest first."""
    return sorted((one.incident for one in weighed if one.sure or one.likely), key=newest, reverse=True)


def newest(incident: Incident) -> tuple[str, str]:
    """Return what incidents are ordered by: their last day, or that by which they were known."""
    day = incident.when.last if incident.when else incident.known_by
    return str(day or ""), incident.id


def _asked(request: Request) -> str:
    """Return what is chosen as the API takes it, to have all of the list as a file."""
    return urlencode([(name, said) for name in _CHOSEN if (said := request.GET.get(name, "").strip())])


def _rest(request: Request) -> str:
    """Return the address's questions without the page, to go on from."""
    asked_for = request.GET.copy()
    asked_for.pop("page", None)
    return asked_for.urlencode()
