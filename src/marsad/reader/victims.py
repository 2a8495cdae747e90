"""Find who was harmed where the phrase of the claim does not say it: `27 dead` of an attack on an army battalion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Harmed, Victims
from marsad.model.claim import Group, Side
from marsad.reader.doers import is_hit
from marsad.reader.sentences import Zone

_NOUNS = frozenset({"PERSON", "HARMNOUN", "CAPTIVE", "OTHERS", "FAMILY"})
_ALIKE = frozenset({Group.CHILDREN, Group.WOMEN})
_AGED = 9
"""So far behind a person his age may stand."""
_GROWN = 18
_NAMING = frozenset({"UNKNOWN", "GAZETTEER", "DEFINITE", "GIVENNAME", "OPEN", "AGED", "VICTIMS", "PERSON", "CALLED"})
_SEVERAL = 3
"""A figure from here on that is told again in the body is of the same people."""
_NEAR = 8
"""A figure so many words behind another one goes on with its people."""
_SHARING = frozenset({"W", "FI", "HARMED", "VICTIMS", "COMMA"})

if TYPE_CHECKING:
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node


def with_victims(draft: Draft, drafts: list[Draft], sentences: list[Sentence]) -> Victims:
    """Return the people of a draft, with the party that the sentence names as losing or as hit.

    Only a bare harm noun, and fighters without a party, look for one; other nouns say themselves who they are.
    """
    people = draft.people
    bare = people.harm is not None and people.side is Side.UNKNOWN and not people.martyr
    theirs = people.side is Side.UNKNOWN and any("PRONOUN" in leaf.tags for leaf in draft.node.leaves())
    fighters = (people.side is Side.COMBATANT and not people.former) or theirs
    if people.actors or people.others or draft.relation != "head" or not (bare or fighters):
        return people
    before = [
        s for s in sentences[max(0, draft.sentence.index - 1) : draft.sentence.index] if s.line == draft.sentence.line
    ]
    own = _own_of_source(draft) or _of_attackers(draft, drafts) or _in_their_ranks(draft, before)
    if own:
        return replace(people, side=Side.COMBATANT, actors=own)
    for sentence in (draft.sentence, *before):
        for at, node in enumerate(sentence.nodes):
            lost = isinstance(node.value, Victims) and bool(node.value.actors) and _lost(node)
            if lost or ("PARTIES" in node.tags and node is not draft.by and _is_hit(sentence.nodes, at)):
                actors = tuple(str(org.attr("actor")) for org in node.having("ORG"))
                return replace(people, side=Side.COMBATANT, actors=actors)
    return people


def _own_of_source(draft: Draft) -> tuple[str, ...]:
    """Return the party that is the source of a claim and speaks of its own: its martyrs, `4 of its soldiers`."""
    leaves = list(draft.node.leaves())
    soldier = any("SOLDIER" in leaf.tags for leaf in leaves) and not any("NATION" in leaf.tags for leaf in leaves)
    theirs = draft.people.side is Side.COMBATANT and (soldier or any("PRONOUN" in leaf.tags for leaf in leaves))
    if draft.source is None or not (draft.people.martyr or theirs):
        return ()
    return tuple(str(org.attr("actor")) for org in draft.source.having("ORG") if not org.attr("civil"))


def _in_their_ranks(draft: Draft, before: list[Sentence]) -> tuple[str, ...]:
    """Return the party told last before `dead in their ranks`."""
    nodes = draft.sentence.nodes
    behind = nodes[draft.at + 1 : draft.at + 6]
    ranks = next((at for at, node in enumerate(behind) if "THEIRRANKS" in node.tags), None)
    if ranks is None or not all(node.tags & _SHARING for node in behind[:ranks]):
        return ()
    for node in (*reversed(nodes[: draft.at]), *(node for s in before for node in reversed(s.nodes))):
        if "PARTIES" in node.tags:
            return tuple(str(org.attr("actor")) for org in node.having("ORG"))
    return ()


def _of_attackers(draft: Draft, drafts: list[Draft]) -> tuple[str, ...]:
    """Return the doer told before, where the sentence says that the attackers lost people (`11 من أفرادها`)."""
    theirs = any("PRONOUN" in leaf.tags for leaf in draft.node.leaves())
    if not theirs or not any("ATTACKERS" in node.tags for node in draft.sentence.nodes[: draft.at]):
        return ()
    for before in reversed(drafts[: drafts.index(draft)]):
        if before.by is not None:
            return tuple(str(org.attr("actor")) for org in before.by.having("ORG"))
    return ()


def _is_hit(nodes: list[Node], at: int) -> bool:
    """Tell whether a party is named as losing people or as the target: `losses of`, `hit`, `an attack on`."""
    while at > 0 and "ORGHEAD" in nodes[at - 1].tags:
        at -= 1
    back = [node.tags for node in nodes[max(0, at - 4) : at]]
    if not back:
        return False
    if any("DEFENDS" in tags for tags in back[-3:]):
        return True
    if back[-1] & {"MIN", "LI"}:
        near = nodes[max(0, at - 4) : at - 1]
        held = any("HELD" in node.tags and "LOYAL" not in node.tags for node in near)
        return held or any(_lost(node) or "STRIKE" in node.tags for node in near)
    if "STRIKEVERB" in back[-1]:
        return is_hit(nodes, at)
    return bool(back[-1] & {"STRIKE", "ALA"})


def _lost(node: Node) -> bool:
    return any(leaf.tags & {"LOSSES"} for leaf in node.leaves())


def as_told_before(draft: Draft, drafts: list[Draft]) -> Victims:
    """Return the people of a bare figure as those of the same place told just before: `had spoken of 15 dead there`."""
    draft.people = _by_age(draft, _like_the_other(draft, drafts))
    draft.people = _whom_the_pronoun_means(draft, drafts)
    people = _by_their_parts(draft, _by_misfortune(draft, _as_in_the_body(draft, drafts)), drafts)
    if (people.side is Side.COMBATANT or people.group is Group.MEN) and not people.actors and not people.former:
        people = _of_one_party(draft, people, drafts)
    if people.harm is not None and people.side is Side.UNKNOWN and not people.actors:
        people = _as_behind(draft, people, drafts)
    if draft.relation == "head" and people.side is Side.UNKNOWN and not people.actors:
        people = _as_beside(draft, people, drafts)
    named = any(leaf.tags & {"PERSON", "FAMILY"} for leaf in draft.node.leaves())
    if named or people.side is not Side.UNKNOWN or people.actors or people.martyr or draft.relation != "head":
        return people
    for before in reversed(drafts[: drafts.index(draft)]):
        near = 0 <= draft.sentence.index - before.sentence.index <= 2
        if not near or before.harm is not draft.harm or before.relation != "head" or before.place is not draft.place:
            continue
        if before.people.side in {Side.COMBATANT, Side.CIVILIAN} and draft.place is not None:
            return replace(people, side=before.people.side, actors=before.people.actors)
        break
    return people


def _as_in_the_body(draft: Draft, drafts: list[Draft]) -> Victims:
    """Return the people of a headline that names no side (`a person hurt`, `4 dead`) as those of the body's figure."""
    people = draft.people
    if people.side is not Side.UNKNOWN or people.actors or people.former or draft.sentence.zone is Zone.RELATED:
        return people
    if draft.sentence.zone is Zone.BODY and (people.count.vague or people.count.low < _SEVERAL or people.others):
        return people
    body = [d for d in drafts if d.sentence.zone is Zone.BODY and d.harm is draft.harm and d.relation == "head"]
    equal = [d for d in body if people.count.vague or d.people.count == people.count]
    sides = {(d.people.side, d.people.actors) for d in equal if d.people.side is not Side.UNKNOWN}
    if len(sides) != 1 or any(d.people.side is Side.UNKNOWN and people.count.vague for d in equal):
        return people
    side, actors = sides.pop()
    return replace(people, side=side, actors=actors)


