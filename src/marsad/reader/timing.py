"""Settle when the harm of each draft happened, and when its source said so."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.lang.phrases import Day
from marsad.model.reason import Reason
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.days import basis_of, resolve
from marsad.reader.reach import Heads, adds_up, nearest
from marsad.reader.sentences import NOWHERE, Spots, Zone
from marsad.reader.told_next import next_of_attack

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_JUST = 4
"""So near before the harm stands the month over which it is counted."""
_FRAME = 14
"""So many words lie at most between a word of saying and its day."""
_HURT = 24
"""So many words behind the wounded stands that they died."""
_DYING = 6
"""So many words behind those who died of wounds stands the day of it."""
SPANS = frozenset({"since", "month", "year", "past"})


def settle_days(drafts: list[Draft], sentences: list[Sentence], published: When | None, *, stated: bool) -> None:
    """Fill `when` and `said` of every draft.

    The words of the sentence come first, then those of the sentence before in the paragraph, then the report's own
    day (basis `report`). Where the publication day is not known from outside, days counted from it stay null.
    """
    own = published.days if published is not None and stated else None
    said: dict[int, When | None] = {}
    heads = Heads(drafts)
    died = _deaths(drafts)
    last_told: Draft | None = None
    for at, draft in enumerate(drafts):
        if draft.relation != "head" and draft.lead is not None:
            draft.when = draft.chose("when", Reason.COPIED_LEAD, draft.lead.when, draft.lead)
            draft.said = draft.chose("said", Reason.COPIED_LEAD, draft.lead.said, draft.lead)
            if draft.relation != "line":
                continue
        if draft.sentence.index not in said:
            said[draft.sentence.index] = _said(draft.sentence, published)
        draft.said = draft.chose("said", Reason.SAID_SENTENCE, said[draft.sentence.index])
        if draft.said is None and draft.whole is not None:
            draft.said = draft.chose("said", Reason.SAID_WHOLE, draft.whole.said, draft.whole)
        draft.when = _told_day(draft, drafts[at - 1] if at else None, died, sentences, heads, own)
        if draft.when is None or draft.when.basis is not WhenBasis.REPORT:
            if draft.when is not None and not (draft.harmed and draft.harmed.moved_from):
                last_told = draft
            continue
        if "ATTACKERS" in draft.node.deep or draft.sentence.once(_in_the_attack):
            attack = last_told or draft
            draft.when = draft.chose("when", Reason.WHEN_OF_ATTACK, attack.when, attack)


def _told_day(  # noqa: PLR0913  a day may be told in any of these
    draft: Draft, last: Draft | None, died: dict[int, Node], sentences: list[Sentence], heads: Heads, own: Days | None
) -> When | None:
    """Return the day of a claim: that of the claim before it where its part of the sentence names none of its own."""
    stretch = heads.stretch(draft)
    own_part = draft.sentence.nodes[stretch.start : stretch.stop]
    rises = draft.harmed is not None and draft.harmed.toll == "running"
    died_on = died.get(draft.sentence.index) if rises else None
    words = [n for n in (*own_part, *draft.node.kids) if isinstance(n.value, Day) and n is not died_on]
    before = last if "FIGURED" in draft.node.tags else heads.before(draft)
    if not words and before is not None and died_on is None:
        return draft.chose("when", Reason.COPIED_SECOND_HARM, before.when, before)
    when = _when(draft, sentences, own, words) or (draft.when if draft.relation == "line" else None)
    of_death = died_on is not None and draft.why.get("when", (None, None))[1] is died_on
    if not of_death:
        return when
    # `a child died on Wednesday of his wounds, raising the toll to four`: no word says when the attack was
    return draft.chose("when", Reason.WHEN_REPORT, When(own, WhenBasis.REPORT)) if own is not None else None


def _in_the_attack(sentence: Sentence) -> bool:
    """Tell whether people were harmed in an attack told before (`during the attack`), which no place tells apart."""
    nodes = sentence.nodes
    for at in [at for at, node in enumerate(nodes) if at and "MEANS" in node.tags]:
        definite = "DEFINITE" in nodes[at].tags or "THE" in nodes[at - 1].tags
        if definite and not any("WHERE" in other.tags for other in nodes[at + 1 : at + 4]):
            led = nodes[at - 1 - ("THE" in nodes[at - 1].tags)]
            if led.tags & {"FI", "DURING"}:
                return True
    return False


def _deaths(drafts: list[Draft]) -> dict[int, Node]:
    """Find for each sentence the day on which wounded people died, as it says: it is not that of the attack."""
    found: dict[int, Node] = {}
    for died in drafts:
        if died.harmed is None or not died.harmed.moved_from or died.sentence.index in found:
            continue
        behind = died.sentence.nodes[died.at + 1 : died.at + 1 + _HURT]
        told = next((at + 1 for at, node in enumerate(behind) if "DIED" in node.tags), 0)  # `those wounded … died on`
        for at, node in enumerate(behind[told : told + _DYING], told):
            if any("POSSESSIVE" in after.tags for after in behind[at + 1 : at + 2]):
                break  # `of wounds sustained in Monday's ambush`
            if isinstance(node.value, Day):
                found[died.sentence.index] = node
            if isinstance(node.value, Day) or node.tags & {"MEANS", "STRIKE", "HARMED", "SUFFER"}:
                break
    return found


def _when(draft: Draft, sentences: list[Sentence], own: Days | None, words: list[Node]) -> When | None:
    sentence = draft.sentence
    if "UNDATED" in sentence.tags:
        return None
    span = None
    if sentence.zone is not Zone.RELATED:
        span = _span_start(words) or _own_span(draft) or _span_of_sum(draft, words)
    node = span or _during(draft) or _nearest(draft, sentences)
    if node is not None:
        day = node.value
        assert isinstance(day, Day)
        from_saying = draft.said is not None and (day.kind == "past" or day.rel == "earlier")
        counted_from = draft.said.days if draft.said is not None and from_saying else own
        days = resolve(day, counted_from if own is not None else None)
        if days is not None:
            draft.chose("when", Reason.WHEN_NEAREST if span is None else Reason.WHEN_SINCE, node)
            return When(days, basis_of(day), None)
    if draft.said is not None and "SAMEDAY" in sentence.tags:
        return draft.chose("when", Reason.WHEN_SAME_DAY, When(draft.said.days, WhenBasis.RELATIVE))
    undated = (
        sentence.zone is Zone.RELATED or adds_up(sentence) or draft.relation == "line" or _said_earlier(draft, own)
    )
    undated = undated or "BURIES" in sentence.tags
    if own is None or undated or "REPEATED" in sentence.tags:
        return None
    return draft.chose("when", Reason.WHEN_REPORT, When(own, WhenBasis.REPORT))


def _said_earlier(draft: Draft, own: Days | None) -> bool:
    """Tell whether a source said it before the report's own day and the day before: when it was stays open then."""
    return draft.said is not None and (own is None or draft.said.days.last < own.last - timedelta(1))


