"""What another reading of the same reports sees differently, and where it disagrees with what people decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.ledger.correct import FROM
from marsad.ledger.decided import fitting
from marsad.ledger.grouping import GRADE, TOGETHER
from marsad.ledger.reconcile import reconcile
from marsad.ledger.requoting import moves_words
from marsad.ledger.slots import slot_value
from marsad.ledger.sums import held_as_sums
from marsad.model.decision import DecisionKind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from marsad.model.claim import Claim
    from marsad.model.decision import Decision, Standing
    from marsad.model.incident import Incident, Ledger
    from marsad.model.reading import Reading
    from marsad.model.span import Span

COMPARED = ("low", "high", "harm", "side", "group", "party", "by_party", "toll", "method", "when", "said", "source_key")
"""The slots in which two readings of one claim are compared, beside its place and what it is part of."""


@dataclass(frozen=True, slots=True)
class Change:
    """A claim that was lost (no `after`), gained (no `before`), or in which slots changed: slot, was, is now."""

    report: str
    before: Claim | None
    after: Claim | None
    slots: tuple[tuple[str, str, str], ...] = ()

    @property
    def kind(self) -> str:
        """Name the change: lost, gained, changed."""
        return "lost" if self.after is None else "gained" if self.before is None else "changed"


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where the machine, left alone, sees something else than a person decided."""

    decision: Decision
    sentence: str


def changes(before: Reading, after: Reading, at: Callable[[Span], Span] = lambda span: span) -> list[Change]:
    """Compare two readings of one report claim by claim, in the order of the text.

    `at` tells where a stretch of the one text stands in the other, where they are not the same.
    """
    found: list[Change] = []
    left = list(after.claims)
    for was in before.claims:
        now = _same(was, left, at(was.quote.span))
        if now is None:
            found.append(Change(was.report, was, None))
            continue
        left.remove(now)
        slots = tuple(_differing(was, now, before, after))
        if slots:
            found.append(Change(was.report, was, now, slots))
    found += [Change(now.report, None, now) for now in left]
    return sorted(found, key=_start)


def _start(change: Change) -> int:
    claim = change.after or change.before
    return claim.quote.start if claim else 0


def _same(was: Claim, among: Sequence[Claim], span: Span) -> Claim | None:
    """Find the claim that another reading makes of the same words: the same stretch, else the largest overlap."""
    near = [c for c in among if c.harm is was.harm and c.quote.span.overlaps(span)]
    return max(near, key=lambda c: (c.id == was.id, _overlap(c.quote.span, span)), default=None)


def _overlap(one: Span, other: Span) -> int:
    return min(one.end, other.end) - max(one.start, other.start)


def _differing(was: Claim, now: Claim, before: Reading, after: Reading) -> Iterator[tuple[str, str, str]]:
    for slot in COMPARED:
        one, other = slot_value(was, slot), slot_value(now, slot)
        if one != other:
            yield slot, one, other
    if (was.location and was.location.name) != (now.location and now.location.name):
        yield "place", _place(was), _place(now)
    one, other = _whole(was, before), _whole(now, after)
    if one != other:
        yield "part of", one, other


def _place(claim: Claim) -> str:
    return claim.location.name if claim.location else "null"


def _whole(claim: Claim, reading: Reading) -> str:
    """Return the words of the claim that this one is part of: an id would change with every stretch."""
    return next((str(c.count) for c in reading.claims if c.index == claim.part_of), "null")


def against(made: Ledger, readings: Sequence[Reading]) -> list[Disagreement]:
    """Return where readings, left alone, disagree with the people who decided in a ledger."""
    if not made.decisions:
        return []
    return disagreements(made.decisions, held_as_sums(readings)[0], reconcile(readings))


def disagreements(standings: Sequence[Standing], readings: Sequence[Reading], alone: Ledger) -> list[Disagreement]:
    """Return where the readings, or the ledger made of them alone, disagree with decisions that hold."""
    told = {reading.report.id: reading for reading in readings}
    home = {claim: one for one in alone.incidents for claim in one.claims}
    found = []
    for standing in standings:
        if standing.holds:
            sentences = [*_about_claims(standing, told), *_about_incidents(standing, told, home)]
            found += [Disagreement(standing.decision, sentence) for sentence in sentences]
    return found


def _about_claims(standing: Standing, told: Mapping[str, Reading]) -> Iterator[str]:
    decision = standing.decision
    for anchor in decision.anchors:
        reading = told.get(anchor.partition(":")[0])
        machine = fitting(anchor, reading.claims) if reading else []
        seen = decision.seen(anchor)
        if reading is None or len(machine) != 1 or seen is None:
            continue
        if decision.kind is DecisionKind.CONFIRM:
            for slot in COMPARED:
                held, read = slot_value(seen.claim, slot), slot_value(machine[0], slot)
                if held != read:
                    yield f"{slot}: confirmed {held}, the machine reads {read}"
        if decision.kind is DecisionKind.CORRECT:
            for slot, held in decision.value:
                read = slot_value(machine[0], slot)
                if held != read and slot != "location" and not moves_words(slot):
                    yield f"{slot}: corrected to {held}, the machine reads {read}"


def _about_incidents(standing: Standing, told: Mapping[str, Reading], home: Mapping[str, Incident]) -> Iterator[str]:
    decision = standing.decision
    homes = {one.id: one for anchor in decision.anchors for one in _homes(anchor, told, home)}
    if decision.kind in TOGETHER and len(homes) > 1:
        yield f"put together, the machine alone keeps them apart ({', '.join(homes)})"
    if decision.kind is DecisionKind.SPLIT:
        left = {one.id for anchor in decision.values(FROM) for one in _homes(anchor, told, home)}
        if left & set(homes):
            yield f"set apart, the machine alone puts them together ({', '.join(sorted(left & set(homes)))})"
    if decision.kind is DecisionKind.GRADE:
        proposed = {one.grade for one in homes.values() if one.grade}
        for grade in proposed - set(decision.values(GRADE)):
            yield f"graded {' '.join(decision.values(GRADE))}, the machine proposes {grade}"


def _homes(anchor: str, told: Mapping[str, Reading], home: Mapping[str, Incident]) -> list[Incident]:
    reading = told.get(anchor.partition(":")[0])
    found = fitting(anchor, reading.claims) if reading else []
    return [home[found[0].id]] if len(found) == 1 and found[0].id in home else []
