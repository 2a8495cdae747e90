"""The tree of cells of an incident: all → side → party, with groups as subsets of the cell they are counted in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

from marsad.ledger.parties import party_chain
from marsad.model.claim import Claim, Side
from marsad.model.incident import Cell


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A cell, or with `own` what is in a cell but in none of the cells beneath it that were listed beside it.

    `4 soldiers, 3 militiamen and 2 civilians`: the four are the government's own, apart from its militia's three.
    There is one of each, which `node_of` returns, so that asking whether two are the same costs nothing.
    """

    cell: Cell
    own: bool = False

    def __reduce__(self) -> tuple[object, ...]:
        """Copy to the one that there is."""
        return node_of, (self.cell, self.own)

    @property
    def order(self) -> tuple[str, bool]:
        """A stable order for output."""
        return str(self.cell), self.own


def cell_of(claim: Claim) -> Cell:
    """Return the cell that a claim speaks of by its own words; an unknown or mixed side speaks of all."""
    if claim.party is not None:
        return Cell(claim.harm, Side.COMBATANT, party_chain(claim.party)[0], claim.group)
    side = claim.side if claim.side in {Side.CIVILIAN, Side.COMBATANT} else None
    return Cell(claim.harm, side, None, claim.group)


def within(part: Cell, whole: Cell) -> Cell:
    """Return the cell of a part: what its own words leave open is as in its whole."""
    return Cell(part.harm, part.side or whole.side, part.party or whole.party, part.group or whole.group)


@cache
def parent(cell: Cell) -> Cell | None:
    """Return the next larger cell, None for all."""
    if cell.group is not None:
        return replace(cell, group=None)
    if cell.party is not None:
        chain = party_chain(cell.party)
        return replace(cell, party=chain[1] if len(chain) > 1 else None)
    return replace(cell, side=None) if cell.side is not None else None


@cache
def lineage(cell: Cell) -> tuple[Cell, ...]:
    """Return the cell and all larger ones, up to all."""
    line = [cell]
    while (up := parent(line[-1])) is not None:
        line.append(up)
    return tuple(line)


_NODES: dict[tuple[Cell, bool], Node] = {}


def node_of(cell: Cell, own: bool = False) -> Node:  # noqa: FBT001, FBT002 - the two words of a node
    """Return the one node of a cell."""
    return _NODES.get((cell, own)) or _NODES.setdefault((cell, own), Node(cell, own))


@cache
def nodes_above(node: Node) -> tuple[Node, ...]:
    """Return the nodes of its cell and of all larger ones."""
    return tuple(node_of(up, own) for up in lineage(node.cell) for own in (False, True))


@cache
def line_of(node: Node) -> tuple[Node, ...]:
    """Return the node and those of which it is a part, the largest last."""
    line = lineage(node.cell)
    return (node, *map(node_of, line if node.own else line[1:]))


@cache
def steps_up(node: Node) -> tuple[Node, ...]:
    """Return the node and those of larger cells, the largest last."""
    return (node, *map(node_of, lineage(node.cell)[1:]))


@cache
def wholes(node: Node) -> frozenset[Node]:
    """Return the nodes of which it is a part."""
    return frozenset(line_of(node)[1:])


def is_part(small: Cell, large: Cell) -> bool:
    """Tell whether people of `small` are all counted in `large`, which is another cell."""
    return small != large and large in lineage(small)
