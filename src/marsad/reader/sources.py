"""Settle whom a report cites for each claim, and how surely it speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.reader.sentences import Zone
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from marsad.model.report import Report
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node


def settle_sources(drafts: list[Draft], sentences: list[Sentence], report: Report) -> None:
    """Fill `source` and `hedged`: the speaker of the sentence, else the last one named in the paragraph."""
    own = own_names(report.publisher)
    speaking: dict[int, Node | None] = {}
    current: Node | None = None
    line = -1
    for sentence in sentences:
        if sentence.zone is Zone.RELATED or (sentence.line != line and not sentence.bullet):
            current = current if sentence.bullet else None
        line = sentence.line
        current = _speaker(sentence, own) or current
        speaking[sentence.index] = current
    for draft in drafts:
        if draft.relation != "head" and draft.lead is not None:
            draft.source, draft.hedged = draft.lead.source, draft.lead.hedged
            continue
        draft.source = draft.source or speaking[draft.sentence.index]
        draft.hedged = draft.hedged or _hedged(draft)


def _hedged(draft: Draft) -> bool:
    """Tell whether words of doubt stand in the sentence or inside the claim itself (`were reportedly killed`)."""
    return any("HEDGE" in node.tags for node in draft.sentence.nodes) or any(draft.node.having("HEDGE"))


def own_names(publisher: str | None) -> frozenset[str]:
    """Return the folded words by which a publisher would speak of itself."""
    name = fold_word(publisher or "")
    if "observatory" in name or "sohr" in name or "المرصد" in name:
        return frozenset({"المرصد", "المرصد السوري", "المرصد السوري لحقوق الانسان", "observatory", "sohr"})
    return frozenset({name}) if name else frozenset()


def _speaker(sentence: Sentence, own: frozenset[str]) -> Node | None:
    nodes = sentence.nodes
    for at, node in enumerate(nodes):
        if node.tags & {"SOURCEPHRASE", "SOURCE"} and not _own(node, own):
            near = nodes[max(0, at - 3) : at] + nodes[at + 1 : at + 2]
            if any(other.tags & {"SAY", "ACCORDING", "COLON"} for other in near):
                return node
        if node.tags & {"PARTIES"} and at:
            near = nodes[max(0, at - 2) : at]
            said = any(other.tags & {"ACCORDING", "SAY"} for other in near)
            if said and "ANNA" not in nodes[at - 1].tags and not _own(node, own):
                return node
    return None


def _own(node: Node, own: frozenset[str]) -> bool:
    return any(name and name in words for words in (leaf.form for leaf in node.having("SOURCE")) for name in own)
