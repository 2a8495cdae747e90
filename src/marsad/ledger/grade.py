"""Propose Airwars' grade for an incident, by rule; people decide.

| grade | Airwars | the rule here |
|---|---|---|
| confirmed | a belligerent has accepted responsibility | who is blamed says so itself, unhedged |
| contested | competing claims of responsibility | several are blamed for the same victims, or somebody denies |
| fair | two or more credible sources | two or more independent voices, unhedged |
| weak | a single source | one voice, or none that does not hedge |
| discounted | nobody was harmed, or not by that | all who speak deny, or took back what they had said |

Voices are counted, not reprints: ten outlets that quote one agency are one. Whether a source is credible, and whether
those killed were combatants taken for civilians, only people can tell: Airwars discounts that too.
"""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from marsad.ledger.parties import party_chain
from marsad.ledger.voices import independent
from marsad.model.claim import Side

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger.statement import Statement
    from marsad.model.claim import Claim
    from marsad.model.incident import Toll

_OUTLETS = {"amaq": "isis"}
"""Outlets that speak for a party."""


def propose(statements: Sequence[Statement], tolls: Sequence[Toll]) -> str:
    """Return confirmed, fair, weak, contested or discounted."""
    harmed = [s for s in statements if s.claim.count.high != 0]
    if not harmed or (tolls and all(toll.high == 0 for toll in tolls)):
        return "discounted"
    if any(_accepts(s) for s in harmed):
        return "confirmed"
    if any(toll.contested for toll in tolls) or _blames_differ(harmed):
        return "contested"
    return "fair" if independent(s.voice for s in harmed if not s.claim.hedged) > 1 else "weak"


def _accepts(statement: Statement) -> bool:
    """Tell whether the party that is blamed speaks itself."""
    claim = statement.claim
    if claim.by_party is None or claim.hedged:
        return False
    speaker = _OUTLETS.get(statement.voice, statement.voice)
    return _kin(speaker, claim.by_party)


def _blames_differ(harmed: Sequence[Statement]) -> bool:
    """Tell whether parties that do not belong together are blamed for the same victims."""
    blamed: dict[str, set[str]] = {}
    for s in harmed:
        if s.claim.by_party:
            blamed.setdefault(_victims(s.claim), set()).add(s.claim.by_party)
    return any(not _kin(one, other) for parties in blamed.values() for one, other in combinations(sorted(parties), 2))


def _victims(claim: Claim) -> str:
    """Return whom a claim counts, as far as blame goes: people of a party, combatants, all others."""
    return claim.party or (str(Side.COMBATANT) if claim.side is Side.COMBATANT else "others")


def _kin(one: str, other: str) -> bool:
    """Tell whether two party keys are one, or one belongs to the other."""
    return one in party_chain(other) or other in party_chain(one)