def _as_beside(draft: Draft, people: Victims, drafts: list[Draft]) -> Victims:
    """Return the people of a number without a noun as those told just before (`11 civilians dead, over 35 hurt`)."""
    nouns = any(leaf.tags & _NOUNS and not leaf.tags & {"HARMNOUN", "PRONOUN"} for leaf in draft.node.leaves())
    before = next((d for d in reversed(drafts[: drafts.index(draft)]) if d.relation in {"head", "item"}), None)
    if before is None:
        return people
    if people.others and people.count.low > 1:
        heads = (d for d in drafts[: drafts.index(draft)] if d.relation in {"head", "item"})
        near = [d for d in heads if draft.sentence.index - d.sentence.index <= 1]
        known = next((d for d in reversed(near) if d.side not in {None, Side.UNKNOWN}), draft)
        return replace(people, side=Side(known.side or Side.UNKNOWN), actors=known.people.actors)
    near_by = before.sentence is draft.sentence and draft.at - before.at <= _NEAR
    if people.group is Group.MEN and before.people.side is Side.CIVILIAN and near_by:
        return replace(people, side=Side.CIVILIAN)  # `a woman killed, a man hurt`
    if nouns or not near_by or before.people.side is Side.UNKNOWN:
        return people
    return replace(people, side=before.people.side, actors=before.people.actors)


