"""Apply people's decisions: they change what a claim says, what stays together and what grade holds."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from marsad.model.claim import Group, Harm, Method, Side, TollKind
from marsad.model.count import Count
from marsad.model.decision import DecisionKind
from marsad.model.problem import Problem

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
_ENDS = frozenset({"low", "high"})
_NOTHING = frozenset({"", "null"})
_NEVER_EMPTY = frozenset({"harm", "side", "toll"})


def corrected(readings: Sequence[Reading], bound: Sequence[Bound]) -> tuple[list[Reading], list[Problem]]:
    """Return the readings with claims retracted and slots corrected, and what could not be; anchors stay the same.

    The readings given are the machine's, and stay as they are beside these.
    """
    retracted = {claim for b in bound if b.decision.kind is DecisionKind.RETRACT for claim in b.claims}
    slots: dict[str, list[tuple[str, str]]] = {}
    for b in bound:
        if b.decision.kind is DecisionKind.CORRECT:
            for claim in b.claims:
                slots.setdefault(claim, []).extend(b.decision.value)
        if b.decision.kind is DecisionKind.PART and len(b.claims) == 2:
            slots.setdefault(b.claims[0], []).append(("part_of", b.claims[1]))
    touched = {claim.partition(":")[0] for claim in (*retracted, *slots)}
    problems: list[Problem] = []
    made = [_reading(r, retracted, slots, problems) if r.report.id in touched else r for r in readings]
    return made, problems


def _reading(
    reading: Reading, retracted: set[str], slots: dict[str, list[tuple[str, str]]], problems: list[Problem]
) -> Reading:
    index = {claim.id: claim.index for claim in reading.claims}
    kept = [c for c in reading.claims if c.id not in retracted]
    return replace(reading, claims=tuple(_claim(c, dict(slots.get(c.id, ())), index, problems) for c in kept))


def _claim(claim: Claim, slots: dict[str, str], index: dict[str, int], problems: list[Problem]) -> Claim:
    """Return the claim with its slots set; a slot or value that it cannot have leaves it as it was, and is listed."""
    ends = {slot: value for slot, value in slots.items() if slot in _ENDS}
    changes: list[tuple[str, str, Callable[[], object]]] = []
    if ends:
        said = ", ".join(f"{slot} {value}" for slot, value in ends.items())
        changes.append(("count", said, lambda: _count(claim, ends)))
    for slot, value in slots.items():
        if slot not in _ENDS:
            changes.append((slot, value, partial(_value, slot, value, index)))
    made: dict[str, Any] = {}
    for slot, said, make in changes:
        try:
            made[slot] = make()
        except (KeyError, ValueError):
            sentence = f"a correction says “{slot}: {said}”, which no claim can say; the machine’s reading holds there"
            problems.append(Problem("unusable correction", sentence, claim.report, (claim.id,)))
    if "harm" in made:
        made["read_as"] = claim.harm
    return replace(claim, **made)


def _count(claim: Claim, ends: dict[str, str]) -> Count:
    """Return the count with one or both ends corrected; raises ValueError where they are no count."""
    low = int(ends.get("low", claim.count.low))
    high = ends.get("high", claim.count.high)
    return Count(low, None if high is None or high in _NOTHING else int(high))


def _value(slot: str, value: str, index: dict[str, int]) -> object:
    """Return the value of a slot that words give; raises KeyError or ValueError where it has none such."""
    if slot == "part_of":
        return None if value in _NOTHING else index[value]
    read = _SLOTS[slot]
    return None if value in _NOTHING and slot not in _NEVER_EMPTY else read(value)


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
