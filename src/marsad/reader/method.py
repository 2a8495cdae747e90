"""Settle how people were harmed (GUIDELINES rule 13): the strongest means of the telling, a drone before all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.claim import Harm, Method
from marsad.reader.reach import looks_back, own_stretch, tells_total
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_BOMBARDS = frozenset({Method.SHELLING, Method.AIRSTRIKE, Method.DRONE})
_PARTING = frozenset({"W", "COMMA", "FALLING", "PLUS", "LI"})
_BESIDE = 7
"""So far behind `at the same time as` something may stand."""
_WEAK = 1
"""Means of this strength say little (`attack`): what other sentences say comes first."""


def set_method(draft: Draft, reach: list[Sentence], heads: Sequence[Draft]) -> None:
    """Fill the method of a draft and the words it comes from.

    Its own stretch of the sentence comes first, then the whole sentence, then those in reach; words that say little
    count where nothing better is found.
    """
    if draft.harm is Harm.CAPTURED:
        return  # a weapon is no way to be arrested
    own = _by_its_word(draft)
    weak: Node | None = None
    for sentence in reach[:1] if own else reach:
        if tells_total(sentence) and _many_means(sentence.nodes):
            return
        best = _best(draft, sentence, heads)
        if weak and best and _method(weak) is Method.SHELLING and _method(best) not in _BOMBARDS:
            continue  # `the bombardment` was no shooting
        if best and _strength(best) > _WEAK:
            node = (_drone(reach) if _may_be_drone(best) else None) or best
            draft.method, draft.method_node = _method(node), node
            return
        weak = weak or best
        titled = sentence.zone is Zone.HEADLINE  # the body says more
        if best and sentence is draft.sentence and _told_here(best, draft) and not titled:
            break
    if own:
        draft.method = own
    elif weak and draft.relation != "line" and _enough(weak, draft):  # a line copies its head
        draft.method, draft.method_node = _method(weak), weak


def _by_its_word(draft: Draft) -> Method | None:
    """Return the method that the word of harm means by itself (`assassinated`, `drowned`).

    Who died of wounds (`توفي متأثرا بجراحه`) died of what made them.
    """
    own = draft.harmed.method if draft.harmed else None
    wounds = any(node.tags & {"AFFECTEDBY", "INJURYWORD", "WOUNDS"} for node in draft.sentence.nodes)
    return Method(own) if own and not (own == Method.OTHER and wounds) else None


def _told_here(weak: Node, draft: Draft) -> bool:
    """Tell whether an attack has a place of its own in the sentence: it is told nowhere else."""
    return _method(weak) is Method.CLASH and draft.place in draft.sentence.nodes


def _enough(weak: Node, draft: Draft) -> bool:
    """Tell whether words that say little are enough: `attacks` since a day may have been of any kind."""
    return _method(weak) is not Method.CLASH or not tells_total(draft.sentence)


def _best(draft: Draft, sentence: Sentence, heads: Sequence[Draft]) -> Node | None:
    """Return the strongest means of a sentence, of the claim's own part of it where that names one."""
    if sentence is not draft.sentence:
        return _strongest(sentence.nodes)
    stretch = own_stretch(draft, heads)
    nodes = sentence.nodes
    before, after = nodes[stretch.start : draft.at], nodes[draft.at : _end(draft, stretch, heads)]
    first, second = (before, after) if looks_back(draft) else (after, before)
    for part in (first, second, nodes):
        best = _strongest(part)
        if best and _strength(best) > _WEAK:
            return best
    return _strongest(nodes)


def _end(draft: Draft, stretch: range, heads: Sequence[Draft]) -> int:
    """Return where what is told of a claim ends: with the next one where nothing but `and` parts them."""
    nodes = draft.sentence.nodes
    after = nodes[draft.at + 1 : stretch.stop]
    if stretch.stop >= len(nodes) or not after or not all(node.tags & _PARTING for node in after):
        return stretch.stop
    following = next((head for head in heads if head.sentence is draft.sentence and head.at == stretch.stop), None)
    return own_stretch(following, heads).stop if following is not None else stretch.stop


def _strongest(nodes: Sequence[Node]) -> Node | None:
    """Return the words of the strongest means: a drone beats a strike, a strike beats bare shelling."""
    means = [found for at, node in enumerate(nodes) for found in node.having("MEANS") if not _beside(nodes, at)]
    return max(means, key=_strength, default=None)


def _beside(nodes: Sequence[Node], at: int) -> bool:
    """Tell whether means only go on at the same time, or fly over (`while drones were flying over the area`)."""
    for node in reversed(nodes[max(0, at - _BESIDE) : at]):
        if node.tags & {"COMMA", "DOTS", "RESULT"}:
            return False
        if node.tags & {"BESIDES", "OVERFLIGHT"}:
            return True
    return False


def _strength(node: Node) -> int:
    return int(node.attr("strength") or 0)


def _method(node: Node) -> Method:
    return Method(str(node.attr("method")))


def _may_be_drone(node: Node) -> bool:
    """Tell whether words speak of a strike from the air without saying from which aircraft."""
    return _method(node) is Method.AIRSTRIKE and not any("CRAFT" in leaf.tags for leaf in node.leaves())


def _drone(reach: list[Sentence]) -> Node | None:
    """Return the words of a drone in reach: what a strike from the air turns out to have been."""
    drones = (n for sentence in reach for node in sentence.nodes for n in node.having("MEANS"))
    return next((node for node in drones if _method(node) is Method.DRONE), None)


def _many_means(nodes: Sequence[Node]) -> bool:
    """Tell whether a sum over many attacks names several means: none of them is the means of all, but a drone is."""
    means = {_method(n) for node in nodes for n in node.having("MEANS") if _strength(n) > _WEAK}
    return len(means) > 1 and Method.DRONE not in means
