"""Decide about an incident: merge it, split it, put claims together, grade it, note something, take decisions back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render

from marsad.model.incident import GRADES
from marsad.model.problem import MarsadError
from marsad.render.decisions import bearing, value_words
from marsad.web import asked
from marsad.web.roles import Role, asks
from marsad.web.templatetags import field
from marsad.web.told import Teller

if TYPE_CHECKING:
    from marsad.flow import Book
    from marsad.model.decision import Standing
    from marsad.model.incident import Incident
    from marsad.web.sign_in import Request

_NEAR, _OFFERED = 10, 12
"""Incidents of so many days around are offered for a merge, and so many of them at most."""


@asks(Role.RECORDER)
def edit(request: Request, name: str) -> HttpResponse:
    """Show what can be decided about an incident."""
    book = asked.book(request, asked.AsOf())
    try:
        shown = book.incident(name)
    except MarsadError as error:
        raise Http404(str(error)) from error
    if shown.id != name:
        return redirect("edit", shown.id)
    teller = Teller(book, field.language())
    page = {
        "incident": shown,
        "claims": [teller.claim(claim) for claim in shown.claims],
        "near": _near(shown, book),
        "grades": GRADES,
        "decisions": [(one, value_words(one.decision)) for one in _bearing(shown, book)],
        "seen": book.seen,
    }
    return render(request, "marsad/edit.html", page)


def _bearing(shown: Incident, book: Book) -> list[Standing]:
    """Return the decisions in force about an incident, and the splits that set others apart from it."""
    claims = set(shown.claims)
    apart = [one for one in book.ledger.decisions if one.holds and not claims.isdisjoint(one.left)]
    found = {one.decision.number: one for one in (*bearing(shown, book), *apart)}
    return [found[number] for number in sorted(found)]


def _near(shown: Incident, book: Book) -> list[Incident]:
    """Return the incidents with which this one could be merged: the likeliest by evidence, then those of its days."""
    likely = book.growing.near_misses() if book.growing else []
    pairs = [(near.one, near.other) for near in likely if shown.id in (near.one, near.other)]
    first = [one for pair in pairs for one in pair if one != shown.id]
    held = {one.id: one for one in book.ledger.incidents if one.id != shown.id}
    around = [one.id for one in held.values() if shown.when and one.when and shown.when.gap(one.when) <= _NEAR]
    nearest = sorted(around, key=lambda id_: shown.when.gap(when) if shown.when and (when := held[id_].when) else 0)
    return [held[id_] for id_ in dict.fromkeys((*first, *nearest)) if id_ in held][:_OFFERED]
