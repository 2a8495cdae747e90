"""Search the registry: by id, by any name in either language, by the names of UCDP and ACLED."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from marsad.model.actor import Actor, SharedName
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from marsad.actors.registry import Registry

Entry: TypeAlias = Actor | SharedName


def search(actors: Registry, words: str = "", party: str | None = None) -> list[Entry]:
    """Return the actors and shared names in which the words stand, whole names first, then in the order of the file.

    Without words all of them; `party` keeps those that have this key at some time.
    """
    wanted = " ".join(fold_word(words).split())
    entries: list[Entry] = [*actors.actors.values(), *actors.shared.values()]
    ranked = [(rank, entry) for entry in entries if (rank := _rank(entry, wanted)) is not None]
    ranked.sort(key=lambda pair: pair[0])
    return [entry for _, entry in ranked if party is None or party in actors.parties(entry.id)]


def _rank(entry: Entry, wanted: str) -> int | None:
    """Tell how well words fit: 0 a whole name or the id, 1 whole words of one, 2 a part; None not at all."""
    names = [fold_word(name) for name in names_of(entry)]
    if not wanted or wanted in (entry.id, *names):
        return 0
    if any(f" {wanted} " in f" {name} " for name in names):
        return 1
    return 2 if any(wanted in name for name in (entry.id, *names)) else None


def is_called(entry: Entry, words: str) -> bool:
    """Tell whether words are a whole name of an actor, or its id."""
    return bool(words) and _rank(entry, " ".join(fold_word(words).split())) == 0


def names_of(entry: Entry) -> tuple[str, ...]:
    """Return every name of an actor, the first in each language first."""
    own = (entry.name_ar, entry.name_en, *entry.aliases_ar, *entry.aliases_en)
    coded = (entry.ucdp, entry.acled) if isinstance(entry, Actor) else ()
    return (*own, *(name for name in coded if name))
