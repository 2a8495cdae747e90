"""Settle the kind of each toll, its side, and what hangs together across sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Day, Harmed
from marsad.model.claim import Harm, Side, TollKind
from marsad.reader.reach import own_stretch
from marsad.reader.round_ups import join_round_ups
from marsad.reader.sentences import Zone
from marsad.reader.timing import SPANS
from marsad.reader.victims import as_told_before, with_victims

if TYPE_CHECKING:
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node


def settle_kinds(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Fill `toll` and `side`, and hang the reasons of a rise on the claim that tells it."""
    for before, draft in zip([None, *drafts], drafts, strict=False):
        if before is not None and draft.people.back:
            told = before.lead if before.lead is not None and before.relation != "head" else before
            draft.people = replace(draft.people, side=told.people.side, actors=told.people.actors)
        draft.toll = _kind(draft, drafts)
        draft.people = with_victims(draft, drafts, sentences)
        draft.people = as_told_before(draft, drafts)
        draft.side = _side(draft)
    for draft in drafts:
        lead = draft.lead
        if (
            draft.people.others
            and lead is not None
            and lead.sentence is draft.sentence
            and draft.toll is TollKind.EVENT
        ):
            draft.toll = lead.toll  # `left 21 dead and 60 others injured`
    _reasons_of_rise(drafts)
    _deaths_that_raise(drafts)
    for draft in drafts:
        if draft.relation == "line" and draft.lead is not None and draft.lead.toll is TollKind.EVENT:
            draft.lead.toll = TollKind.TOTAL  # what a list breaks down is a sum
    _same_as_total(drafts)
    join_round_ups(drafts)
    for draft in drafts:
        if draft.relation != "head" and draft.lead is not None:
            draft.toll = draft.lead.toll if draft.relation != "line" else TollKind.TOTAL


def _kind(draft: Draft, drafts: list[Draft]) -> TollKind:
    said = draft.harmed.toll if draft.harmed else None
    own = _own_stretch(draft, drafts)
    period = any(isinstance(n.value, Day) and n.value.kind in SPANS for n in own)
    several = any("SEVERAL" in n.tags for n in own)
    if said == "total" or draft.relation == "line":
        return TollKind.TOTAL
    if _corrects(draft):
        said = "running"
    if said == "running":
        return TollKind.TOTAL if period else TollKind.RUNNING
    if draft.sentence.zone is not Zone.RELATED and (several or _total_period(own) or _in_places(own)):
        return TollKind.TOTAL
    return TollKind.EVENT


def _own_stretch(draft: Draft, drafts: list[Draft]) -> list[Node]:
    """Return the part of the sentence that speaks of this claim: from the head before it to the head behind it."""
    stretch = own_stretch(draft, [d for d in drafts if d.relation == "head"])
    return draft.sentence.nodes[stretch.start : stretch.stop]


def _total_period(nodes: list[Node]) -> bool:
    """Tell whether the words count over a stretch of time: since a day, a month, a year."""
    days = [node.value for node in nodes if isinstance(node.value, Day)]
    return any(day.kind in {"since", "year"} or (day.kind == "past" and day.back > 1) for day in days)


def _side(draft: Draft) -> str:
    people = draft.people
    if people.side is not Side.UNKNOWN:
        return people.side
    if people.martyr:
        return Side.CIVILIAN
    if draft.relation in {"part", "member", "item", "line"} and draft.lead is not None and not people.former:
        return draft.lead.side or Side.UNKNOWN
    if people.others and draft.lead is not None:
        return draft.lead.side or Side.UNKNOWN
    return Side.UNKNOWN


def _in_places(nodes: list[Node]) -> bool:
    """Tell whether the words list three places or more: `near Nawa, in the desert and in Marea`."""
    listed = 0
    for at, node in enumerate(nodes):
        if "WHERE" in node.tags:
            lead = [other.tags for other in nodes[max(0, at - 3) : at] if "THE" not in other.tags]
            listed += len(lead) > 1 and "FI" in lead[-1] and bool(lead[-2] & {"COMMA", "W"})
    return listed > 1


def _corrects(draft: Draft) -> bool:
    """Tell whether a figure stands behind words of correction (`the right number is 12`)."""
    plain = draft.harmed is not None and draft.harmed.shape in {"noun", "head"}
    return plain and any("CORRECTION" in node.tags for node in draft.sentence.nodes[: draft.at])


def _deaths_that_raise(drafts: list[Draft]) -> None:
    """Hang a death on the toll that it raises: `a woman died, so that the toll rises to 13` (GUIDELINES rule 11)."""
    for draft in drafts:
        if draft.harmed is None or draft.toll is not TollKind.RUNNING or draft.relation != "head":
            continue
        for before in drafts:
            same = before.sentence is draft.sentence and before.at < draft.at and before.harm is draft.harm
            one = same and before.relation == "head" and before.whole is None and before.toll is TollKind.EVENT
            if one and before.people.count.low < draft.people.count.low:
                before.whole = draft
                before.rules.append("kinds.death_that_raises")


def _reasons_of_rise(drafts: list[Draft]) -> None:
    """Hang what explains a rise on the toll told just before: `the rise came after the death of wounded men`."""
    running: Draft | None = None
    for draft in drafts:
        harmed = draft.harmed
        if harmed is not None and harmed.toll == "running":
            running = draft
            continue
        if running is None or draft.relation != "head" or draft.sentence.index - running.sentence.index > 1:
            continue
        rising = any("RISE" in node.tags for node in draft.sentence.nodes[: draft.at])
        after = draft.sentence is running.sentence and draft.at > running.at and _moved(harmed)
        if (rising and draft.sentence is not running.sentence) or after:
            draft.whole = running
            draft.place, draft.source, draft.method = running.place, running.source, running.method
            draft.said, draft.when, draft.by = running.said, running.when, None
            draft.side, draft.lead = running.side, running
            draft.people = replace(draft.people, actors=running.people.actors)
            draft.rules.append("kinds.reason_of_rise")


def _moved(harmed: Harmed | None) -> bool:
    return harmed is not None and (harmed.moved_from is not None or harmed.shape == "body")


def _same_as_total(drafts: list[Draft]) -> None:
    """Take the kind of an equal figure that the body calls a total: a lead or headline says it short."""
    for draft in drafts:
        if draft.toll is not TollKind.EVENT or draft.relation != "head" or draft.harm is not Harm.KILLED:
            continue
        for other in drafts:
            later = other.toll is TollKind.TOTAL and other.relation == "head" and other.node.start > draft.node.start
            if later and other.harm is draft.harm and other.people.count.low == draft.people.count.low > 2:
                draft.toll = TollKind.TOTAL
