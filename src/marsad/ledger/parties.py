"""Party keys: how they roll up, so that a militia's dead meet the toll of the side they fought for, and their names."""

from __future__ import annotations

from functools import cache

from marsad.actors.registry import registry
from marsad.model.problem import MarsadError
from marsad.text.fold import fold_word


@cache
def party_chain(party: str | None) -> tuple[str, ...]:
    """Return the party key, then the keys it rolls up into, nearest first; nothing for no party."""
    return registry().party_chain(party) if party is not None else ()


def party_key(party: str) -> str:
    """Return the party key that a key or a name means; raises MarsadError."""
    keys = {registry().actor(actor).party for _, actor in registry().aliases()}
    if party.lower() in keys:
        return party.lower()
    actor = registry().resolve(fold_word(party))
    if actor is None or actor.party is None:
        known = ", ".join(sorted(key for key in keys if key))
        raise MarsadError(f"“{party}” is no party that marsad knows. Name one of them: {known}.")
    return actor.party
