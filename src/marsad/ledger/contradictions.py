"""Where people decided differently about one claim: both are named, and the latest decision holds."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.ledger.requoting import moves_words
from marsad.ledger.slots import slot_value
from marsad.model.decision import DecisionKind, State
from marsad.model.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.model.claim import Claim
    from marsad.model.decision import Decision, Standing

KIND = "contradictory decisions"
_COUNTS = "counts at all"
_WHOLE = "part of"
_Key = tuple[str, str]


def contradiction(earlier: Decision, later: Decision, about: str, claims: Sequence[str]) -> Problem:
    """Say that two decisions cannot both hold, and that the later one does."""
    sentence = (
        f"{earlier.who} and {later.who} decided differently about {about}: the {earlier.named} ({earlier.number}) and "
        f"the {later.named} ({later.number}); the latest holds. Undo one of them"
    )
    return Problem(KIND, sentence, claims[0].partition(":")[0] if claims else "", tuple(dict.fromkeys(claims)))


class Contradictions:
    """What decisions so far have set for each slot of each claim."""

    def __init__(self) -> None:
        self._set: dict[_Key, tuple[str, Decision]] = {}
        self._keys: dict[int, list[_Key]] = {}
        self._confirmed: dict[str, tuple[Claim, Decision]] = {}
        self._disputed: dict[int, list[str]] = {}
        self.found: list[Problem] = []

    def note(self, decision: Decision, claims: Sequence[str]) -> None:
        """Take a decision in; where another person had set something else, that is a problem."""
        for claim, slot, value in _sets(decision, claims):
            self._compare(decision, claim, slot, value)
            self._set[claim, slot] = value, decision
            self._keys.setdefault(id(decision), []).append((claim, slot))
        if decision.kind is DecisionKind.CONFIRM:
            for claim in claims:
                self._confirm(decision, claim)

    def rename(self, old: str, new: str) -> None:
        """Follow a claim whose id changed."""
        for slot in [slot for claim, slot in self._set if claim == old]:
            self._set[new, slot] = self._set.pop((old, slot))
        for keys in self._keys.values():
            keys[:] = [(new if claim == old else claim, slot) for claim, slot in keys]
        if old in self._confirmed:
            self._confirmed[new] = self._confirmed.pop(old)

    def overruled(self, standing: Standing) -> Standing:
        """Mark a decision that others dispute, and one of which later ones have set everything anew."""
        standing = replace(standing, disputed=tuple(dict.fromkeys(self._disputed.get(id(standing.decision), ()))))
        keys = self._keys.get(id(standing.decision), [])
        now = [self._set[key][1] for key in keys if key in self._set]
        if now and all(decision is not standing.decision for decision in now):
            return replace(standing, state=State.OVERRULED, by=max(decision.number for decision in now))
        return standing

    def _compare(self, decision: Decision, claim: str, slot: str, value: str) -> None:
        before = self._set.get((claim, slot))
        if before and before[0] != value and before[1].who != decision.who:
            self._blame(before[1], decision, slot, claim)
        elif claim in self._confirmed and slot not in {_COUNTS, _WHOLE}:
            saw, confirmed = self._confirmed[claim]
            if confirmed.who != decision.who and slot_value(saw, slot) != value:
                self._blame(confirmed, decision, slot, claim)

    def _blame(self, earlier: Decision, later: Decision, slot: str, claim: str) -> None:
        for decision in (earlier, later):
            self._disputed.setdefault(id(decision), []).append(claim)
        problem = contradiction(earlier, later, _about(slot), [claim])
        if problem not in self.found:  # the two ends of a count are one thing
            self.found.append(problem)

    def _confirm(self, decision: Decision, claim: str) -> None:
        seen = decision.seen(claim)
        if seen is None:
            return
        for (told, slot), (value, other) in self._set.items():
            differs = slot not in {_COUNTS, _WHOLE} and slot_value(seen.claim, slot) != value
            if told == claim and other.who != decision.who and differs:
                self._blame(other, decision, slot, claim)
        self._confirmed[claim] = seen.claim, decision


def _sets(decision: Decision, claims: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """List what a decision sets: claim, slot, value."""
    if decision.kind in {DecisionKind.CONFIRM, DecisionKind.RETRACT}:
        yield from ((claim, _COUNTS, str(decision.kind)) for claim in claims)
    elif decision.kind is DecisionKind.PART and len(claims) == 2:
        yield claims[0], _WHOLE, claims[1]
    elif decision.kind is DecisionKind.CORRECT:
        slots = {slot: value for slot, value in decision.value if not moves_words(slot)}
        slots.pop("location" if "place" in slots else "", None)
        yield from ((claim, slot, value) for claim in claims for slot, value in slots.items())


def _about(slot: str) -> str:
    slot = "count" if slot in {"low", "high"} else slot
    return {_COUNTS: "whether a claim counts", _WHOLE: "what a claim is part of"}.get(slot, f"the {slot} of a claim")
