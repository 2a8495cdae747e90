"""Settle when the harm of each draft happened, and when its source said so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.lang.phrases import Day
from marsad.model.reason import Reason
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.arguments import day_near
from marsad.reader.days import basis_of, resolve
from marsad.reader.reach import own_stretch
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

SPANS = frozenset({"since", "month", "year", "past"})


def settle_days(drafts: list[Draft], sentences: list[Sentence], published: When | None, *, stated: bool) -> None:
    """Fill `when` and `said` of every draft.

    The words of the sentence come first, then those of the sentence before in the paragraph, then the report's own
    day (basis `report`). Where the publication day is not known from outside, days counted from it stay null.
    """
    own = published.days if published is not None and stated else None
    said = {sentence.index: _said(sentence, published) for sentence in sentences}
    heads = [draft for draft in drafts if draft.relation == "head"]
    for draft in drafts:
        if draft.relation != "head" and draft.lead is not None:
            draft.when = draft.chose("when", Reason.COPIED_LEAD, draft.lead.when, draft.lead)
            draft.said = draft.chose("said", Reason.COPIED_LEAD, draft.lead.said, draft.lead)
            if draft.relation != "line":
                continue
        draft.said = _said_before(draft, said)
        stretch = own_stretch(draft, heads)
        own_part = draft.sentence.nodes[stretch.start : stretch.stop]
        words = [node for node in (*own_part, *draft.node.kids) if isinstance(node.value, Day)]
        before = max((h for h in heads if h.sentence is draft.sentence and h.at < draft.at), key=_at, default=None)
        if not words and before is not None:
            draft.when = draft.chose("when", Reason.COPIED_SECOND_HARM, before.when, before)
        else:
            draft.when = _when(draft, sentences, own, words) or (draft.when if draft.relation == "line" else None)


def _at(draft: Draft) -> int:
    return draft.at


def _when(draft: Draft, sentences: list[Sentence], own: Days | None, words: list[Node]) -> When | None:
    sentence = draft.sentence
    if any("UNDATED" in node.tags for node in sentence.nodes):
        return None
    span = _span_start(words) if sentence.zone is not Zone.RELATED else None
    node = span or _nearest(draft, sentences)
    if node is not None:
        day = node.value
        assert isinstance(day, Day)
        counted_from = draft.said.days if draft.said is not None and day.kind == "past" else own
        days = resolve(day, counted_from if own is not None else None)
        if days is not None:
            draft.chose("when", Reason.WHEN_NEAREST if span is None else Reason.WHEN_SINCE, node)
            return When(days, basis_of(day), None)
    if draft.said is not None and any("SAMEDAY" in n.tags for n in sentence.nodes):
        return draft.chose("when", Reason.WHEN_SAME_DAY, When(draft.said.days, WhenBasis.RELATIVE))
    undated = sentence.zone is Zone.RELATED or draft.relation == "line" or draft.said is not None
    if own is None or undated or any("REPEATED" in n.tags for n in sentence.nodes):
        return None
    return draft.chose("when", Reason.WHEN_REPORT, When(own, WhenBasis.REPORT))


def _span_start(words: list[Node]) -> Node | None:
    """Return the words since when a sum counts, the narrowest (`this year, namely since June`)."""
    since = [node for node in words if isinstance(node.value, Day) and node.value.kind == "since"]
    return max(since, key=lambda n: isinstance(n.value, Day) and n.value.month is not None, default=None)


def _nearest(draft: Draft, sentences: list[Sentence]) -> Node | None:
    """Return the words of time nearest to a claim, those of a day before those of a span."""
    sentence = draft.sentence
    reach = [sentence]
    previous = sentences[sentence.index - 1] if sentence.index else None
    if previous is not None and previous.line == sentence.line and draft.sentence.zone is Zone.BODY:
        reach.append(previous)
    plain = day_near(draft, reach, lambda row, n, day: not _saying(n, row) and day.kind not in SPANS)
    island = sentence.zone is Zone.RELATED  # a line of related articles says of no sum when it ended
    return plain or day_near(draft, reach, lambda row, n, d: not _saying(n, row) and not (island and d.kind == "since"))


def _saying(node: Node, sentence: Sentence) -> bool:
    """Tell whether words of time belong to the saying (`نشر في 18 نيسان أن …`), not to the harm."""
    at = next((i for i, other in enumerate(sentence.nodes) if other is node), -1)
    if at < 0:
        return False
    before = sentence.nodes[max(0, at - 5) : at]
    after = sentence.nodes[at + 1 : at + 3]
    told = any("PUBLISH" in other.tags for other in before)
    quoted = any("ACCORDING" in other.tags for other in sentence.nodes[max(0, at - 9) : at])
    return told and (quoted or any("ANNA" in other.tags for other in after))


def _said(sentence: Sentence, published: When | None) -> When | None:
    """Return the earlier day on which a source said what the sentence tells, where words name one."""
    for node in sentence.nodes:
        told = next((kid for kid in node.kids if isinstance(kid.value, Day)), node) if "SAIDDAY" in node.tags else node
        day = told.value
        if not isinstance(day, Day) or day.kind not in {"date", "weekday", "yesterday"}:
            continue
        if "SAIDDAY" in node.tags or _saying(node, sentence):
            days = resolve(day, published.days if published else None)
            return When(days, WhenBasis.STATED) if days else None
    return None


def _said_before(draft: Draft, said: dict[int, When | None]) -> When | None:
    if said[draft.sentence.index] is not None:
        return draft.chose("said", Reason.SAID_SENTENCE, said[draft.sentence.index])
    if draft.whole is not None:
        return draft.chose("said", Reason.SAID_WHOLE, draft.whole.said, draft.whole)
    return None
