"""Settle how people were harmed (GUIDELINES rule 13): the strongest means of the telling, a drone before all."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

from marsad.model.claim import Harm, Method
from marsad.model.reason import Reason
from marsad.reader.reach import looks_back, tells_total
from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.reader.draft import Draft
    from marsad.reader.reach import Heads
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_PARTING = frozenset({"W", "COMMA", "FALLING", "PLUS", "LI"})
_BESIDE = 7
"""So far behind `at the same time as` something may stand."""
_BOMBARDS = frozenset({Method.SHELLING, Method.AIRSTRIKE, Method.DRONE})
_CLAUSE = 4
"""A subject with its verb has so many words at most before the people."""
_SUBJECT_FAR = 40
_WEAK = 1
"""Means of this strength say little (`attack`): what other sentences say comes first."""


def set_method(draft: Draft, reach: list[Sentence], heads: Heads) -> None:
    """Fill the method of a draft and the words it comes from.

    Its own stretch of the sentence comes first, then the whole sentence, then those in reach; words that say little
    count where nothing better is found.
    """
    if draft.harm is Harm.CAPTURED:
        return  # a weapon is no way to be arrested
    own = _by_its_word(draft)
    weak: Node | None = None
    for sentence in reach[:1] if own else reach:
        if sentence.once(tells_total) and sentence.once(_many_means):
            return
        best = _best(draft, sentence, heads)
        if weak and best and _method(weak) is Method.SHELLING and _method(best) not in _BOMBARDS:
            continue  # `the bombardment` was no shooting
        if best and _strength(best) > _WEAK:
            node = (_drone(reach) if _may_be_drone(best) else None) or best
            draft.method, draft.method_node = _method(node), node
            draft.chose("method", Reason.METHOD_MEANS if node is best else Reason.METHOD_DRONE, node)
            return
        weak = weak or best
        titled = sentence.zone is Zone.HEADLINE  # the body says more
        told_here = best and sentence is draft.sentence and _told_here(best, draft)
        if best and told_here and not titled and not _alike(best, sentence):
            break
    if own:
        draft.method = draft.chose("method", Reason.METHOD_HARM_WORD, own, draft.node)
    elif weak and draft.relation != "line" and _enough(weak, draft):  # a line copies its head
        draft.method, draft.method_node = _method(weak), draft.chose("method", Reason.METHOD_WEAK, weak)


def _by_its_word(draft: Draft) -> Method | None:
    """Return the method that the word of harm means by itself (`assassinated`, `drowned`).

    Who died of wounds (`توفي متأثرا بجراحه`) died of what made them.
    """
    own = draft.harmed.method if draft.harmed else None
    wounds = not draft.sentence.tags.isdisjoint({"AFFECTEDBY", "INJURYWORD", "WOUNDS"})
    return Method(own) if own and not (own == Method.OTHER and wounds) else None


def _told_here(weak: Node, draft: Draft) -> bool:
    """Tell whether an attack has a place of its own in the sentence: it is told nowhere else."""
    return _method(weak) is Method.CLASH and draft.place in draft.sentence.nodes


def _alike(weak: Node, sentence: Sentence) -> bool:
    """Tell whether an attack is said to be like one told before (`a similar attack on the other quarter`)."""
    nodes = sentence.nodes
    at = next((at for at, node in enumerate(nodes) if node is weak or weak in node.leaves()), None)
    return at is not None and any("ALIKE" in node.tags for node in nodes[max(0, at - 1) : at + 2])


def _enough(weak: Node, draft: Draft) -> bool:
    """Tell whether words that say little are enough: `attacks` since a day may have been of any kind."""
    return _method(weak) is not Method.CLASH or not draft.sentence.once(tells_total)


def _best(draft: Draft, sentence: Sentence, heads: Heads) -> Node | None:
    """Return the strongest means of a sentence, of the claim's own part of it where that names one."""
    best = sentence.once(_strongest)
    if best is None or sentence is not draft.sentence or _strength(best) <= _WEAK:
        return best
    whole, means, ats = heads.stretch(draft), *sentence.once(_means)
    stretch = _less_next_subject(draft, range(whole.start, _end(draft, whole, heads)))
    if draft.harmed is not None and draft.harmed.shape == "active":
        own = _subject(sentence.nodes[max(stretch.start, draft.at - _SUBJECT_FAR) : draft.at])
        if own:
            return own
    start, here, end = (bisect_left(ats, at) for at in (stretch.start, draft.at, stretch.stop))
    before, after = means[start:here], means[here:end]
    told = heads.before(draft)
    another = told is not None and told.harm is draft.harm
    for part in (before, after) if looks_back(draft) else (after, before):
        near = max(part, key=_strength, default=None)
        if near and (_strength(near) > _WEAK or (another and part is after and _method(near) is Method.CLASH)):
            return near  # `three died when a mine went off, and two in an attack`
    return best


