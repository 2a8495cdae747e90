"""Full records in the derived rows: what is written with them, and how it is read back, held against its seal.

What a list shows of incidents is digested as a whole (`listed`), so are the totals, decisions and names of voices that
stand beside them (`beside`); each record has a seal of its own, so that one incident is checked without the others.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import marsad
from marsad.model.decision import State  # noqa: TC001 - packing reads the types of fields
from marsad.model.incident import RelationKind
from marsad.model.pack import packed
from marsad.model.report import Report
from marsad.store.copies import brought
from marsad.store.models import AssertionRow, Entry, IncidentRow, StandingRow, ToldRow, VoiceRow
from marsad.store.reports import REPORT, entries, numbers

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from marsad.model.decision import Standing
    from marsad.model.incident import Assertion, Incident
    from marsad.model.reading import Reading

WRITTEN_BY = ("ledger", "model", "actors", "places", "lang", "store", "text")
"""The rooms whose rules and words decide what the derived rows hold."""
NO_TEXT = Report("")
"""Stands in packed readings for the report, which the journal holds."""


@dataclass(frozen=True, slots=True)
class Stands:
    """How a decision stands, without the decision: `model.decision.Standing` says what each means."""

    state: State
    claims: tuple[str, ...]
    left: tuple[str, ...]
    by: int
    disputed: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands beside the incidents: how decisions stand, and how reports write the names of voices, by key."""

    decisions: Sequence[Standing] = ()
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved between two heads of the journal: readings that are new or other than before, incidents and checks.

    `gone` are the ids of incidents that are no more, `untold` the claims of totals that may be checked no longer.
    """

    readings: Sequence[Reading] = ()
    gone: Sequence[str] = ()
    incidents: Sequence[Incident] = ()
    assertions: Sequence[Assertion] = ()
    untold: Sequence[str] = ()


def seal(*parts: object) -> str:
    """Return the SHA-256 of what a row shows."""
    return hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()


def glance(incident: Incident) -> Incident:
    """Return what a list shows of an incident: no claims, no history, no reasons."""
    at = incident.location and replace(incident.location, why=(), lost=())
    tolls = tuple(replace(toll, low_claims=(), best_claims=(), high_claims=(), set_aside=()) for toll in incident.tolls)
    told = replace(incident, claims=(), lead=(), history=(), relations=(), problems=(), conflict_by=None)
    return replace(told, location=at, tolls=tolls)


def bare(incident: Incident) -> Incident:
    """Return an incident without what totals say of it, which moves with them (`ledger.incidents.with_sums`)."""
    kept = tuple(one for one in incident.relations if one.kind is not RelationKind.SUMS)
    return incident if len(kept) == len(incident.relations) else replace(incident, relations=kept)


def told_rows(readings: Sequence[Reading], first: int = 0) -> list[ToldRow]:
    """Make the rows of readings as people left them; the first stands behind so many others.

    Without others before, all of the journal is told; else these readings are of reports that were recorded just now.
    """
    entry = entries([reading.report.id for reading in readings] if first else None)
    number = _numbers_of(entry) if first else numbers()
    return [
        _told(reading, at, number.get(reading.report.id, 0), entry.get(reading.report.id, 0))
        for at, reading in enumerate(readings, first)
    ]


def told_again(reading: Reading, before: ToldRow) -> ToldRow:
    """Make the row of a reading that people decided about since, in the place of the one that stands."""
    return _told(reading, before.position, before.number, before.entry)


def _numbers_of(entry: Mapping[str, int]) -> dict[str, int]:
    """Return the numbers of some reports: each is one of those of the journal up to its entry."""
    rows = Entry.objects.filter(kind__in=[REPORT, *brought(REPORT)])
    return {id_: rows.filter(seq__lte=seq).count() for id_, seq in entry.items()}


def _told(reading: Reading, position: int, number: int, entry: int) -> ToldRow:
    record = packed(replace(reading, report=NO_TEXT))
    sealed = seal(reading.report.id, position, number, entry, record)
    return ToldRow(report=reading.report.id, position=position, number=number, entry=entry, record=record, seal=sealed)


def standing_rows(standings: Sequence[Standing]) -> list[StandingRow]:
    """Make the rows of how decisions stand; what each says is in the journal, under its number."""
    rows = []
    for at, one in enumerate(standings):
        record = packed(Stands(one.state, one.claims, one.left, one.by, one.disputed))
        number = one.decision.number
        rows.append(StandingRow(number=number, position=at, record=record, seal=seal(number, at, record)))
    return rows


def voice_rows(names: Mapping[str, str]) -> list[VoiceRow]:
    """Make the rows of names of voices."""
    return [VoiceRow(key=key, name=name, seal=seal(key, name)) for key, name in names.items()]


def listed(rows: Iterable[tuple[str, int, str, str]]) -> int:
    """Return what rows of incidents (id, position, what a list shows, seal) add to the digest of lists."""
    return sum(int(seal(*row), 16) for row in rows)


def beside() -> int:
    """Return the digest of what stands beside the incidents, as it stands in the database."""
    tables = (AssertionRow, StandingRow, VoiceRow)
    return sum(int(one or "0", 16) for model in tables for one in model._default_manager.values_list("seal", flat=True))  # noqa: SLF001


def listed_of(ids: Collection[str]) -> int:
    """Return what these incidents add to the digest of lists, as they stand in the database."""
    rows = IncidentRow.objects.filter(id__in=ids)
    return listed(rows.values_list("id", "position", "listed", "seal").iterator())


@cache
def version() -> str:
    """Return the digest of the rules by which rows are derived: the files of the rooms that have a say in it."""
    found = hashlib.sha256()
    for room in WRITTEN_BY:
        for file in sorted(Path(marsad.__file__).with_name(room).rglob("*.*")):
            if file.suffix in {".py", ".toml"}:
                found.update(f"{file.name}\n".encode() + file.read_bytes())
    return found.hexdigest()
