"""What each derived row holds: an incident, a toll, a claim, the check of a total."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marsad.model.pack import packed
from marsad.store.models import AssertionRow, ClaimRow, IncidentRow, TollRow
from marsad.store.records import bare, glance, seal

if TYPE_CHECKING:
    from marsad.model.claim import Claim
    from marsad.model.incident import Assertion, Incident, Toll
    from marsad.model.place import Location
    from marsad.model.when import Days


def incident_row(position: int, incident: Incident) -> IncidentRow:
    """Make the row of an incident in its place."""
    record = packed(bare(incident))
    return IncidentRow(
        id=incident.id,
        position=position,
        **_days(incident.when),
        known_by=incident.known_by,
        place=incident.place or "",
        **_place(incident.location),
        parties=list(incident.parties),
        method=incident.method or "",
        grade=incident.grade or "",
        reports=list(incident.reports),
        voices=list(incident.voices),
        flags=list(incident.flags),
        listed=packed(glance(incident)),
        record=record,
        seal=seal(record),
    )


def toll_row(incident: str, toll: Toll) -> TollRow:
    """Make the row of a toll."""
    return TollRow(
        incident_id=incident,
        cell=str(toll.cell),
        low=toll.low,
        best=toll.best,
        high=toll.high,
        open=toll.open,
        contested=toll.contested,
    )


def claim_row(claim: Claim, incident: str | None) -> ClaimRow:
    """Make the row of a claim under its incident."""
    return ClaimRow(
        anchor=claim.id,
        report=claim.report,
        index=claim.index,
        incident_id=incident,
        harm=claim.harm,
        low=claim.count.low,
        high=claim.count.high,
        approx=claim.count.approx,
        vague=claim.count.vague,
        side=claim.side,
        group=claim.group or "",
        party=claim.party or "",
        toll=claim.toll,
        by_party=claim.by_party or "",
        method=claim.method or "",
        **_days(claim.when.days if claim.when else None),
        pcode=_pcode(claim.location),
        source_key=claim.source_key or "",
    )


def assertion_row(found: Assertion) -> AssertionRow:
    """Make the row of a check."""
    record = packed(found)
    return AssertionRow(
        claim=found.claim,
        cell=str(found.cell),
        low=found.stated.low,
        high=found.stated.high,
        **_days(found.scope),
        summed_low=found.summed.low,
        summed_high=found.summed.high,
        verdict=found.verdict,
        by=found.by,
        reading=found.reading,
        covers=[[incident, part.low, part.high] for incident, part in found.covers],
        uncertain=list(found.uncertain),
        record=record,
        seal=seal(record),
    )


def _days(days: Days | None) -> dict[str, Any]:
    return {"first": days.first, "last": days.last} if days else {"first": None, "last": None}


def _place(location: Location | None) -> dict[str, Any]:
    if location is None:
        return {"pcode": "", "precision": "", "lat": None, "lon": None, "radius_km": None}
    return {
        "pcode": _pcode(location),
        "precision": location.precision,
        "lat": location.lat,
        "lon": location.lon,
        "radius_km": location.radius_km,
    }


def _pcode(location: Location | None) -> str:
    return location.pcodes[0] if location and location.pcodes else ""