def _span_start(words: list[Node]) -> Node | None:
    """Return the words of a sum's span: since when, the narrowest (`this year, namely since June`)."""
    since = [node for node in words if isinstance(node.value, Day) and node.value.kind == "since"]
    return max(since, key=lambda n: isinstance(n.value, Day) and n.value.month is not None, default=None)


def _during(draft: Draft) -> Node | None:
    """Return the month or year over which a figure counts, told just before it (`saw during last May the death of`)."""
    if "DURING" not in draft.sentence.tags:
        return None
    near = draft.sentence.nodes[max(0, draft.at - _JUST) : draft.at]
    for during, node in reversed([*pairwise(near)]):
        if "DURING" in during.tags and isinstance(node.value, Day) and node.value.kind in {"month", "year"}:
            return node
    return None


def _own_span(draft: Draft) -> Node | None:
    """Return the days over which a figure counts that stand in its own phrase (`the number killed this week is 6`)."""
    kids = [node for node in draft.node.kids if isinstance(node.value, Day) and node.value.kind == "past"]
    return kids[0] if kids else None


def _span_of_sum(draft: Draft, words: list[Node]) -> Node | None:
    """Return the days over which a figure that rose counts, where its part of the sentence names no other."""
    if draft.harmed is None or draft.harmed.toll != "running" or len(words) != 1:
        return None
    day = words[0].value
    return words[0] if isinstance(day, Day) and day.kind == "past" and day.rel != "last" else None


def _nearest(draft: Draft, sentences: list[Sentence]) -> Node | None:
    """Return the words of time nearest to a claim, those of a day before those of a span."""
    sentence = draft.sentence
    reach = [sentence]
    previous = sentences[sentence.index - 1] if sentence.index else None
    if (
        previous is not None
        and not adds_up(sentence)
        and previous.line == sentence.line
        and draft.sentence.zone is Zone.BODY
    ):
        reach.append(previous)
    after = next_of_attack(sentence, sentences)
    if after is not None:
        reach.append(after)
    island = sentence.zone is Zone.RELATED  # a line of related articles says of no sum when it ended
    plain = _near(draft, reach, _days, lambda day: day.kind not in SPANS)
    return plain or _near(draft, reach, _spans, lambda day: not (island and day.kind == "since"))


