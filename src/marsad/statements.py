"""Conduct a statement into the ledger: its words are read as a report's, and it is restricted in the same breath."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad import derive
from marsad.flow import READER
from marsad.ledger.restrictions import REPORT, TO
from marsad.model.audience import OPEN
from marsad.model.decision import Decision, DecisionKind
from marsad.model.problem import MarsadError
from marsad.reader.read import read
from marsad.store import reports
from marsad.store.errors import RefusedError
from marsad.store.opening import open_ledger
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from marsad.ledger.drafting import Pen
    from marsad.model.audience import Level
    from marsad.model.reading import Reading
    from marsad.model.report import Report


NO_CONSENT = "Without consent a statement is not for everybody: say --to team, or names. Nothing was recorded."


@dataclass(frozen=True, slots=True)
class Taken:
    """A statement in the ledger: its reading, its number, and that of the decision that restricts it (0: none)."""

    reading: Reading
    number: int
    restricted_by: int = 0


def take(report: Report, level: Level, pen: Pen, country: str | None = None) -> Taken:
    """Record a statement and to whom it may be shown, both or neither; raises MarsadError.

    Nothing that whoever spoke did not consent to is for everybody.
    """
    if report.evidence and report.evidence.refused and level.admits(OPEN):
        raise MarsadError(NO_CONSENT)
    open_ledger()
    reading = read(report, country)
    with writing():
        if reports.known([report.id]):
            raise RefusedError(f"The ledger holds these words by {report.publisher} already. Nothing was recorded.")
        added = reports.add([reading], READER)
        if added.problems:
            raise RefusedError(f"{added.problems[0]} Nothing was recorded.")
        number, decided = reports.numbers()[report.id], 0
        if not level.admits(OPEN):
            value = ((REPORT, report.id), (TO, str(level)))
            decided = reports.decide(Decision(DecisionKind.RESTRICT, (), pen.who, pen.why, pen.at, value), pen.at).seq
    derive.onward()
    return Taken(reading, number, decided)
