"""How party keys roll up, so that a militia's dead meet the toll of the side they fought for."""

from __future__ import annotations

_ROLLS_UP = {"pro_government": "syrian_government"}


def party_chain(party: str | None) -> tuple[str, ...]:
    """Return the party key, then the keys it rolls up into, nearest first; nothing for no party."""
    chain: list[str] = []
    while party is not None and party not in chain:
        chain.append(party)
        party = _ROLLS_UP.get(party)
    return tuple(chain)


def rolls_into(party: str | None, whole: str | None) -> bool:
    """Tell whether people of `party` are counted in a figure about `whole`; a figure about no party takes all."""
    return whole is None or whole in party_chain(party)
