"""What a bulletin says of one toll: which cell leads, which parts stand beside it, how it moved."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING

from marsad.ledger.cells import lineage
from marsad.ledger.history import held
from marsad.model.count import Count
from marsad.model.incident import Cell

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from marsad.ledger.history import Held
    from marsad.model.claim import Claim, Harm
    from marsad.model.incident import Incident, Step, Toll


class Way(StrEnum):
    """How a figure moved from the one before it."""

    ROSE = "rose"
    FELL = "fell"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Told:
    """The toll of one harm as it is told: the finest cell that says the same as the whole, and its parts."""

    toll: Toll
    rows: tuple[Toll, ...]
    """Sides and parties that make up the whole, as fine as they are told."""
    groups: tuple[Toll, ...]
    """Officers, children and the like among them."""


def told(incident: Incident, harm: Harm) -> Told | None:
    """Return what is told of a harm; None where nothing is stated of it."""
    whole = incident.toll(Cell(harm))
    if whole is None:
        return None
    tolls = [toll for toll in incident.tolls if toll.cell.harm is harm and toll.high > 0]
    lead = max((toll for toll in tolls if _figure(toll) == _figure(whole)), key=_fineness, default=whole)
    beside = [toll for toll in tolls if toll.cell.group is None and toll.cell not in lineage(lead.cell)]
    above = {cell for toll in beside for cell in lineage(toll.cell)[1:]}
    rows = tuple(sorted((toll for toll in beside if toll.cell not in above), key=_size))
    return Told(lead, rows, tuple(sorted(_groups(tolls, lead.cell), key=_size)))


def _groups(tolls: Sequence[Toll], lead: Cell) -> list[Toll]:
    """Return the groups, each in the largest cell that tells it."""
    groups = [toll for toll in tolls if toll.cell.group and toll.cell != lead]
    cells = {toll.cell for toll in groups} | ({lead} if lead.group else set())

    def larger(cell: Cell) -> set[Cell]:
        return {replace(up, group=cell.group) for up in lineage(replace(cell, group=None))[1:]}

    return [toll for toll in groups if not cells & larger(toll.cell)]


def _figure(toll: Toll | Step) -> tuple[int, int, int, bool]:
    return toll.low, toll.best, toll.high, toll.open


def _fineness(toll: Toll) -> tuple[int, str]:
    cell = toll.cell
    return len([slot for slot in (cell.side, cell.party, cell.group) if slot]) + len(lineage(cell)), str(cell)


def _size(toll: Toll) -> tuple[int, int, str]:
    return -toll.best, -toll.low, str(toll.cell)


def count_of(toll: Toll | Step, claim: Callable[[str], Claim]) -> Count:
    """Return the count by which a toll is told: its interval, or `about 30` where all who set it say so."""
    if toll.open:
        return Count(max(toll.low, 1), None)
    best = [claim(one).count for one in getattr(toll, "best_claims", ())]
    about = best[0] if best and best[0].approx and len(set(best)) == 1 and toll.low != toll.high else None
    if about and about.low == about.high and (about.interval.low, about.interval.high) == (toll.low, toll.high):
        return about
    return Count(toll.low, toll.high)


def figures(incident: Incident, cell: Cell) -> tuple[Held, ...]:
    """Return the figures that a cell had on days that differ, the oldest first; of one day the last counts."""
    found: list[Held] = []
    for one in held(incident.history, cell):
        if one.step.high == 0:
            continue
        if found and found[-1].first == one.first:
            found.pop()
        if not found or _figure(found[-1].step) != _figure(one.step):
            found.append(one)
    return tuple(found)


def claims_of_step(incident: Incident, step: Step) -> list[str]:
    """Return the claims behind the figure of a step: its own, and for a range those before it that set the ends."""
    claims = [step.claim]
    if step.low != step.high:
        before = [one for one in incident.history[: incident.history.index(step)] if one.cell == step.cell]
        claims += [
            one.claim for one in reversed(before) if one.stated.low == step.low or one.stated.greatest == step.high
        ]
    return list(dict.fromkeys(claims))


def way(before: Step, after: Step) -> Way:
    """Tell how a figure moved."""
    if after.low > before.low and after.high >= before.high:
        return Way.ROSE
    if after.high < before.high and after.low <= before.low:
        return Way.FELL
    return Way.OTHER
