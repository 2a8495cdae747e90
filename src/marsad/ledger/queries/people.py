"""How many people of a cell an incident holds: as stated, or as far as what is stated of larger cells leaves open."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.ledger.cells import lineage, parent
from marsad.model.claim import Harm

if TYPE_CHECKING:
    from marsad.model.incident import Cell, Incident


@dataclass(frozen=True, slots=True)
class People:
    """A number of people: the ends stated, the best figure, and whether some voice stated no top."""

    low: int = 0
    best: int = 0
    high: int = 0
    open: bool = False

    def __add__(self, other: People) -> People:
        """Add people counted apart."""
        ends = self.low + other.low, self.best + other.best, self.high + other.high
        return People(*ends, self.open or other.open)

    @property
    def perhaps(self) -> People:
        """These people, or none of them."""
        return replace(self, low=0)


NOBODY = People()


def people(incident: Incident, cell: Cell) -> People | None:
    """Return the people of a cell in an incident; None where nothing stated bears on it (which is not none).

    Where only a larger cell is stated, or only dead and hurt together, they may be any number up to what that leaves.
    """
    toll = incident.toll(cell)
    if toll is not None:
        return People(toll.low, toll.best, toll.high, toll.open)
    stated = any(toll.cell.harm is cell.harm for toll in incident.tolls)  # quicker than asking for each larger cell
    for below, above in pairwise(lineage(cell)) if stated else ():
        whole = incident.toll(above)
        if whole is not None:
            return People(high=max(0, whole.high - _told_apart(incident, above, below)), open=whole.open)
    if cell.harm in {Harm.KILLED, Harm.INJURED}:
        return _of_casualties(incident, cell)
    return None


def _told_apart(incident: Incident, above: Cell, below: Cell) -> int:
    """Count the people of a larger cell stated to be of other sides or parties; groups exclude nobody."""
    if below.group is not None:
        return 0
    beside = (t for t in incident.tolls if t.cell.group is None and parent(t.cell) == above and t.cell != below)
    return sum(t.low for t in beside)


def _of_casualties(incident: Incident, cell: Cell) -> People | None:
    """Return who may be among those of whom the words do not say whether they are dead or hurt."""
    both = people(incident, replace(cell, harm=Harm.CASUALTIES))
    return People(high=both.high, open=both.open) if both else None
