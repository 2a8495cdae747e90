"""The sentences behind a number: who said it, when, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.ledger.sentence import sentence
from marsad.ledger.stance import shown
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.claim import Claim
    from marsad.model.incident import Cell, Incident, Ledger, Step, Toll
    from marsad.model.reading import Reading
    from marsad.model.span import Quote


@dataclass(frozen=True, slots=True)
class Witness:
    """One claim behind a number, with the sentence it stands in."""

    claim: str
    report: str
    publisher: str | None
    voice: str
    said: str
    stated: str
    quote: Quote
    sentence: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Explanation:
    """A toll with the witnesses that set its low, best and high, those set aside, and the steps that led to it."""

    incident: str
    toll: Toll
    low: tuple[Witness, ...]
    best: tuple[Witness, ...]
    high: tuple[Witness, ...]
    set_aside: tuple[Witness, ...]
    steps: tuple[Step, ...]


class UnknownIncidentError(MarsadError):
    """No incident of the ledger has this id."""


class UnknownCellError(MarsadError):
    """Nothing was stated of this cell of the incident."""


def explain(ledger: Ledger, readings: Sequence[Reading], incident_id: str, cell: Cell) -> Explanation:
    """Return what a number of the ledger rests on; raises UnknownIncidentError or UnknownCellError."""
    incident = next((i for i in ledger.incidents if i.id == incident_id), None)
    if incident is None:
        raise UnknownIncidentError(f"the ledger has no incident {incident_id}; `marsad ledger` lists those it has")
    toll = incident.toll(cell)
    if toll is None:
        known = ", ".join(str(t.cell) for t in incident.tolls)
        raise UnknownCellError(f"nothing is stated of {cell} in {incident_id}; it has {known}")
    stand = _Stand(incident, readings)
    return Explanation(
        incident=incident_id,
        toll=toll,
        low=stand.witnesses(toll.low_claims),
        best=stand.witnesses(toll.best_claims),
        high=stand.witnesses(toll.high_claims),
        set_aside=tuple(stand.witness(claim, reason) for claim, reason in toll.set_aside),
        steps=tuple(step for step in incident.history if step.cell == cell),
    )


class _Stand:
    """The claims and reports of one incident, to call witnesses from."""

    def __init__(self, incident: Incident, readings: Sequence[Reading]) -> None:
        self._steps = {step.claim: step for step in incident.history}
        self._found: dict[str, tuple[Claim, Reading]] = {c.id: (c, r) for r in readings for c in r.claims}

    def witnesses(self, claims: Sequence[str]) -> tuple[Witness, ...]:
        return tuple(self.witness(claim) for claim in claims)

    def witness(self, claim_id: str, reason: str = "") -> Witness:
        claim, reading = self._found[claim_id]
        step = self._steps.get(claim_id)
        said = step.said if step else claim.said.days if claim.said else None
        return Witness(
            claim=claim_id,
            report=claim.report,
            publisher=reading.report.publisher,
            voice=step.voice if step else claim.source_key or reading.report.publisher or "",
            said=str(said) if said else "not known",
            stated=shown(claim.count.interval),
            quote=claim.quote,
            sentence=sentence(reading.report.text, claim.quote),
            reason=reason,
        )
