"""What an actor file must keep to: its faults, each a sentence."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from marsad.actors.pack import held
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.actor import Held

    Entry = dict[str, Any]

KINDS = {"state", "army", "service", "militia", "armed group", "coalition", "civil", "unknown"}
PARTIES = {
    *("syrian_government", "pro_government", "isis", "sdf", "hts", "opposition", "turkey", "russia", "iran", "israel"),
    *("us_coalition", "transitional_government", "other", None),
    *("iraqi_government", "pmf", "peshmerga", "pkk"),
}
FIELDS = {"id", "party", "parties", "ar", "en", "kind", "parents", "civil", "silent", "ucdp", "acled"}
SHARED = {"id", "ar", "en", "heads", "kinds", "by_day", "otherwise"}


def faults(own: Entry, world: Entry) -> list[str]:
    """Return what is wrong with the actor file of a country, laid over that of the world."""
    known = {entry["id"]: entry for entry in world["actor"]}
    entries = [{**known.get(entry["id"], {}), **entry} for entry in own["actor"]]
    ids = [entry["id"] for entry in [*own["actor"], *own.get("shared", ())]]
    every = {**known, **{entry["id"]: entry for entry in entries}}
    found = [f"{one} stands twice" for one in dict.fromkeys(ids) if ids.count(one) > 1]
    for entry in entries:
        found += _of_entry(entry, every)
    for entry in own.get("shared", ()):
        found += _of_shared(entry, every)
    return [*found, *_of_areas(own), *_of_nations(world), *_of_names(own, known)]


def _of_areas(own: Entry) -> Iterator[str]:
    for party, rows in own.get("areas", {}).items():
        if party not in PARTIES:
            yield f"areas: unknown party {party}"
        try:
            list(map(held, rows))
        except ValueError as error:
            yield str(error)


def _of_nations(world: Entry) -> Iterator[str]:
    words = [fold_word(word) for said in world.get("nations", {}).values() for word in said.split()]
    yield from (f"nations: “{word}” is said of two" for word in dict.fromkeys(words) if words.count(word) > 1)
    yield from (f"nations: {code} is no country of two letters" for code in world.get("nations", {}) if len(code) != 2)


def _of_entry(entry: Entry, every: dict[str, Entry]) -> Iterator[str]:
    who = entry["id"]
    yield from (f"{who}: unknown key {key}" for key in entry.keys() - FIELDS)
    if entry["kind"] not in KINDS:
        yield f"{who}: unknown kind {entry['kind']}"
    if entry.get("civil", False) != (entry["kind"] == "civil"):
        yield f"{who}: its people are civilians, or it is not of kind civil"
    try:
        parents, parties = (list(map(held, entry.get(key, ()))) for key in ("parents", "parties"))
    except ValueError as error:
        yield str(error)
        return
    keys = (entry.get("party"), *(one.what for one in parties))
    yield from (f"{who}: unknown party {key}" for key in keys if key not in PARTIES)
    yield from (f"{who}: unknown parent {one.what}" for one in parents if one.what not in every)
    yield from (
        f"{who}: two {kind} at once" for kind, rows in (("parents", parents), ("parties", parties)) if _met(rows)
    )
    if _above_itself(who, every):
        yield f"{who}: is above itself"


def _of_shared(entry: Entry, every: dict[str, Entry]) -> Iterator[str]:
    who = entry["id"]
    yield from (f"{who}: unknown key {key}" for key in entry.keys() - SHARED)
    bearers = list(map(held, entry.get("by_day", ())))
    named = [*(one.what for one in bearers), *([entry["otherwise"]] if "otherwise" in entry else [])]
    yield from (f"{who}: unknown actor {one}" for one in named if one not in every)
    if _met(bearers):
        yield f"{who}: two bearers at once"
    if not named:
        yield f"{who}: nothing tells who is meant"


def _of_names(own: Entry, known: dict[str, Entry]) -> Iterator[str]:
    owners: dict[str, str] = {}
    for entry in [*known.values(), *own.get("shared", ()), *own["actor"]]:
        who = entry["id"]
        for lang, name in (("ar", "Arabic"), ("en", "English")):
            if not entry.get(lang) and not (entry in own["actor"] and who in known):
                yield f"{who}: no name in {name}"
        for name in (*entry.get("ar", ()), *entry.get("en", ())):
            folded = fold_word(name)
            owner = owners.setdefault(folded, who)
            if owner != who:
                yield f"“{folded}” is both {owner} and {who}"
        yield from _of_spelling(entry)


def _of_spelling(entry: Entry) -> Iterator[str]:
    who, said = entry["id"], set()
    for name in (*entry.get("ar", ()), *entry.get("en", ())):
        if fold_word(name) in said:
            yield f"{who}: “{name}” is said already"
        said.add(fold_word(name))
        if name.partition(" ")[0] in PEOPLE and name not in KEPT:
            yield f"{who}: “{name}” begins with people: its actor is named by what follows"
    yield from (f"{who}: “{n}” is not written in Latin letters" for n in entry.get("en", ()) if _arabic(n))
    yield from (f"{who}: “{n}” is not written in Arabic letters" for n in entry.get("ar", ()) if not _arabic(n))


PEOPLE = frozenset("عناصر عنصر جنود مقاتلو مقاتلي مسلحو مسلحي مرافقو ضباط قادة members fighters soldiers".split())
"""Words of people that an alias must not begin with: the reader takes them for whom the party's name follows."""
KEPT = frozenset({"عناصر داعش"})
"""Kept because the reader sees no doer in people yet where nothing but a verb stands before (`شنها عناصر داعش`)."""


def _arabic(name: str) -> bool:
    return any("\u0621" <= char <= "\u064a" for char in name)


def _met(rows: list[Held]) -> bool:
    return any(one.meets(other) for one, other in combinations(rows, 2))


def _above_itself(who: str, every: dict[str, Entry]) -> bool:
    reached, ways = set(), [who]
    while ways:
        for row in every.get(ways.pop(), {}).get("parents", ()):
            above = row.partition(" ")[0]
            if above == who:
                return True
            if above not in reached:
                reached.add(above)
                ways.append(above)
    return False
