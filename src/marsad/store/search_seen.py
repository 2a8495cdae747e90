"""Searching what an audience may see, where something is kept from it: the index is of the whole ledger, this is not.

The same rows are made of the reports, claims and incidents that are shown, and searched in memory. The index is not
asked at all, so that not even the number of what was found tells that a withheld name stands somewhere.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.store.search import Answer, Found
from marsad.store.search_hits import Shelf
from marsad.store.search_rows import (
    actor_row,
    claim_row,
    incident_row,
    place_row,
    report_rows,
    report_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from marsad.model.incident import Incident
    from marsad.model.reading import Reading
    from marsad.store.models import SearchRow
    from marsad.store.search import Wanted


@dataclass(frozen=True)
class Seen:
    """What somebody may see: readings as they are shown, the incidents made of them, the numbers of the reports."""

    readings: Sequence[Reading]
    incidents: Sequence[Incident]
    numbers: Mapping[str, int]

    def find(self, wanted: Wanted) -> Answer:
        """Return what holds all of the terms, as `search.find` does."""
        parts: dict[tuple[str, str], list[SearchRow]] = {}
        for row in self._rows():
            if row.kind in wanted.kinds:
                parts.setdefault((row.kind, row.key), []).append(row)
        rows = [told[0] for told in parts.values() if _holds(told, wanted) and _meets(told[0], wanted)]
        rows.reverse()  # the newest of a day stand first
        rows.sort(key=lambda row: row.last.toordinal() if row.last else 0, reverse=True)
        found = [Found(r.kind, r.key, r.report, r.first, r.last, r.text) for r in rows]
        counts = Counter(one.kind for one in found)
        shown = (one for kind in wanted.kinds for one in [f for f in found if f.kind == kind][: wanted.limit])
        return Answer({kind: counts[kind] for kind in wanted.kinds if kind in counts}, tuple(shown))

    @property
    def shelf(self) -> Shelf:
        """Where what was found has its names and words."""
        home = {claim: one.id for one in self.incidents for claim in one.claims}
        told = {c.id: (c.index, home.get(c.id)) for r in self.readings for c in r.claims}
        return Shelf(self.numbers, told, {r.report.id: report_text(r.report) for r in self.readings})

    def _rows(self) -> Iterator[SearchRow]:
        claims = [claim for reading in self.readings for claim in reading.claims]
        for reading in self.readings:
            yield from report_rows(reading)
        yield from map(claim_row, claims)
        yield from map(incident_row, self.incidents)
        located = (*(claim.location for claim in claims), *(one.location for one in self.incidents))
        yield from map(place_row, sorted({at.pcodes[0] for at in located if at and at.pcodes}))
        yield from map(actor_row, sorted({p for c in claims for p in (c.party, c.by_party) if p}))


def _holds(parts: Sequence[SearchRow], wanted: Wanted) -> bool:
    """Tell whether every term stands in some part."""
    told = [f" {part.words} " for part in parts]
    return all(any(f" {term} " in words for words in told) for term in wanted.terms)


def _meets(row: SearchRow, wanted: Wanted) -> bool:
    """Tell whether a row is of the days asked for; one without days is of none."""
    late = wanted.first is None or (row.last is not None and row.last >= wanted.first)
    return late and (wanted.last is None or (row.first is not None and row.first <= wanted.last))
