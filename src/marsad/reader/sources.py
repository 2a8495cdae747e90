"""Settle whom a report cites for each claim, and how surely it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.lang.phrases import Victims
from marsad.model.reason import Reason
from marsad.reader.sentences import Zone
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from marsad.model.report import Report
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node


def settle_sources(drafts: list[Draft], sentences: list[Sentence], report: Report) -> None:
    """Fill `source` and `hedged`: the speaker before a claim in its sentence, else the last one of the paragraph."""
    if not drafts:
        return
    own = own_names(report.publisher)
    speaking = {sentence.index: _speakers(sentence, own) for sentence in sentences}
    before = _before_each(sentences, speaking)
    for draft in drafts:
        if draft.relation != "head" and draft.lead is not None:
            draft.source, draft.hedged = draft.lead.source, draft.lead.hedged
            draft.chose("source", Reason.COPIED_LEAD, draft.source, draft.lead)
            continue
        index = draft.sentence.index
        draft.source = (
            draft.source
            or draft.chose("source", Reason.SOURCE_SENTENCE, _cited(draft, speaking[index]))
            or draft.chose("source", Reason.SOURCE_PARAGRAPH, before[index])
        )
        draft.hedged = draft.hedged or "HEDGE" in draft.sentence.tags or any(draft.node.having("HEDGE"))


@dataclass(frozen=True, slots=True)
class _Speakers:
    """Who is cited in a sentence: the first, the first who is cited for what stands before, and who speaks in turn."""

    first: int
    cited: int | None
    turns: tuple[int, ...] = ()


def _speakers(sentence: Sentence, own: frozenset[str]) -> _Speakers | None:
    """Find who is cited in a sentence, by index; None where nobody is."""
    if sentence.tags.isdisjoint({"SAY", "ACCORDING", "COLON"}):
        return None
    nodes = sentence.nodes
    rows = (at for at, n in enumerate(nodes) if n.tags & _CITED or isinstance(n.value, Victims))
    found = [at for at in rows if _speaks(nodes, at, own)]
    if not found:
        return None
    turns = tuple(at for at in found[1:] if _set_against(nodes, at) or _joined_speech(nodes, at))
    return _Speakers(found[0], next((at for at in found if not _new_speech(nodes, at)), None), turns)


_CITED = frozenset({"SOURCEPHRASE", "SOURCE", "PARTIES"})


def _before_each(sentences: list[Sentence], speaking: dict[int, _Speakers | None]) -> dict[int, Node | None]:
    """Return who speaks as each sentence begins.

    A speaker holds to the end of the paragraph, and on where the next one opens with a word of saying that has no
    speaker of its own (`ولفتت إلى أن`).
    """
    before: dict[int, Node | None] = {}
    current: Node | None = None
    line = -1
    for sentence in sentences:
        new = sentence.line != line and not sentence.bullet
        if sentence.zone is Zone.RELATED or (new and not _goes_on(sentence)):
            current = None
        line = sentence.line
        before[sentence.index] = current
        speakers = speaking[sentence.index]
        current = sentence.nodes[speakers.first] if speakers else current
    return before


def _goes_on(sentence: Sentence) -> bool:
    """Tell whether a paragraph opens with a word of saying whose speaker was named before."""
    opening = [node.tags for node in sentence.nodes[:4]]
    said = next((at for at, tags in enumerate(opening[:2]) if "SAY" in tags), None)
    if said is None:
        return False
    return any("ANNA" in tags for tags in opening[said + 1 :])


def _cited(draft: Draft, speakers: _Speakers | None) -> Node | None:
    """Return whom a sentence cites for a claim: the last to speak before it, else one cited behind it."""
    if speakers is None:
        return None
    turn = next((at for at in reversed(speakers.turns) if at < draft.at), speakers.first)
    at = turn if turn < draft.at else speakers.cited
    return None if at is None else draft.sentence.nodes[at]


def _new_speech(nodes: list[Node], at: int) -> bool:
    """Tell whether something else is told by a speaker (`…, and the army said that`), not what stands before it."""
    said = any("SAY" in node.tags and "ACCORDING" not in node.tags for node in nodes[max(0, at - 2) : at])
    return said and any("ANNA" in node.tags for node in nodes[at + 1 : at + 3])


def _set_against(nodes: list[Node], at: int) -> bool:
    """Tell whether a speaker is set against the one before: `…, while the army said that`."""
    return any("BUT" in node.tags for node in nodes[max(0, at - 2) : at])


def _joined_speech(nodes: list[Node], at: int) -> bool:
    """Tell whether another speaks in turn: `the ministry denied it, and the rescuers said that`."""
    if not _new_speech(nodes, at):
        return False
    said = next((n for n in range(at - 1, max(-1, at - 3), -1) if "SAY" in nodes[n].tags), None)
    return bool(said) and said is not None and "W" in nodes[said - 1].tags


_OBSERVATORY = frozenset({"المرصد", "المرصد السوري", "المرصد السوري لحقوق الانسان", "observatory", "sohr"})


def own_names(publisher: str | None) -> frozenset[str]:
    """Return the folded words by which a publisher would speak of itself.

    The Observatory publishes under several names.
    """
    name = fold_word(publisher or "")
    if any(part in name for part in ("observatory", "sohr", "syriahr", "syria human rights", "المرصد")):
        return _OBSERVATORY
    return frozenset({name}) if name else frozenset()


def _speaks(nodes: list[Node], at: int, own: frozenset[str]) -> bool:
    """Tell whether the words at an index name somebody who is cited."""
    node = nodes[at]
    near = nodes[max(0, at - 3) : at]
    if "FOE" in node.tags:  # whom it fights stands between it and its word of saying
        return not _own(node, own)
    if node.tags & {"SOURCEPHRASE", "SOURCE"} or _activists(node):
        told = any(other.tags & {"SAY", "ACCORDING", "COLON"} for other in near + _behind(nodes, at))
        return (told or _had_said(nodes, at)) and not _own(node, own)
    if "PARTIES" not in node.tags or _own(node, own):
        return False
    if at == 0 or "DOTS" in nodes[at - 1].tags:  # `إسرائيل تعلن`
        return any("SAY" in other.tags for other in nodes[at + 1 : at + 2])
    told = any(other.tags & {"ACCORDING", "SAY"} and "BETWEEN" not in other.tags for other in near[-2:])
    return told and "ANNA" not in nodes[at - 1].tags and "BETWEEN" not in nodes[at - 1].tags


def _behind(nodes: list[Node], at: int) -> list[Node]:
    """Return what stands behind an index, past helping words and a day (`the agency had earlier reported`)."""
    behind = nodes[at + 1 : at + 4]
    helping = next((n for n, node in enumerate(behind) if not node.tags & {"BE", "ADV", "DAY"}), 0)
    return behind[: helping + 1]


def _had_said(nodes: list[Node], at: int) -> bool:
    """Tell whether a word of saying stands a little further on (`وكان المرصد قد كشف أن`)."""
    had = any("PASTMARK" in node.tags for node in nodes[max(0, at - 2) : at])
    return had and any("SAY" in node.tags for node in nodes[at + 1 : at + 4])


def _activists(node: Node) -> bool:
    """Tell whether people are cited whom the language lists as sources, too (`ناشطون`)."""
    return isinstance(node.value, Victims) and all("SOURCE" in leaf.tags for leaf in node.leaves())


def _own(node: Node, own: frozenset[str]) -> bool:
    cited = list(node.having("SOURCE"))
    keyed = any(str(leaf.attr("key")) in own for leaf in cited if leaf.attr("key"))
    return keyed or any(name and name in leaf.form for leaf in cited for name in own)
