"""Split the dead of an incident as UCDP's GED does: those of side a, of side b, civilians, and people of unknown side.

Side a of a dyad is the state where one of the two is a state; else the two stand in alphabetical order (UCDP GED
Codebook, `side_a`, `deaths_a`). A party that did it and lost nobody is a side too. Militias count with the side that
their party rolls up into. Where more than two parties had a part, the two that lost most are the sides, those that did
it before others; the dead of third parties stand among the unknown, and are told apart in the tolls.

GED writes 0 where nobody of a kind is known to have died; here what was not stated stays None.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.parties import is_state, party_chain
from marsad.model.claim import Harm, Side
from marsad.model.incident import Cell
from marsad.model.split import Dead, Split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.incident import Incident, Toll


def ged_split(incident: Incident) -> Split:
    """Return the split of an incident's dead; parts that were not stated are None."""
    one, other = _dyad(incident)
    of_a, of_b = (_of_party(incident, party) if party else None for party in (one, other))
    civilians = _dead(incident.toll(Cell(Harm.KILLED, Side.CIVILIAN)))
    unknown = _rest(incident.toll(Cell(Harm.KILLED)), [of_a, of_b, civilians])
    return Split(one, other, of_a, of_b, civilians, unknown)


def _dyad(incident: Incident) -> tuple[str | None, str | None]:
    tops = {party_chain(party)[-1] for party in incident.parties}
    two = sorted(tops, key=lambda party: (-_lost(incident, party), party))[:2]
    one, other, *_ = (*sorted(two, key=lambda party: (not is_state(party), party)), None, None)
    return one, other


def _lost(incident: Incident, party: str) -> float:
    """Count a party's dead; one that is only named for the deed comes behind any loss and before nobody."""
    dead = _of_party(incident, party)
    return dead.best if dead else 0.5


def _of_party(incident: Incident, party: str) -> Dead | None:
    return _dead(incident.toll(Cell(Harm.KILLED, Side.COMBATANT, party)))


def _dead(toll: Toll | None) -> Dead | None:
    return Dead(toll.low, toll.best, toll.high, toll.open) if toll else None


def _rest(whole: Toll | None, parts: Sequence[Dead | None]) -> Dead | None:
    """Return what the whole holds beyond its parts; None where nothing was stated, or the parts hold all."""
    if whole is None:
        return None
    known = [part for part in parts if part is not None]
    if known and (whole.low, whole.high) == (sum(part.low for part in known), sum(part.high for part in known)):
        return None  # the parts are all that is told, however far apart their ends
    low = max(0, whole.low - sum(part.high for part in known))
    high = max(low, whole.high - sum(part.low for part in known))
    best = min(max(low, whole.best - sum(part.best for part in known)), high)
    return Dead(low, best, high, whole.open) if high or not known else None
