"""Charts inside pages: drawn on the server as SVG, so that a weak laptop runs no chart code."""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING

from django.core.cache import caches
from django.http import Http404
from django.shortcuts import render
from django.utils.safestring import mark_safe

from marsad.ledger.queries.series import series
from marsad.ledger.queries.step import Step
from marsad.model.claim import Harm
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError
from marsad.render.charts.chart import Origin, Setting
from marsad.render.charts.drawing import svg
from marsad.render.charts.steps import steps as drawn_steps
from marsad.render.charts.timeline import timeline
from marsad.render.charts.words import ChartWords
from marsad.web import asked, digits
from marsad.web.patience import WorkingError
from marsad.web.roles import Role, asks
from marsad.web.templatetags.field import language
from marsad.web.told import Teller

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse

    from marsad.flow import Book
    from marsad.ledger.selection import Selection
    from marsad.render.charts.chart import Chart
    from marsad.web.asked import AsOf
    from marsad.web.sign_in import Request

_KEPT = 3600
"""So many seconds a drawing is kept; a new head of the journal makes a new one at once."""


@asks(Role.VIEWER)
def weeks(request: Request) -> HttpResponse:
    """Draw the killed week by week."""
    when, (selection, _) = asked.as_of(request), asked.selection(request)
    book = asked.book(request, when)

    def made() -> Chart:
        found = series(book.ledger, book.desk.claims, Cell(Harm.KILLED), selection, Step.WEEK)
        return timeline(found, Step.WEEK, setting(book, when, selection))

    return shown(request, book, made)


@asks(Role.VIEWER)
def steps(request: Request, name: str) -> HttpResponse:
    """Draw how the toll of an incident moved; `of` names the cell, like killed/civilian."""
    when = asked.as_of(request)
    book = asked.book(request, when) if when.past else _about(request, name)

    def made() -> Chart:
        found = book.incident(name)
        cell = _cell(request.GET.get("of", "killed"))
        return drawn_steps(found, cell, setting(book, when, reports=len(found.reports)), Teller(book, language()).voice)

    return shown(request, book, made)


def _about(request: Request, name: str) -> Book:
    """Return a ledger that holds what bears on an incident."""
    try:
        return asked.about(request, name)[1]
    except WorkingError:
        raise
    except MarsadError as error:
        raise Http404(str(error)) from error


def _cell(words: str) -> Cell:
    try:
        return Cell.parse(words)
    except ValueError as error:
        raise MarsadError(str(error)) from error


def setting(book: Book, when: AsOf, selection: Selection | None = None, reports: int | None = None) -> Setting:
    """Say what a chart is drawn with: the reader's language and digits, and where its figures come from."""
    origin = Origin(
        reports=len(book.readings) if reports is None else reports,
        recorded=book.at.date() if book.at else None,
        as_published=when.published,
        as_recorded=when.recorded.date() if when.recorded else None,
    )
    words = ChartWords(language(), str(digits.chosen()))
    return Setting(words, origin, selection) if selection else Setting(words, origin)


def shown(request: Request, book: Book, made: Callable[[], Chart]) -> HttpResponse:
    """Answer with a chart as a part of a page; raises Http404 where there is nothing to draw."""
    whose = f"{request.user.audience.name}|{book.head}|{request.get_full_path()}|{digits.chosen()}"  # type: ignore[union-attr]
    key = f"chart-{sha256(whose.encode()).hexdigest()}"
    kept = caches["drawings"]
    drawing = kept.get(key)
    if drawing is None:
        try:
            drawing = svg(made())
        except MarsadError as error:
            raise Http404(str(error)) from error
        kept.set(key, drawing, _KEPT)
    return render(request, "marsad/chart.html", {"drawing": mark_safe(drawing)})  # noqa: S308 - drawn by our own code
