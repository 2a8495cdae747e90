"""Tell which place words of a sentence say where the harm was, and how surely."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.reader.sentences import NOWHERE, Spots

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_NOTHING = frozenset[str]()
_FRONT = 2
"""Among so many first sentences stands the place in front of a report."""
_LED = frozenset({"FI", "BI", "ALA", "STRIKE", "WITHIN", "MEANS"})


def targets(sentence: Sentence) -> Spots:
    """Return the places of a sentence where something was hit or happened, by their index."""
    return _places(sentence, target)


def homes(sentence: Sentence) -> Spots:
    """Return the places of a sentence from which people come or on the way to which they were, by their index."""
    return _places(sentence, home)


def wards(sentence: Sentence) -> Spots:
    """Return the hospitals of a sentence in which people lie or die, by their index."""
    return _places(sentence, ward)


def stations(sentence: Sentence) -> Spots:
    """Return the places of a sentence from which somebody reports (`our correspondent in X said that`), by index."""
    return _places(sentence, station)


def station(nodes: list[Node], at: int) -> Node | None:
    """Return a place from which somebody reports: it says where if no other words do."""
    return nodes[at] if "WHERE" in nodes[at].tags and _of_speaker(nodes, at) else None


def headers(sentences: Sequence[Sentence]) -> list[Node]:
    """Return the names of places in front of a report (`Aleppo, SANA -`, `Aleppo province:`): it is about there."""
    found = []
    for sentence in sentences[:_FRONT]:
        first = sentence.nodes[0]
        if line_head(sentence) is not None:
            found.append(first)
        elif "DATELINE" in first.tags:
            found += [leaf for leaf in first.leaves()[:1] if "GAZETTEER" in leaf.tags and "BUREAU" not in leaf.tags]
    return found


def line_head(sentence: Sentence) -> Node | None:
    """Return the place that stands in front of a line, with a colon: all of the line is there."""
    first, second = sentence.nodes[0], sentence.nodes[1:2]
    return first if "WHERE" in first.tags and second and "COLON" in second[0].tags else None


def _places(sentence: Sentence, wanted: Callable[[list[Node], int], Node | None]) -> Spots:
    if "WHERE" not in sentence.tags:
        return NOWHERE
    nodes = sentence.nodes
    rows = [at for at, node in enumerate(nodes) if "WHERE" in node.tags]
    return Spots([(at, found) for at in rows if (found := wanted(nodes, at)) is not None])


def target(nodes: list[Node], at: int) -> Node | None:
    """Return the place at an index where it is one that was hit or where something happened."""
    node = nodes[at]
    if "WHERE" not in node.tags or launched_from(nodes, at) or _only_named(nodes, at) or "MIN" in _before(nodes, at):
        return None
    if "SITE" in node.tags:
        return None
    return None if _before(nodes, at) & {"ORIGIN", "ILA"} or _is_hospital(nodes, at) else node


def home(nodes: list[Node], at: int) -> Node | None:
    """Return a place from which people come or on the way to which they were: it says where if nothing else does."""
    node = nodes[at]
    if "WHERE" not in node.tags or launched_from(nodes, at) or _only_named(nodes, at) or _is_hospital(nodes, at):
        return None
    return node if "SITE" in node.tags or _before(nodes, at) & {"MIN", "ORIGIN"} else None


def ward(nodes: list[Node], at: int) -> Node | None:
    """Return a hospital where the wounded lie or die: it says where if no words of the report do."""
    node = nodes[at]
    told = "WHERE" in node.tags and not launched_from(nodes, at) and not _only_named(nodes, at)
    return node if told and _is_hospital(nodes, at) else None


def _is_hospital(nodes: list[Node], at: int) -> bool:
    """Tell whether a place is where the wounded lie or die, unless it was hit itself."""
    if not _names_hospital(nodes[at]) or _before(nodes, at) & {"ALA", "STRIKE", "MEANS"}:
        return False
    of_it = "LI" in _before(nodes, at) and bool(nodes[max(0, at - 2)].tags & {"STRIKE", "MEANS"})
    return not of_it  # `the bombing of the hospital`


def _names_hospital(where: Node) -> bool:
    """Tell whether a hospital stands first in the words of a place (`a field hospital in the town`)."""
    leaves = where.leaves()
    for at, leaf in enumerate(leaves):
        if leaf.tags & {"FI", "LI", "COMMA", "NEAR"}:
            return False
        if "MEDICALSITE" in leaf.tags:  # `the hospital district` is a part of the town
            return not any("PLACEHEAD" in other.tags for other in leaves[at + 1 : at + 2])
    return False


def launched_from(nodes: list[Node], at: int) -> bool:
    """Tell whether a place is the one shot from (`مصدره مناطق`, `أطلقتها من قاعدة`), not the one shot at."""
    near = nodes[max(0, at - 4) : at]
    if _before(nodes, at) & {"ALA", "STRIKE"}:
        return False
    said = any("LAUNCH" in node.tags for node in near)
    shot = "MIN" in _before(nodes, at) and any(node.tags & {"MEANS", "STRIKE"} for node in near)
    return said or shot or any("STATIONED" in node.tags for node in near[-2:])


def _only_named(nodes: list[Node], at: int) -> bool:
    """Tell whether words name a place without anything happening there: a dateline, a hospital, a party's seat."""
    before = _before(nodes, at)
    after = nodes[at + 1].tags if at + 1 < len(nodes) else _NOTHING
    if "MEDICALSITE" in nodes[at].leaves()[0].tags and not before & _LED:
        return True
    if after & {"BE"} and any("SHUT" in node.tags for node in nodes[at + 2 : at + 4]):
        return True  # `the road leading to the town was closed`
    told = any("BACKGROUND" in node.tags for node in nodes[max(0, at - 7) : at])
    return told or _about_party(nodes, at) or _of_speaker(nodes, at) or (at == 0 and "COLON" in after)


def _of_speaker(nodes: list[Node], at: int) -> bool:
    """Tell whether a place is where the one who tells is (`وأفاد مراسلنا بريف حلب أن`)."""
    said = any("SAY" in node.tags for node in nodes[max(0, at - 6) : at])
    return said and any("ANNA" in node.tags for node in nodes[at + 1 : at + 4])


def _about_party(nodes: list[Node], at: int) -> bool:
    """Tell whether a place stands in a clause that only describes a party (`the group, which … in …`)."""
    for i in range(at - 1, max(0, at - 8), -1):
        if "REL" in nodes[i].tags:
            return "PARTIES" in nodes[i - 1].tags
    return False


def _before(nodes: list[Node], at: int) -> frozenset[str]:
    """Return the classes of what stands before an index, with those of its last word."""
    if at == 0:
        return _NOTHING
    before = nodes[at - 1]
    return before.tags | {"ORIGIN"} if "ORIGIN" in before.leaves()[-1].tags else before.tags
