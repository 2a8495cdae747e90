"""Names of persons in a list of members: `Salim (12 years), Rim al-Hasan and their mother`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Victims
from marsad.text.nodes import Node

if TYPE_CHECKING:
    from collections.abc import Sequence

_LONGEST = 4
"""Names of more words are none: the list has run into a sentence."""
_MOST = 100
"""So many names are read at once; a longer list goes on behind them."""
_PARTS = frozenset({"UNKNOWN", "GAZETTEER", "GIVENNAME"})
_ENDS = frozenset({"COMMA", "W", "SEMICOLON", "CLOSE", "STOP", "DASH"})
_BETWEEN = frozenset({"COMMA", "W", "SEMICOLON"})
_LATIN = frozenset({"NAME", "SMALL"})
"""Scripts with capitals tell names by them: the rules of their languages read those."""
_BULLETS = frozenset({"DASH", "AMOUNT", "DIGITS", "CLOSE"})
_FULL = 2
"""A name of so many words may be followed by where it was."""
_ALI = "علي"
_AND = "و"


@dataclass(frozen=True, slots=True)
class Named:
    """A person named in a list: the node of the name, where it begins and ends among the nodes, and the age if told."""

    node: Node
    at: int
    end: int
    age: int | None


def names_from(nodes: Sequence[Node], at: int) -> list[Named]:
    """Read the names that stand in a row from here on; none where nothing tells that they are names of persons.

    Two or more in a row are names, one with an age, and one before more people of the list. What only the map knows
    is rather a list of places.
    """
    row: list[Named] = []
    while at < len(nodes) and len(row) < _MOST:
        while at < len(nodes) and nodes[at].tags & _BETWEEN:
            at += 1
        named = _name_at(nodes, at)
        if named is None:
            break
        row.append(named)
        at = named.end
    aged = any(named.age is not None for named in row)
    mapped = all(kid.tags & {"GAZETTEER", "WHERE"} for named in row for kid in named.node.kids)
    people = nodes[at].value if at < len(nodes) else None
    goes_on = bool(row) and isinstance(people, Victims) and people.counted  # `Salim al-Hasan and the two children`
    return row if aged or ((len(row) > 1 or goes_on) and not mapped) else []


def name_line(nodes: Sequence[Node]) -> Named | None:
    """Read a line that holds the name of one person and nothing else, behind a dash or a number if it has one."""
    start = 0
    while start < len(nodes) and nodes[start].tags & _BULLETS:
        start += 1
    named = _name_at(nodes, start)
    alone = named is not None and named.end == len(nodes) and named.node.kids[1:]
    return named if alone else None


def _name_at(nodes: Sequence[Node], at: int) -> Named | None:
    end = at
    while end < len(nodes) and end - at < _LONGEST and _is_part(nodes, end, first=at):
        end += 1
    if end == at:
        return None
    age, behind = _age(nodes, end)
    if age is None and "ALA" in nodes[at].tags:
        return None  # folded, the name Ali is spelled as `on`
    if end - at == 1 and nodes[at].form.startswith("ال") and nodes[at].form.endswith("ين"):
        return None  # `المسلحين المحليين`: an adjective in the plural
    full = end - at >= _FULL and behind < len(nodes) and bool(nodes[behind].tags & {"FI", "BI"})
    if (
        age is None
        and behind < len(nodes)
        and not nodes[behind].tags & _ENDS
        and not joined(nodes[behind])
        and not full
    ):
        return None
    start = nodes[at].start + joined(nodes[at])
    name = Node(frozenset({"NAMED"}), start, nodes[end - 1].end, kids=tuple(nodes[at:end]))
    return Named(name, at, behind, age)


def _is_part(nodes: Sequence[Node], at: int, first: int) -> bool:
    """Tell whether a word may go on a name: an unknown word, a name that places share, an epithet (`الشيخ`, `حلاق`)."""
    node = nodes[at]
    if at > first and joined(node):
        return False
    one = len(node.leaves()) == 1
    if "ALA" in node.tags and "DEFINITE" not in node.tags:
        after = nodes[at + 1].tags if at + 1 < len(nodes) else _ENDS
        return node.form == _ALI and bool(after & (_ENDS | {"OPEN", "AGED", "AMOUNT"} if at > first else _PARTS))
    shared = node.tags >= {"WHERE"} and all("GAZETTEER" in leaf.tags for leaf in node.leaves())
    epithet = at > first and one and ("DEFINITE" in node.tags or "VICTIMS" in node.tags)
    return (bool(node.tags & _PARTS) or shared or epithet) and not node.tags & _LATIN


def joined(node: Node) -> bool:
    """Tell whether an unknown word has the joining letter glued to it."""
    return "UNKNOWN" in node.tags and node.form.startswith(_AND) and len(node.form) > 3


def _age(nodes: Sequence[Node], at: int) -> tuple[int | None, int]:
    """Read an age behind a name, in brackets or not, and say where it ends."""
    here = at
    while here < len(nodes) and nodes[here].tags & {"OPEN", "AGED", "AGE"}:
        here += 1
    if here + 1 < len(nodes) and isinstance(nodes[here].value, Amount) and "AGE" in nodes[here + 1].tags:
        amount = nodes[here].value
        assert isinstance(amount, Amount)
        end = here + 2
        if end < len(nodes) and "CLOSE" in nodes[end].tags:
            end += 1
        return amount.count.low, end
    return None, at
