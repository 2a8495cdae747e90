"""Find who was harmed where the phrase of the claim does not say it: `27 dead` of an attack on an army battalion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Victims
from marsad.model.claim import Side
from marsad.reader.doers import is_hit

if TYPE_CHECKING:
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node


_SAID = frozenset({"PERSON", "FAMILY", "HARMNOUN", "BODY", "CAPTIVE", "OTHERS", "ANOTHER"})
"""Words that say who was harmed; without any of them a number is bare."""
_PARTED = frozenset({"SEMICOLON", "BUT", "SAY", "PIPE", "COLON"})


def with_victims(draft: Draft, drafts: list[Draft], sentences: list[Sentence]) -> Victims:
    """Return the people of a draft, with the party that the sentence names as losing or as hit.

    Only a bare harm noun, and fighters without a party, look for one; other nouns say themselves who they are.
    """
    people = _as_just_counted(draft, drafts)
    if people is not draft.people:
        return people
    bare = people.harm is not None and people.side is Side.UNKNOWN and not people.martyr
    theirs = people.side is Side.UNKNOWN and any("PRONOUN" in leaf.tags for leaf in draft.node.leaves())
    fighters = (people.side is Side.COMBATANT and not people.former) or theirs
    if people.actors or people.others or draft.relation != "head" or not (bare or fighters):
        return people
    before = [
        s for s in sentences[max(0, draft.sentence.index - 1) : draft.sentence.index] if s.line == draft.sentence.line
    ]
    own = _own_of_source(draft) or _of_attackers(draft, drafts)
    if own:
        return replace(people, side=Side.COMBATANT, actors=own)
    for sentence in (draft.sentence, *before):
        for at, node in enumerate(sentence.nodes):
            lost = isinstance(node.value, Victims) and bool(node.value.actors) and _lost(node)
            if lost or ("PARTIES" in node.tags and node is not draft.by and _is_hit(sentence.nodes, at)):
                actors = tuple(str(org.attr("actor")) for org in node.having("ORG"))
                return replace(people, side=Side.COMBATANT, actors=actors)
    return people


def _as_just_counted(draft: Draft, drafts: list[Draft]) -> Victims:
    """Return the people of a bare number as those counted before it in the sentence (`killed two soldiers, hurt 3`)."""
    people = draft.people
    said = any(leaf.tags & _SAID for leaf in draft.node.leaves())
    if said or people.side is not Side.UNKNOWN or people.actors or people.martyr or draft.relation != "head":
        return people
    at = drafts.index(draft)
    before = drafts[at - 1] if at else None
    if before is None or before.sentence is not draft.sentence or before.harm is draft.harm or before.whole is not None:
        return people
    if any(node.tags & _PARTED for node in draft.sentence.nodes[before.at + 1 : draft.at]):
        return people
    return replace(people, side=before.people.side, actors=before.people.actors)


def _own_of_source(draft: Draft) -> tuple[str, ...]:
    """Return the party that is the source of a claim and calls its dead martyrs: it speaks of its own."""
    theirs = any("POSS" in leaf.tags for leaf in draft.node.leaves()) and draft.people.side is Side.COMBATANT
    if draft.source is None or not (draft.people.martyr or theirs):
        return ()
    return tuple(str(org.attr("actor")) for org in draft.source.having("ORG") if not org.attr("civil"))


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
    back = [node.tags for node in nodes[max(0, at - 4) : at]]
    if not back:
        return False
    if any("DEFENDS" in tags for tags in back[-3:]):
        return True
    if back[-1] & {"MIN", "LI"}:
        return any(_lost(node) or "HELD" in node.tags for node in nodes[max(0, at - 4) : at - 1])
    if "STRIKEVERB" in back[-1]:
        return is_hit(nodes, at)
    return bool(back[-1] & {"STRIKE", "ALA"})


def _lost(node: Node) -> bool:
    return any(leaf.tags & {"LOSSES"} for leaf in node.leaves())


def as_told_before(draft: Draft, drafts: list[Draft]) -> Victims:
    """Return the people of a bare figure as those of the same place told just before: `had spoken of 15 dead there`."""
    people = draft.people
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
