"""Bulletins to take away: of one incident, or of the days, places and parties chosen; text, HTML or DOCX."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse

from marsad.model.problem import MarsadError
from marsad.render.bulletin.docx import docx
from marsad.render.bulletin.html import html
from marsad.render.bulletin.incident import incident_bulletin
from marsad.render.bulletin.round_up import round_up
from marsad.render.bulletin.text import text
from marsad.render.bulletin.writer import Writer, words_of
from marsad.web import asked, digits, looks
from marsad.web.roles import Role, asks
from marsad.web.templatetags.field import language

if TYPE_CHECKING:
    from marsad.flow import Book
    from marsad.render.bulletin.draft import Bulletin
    from marsad.web.asked import AsOf
    from marsad.web.sign_in import Request

_TYPES = {
    "txt": "text/plain; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
BULLETINS = (("docx", "DOCX"), ("html", "HTML"), ("txt", "TXT"))
"""How a bulletin is offered: the end of its address, its name."""


@asks(Role.VIEWER)
def of_incident(request: Request, name: str, kind: str) -> HttpResponse:
    """Give the draft of an incident, as whoever asks sees it, now or as of a day."""
    when = asked.as_of(request)
    _understood(when.problem)
    book = asked.book(request, when)
    try:
        found = book.incident(name)
    except MarsadError as error:
        raise Http404(str(error)) from error
    made = incident_bulletin(found, _writer(book, when))
    looks.note(request.user.name, f"bulletin {found.id}", {*found.reports, *_cited(made)}, book)  # type: ignore[union-attr]
    return _file(made, f"bulletin-{found.id}", kind)


@asks(Role.VIEWER)
def of_days(request: Request, kind: str) -> HttpResponse:
    """Give the draft of the days, places and parties chosen."""
    when, (selection, problem) = asked.as_of(request), asked.selection(request)
    _understood(when.problem or problem)
    book = asked.book(request, when)
    chosen = selection.choose(book.ledger.incidents)
    if selection.nowhere and not chosen:
        raise Http404(str(selection.place))
    reports = {report for one in chosen for report in one.reports}
    made, what = round_up(selection, _writer(book, when)), f"bulletin {selection.first} {selection.last}"
    looks.note(request.user.name, what, reports | _cited(made), book)  # type: ignore[union-attr]
    days = "-".join(str(day) for day in dict.fromkeys((selection.first, selection.last)) if day)
    return _file(made, f"bulletin-{days or 'all'}", kind)


def _understood(problem: str) -> None:
    """Raise MarsadError with what is wrong in what was asked for: a file has no room for it, as a page has."""
    if problem:
        raise MarsadError(problem)


def _cited(made: Bulletin) -> set[str]:
    """Return the reports of which sentences stand in the notes."""
    return {cite.claim.partition(":")[0] for note in made.notes for cite in note.cites}


def _writer(book: Book, when: AsOf) -> Writer:
    words = words_of(language(), str(digits.chosen()))
    clocks = (("as_recorded", when.recorded and when.recorded.date()), ("as_published", when.published))
    told = [words.say(key, day=words.day(day)) for key, day in clocks if day]
    return Writer(book, words, book.at, " ".join(told))


def _file(made: Bulletin, name: str, kind: str) -> HttpResponse:
    data = docx(made) if kind == "docx" else (html(made) if kind == "html" else text(made)).encode()
    response = HttpResponse(data, content_type=_TYPES[kind])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    return response
