"""The sample casebook and the ledger that a careful person expects of it (tests/gold/README.md)."""

from __future__ import annotations

import json
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from marsad.ledger.reconcile import reconcile
from marsad.model.claim import Harm
from marsad.model.incident import Assertion, Cell, Incident, Ledger
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read

if TYPE_CHECKING:
    from marsad.model.reading import Reading

GOLD = Path(__file__).parent / "gold"
Row = dict[str, Any]


def rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


EXPECTED = rows(GOLD / "casebook.ledger.jsonl")


def expected(kind: str) -> list[Row]:
    return [row for row in EXPECTED if row["kind"] == kind]


def _when(day: str | None, basis: WhenBasis) -> When | None:
    return When(Days.of(date.fromisoformat(day)), basis) if day else None


def report_of(row: Row) -> Report:
    return Report(
        text=row["text"],
        publisher=row["source"],
        title=row["title"],
        lang=row["lang"],
        published=_when(row["published"], WhenBasis.METADATA),
        seen=_when(row.get("seen"), WhenBasis.SEEN),
        name=row["id"],
    )


def casebook_readings() -> list[Reading]:
    path = files("marsad") / "data" / "casebook" / "reports.jsonl"
    return [read(report_of(json.loads(line))) for line in path.read_text("utf-8").splitlines()]


class Case:
    """A ledger of the casebook, asked in the expectation's own words."""

    def __init__(self, readings: list[Reading]) -> None:
        self.readings = {reading.report.name: reading for reading in readings}
        self.names = {reading.report.id: reading.report.name for reading in readings}
        self.ledger: Ledger = reconcile(readings)

    def incident(self, row: Row) -> Incident | None:
        """Return the incident that shares most reports with the row and whose killed or injured it may be."""
        wanted = {*row["lead"], *row["tells"]}

        def likeness(incident: Incident) -> tuple[int, int, int]:
            lead = {self.names[report] for report in incident.lead} & set(row["lead"])
            tells = {self.names[report] for report in incident.reports} & wanted
            figures = [self.figures(incident, harm) == row[harm] for harm in ("killed", "injured", "captured")]
            return len(lead), sum(figures) if tells else 0, len(tells)

        best = max(self.ledger.incidents, key=likeness, default=None)
        return best if best is not None and likeness(best)[2] else None

    @staticmethod
    def figures(incident: Incident, harm: str) -> list[int] | None:
        toll = incident.toll(Cell(Harm(harm)))
        return [toll.low, toll.high] if toll else None

    def told(self, incident: Incident) -> Row:
        """Return what the ledger says of an incident, in the fields of the expectation."""
        harms = ("killed", "injured", "missing", "captured")
        tolls = {harm: incident.toll(Cell(Harm(harm))) for harm in harms}
        return {
            "when": [str(incident.when.first), str(incident.when.last)] if incident.when else None,
            "lead": sorted(str(self.names[report]) for report in incident.lead),
            **{harm: self.figures(incident, harm) for harm in harms},
            "open": [harm for harm, toll in tolls.items() if toll and toll.open],
        }

    def assertion(self, row: Row) -> Assertion | None:
        """Return the assertion made by the claim of a report that states this total."""
        reading = self.readings[row["report"]]
        low, high = row["stated"]
        of = {
            claim.id
            for claim in reading.claims
            if (claim.count.low, claim.count.high) == (low, high)
            and claim.harm == row["cell"].split("/")[0].split(":")[0]
        }
        return next((a for a in self.ledger.assertions if a.claim in of), None)
