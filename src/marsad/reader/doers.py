"""Tell which words of a sentence name who did it: parties, machines of a nation, unknown gunmen."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.lang.phrases import Harmed, Victims
from marsad.model.claim import Side
from marsad.reader.sentences import NOWHERE, Spots
from marsad.reader.where import launched_from

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_NOTHING = frozenset[str]()
_NEVER = frozenset(
    {"SUFFERS", "LOSSES", "FI", "ALA", "ACCORDING", "HELD", "HOLDING", "PLACEHEAD", "ORIGIN", "SAY", "OPPOSING"}
)
_LED = frozenset({"STRIKE", "MAA", "LI", "MIN", "BETWEEN"})
_DEEDS = frozenset({"MEANS", "STRIKE", "NATION", "DOER", "DEED", "CRAFT"})
_DONE = frozenset({"AMMO", "MEANS", "STRIKE", "DEED", "NATION"})
_VERBS = frozenset({"STRIKEVERB", "UNDERGOES"})
_SEEN = 8
"""So many words around a verb are looked at."""


_AMONG = frozenset({"WITH", "WITHIN"})
"""What says in whose ranks somebody is: `a former commander with the factions`, but not `held with them`."""
_ACTING = frozenset({"PARTIES", "DOER", "WHERE"})


def doers(sentence: Sentence) -> Spots:
    """Return the words of a sentence that name doers, by their index."""
    nodes, taken = sentence.nodes, sentence.taken
    rows = [at for at, n in enumerate(nodes) if not n.tags.isdisjoint(_ACTING) or isinstance(n.value, Victims)]
    return Spots([(at, found) for at in rows if (found := doer(nodes, at, taken)) is not None])


def speakers(sentence: Sentence) -> Spots:
    """Return the parties of a sentence that tell of their own deeds, by their index."""
    if "PARTIES" not in sentence.tags or "SAY" not in sentence.tags:
        return NOWHERE
    nodes, taken = sentence.nodes, sentence.taken
    rows = [at for at, node in enumerate(nodes) if "PARTIES" in node.tags]
    return Spots([(at, found) for at in rows if (found := speaker(nodes, at, taken)) is not None])


def doer(nodes: list[Node], at: int, taken: AbstractSet[int]) -> Node | None:
    """Return the words at an index that name a doer; `taken` are the parties named as victims."""
    node, near = nodes[at], _before(nodes, at)
    if "DENIES" in near:
        return None  # who denies a deed did not do it, by these words
    if "WHERE" in node.tags and launched_from(nodes, at):
        return next(node.having("PARTIES"), None)  # `مصدره مناطق سيطرة قسد`
    if isinstance(node.value, Victims):
        return node if _gunmen(nodes, at, node.value) or _carries(nodes, at, node.value) else None
    if "DOER" in node.tags:
        hit = "STRIKEVERB" in near and is_hit(nodes, at)
        return None if hit or near & {"BETWEEN", "AMMO"} or ("PLACEHEAD" in near and not _launched(nodes, at)) else node
    if "PARTIES" not in node.tags or id(node) in taken or any(org.attr("civil") for org in node.having("ORG")):
        return None
    return node if _acts(nodes, at) and not _finds(nodes, at) else None


def speaker(nodes: list[Node], at: int, taken: AbstractSet[int]) -> Node | None:
    """Return a party that tells of its own deed (`أعلنت … تنفيذ عملية`): the doer if no other is named."""
    node = nodes[at]
    own = "PARTIES" in node.tags and id(node) not in taken and not any(org.attr("civil") for org in node.having("ORG"))
    near = _before(nodes, at)
    return node if own and "SAY" in near and "DENIES" not in near else None


def _acts(nodes: list[Node], at: int) -> bool:
    """Tell from the words before it whether a party does something, or is spoken of, hit, cited."""
    while "ORGHEAD" in _before(nodes, at):
        at -= 1
    near = _before(nodes, at)
    if "BYAGENT" in near or _launched(nodes, at) or (at + 1 < len(nodes) and _acting(nodes[at + 1])):
        return True
    if near & _LED:
        return _led_to_the_doer(nodes, at)
    return not (near & _NEVER or _of_the_harmed(nodes, at))


def _led_to_the_doer(nodes: list[Node], at: int) -> bool:
    """Tell whether a preposition or a word of striking leads to the one who did it."""
    near, back = _before(nodes, at), nodes[max(0, at - 4) : at]
    if "STRIKE" in near:
        return not is_hit(nodes, at)
    if "MAA" in near:  # `clashes with the army`
        return any(node.attr("method") == "clash" for node in back)
    if "LI" in near:  # `a strike of the army`: behind the deed, not behind what was hit
        return any(node.tags & _DONE and not node.tags & _VERBS for node in _run_before(nodes, at - 1))
    if any("HEDGE" in node.tags for node in back):  # `gunmen believed to be of the group`
        return True
    return not _of_the_harmed(nodes, at) and any(node.tags & _DEEDS for node in back[:-1])


def _of_the_harmed(nodes: list[Node], at: int) -> bool:
    """Tell whether a party only says whose the people before it are (`two men of the office of …`)."""
    back = nodes[max(0, at - 3) : at]
    return any(
        (isinstance(node.value, (Victims, Harmed)) and after.tags & {"MIN", "FI"})
        or (isinstance(node.value, Victims) and after.tags & _AMONG and node.value.harm is None)
        for node, after in pairwise(back)
    )


def _acting(node: Node) -> bool:
    """Tell whether a deed is told of the party before it (`the security forces arrest 4 men`, `army shelling`)."""
    told = isinstance(node.value, Harmed) and node.value.shape in {"verb", "active"}
    return told or bool(node.tags & {"STRIKE", "MEANS"})


def _run_before(nodes: list[Node], at: int) -> list[Node]:
    """Return the words before an index up to three, as far as they are deeds or unknown (`قصف مماثل`)."""
    found: list[Node] = []
    for node in reversed(nodes[max(0, at - 3) : at]):
        found.append(node)
        if not node.tags & {"UNKNOWN", "GAZETTEER", "COMPASSADJ", "PERSONADJ"}:
            break
    return found


def is_hit(nodes: list[Node], at: int) -> bool:
    """Tell whether a party behind a word of striking is its object.

    Behind a verb it is the doer, unless that stands before the verb; behind `استهداف` it is the doer where what was
    hit is named as well.
    """
    if "STRIKE" not in _before(nodes, at):
        return False
    if "UNDERGOES" in nodes[at - 1].tags:
        return True
    if "STRIKEVERB" in nodes[at - 1].tags:
        return bool(_before(nodes, at - 1) & {"PARTIES", "DOER", "CRAFT", "REL"})
    behind = nodes[at + 1 : at + 1 + _SEEN]
    for before, node in zip([nodes[at], *behind], behind, strict=False):
        if "LI" in node.tags or (node.tags & {"WHERE", "THING", "PLACEHEAD"} and not before.tags & {"FI", "BI", "ALA"}):
            return False
    return True


def _gunmen(nodes: list[Node], at: int, people: Victims) -> bool:
    """Tell whether people are those who shot (`برصاص مسلحين`, `عناصر الهيئة تمكنوا من`), not the ones harmed."""
    if people.side is not Side.COMBATANT or people.harm is not None:
        return False
    near = _before(nodes, at)
    first = at == 0 or bool(near & {"ANNA", "DOTS", "LINE"})
    return bool(near & {"MEANS", "BYAGENT"}) or (bool(people.actors) and first and not people.counted)


def _finds(nodes: list[Node], at: int) -> bool:
    """Tell whether a party finds the dead (`the force has found the bodies`): it did not kill them by that."""
    behind = [node for node in nodes[at + 1 : at + 6] if not node.tags & {"OPEN", "CLOSE", "PARTIES", "BE"}]
    return bool(behind and "FOUND" in behind[0].tags) or bool(_before(nodes, at) & {"FINDING", "FOUND"})


def _carries(nodes: list[Node], at: int, people: Victims) -> bool:
    """Tell whether fighters of a party carried an attack out (`هجوم شنته خلية من عناصر التنظيم`)."""
    if people.side is not Side.COMBATANT or people.harm is not None or not people.actors:
        return False
    while _before(nodes, at) & {"ORGHEAD", "MIN"}:
        at -= 1
    return "CARRIES" in _before(nodes, at)


def _launched(nodes: list[Node], at: int) -> bool:
    return any("LAUNCH" in node.tags for node in nodes[max(0, at - _SEEN) : at])


def _before(nodes: list[Node], at: int) -> frozenset[str]:
    return nodes[at - 1].tags if at > 0 else _NOTHING
