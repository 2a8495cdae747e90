"""Figures and names as a recorder writes them: `15–27`, `27+`, short incident ids, the cell of a toll in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.incident import Cell
from marsad.render.calm import party_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.model.claim import Harm
    from marsad.model.count import Interval
    from marsad.model.incident import Incident, Toll
    from marsad.model.split import Dead

NOT_STATED = "–"
_SHORTEST = 4


def toll_figure(toll: Toll | Dead | None) -> str:
    """Write a toll: `27`, `15–27`, `27+` where no top is known; a dash where nothing is stated (which is not 0)."""
    if toll is None:
        return NOT_STATED
    body = str(toll.low) if toll.low == toll.high else f"{toll.low}–{toll.high}"
    return f"{body}+" if toll.open else body


def interval_figure(interval: Interval) -> str:
    """Write an interval: `35`, `0–10`, `35+`."""
    if interval.high is None:
        return f"{interval.low}+"
    return str(interval.low) if interval.exact else f"{interval.low}–{interval.high}"


def whole(incident: Incident, harm: Harm) -> Toll | None:
    """Return the toll over all sides of an incident."""
    return incident.toll(Cell(harm))


def short_ids(ids: Iterable[str]) -> dict[str, str]:
    """Give each id its shortest beginning, of at least four signs, that no other id begins with."""
    ordered = sorted(set(ids))
    short = {}
    for at, name in enumerate(ordered):
        near = ordered[max(at - 1, 0) : at] + ordered[at + 1 : at + 2]
        shared = max((_shared(name, other) for other in near), default=0)
        short[name] = name[: max(shared + 1, _SHORTEST)]
    return short


def cell_words(cell: Cell) -> str:
    """Write a cell in words: `killed, combatant, isis, officers`."""
    parts = (cell.harm, cell.side, party_words(cell.party or ""), cell.group)
    return ", ".join(part for part in parts if part)


def day_words(incident: Incident) -> str:
    """Write when an incident happened; without a day, by when it was known."""
    if incident.when:
        return str(incident.when)
    return f"by {incident.known_by}" if incident.known_by else "not known"


def _shared(one: str, other: str) -> int:
    """Count the signs that two ids begin with in common."""
    return next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
