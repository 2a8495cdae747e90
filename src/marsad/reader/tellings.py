"""Say who was harmed as other tellings do: the body under a headline, the figure just before, the parts of a sum."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Harmed, Victims
from marsad.model.claim import Group, Side, TollKind
from marsad.model.reason import Reason
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.reader.draft import Draft

_NOUNS = frozenset({"PERSON", "HARMNOUN", "CAPTIVE", "OTHERS", "FAMILY"})
_ALIKE = frozenset({Group.CHILDREN, Group.WOMEN})
_AGED = 9
"""So far behind a person his age may stand."""
_GROWN = 18
_NAMING = frozenset({"UNKNOWN", "GAZETTEER", "DEFINITE", "GIVENNAME", "OPEN", "AGED", "VICTIMS", "PERSON", "CALLED"})
_SEVERAL = 3
"""A figure from here on that is told again in the body is of the same people."""
_MOST = 20
"""So many tellings of one figure are looked at."""
_MEANT = 60
"""So many words back a pronoun may point."""
_NEAR = 8
"""A figure so many words behind another one goes on with its people."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands by a claim: the claims just before it, the one behind it, those that hang on it."""

    earlier: Sequence[Draft]
    behind: Draft | None
    parts: Sequence[Draft]


class Body:
    """The figures of the body of a report, by harm and number."""

    def __init__(self, drafts: Iterable[Draft]) -> None:
        self._told: dict[object, list[Draft]] = {}
        for draft in drafts:
            if draft.sentence.zone is Zone.BODY and draft.relation == "head":
                for key in (draft.harm, (draft.harm, draft.people.count)):
                    row = self._told.setdefault(key, [])
                    if len(row) < _MOST:
                        row.append(draft)

    def like(self, draft: Draft) -> list[Draft]:
        """Return the figures that may be this one told again: of an equal number, any where it gives none."""
        count = draft.people.count
        return self._told.get(draft.harm if count.vague else (draft.harm, count), [])


def as_told_elsewhere(draft: Draft, beside: Beside, body: Body) -> Victims:
    """Return the people of a draft, with what other tellings of the report say of them."""
    earlier = beside.earlier
    draft.people = _by_age(draft, _like_the_other(draft, earlier))
    draft.people = _whom_the_pronoun_means(draft, earlier)
    people = _by_their_parts(draft, _by_misfortune(draft, _as_in_the_body(draft, body)), beside.parts)
    if (people.side is Side.COMBATANT or people.group is Group.MEN) and not people.actors and not people.former:
        people = _of_one_party(draft, people, beside.behind)
    if people.harm is not None and people.side is Side.UNKNOWN and not people.actors:
        people = _as_behind(draft, people, beside.behind)
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
        one = before.people.count.high == 1 and not before.people.actors
        if draft.toll is TollKind.RUNNING and one and draft.people.count.low > 1:
            continue  # a bystander who raises a toll does not make all of it his kind
        if before.people.side in {Side.COMBATANT, Side.CIVILIAN} and draft.place is not None:
            return _as_of(draft, people, before, Reason.PARTY_TOLD_BEFORE)
        break
    return people


def _as_of(draft: Draft, people: Victims, other: Draft, reason: Reason) -> Victims:
    """Return people as of the side and parties of another claim, and note why."""
    draft.why["side"] = draft.why["party"] = (reason, other)
    return replace(people, side=other.people.side, actors=other.people.actors)


def _as_in_the_body(draft: Draft, body: Body) -> Victims:
    """Return the people of a headline that names no side (`a person hurt`, `4 dead`) as those of the body's figure."""
    people = draft.people
    if people.side is not Side.UNKNOWN or people.actors or people.former or draft.sentence.zone is Zone.RELATED:
        return people
    if draft.sentence.zone is Zone.BODY and (people.count.vague or people.count.low < _SEVERAL or people.others):
        return people
    equal = body.like(draft)
    sides = {(d.people.side, d.people.actors): d for d in equal if d.people.side is not Side.UNKNOWN}
    if len(sides) != 1 or any(d.people.side is Side.UNKNOWN and people.count.vague for d in equal):
        return people
    return _as_of(draft, people, next(iter(sides.values())), Reason.PEOPLE_IN_BODY)


