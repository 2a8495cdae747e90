"""How party keys roll up, so that a militia's dead meet the toll of the side they fought for."""

from __future__ import annotations

from functools import cache

from marsad.actors.registry import registry


@cache
def party_chain(party: str | None) -> tuple[str, ...]:
    """Return the party key, then the keys it rolls up into, nearest first; nothing for no party."""
    return registry().party_chain(party) if party is not None else ()