def _end(draft: Draft, stretch: range, heads: Heads) -> int:
    """Return where what is told of a claim ends: with the next one where nothing but `and` parts them."""
    nodes = draft.sentence.nodes
    after = nodes[draft.at + 1 : stretch.stop]
    if stretch.stop >= len(nodes) or not after or not all(node.tags & _PARTING for node in after):
        return stretch.stop
    following = heads.behind(draft)
    return heads.stretch(following).stop if following is not None else stretch.stop


def _less_next_subject(draft: Draft, stretch: range) -> range:
    """Return a stretch without the subject of the active verb behind it (`one killed in Homs, shelling kills four`)."""
    nodes = draft.sentence.nodes
    if stretch.stop >= len(nodes) or "ACTIVE" not in nodes[stretch.stop].tags:
        return stretch
    first = max(draft.at + 1, stretch.stop - _CLAUSE - 1)
    joints = [at for at in range(first, stretch.stop) if nodes[at].tags & {"W", "COMMA", "BUT", "SEMICOLON"}]
    if not joints or not any("MEANS" in node.tags for node in nodes[joints[-1] : stretch.stop]):
        return stretch
    return range(stretch.start, joints[-1])


def _subject(before: Sequence[Node]) -> Node | None:
    """Return the means that is the subject of an active verb (`warplanes hit the town and a mine kills a man`)."""
    joined = max((at for at, node in enumerate(before) if "W" in node.tags), default=-1)
    clause = before[joined + 1 :]
    if joined < 0 or len(clause) > _CLAUSE or not any(node.tags & {"MEANS", "STRIKE"} for node in before[:joined]):
        return None
    best = max((means for node in clause for means in node.having("MEANS")), key=_strength, default=None)
    return best if best and _strength(best) > _WEAK else None


def _means(sentence: Sentence) -> tuple[list[Node], list[int]]:
    """List the words of means in a sentence, and the indexes of the nodes that they stand in."""
    rows = ((at, list(node.having("MEANS"))) for at, node in enumerate(sentence.nodes) if "MEANS" in node.deep)
    found = [(means, at) for at, row in rows if not _beside(sentence.nodes, at) for means in row]
    return [means for means, _ in found], [at for _, at in found]


def _beside(nodes: Sequence[Node], at: int) -> bool:
    """Tell whether means only go on at the same time, or fly over (`while drones were flying over the area`)."""
    for node in reversed(nodes[max(0, at - _BESIDE) : at]):
        if node.tags & {"COMMA", "DOTS", "RESULT"}:
            return False
        if node.tags & {"BESIDES", "OVERFLIGHT"}:
            return True
    return False


def _strongest(sentence: Sentence) -> Node | None:
    """Return the words of the strongest means: a drone beats a strike, a strike beats bare shelling."""
    return max(sentence.once(_means)[0], key=_strength, default=None)


def has_strong_means(sentence: Sentence) -> bool:
    """Tell whether a sentence names means that say more than `attack`."""
    return any(_strength(means) > _WEAK for means in sentence.once(_means)[0])


def _strength(node: Node) -> int:
    return int(node.attr("strength") or 0)


def _method(node: Node) -> Method:
    return Method(str(node.attr("method")))


def _may_be_drone(node: Node) -> bool:
    """Tell whether words speak of a strike from the air without saying from which aircraft."""
    return _method(node) is Method.AIRSTRIKE and not any("CRAFT" in leaf.tags for leaf in node.leaves())


def _drone(reach: list[Sentence]) -> Node | None:
    """Return the words of a drone in reach: what a strike from the air turns out to have been."""
    drones = (means for sentence in reach for means in sentence.once(_means)[0])
    return next((node for node in drones if _method(node) is Method.DRONE), None)


def _many_means(sentence: Sentence) -> bool:
    """Tell whether a sum over many attacks names several means: none of them is the means of all, but a drone is."""
    means = {_method(means) for means in sentence.once(_means)[0] if _strength(means) > _WEAK}
    return len(means) > 1 and Method.DRONE not in means
