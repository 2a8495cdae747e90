"""Settle the arguments of each draft: place, doer, method, source, day.

The order is that of CONSTRUCTIONS 3: what depends on another claim copies it; else the sentence in the direction of
the construction, then the other direction, then the sentences before, the headline last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.reason import Reason
from marsad.reader.doers import doer, doers, speaker, speakers
from marsad.reader.method import has_strong_means, set_method
from marsad.reader.reach import Heads, Reach, clause_of, nearest, places_listed
from marsad.reader.sentences import Zone
from marsad.reader.where import home, homes, stations, target, targets, wards

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence, Spots
    from marsad.text.nodes import Node

_PARTS = frozenset({"part", "member"})
_COPIED = ("place", "by", "method", "method_node", "source", "said", "when")


def settle(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Fill place, doer and method of every draft."""
    for draft in drafts:
        draft.sentence.taken |= {id(org) for org in draft.node.having("PARTIES")}
    heads, reach = Heads(drafts), Reach(sentences)
    ends = _apart(drafts)
    for draft in drafts:
        if draft.relation in {"head", "line"}:
            _own(draft, reach.of(draft), heads, ends.get(id(draft), len(draft.sentence.nodes)))
    for draft in drafts:
        lead = draft.lead
        if lead is None or draft.relation == "head":
            continue
        if draft.relation in _PARTS and draft.place is None and (there := _beside(draft)) is not lead.place:
            draft.place = draft.chose("place", Reason.PLACE_BESIDE, there)
        for slot in _COPIED:
            if getattr(draft, slot) is None:
                setattr(draft, slot, draft.chose(slot, Reason.COPIED_LEAD, getattr(lead, slot), lead))
        draft.hedged = draft.hedged or lead.hedged


def _beside(draft: Draft) -> Node | None:
    """Return the place right behind a part: `31 dead, 12 of them in Homs`."""
    nodes, at = draft.sentence.nodes, draft.at + 1
    led = at < len(nodes) and bool(nodes[at].tags & _AT)
    return draft.sentence.once(targets).get(at + 1) if led else None


def _apart(drafts: Sequence[Draft]) -> dict[int, int]:
    """Say where the members of a claim begin, by its id, where they are told with places of their own.

    `16 dead, 11 in the field and 5 near the station`: the field is not where the 16 died.
    """
    members: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.relation == "member" and draft.whole is not None and draft.sentence is draft.whole.sentence:
            members.setdefault(id(draft.whole), []).append(draft)
    return {
        whole: first.at
        for whole, (first, *others) in members.items()
        if others and any(first.at < at < others[0].at for at in first.sentence.once(targets))
    }


def _own(draft: Draft, within: list[Sentence], heads: Heads, end: int) -> None:
    """Settle the arguments of a claim; from the node `end` of its sentence on its members are told with their own."""
    draft.place = _place(draft, within, end)
    draft.by = _by(draft, within)
    set_method(draft, within, heads)
    first = _first_of_clause(draft, heads)
    if first is not None and draft.relation == "head" and _second_harm(draft, first):
        for slot in ("place", "by"):
            if getattr(first, slot) is not None and not _in_own_clause(draft, slot):
                setattr(draft, slot, getattr(first, slot))
                draft.why[slot] = (Reason.COPIED_SECOND_HARM, first)


def _first_of_clause(draft: Draft, heads: Heads) -> Draft | None:
    """Return the claim with which a second harm goes on: its lead, unless a list of places has gone on since."""
    before = heads.before(draft)
    parted = draft.sentence.once(places_listed) and draft.lead is not None and draft.lead.at not in clause_of(draft)
    return before if parted and before is not None and before.at in clause_of(draft) else draft.lead


def _place(draft: Draft, within: list[Sentence], end: int) -> Node | None:
    """Find where it was: right behind the claim, else in its sentence, else where its people were, else before."""
    theirs = {id(node) for node in draft.sentence.nodes[end:]}

    def own_place(node: Node) -> bool:
        return id(node) not in theirs

    if (inside := _inside(draft, target)) is not None:
        return draft.chose("place", Reason.PLACE_INSIDE, inside)
    nodes, there = draft.sentence.nodes, draft.sentence.once(targets)
    beside = draft.at + 2 if nodes[draft.at + 1 : draft.at + 2] and nodes[draft.at + 1].tags & _AT else draft.at + 1
    if beside in there:
        return draft.chose("place", Reason.PLACE_BESIDE, there[beside])
    if (there_told := _told_of(draft)) is not None:
        return draft.chose("place", Reason.PLACE_TOLD_OF, there_told)
    own = [draft.sentence]
    return (
        draft.chose("place", Reason.PLACE_SENTENCE, _first(draft, own, targets, own_place))
        or draft.chose("place", Reason.PLACE_HOME, _inside(draft, home) or _first(draft, own, homes, own_place))
        or draft.chose("place", Reason.PLACE_REACH, _first(draft, within, targets, own_place))
        or draft.chose("place", Reason.PLACE_HOME, _first(draft, own, wards, own_place))
        or draft.chose("place", Reason.PLACE_STATION, _first(draft, own, stations, own_place))
    )


