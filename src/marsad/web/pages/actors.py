"""Actors and places: who and what the ledger names, and what the registry and the gazetteer know of a name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.shortcuts import render

from marsad.actors.registry import countries, registry
from marsad.actors.search import names_of
from marsad.actors.search import search as search_actors
from marsad.ledger.queries.involved import by_party, by_place
from marsad.model.actor import Actor
from marsad.model.claim import Harm
from marsad.places.gazetteer import gazetteer
from marsad.web import asked
from marsad.web.roles import Role, asks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.http import HttpResponse

    from marsad.actors.search import Entry
    from marsad.ledger.queries.involved import Named
    from marsad.model.actor import Held
    from marsad.model.place import Place
    from marsad.web.sign_in import Request

LISTED, FOUND = 100, 30
"""So many parties and places of the ledger are listed, and so many of what is sought."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class ShownActor:
    """An actor or a shared name: what else it is called, its party keys and parents with their days."""

    entry: Entry
    aliases: list[str]
    parties: tuple[str, ...]
    held: tuple[Held, ...]
    parents: list[tuple[str, str, Held]]
    incidents: int
    shared: bool


@dataclass(frozen=True, slots=True)
class ShownPlace:
    """An entry of the gazetteer with what holds it, and the incidents put there."""

    place: Place
    within: list[Place]
    incidents: int


@asks(Role.VIEWER)
def actors(request: Request) -> HttpResponse:
    """Show the parties and places of the ledger, or what is called by the words of `q`."""
    when = asked.as_of(request)
    book = asked.book(request, when)
    query = request.GET.get("q", "").strip()[:_LONGEST]
    parties, places = (count(book.ledger.incidents, Harm.KILLED) for count in (by_party, by_place))
    page = {"as_of": when, "problem": when.problem, "query": query}
    if query:
        found = list(_actors(query, {one.key: one for one in parties}))
        page |= {
            "actors": found,
            "found_places": list(_places(query, {one.key: one for one in places}, by_sound=not found)),
            "most": FOUND,
        }
    else:
        page |= {
            "parties": parties[:LISTED],
            "places": [(one, _entry(one.key)) for one in places[:LISTED]],
            "place_count": len(places),
        }
    return render(request, "marsad/actors.html", page)


def _entry(pcode: str) -> Place | None:
    return next(filter(None, (gazetteer(country).place(pcode) for country in countries())), None)


def _actors(query: str, known: dict[str, Named]) -> Iterator[ShownActor]:
    """Walk the actors of all countries that are called so, each once, the best fits first."""
    seen: set[str] = set()
    for country in countries():
        pack = registry(country)
        for entry in search_actors(pack, query)[:FOUND]:
            if entry.id in seen or len(seen) >= FOUND:
                continue
            seen.add(entry.id)
            first = {entry.name_ar, entry.name_en}
            keys = pack.parties(entry.id)
            parents = entry.parents if isinstance(entry, Actor) else entry.by_day
            named = (pack.actors.get(held.what) for held in parents)
            yield ShownActor(
                entry,
                [name for name in dict.fromkeys(names_of(entry)) if name not in first],
                keys,
                entry.parties if isinstance(entry, Actor) else (),
                [
                    (one.name_ar, one.name_en, held) if one else (held.what, held.what, held)
                    for one, held in zip(named, parents, strict=True)
                ],
                max((known[key].incidents for key in keys if key in known), default=0),
                shared=not isinstance(entry, Actor),
            )


def _places(query: str, known: dict[str, Named], *, by_sound: bool) -> Iterator[ShownPlace]:
    """Walk the places of all countries that bear the name or the p-code, then those whose name goes on behind it.

    Where there are none, those that sound alike, `by_sound`.
    """
    seen: dict[str, Place] = {}
    for country in countries():
        listed = gazetteer(country)
        code = listed.place(query) or listed.place(query.upper())
        named = [hit.place for hit in (*listed.named(query), *listed.begun(query))]
        sounding = [hit.place for hit in listed.sounding(query)] if by_sound and not (code or named) else []
        for place in (*filter(None, [code]), *named, *sounding):
            seen.setdefault(place.pcode, place)
    for place in list(seen.values())[:FOUND]:
        within = [found for found in map(_entry, place.parents) if found]
        counted = known.get(place.pcode)
        yield ShownPlace(place, within, counted.incidents if counted else 0)
