"""People in rows and columns of one's choice: by governorate, month, year, harm, party or group.

Every cell is a sum of its own, with the incidents that are surely and perhaps meant and what only totals state; the
margins are sums of their own too, since incidents on the edge of two months are perhaps in each, and groups overlap.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from marsad.ledger.queries.people import people
from marsad.ledger.queries.series import cut, label_of, placed, span_of
from marsad.ledger.queries.step import Step
from marsad.ledger.queries.sums import NOBODY_TOLD, NOWHERE, Sum, governorate, parties_of, party_sum, rest_of, sum_of
from marsad.ledger.queries.unallocated import unallocated
from marsad.model.claim import Group, Harm

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from marsad.ledger.queries.people import People
    from marsad.ledger.queries.unallocated import Unallocated
    from marsad.ledger.selection import Chosen, Selection
    from marsad.model.claim import Claim
    from marsad.model.incident import Cell, Incident, Ledger
    from marsad.model.when import Days

UNDATED = "day not known"
ALL = ""
"""The key of a margin."""


class Axis(StrEnum):
    """What rows or columns can be."""

    GOVERNORATE = "governorate"
    MONTH = "month"
    YEAR = "year"
    HARM = "harm"
    PARTY = "party"
    GROUP = "group"


@dataclass(frozen=True, slots=True)
class Pivot:
    """The keys of rows and columns in order, and the sum of each pair; `ALL` is the key of the margins."""

    cell: Cell
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    sums: Mapping[tuple[str, str], Sum]


@dataclass(frozen=True, slots=True)
class _Part:
    """One row or column: incidents, the cell that is counted of them, and what of totals falls into it."""

    key: str
    chosen: Sequence[Chosen]
    cell: Cell
    holds: Callable[[Unallocated], bool]
    rest: bool = False
    """Whether those are counted of whom no party is told."""


def pivot(
    ledger: Ledger, claims: Mapping[str, Claim], cell: Cell, selection: Selection, axes: tuple[Axis, Axis | None]
) -> Pivot:
    """Count the people of a cell by one axis, or by two."""
    whole = _Part(ALL, selection.weigh(ledger.incidents), cell, lambda _: True)
    totals = _Totals(ledger, claims, selection)
    sums: dict[tuple[str, str], Sum] = {}
    for row in [whole, *_parts(whole, axes[0], selection, claims)]:
        for column in [row, *(_parts(row, axes[1], selection, claims) if axes[1] else ())]:
            found = totals.with_apart(column, (row, column))
            if row is column is whole or found.sure or found.perhaps or found.apart:
                sums[row.key, ALL if column is row else column.key] = found
    rows, columns = (tuple(key for key in dict.fromkeys(keys) if key != ALL) for keys in zip(*sums, strict=True))
    return Pivot(cell, rows, columns, sums)


class _Remembered(dict[str, "People | None"]):
    """The people of one cell by incident, worked out once, though each incident stands in several rows."""

    def __init__(self, cell: Cell) -> None:
        super().__init__()
        self._cell = cell

    def __call__(self, incident: Incident, _cell: Cell) -> People | None:
        """Return those of an incident."""
        if incident.id not in self:
            self[incident.id] = people(incident, self._cell)
        return self[incident.id]


class _Totals:
    """What totals state beyond their incidents, worked out once for each cell, as the people of incidents are."""

    def __init__(self, ledger: Ledger, claims: Mapping[str, Claim], selection: Selection) -> None:
        self._ledger, self._claims, self._selection = ledger, claims, selection
        self._found: dict[Cell, tuple[Unallocated, ...]] = {}
        self._people: dict[Cell, _Remembered] = {}

    def with_apart(self, part: _Part, within: tuple[_Part, _Part]) -> Sum:
        """Return the sum of a part, with those totals that lie wholly in its row and its column."""
        if part.rest:
            return rest_of(part.chosen, part.cell)
        told = self._people.setdefault(part.cell, _Remembered(part.cell))
        made = party_sum(part.chosen, part.cell) if part.cell.side else sum_of(part.chosen, part.cell, told=told)
        if part.cell not in self._found:
            self._found[part.cell] = unallocated(self._ledger, self._claims, part.cell, self._selection)
        apart = tuple(u for u in self._found[part.cell] if all(one.holds(u) for one in within))
        return replace(made, apart=apart)


def _parts(whole: _Part, axis: Axis, selection: Selection, claims: Mapping[str, Claim]) -> Iterator[_Part]:
    """Cut a part along an axis; keys come in the order in which they are shown."""
    if axis is Axis.HARM:
        yield from (replace(whole, key=str(harm), cell=replace(whole.cell, harm=harm)) for harm in Harm)
    elif axis is Axis.GROUP:
        groups = () if whole.rest else tuple(Group)  # of whom no party is told, no word tells a group of one either
        yield from (replace(whole, key=str(group), cell=replace(whole.cell, group=group)) for group in groups)
    elif axis is Axis.PARTY:
        yield from _by_party(whole)
    elif axis is Axis.GOVERNORATE:
        yield from _by_governorate(whole, claims)
    else:
        yield from _by_time(whole, Step.MONTH if axis is Axis.MONTH else Step.YEAR, selection)


def _by_party(whole: _Part) -> Iterator[_Part]:
    cells = sorted({replace(part, group=whole.cell.group) for part in parties_of(whole.chosen, whole.cell)}, key=str)
    yield from (replace(whole, key=part.party or str(part.side), cell=part) for part in cells)
    if whole.cell.group is None:
        yield replace(whole, key=NOBODY_TOLD, rest=True, holds=lambda _: False)


def _by_governorate(whole: _Part, claims: Mapping[str, Claim]) -> Iterator[_Part]:
    groups: dict[str, list[Chosen]] = {}
    for one in whole.chosen:
        groups.setdefault(governorate(one.incident.location), []).append(one)
    for key in sorted(groups, key=lambda key: (key == NOWHERE, key)):
        yield replace(whole, key=key, chosen=groups[key], holds=_in_governorate(key, claims))


def _in_governorate(key: str, claims: Mapping[str, Claim]) -> Callable[[Unallocated], bool]:
    return lambda total: {governorate(claims[claim].location) for claim in total.claims} == {key}


def _by_time(whole: _Part, step: Step, selection: Selection) -> Iterator[_Part]:
    dated = [one for one in whole.chosen if one.incident.when]
    span = span_of(dated, selection)
    stretches = list(cut(span, step)) if span else []
    for days, inside in zip(stretches, placed(dated, stretches), strict=True):
        yield replace(whole, key=label_of(days, step), chosen=inside, holds=_wholly_in(days))
    undated = [replace(one, sure=False, likely=True) for one in whole.chosen if not one.incident.when]
    if undated:
        yield replace(whole, key=UNDATED, chosen=undated, holds=lambda _: False)


def _wholly_in(days: Days) -> Callable[[Unallocated], bool]:
    return lambda total: days.hull(total.days) == days