def _near(
    draft: Draft, within: list[Sentence], find: Callable[[Sentence], Spots], fits: Callable[[Day], bool]
) -> Node | None:
    """Return the words of time nearest to a claim, those in its own phrase first."""
    before = draft.sentence.nodes[draft.at - 1] if draft.at else None
    if before is not None and isinstance(before.value, Day) and before.value.rel == "event":
        return before
    inside = (kid for kid in draft.node.kids if isinstance(kid.value, Day) and fits(kid.value))
    if (own := next(inside, None)) is not None:
        return own
    for sentence in within:
        there = sentence.once(find)
        for at in nearest(draft, sentence, there.order):
            day = there[at].value
            if isinstance(day, Day) and fits(day):
                return there[at]
    return None


def _days(sentence: Sentence) -> Spots:
    """Return the words of a day in a sentence that do not belong to the saying, by their index."""
    spots = sentence.once(_spans)
    row = [(at, node) for at, node in spots.items() if isinstance(node.value, Day) and node.value.kind not in SPANS]
    return Spots(row) if row else NOWHERE


def _spans(sentence: Sentence) -> Spots:
    """Return the words of time in a sentence that do not belong to the saying, spans too, by their index."""
    days = [(at, node) for at, node in enumerate(sentence.nodes) if isinstance(node.value, Day)]
    own = [(at, node) for at, node in days if not (_saying(at, sentence) or _burial(at, sentence))]
    return Spots(own) if own else NOWHERE


def _saying(at: int, sentence: Sentence) -> bool:
    """Tell whether words of time belong to the saying (`نشر في 18 نيسان أن …`), not to the harm."""
    before = sentence.nodes[max(0, at - 5) : at]
    after = sentence.nodes[at + 1 : at + 3]
    if at and after and "SAY" in after[0].tags and sentence.nodes[at - 1].tags & {"SOURCEPHRASE", "SOURCE", "PARTIES"}:
        return True  # `the ministry on Tuesday denied that`
    told = any("PUBLISH" in other.tags for other in before)
    quoted = any("ACCORDING" in other.tags for other in sentence.nodes[max(0, at - 9) : at])
    return told and (quoted or any("ANNA" in other.tags for other in after))


def _burial(at: int, sentence: Sentence) -> bool:
    """Tell whether words of time belong to a burial (`mourners buried on Friday …`), not to the harm."""
    if "BURIES" not in sentence.tags:
        return False
    before = reversed(sentence.nodes[max(0, at - _FRAME) : at])
    told = next((node for node in before if node.tags & {"BURIES", "HARMED", "ANNA"}), None)
    return told is not None and "BURIES" in told.tags


def _said(sentence: Sentence, published: When | None) -> When | None:
    """Return the earlier day on which a source said what the sentence tells, where words name one."""
    for at, node in enumerate(sentence.nodes):
        if not isinstance(node.value, Day) and "SAIDDAY" not in node.tags:
            continue
        told = next((kid for kid in node.kids if isinstance(kid.value, Day)), node) if "SAIDDAY" in node.tags else node
        day = told.value
        if not isinstance(day, Day) or day.kind not in {"date", "weekday", "yesterday"}:
            continue
        if "SAIDDAY" in node.tags or _saying(at, sentence) or _announced(at, sentence):
            days = resolve(day, published.days if published else None)
            return When(days, WhenBasis.STATED) if days else None
    return None


def _announced(at: int, sentence: Sentence) -> bool:
    """Tell whether a day stands between a word of saying and what is said (`announced in a statement, today, that`).

    It is the day of the saying for sure; that of the harm only as far as no other day is told.
    """
    before, after = sentence.nodes[max(0, at - _FRAME) : at], sentence.nodes[at + 1 : at + 2 * _FRAME]
    opened = next((n for n, node in enumerate(reversed(before)) if node.tags & {"SAY", "HARMED", "ANNA"}), None)
    told = next((node for node in after if node.tags & {"ANNA", "HARMED"}), None)
    said = opened is not None and "SAY" in before[-1 - opened].tags
    return said and told is not None and "ANNA" in told.tags
