"""Settle who was harmed: of which side, of which party."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.model.claim import Side, TollKind
from marsad.model.reason import Reason
from marsad.reader.tellings import Beside, Body, as_told_elsewhere
from marsad.reader.victims import BACK, with_victims

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node


def settle_people(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Fill `side`, and the parties of the people whom words elsewhere in the report name."""
    parts: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.lead is not None and draft.relation in {"part", "member", "line"}:
            parts.setdefault(id(draft.lead), []).append(draft)
    body = Body(drafts)
    for at, draft in enumerate(drafts):
        earlier = drafts[max(0, at - BACK) : at]
        if earlier and draft.people.back:
            before = earlier[-1]
            told = before.lead if before.lead is not None and before.relation != "head" else before
            draft.people = replace(draft.people, side=told.people.side, actors=told.people.actors)
            draft.chose("party", Reason.PARTY_POINTED_BACK, told)
        draft.people = with_victims(draft, earlier, sentences)
        behind = drafts[at + 1] if at + 1 < len(drafts) else None
        draft.people = as_told_elsewhere(draft, Beside(earlier, behind, parts.get(id(draft), ())), body)
        draft.side = _side(draft, earlier)
        if draft.people.others and _mixed(draft, parts.get(id(draft), ())):
            draft.side = draft.chose("side", Reason.SIDE_OF_PARTS, Side.MIXED, parts[id(draft)][0])
            draft.people = replace(draft.people, actors=())


def _mixed(draft: Draft, parts: Sequence[Draft]) -> bool:
    """Tell whether others hold people of another side than the one told before (`5 others, one a civilian`)."""
    sides = {part.people.side for part in parts} & {Side.CIVILIAN, Side.COMBATANT}
    return draft.side in {Side.CIVILIAN, Side.COMBATANT} and bool(sides - {draft.side})


def _side(draft: Draft, earlier: Sequence[Draft]) -> str:
    people = draft.people
    if people.side is not Side.UNKNOWN:
        draft.why.setdefault("side", (Reason.SIDE_WORDS, draft.node))
        return people.side
    running = draft.toll is TollKind.RUNNING and _beside_fighters(draft, earlier)
    if people.martyr and not any(_anybody(leaf) for leaf in draft.node.leaves()) and not running:
        return draft.chose("side", Reason.SIDE_MARTYR, Side.CIVILIAN, draft.node)
    if draft.relation in {"part", "member", "item", "line"} and draft.lead is not None and not people.former:
        return draft.chose("side", Reason.SIDE_LEAD, draft.lead.side or Side.UNKNOWN, draft.lead)
    if people.others and draft.lead is not None:
        return draft.chose("side", Reason.SIDE_LEAD, draft.lead.side or Side.UNKNOWN, draft.lead)
    return Side.UNKNOWN


def _anybody(leaf: Node) -> bool:
    """Tell whether a noun of persons says no side (`5 persons fell as martyrs`)."""
    return "PERSON" in leaf.tags and not leaf.attr("martyr") and leaf.attr("side") == Side.UNKNOWN


def _beside_fighters(draft: Draft, earlier: Sequence[Draft]) -> bool:
    """Tell whether the sentence told of a fighter's death before it: its martyrs need be no civilians."""
    same = (d for d in earlier if d.sentence is draft.sentence and d.harm is draft.harm)
    return any(d.side is not None and Side(d.side) is Side.COMBATANT for d in same)
