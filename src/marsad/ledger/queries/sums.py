"""Sum the people of incidents: those surely meant, those that may be, and those of whom only totals speak."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, TypeAlias

from marsad.ledger.cells import parent
from marsad.ledger.queries.people import NOBODY, People, people
from marsad.ledger.queries.unallocated import Unallocated, unallocated
from marsad.model.claim import Side
from marsad.places.gazetteer import gazetteer

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from marsad.ledger.selection import Chosen, Selection
    from marsad.model.claim import Claim
    from marsad.model.incident import Cell, Incident, Ledger
    from marsad.model.place import Location

Told: TypeAlias = "Callable[[Incident, Cell], People | None]"
NOWHERE = "place not known"
NOBODY_TOLD = "side or party not told"


@dataclass(frozen=True, slots=True)
class Sum:
    """The people of a cell: of incidents surely meant, of those perhaps meant, and unallocated ones.

    `silent` counts the incidents meant of which nothing is stated that bears on the cell: that is not none.
    """

    cell: Cell
    sure: tuple[tuple[str, People], ...] = ()
    perhaps: tuple[tuple[str, People], ...] = ()
    apart: tuple[Unallocated, ...] = ()
    silent: int = 0
    name: str = ""
    key: str = ""
    """The p-code of the governorate that it sums, where it does."""

    @property
    def counted(self) -> People:
        """The people of incidents: independent intervals added up."""
        return reduce(add, (p for _, p in (*self.sure, *self.perhaps)), NOBODY)

    @property
    def unallocated(self) -> People:
        """The people of whom only totals speak."""
        return reduce(add, (u.people for u in self.apart), NOBODY)

    @property
    def total(self) -> People:
        """All of them."""
        return self.counted + self.unallocated


def summed(
    ledger: Ledger,
    claims: Mapping[str, Claim],
    cell: Cell,
    selection: Selection,
    chosen: Iterable[Chosen] | None = None,
) -> Sum:
    """Sum the people of a cell in a selection; `chosen` are its incidents, where they were weighed already."""
    found = sum_of(selection.weigh(ledger.incidents) if chosen is None else chosen, cell)
    return replace(found, apart=unallocated(ledger, claims, cell, selection))


def sum_of(chosen: Iterable[Chosen], cell: Cell, name: str = "", told: Told = people) -> Sum:
    """Sum the people of a cell in incidents, each once; totals are left aside. `told` tells those of one incident."""
    sure, perhaps, silent = [], [], 0
    for one in chosen:
        found = told(one.incident, cell)
        if found is None:
            silent += one.sure
        elif one.sure:
            sure.append((one.incident.id, found))
        else:
            perhaps.append((one.incident.id, replace(found.perhaps, best=found.best if one.likely else 0)))
    return Sum(cell, tuple(sure), tuple(perhaps), (), silent, name)


def by_place(chosen: Sequence[Chosen], cell: Cell) -> list[Sum]:
    """Sum by governorate, the most people first; incidents at no known place stand last."""
    groups: dict[str, list[Chosen]] = {}
    for one in chosen:
        groups.setdefault(_governorate(one.incident), []).append(one)
    sums = [replace(sum_of(group, cell, _called(code)), key=code) for code, group in groups.items()]
    return sorted(sums, key=lambda s: (s.name == NOWHERE, -s.counted.best, -s.counted.low, s.name))


def _governorate(incident: Incident) -> str:
    """Return the p-code of the governorate of an incident, nothing where it is not known."""
    code = governorate(incident.location)
    return code if code != NOWHERE and gazetteer().place(code) else ""


def _called(code: str) -> str:
    place = gazetteer().place(code)
    return f"{place.name_en} {place.name_ar}" if place else NOWHERE


def governorate(location: Location | None) -> str:
    """Return the p-code of the governorate (or of the wider area that is known), `NOWHERE` where none is."""
    return location.pcodes[-1] if location and location.pcodes else NOWHERE


def by_party(chosen: Sequence[Chosen], cell: Cell) -> list[Sum]:
    """Sum by who was harmed: civilians, each party, combatants of no known party, and those of whom no word says.

    Parties that belong to another one are counted in that one. The rows exclude each other and make up the whole.
    """
    parts = _parts(one.incident for one in chosen) if cell.side is None and cell.group is None else set()
    cells = sorted({replace(part, harm=cell.harm) for part in parts}, key=str)
    rows = [party_sum(chosen, part) for part in cells]
    return [*(row for row in rows if row.sure or row.perhaps), rest_of(chosen, cell)]


def party_sum(chosen: Iterable[Chosen], cell: Cell) -> Sum:
    """Sum the people of a side or party in the incidents that state them."""
    return sum_of(_stating(chosen, cell), cell, _name(cell))


def rest_of(chosen: Iterable[Chosen], cell: Cell) -> Sum:
    """Sum the people of whom no word tells a side or party."""
    rest = [(one, _rest(one.incident, cell)) for one in chosen]
    sure = tuple((one.incident.id, left) for one, left in rest if left and one.sure)
    perhaps = tuple((one.incident.id, left.perhaps) for one, left in rest if left and not one.sure)
    return Sum(cell, sure, perhaps, (), 0, NOBODY_TOLD)


def parties_of(chosen: Iterable[Chosen], cell: Cell) -> set[Cell]:
    """List the cells of one harm, without group, that exclude each other: civilians, and each party that has some."""
    return {part for part in _parts(one.incident for one in chosen) if part.harm is cell.harm}


def _parts(incidents: Iterable[Incident]) -> set[Cell]:
    """List the cells that exclude each other and are as fine as parties that belong to no other."""
    return {toll.cell for incident in incidents for toll in incident.tolls if _is_row(toll.cell)}


def _is_row(cell: Cell) -> bool:
    if cell.group is not None:
        return False
    above = parent(cell)
    top_party = cell.party is not None and above is not None and above.party is None
    return top_party or (cell.side is Side.CIVILIAN and cell.party is None)


def _stating(chosen: Iterable[Chosen], cell: Cell) -> list[Chosen]:
    return [one for one in chosen if one.incident.toll(cell)]


def _rest(incident: Incident, cell: Cell) -> People | None:
    """Return the people of an incident of whom no row speaks, by what is stated of the whole."""
    whole = incident.toll(cell)
    if whole is None:
        return None
    rows = [t for t in incident.tolls if t.cell.harm is cell.harm and _is_row(t.cell)]
    if rows and (whole.low, whole.high) == (sum(t.low for t in rows), sum(t.high for t in rows)):
        return None  # the rows are all that is told, however far apart their ends
    low = max(0, whole.low - sum(t.high for t in rows)) if not any(t.open for t in rows) else 0
    high = max(low, whole.high - sum(t.low for t in rows))
    best = min(max(whole.best - sum(t.best for t in rows), low), high)
    return People(low, best, high, whole.open) if high else None


def _name(cell: Cell) -> str:
    return cell.party.replace("_", " ") if cell.party else str(cell.side)
