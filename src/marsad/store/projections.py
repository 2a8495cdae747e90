"""Rows derived from the journal: incidents, tolls, claims, assertions. Dropped and made again at any time."""

from __future__ import annotations

import hashlib
from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from marsad.model.incident import BREAKDOWN
from marsad.store.canonical import canonical
from marsad.store.derived import assertion_row, claim_row, incident_row, toll_row
from marsad.store.errors import sentences
from marsad.store.failing import point
from marsad.store.journal import Head, Journal
from marsad.store.models import (
    AssertionRow,
    ClaimRow,
    DerivedFrom,
    IncidentRow,
    StandingRow,
    ToldRow,
    TollRow,
    VoiceRow,
)
from marsad.store.records import (
    Beside,
    Moved,
    beside,
    listed,
    listed_of,
    seal,
    standing_rows,
    told_again,
    told_rows,
    version,
    voice_rows,
)
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from django.db.models import Model

    from marsad.model.claim import Claim
    from marsad.model.incident import Assertion, Incident, Ledger
    from marsad.model.reading import Reading

_TOGETHER = 200
_LEFT_OUT: dict[type[Model], tuple[str, ...]] = {
    IncidentRow: (),
    TollRow: ("id",),
    ClaimRow: ("id",),
    AssertionRow: ("id",),
    ToldRow: (),
    VoiceRow: ("position",),
    StandingRow: (),
}
"""What is digested: every column but the numbers that the database gives; of long ones their own digest."""
_LONG = frozenset({"record", "listed"})
_NOTHING = Beside()


def rebuild(
    ledger: Ledger, readings: Sequence[Reading], head: Head | None = None, names: Mapping[str, str] | None = None
) -> str:
    """Drop the derived rows, write those of this ledger in one transaction, and return their digest.

    `readings` are those the ledger was made from; `head` is the head of the journal at that time, the present one where
    it is not given; `names` are how reports write voices. The same ledger and readings give the same digest.
    """
    told = [claim for reading in readings for claim in reading.claims]
    with writing():
        clear()
        point("rows cleared")
        IncidentRow.objects.bulk_create(_incidents(ledger, told), batch_size=_TOGETHER)
        _write(ledger.incidents, told, ledger.assertions)
        ToldRow.objects.bulk_create(told_rows(readings), batch_size=_TOGETHER)
        VoiceRow.objects.bulk_create(voice_rows(names or {}), batch_size=_TOGETHER)
        StandingRow.objects.bulk_create(standing_rows(ledger.decisions), batch_size=_TOGETHER)
        made = digest()
        _made_from(head or Journal().head(), made, _all_listed())
        point("rows written")
    return made


def expected(ledger: Ledger, readings: Sequence[Reading], names: Mapping[str, str]) -> str:
    """Return the digest that the derived rows of this ledger have, without writing any."""
    told = [claim for reading in readings for claim in reading.claims]
    tolls, claims, checks = _rows(ledger.incidents, told, ledger.assertions)
    rows: list[Model] = [*_incidents(ledger, told), *tolls, *claims, *checks]
    rows += [*told_rows(readings), *voice_rows(names), *standing_rows(ledger.decisions)]
    fields = {model: [field.attname for field in model._meta.fields] for model in _LEFT_OUT}  # noqa: SLF001
    return _shown(sum(_hashed(type(row), {name: getattr(row, name) for name in fields[type(row)]}) for row in rows))


def _incidents(ledger: Ledger, told: Sequence[Claim]) -> list[IncidentRow]:
    """Make the rows of incidents, each in the place of its founding claim."""
    place = {claim.id: n for n, claim in enumerate(told)}
    return [
        incident_row(place[one.claims[0]] if one.claims else len(told) + n, one)
        for n, one in enumerate(ledger.incidents)
    ]


def update(change: Moved, head: Head, also: Beside = _NOTHING) -> str:
    """Bring the derived rows from an earlier head to this one, where only this moved; return their digest.

    Incidents and assertions stand in place of those of the same id, and of the same claim, readings in place of those
    of the same report, which have as many claims (`fits`); `also` are all decisions, and the names of voices in new
    readings. The digest is that of rows made anew.
    """
    with writing():
        was = DerivedFrom.objects.first()
        total, shown = (int(was.digest, 16), int(was.listed or "0", 16)) if was else (0, 0)
        incidents = change.incidents
        changed = [*change.gone, *(one.id for one in incidents)]
        shown -= listed_of(changed)
        again = _told_before_now(change.readings)
        fresh = [one for one in change.readings if one.report.id not in again]
        stale = _Stale(changed, change, [*again])
        total -= stale.weight() + _weight(ToldRow, report__in=[*again])
        stale.drop(change.gone)
        _tell_again([one for one in change.readings if one.report.id in again], again)
        told = [claim for reading in fresh for claim in reading.claims]
        places = stale.places(incidents, {claim.id: n for n, claim in enumerate(told)})
        _replace(IncidentRow, [incident_row(at, one) for at, one in zip(places, incidents, strict=True)], "id")
        _write(incidents, told, change.assertions)
        stale.bind(incidents)
        total += stale.weight([claim.id for claim in told]) + _stand_beside(fresh, also)
        total += _weight(ToldRow, report__in=[*again])
        made = _shown(total)
        DerivedFrom.objects.all().delete()
        _made_from(head, made, shown + listed_of(changed))
        point("rows moved")
    return made


