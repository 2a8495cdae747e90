"""Where the arguments of a claim may stand, and in which order they are looked for (CONSTRUCTIONS 3.2, 3.3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.lang.phrases import Day
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence

_EARLIER = 4
"""So many sentences back an argument may stand."""


def reach(draft: Draft, sentences: list[Sentence]) -> list[Sentence]:
    """List where arguments may stand, nearest first: the sentence, those before it, the headline last.

    A line of related articles is an island, and so is what is no head; a headline looks into the body.
    """
    sentence = draft.sentence
    if draft.relation != "head" or sentence.zone is Zone.RELATED:
        return [sentence]
    if sentence.zone is Zone.HEADLINE:
        return [sentence, *[s for s in sentences if s.zone is Zone.BODY][:2]]
    if tells_total(sentence):
        return [sentence]
    earlier = [s for s in reversed(sentences[: sentence.index]) if s.zone is Zone.BODY][:_EARLIER]
    until = next((at for at, s in enumerate(earlier, 1) if tells_total(s)), None)
    headline = [s for s in sentences if s.zone is Zone.HEADLINE]
    return [sentence, *earlier[:until]] if until else [sentence, *earlier, *headline]


def tells_total(sentence: Sentence) -> bool:
    """Tell whether a sentence counts since a day: what stands before it tells of one incident, not of the sum."""
    days = [node.value for node in sentence.nodes if isinstance(node.value, Day)]
    return any(day.kind == "since" or (day.kind == "year" and day.rel == "last") for day in days)


def order(draft: Draft, sentence: Sentence) -> Iterator[int]:
    """Walk a sentence from the claim outward: its own clause first, and there the likelier direction first."""
    size = len(sentence.nodes)
    if sentence is not draft.sentence:
        yield from range(size - 1, -1, -1) if sentence.index < draft.sentence.index else range(size)
        return
    clause = clause_of(draft)
    after, before = range(draft.at + 1, clause.stop), range(draft.at - 1, clause.start - 1, -1)
    later, earlier = range(clause.stop, size), range(clause.start - 1, -1, -1)
    if looks_back(draft):
        yield from (*before, *after, *earlier, *later)
    else:
        yield from (*after, *before, *later, *earlier)


def looks_back(draft: Draft) -> bool:
    """Tell whether the arguments of a construction stand before it: behind a result verb, at `where … were killed`."""
    nodes, shape = draft.sentence.nodes, draft.harmed.shape if draft.harmed else "line"
    result = any("RESULT" in node.tags for node in nodes[max(0, draft.at - 3) : draft.at])
    points_back = any("ITS" in leaf.tags for leaf in draft.node.leaves())
    where = draft.at > 0 and "WHEREUPON" in nodes[draft.at - 1].tags
    return shape == "active" or points_back or where or (shape in {"verbal noun", "noun", "head"} and result)


def clause_of(draft: Draft) -> range:
    """Return the stretch of its sentence in which one event is told: up to `and had`, `as also`, `while`."""
    nodes = draft.sentence.nodes
    starts = [at for at in range(1, len(nodes)) if _begins_event(draft.sentence, at)]
    first = max((at for at in starts if at <= draft.at), default=0)
    return range(first, min((at for at in starts if at > draft.at), default=len(nodes)))


def _begins_event(sentence: Sentence, at: int) -> bool:
    node, before = sentence.nodes[at], sentence.nodes[at - 1]
    had = "PASTMARK" in node.tags and ("W" in before.tags or node.form.startswith("و"))
    return had or bool(node.tags & {"SEMICOLON", "ANOTHER"})


def own_stretch(draft: Draft, heads: Sequence[Draft]) -> range:
    """Return the part of its sentence that speaks of a claim: from the head before it to the head behind it."""
    others = [head.at for head in heads if head.sentence is draft.sentence and head is not draft]
    first = max((at for at in others if at < draft.at), default=-1) + 1
    last = min((at for at in others if at > draft.at), default=len(draft.sentence.nodes))
    return range(first, last)
