"""What a release and other data sets call the parties."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from marsad.actors.registry import countries, registry
from marsad.model.country import DEFAULT
from marsad.release.where import codes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.actors.registry import Registry
    from marsad.model.actor import Actor

CIVILIANS = "Civilians"
"""What both UCDP and ACLED call those who belong to no party."""


@cache
def actor(party: str, country: str = DEFAULT) -> Actor | None:
    """Return the actor by whose name a party key goes, as a country knows it, else any."""
    for actors in (known.actors for known in _registries(country)):
        found = actors.get(party) or next((one for one in actors.values() if one.party == party), None)
        if found:
            return found
    return None


def ucdp(party: str, country: str = DEFAULT) -> str:
    """Return what UCDP calls a party, else its name in English."""
    found = actor(party, country)
    return (found.ucdp or found.name_en) if found else party


def acled(party: str, country: str = DEFAULT) -> str:
    """Return what ACLED calls a party, else its name in English."""
    found = actor(party, country)
    return (found.acled or found.name_en) if found else party


def is_government(party: str, country: str = DEFAULT) -> bool:
    """Tell whether a party stands for the government of some country, or several."""
    found = actor(party, country)
    return party in codes()["government"] or (found is not None and found.kind in {"state", "army"})


def government(party: str | None) -> int | None:
    """Return the number of Gleditsch and Ward of the country whose government a party is."""
    number: int | None = codes()["government"].get(party, {}).get("gw")
    return number


def at_home(party: str, country: str) -> bool:
    """Tell whether a party is the government of the country itself."""
    return bool(codes()["government"].get(party, {}).get("country") == country)


def _registries(country: str) -> Iterator[Registry]:
    yield registry(country)
    yield from (registry(other) for other in countries() if other != country)
