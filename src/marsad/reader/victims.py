"""Find who was harmed where the phrase of the claim does not say it: `27 dead` of an attack on an army battalion."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Victims
from marsad.model.claim import Side

if TYPE_CHECKING:
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node


def with_victims(draft: Draft, sentences: list[Sentence]) -> Victims:
    """Return the people of a draft, with the party that the sentence names as losing or as hit.

    Only a bare harm noun, and fighters without a party, look for one; other nouns say themselves who they are.
    """
    people = draft.people
    bare = people.harm is not None and people.side is Side.UNKNOWN and not people.martyr
    fighters = people.side is Side.COMBATANT and not people.former
    if people.actors or people.others or draft.relation != "head" or not (bare or fighters):
        return people
    before = [
        s for s in sentences[max(0, draft.sentence.index - 1) : draft.sentence.index] if s.line == draft.sentence.line
    ]
    for sentence in (draft.sentence, *before):
        for at, node in enumerate(sentence.nodes):
            lost = isinstance(node.value, Victims) and bool(node.value.actors) and _lost(node)
            if lost or ("PARTIES" in node.tags and node is not draft.by and _is_hit(sentence.nodes, at)):
                actors = tuple(str(org.attr("actor")) for org in node.having("ORG"))
                return replace(people, side=Side.COMBATANT, actors=actors)
    return people


def _is_hit(nodes: list[Node], at: int) -> bool:
    """Tell whether a party is named as losing people or as the target: `losses of`, `hit`, `an attack on`."""
    back = [node.tags for node in nodes[max(0, at - 4) : at]]
    if not back:
        return False
    if back[-1] & {"MIN", "LI"}:
        return any(_lost(node) or "HELD" in node.tags for node in nodes[max(0, at - 4) : at - 1])
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
        if before.people.side is Side.COMBATANT and draft.place is not None:
            return replace(people, side=before.people.side, actors=before.people.actors)
        break
    return people
