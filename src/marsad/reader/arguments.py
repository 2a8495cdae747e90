"""Settle the arguments of each draft: place, doer, method, source, day.

The order is that of CONSTRUCTIONS 3: what depends on another claim copies it; else the sentence in the direction of
the construction, then the other direction, then the sentences before, the headline last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.lang.phrases import Day
from marsad.model.reason import Reason
from marsad.reader.doers import doer, speaker
from marsad.reader.method import set_method
from marsad.reader.reach import order, reach
from marsad.reader.sentences import Zone
from marsad.reader.where import home, target

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_COPIED = ("place", "by", "method", "method_node", "source", "said", "when")


def settle(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Fill place, doer and method of every draft."""
    taken = {id(org) for draft in drafts for org in draft.node.having("PARTIES")}
    heads = [draft for draft in drafts if draft.relation == "head"]
    for draft in drafts:
        if draft.relation in {"head", "line"}:
            _own(draft, reach(draft, sentences), taken, heads)
    for draft in drafts:
        lead = draft.lead
        if lead is None or draft.relation == "head":
            continue
        for slot in _COPIED:
            if getattr(draft, slot) is None:
                setattr(draft, slot, draft.chose(slot, Reason.COPIED_LEAD, getattr(lead, slot), lead))
        draft.hedged = draft.hedged or lead.hedged


def _own(draft: Draft, within: list[Sentence], taken: set[int], heads: list[Draft]) -> None:
    draft.place = _place(draft, within)
    draft.by = _by(draft, within, taken)
    set_method(draft, within, heads)
    if draft.lead is not None and draft.relation == "head" and _second_harm(draft, draft.lead):
        for slot in ("place", "by"):
            if getattr(draft.lead, slot) is not None and not _in_own_clause(draft, slot):
                setattr(draft, slot, getattr(draft.lead, slot))
                draft.why[slot] = (Reason.COPIED_SECOND_HARM, draft.lead)


def _place(draft: Draft, within: list[Sentence]) -> Node | None:
    """Find where it was: right behind the claim, else in its sentence, else where its people were, else before."""
    if (inside := _inside(draft, target)) is not None:
        return draft.chose("place", Reason.PLACE_INSIDE, inside)
    nodes = draft.sentence.nodes
    beside = draft.at + 2 if nodes[draft.at + 1 : draft.at + 2] and nodes[draft.at + 1].tags & _AT else draft.at + 1
    if beside < len(nodes) and (found := target(nodes, beside)):
        return draft.chose("place", Reason.PLACE_BESIDE, found)
    own = [draft.sentence]
    return (
        draft.chose("place", Reason.PLACE_SENTENCE, _first(draft, own, target))
        or draft.chose("place", Reason.PLACE_HOME, _first(draft, own, home))
        or draft.chose("place", Reason.PLACE_REACH, _first(draft, within, target))
    )


_AT = frozenset({"FI", "BI", "WITHIN"})


def _by(draft: Draft, within: list[Sentence], taken: set[int]) -> Node | None:
    """Find who did it; nobody is the doer of its own losses."""

    def strange(node: Node | None) -> Node | None:
        return None if node is None or _own_people(draft, node) else node

    own = draft.chose("by", Reason.BY_INSIDE, _inside(draft, lambda nodes, at: strange(doer(nodes, at, set()))))
    own = own or draft.chose(
        "by",
        Reason.BY_SENTENCE,
        _first(draft, [draft.sentence], lambda nodes, at: strange(doer(nodes, at, taken))),
    )
    own = own or draft.chose(
        "by",
        Reason.BY_SPEAKER,
        _first(draft, [draft.sentence], lambda nodes, at: strange(speaker(nodes, at, taken))),
    )
    if own is None and _own_event(draft):
        within = [sentence for sentence in within if sentence.line == draft.sentence.line]
    return own or draft.chose(
        "by", Reason.BY_REACH, _first(draft, within, lambda nodes, at: strange(doer(nodes, at, taken)))
    )


def _own_event(draft: Draft) -> bool:
    """Tell whether a sentence tells of an event of its own, with its place and means: no other names its doer."""
    nodes = draft.sentence.nodes
    if draft.sentence.zone is not Zone.BODY:
        return False
    placed = any(target(nodes, at) is not None for at in range(len(nodes)))
    return placed and any(int(found.attr("strength") or 0) > 1 for node in nodes for found in node.having("MEANS"))


def _second_harm(draft: Draft, lead: Draft) -> bool:
    """Tell whether a claim only goes on with what the one before tells (`مقتل … وإصابة …`)."""
    return (draft.harm is not lead.harm or draft.people.others) and not draft.people.actors


def _in_own_clause(draft: Draft, slot: str) -> bool:
    """Tell whether what was found for a second harm stands behind it, not before the first."""
    node: Node | None = getattr(draft, slot)
    if node is None or node.start < draft.node.start or draft.sentence.nodes[-1].end < node.end:
        return False
    between = [other for other in draft.sentence.nodes[draft.at + 1 :] if other.start < node.start]
    return not any(other.tags & {"ANNA", "ACCORDING"} for other in between)


def _first(draft: Draft, within: Sequence[Sentence], wanted: Callable[[list[Node], int], Node | None]) -> Node | None:
    if draft.sentence in within and (found := _inside(draft, wanted)) is not None:
        return found
    for sentence in within:
        for at in order(draft, sentence):
            found = wanted(sentence.nodes, at)
            if found is not None:
                return found
    return None


def _inside(draft: Draft, wanted: Callable[[list[Node], int], Node | None]) -> Node | None:
    """Look into the statement itself (`the dead of the attack on the town have passed 20`)."""
    nodes = list(draft.node.kids)
    return next((found for at in range(len(nodes)) if (found := wanted(nodes, at)) is not None), None)


def _own_people(draft: Draft, node: Node) -> bool:
    """Tell whether a party is the one harmed."""
    return any(org.attr("actor") in draft.people.actors for org in node.having("ORG"))


def day_near(draft: Draft, within: list[Sentence], wanted: Callable[[Sentence, Node, Day], bool]) -> Node | None:
    """Return the words of time nearest to a claim that are wanted."""
    own = (node for node in draft.node.kids if isinstance(node.value, Day) and wanted(draft.sentence, node, node.value))
    if (inside := next(own, None)) is not None:
        return inside
    for sentence in within:
        for at in order(draft, sentence):
            node = sentence.nodes[at]
            if isinstance(node.value, Day) and wanted(sentence, node, node.value):
                return node
    return None
