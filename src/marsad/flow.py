"""The only conductor: reports are read and recorded, the ledger is worked out of the journal, at any point of its past.

Every function works on the ledger that `marsad.settings.configure` has pointed to. Errors are MarsadError.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad import derive
from marsad.ledger.as_of import published
from marsad.ledger.reconcile import reconcile
from marsad.model.problem import MarsadError
from marsad.reader.read import VERSION, read
from marsad.store import projections, reports
from marsad.store.journal import Journal
from marsad.store.opening import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from marsad.model.incident import Incident, Ledger
    from marsad.model.problem import Problem
    from marsad.model.reading import Reading
    from marsad.model.report import Report
    from marsad.store.reports import Added

READER = f"reader {VERSION}"
"""The version that stands beside every reading in the journal."""


@dataclass(frozen=True, slots=True)
class Book:
    """A ledger with the readings it was worked out of, and the question it answers, in words."""

    ledger: Ledger
    readings: tuple[Reading, ...]
    question: str = "everything recorded so far"

    def incident(self, beginning: str) -> Incident:
        """Return the incident whose id begins so; raises MarsadError where none or several do."""
        found = [incident for incident in self.ledger.incidents if incident.id.startswith(beginning)]
        exact = [incident for incident in found if incident.id == beginning]
        if len(exact or found) == 1:
            return (exact or found)[0]
        if found:
            raise MarsadError(f"{len(found)} incidents begin with “{beginning}”; write more of the id.")
        raise MarsadError(f"No incident begins with “{beginning}”; `marsad ledger` lists them.")


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What came of making the derived rows again: their digest, and that of the rows that stood there before.

    `before` is None where there were none, or where entries had come in since.
    """

    digest: str
    before: str | None
    incidents: int

    @property
    def same(self) -> bool:
        """Tell whether the rows came out as they stood; true too where there was nothing to compare with."""
        return self.before in (None, self.digest)


def add(incoming: Iterable[Report], country: str | None = None) -> tuple[Added, list[Reading]]:
    """Read reports and record those that are new; return what came of it, and the new readings.

    A report that the ledger holds already, the same text by the same publisher, adds nothing and is not read again.
    """
    open_ledger()
    found = list({report.id: report for report in incoming}.values())
    held = reports.known(report.id for report in found)
    readings = [read(report, country) for report in found if report.id not in held]
    added = reports.add(readings, READER)
    if added.new:
        derive.onward()
    known = tuple(report.id for report in found if report.id in held or report.id in added.known)
    return replace(added, known=known), [reading for reading in readings if reading.report.id in added.new]


def reread() -> Added:
    """Read every report again with this version of the reader, and record the readings that changed."""
    open_ledger()
    readings = [read(reading.report, reading.country) for reading in reports.readings()]
    changed = reports.reread(readings, READER)
    if changed.new:
        derive.onward()
    return changed


def ledger(as_of: date | datetime | None = None) -> Book:
    """Work the ledger out of the journal.

    A time asks what had been recorded by then; a day asks what had been published by then, with all decisions.
    """
    from datetime import datetime

    open_ledger(create=False)
    if as_of is None:
        return _book(reports.readings(), "everything recorded so far")
    if isinstance(as_of, datetime):
        return _book(reports.readings(as_of), f"what had been recorded by {as_of.isoformat(' ')}", as_of)
    return _book(published(reports.readings(), as_of), f"what had been published by {as_of}")


def rebuild() -> Rebuilt:
    """Make the index and the derived rows again from the journal alone."""
    open_ledger(create=False)
    before = projections.digest() if projections.is_current() else None
    reports.reindex()
    incidents, digest = derive.anew()
    return Rebuilt(digest, before, incidents)


def verify() -> tuple[int, list[Problem]]:
    """Check the journal; return how many entries it has, and everything that is wrong with it."""
    open_ledger(create=False)
    journal = Journal()
    return journal.head().seq, journal.verify()


def _book(readings: Sequence[Reading], question: str, until: datetime | None = None) -> Book:
    return Book(reconcile(readings, reports.decisions(until)), tuple(readings), question)
