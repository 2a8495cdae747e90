"""Apply people's decisions: they change what a claim says, what stays together and what grade holds."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from marsad.model.claim import Group, Harm, Method, Side, TollKind
from marsad.model.decision import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from marsad.ledger.decided import Bound
    from marsad.ledger.mention import Mention
    from marsad.model.claim import Claim
    from marsad.model.incident import Incident
    from marsad.model.reading import Reading

_TOGETHER = frozenset({DecisionKind.MERGE, DecisionKind.LINK})
_SLOTS: dict[str, Callable[[str], object]] = {
    "harm": Harm,
    "side": Side,
    "group": Group,
    "toll": TollKind,
    "method": Method,
    "party": str,
    "by_party": str,
    "source_key": str,
}
_NOTHING = frozenset({"", "null"})


def corrected(readings: Sequence[Reading], bound: Sequence[Bound]) -> Sequence[Reading]:
    """Return the readings with claims retracted and slots corrected; the anchors stay what they were."""
    retracted = {claim for b in bound if b.decision.kind is DecisionKind.RETRACT for claim in b.claims}
    slots: dict[str, list[tuple[str, str]]] = {}
    for b in bound:
        if b.decision.kind is DecisionKind.CORRECT:
            for claim in b.claims:
                slots.setdefault(claim, []).extend(b.decision.value)
        if b.decision.kind is DecisionKind.PART and len(b.claims) == 2:
            slots.setdefault(b.claims[0], []).append(("part_of", b.claims[1]))
    touched = {claim.partition(":")[0] for claim in (*retracted, *slots)}
    return [_reading(r, retracted, slots) if r.report.id in touched else r for r in readings]


def _reading(reading: Reading, retracted: set[str], slots: dict[str, list[tuple[str, str]]]) -> Reading:
    index = {claim.id: claim.index for claim in reading.claims}
    kept = [c for c in reading.claims if c.id not in retracted]
    return replace(reading, claims=tuple(_claim(c, slots.get(c.id, ()), index) for c in kept))


def _claim(claim: Claim, slots: Sequence[tuple[str, str]], index: dict[str, int]) -> Claim:
    """Return the claim with its slots set; a slot or value that is not known leaves it as it was."""
    for slot, value in slots:
        empty = value in _NOTHING
        if slot in {"low", "high"}:
            number: dict[str, Any] = {slot: None if empty else int(value)}
            claim = replace(claim, count=replace(claim.count, **number, approx=False, vague=False))
        elif slot == "part_of":
            claim = replace(claim, part_of=index.get(value))
        elif slot in _SLOTS:
            named: dict[str, Any] = {slot: None if empty else _SLOTS[slot](value)}
            claim = replace(claim, **named)
    return claim


def pairs_decided(
    mentions: Sequence[Mention], bound: Sequence[Bound]
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Return which mentions people put together, and which they set apart, by position."""
    home = {s.claim.id: at for at, mention in enumerate(mentions) for s in mention.statements}
    together: list[tuple[int, int]] = []
    apart: list[tuple[int, int]] = []
    for b in bound:
        at = sorted({home[claim] for claim in b.claims if claim in home})
        if b.decision.kind in _TOGETHER:
            together += list(pairwise(at))
        elif b.decision.kind is DecisionKind.SPLIT:
            apart += [(one, other) for one in at for other in range(len(mentions)) if other not in at]
    return together, apart


def graded(incidents: Sequence[Incident], bound: Sequence[Bound]) -> list[Incident]:
    """Give incidents the grade that a person decided; the last decision holds."""
    grades = {claim: grade for b in bound for claim, grade in _grades(b)}
    return [replace(i, grade=next((grades[c] for c in i.claims if c in grades), i.grade)) for i in incidents]


def _grades(bound: Bound) -> Iterator[tuple[str, str]]:
    if bound.decision.kind is DecisionKind.GRADE:
        for claim in bound.claims:
            yield from ((claim, grade) for slot, grade in bound.decision.value if slot == "grade")
