"""Rows derived from the journal: incidents, tolls, claims, assertions. Dropped and made again at any time."""

from __future__ import annotations

import hashlib
from datetime import date
from typing import TYPE_CHECKING, Any

from marsad.store.canonical import canonical
from marsad.store.errors import sentences
from marsad.store.journal import Head, Journal
from marsad.store.models import AssertionRow, ClaimRow, DerivedFrom, IncidentRow, TollRow
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.claim import Claim
    from marsad.model.incident import Assertion, Incident, Ledger, Toll
    from marsad.model.place import Location
    from marsad.model.reading import Reading
    from marsad.model.when import Days

_TOGETHER = 200
# What is digested of each table, in which order: all but the numbers that the database gives.
_DIGESTED = (
    (IncidentRow, "position", ()),
    (TollRow, "id", ("id",)),
    (ClaimRow, "id", ("id",)),
    (AssertionRow, "id", ("id",)),
)


def rebuild(ledger: Ledger, readings: Sequence[Reading], head: Head | None = None) -> str:
    """Drop the derived rows, write those of this ledger in one transaction, and return their digest.

    `readings` are those the ledger was made from; `head` is the head of the journal at that time, the present one where
    it is not given. The same ledger and readings give the same digest.
    """
    with writing():
        clear()
        IncidentRow.objects.bulk_create(
            [_incident(position, incident) for position, incident in enumerate(ledger.incidents)], batch_size=_TOGETHER
        )
        TollRow.objects.bulk_create(
            [_toll(incident.id, toll) for incident in ledger.incidents for toll in incident.tolls], batch_size=_TOGETHER
        )
        under = {claim: incident.id for incident in ledger.incidents for claim in incident.claims}
        ClaimRow.objects.bulk_create(
            [_claim(claim, under.get(claim.id)) for reading in readings for claim in reading.claims],
            batch_size=_TOGETHER,
        )
        AssertionRow.objects.bulk_create([_assertion(found) for found in ledger.assertions], batch_size=_TOGETHER)
        made = digest()
        source = head or Journal().head()
        DerivedFrom.objects.create(seq=source.seq, hash=source.hash, digest=made)
    return made


def clear() -> None:
    """Drop all derived rows."""
    with writing():
        for model in (AssertionRow, ClaimRow, TollRow, IncidentRow, DerivedFrom):
            model.objects.all().delete()


def digest() -> str:
    """Return the SHA-256, in hexadecimal, of all derived rows as they stand in the database, in their order."""
    total = hashlib.sha256()
    with sentences():
        for model, order, left_out in _DIGESTED:
            total.update(f"{model.__name__}\n".encode())
            for row in model.objects.order_by(order).values().iterator():
                kept = {name: _plain(value) for name, value in row.items() if name not in left_out}
                total.update(canonical(kept) + b"\n")
    return total.hexdigest()


def derived_from() -> tuple[Head, str] | None:
    """Return the head of the journal that the derived rows were made from, and their digest; None without rows."""
    with sentences():
        row = DerivedFrom.objects.first()
    return (Head(row.seq, row.hash, None), row.digest) if row else None


def is_current() -> bool:
    """Tell whether the derived rows were made from the present head of the journal."""
    made, head = derived_from(), Journal().head()
    return made is not None and (made[0].seq, made[0].hash) == (head.seq, head.hash)


def _incident(position: int, incident: Incident) -> IncidentRow:
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
    )


def _toll(incident: str, toll: Toll) -> TollRow:
    return TollRow(
        incident_id=incident,
        cell=str(toll.cell),
        low=toll.low,
        best=toll.best,
        high=toll.high,
        open=toll.open,
        contested=toll.contested,
    )


def _claim(claim: Claim, incident: str | None) -> ClaimRow:
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


def _assertion(found: Assertion) -> AssertionRow:
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
    )


def _plain(value: object) -> object:
    """Return a value of a row as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value


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
