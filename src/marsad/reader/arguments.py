"""Settle the arguments of each draft: place, doer, method, source, day.

The order is that of CONSTRUCTIONS 3: what depends on another claim copies it; else the sentence in the direction of
the construction, then the other direction, then the sentences before, the headline last.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.lang.phrases import Day
from marsad.model.claim import Harm, Method
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

Wanted = "Callable[[Sentence, int], bool]"

_BEFORE_FIRST = frozenset({"verbal noun"})
_COPIED = ("place", "by", "method", "method_node", "source", "said", "when")
_LAUNCH = frozenset({"MIN"})
_WEAK = 1
"""Means of this strength say little (`attack`): what other sentences say comes first."""
_HELD = frozenset({"HELD"})


def settle(drafts: list[Draft], sentences: list[Sentence]) -> None:
    """Fill place, doer, method and source of every draft."""
    taken = {id(org) for draft in drafts for org in draft.node.having("PARTIES")}
    heads = [draft for draft in drafts if draft.relation == "head"]
    for draft in drafts:
        _own(draft, sentences, taken, heads)
    for draft in drafts:
        lead = draft.lead
        if lead is None or draft.relation == "head":
            continue
        for slot in _COPIED:
            if getattr(draft, slot) is None:
                setattr(draft, slot, getattr(lead, slot))
        draft.hedged = draft.hedged or lead.hedged


def _own(draft: Draft, sentences: list[Sentence], taken: set[int], heads: list[Draft]) -> None:
    dependent = draft.relation != "head"
    if dependent and draft.relation != "line":
        return
    reach = [draft.sentence] if dependent or draft.sentence.zone is Zone.RELATED else _reach(draft.sentence, sentences)
    draft.place = _first(draft, reach, _is_place)
    draft.by = _first(draft, reach, lambda row, at: _is_doer(row, at, taken) and not _own_people(draft, row.nodes[at]))
    _set_method(draft, reach, heads)
    if draft.lead is not None and not dependent and _second_harm(draft, draft.lead):
        for slot in ("place", "by"):
            if getattr(draft.lead, slot) is not None and not _in_own_clause(draft, slot):
                setattr(draft, slot, getattr(draft.lead, slot))


def _second_harm(draft: Draft, lead: Draft) -> bool:
    """Tell whether a claim only goes on with what the one before tells (`مقتل … وإصابة …`)."""
    return (draft.harm is not lead.harm or draft.people.others) and not draft.people.actors


def _in_own_clause(draft: Draft, slot: str) -> bool:
    """Tell whether what was found for a second harm stands behind it, not before the first."""
    node: Node | None = getattr(draft, slot)
    return node is not None and node.start > draft.node.start and draft.sentence.nodes[-1].end >= node.end


def _reach(sentence: Sentence, sentences: list[Sentence]) -> list[Sentence]:
    """List where arguments may stand, nearest first: the sentence, those before it, the headline last."""
    earlier = [s for s in reversed(sentences[: sentence.index]) if s.zone is Zone.BODY]
    headline = [s for s in sentences if s.zone is Zone.HEADLINE and s is not sentence]
    if sentence.zone is Zone.HEADLINE:
        return [sentence, *[s for s in sentences if s.zone is Zone.BODY][:2]]
    if tells_total(sentence):
        return [sentence]
    until = next((at for at, s in enumerate(earlier[:4], 1) if tells_total(s)), None)
    return [sentence, *earlier[:until]] if until else [sentence, *earlier[:4], *headline]


def tells_total(sentence: Sentence) -> bool:
    """Tell whether a sentence counts since a day: what stands before it tells of one incident, not of the sum."""
    return any(isinstance(node.value, Day) and node.value.kind == "since" for node in sentence.nodes)


def _first(draft: Draft, reach: list[Sentence], wanted: Callable[[Sentence, int], bool]) -> Node | None:
    for sentence in reach:
        for at in _order(draft, sentence):
            if wanted(sentence, at):
                return sentence.nodes[at]
    return None


def _order(draft: Draft, sentence: Sentence) -> Iterator[int]:
    """Walk a sentence from the claim outward, the likelier direction first."""
    if sentence is not draft.sentence:
        yield from (
            range(len(sentence.nodes) - 1, -1, -1)
            if sentence.index < draft.sentence.index
            else range(len(sentence.nodes))
        )
        return
    after, before = range(draft.at + 1, len(sentence.nodes)), range(draft.at - 1, -1, -1)
    shape = draft.harmed.shape if draft.harmed else "line"
    result = any("RESULT" in sentence.nodes[i].tags for i in range(max(0, draft.at - 3), draft.at))
    if shape == "active" or (shape in {"verbal noun", "noun", "head"} and result):
        yield from before
        yield from after
    else:
        yield from after
        yield from before


def _is_place(sentence: Sentence, at: int) -> bool:
    if "WHERE" not in sentence.nodes[at].tags:
        return False
    before = sentence.nodes[at - 1].tags if at else frozenset[str]()
    after = sentence.nodes[at + 1].tags if at + 1 < len(sentence.nodes) else frozenset[str]()
    if "MEDICALSITE" in next(sentence.nodes[at].leaves()).tags and not before & {"FI", "BI", "ALA", "STRIKE"}:
        return False
    told = any("BACKGROUND" in node.tags for node in sentence.nodes[max(0, at - 7) : at])
    return not before & _LAUNCH and not (told or _about_party(sentence, at)) and not (at == 0 and "COLON" in after)


def _about_party(sentence: Sentence, at: int) -> bool:
    """Tell whether a place stands in a clause that only describes a party (`the group, which … in …`)."""
    nodes = sentence.nodes
    for i in range(at - 1, max(0, at - 8), -1):
        if "REL" in nodes[i].tags:
            return "PARTIES" in nodes[i - 1].tags
    return False


def _is_doer(sentence: Sentence, at: int, taken: set[int]) -> bool:
    node = sentence.nodes[at]
    if "DOER" in node.tags:
        return True
    if "PARTIES" not in node.tags or id(node) in taken or any(org.attr("civil") for org in node.having("ORG")):
        return False
    back = [n.tags for n in sentence.nodes[max(0, at - 4) : at]]
    near = back[-1] if back else frozenset[str]()
    if "MIN" in near and len(back) > 1 and back[-2] & {"ORGHEAD", "FIGHTER"}:  # `groups of the militia`
        return not any(tags & {"DEFENDS", "HELD"} for tags in back)
    if any("HELD" in tags for tags in back) or near & {"MIN", "STRIKE", "ALA", "MAA", "ACCORDING", "SAY", "BETWEEN"}:
        return False
    if "LI" in near:  # `a strike of the army`: behind the deed, not behind what was hit
        return any(tags & {"MEANS", "STRIKE", "NATION", "DOER"} for tags in back[:-1])
    return True


def _own_people(draft: Draft, node: Node) -> bool:
    """Tell whether a party is the one harmed: nobody is the doer of its own losses."""
    return any(org.attr("actor") in draft.people.actors for org in node.having("ORG"))


def own_stretch(draft: Draft, heads: list[Draft]) -> range:
    """Return the part of its sentence that speaks of a claim: from the head before it to the head behind it."""
    others = [head.at for head in heads if head.sentence is draft.sentence and head is not draft]
    first = max((at for at in others if at < draft.at), default=-1) + 1
    last = min((at for at in others if at > draft.at), default=len(draft.sentence.nodes))
    return range(first, last)


def _strongest(nodes: list[Node]) -> Node | None:
    """Return the words of the strongest means: a drone beats a strike, a strike beats bare shelling."""
    means = [found for node in nodes for found in node.having("MEANS")]
    return max(means, key=lambda node: int(node.attr("strength") or 0), default=None)


def _many_means(nodes: list[Node]) -> bool:
    """Tell whether a sum over many attacks names several means: none of them is the means of all."""
    return len({str(found.attr("method")) for node in nodes for found in node.having("MEANS")}) > 2


def _set_method(draft: Draft, reach: list[Sentence], heads: list[Draft]) -> None:
    if draft.harm is Harm.CAPTURED:
        return  # a weapon is no way to be arrested
    own = draft.harmed.method if draft.harmed else None
    stretch = own_stretch(draft, heads)
    weak: Node | None = None
    for sentence in reach:
        best = None
        if tells_total(sentence) and _many_means(sentence.nodes):
            return
        if sentence is draft.sentence:
            best = _strongest(sentence.nodes[stretch.start : stretch.stop])
        best = best or _strongest(sentence.nodes)
        if best and int(best.attr("strength") or 0) <= _WEAK:
            weak, best = weak or best, None
        if best:
            draft.method, draft.method_node = Method(str(best.attr("method"))), best
            return
        if own:
            break
    if own:
        draft.method = Method(own)
    elif weak and draft.relation != "line":  # a line copies its head
        draft.method, draft.method_node = Method(str(weak.attr("method"))), weak


def day_near(draft: Draft, reach: list[Sentence], wanted: Callable[[Sentence, Node, Day], bool]) -> Node | None:
    """Return the words of time nearest to a claim that are wanted."""

    def is_day(row: Sentence, at: int) -> bool:
        node = row.nodes[at]
        return isinstance(node.value, Day) and wanted(row, node, node.value)

    return _first(draft, reach, is_day)