def keeps_claims(readings: Sequence[Reading]) -> bool:
    """Tell whether these readings have as many claims as the rows that stand for them."""
    counts = Counter(ClaimRow.objects.filter(report__in=[*_told_before_now(readings)]).values_list("report", flat=True))
    return all(counts[one.report.id] == len(one.claims) for one in readings)


def voices() -> dict[str, str]:
    """Return the names of voices as they stand in the rows."""
    return dict(VoiceRow.objects.values_list("key", "name"))


def _told_before_now(readings: Sequence[Reading]) -> dict[str, ToldRow]:
    """Return the rows of those of these readings that have one already, by report."""
    wanted = [one.report.id for one in readings]
    batches = (wanted[start : start + 500] for start in range(0, len(wanted), 500))
    return {row.report: row for some in batches for row in ToldRow.objects.filter(report__in=some)}


def _tell_again(readings: Sequence[Reading], before: Mapping[str, ToldRow]) -> None:
    """Write readings, and their claims, in place of those that stand; the claims belong to no incident yet."""
    if not readings:
        return
    claims = []
    for one in readings:
        ids = ClaimRow.objects.filter(report=one.report.id).order_by("id").values_list("id", flat=True)
        for id_, claim in zip(ids, one.claims, strict=True):
            row = claim_row(claim, None)
            row.id = id_
            claims.append(row)
    rows = [told_again(one, before[one.report.id]) for one in readings]
    _replace(ClaimRow, claims, "id")
    _replace(ToldRow, rows, "report")


def _replace(model: type[Model], rows: Sequence[Any], key: str) -> None:
    """Write rows in place of those of the same key."""
    model._default_manager.bulk_create(  # noqa: SLF001 - Django's name for it
        rows,
        batch_size=_TOGETHER,
        update_conflicts=True,
        unique_fields=[key],
        update_fields=[field.name for field in model._meta.fields if field.name != key],  # noqa: SLF001
    )


def _stand_beside(readings: Sequence[Reading], also: Beside) -> int:
    """Write new readings, new names of voices, and how decisions stand now; return what that adds to the digest."""
    ToldRow.objects.bulk_create(told_rows(readings, ToldRow.objects.count()), batch_size=_TOGETHER)
    known = set(VoiceRow.objects.filter(key__in=[*also.names]).values_list("key", flat=True))
    names = {key: name for key, name in also.names.items() if key not in known}
    VoiceRow.objects.bulk_create(voice_rows(names), batch_size=_TOGETHER)
    added = _weight(ToldRow, report__in=[one.report.id for one in readings]) + _weight(VoiceRow, key__in=[*names])
    stand = standing_rows(also.decisions)
    if [row.seal for row in stand] == [*StandingRow.objects.order_by("position").values_list("seal", flat=True)]:
        return added
    before = _weight(StandingRow)
    StandingRow.objects.all().delete()
    StandingRow.objects.bulk_create(stand, batch_size=_TOGETHER)
    return added + _weight(StandingRow) - before


class _Stale:
    """The rows that a change bears on, as they stand in the database at the time of asking."""

    def __init__(self, incidents: Sequence[str], change: Moved, again: Sequence[str]) -> None:
        self._incidents = incidents
        self._assertions = [(found.claim, found.inner) for found in change.assertions]
        self._assertions += [(claim, inner) for claim in change.untold for inner in (True, False)]
        claims = [claim for one in change.incidents for claim in one.claims]
        rows = ClaimRow.objects
        self._claims = {
            *rows.filter(incident_id__in=incidents).values_list("id", flat=True),
            *rows.filter(anchor__in=claims).values_list("id", flat=True),
            *rows.filter(report__in=again).values_list("id", flat=True),
        }

    def weight(self, anchors: Sequence[str] = ()) -> int:
        """Return what these rows add to the digest, with those of the claims named."""
        return (
            _weight(IncidentRow, id__in=self._incidents)
            + _weight(TollRow, incident_id__in=self._incidents)
            + _weight(ClaimRow, id__in=self._claims)
            + _weight(ClaimRow, anchor__in=anchors)
            + _weight(AssertionRow, id__in=self._checked())
        )

    def places(self, incidents: Sequence[Incident], fresh: Mapping[str, int]) -> list[int]:
        """Return where each incident stands: as many claims were told before its founding one."""
        before = ClaimRow.objects.count() if any(one.claims[0] in fresh for one in incidents) else 0
        founding = (one.claims[0] for one in incidents)
        return [before + fresh[claim] if claim in fresh else _told_before(claim) for claim in founding]

    def drop(self, gone: Sequence[str]) -> None:
        """Delete the tolls and checks, and the incidents that are gone; claims stay, and belong to no incident."""
        ClaimRow.objects.filter(id__in=self._claims).update(incident=None)
        TollRow.objects.filter(incident_id__in=self._incidents).delete()
        if gone:
            IncidentRow.objects.filter(id__in=gone).delete()
        if self._assertions:
            AssertionRow.objects.filter(id__in=self._checked()).delete()

    def bind(self, incidents: Sequence[Incident]) -> None:
        """Put the claims that stayed under their incidents."""
        for one in incidents:
            ClaimRow.objects.filter(anchor__in=one.claims, id__in=self._claims).update(incident=one.id)

    def _checked(self) -> list[int]:
        """Return the rows of these assertions; a claim can be checked over incidents and over its own parts."""
        wanted = set(self._assertions)
        if not wanted:
            return []
        rows = AssertionRow.objects.filter(claim__in=[claim for claim, _ in wanted]).values_list(
            "id", "claim", "reading"
        )
        return [id_ for id_, claim, reading in rows if (claim, reading == BREAKDOWN) in wanted]


