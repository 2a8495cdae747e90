"""Explain a reading: for every claim its words, classes and rules, and the reason of each slot."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.model.claim import Side
from marsad.model.derivation import Choice, Chunk, Derivation, Leaf, Standing
from marsad.model.reason import Reason
from marsad.model.span import Quote
from marsad.model.when import WhenBasis
from marsad.reader.draft import Draft
from marsad.reader.read import pass_over, read
from marsad.reader.sentences import Zone
from marsad.text.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.claim import Claim
    from marsad.model.derivation import Tree
    from marsad.model.reading import Reading
    from marsad.model.report import Report
    from marsad.model.when import When
    from marsad.reader.read import Pass
    from marsad.reader.sentences import Sentence
    from marsad.text.fold import Folded

_COPIED = {
    "item": Reason.COPIED_ITEM,
    "part": Reason.COPIED_PART,
    "member": Reason.COPIED_MEMBER,
    "line": Reason.COPIED_LINE,
}
_TOLD = frozenset({Reason.HEAD, Reason.PART, Reason.MEMBER, Reason.ITEM, Reason.LINE, Reason.NAMED})
"""How a claim stands among those told before it."""
_HOLDING = frozenset(
    {
        *(_TOLD - {Reason.HEAD}),
        *(Reason.DEATH_THAT_RAISES, Reason.REASON_OF_RISE, Reason.PLACE_LINE, Reason.ADDS_UP),
        *(Reason.HEADLINE_SUM, Reason.ADDEND, Reason.RAISED_BY),
    }
)
"""The steps that make a claim a part of another; the last one to speak decides."""
_STEPS = frozenset(Reason)


def explained(report: Report, country: str | None = None) -> tuple[Reading, tuple[Derivation, ...]]:
    """Read a report as `read` does, and derive each of its claims; a row of a casebook has no words to derive from."""
    if report.cells:
        return read(report, country), ()
    passed = pass_over(report, country)
    if not passed.reading.claims:  # there is nothing to derive, and a text without a word of harm is put aside
        return read(report, country), ()
    drafts = sorted(passed.drafts, key=lambda draft: draft.node.start)
    stand = _Stand(passed, {id(draft): index for index, draft in enumerate(drafts)})
    claims = passed.reading.claims
    return passed.reading, tuple(stand.derive(draft, claim) for draft, claim in zip(drafts, claims, strict=True))


def _tree(node: Node, folded: Folded) -> Tree:
    start, end = folded.stored_span(node.start, node.end)
    quote, tags = Quote(start, folded.stored[start:end]), tuple(sorted(node.tags))
    if node.word is not None or not node.kids:
        return Leaf(quote, tags)
    seen = None
    if node.seen is not None and node.seen != (node.start, node.end):
        first, last = folded.stored_span(*node.seen)
        seen = Quote(first, folded.stored[first:last])
    return Chunk(node.rule or Reason.NAMED, quote, tags, tuple(_tree(kid, folded) for kid in node.kids), seen)


@dataclass(frozen=True, slots=True)
class _Stand:
    """A report that has been read, from which claims are explained; `number` leads from drafts to claims."""

    passed: Pass
    number: dict[int, int]

    def derive(self, draft: Draft, claim: Claim) -> Derivation:
        """Return how a claim came about."""
        steps = tuple(Reason(rule) for rule in claim.rules if rule in _STEPS)
        tree = _tree(draft.node, self.passed.folded)
        return Derivation(claim.index, tree, tuple(self._choices(draft, claim)), steps)

    def _choices(self, draft: Draft, claim: Claim) -> Iterator[Choice]:
        told = next((Reason(rule) for rule in draft.rules if rule in _TOLD), Reason.HEAD)
        holding = [Reason(rule) for rule in draft.rules if rule in _HOLDING]
        if claim.part_of is None or told not in holding[-1:]:
            yield Choice("told", "", told, claim=self.number.get(id(draft.lead)))
        if claim.part_of is not None:
            yield Choice("part_of", "", holding[-1] if holding else told, claim=claim.part_of)
        worded = draft.harmed is not None or draft.lead is None or draft.harm is not draft.lead.harm
        lead = None if worded else self.number.get(id(draft.lead))
        yield Choice("harm", str(claim.harm), Reason.HARM_WORDS if worded else Reason.HARM_LEAD, claim=lead)
        for slot, value in _filled(claim):
            if slot in draft.why:
                yield self._choice(draft, claim, slot, value)
        if claim.party is None and claim.side is Side.COMBATANT and draft.people.actors and "party" in draft.why:
            yield self._choice(draft, claim, "party", "")  # why a party that is named stays open
        if claim.hedged:
            yield self._hedged(draft)

    def _choice(self, draft: Draft, claim: Claim, slot: str, value: str) -> Choice:
        reason, found = draft.why[slot]
        if isinstance(found, Draft):
            reason = _COPIED.get(draft.relation, reason) if reason is Reason.COPIED_LEAD else reason
            return Choice(slot, value, reason, claim=self.number[id(found)])
        node = found if isinstance(found, Node) else None
        notes = self._notes(slot, claim, node)
        if node is None:
            return Choice(slot, value, reason, notes=notes)
        standing, apart = self._standing(draft, node, reason)
        tree = None if node is draft.node else _tree(node, self.passed.folded)
        return Choice(slot, value, reason, tree, standing, apart, notes=notes)

    def _hedged(self, draft: Draft) -> Choice:
        nodes = (draft.node, *draft.sentence.nodes)
        doubt = next((found for node in nodes for found in node.having("HEDGE")), None)
        if doubt is None:
            lead = self.number.get(id(draft.lead))
            return Choice("hedged", "", _COPIED.get(draft.relation, Reason.COPIED_LEAD), claim=lead)
        standing, apart = self._standing(draft, doubt, Reason.HEDGED_WORDS)
        return Choice("hedged", "", Reason.HEDGED_WORDS, _tree(doubt, self.passed.folded), standing, apart)

    def _standing(self, draft: Draft, node: Node, reason: Reason) -> tuple[Standing, int]:
        """Tell where words stand, seen from a claim, and how many sentences away."""
        own, other = draft.sentence, self._sentence(node)
        if draft.node.start <= node.start and node.end <= draft.node.end:
            return Standing.INSIDE, 0
        if reason is Reason.PLACE_BESIDE:
            return Standing.NEXT, 0
        if other is own:
            return (Standing.BEHIND if node.start > draft.node.start else Standing.BEFORE), 0
        if other.zone is Zone.HEADLINE:
            return Standing.HEADLINE, abs(own.index - other.index)
        return (Standing.EARLIER if other.index < own.index else Standing.LATER), abs(own.index - other.index)

    def _sentence(self, node: Node) -> Sentence:
        sentences = self.passed.sentences
        return sentences[bisect_right(sentences, node.start, key=lambda sentence: sentence.nodes[0].start) - 1]

    def _notes(self, slot: str, claim: Claim, node: Node | None) -> tuple[str, ...]:
        """Tell what the registry, the gazetteer or the calendar made of the words."""
        if slot in {"party", "by", "source"}:
            return tuple(self._actors(node, None if slot == "source" else claim.when)) if node is not None else ()
        if slot == "place":
            return _located(claim)
        return tuple(self._counted(claim.when)) if slot == "when" and claim.when is not None else ()

    def _actors(self, node: Node, when: When | None) -> Iterator[str]:
        for org in node.having("ORG"):
            identity = str(org.attr("actor"))
            chosen = self.passed.parties.chosen(identity, when)
            alias = f" by its alias “{org.form}”" if org.form else ""
            if chosen.actor is None:
                yield f"“{org.form}” is a name of several ({identity}): {chosen.why}"
                continue
            counted = f", counted as {chosen.party}" if chosen.party else ""
            why = f": {chosen.why}" if chosen.why else ""
            yield f"the registry knows {chosen.actor.name_en} ({chosen.actor.id}{counted}){alias}{why}"

    def _counted(self, when: When) -> Iterator[str]:
        """Tell from which day others were counted, and how that is known."""
        published = self.passed.reading.published
        if published is not None and when.basis in {WhenBasis.RELATIVE, WhenBasis.REPORT}:
            words = f", from “{published.quote.text}”" if published.quote else ""
            yield f"the report’s own day is {published.days} ({published.basis}{words})"


def _filled(claim: Claim) -> Iterator[tuple[str, str]]:
    """Walk the slots that are filled, with what was understood."""
    yield "count", str(claim.count)
    yield "victims", claim.victims.text if claim.victims else ""
    yield "side", str(claim.side)
    for slot, value in (("party", claim.party), ("method", claim.method)):
        if value:
            yield slot, str(value)
    if claim.place:
        yield "place", claim.location.name if claim.location else ""
    if claim.by:
        yield "by", claim.by_party or ""
    for slot, when in (("when", claim.when), ("said", claim.said)):
        if when:
            yield slot, str(when.days)
    if claim.source:
        yield "source", claim.source_key or ""
    yield "toll", str(claim.toll)


def _located(claim: Claim) -> tuple[str, ...]:
    at = claim.location
    if at is None:
        return ("the gazetteer has no such place, or several and nothing decides",)
    return (
        f"{at.name}: {at.precision}, ±{at.radius_km:g} km, {at.lat:.4f} {at.lon:.4f}, {' '.join(at.pcodes)}",
        *at.why,
    )
