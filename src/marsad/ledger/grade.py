"""Propose Airwars' grade for an incident; people decide."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.voices import independent

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.incident import Toll


def propose(statements: Sequence[Statement], tolls: Sequence[Toll]) -> str:
    """Return confirmed, fair, weak, contested or discounted, by the number of voices, denial and hedging."""
    harmed = [s for s in statements if s.claim.count.high != 0]
    if not harmed:
        return "discounted"
    if any(s.claim.by_party and s.claim.source_key == s.claim.by_party for s in harmed):
        return "confirmed"
    doers = {s.claim.by_party for s in harmed if s.claim.by_party}
    if any(toll.contested for toll in tolls) or _blames_differ(harmed, doers):
        return "contested"
    firm = [s for s in harmed if not s.claim.hedged]
    return "fair" if independent(s.voice for s in firm) > 1 else "weak"


def _blames_differ(harmed: Sequence[Statement], doers: set[str]) -> bool:
    """Tell whether different parties are blamed for the same victims."""
    if len(doers) < 2:
        return False
    blamed: dict[object, set[str]] = {}
    for s in harmed:
        if s.claim.by_party:
            blamed.setdefault((s.claim.side, s.claim.party), set()).add(s.claim.by_party)
    return any(len(parties) > 1 for parties in blamed.values())
