"""Whether what a decision is about is still as a person saw it: claims, their incidents, decisions on them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.decided import DECISION
from marsad.ledger.moves import difference
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from marsad.model.decision import Decision
    from marsad.model.incident import Ledger


class ChangedError(MarsadError):
    """What somebody decides on is no longer as they saw it; `changes` tells what became of it, `decisions` by whom."""

    def __init__(self, when: str, then: Ledger, now: Ledger) -> None:
        """Say since when it changed, and who decided since."""
        known = {standing.decision.number for standing in then.decisions}
        others = [s.decision for s in now.decisions if s.decision.number not in known]
        told = "".join(f"; {one.kind} by {one.who} ({one.number})" for one in others)
        super().__init__(f"The ledger has changed {when}{told}. Look again and decide anew. Nothing was recorded.")
        self.changes = difference(then, now)
        self.decisions = tuple(others)


def unmoved(decision: Decision, then: Ledger, now: Ledger) -> bool:
    """Tell whether a decision speaks of the same in two ledgers; an undo speaks of the decision it takes back."""
    anchors = {*decision.anchors}
    numbers = {*decision.values(DECISION)}
    for standing in now.decisions:
        if str(standing.decision.number) in numbers:
            anchors |= {*standing.decision.anchors, *standing.claims}
    return _seen(anchors, then) == _seen(anchors, now)


def _seen(anchors: set[str], ledger: Ledger) -> tuple[object, ...]:
    """Return what a ledger shows of these claims."""
    incidents = [one for one in ledger.incidents if not anchors.isdisjoint(one.claims)]
    claims = anchors.union(*(one.claims for one in incidents))
    bearing = [s for s in ledger.decisions if not claims.isdisjoint((*s.claims, *s.decision.anchors))]
    checks = [one for one in ledger.assertions if one.claim in claims]
    return incidents, [(s.decision.number, s.state) for s in bearing], checks
