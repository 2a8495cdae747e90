"""The ledger as it is asked for: answers about the present come from the derived rows, all others from the journal.

Rows answer where everything recorded is asked for, by somebody from whom nothing is hidden, and where they were made
from the present head by this version's rules. What they show is held against their digests (decision 20). Where any of
that fails, the ledger is worked out of the journal: the answer is the same, and takes as long as that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from marsad.ledger.as_of import EVERYTHING, Question
from marsad.ledger.selection import Selection
from marsad.ledger.sight import sight
from marsad.model.incident import Ledger
from marsad.store import reports, shelf
from marsad.store.errors import DamagedError, sentences
from marsad.store.journal import Journal
from marsad.store.opening import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from marsad.flow import Book
    from marsad.model.decision import Decision
    from marsad.model.incident import Assertion, Incident
    from marsad.store.shelf import Made

T = TypeVar("T")
ALL = Selection()
CHANGED = "The derived rows were changed by something else than marsad; the figures shown are not from them."
BEHIND = "The derived rows are behind the journal; the figures shown are not."
OTHER = "Another version of marsad made the derived rows; the figures shown are not from them."
_REBUILD = " marsad rebuild makes them again from the journal."
_TRIES = 3
"""So often rows are read that another process writes at this moment."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Some of the incidents that can be meant, in the order of the ledger, with what a list shows of them.

    From the rows they come without claims, history and relations (`store.records.glance`). `total` can be meant in all,
    `reports` were read; `ids` are those of the whole ledger.
    """

    incidents: Sequence[Incident]
    total: int
    reports: int
    ids: Sequence[str]


@dataclass
class Asked:
    """A question to the ledger, and the ways to ask it."""

    question: Question = EVERYTHING
    stated: Callable[[], Book] | None = None
    """What a release stated, where one is asked for; then it alone answers."""
    why: str = field(default="", init=False)
    """Why the rows did not answer where they could have been asked: a sentence; empty where they did."""

    @property
    def words(self) -> str:
        """What is asked, in words."""
        return self.book.question if self.stated else str(self.question)

    @cached_property
    def book(self) -> Book:
        """The whole ledger, worked out of the journal; what a release stated, where that is asked for."""
        if self.stated:
            return self.stated()
        from marsad import flow

        return flow.ledger(self.question)

    def listed(self, selection: Selection = ALL, start: int = 0, most: int | None = None) -> Listed:
        """Return the incidents that can be meant, from one on, so many; raises MarsadError."""

        def look(rows: Made) -> Listed:
            number, ids = rows.reports, shelf.ids()
            if most is not None and not (selection.place or selection.party or selection.conflict):
                selection.choose(())
                found = shelf.page(selection.first, selection.last, start, most)
                return Listed(found, shelf.count(selection.first, selection.last), number, ids)
            held = {row.incident.id: row for row in shelf.everything(rows)}
            chosen = selection.choose(row.incident for row in held.values())
            shown = [shelf.shown(held[one.id]) for one in chosen[start : _end(start, most)]]
            return Listed(shown, len(chosen), number, ids)

        def fold(book: Book) -> Listed:
            chosen = selection.choose(book.ledger.incidents)
            ids = [one.id for one in book.ledger.incidents]
            return Listed(chosen[start : _end(start, most)], len(chosen), len(book.readings), ids)

        return self._answer(look, fold)

    def whole(self, selection: Selection = ALL) -> Sequence[Incident]:
        """Return the incidents that can be meant, with all that was derived of them; raises MarsadError."""

        def look(rows: Made) -> Sequence[Incident]:
            shelf.check_beside(rows)
            chosen = selection.choose(row.incident for row in shelf.everything(rows))
            return _with_sums(shelf.whole([one.id for one in chosen]), shelf.totals())

        return self._answer(look, lambda book: selection.choose(book.ledger.incidents))

    def about(self, name: str) -> tuple[Incident, Book]:
        """Return the incident whose id begins so, and a book that holds what bears on it; raises MarsadError.

        From the rows the book holds the incident, the readings that it or a decision on it cites, the totals that cover
        it and all decisions; from the journal it holds everything.
        """
        return self.at_once(name) or (self.book.incident(name), self.book)

    def at_once(self, name: str) -> tuple[Incident, Book] | None:
        """Return the same where the rows tell; None where the ledger has to be worked out for it."""

        def look(rows: Made) -> tuple[Incident, Book] | None:
            found = shelf.called(name)
            if len(found) != 1:
                return None  # the whole ledger knows why
            shelf.check_beside(rows)
            totals = shelf.totals(found[0])
            [incident] = _with_sums(shelf.whole(found), totals)
            return incident, self._book_of(rows, incident, totals)

        return self._looked(look)

    def totals(self) -> Sequence[Assertion]:
        """Return the checks of all totals, those of figures against their own parts behind; raises MarsadError."""

        def look(rows: Made) -> Sequence[Assertion]:
            shelf.check_beside(rows)
            return shelf.totals()

        return self._answer(look, lambda book: book.ledger.assertions)

    def _book_of(self, rows: Made, incident: Incident, totals: Sequence[Assertion]) -> Book:
        from marsad.flow import Book

        standings = shelf.standings(self._decisions)
        cited = {end.partition(":")[0] for one in incident.relations for end in (one.claim, one.other)}
        held = {*incident.reports, *cited}
        for standing in standings:
            told = {claim.partition(":")[0] for claim in standing.claims}
            if told & {*incident.reports}:
                held |= told
        readings, numbers = shelf.readings(held)
        ledger = Ledger((incident,), tuple(totals), decisions=tuple(standings))
        read, names = tuple(readings), shelf.names()
        return Book(ledger, read, str(self.question), read, numbers, rows.hash, Journal().head().at, names)

    @cached_property
    def _decisions(self) -> list[Decision]:
        open_ledger(create=False)
        return reports.decisions()

    def _answer(self, look: Callable[[Made], T], fold: Callable[[Book], T]) -> T:
        """Ask the rows; where they cannot or must not answer, the whole ledger."""
        found = self._looked(look)
        return fold(self.book) if found is None else found

    def _looked(self, look: Callable[[Made], T]) -> T | None:
        """Ask the rows; return None where they cannot or must not answer."""
        for _ in range(_TRIES if self._may_ask() else 0):
            try:
                with sentences():
                    rows = shelf.made()
                    self.why = _unfit(rows)
                    if rows is None or self.why:
                        break
                    found = look(rows)
                    if shelf.made() == rows:
                        return found
            except DamagedError:  # the journal beside them may be whole; if it is not, working it out says so
                if shelf.made() == rows:
                    self.why = CHANGED + _REBUILD
                    break
        return None

    def _may_ask(self) -> bool:
        """Tell whether the rows hold what is asked: all of the present, for somebody who may see it."""
        if self.question.recorded or self.question.published or self.stated:
            return False
        return sight(self._decisions, self.question.audience).hides_nothing(self._decisions)


def _unfit(rows: Made | None) -> str:
    """Say why rows cannot answer; nothing where they can."""
    if rows is None or not shelf.is_of_the_head(rows):
        return BEHIND + _REBUILD
    return "" if shelf.is_of_this_version(rows) else OTHER + _REBUILD


def _with_sums(incidents: Sequence[Incident], totals: Sequence[Assertion]) -> tuple[Incident, ...]:
    """Add to incidents that totals sum them."""
    from marsad.ledger.incidents import with_sums

    return with_sums(incidents, [total for total in totals if not total.inner])


def _end(start: int, most: int | None) -> int | None:
    return None if most is None else start + most
