"""The derived rows as answers: what was written with them comes back as values of the model, checked as it is read.

Nothing is shown that does not bear its seal: what is changed, lost or put in beside the program raises
ChangedRowsError. A list of all is held against the digest of lists, which also tells of rows that are missing; a page
or a single incident against the seals of its own rows.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db.models import Q

from marsad.model.decision import Standing
from marsad.model.incident import Assertion, Incident
from marsad.model.pack import PackedValueError, unpacked
from marsad.model.reading import Reading
from marsad.model.record import report_from_record
from marsad.store.copies import content
from marsad.store.errors import DamagedError, sentences
from marsad.store.journal import Journal
from marsad.store.models import (
    AssertionRow,
    ClaimRow,
    DerivedFrom,
    IncidentRow,
    StandingRow,
    ToldRow,
    VoiceRow,
)
from marsad.store.payloads import said
from marsad.store.records import Stands, beside, listed, seal, version

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from marsad.model.decision import Decision

_ROW = ("id", "position", "listed", "seal")


class ChangedRowsError(DamagedError):
    """The derived rows are not what was written."""

    def __init__(self) -> None:
        super().__init__("The derived rows were changed by something else than marsad.")


@dataclass(frozen=True, slots=True)
class Made:
    """Of what the derived rows were made, and the digests that stand beside them."""

    seq: int
    hash: str
    digest: str
    listed: str
    beside: str
    version: str
    reports: int


@dataclass(frozen=True, slots=True)
class Row:
    """An incident in the list of all: what choosing among them asks for, and what a list shows, still packed."""

    incident: Incident
    listed: str


def made() -> Made | None:
    """Return of what the rows were made; None where there are none."""
    with sentences():
        row = DerivedFrom.objects.first()
    return Made(row.seq, row.hash, row.digest, row.listed, row.beside, row.version, row.reports) if row else None


def is_of_the_head(rows: Made) -> bool:
    """Tell whether rows were made from the present head of the journal."""
    head = Journal().head()
    return (rows.seq, rows.hash) == (head.seq, head.hash)


def is_of_this_version(rows: Made) -> bool:
    """Tell whether rows were made by the rules of this version."""
    return rows.version == version()


def is_sound(rows: Made) -> bool:
    """Tell whether the lists, and what stands beside the incidents, are what was written."""
    with sentences():
        try:
            everything(rows)
            check_beside(rows)
        except ChangedRowsError:
            return False
    return True


def everything(rows: Made) -> list[Row]:
    """Return all incidents in their order, as lists show them; raises ChangedRowsError."""
    found = list(IncidentRow.objects.order_by("position").values_list(*_ROW))
    if f"{listed(found) % (1 << 256):064x}" != rows.listed:
        raise ChangedRowsError
    return [Row(_light(words), words) for _, _, words, _ in found]


def shown(row: Row) -> Incident:
    """Return what a list shows of an incident."""
    found: Incident = _unpacked(Incident, row.listed)
    return found


def count(first: date | None, last: date | None) -> int:
    """Count the incidents that can be meant by days."""
    return IncidentRow.objects.filter(_in_days(first, last)).count()


def page(first: date | None, last: date | None, start: int, most: int) -> list[Incident]:
    """Return some of the incidents that can be meant by days, in their order; raises ChangedRowsError."""
    rows = IncidentRow.objects.filter(_in_days(first, last)).order_by("position")
    return _sealed(rows.values_list("id", "record", "seal")[start : start + most])


def whole(ids: Sequence[str]) -> list[Incident]:
    """Return incidents with all that was derived but what totals say of them, in the order of the ids."""
    found = {one.id: one for one in _sealed(_of(ids))}
    if found.keys() != set(ids):
        raise ChangedRowsError
    return [found[id_] for id_ in ids]


def called(beginning: str) -> list[str]:
    """Return the ids of the incidents that are meant: by the id, one that a part would have had, or its beginning."""
    if IncidentRow.objects.filter(id=beginning).exists():
        return [beginning]
    rows = IncidentRow.objects.filter(listed__contains=json.dumps(beginning, ensure_ascii=False))
    whole_name = [id_ for id_, words in rows.values_list("id", "listed") if beginning in _light(words).aliases]
    return whole_name or [*IncidentRow.objects.filter(id__startswith=beginning).values_list("id", flat=True)[:2]]


def ids() -> list[str]:
    """Return the ids of all incidents."""
    return [*IncidentRow.objects.values_list("id", flat=True)]


def readings(reports: Iterable[str]) -> tuple[list[Reading], dict[str, int]]:
    """Return the readings of reports as people left them, in the order of telling, and the reports' numbers."""
    wanted = {*reports}
    rows = [*ToldRow.objects.filter(report__in=wanted).order_by("position")]
    if {row.report for row in rows} != wanted:
        raise ChangedRowsError
    for row in rows:
        if seal(row.report, row.position, row.number, row.entry, row.record) != row.seal:
            raise ChangedRowsError
    told = said([row.entry for row in rows])
    found = []
    for row in rows:
        if row.entry not in told:
            raise ChangedRowsError
        report = report_from_record(content(json.loads(told[row.entry].body)))
        found.append(replace(_unpacked(Reading, row.record), report=report))
    return found, {row.report: row.number for row in rows}


