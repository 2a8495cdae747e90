"""Read the actor file of a country: its actors, the names they share, its own words, how its party keys roll up."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from importlib.resources import files
from typing import Any, TypeAlias

from marsad.model.actor import Actor, Held, SharedName
from marsad.model.problem import MarsadError
from marsad.text.fold import fold_word
from marsad.text.lists import read_list

Entry: TypeAlias = dict[str, Any]

WORLD = "world"
"""The file of actors that several countries know: foreign states and what acts across borders."""


class UnknownCountryError(MarsadError):
    """No registry is packaged for that country."""


@dataclass(frozen=True, slots=True)
class Pack:
    """What an actor file says. `words` are entries for the lexicon, as in the lists of a language."""

    actors: tuple[Actor, ...]
    shared: tuple[SharedName, ...]
    words: tuple[Entry, ...]
    rolls_up: dict[str, str]
    proxies: dict[str, str]
    nations: dict[str, str]
    """Word for a nation, folded → two letters of its country."""
    own: frozenset[str]
    """The ids of the country's own actors and shared names, and not of those that several countries know."""
    areas: dict[str, tuple[Held, ...]]
    """Party key → the areas in which it mostly was, by p-code, with the days."""
    allies: dict[str, tuple[Held, ...]]
    """Party key → the parties that fought beside it, with the days."""


def countries() -> tuple[str, ...]:
    """Return the countries that have an actor file, by their two letters."""
    names = (path.name.partition(".toml") for path in files("marsad.actors").iterdir())
    return tuple(sorted(code for code, dot, _ in names if dot and len(code) == 2))


def read_pack(country: str) -> Pack:
    """Read the actor file of a country over the file of actors that all know; raises UnknownCountryError."""
    if country not in countries():
        raise UnknownCountryError(
            f"there is no registry of actors for {country!r}; packaged are: {', '.join(countries())}"
        )
    own, world = _table(country), _table(WORLD)
    known = {entry["id"]: entry for entry in world["actor"]}
    mine = {entry["id"] for part in ("actor", "shared") for entry in own.get(part, ())} - known.keys()
    nations = {fold_word(word): code for code, words in world["nations"].items() for word in words.split()}
    entries = [_over(known.pop(entry["id"], {}), entry) for entry in own["actor"]] + list(known.values())
    return Pack(
        tuple(map(_actor, entries)),
        tuple(map(_shared, own.get("shared", ()))),
        tuple(own.get("word", ())),
        dict(own.get("rolls_up", {})),
        dict(own.get("proxies", {})),
        nations,
        frozenset(mine),
        _held_by_party(own.get("areas", {})),
        _held_by_party(own.get("allies", {})),
    )


def _held_by_party(table: dict[str, list[str]]) -> dict[str, tuple[Held, ...]]:
    return {party: tuple(map(held, rows)) for party, rows in table.items()}


def held(words: str) -> Held:
    """Read `nlf 2018..2019-10-03`: what held, from the first day to the last; a year is all of it, an end may be open.

    Raises ValueError.
    """
    what, _, span = words.partition(" ")
    if not span:
        return Held(what)
    first, dots, last = span.partition("..")
    if not dots:
        raise ValueError(f"“{words}” has no span of days; write it like “{what} 2018..2019-10-03”")
    found = Held(what, _day(first), _day(last, end=True))
    if found.first and found.last and found.last < found.first:
        raise ValueError(f"the days of “{words}” run backwards")
    return found


def _day(words: str, *, end: bool = False) -> date | None:
    if not words:
        return None
    if len(words) == 4:
        return date(int(words) + 1, 1, 1) - timedelta(1) if end else date(int(words), 1, 1)
    return date.fromisoformat(words)


def _table(name: str) -> Entry:
    return read_list((files("marsad.actors") / f"{name}.toml").read_text("utf-8"))


def _over(known: Entry, own: Entry) -> Entry:
    """Lay what a country says of an actor over what all know: names are added, other fields replaced."""
    return {**known, **own, **{lang: [*known.get(lang, ()), *own.get(lang, ())] for lang in ("ar", "en")}}


def _actor(entry: Entry) -> Actor:
    return Actor(
        id=entry["id"],
        party=entry.get("party"),
        name_ar=entry["ar"][0],
        name_en=entry["en"][0],
        aliases_ar=tuple(entry["ar"][1:]),
        aliases_en=tuple(entry["en"][1:]),
        parents=tuple(map(held, entry.get("parents", ()))),
        parties=tuple(map(held, entry.get("parties", ()))),
        kind=entry["kind"],
        civil=entry.get("civil", False),
        silent=entry.get("silent", False),
        ucdp=entry.get("ucdp"),
        acled=entry.get("acled"),
    )


def _shared(entry: Entry) -> SharedName:
    return SharedName(
        id=entry["id"],
        name_ar=entry["ar"][0],
        name_en=entry["en"][0],
        aliases_ar=tuple(entry["ar"][1:]),
        aliases_en=tuple(entry["en"][1:]),
        heads=frozenset(fold_word(head).removeprefix("ال") for head in entry.get("heads", ())),
        kinds=frozenset(entry.get("kinds", ())),
        by_day=tuple(map(held, entry.get("by_day", ()))),
        otherwise=entry.get("otherwise"),
    )