def _told_before(anchor: str) -> int:
    row = ClaimRow.objects.filter(anchor=anchor).values_list("id", flat=True).first()
    return ClaimRow.objects.filter(id__lt=row).count() if row else 0


def _write(incidents: Sequence[Incident], told: Sequence[Claim], assertions: Sequence[Assertion]) -> None:
    """Write the tolls of incidents, claims under their incidents, and assertions."""
    tolls, claims, checks = _rows(incidents, told, assertions)
    TollRow.objects.bulk_create(tolls, batch_size=_TOGETHER)
    ClaimRow.objects.bulk_create(claims, batch_size=_TOGETHER)
    AssertionRow.objects.bulk_create(checks, batch_size=_TOGETHER)


def _rows(
    incidents: Sequence[Incident], told: Sequence[Claim], assertions: Sequence[Assertion]
) -> tuple[list[TollRow], list[ClaimRow], list[AssertionRow]]:
    """Make the rows of tolls, of claims under their incidents, and of assertions."""
    under = {claim: one.id for one in incidents for claim in one.claims}
    return (
        [toll_row(one.id, toll) for one in incidents for toll in one.tolls],
        [claim_row(claim, under.get(claim.id)) for claim in told],
        [assertion_row(found) for found in assertions],
    )


def _made_from(head: Head, made: str, lists: int) -> None:
    DerivedFrom.objects.create(
        seq=head.seq,
        hash=head.hash,
        digest=made,
        listed=_shown(lists),
        beside=_shown(beside()),
        version=version(),
        reports=ToldRow.objects.count(),
    )


def _all_listed() -> int:
    return listed(IncidentRow.objects.values_list("id", "position", "listed", "seal").iterator())


def clear() -> None:
    """Drop all derived rows."""
    with writing():
        for model in (AssertionRow, ClaimRow, TollRow, IncidentRow, ToldRow, VoiceRow, StandingRow, DerivedFrom):
            model.objects.all().delete()


def digest() -> str:
    """Return a digest, in hexadecimal, of all derived rows as they stand in the database.

    It is the sum of the SHA-256 of each row: whatever their order, the same rows have the same digest, and a change of
    a few rows changes it by those alone.
    """
    with sentences():
        return _shown(sum(_weight(model) for model in _LEFT_OUT))


def _weight(model: type[Model], **chosen: Collection[object]) -> int:
    total = 0
    if not all(chosen.values()):
        return total
    rows = model._default_manager.filter(**chosen)  # noqa: SLF001 - Django's name for it
    return total + sum(_hashed(model, row) for row in rows.values().iterator())


def _hashed(model: type[Model], row: Mapping[str, object]) -> int:
    """Return what one row adds to the digest."""
    kept = {name: seal(value) if name in _LONG else _plain(value) for name, value in row.items()}
    for name in _LEFT_OUT[model]:
        del kept[name]
    return int.from_bytes(hashlib.sha256(model.__name__.encode() + b"\n" + canonical(kept)).digest())


def _shown(total: int) -> str:
    return f"{total % (1 << 256):064x}"


def derived_from() -> tuple[Head, str] | None:
    """Return the head of the journal that the derived rows were made from, and their digest; None without rows."""
    with sentences():
        row = DerivedFrom.objects.first()
    return (Head(row.seq, row.hash, None), row.digest) if row else None


def is_current() -> bool:
    """Tell whether the derived rows were made from the present head of the journal."""
    made, head = derived_from(), Journal().head()
    return made is not None and (made[0].seq, made[0].hash) == (head.seq, head.hash)


def _plain(value: object) -> object:
    """Return a value of a row as JSON has it."""
    return value.isoformat() if isinstance(value, date) else value