_AT = frozenset({"FI", "BI", "WITHIN"})
_DEEDS = frozenset({"MEANS", "STRIKE", "ATTACK"})
_TO_HARM = frozenset({"RESULT", "QAD", "PASTMARK"})


def _told_of(draft: Draft) -> Node | None:
    """Return the place of the attack that a claim is told of: `the shelling of the village, which left four dead`."""
    nodes, at = draft.sentence.nodes, draft.at - 1
    while at > 0 and nodes[at].tags & _TO_HARM:
        at -= 1
    if at < 1 or "REL" not in nodes[at].tags:
        return None
    for there in range(at - 1, max(0, at - 4), -1):
        place = target(nodes, there)
        if place is not None and any(node.tags & _DEEDS for node in nodes[max(0, there - 3) : there]):
            return place
    return None


def _by(draft: Draft, within: list[Sentence]) -> Node | None:
    """Find who did it; nobody is the doer of its own losses."""

    def strange(node: Node | None) -> bool:
        return node is not None and not any(org.attr("actor") in draft.people.actors for org in node.having("ORG"))

    sentence = draft.sentence

    def spoken() -> Node | None:
        inside = _inside(draft, lambda nodes, at: speaker(nodes, at, sentence.taken), strange)
        return inside or _first(draft, [sentence], speakers, strange)

    inside = _inside(draft, lambda nodes, at: doer(nodes, at, frozenset()), strange)
    own = draft.chose("by", Reason.BY_INSIDE, inside)
    own = own or draft.chose("by", Reason.BY_SENTENCE, _first(draft, [sentence], doers, strange))
    own = own or draft.chose("by", Reason.BY_SPEAKER, spoken())
    if own is None and _own_event(draft):
        within = [other for other in within if other.line == sentence.line]
    return own or draft.chose("by", Reason.BY_REACH, _first(draft, within, doers, strange))


def _own_event(draft: Draft) -> bool:
    """Tell whether a sentence tells of an event of its own, with its place and means: no other names its doer."""
    sentence = draft.sentence
    return sentence.zone is Zone.BODY and bool(sentence.once(targets)) and sentence.once(has_strong_means)


def _second_harm(draft: Draft, lead: Draft) -> bool:
    """Tell whether a claim only goes on with what the one before tells (`مقتل … وإصابة …`)."""
    return (draft.harm is not lead.harm or draft.people.others) and not draft.people.actors


def _in_own_clause(draft: Draft, slot: str) -> bool:
    """Tell whether what was found for a second harm stands behind it, not before the first."""
    node: Node | None = getattr(draft, slot)
    if node is None or node.start < draft.node.start or draft.sentence.nodes[-1].end < node.end:
        return False
    between = [other for other in draft.sentence.nodes[draft.at + 1 :] if other.start < node.start]
    if any("HARMED" in other.tags for other in between) and any("COMMA" in other.tags for other in between):
        return False  # it is where others were harmed: `a girl died in X and 4 were hurt, and a man died in Y`
    return not any(other.tags & {"ANNA", "ACCORDING"} for other in between)


def _first(
    draft: Draft,
    within: Sequence[Sentence],
    find: Callable[[Sentence], Spots],
    fits: Callable[[Node], bool] = lambda _: True,
) -> Node | None:
    """Return the nearest of what `find` finds in the sentences that fits."""
    for sentence in within:
        there = sentence.once(find)
        for at in nearest(draft, sentence, there.order):
            if fits(there[at]):
                return there[at]
    return None


def _inside(
    draft: Draft,
    wanted: Callable[[list[Node], int], Node | None],
    fits: Callable[[Node | None], bool] = lambda node: node is not None,
) -> Node | None:
    """Look into the statement itself (`the dead of the attack on the town have passed 20`)."""
    nodes = list(draft.node.kids)
    return next((found for at in range(len(nodes)) if fits(found := wanted(nodes, at))), None)
