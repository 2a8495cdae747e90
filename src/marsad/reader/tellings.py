"""Say who was harmed as other tellings do: the body under a headline, the figure just before, the parts of a sum."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.model.claim import Group, Side
from marsad.model.reason import Reason
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.lang.phrases import Victims
    from marsad.reader.draft import Draft

_NOUNS = frozenset({"PERSON", "HARMNOUN", "CAPTIVE", "OTHERS", "FAMILY"})
_ALIKE = frozenset({Group.CHILDREN, Group.WOMEN})
_NEAR = 8
"""A figure so many words behind another one goes on with its people."""


def as_told_elsewhere(
    draft: Draft, earlier: Sequence[Draft], drafts: Sequence[Draft], parts: Sequence[Draft]
) -> Victims:
    """Return the people of a draft, with what other tellings of the report say of them.

    `earlier` are the claims just before, `drafts` all of the report, `parts` those that hang on this one.
    """
    draft.people = _like_the_other(draft, earlier)
    people = _by_their_parts(draft, _by_misfortune(draft, _as_in_the_body(draft, drafts)), parts)
    if draft.relation == "head" and people.side is Side.UNKNOWN and not people.actors:
        people = _as_beside(draft, people, earlier)
    return _as_told_before(draft, people, earlier)


def _as_told_before(draft: Draft, people: Victims, earlier: Sequence[Draft]) -> Victims:
    """Return the people of a bare figure as those of the same place told just before: `had spoken of 15 dead there`."""
    named = any(leaf.tags & {"PERSON", "FAMILY"} for leaf in draft.node.leaves())
    if named or people.side is not Side.UNKNOWN or people.actors or people.martyr or draft.relation != "head":
        return people
    for before in reversed(earlier):
        near = 0 <= draft.sentence.index - before.sentence.index <= 2
        if not near or before.harm is not draft.harm or before.relation != "head" or before.place is not draft.place:
            continue
        if before.people.side in {Side.COMBATANT, Side.CIVILIAN} and draft.place is not None:
            return _as_of(draft, people, before, Reason.PARTY_TOLD_BEFORE)
        break
    return people


def _as_of(draft: Draft, people: Victims, other: Draft, reason: Reason) -> Victims:
    """Return people as of the side and parties of another claim, and note why."""
    draft.why["side"] = draft.why["party"] = (reason, other)
    return replace(people, side=other.people.side, actors=other.people.actors)


def _as_in_the_body(draft: Draft, drafts: Iterable[Draft]) -> Victims:
    """Return the people of a headline that names no side (`a person hurt`, `4 dead`) as those of the body's figure."""
    people = draft.people
    if draft.sentence.zone is not Zone.HEADLINE or people.side is not Side.UNKNOWN or people.actors or people.former:
        return people
    body = [d for d in drafts if d.sentence.zone is Zone.BODY and d.harm is draft.harm and d.relation == "head"]
    equal = [d for d in body if people.count.vague or d.people.count == people.count]
    sides = {(d.people.side, d.people.actors): d for d in equal if d.people.side is not Side.UNKNOWN}
    if len(sides) != 1 or any(d.people.side is Side.UNKNOWN and people.count.vague for d in equal):
        return people
    return _as_of(draft, people, next(iter(sides.values())), Reason.PEOPLE_IN_BODY)


def _as_beside(draft: Draft, people: Victims, earlier: Sequence[Draft]) -> Victims:
    """Return the people of a number without a noun as those told just before (`11 civilians dead, over 35 hurt`)."""
    if people.others and draft.lead is None:
        return _as_in_the_sentence_before(draft, people, earlier)
    nouns = any(leaf.tags & _NOUNS and not leaf.tags & {"HARMNOUN", "PRONOUN"} for leaf in draft.node.leaves())
    before = next((d for d in reversed(earlier) if d.relation in {"head", "item"}), None)
    near = before is not None and before.sentence is draft.sentence and draft.at - before.at <= _NEAR
    if nouns or before is None or not near or before.people.side is Side.UNKNOWN:
        return people
    return _as_of(draft, people, before, Reason.PEOPLE_BESIDE)


def _as_in_the_sentence_before(draft: Draft, people: Victims, earlier: Sequence[Draft]) -> Victims:
    """Return `others` as of the side that the sentence before tells of (`12 civilians died. 19 others were hurt`)."""
    told = [d for d in earlier if d.relation == "head" and d.sentence.index + 1 == draft.sentence.index]
    known = [d for d in told if d.harm is not draft.harm and d.people.side is not Side.UNKNOWN]
    one_side = len({(d.people.side, d.people.actors) for d in known}) == 1
    return _as_of(draft, people, known[0], Reason.PEOPLE_BESIDE) if one_side else people


def _by_misfortune(draft: Draft, people: Victims) -> Victims:
    """Take those who drowned or killed themselves as civilians (GUIDELINES rule 16)."""
    civil = people.side is Side.UNKNOWN and not people.former and not people.actors
    if civil and any(leaf.attr("misfortune") for leaf in draft.node.leaves()):
        return draft.chose("side", Reason.SIDE_MISFORTUNE, replace(people, side=Side.CIVILIAN), draft.node)
    return people


def _by_their_parts(draft: Draft, people: Victims, hung: Sequence[Draft]) -> Victims:
    """Take people of no side as mixed where their parts are of both, as civilians where civilians add up to all."""
    if people.side is not Side.UNKNOWN or people.actors or people.former:
        return people
    parts = [d.people for d in hung]
    sides = {part.side for part in parts}
    if {Side.CIVILIAN, Side.COMBATANT} <= sides:
        return draft.chose("side", Reason.SIDE_OF_PARTS, replace(people, side=Side.MIXED), draft.node)
    civil = Side.CIVILIAN in sides and all(p.side is Side.CIVILIAN or p.group is Group.MEN for p in parts)
    if civil and sum(part.count.low for part in parts) == people.count.low == people.count.high:
        return draft.chose("side", Reason.SIDE_OF_PARTS, replace(people, side=Side.CIVILIAN), draft.node)
    return people


def _like_the_other(draft: Draft, earlier: Sequence[Draft]) -> Victims:
    """Return `another` as of the group told just before: another woman, another child."""
    people = draft.people
    other = next((leaf for leaf in draft.node.leaves() if "OTHERS" in leaf.tags), None)
    if other is None or people.group is not None or people.count.high != 1 or not earlier:
        return people
    before = earlier[-1]
    alike = before.people.count.high == 1 and before.people.group in _ALIKE
    return replace(people, group=before.people.group) if alike and before.sentence is draft.sentence else people
