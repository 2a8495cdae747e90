"""The ledger in the forms that the two exams read: series of bulletins, and incidents beside human coders' own."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marsad.model.claim import Harm, Side
from marsad.model.incident import Cell
from marsad.places.table import is_point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.model.incident import Incident, Ledger, Toll
    from marsad.model.when import Days

Row = dict[str, Any]
_HARMS = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.CAPTURED)
_SIDES = (Side.CIVILIAN, Side.COMBATANT)
_VERDICTS = {"balances": "balances", "short by": "short", "over by": "over", "open": "open"}


def step(ledger: Ledger, names: Mapping[str, str]) -> Row:
    """Write the ledger after a bulletin; `names` gives each report's name in the series."""
    return {
        "incidents": [_series_incident(i, names) for i in ledger.incidents],
        "assertions": [
            {
                "bulletin": names[a.claim.partition(":")[0]],
                "low": a.stated.low,
                "high": a.stated.high,
                "covers": [key for key, _ in a.covers],
                "verdict": _VERDICTS[a.verdict],
                "by": a.by,
            }
            for a in ledger.assertions
            if not a.inner
        ],
    }


def _series_incident(incident: Incident, names: Mapping[str, str]) -> Row:
    place = incident.location
    return {
        "id": incident.id,
        "lead": [names[report] for report in incident.lead],
        "when": _days(incident.when),
        "place": incident.place,
        "lat": place and place.lat,
        "lon": place and place.lon,
        **{str(harm): _ends(incident.toll(Cell(harm))) for harm in _HARMS},
        "cells": [{"cell": str(t.cell), "low": t.low, "high": t.high, "open": t.open} for t in incident.tolls],
        "flags": list(incident.flags),
    }


def incident_rows(ledger: Ledger, names: Mapping[str, str]) -> list[Row]:
    """Write the incidents that lead some report; a report that tells of no harm stands in none."""
    return [_incident_row(i, names) for i in ledger.incidents if i.lead]


def _incident_row(incident: Incident, names: Mapping[str, str]) -> Row:
    place = incident.location if incident.location and is_point(incident.location) else None  # an area has no point
    return {
        "id": incident.id,
        "lead": [names[report] for report in incident.lead],
        "tolls": [row for harm in (Harm.KILLED, Harm.INJURED) for row in _by_side(incident, harm)],
        "lat": place and place.lat,
        "lon": place and place.lon,
        "when": _days(incident.when),
    }


def _by_side(incident: Incident, harm: Harm) -> list[Row]:
    """Split a toll by side; what the whole holds beyond the sides told apart is of unknown side."""
    whole = incident.toll(Cell(harm))
    if whole is None:
        return []
    sides = [(side, toll) for side in _SIDES if (toll := incident.toll(Cell(harm, side)))]
    rows = [{"harm": str(harm), "side": str(side), "low": t.low, "high": t.high} for side, t in sides]
    low = max(0, whole.low - sum(t.low for _, t in sides))
    high = max(low, whole.high - sum(t.high for _, t in sides))
    if high or not rows:
        rows.append({"harm": str(harm), "side": str(Side.UNKNOWN), "low": low, "high": high})
    return rows


def _ends(toll: Toll | None) -> list[int] | None:
    return [toll.low, toll.high] if toll else None


def _days(days: Days | None) -> list[str] | None:
    return [str(days.first), str(days.last)] if days else None