def told(reports: Iterable[str]) -> set[str]:
    """Return those of these reports whose readings stand in the rows."""
    wanted = [*reports]
    found: set[str] = set()
    for start in range(0, len(wanted), 500):
        found |= {*ToldRow.objects.filter(report__in=wanted[start : start + 500]).values_list("report", flat=True)}
    return found


def check_beside(rows: Made) -> None:
    """Raise ChangedRowsError where totals, decisions or names of voices are not those that were written."""
    if f"{beside() % (1 << 256):064x}" != rows.beside:
        raise ChangedRowsError


def standings(decisions: Sequence[Decision]) -> list[Standing]:
    """Return how decisions stand; `check_beside` tells whether any is missing."""
    said_in = {decision.number: decision for decision in decisions}
    found = []
    for row in StandingRow.objects.order_by("position"):
        if seal(row.number, row.position, row.record) != row.seal or row.number not in said_in:
            raise ChangedRowsError
        one = _unpacked(Stands, row.record)
        found.append(Standing(said_in[row.number], one.state, one.claims, one.left, one.by, one.disputed))
    return found


def names() -> Mapping[str, str]:
    """Return how reports write voices; `check_beside` tells whether any is missing."""
    rows = VoiceRow.objects.order_by("position").values_list("key", "name", "seal")
    found: dict[str, str] = {}
    for key, name, sealed in rows:
        if seal(key, name) != sealed:
            raise ChangedRowsError
        found.setdefault(key, name)
    return found


def totals(covering: str = "") -> list[Assertion]:
    """Return the checks of totals in their order, of all or of those that bear on one incident."""
    rows = AssertionRow.objects.filter(record__contains=json.dumps(covering)) if covering else AssertionRow.objects
    kept = [*rows.order_by("id").values_list("claim", "record", "seal")]
    if any(seal(record) != sealed for _, record, sealed in kept):
        raise ChangedRowsError
    claims = [claim for claim, _, _ in kept]
    reports = [claim.partition(":")[0] for claim in claims]
    told = dict(ToldRow.objects.filter(report__in=reports).values_list("report", "position"))
    index = dict(ClaimRow.objects.filter(anchor__in=claims).values_list("anchor", "index"))
    found = [(_unpacked(Assertion, record), claim) for claim, record, _ in kept]

    def place(one: tuple[Assertion, str]) -> tuple[bool, int, int]:
        checked, claim = one
        report = told.get(claim.partition(":")[0], 0)
        return checked.inner, report, 0 if checked.inner else index.get(claim, 0)

    return [checked for checked, _ in sorted(found, key=place)]


def _of(ids: Sequence[str]) -> Iterable[tuple[str, str, str]]:
    for start in range(0, len(ids), 500):
        rows = IncidentRow.objects.filter(id__in=ids[start : start + 500])
        yield from rows.values_list("id", "record", "seal")


def _sealed(rows: Iterable[tuple[str, str, str]]) -> list[Incident]:
    found = []
    for id_, record, sealed in rows:
        one = _unpacked(Incident, record) if seal(record) == sealed else None
        if one is None or one.id != id_:
            raise ChangedRowsError
        found.append(one)
    return found


def _unpacked(kind: type[Any], words: str, without: Sequence[str] = ()) -> Any:
    try:
        return unpacked(kind, words, without)
    except PackedValueError:
        raise ChangedRowsError from None


def _light(words: str) -> Incident:
    """Return of a packed incident what choosing asks for: all but its tolls."""
    found: Incident = _unpacked(Incident, words, ("tolls",))
    return found


def _in_days(first: date | None, last: date | None) -> Q:
    """Return what `ledger.selection` asks of days, of rows."""
    undated = Q(first=None) & ~Q(known_by__lt=first) if first else Q(first=None)
    dated = Q(first__isnull=False)
    if first:
        dated &= Q(last__gte=first)
    if last:
        dated &= Q(first__lte=last)
    return undated | dated
