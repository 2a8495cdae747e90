"""Settle the kind of each toll, its side, and what hangs together across sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.model.claim import Harm, Side, TollKind
from marsad.model.reason import Reason
from marsad.reader.breakdowns import join_breakdowns
from marsad.reader.round_ups import join_round_ups
from marsad.reader.sentences import Zone
from marsad.reader.sums import join_sums
from marsad.reader.tolls import settle_tolls
from marsad.reader.victims import as_told_before, with_victims

if TYPE_CHECKING:
    from marsad.lang.phrases import Harmed
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence

_OF_A_RISE = ("place", "source", "method", "said", "when")
"""What the reason of a rise has in common with the toll that rose."""


def settle_kinds(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Fill `toll` and `side`, and hang the reasons of a rise on the claim that tells it."""
    settle_tolls(drafts, sentences)
    for before, draft in zip([None, *drafts], drafts, strict=False):
        if before is not None and draft.people.back:
            told = before.lead if before.lead is not None and before.relation != "head" else before
            draft.people = replace(draft.people, side=told.people.side, actors=told.people.actors)
            draft.chose("party", Reason.PARTY_POINTED_BACK, told)
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
            draft.toll = draft.chose("toll", Reason.TOLL_ADDS, lead.toll, lead)  # `left 21 dead and 60 others injured`
    _reasons_of_rise(drafts)
    _deaths_that_raise(drafts)
    for draft in drafts:
        if draft.relation == "line" and draft.lead is not None and draft.lead.toll is TollKind.EVENT:
            draft.lead.toll = draft.lead.chose("toll", Reason.TOLL_BROKEN_DOWN, TollKind.TOTAL, draft)
    _same_figure(drafts)
    join_round_ups(drafts)
    join_breakdowns(drafts, sentences)
    join_sums(drafts)
    for draft in drafts:
        if draft.relation != "head" and draft.lead is not None:
            if draft.relation == "line":
                draft.toll = draft.chose("toll", Reason.TOLL_LINE, TollKind.TOTAL)
            else:
                draft.toll = draft.chose("toll", Reason.COPIED_LEAD, draft.lead.toll, draft.lead)


def _side(draft: Draft) -> str:
    people = draft.people
    if people.side is not Side.UNKNOWN:
        return draft.chose("side", Reason.SIDE_WORDS, people.side, draft.node)
    if people.martyr:
        return draft.chose("side", Reason.SIDE_MARTYR, Side.CIVILIAN, draft.node)
    if draft.relation in {"part", "member", "item", "line"} and draft.lead is not None and not people.former:
        return draft.chose("side", Reason.SIDE_LEAD, draft.lead.side or Side.UNKNOWN, draft.lead)
    if people.others and draft.lead is not None:
        return draft.chose("side", Reason.SIDE_LEAD, draft.lead.side or Side.UNKNOWN, draft.lead)
    return Side.UNKNOWN


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
        if draft.harm is not running.harm:
            continue
        rising = any("RISE" in node.tags for node in draft.sentence.nodes[: draft.at])
        after = draft.sentence is running.sentence and draft.at > running.at and _moved(harmed)
        if (rising and draft.sentence is not running.sentence) or after:
            draft.whole = running
            draft.place, draft.source, draft.method = running.place, running.source, running.method
            draft.said, draft.when, draft.by = running.said, running.when, None
            draft.side, draft.lead = running.side, running
            draft.people = replace(draft.people, actors=running.people.actors)
            draft.why.update(dict.fromkeys((*_OF_A_RISE, "side", "party"), (Reason.COPIED_RISE, running)))
            draft.rules.append("kinds.reason_of_rise")


def _moved(harmed: Harmed | None) -> bool:
    return harmed is not None and (harmed.moved_from is not None or harmed.shape == "body")


def _same_figure(drafts: list[Draft]) -> None:
    """Take the kind of an equal figure that the body calls a total or a new toll: a headline says it short."""
    heads = [d for d in drafts if d.relation == "head" and d.sentence.zone is not Zone.RELATED]
    for draft in heads:
        if draft.toll is not TollKind.EVENT or draft.harm is not Harm.KILLED or draft.people.count.low < 3:
            continue
        for other in heads:
            if other.harm is not draft.harm or other.people.count.low != draft.people.count.low:
                continue
            later = other.toll is TollKind.TOTAL and other.node.start > draft.node.start
            if later or other.toll is TollKind.RUNNING:
                draft.toll = draft.chose("toll", Reason.SAME_FIGURE, other.toll, other)
                draft.rules.append("kinds.same_figure")
