"""The rows of a ledger's tables: what stands in each column of `tables`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.actors.registry import countries
from marsad.model.claim import Harm
from marsad.model.country import DEFAULT
from marsad.model.incident import Cell
from marsad.release.where import where

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from marsad.library.tables import Row
    from marsad.model.claim import Claim
    from marsad.model.incident import Incident, Step, Toll
    from marsad.model.place import Location
    from marsad.model.reading import Reading

_HARMS = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.CAPTURED)
_ENDS = ("low", "best", "high", "open")


def incident_row(incident: Incident) -> Row:
    """Write an incident as a row of the table of incidents."""
    when, at = incident.when, incident.location
    row: Row = {
        "incident": incident.id,
        "first_day": when and when.first,
        "last_day": when and when.last,
        "known_by": incident.known_by,
        "place": at and at.name,
        "place_code": at.pcodes[0] if at and at.pcodes else None,
        "place_words": incident.place,
        "adm1_code": _governorate(at),
        "latitude": at and at.lat,
        "longitude": at and at.lon,
        "radius_km": at and at.radius_km,
        "precision": at and str(at.precision),
        "parties": list(incident.parties),
        "method": incident.method and str(incident.method),
    }
    for harm in _HARMS:
        toll = incident.toll(Cell(harm))
        row |= {f"{harm}_{end}": getattr(toll, end) if toll else None for end in _ENDS}
    return row | {
        "reports": len(incident.reports),
        "voices": list(incident.voices),
        "grade": incident.grade,
        "flags": list(incident.flags),
    }


def toll_row(incident: str, toll: Toll) -> Row:
    """Write a toll as a row of the table of tolls."""
    cell = toll.cell
    parts = {"side": cell.side, "party": cell.party, "group": cell.group}
    return {
        "incident": incident,
        "cell": str(cell),
        "harm": str(cell.harm),
        **{name: part and str(part) for name, part in parts.items()},
        **{end: getattr(toll, end) for end in (*_ENDS, "contested")},
    }


def step_row(incident: str, step: Step) -> Row:
    """Write a step of a toll as a row of the table of steps."""
    return {
        "incident": incident,
        "cell": str(step.cell),
        "said_first_day": step.said and step.said.first,
        "said_last_day": step.said and step.said.last,
        "voice": step.voice,
        "stated_low": step.stated.low,
        "stated_high": step.stated.high,
        **{end: getattr(step, end) for end in _ENDS},
        "reason": step.reason,
        "claim": step.claim,
    }


def claim_row(claim: Claim, reading: Reading, incident: str | None = None) -> Row:
    """Write a claim as a row of the table of claims."""
    count, at, when, said = claim.count.interval, claim.location, claim.when, reading.published
    return {
        "claim": claim.id,
        "report": claim.report,
        "incident": incident,
        "publisher": reading.report.publisher,
        "published_first_day": said and said.days.first,
        "published_last_day": said and said.days.last,
        "harm": str(claim.harm),
        "low": count.low,
        "high": count.high,
        "approx": claim.count.approx,
        "vague": claim.count.vague,
        "side": str(claim.side),
        "group": claim.group and str(claim.group),
        "party": claim.party,
        "by_party": claim.by_party,
        "method": claim.method and str(claim.method),
        "kind": str(claim.toll),
        "place": at and at.name,
        "place_code": at.pcodes[0] if at and at.pcodes else None,
        "place_words": claim.place and claim.place.text,
        "latitude": at and at.lat,
        "longitude": at and at.lon,
        "radius_km": at and at.radius_km,
        "first_day": when and when.days.first,
        "last_day": when and when.days.last,
        "source": claim.source and claim.source.text,
        "quote": claim.quote.text,
    }


def claim_rows(readings: Iterable[Reading], incidents: Mapping[str, str]) -> list[Row]:
    """Write the claims of readings as rows, each with the incident that it belongs to, where it does to one."""
    return [claim_row(claim, reading, incidents.get(claim.id)) for reading in readings for claim in reading.claims]


def _governorate(at: Location | None) -> str | None:
    """Return the p-code of the governorate, as far as the place is known so closely."""
    if at is None or not at.pcodes:
        return None
    country = at.pcodes[-1][:2].lower()
    return where(at, country if country in countries() else DEFAULT).codes[0]
