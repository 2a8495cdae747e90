"""The ledger as two sheets that people edit: its incidents, and the claims behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.slots import NOTHING, slot_value
from marsad.ledger.voices import publication
from marsad.model.claim import Harm
from marsad.model.incident import Cell
from marsad.model.sheet import Sheet, SheetColumn, SheetValue

if TYPE_CHECKING:
    from datetime import date

    from marsad.ledger.drafting import Desk
    from marsad.model.claim import Claim
    from marsad.model.incident import Incident
    from marsad.model.reading import Reading
    from marsad.model.when import Days

INCIDENTS, CLAIMS = "incidents", "claims"
INCIDENT, GRADE, SAME_AS, RETRACT, NOTE = "incident", "grade", "same_as", "retract", "note"
SLOT_COLUMNS = ("count", "harm", "side", "group", "party", "by", "toll", "method", "when", "said", "place", "source")
"""The slots of a claim that an edit corrects, as `decide correct` names them."""
_LABELLED = frozenset({"harm", "side", "group", "party", "by", "toll", "method"})
_ENDS = ("low", "best", "high")
_HARMS = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.CAPTURED)

CLAIM_COLUMNS = (
    *(SheetColumn(key) for key in ("claim", "mark", "report", "publisher", "published", "words")),
    SheetColumn(INCIDENT, editable=True),
    *(SheetColumn(slot, editable=True, labelled=slot in _LABELLED) for slot in SLOT_COLUMNS),
    SheetColumn("part_of"),
    *(SheetColumn(key, editable=True) for key in (RETRACT, NOTE)),
)
INCIDENT_COLUMNS = (
    *(SheetColumn(key) for key in ("id", "first_day", "last_day", "place", "parties", "method_of")),
    *(SheetColumn(f"{harm}_{end}") for harm in _HARMS for end in _ENDS),
    *(SheetColumn(key) for key in ("reports", "voices")),
    *(SheetColumn(key, editable=True) for key in (GRADE, SAME_AS, NOTE)),
)


def worksheets(desk: Desk) -> tuple[Sheet, Sheet]:
    """Return the sheet of incidents and the sheet of claims, both in the order of the ledger."""
    incidents = tuple(_incident(one) for one in desk.ledger.incidents)
    claims = tuple(_claim(claim, reading, desk) for reading in desk.readings for claim in reading.claims)
    return Sheet(INCIDENTS, INCIDENT_COLUMNS, incidents), Sheet(CLAIMS, CLAIM_COLUMNS, claims)


def _incident(one: Incident) -> tuple[SheetValue, ...]:
    tolls: list[SheetValue] = []
    for harm in _HARMS:
        toll = one.toll(Cell(harm))
        tolls += [toll.low, toll.best, None if toll.open else toll.high] if toll else [None] * len(_ENDS)
    when = one.when
    days = (when.first, when.last) if when else (None, None)
    about = (one.place, "; ".join(one.parties) or None, str(one.method) if one.method else None)
    return (one.id, *days, *about, *tolls, len(one.reports), "; ".join(one.voices), one.grade, None, None)


def _claim(claim: Claim, reading: Reading, desk: Desk) -> tuple[SheetValue, ...]:
    report, number, home = reading.report, desk.numbers.get(claim.report), desk.home.get(claim.id)
    published = publication(reading)
    whole = None if claim.part_of is None or number is None else f"{number}.{claim.part_of + 1}"
    mark = f"{number}.{claim.index + 1}" if number else None
    return (
        *(claim.id, mark, report.name, report.publisher, _days(published), claim.quote.text),
        home.id if home else None,
        *(_slot(claim, slot) for slot in SLOT_COLUMNS),
        *(whole, None, None),
    )


def _slot(claim: Claim, slot: str) -> SheetValue:
    """Return what a claim has in a slot, as `decide correct` would write it."""
    if slot == "count":
        return claim.count.low if str(claim.count).isdecimal() else str(claim.count)
    if slot in {"when", "said"}:
        when = claim.when if slot == "when" else claim.said
        return _days(when.days if when else None)
    if slot == "source":
        return claim.source_key or (claim.source.text if claim.source else None)
    if slot == "place":
        return claim.place.text if claim.place else claim.location.name if claim.location else None
    said = slot_value(claim, "by_party" if slot == "by" else slot)
    return None if said == NOTHING else said


def _days(days: Days | None) -> date | str | None:
    if days is None:
        return None
    return days.first if days.first == days.last else f"{days.first}..{days.last}"
