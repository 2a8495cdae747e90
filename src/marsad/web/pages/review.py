"""The review: what waits for a person, in order, and one item of it with all that is needed to decide."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.views.decorators.http import require_POST

from marsad import reviewing
from marsad.ledger.waiting import Waits
from marsad.text.masking import Names
from marsad.web import asked, desk, evidence, queue
from marsad.web.models import Proposed
from marsad.web.pages.decide import account, back
from marsad.web.roles import Role, asks
from marsad.web.templatetags import field
from marsad.web.told import Teller
from marsad.web.wish import Wish

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpResponse

    from marsad.flow import Book
    from marsad.ledger.waiting import Item
    from marsad.model.incident import Incident
    from marsad.web.models import Assignment
    from marsad.web.sign_in import Request

_BEFORE, _LISTED = 4, 30
"""So many items are listed before the one that is shown, and in all."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An item in the list: its address, what it is, where, how many people, who works on it."""

    item: Item
    url: str
    kind: str
    title: SafeString
    killed: SafeString | str
    here: bool
    taken: Assignment | None


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of what waits: its words, how many, its address, whether it is chosen."""

    words: str
    number: int
    url: str
    here: bool


@asks(Role.RECORDER)
def review(request: Request) -> HttpResponse:
    """Show what waits, and one item of it (`at`, else the first that is free); of one `kind` where that is asked."""
    book = asked.book(request, asked.AsOf())
    every = queue.items(book)
    kind = request.GET.get("kind", "")
    listed = [item for item in every if not kind or item.kind == kind]
    taken = desk.taken()
    at = _at(listed, request.GET.get("at", ""), taken, request)
    page: dict[str, object] = {
        "kinds": _kinds(every, kind),
        "number": len(listed),
        "proposed": _proposed(request, book),
        "book": book,
    }
    if at is not None:
        incidents = queue.incidents(book)
        window = listed[max(0, at - _BEFORE) :][:_LISTED]
        item = listed[at]
        page |= {
            "entries": [_entry(one, incidents, kind, taken, here=one is item) for one in window],
            "position": at + 1,
            "before": _url(listed[at - 1], kind) if at else "",
            "after": _url(listed[at + 1], kind) if at + 1 < len(listed) else "",
            "here": _url(item, kind),
            "next": _url(listed[at + 1], kind) if at + 1 < len(listed) else _address(kind=kind),
            "held": taken.get(item.key),
            **_parts(item, book, incidents),
        }
    return render(request, "marsad/review.html", page)


@asks(Role.RECORDER)
@require_POST
def take(request: Request) -> HttpResponse:
    """Take an item, take it over from somebody (`over`), or let others have it (`free`)."""
    key, person = request.POST.get("item", "")[:80], account(request)
    if request.POST.get("how") == "free":
        desk.release(key, person)
    elif key:
        desk.take(key, person, over=request.POST.get("how") == "over")
    return back(request)


def _proposed(request: Request, book: Book) -> list[tuple[Proposed, Wish, str]]:
    """Return what waits for another person and why it was declined, as far as whoever asks may see it."""
    found = [(one, Wish.from_record(one.wish)) for one in Proposed.objects.select_related("account").order_by("pk")]
    names = reviewing.kept_from(account(request).audience) if found else Names()
    return [(one, wish.masked(names), names.hide(one.declined_why)) for one, wish in found if wish.shows(book)]


def _at(listed: Sequence[Item], key: str, taken: dict[str, Assignment], request: Request) -> int | None:
    """Return the place of the item asked for; else of the first that nobody else works on, else of the first."""
    if not listed:
        return None
    named = next((n for n, item in enumerate(listed) if item.key == key), None)
    if named is not None:
        return named
    free = (n for n, item in enumerate(listed) if item.key not in taken or taken[item.key].account == request.user)
    return next(free, 0)


def _kinds(every: Sequence[Item], chosen: str) -> list[Kind]:
    counts = Counter(item.kind for item in every)
    return [
        Kind(queue.kind_words(kind), counts[kind], _address(kind=kind), chosen == kind)
        for kind in Waits
        if counts[kind]
    ]


def _entry(item: Item, incidents: dict[str, Incident], kind: str, taken: dict[str, Assignment], *, here: bool) -> Entry:
    named = [incidents[one] for one in item.incidents if one in incidents]
    killed = field.figure(field.toll_of(named[0], "killed")) if named and not item.total else ""
    title = mark_safe(queue.headline(item, incidents))  # noqa: S308 - made of parts that are escaped
    return Entry(item, _url(item, kind), queue.kind_words(item.kind), title, killed, here, taken.get(item.key))


def _parts(item: Item, book: Book, incidents: dict[str, Incident]) -> dict[str, object]:
    """Return what the page shows of an item."""
    teller = Teller(book, field.language())
    claims = [teller.claim(claim) for claim in item.claims if claim in book.desk.claims]
    named = [incidents[one] for one in item.incidents if one in incidents]
    if item.total:
        named.sort(key=lambda one: str(one.when.first if one.when else one.known_by or ""))
    voices = [voice for one in named for voice in one.voices]
    parts = dict(item.total.covers) if item.total else {}
    return {
        "item": item,
        "kind_words": queue.kind_words(item.kind),
        "incidents": [(one, parts.get(one.id)) for one in named],
        "perhaps": [incidents[one] for one in (item.total.uncertain if item.total else ()) if one in incidents],
        "claims": claims,
        "first": claims[0] if claims else None,
        "evidence": evidence.facts(item.near.evidence if item.near else ()),
        "reading": queue.reading_words(item.total) if item.total else "",
        "together": f"{item.near.score:.1f}" if item.near else "",
        "relations": [
            (teller.claim(one.claim), teller.reason(one.reason, voices), teller.claim(one.other))
            for one in item.relations
        ],
        "said": [teller.reason(said, voices) for said in item.said],
        "actions": queue.actions(item),
    }


def _url(item: Item, kind: str) -> str:
    return _address(kind=kind, at=item.key)


def _address(**asked_for: str) -> str:
    query = urlencode({name: value for name, value in asked_for.items() if value})
    return reverse("review") + (f"?{query}" if query else "")
