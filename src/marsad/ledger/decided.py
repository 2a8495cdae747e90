"""Which decisions are in force, and which claims of the present reading their anchors bind."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marsad.model.decision import DecisionKind
from marsad.model.problem import Problem
from marsad.model.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.model.claim import Claim
    from marsad.model.decision import Decision

DECISION = "decision"
"""The name under which an undo has the number of the decision it takes back."""


class Anchor(NamedTuple):
    """The parts of an anchor: a report, a stretch of its text (None where it is damaged), a harm."""

    report: str
    span: Span | None
    harm: str


def parse_anchor(anchor: str) -> Anchor:
    """Take an anchor apart."""
    report, _, rest = anchor.partition(":")
    ends, _, harm = rest.partition(":")
    start, _, end = ends.partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) <= int(end)):
        return Anchor(report, None, harm)
    return Anchor(report, Span(int(start), int(end)), harm)


def undone(decisions: Sequence[Decision]) -> dict[int, int]:
    """Return the numbers of the decisions that are taken back, each with that of the undo; an undo can be undone.

    An undo takes back what was decided before it, whatever its number: those that bundles brought have later ones.
    """
    taken_back: dict[int, int] = {}
    place = {decision.number: at for at, decision in enumerate(decisions)}
    for at, decision in reversed([*enumerate(decisions)]):
        if decision.kind is DecisionKind.UNDO and decision.number not in taken_back:
            for words in decision.values(DECISION):
                if words.isdecimal() and place.get(int(words), at) < at:
                    taken_back.setdefault(int(words), decision.number)
    return taken_back


def fitting(anchor: str, claims: Iterable[Claim]) -> list[Claim]:
    """Return the claims of a report that an anchor fits: its own, else all that overlap with the same harm."""
    _, span, harm = parse_anchor(anchor)
    told = [c for c in claims if (c.read_as or c.harm) == harm]
    if span is None:
        return []
    exact = [c for c in told if c.anchored == span]
    return exact or [c for c in told if c.anchored.overlaps(span)]


def unbound(decision: Decision, anchor: str, found: Sequence[Claim], *, held: bool = True) -> Problem:
    """Say that an anchor binds no claim, or which several it fits; `held` tells whether its report is in the ledger."""
    kind = "ambiguous decision" if found else "orphan decision"
    what = f"now fits {len(found)} claims" if found else "fits no claim of the present reading"
    seen = decision.seen(anchor)
    where = f"“{seen.claim.quote.text}” ({anchor})" if seen else anchor
    stands = "; the claim stands as the person saw it" if seen and vouches(decision) and held else ""
    what = what if held else "is about a report that the ledger does not hold any more"
    sentence = f"the {decision.named} {what}, at {where}{stands}; decide again on the claim you mean"
    return Problem(kind, sentence, anchor.partition(":")[0], tuple(c.id for c in found))


def vouches(decision: Decision) -> bool:
    """Tell whether a decision says that its claims are right: they stand whatever a later reading makes of the text."""
    return decision.kind in {DecisionKind.CONFIRM, DecisionKind.CORRECT}
