"""What a period brought: incidents newly counted beside incidents that newly happened, and tolls that moved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.ledger.queries.people import NOBODY, People, people

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.incident import Cell, Incident, Ledger
    from marsad.model.when import Days


@dataclass(frozen=True, slots=True)
class Moved:
    """An incident that was counted before, with its people then and now."""

    incident: Incident
    before: People
    after: People


@dataclass(frozen=True, slots=True)
class News:
    """The incidents that a period newly counted, by when they happened, and those counted before that moved.

    `gone` were counted before and are counted no more: joined with others, or retracted.
    """

    cell: Cell
    days: Days
    happened: tuple[Incident, ...]
    earlier: tuple[Incident, ...]
    undated: tuple[Incident, ...]
    moved: tuple[Moved, ...]
    gone: tuple[Incident, ...]


def news(before: Ledger, after: Ledger, days: Days, cell: Cell) -> News:
    """Compare the ledger as it was before a period with what it was at its end."""
    known = {claim: one for one in before.incidents for claim in one.claims}
    now = {claim for one in after.incidents for claim in one.claims}
    fresh = [one for one in after.incidents if not any(claim in known for claim in one.claims)]
    happened = [one for one in fresh if one.when and days.meet(one.when)]
    return News(
        cell=cell,
        days=days,
        happened=tuple(happened),
        earlier=tuple(one for one in fresh if one.when and not days.meet(one.when)),
        undated=tuple(one for one in fresh if not one.when),
        moved=_moved(after.incidents, known, cell),
        gone=tuple(one for one in before.incidents if not any(claim in now for claim in one.claims)),
    )


def _moved(incidents: Sequence[Incident], known: dict[str, Incident], cell: Cell) -> tuple[Moved, ...]:
    found = []
    for one in incidents:
        was = {known[claim].id: known[claim] for claim in one.claims if claim in known}
        if not was:
            continue
        before = NOBODY
        for earlier in was.values():
            before += people(earlier, cell) or NOBODY
        after = people(one, cell) or NOBODY
        if after != before:
            found.append(Moved(one, before, after))
    return tuple(found)
