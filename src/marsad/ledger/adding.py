"""Draft what the other decisions cannot name: a claim that the reader missed, and two incidents that are not one.

Both are decisions of the kinds there are. A missed claim is a confirmation of words that no reading has a claim for
(`added`): it stands as the person saw it, and binds the reader's own claim once a reading finds it. Two incidents that
are not one are a split of the claims of the one from those of the other, which holds against all later evidence.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.ledger.correct import ADDED, FROM, PART_OF
from marsad.ledger.drafting import dated, sets, signed, wholes
from marsad.ledger.slots import NOTHING, with_slots
from marsad.model.claim import Claim, Harm
from marsad.model.count import Count
from marsad.model.decision import Decision, DecisionKind, Seen
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger.drafting import Desk, Pen
    from marsad.model.reading import Reading
    from marsad.model.span import Quote


_NOT_SET = {PART_OF, "quote", "quote-at", "count-at"}
"""What of a form is said by the words of the claim themselves."""


def missed(report: str, quote: Quote, words: Sequence[str], desk: Desk, pen: Pen) -> Decision:
    """Draft a claim that the reader missed: its words in a report, its slots as corrections (`harm=killed`, `count=3`).

    Place, days, doer, method and source are those of the claim before it in the text, where the words set no others.
    Raises MarsadError with a sentence where it cannot be one.
    """
    pen = signed(pen)
    reading = _reading(desk, report)
    if not quote.text.strip() or not quote.stands_in(reading.report.text):
        raise MarsadError(f"“{quote.text}” does not stand in the report there; select the words in its text.")
    slots = [piece.partition("=") for piece in words]
    value = tuple(pair for slot, _, said in slots if slot not in _NOT_SET for pair in sets(slot, said))
    missing = {"harm", "low"} - {slot for slot, _ in value}
    if missing:
        raise MarsadError("Say what happened to how many people: a claim has a harm and a count.")
    dated(value, pen)
    before = max((c for c in reading.claims if c.quote.start <= quote.start), key=lambda c: c.quote.start, default=None)
    claim = _after(before, Claim(report, _next(reading), quote, Harm.KILLED, Count(0, None)))
    claim, unusable = with_slots(claim, value, reading.report.text)
    if unusable:
        raise MarsadError(f"No claim can say {', '.join(unusable)}.")
    claim = replace(claim, read_as=None, read_at=None, placed=any(slot == "place" for slot, _ in value))
    if any(told.id == claim.id for told in reading.claims):
        raise MarsadError(f"“{quote.text}” is a claim of the report already; correct that one.")
    whole = next((said for slot, _, said in slots if slot == PART_OF and said not in {"", NOTHING}), None)
    return Decision(
        kind=DecisionKind.CONFIRM,
        anchors=(claim.id,),
        who=pen.who,
        why=pen.why,
        at=pen.at,
        value=((ADDED, "yes"),),
        saw=(Seen(claim, desk.claim(whole).id if whole else None),),
    )


def apart(names: Sequence[str], desk: Desk, pen: Pen) -> Decision:
    """Draft that two incidents are not one, whatever evidence comes; raises MarsadError where they are one now."""
    pen = signed(pen)
    if len(names) != 2:
        raise MarsadError("Name two incidents that are not one.")
    one, other = (desk.incident(name) for name in names)
    if one.id == other.id:
        raise MarsadError(f"These are one incident, {one.id}; split its claims.")
    out, left = wholes(one, desk), wholes(other, desk)
    return Decision(
        kind=DecisionKind.SPLIT,
        anchors=tuple(claim.id for claim in out),
        who=pen.who,
        why=pen.why,
        at=pen.at,
        value=tuple((FROM, claim.id) for claim in left),
        saw=tuple(map(desk.seen, out)),
    )


def _reading(desk: Desk, report: str) -> Reading:
    found = next((reading for reading in desk.readings if reading.report.id == report), None)
    if found is None:
        raise MarsadError(f"No report is called “{report}”. Nothing was recorded.")
    return found


def _next(reading: Reading) -> int:
    return max((claim.index for claim in reading.claims), default=-1) + 1


def _after(before: Claim | None, claim: Claim) -> Claim:
    """Return a claim with the circumstances of the one before it in the text."""
    if before is None:
        return claim
    return replace(
        claim,
        place=before.place,
        location=before.location,
        when=before.when,
        said=before.said,
        by=before.by,
        by_party=before.by_party,
        method=before.method,
        method_quote=before.method_quote,
        source=before.source,
        source_key=before.source_key,
    )
