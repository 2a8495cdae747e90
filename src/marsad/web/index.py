"""What pages look up in a Book, found once for each: readings by number, incidents by report, totals by incident."""

from __future__ import annotations

from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING

from marsad.web import shelf

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.flow import Book
    from marsad.model.incident import Assertion, Incident
    from marsad.model.reading import Reading


class Index:
    """The tables of one Book, each made when it is first asked for."""

    def __init__(self, book: Book) -> None:
        self._book = book

    @cached_property
    def readings(self) -> Mapping[int, Reading]:
        """The readings by the number of their report."""
        return {self._book.numbers[reading.report.id]: reading for reading in self._book.decided}

    @cached_property
    def incidents(self) -> Mapping[str, list[Incident]]:
        """The incidents that a report tells of, by its id."""
        found = defaultdict[str, list["Incident"]](list)
        for one in self._book.ledger.incidents:
            for report in one.reports:
                found[report].append(one)
        return dict(found)

    @cached_property
    def totals(self) -> Mapping[str, list[Assertion]]:
        """The totals that count an incident, by its id."""
        found = defaultdict[str, list["Assertion"]](list)
        for total in self._book.ledger.assertions:
            for incident, _ in total.covers:
                found[incident].append(total)
        return dict(found)

    @cached_property
    def by_claim(self) -> Mapping[str, Incident]:
        """The incident of a claim, by the claim's id."""
        return {claim: one for one in self._book.ledger.incidents for claim in one.claims}


def index(book: Book) -> Index:
    """Return the index of a Book."""
    return shelf.remember(book, "index", lambda: Index(book))
