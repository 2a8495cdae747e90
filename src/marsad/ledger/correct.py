"""Apply what people decided about claims: confirmed, corrected, made parts of others, retracted; in their order.

What a person saw and vouched for stands, whatever a later reading makes of the text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.ledger.contradictions import Contradictions
from marsad.ledger.decided import fitting, unbound, undone, vouches
from marsad.ledger.founding import leaving
from marsad.ledger.persons import person
from marsad.ledger.slots import NOTHING, with_slots
from marsad.model.decision import DecisionKind, Seen, Standing, State
from marsad.model.problem import MarsadError, Problem

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.model.claim import Claim
    from marsad.model.decision import Decision
    from marsad.model.reading import Reading

PART_OF = "part_of"
ADDED = "added"
"""The name under which a confirmation says that the reader missed the claim."""
FROM = "from"
"""The name under which a split has the claims that it leaves behind."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """Readings as people left them, how each decision stands, and what could not be bound or contradicts."""

    readings: tuple[Reading, ...]
    standings: tuple[Standing, ...] = ()
    problems: tuple[Problem, ...] = ()


def reports_named(decisions: Iterable[Decision]) -> set[str]:
    """Return the ids of the reports whose claims decisions speak of; what other reports tell binds none of them."""
    named = ((*d.anchors, *d.values(FROM), *(left for _, left in leaving(d))) for d in decisions)
    return {anchor.partition(":")[0] for anchors in named for anchor in anchors}


def rule(readings: Sequence[Reading], decisions: Sequence[Decision]) -> Ruled:
    """Bind every decision to the claims of these readings and apply those about single claims."""
    if not decisions:
        return Ruled(tuple(readings))
    table = _Table(readings, decisions)
    taken_back = undone(decisions)
    found = [_undone(d, taken_back) or table.apply(d) for d in decisions]
    standings = tuple(
        replace(s, claims=table.present(s.claims), left=table.present(s.left), disputed=table.present(s.disputed))
        for s in map(table.contradictions.overruled, found)
    )
    return Ruled(tuple(table.reading(r) for r in readings), standings, (*table.problems, *table.contradictions.found))


def _undone(decision: Decision, taken_back: dict[int, int]) -> Standing | None:
    by = taken_back.get(decision.number) if decision.number else None
    return Standing(decision, State.UNDONE, by=by) if by else None


class _Table:
    """The claims of the reports that decisions speak of, as they are after the decisions so far."""

    def __init__(self, readings: Sequence[Reading], decisions: Sequence[Decision]) -> None:
        wanted = reports_named(decisions)
        self._texts = {r.report.id: r.report.text for r in readings if r.report.id in wanted}
        self._claims = {r.report.id: list(r.claims) for r in readings if r.report.id in wanted}
        self._names: dict[str, str] = {}
        self._retracted: set[str] = set()
        self.problems: list[Problem] = []
        self.contradictions = Contradictions()

    def apply(self, decision: Decision) -> Standing:
        """Bind a decision and do what it says about single claims."""
        states: set[State] = set()
        bound = [(anchor, c) for anchor in decision.anchors if (c := self._bind(decision, anchor, states))]
        left = [c for anchor in decision.values(FROM) if (c := self._bind(decision, anchor, states))]
        act = _ACTS.get(decision.kind)
        if act:
            act(self, decision, bound)
        claims = self.present(c for _, c in bound)
        self.contradictions.note(decision, claims)
        state = next((s for s in (State.ORPHAN, State.AMBIGUOUS) if s in states), State.BINDS)
        return Standing(decision, state, claims, tuple(left))

    def present(self, claims: Iterable[str]) -> tuple[str, ...]:
        """Return the present ids of claims that were named by earlier ones."""
        return tuple(dict.fromkeys(map(self._name, claims)))

    def reading(self, reading: Reading) -> Reading:
        """Return a reading as it is now."""
        if reading.report.id not in self._claims:
            return reading
        kept = tuple(c for c in self._claims[reading.report.id] if c.id not in self._retracted)
        return reading if kept == reading.claims else replace(reading, claims=kept)

    def _bind(self, decision: Decision, anchor: str, states: set[State]) -> str | None:
        """Return the id of the one claim that an anchor binds; what it does not bind is a problem.

        A claim that somebody vouched for stands in the place of what the reader now makes of its words.
        """
        report = anchor.partition(":")[0]
        told = self._claims.get(report, [])
        name = self._name(anchor)
        found = [c for c in told if c.id == name] or fitting(anchor, [c for c in told if c.id not in self._retracted])
        if not found:
            found = fitting(anchor, told)
        seen = decision.seen(anchor) if vouches(decision) else None
        if len(found) == 1:
            if seen and found[0].id != name and found[0].count != seen.claim.count:
                return self._stand(seen, found)
            return found[0].id
        if seen and not found and report in self._claims and decision.values(ADDED):
            return self._stand(seen, found)
        states.add(State.AMBIGUOUS if found else State.ORPHAN)
        self.problems.append(unbound(decision, anchor, found, held=report in self._claims))
        return self._stand(seen, found) if seen and report in self._claims else None

    def _stand(self, seen: Seen, instead: Sequence[Claim]) -> str:
        """Put the claim that a person saw in the place of these, at the end where there are none."""
        told = self._claims[seen.claim.report]
        first = instead[0] if instead else None
        whole = next((c.index for c in told if seen.whole and c.id == self._name(seen.whole)), None)
        index = first.index if first else max((c.index for c in told), default=-1) + 1
        stands = replace(
            seen.claim,
            index=index,
            part_of=first.part_of if first else whole,
            persons=tuple(person for c in instead for person in c.persons),
        )
        gone = {c.index for c in instead}
        kept = [replace(c, part_of=index) if c.part_of in gone else c for c in told if c not in instead]
        if stands.part_of in gone:
            stands = replace(stands, part_of=None)
        self._claims[seen.claim.report] = sorted([*kept, stands], key=lambda c: c.index)
        for c in instead:
            self._rename(c.id, stands.id)
        return stands.id

    def _name(self, claim: str) -> str:
        while claim in self._names:
            claim = self._names[claim]
        return claim

    def _rename(self, old: str, new: str) -> None:
        self._names.pop(new, None)
        if old != new:
            self._names[old] = new
            self.contradictions.rename(old, new)
            if old in self._retracted:
                self._retracted.add(new)

    def _find(self, claim: str) -> Claim:
        name = self._name(claim)
        return next(c for c in self._claims[name.partition(":")[0]] if c.id == name)

    def _change(self, claim: str, changed: Claim) -> None:
        was = self._find(claim)
        told = self._claims[was.report]
        told[told.index(was)] = changed
        self._rename(was.id, changed.id)

    def confirm(self, decision: Decision, bound: Sequence[tuple[str, str]]) -> None:
        """Let claims be as the person saw them; a retracted one comes back."""
        for anchor, claim in bound:
            self._retracted.discard(self._name(claim))
            seen, now = decision.seen(anchor), self._find(claim)
            if seen:
                stands = replace(seen.claim, index=now.index, part_of=now.part_of, persons=now.persons)
                self._change(claim, stands)

    def correct(self, decision: Decision, bound: Sequence[tuple[str, str]]) -> None:
        """Set slots."""
        for _, claim in bound:
            was = self._find(claim)
            whole = [value for slot, value in decision.value if slot == PART_OF]
            slots = tuple(pair for pair in decision.value if pair[0] != PART_OF)
            changed, unusable = with_slots(was, slots, self._texts[was.report])
            for value in whole:
                found = self._with_whole(changed, value)
                unusable += [f"{PART_OF}: {value}"] if found is None else []
                changed = found or changed
            for said in unusable:
                sentence = f"a correction says “{said}”, which no claim can say; the machine’s reading holds there"
                self.problems.append(Problem("unusable correction", sentence, was.report, (was.id,)))
            self._change(claim, changed)

    def part(self, _decision: Decision, bound: Sequence[tuple[str, str]]) -> None:
        """Make the first claim a part of the second."""
        if len(bound) == 2:
            (_, part), (_, whole) = bound
            self._change(part, self._with_whole(self._find(part), whole) or self._find(part))

    def retract(self, _decision: Decision, bound: Sequence[tuple[str, str]]) -> None:
        """Let claims count no more."""
        self._retracted.update(self._name(claim) for _, claim in bound)

    def person(self, decision: Decision, bound: Sequence[tuple[str, str]]) -> None:
        """Name one of the people that claims count; nobody twice in one claim."""
        for _, claim in bound:
            was = self._find(claim)
            try:
                named = person(decision)
            except (MarsadError, ValueError):
                sentence = "a decision names a person whom no claim can name; it changes nothing"
                self.problems.append(Problem("unusable correction", sentence, was.report, (was.id,)))
                continue
            others = tuple(one for one in was.persons if one.name != named.name)
            self._change(claim, replace(was, persons=(*others, named)))

    def _with_whole(self, part: Claim, whole: str) -> Claim | None:
        """Return the claim as a part of another of its report; None where there is none, or a ring would close."""
        if whole in {"", NOTHING}:
            return replace(part, part_of=None)
        told = {c.index: c for c in self._claims[part.report]}
        found = next((c for c in told.values() if c.id == self._name(whole)), None)
        above, at = set[int](), found
        while at is not None and at.index not in above:
            above.add(at.index)
            at = told.get(at.part_of) if at.part_of is not None else None
        return None if found is None or part.index in above else replace(part, part_of=found.index)


_ACTS = {
    DecisionKind.CONFIRM: _Table.confirm,
    DecisionKind.CORRECT: _Table.correct,
    DecisionKind.PART: _Table.part,
    DecisionKind.RETRACT: _Table.retract,
    DecisionKind.PERSON: _Table.person,
}