def _as_beside(draft: Draft, people: Victims, earlier: Sequence[Draft]) -> Victims:
    """Return the people of a number without a noun as those told just before (`11 civilians dead, over 35 hurt`)."""
    heads = [d for d in earlier if d.relation in {"head", "item"}]
    if not heads:
        return people
    if people.others and people.count.low > 1:
        near = [d for d in heads if draft.sentence.index - d.sentence.index <= 1]
        known = next((d for d in reversed(near) if d.side not in {None, Side.UNKNOWN}), None)
        return people if known is None else _as_settled(draft, people, known)
    before = heads[-1]
    near_by = before.sentence is draft.sentence and draft.at - before.at <= _NEAR
    if not near_by or before.people.side is Side.UNKNOWN:
        return people
    if people.group is Group.MEN and before.people.side is Side.CIVILIAN:  # `a woman killed, a man hurt`
        return draft.chose("side", Reason.PEOPLE_BESIDE, replace(people, side=Side.CIVILIAN), before)
    if any(leaf.tags & _NOUNS and not leaf.tags & {"HARMNOUN", "PRONOUN"} for leaf in draft.node.leaves()):
        return people
    return _as_of(draft, people, before, Reason.PEOPLE_BESIDE)


def _as_settled(draft: Draft, people: Victims, other: Draft) -> Victims:
    """Return `others` as of the side settled for those told before (`12 civilians died. 19 others were hurt`)."""
    draft.why["side"] = draft.why["party"] = (Reason.PEOPLE_BESIDE, other)
    return replace(people, side=Side(other.side or Side.UNKNOWN), actors=other.people.actors)


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
    people, leaves = draft.people, draft.node.leaves()
    other = any("OTHERS" in leaf.tags for leaf in leaves) and not any("PERSON" in leaf.tags for leaf in leaves)
    if not other or people.group is not None or people.count.high != 1 or not earlier:
        return people
    before = earlier[-1]
    alike = before.people.count.high == 1 and before.people.group in _ALIKE
    return replace(people, group=before.people.group) if alike and before.sentence is draft.sentence else people


def _as_behind(draft: Draft, people: Victims, other: Draft | None) -> Victims:
    """Return bare dead as of the party of the hurt beside them: `dead and wounded in the ranks of`, `… civilians`."""
    if other is None or other.sentence is not draft.sentence or other.people.harm in {None, people.harm}:
        return people
    between = draft.sentence.nodes[draft.at + 1 : draft.at + 2]
    joined = draft.at + 2 == other.at and bool(between[0].tags & {"W", "OR"})
    if not joined or any("PERSON" in leaf.tags for leaf in draft.node.leaves()):
        return people
    return _as_of(draft, people, other, Reason.PEOPLE_BESIDE)


def _by_age(draft: Draft, people: Victims) -> Victims:
    """Take one person whose age is told behind the name for a child where it is below 18."""
    if people.count.high != 1 or people.group is not None or people.side is Side.COMBATANT:
        return people
    behind = [*draft.node.kids[1:], *draft.sentence.nodes[draft.at + 1 : draft.at + _AGED]]
    for at, node in enumerate(behind[:-1]):
        if isinstance(node.value, Amount) and "AGE" in behind[at + 1].tags:
            young = node.value.count.low < _GROWN
            return replace(people, group=Group.CHILDREN, side=Side.CIVILIAN) if young else people
        if not node.tags & _NAMING:
            return people
    return people


def _of_one_party(draft: Draft, people: Victims, behind: Draft | None) -> Victims:
    """Return fighters of no party as those joined to them: `an officer and four men of the battalion`."""
    other = behind if behind is not None and behind.relation == "item" else None
    if other is None:
        return people
    if people.group is Group.MEN and other.people.side is Side.CIVILIAN:  # `a man and his child`
        return draft.chose("side", Reason.PEOPLE_BESIDE, replace(people, side=Side.CIVILIAN), other)
    gunmen = any("GUNMAN" in leaf.tags for leaf in draft.node.leaves())  # of nobody's ranks
    fighters = people.side is Side.COMBATANT and other.people.side is Side.COMBATANT and not gunmen
    if not fighters or other.lead not in {draft, draft.lead}:
        return people
    return draft.chose("party", Reason.PEOPLE_BESIDE, replace(people, actors=other.people.actors), other)


def _whom_the_pronoun_means(draft: Draft, earlier: Sequence[Draft]) -> Victims:
    """Return the people of `his death` as the person told last before it: in its sentence, else as the last claim."""
    people, nodes = draft.people, draft.sentence.nodes
    leaf = next((leaf for leaf in draft.node.leaves() if leaf.tags >= {"HARMNOUNV", "PRONOUN"}), None)
    if leaf is None or people.side is not Side.UNKNOWN or people.actors:
        return people
    for node in reversed(nodes[max(0, draft.at - _MEANT) : draft.at]):
        told = node.value.people if isinstance(node.value, Harmed) else node.value
        if isinstance(told, Victims) and told.count == people.count:
            return replace(people, side=told.side, group=told.group, actors=told.actors)
    before = next((d for d in reversed(earlier) if d.people.count == people.count), None)
    near = before is not None and draft.sentence.index - before.sentence.index <= 1
    return before.people if before is not None and near and before.harm is draft.harm else people
