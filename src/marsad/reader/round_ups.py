"""Round-ups: a total told first and the events that make it up, place by place.

`9 were killed in three provinces. In Daraa 3 were killed … in Aleppo 2 …`: where what follows adds up to the total
exactly, it is its parts (GUIDELINES rule 11), and it happened when the total says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.claim import TollKind
from marsad.model.reason import Reason
from marsad.model.when import WhenBasis
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from marsad.reader.draft import Draft

_FAR = 100
"""So many claims behind a total may be its parts."""


def join_round_ups(drafts: list[Draft]) -> None:
    """Hang the events that add up to a total told before them on it."""
    heads = [draft for draft in drafts if draft.relation == "head" and draft.sentence.zone is not Zone.RELATED]
    for at, total in enumerate(heads):
        if total.toll is TollKind.TOTAL and total.people.count.low == total.people.count.high:
            for part in _parts(total, heads[at + 1 : at + 1 + _FAR]):
                part.whole = total
                part.rules.append("round_ups.adds_up")
                if total.when and (part.when is None or part.when.basis is WhenBasis.REPORT):
                    part.when = part.chose("when", Reason.COPIED_SUM, total.when, total)
                    for hung in drafts:
                        if hung.lead is part and hung.relation != "head":
                            hung.when = hung.chose("when", Reason.COPIED_SUM, total.when, total)


def _parts(total: Draft, later: list[Draft]) -> list[Draft]:
    """Return the events close behind a total, two or more, that add up to it exactly; none where they do not."""
    found: list[Draft] = []
    left = total.people.count.low
    for draft in later:
        count = draft.people.count
        if draft.harm is not total.harm or draft.sentence is total.sentence:
            continue
        if draft.toll is not TollKind.EVENT or draft.whole is not None or count.low != count.high:
            return []
        if not any("WHERE" in node.tags for node in draft.sentence.nodes[:4]):
            return []  # the places of a round-up open their sentences
        found.append(draft)
        left -= count.low
        if left <= 0:
            break
    return found if left == 0 and len(found) > 1 else []
