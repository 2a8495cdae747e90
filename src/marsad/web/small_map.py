"""The map of the overview: the latest year of the days chosen, so that it comes over a bad line, and its table."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from django.urls import reverse

from marsad.ledger.queries.people import people
from marsad.model.claim import Harm
from marsad.model.incident import Cell
from marsad.model.when import Days
from marsad.web.mapped import weighed

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import QueryDict

    from marsad.ledger.queries.people import People
    from marsad.ledger.selection import Chosen, Selection

LISTED = 100
"""So many incidents stand in the table; the map shows all."""
_YEAR = timedelta(days=365)
HARM = Harm.KILLED


@dataclass(frozen=True, slots=True)
class SmallMap:
    """What a small map shows: of which days, the number of its incidents, the rows of its table."""

    days: Days | None
    number: int
    rows: tuple[tuple[Chosen, People | None], ...]
    harm: Harm = HARM

    def address(self, asked: QueryDict) -> str:
        """Return where its data are, for what a page was asked."""
        query = asked.copy()
        if self.days:
            query["from"], query["to"] = self.days.first.isoformat(), self.days.last.isoformat()
        return f"{reverse('map_data')}?{query.urlencode()}" if query else reverse("map_data")


def small_map(counted: Iterable[Chosen], selection: Selection) -> SmallMap:
    """Return the small map of the incidents chosen, of those that count."""
    likely = [one for one in counted if one.sure or one.likely]
    days = _year(likely, selection)
    if days is None:
        chosen = weighed((one.incident for one in likely), selection)
    else:
        near = (one.incident for one in likely if one.incident.when is None or one.incident.when.last >= days.first)
        chosen = weighed(near, replace(selection, first=days.first, last=days.last))
    rows = tuple((one, people(one.incident, Cell(HARM))) for one in chosen[:LISTED])
    return SmallMap(days, len(chosen), rows)


def _year(chosen: list[Chosen], selection: Selection) -> Days | None:
    """Return the latest year in which something of the choice happened; None where no day is known."""
    days = [one.incident.when for one in chosen if one.incident.when]
    if not days:
        return None
    last = min(max(when.last for when in days), selection.last or max(when.last for when in days))
    first = max(min(when.first for when in days), selection.first or last - _YEAR, last - _YEAR)
    return Days(min(first, last), last)
