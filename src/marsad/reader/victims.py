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

    Only a bare harm noun looks for one; nouns of civilians or of persons say themselves who they are.
    """
    people = draft.people
    if people.actors or people.harm is None or people.side is not Side.UNKNOWN or people.martyr or people.others:
        return people
    if draft.relation != "head":
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
        return any(_lost(node) for node in nodes[max(0, at - 4) : at - 1])
    return bool(back[-1] & {"STRIKE", "ALA"})


def _lost(node: Node) -> bool:
    return any(leaf.tags & {"LOSSES"} for leaf in node.leaves())
