"""Settle the kind of each toll, its side, and what hangs together across sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.model.claim import Harm, Side, TollKind
from marsad.reader.breakdowns import join_breakdowns
from marsad.reader.round_ups import join_round_ups
from marsad.reader.sentences import Zone
from marsad.reader.sums import beside, join_sums
from marsad.reader.tolls import settle_tolls
from marsad.reader.victims import BACK, as_told_before, with_victims

if TYPE_CHECKING:
    from marsad.lang.phrases import Harmed
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence


def settle_kinds(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Fill `toll` and `side`, and hang the reasons of a rise on the claim that tells it."""
    settle_tolls(drafts, sentences)
    for at, draft in enumerate(drafts):
        before = drafts[at - 1] if at else None
        if before is not None and draft.people.back:
            told = before.lead if before.lead is not None and before.relation != "head" else before
            draft.people = replace(draft.people, side=told.people.side, actors=told.people.actors)
        earlier = drafts[max(0, at - BACK) : at]
        draft.people = with_victims(draft, earlier, sentences)
        draft.people = as_told_before(draft, earlier)
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
    _same_figure(drafts)
    join_round_ups(drafts)
    join_breakdowns(drafts, sentences)
    join_sums(drafts)
    for draft in drafts:
        if draft.relation != "head" and draft.lead is not None:
            draft.toll = draft.lead.toll if draft.relation != "line" else TollKind.TOTAL


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


def _deaths_that_raise(drafts: list[Draft]) -> None:
    """Hang a death on the toll that it raises: `a woman died, so that the toll rises to 13` (GUIDELINES rule 11)."""
    for draft, row in beside(drafts):
        if draft.harmed is None or draft.toll is not TollKind.RUNNING or draft.relation != "head":
            continue
        for before in row:
            same = before.at < draft.at and before.harm is draft.harm
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
        rises = "RISE" in draft.sentence.tags
        rising = rises and any("RISE" in node.tags for node in draft.sentence.nodes[: draft.at])
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


def _same_figure(drafts: list[Draft]) -> None:
    """Take the kind of an equal figure that the body calls a total or a new toll: a headline says it short."""
    equal: dict[int, list[Draft]] = {}
    for draft in drafts:
        own = draft.relation == "head" and draft.sentence.zone is not Zone.RELATED
        if own and draft.harm is Harm.KILLED and draft.people.count.low > 2:
            equal.setdefault(draft.people.count.low, []).append(draft)
    for row in equal.values():
        _take_kind(row)


def _take_kind(row: list[Draft]) -> None:
    """Give each event among equal figures, in the order of the text, the kind of the last one that has another."""
    running = max((at for at, draft in enumerate(row) if draft.toll is TollKind.RUNNING), default=-1)
    total = max((at for at, draft in enumerate(row) if draft.toll is TollKind.TOTAL), default=-1)
    for at, draft in enumerate(row):
        told = max(running, total if total > at else -1)
        if draft.toll is TollKind.EVENT and told >= 0:
            draft.toll = row[told].toll
            draft.rules.append("kinds.same_figure")
