"""Settle the kind of each toll, and what hangs together across sentences."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.lang.phrases import Harmed
from marsad.model.claim import Harm, TollKind
from marsad.model.reason import Reason
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.breakdowns import join_breakdowns
from marsad.reader.people import settle_people
from marsad.reader.round_ups import join_round_ups
from marsad.reader.sentences import Zone
from marsad.reader.sums import beside, join_sums
from marsad.reader.tolls import names_attacks, settle_tolls

if TYPE_CHECKING:
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node


_GONE = frozenset({Harm.CAPTURED, Harm.MISSING})
_SUMMED = frozenset({Reason.TOLL_SEVERAL, Reason.TOLL_GOES_ON})
_OF_A_RISE = ("place", "source", "method", "said", "when")
"""What the reason of a rise has in common with the toll that rose."""


def settle_kinds(drafts: list[Draft], sentences: list[Sentence], own: Days | None = None) -> None:
    """Fill `toll` and what hangs together across sentences. Each step builds on what the ones before have settled."""
    _lives_lost(drafts)
    settle_tolls(drafts, sentences, own)
    _days_of_sums(drafts)
    settle_people(drafts, sentences)
    _others_of_a_sum(drafts)
    _over_an_earlier(drafts)
    _hurt_before(drafts)
    _reasons_of_rise(drafts)
    _died_of_wounds(drafts)
    _tolls_of_the_dead(drafts)
    _deaths_that_raise(drafts)
    _sums_of_lists(drafts)
    _sums_of_places(drafts)
    _same_figure(drafts)
    join_round_ups(drafts)
    join_breakdowns(drafts, sentences)
    join_sums(drafts)
    _as_their_lead(drafts)


def _lives_lost(drafts: list[Draft]) -> None:
    """Take people `lost` for dead where the report says of as many that they lost their lives."""
    dead = {draft.people.count for draft in drafts if draft.harm is Harm.KILLED and not draft.people.count.vague}
    for draft in drafts:
        if draft.rules[:1] == ["ar.verbal_noun.losing"] and draft.people.count in dead:
            draft.harm = Harm.KILLED


def _days_of_sums(drafts: list[Draft]) -> None:
    """Take from a sum over several attacks, and from its parts, the day on which it was only said."""
    for draft in drafts:
        whole = draft.whole
        if whole is not None and whole.when is None and draft.relation in {"part", "member"} and _summed(whole):
            draft.when = None
        if not _summed(draft) or draft.when is None:
            continue
        told = draft.said is not None and _only_said(draft.when, draft.said)
        added_up = "SUMMED" in draft.node.deep or names_attacks([draft.node, *draft.sentence.nodes])
        if told or (draft.when.basis is WhenBasis.REPORT and added_up):
            draft.when = None


def _summed(draft: Draft) -> bool:
    return draft.toll is TollKind.TOTAL and draft.why.get("toll", (None,))[0] in _SUMMED


def _only_said(when: When, said: When) -> bool:
    return when.days == said.days or when.basis is WhenBasis.REPORT


def _hurt_before(drafts: list[Draft]) -> None:
    """Mark the death of people hurt or taken earlier, as the words say: `died of the wounds got in the attack`."""
    headlines = [draft for draft in drafts if draft.sentence.zone is Zone.HEADLINE]
    for draft in drafts:
        if draft.harm is not Harm.KILLED or draft.harmed is None or draft.harmed.moved_from or draft.people.harm:
            continue
        behind = draft.sentence.nodes[draft.at + 1 :]
        if draft.harmed.shape != "body" and _held_before(behind):
            draft.harmed = replace(draft.harmed, moved_from=_held_before(behind))
            draft.rules.append(Reason.HELD_BEFORE)
            continue
        if "WOUNDS" not in draft.sentence.tags or any(_told_twice(draft, other) for other in headlines):
            continue  # the headline tells the same death: it is the report's own figure
        wounds = next((at for at, node in enumerate(behind) if "WOUNDS" in node.tags), None)
        near = behind[wounds + 1 : wounds + 5] if wounds is not None else []
        again = any("HARMVERB" in node.tags and node.attr("harm") == Harm.INJURED for node in near)
        parted = any("HARMED" in node.tags for node in behind[: wounds or 0])
        if again and not parted and any("ITS" in node.tags for node in near):
            draft.harmed = replace(draft.harmed, moved_from=Harm.INJURED)
            draft.rules.append(Reason.HURT_BEFORE)


def _told_twice(draft: Draft, other: Draft) -> bool:
    """Tell whether another sentence, a headline, tells of as many dead."""
    same = other.harm is draft.harm and other.people.count == draft.people.count
    return same and other.sentence is not draft.sentence


def _held_before(behind: list[Node]) -> Harm | None:
    """Return what the dead had been before, where words right behind say it (`executed two whom it had captured`)."""
    for at, node in enumerate(behind[:6]):
        had = any("PASTMARK" in other.tags for other in behind[max(0, at - 2) : at])
        before = node.attr("harm") or (isinstance(node.value, Harmed) and node.value.harm)
        if had and before in _GONE:
            return Harm(str(before))
    return None


def _others_of_a_sum(drafts: list[Draft]) -> None:
    """Give `others` the kind of the figure that they come beside (`left 21 dead and 60 others injured`)."""
    for draft in drafts:
        lead = draft.lead
        beside_it = draft.people.others and lead is not None and lead.sentence is draft.sentence
        if lead is not None and beside_it and draft.toll is TollKind.EVENT:
            draft.toll = draft.chose("toll", Reason.TOLL_ADDS, lead.toll, lead)


def _sums_of_lists(drafts: list[Draft]) -> None:
    """Take what a list breaks down for a sum."""
    for draft in drafts:
        if draft.relation == "line" and draft.lead is not None and draft.lead.toll is TollKind.EVENT:
            draft.lead.toll = draft.lead.chose("toll", Reason.TOLL_BROKEN_DOWN, TollKind.TOTAL, draft)


def _sums_of_places(drafts: list[Draft]) -> None:
    """Take what is told apart by places for a sum: `31 dead, 12 of them in Homs, 9 in Idlib` (GUIDELINES rule 12)."""
    there: dict[int, list[Draft]] = {}
    for draft in drafts:
        if draft.whole is not None and draft.why.get("place", (None,))[0] is Reason.PLACE_BESIDE and draft.lead:
            there.setdefault(id(draft.whole), []).append(draft)
    for parts in there.values():
        whole = parts[0].whole
        if whole is not None and len({part.place for part in parts}) > 1 and whole.toll is TollKind.EVENT:
            whole.toll = whole.chose("toll", Reason.TOLL_BROKEN_DOWN, TollKind.TOTAL, parts[0])


def _as_their_lead(drafts: list[Draft]) -> None:
    """Give what hangs on a claim its kind; the lines of a list are of a sum."""
    for draft in drafts:
        if draft.relation == "line" and draft.lead is not None:
            draft.toll = draft.chose("toll", Reason.TOLL_LINE, TollKind.TOTAL)
        elif draft.relation != "head" and draft.lead is not None:
            draft.toll = draft.chose("toll", Reason.COPIED_LEAD, draft.lead.toll, draft.lead)


def _died_of_wounds(drafts: list[Draft]) -> None:
    """Read who died of wounds as counted among the injured before (`a man died, affected by his wounds`)."""
    for draft, row in beside(drafts):
        harmed = draft.harmed
        if draft.harm is not Harm.KILLED or harmed is None or harmed.moved_from is not None:
            continue
        if "WOUNDS" not in draft.sentence.tags and "WOUNDS" not in draft.node.deep:
            continue
        behind = min((d.at for d in row if d.at > draft.at and d.relation == "head"), default=len(draft.sentence.nodes))
        own = [draft.node, *draft.node.kids, *draft.sentence.nodes[draft.at + 1 : behind]]
        if draft.toll is TollKind.EVENT and draft.people.counted and any("WOUNDS" in node.tags for node in own):
            draft.harmed = replace(harmed, moved_from=Harm.INJURED)


def _over_an_earlier(drafts: list[Draft]) -> None:
    """Take a figure for a new one where the sentence tells which one it stands for (`an earlier toll of nine`)."""
    for draft, row in beside(drafts):
        if draft.harmed is None or draft.harmed.toll != "earlier":
            continue
        for new in row:
            told = new.relation == "head" and new.harm is draft.harm and new.whole is None and not _moved(new.harmed)
            if told and new.toll is TollKind.EVENT and (new.harmed is None or new.harmed.toll != "earlier"):
                new.toll = new.chose("toll", Reason.TOLL_CORRECTION, TollKind.RUNNING, draft)


def _tolls_of_the_dead(drafts: list[Draft]) -> None:
    """Read the victims that a death makes more as dead (`a woman died, which brings the victims to five`)."""
    for draft, row in beside(drafts):
        if draft.harm is not Harm.CASUALTIES or draft.toll is not TollKind.RUNNING or draft.relation != "head":
            continue
        others = [d for d in row if d.relation == "head" and d is not draft]
        died = any(_moved(d.harmed) and d.people.count.low < draft.people.count.low for d in others)
        if died and all(d.harm is Harm.KILLED for d in others):
            for told in drafts:
                if told is draft or (told.lead is draft and told.relation != "head"):
                    told.harm = Harm.KILLED


def _deaths_that_raise(drafts: list[Draft]) -> None:
    """Hang a death on the toll that it raises: `a woman died, so that the toll rises to 13` (GUIDELINES rule 11)."""
    for draft, row in beside(drafts):
        if draft.harmed is None or draft.toll is not TollKind.RUNNING or draft.relation != "head":
            continue
        for before in row:
            same = before.at < draft.at and before.harm is draft.harm
            loose = before.relation in {"head", "item"} and before.whole is None
            one = same and loose and before.toll is TollKind.EVENT
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
            draft.why.update(dict.fromkeys((*_OF_A_RISE, "side", "party"), (Reason.COPIED_RISE, running)))
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
            draft.toll = draft.chose("toll", Reason.SAME_FIGURE, row[told].toll, row[told])
            draft.rules.append("kinds.same_figure")
