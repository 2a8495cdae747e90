"""Party keys: how they roll up, so that a militia's dead meet the toll of their side; what parties are called."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from marsad.actors.registry import countries, registry
from marsad.model.country import DEFAULT
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.actors.registry import Registry
    from marsad.model.when import Days


@cache
def party_chain(party: str | None) -> tuple[str, ...]:
    """Return the party key, then the keys it rolls up into, nearest first; nothing for no party."""
    if party is None:
        return ()
    knowing = (actors for actors in _registries() if party in actors.party_keys)
    actors = next(knowing, None)
    return actors.party_chain(party) if actors else (party,)


@cache
def allied(one: str, other: str, days: Days | None = None) -> bool:
    """Tell whether two parties, or those that they belong to, fought side by side on these days, or ever."""
    pairs = [(a, b) for a in party_chain(one) for b in party_chain(other)]
    return any(actors.allied(a, b, days) for actors in _registries() for a, b in pairs)


@cache
def party_keys() -> frozenset[str]:
    """Return every party key of every country."""
    return frozenset(key for actors in _registries() for key in actors.party_keys)


@cache
def called(words: str) -> frozenset[str]:
    """Return the party keys that words mean, of all who share the name; nothing where nobody is called so."""
    if words.lower() in party_keys():
        return frozenset({words.lower()})
    named = ((actors, actors.named(words)) for actors in _registries())
    return frozenset(key for actors, identity in named if identity for key in actors.parties(identity))


@cache
def is_state(party: str) -> bool:
    """Tell whether a party key is that of a state or of its army."""
    actors = (known.actors.get(party) for known in _registries())
    return any(actor is not None and actor.kind in {"state", "army"} for actor in actors)


def parties_called(words: str) -> frozenset[str]:
    """Return the party keys that a key or a name means; raises MarsadError where nobody is called so."""
    keys = called(words)
    if not keys:
        known = ", ".join(sorted(party_keys()))
        raise MarsadError(f"“{words}” is no party that marsad knows. Name one of them: {known}.")
    return keys


def party_key(words: str) -> str:
    """Return the one party key that a key or a name means; raises MarsadError."""
    keys = sorted(parties_called(words))
    if len(keys) > 1:
        raise MarsadError(f"“{words}” is what several parties are called. Name one of them: {', '.join(keys)}.")
    return keys[0]


def _registries() -> Iterator[Registry]:
    """Walk the registries of all countries, the default one first; each is read when it is asked for."""
    yield registry(DEFAULT)
    yield from (registry(country) for country in countries() if country != DEFAULT)