def _by_misfortune(draft: Draft, people: Victims) -> Victims:
    """Take those who drowned or killed themselves as civilians (GUIDELINES rule 16)."""
    civil = people.side is Side.UNKNOWN and not people.former and not people.actors
    if civil and any(leaf.attr("misfortune") for leaf in draft.node.leaves()):
        return replace(people, side=Side.CIVILIAN)
    return people


def _by_their_parts(draft: Draft, people: Victims, drafts: list[Draft]) -> Victims:
    """Take people of no side as mixed where their parts are of both, as civilians where civilians add up to all."""
    if people.side is not Side.UNKNOWN or people.actors or people.former:
        return people
    parts = [d.people for d in drafts if d.lead is draft and d.relation in {"part", "member", "line"}]
    sides = {part.side for part in parts}
    if {Side.CIVILIAN, Side.COMBATANT} <= sides:
        return replace(people, side=Side.MIXED)
    civil = Side.CIVILIAN in sides and all(p.side is Side.CIVILIAN or p.group is Group.MEN for p in parts)
    if civil and sum(part.count.low for part in parts) == people.count.low == people.count.high:
        return replace(people, side=Side.CIVILIAN)
    return people


def _like_the_other(draft: Draft, drafts: list[Draft]) -> Victims:
    """Return `another` as of the group told just before: another woman, another child."""
    people = draft.people
    leaves = list(draft.node.leaves())
    other = any("OTHERS" in leaf.tags for leaf in leaves) and not any("PERSON" in leaf.tags for leaf in leaves)
    if not other or people.group is not None or people.count.high != 1 or not drafts.index(draft):
        return people
    before = drafts[drafts.index(draft) - 1]
    alike = before.people.count.high == 1 and before.people.group in _ALIKE
    return replace(people, group=before.people.group) if alike and before.sentence is draft.sentence else people


def _as_behind(draft: Draft, people: Victims, drafts: list[Draft]) -> Victims:
    """Return bare dead as of the party of the hurt beside them: `dead and wounded in the ranks of`, `… civilians`."""
    if any("PERSON" in leaf.tags for leaf in draft.node.leaves()):
        return people
    at = drafts.index(draft) + 1
    other = drafts[at] if at < len(drafts) and drafts[at].sentence is draft.sentence else None
    if other is None or other.people.harm is None or other.people.harm is people.harm:
        return people
    between = draft.sentence.nodes[draft.at + 1 : other.at]
    if len(between) != 1 or not between[0].tags & {"W", "OR"}:
        return people
    return replace(people, side=other.people.side, actors=other.people.actors)


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


def _of_one_party(draft: Draft, people: Victims, drafts: list[Draft]) -> Victims:
    """Return fighters of no party as those joined to them: `an officer and four men of the battalion`."""
    at = drafts.index(draft) + 1
    other = drafts[at] if at < len(drafts) and drafts[at].relation == "item" else None
    if people.group is Group.MEN and other is not None and other.people.side is Side.CIVILIAN:
        return replace(people, side=Side.CIVILIAN)  # `a man and his child`
    joined = (
        people.side is Side.COMBATANT
        and other is not None
        and other.lead in {draft, draft.lead}
        and other.people.side is Side.COMBATANT
    )
    return replace(people, actors=other.people.actors) if other is not None and joined else people


def _whom_the_pronoun_means(draft: Draft, drafts: list[Draft]) -> Victims:
    """Return the people of `his death` as the person told last before it: in its sentence, else as the last claim."""
    people, nodes = draft.people, draft.sentence.nodes
    leaf = next((leaf for leaf in draft.node.leaves() if leaf.tags >= {"HARMNOUNV", "PRONOUN"}), None)
    if leaf is None or people.side is not Side.UNKNOWN or people.actors:
        return people
    for node in reversed(nodes[: draft.at]):
        told = node.value.people if isinstance(node.value, Harmed) else node.value
        if isinstance(told, Victims) and told.count == people.count:
            return replace(people, side=told.side, group=told.group, actors=told.actors)
    before = next((d for d in reversed(drafts[: drafts.index(draft)]) if d.people.count == people.count), None)
    near = before is not None and draft.sentence.index - before.sentence.index <= 1
    return before.people if before is not None and near and before.harm is draft.harm else people
