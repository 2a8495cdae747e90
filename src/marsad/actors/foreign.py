"""What the names of sides in other data sets mean here."""

from __future__ import annotations

from functools import cache

from marsad.actors.registry import countries, registry


@cache
def parties_named(name: str) -> frozenset[str]:
    """Return the party keys that a name in UCDP's or ACLED's data may mean; nothing where nobody is called so."""
    found: set[str] = set()
    for country in countries():
        actors = registry(country)
        for actor in actors.actors.values():
            if name in {actor.ucdp, actor.acled}:
                found |= {*actors.parties(actor.id)}
        identity = actors.named(name) if not found else None
        if identity:
            found |= {*actors.parties(identity)}
    return frozenset(found)
