"""Search: reports, claims, incidents, places and actors that hold all the words, as whoever asks may see them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.utils.translation import gettext as _

from marsad import flow
from marsad.model.problem import MarsadError
from marsad.store.search_rows import KINDS
from marsad.web import asked
from marsad.web.roles import Role, asks

if TYPE_CHECKING:
    from django.http import HttpResponse

    from marsad.flow import Searched
    from marsad.store.search_hits import Hit
    from marsad.web.sign_in import Request

FEW, MANY = 10, 200
"""So many of each kind are shown at first, and so many of one kind."""
_LONGEST = 400
_KEPT = ("q", "from", "to", "published", "recorded")
"""What the address of more of a kind keeps of what was asked."""


@dataclass(frozen=True, slots=True)
class Shown:
    """What was found of one kind, how many there are, and the address of more of it."""

    kind: str
    hits: list[Hit]
    count: int
    more: str


@asks(Role.VIEWER)
def search(request: Request) -> HttpResponse:
    """Show the form, and what was found."""
    query = request.GET.get("q", "").strip()[:_LONGEST]
    kinds = tuple(kind for kind in KINDS if kind in request.GET.getlist("kind")) or KINDS
    when, (selection, problem) = asked.as_of(request), asked.selection(request)
    problem = when.problem or problem
    found: Searched | None = None
    if query and not problem:
        limit = MANY if len(kinds) == 1 else FEW
        try:
            sought = flow.Sought(query, kinds, selection.first, selection.last, limit)
            past = asked.book(request, when) if when.past else None
            found = flow.search(sought, request.user.audience, past)  # type: ignore[union-attr]
        except MarsadError:
            problem = _("There is nothing to search for in this: write a word or a number.")
    page = {
        "as_of": when,
        "query": query,
        "kinds": [(kind, kind in kinds) for kind in KINDS],
        "selection": selection,
        "problem": problem,
        "searched": found is not None,
        "found": list(_shown(request, found)) if found else [],
    }
    template = "marsad/search_found.html" if request.htmx else "marsad/search.html"
    return render(request, template, page)


def _shown(request: Request, found: Searched) -> list[Shown]:
    shown = []
    for kind, count in found.counts.items():
        hits = [hit for hit in found.hits if hit.kind == kind]
        if hits:
            kept = {name: request.GET[name] for name in _KEPT if request.GET.get(name)}
            more = f"?{urlencode({**kept, 'kind': kind})}" if count > len(hits) and len(hits) < MANY else ""
            shown.append(Shown(kind, hits, count, more))
    return shown
