"""Searching: which rows hold all the words that are asked for; kept in step with the journal like all derived rows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F

from marsad.store import full_text
from marsad.store.errors import sentences
from marsad.store.failing import point
from marsad.store.journal import Journal
from marsad.store.models import ClaimRow, IncidentRow, SearchedFrom, SearchRow
from marsad.store.search_rows import (
    ACTOR,
    CLAIM,
    INCIDENT,
    KINDS,
    PLACE,
    REPORT,
    actor_row,
    claim_row,
    days_of,
    incident_row,
    place_row,
    report_rows,
)
from marsad.store.search_words import version
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import date

    from marsad.lang.search.words import Term
    from marsad.model.incident import Incident
    from marsad.model.reading import Reading
    from marsad.store.journal import Head
    from marsad.store.records import Moved

_COMPARED = ("kind", "report", "first", "last", "text", "words")


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is looked for: terms, all of which must stand in a row; of which kinds; on which days; how many of each."""

    terms: tuple[Term, ...]
    kinds: tuple[str, ...] = KINDS
    first: date | None = None
    last: date | None = None
    limit: int = 10


@dataclass(frozen=True, slots=True)
class Found:
    """One thing that was found. `text` is what is shown of it, but for a report, whose text the journal holds."""

    kind: str
    key: str
    report: str
    first: date | None
    last: date | None
    text: str


@dataclass(frozen=True, slots=True)
class Answer:
    """How many were found of each kind, and the newest of them."""

    counts: Mapping[str, int]
    found: tuple[Found, ...]


def find(wanted: Wanted) -> Answer:
    """Return what holds all of the terms, kind by kind, the newest first; what has no day stands behind.

    These rows are of the whole ledger, for those who may see all of it; `search_seen` is for all others.
    """
    with sentences():
        rows = SearchRow.objects.filter(part=0, kind__in=wanted.kinds)
        for term in wanted.terms:
            rows = rows.filter(key__in=SearchRow.objects.filter(id__in=full_text.rows_with(term)).values("key"))
        if wanted.first:
            rows = rows.filter(last__gte=wanted.first)
        if wanted.last:
            rows = rows.filter(first__lte=wanted.last)
        counts = dict(rows.order_by().values("kind").annotate(number=Count("id")).values_list("kind", "number"))
        newest = rows.order_by(F("last").desc(nulls_last=True), "-id")
        found = [
            Found(row.kind, row.key, row.report, row.first, row.last, row.text)
            for kind in wanted.kinds
            if kind in counts
            for row in newest.filter(kind=kind)[: wanted.limit]
        ]
    return Answer({kind: counts[kind] for kind in wanted.kinds if kind in counts}, tuple(found))


def renew(readings: Sequence[Reading], incidents: Sequence[Incident], head: Head) -> None:
    """Bring the rows in step with a ledger: what stands as it should stays, the rest is written again.

    Reports do not change, so those that have rows are not cut into words again.
    """
    with writing():
        if (made := _made()) is None or made.version != version():
            full_text.clear()
        told = {one.report.id: one for one in readings}
        held = SearchRow.objects.filter(kind=REPORT).values_list("key", "first", "last")
        stays = {id_ for id_, *days in held if id_ in told and tuple(days) == days_of(told[id_].published)}
        gone = SearchRow.objects.filter(kind=REPORT).values_list("id", "key")
        full_text.drop([id_ for id_, key in gone if key not in stays])
        full_text.put([row for id_, one in told.items() if id_ not in stays for row in report_rows(one)])
        _replace(CLAIM, (claim_row(claim) for one in readings for claim in one.claims))
        _replace(INCIDENT, map(incident_row, incidents))
        _name()
        _keep(head)


def go_on(change: Moved, head: Head) -> None:
    """Bring the rows to a later head of the journal, where only this moved (as `projections.update`)."""
    with writing():
        ids = [one.report.id for one in change.readings]
        stale = SearchRow.objects.filter(kind=INCIDENT, key__in=[*change.gone, *(one.id for one in change.incidents)])
        full_text.drop(stale.values_list("id", flat=True))
        full_text.drop(SearchRow.objects.filter(kind=CLAIM, report__in=ids).values_list("id", flat=True))
        held = {*SearchRow.objects.filter(kind=REPORT, key__in=ids).values_list("key", flat=True)}
        fresh = (one for one in change.readings if one.report.id not in held)
        told = [*(row for one in fresh for row in report_rows(one)), *map(incident_row, change.incidents)]
        full_text.put([*told, *(claim_row(claim) for one in change.readings for claim in one.claims)])
        _name_others()
        _keep(head)


def clear() -> None:
    """Drop all rows and every word of them; they are made again with the other derived rows."""
    with writing():
        full_text.clear()
        SearchedFrom.objects.all().delete()


def is_current() -> bool:
    """Tell whether the rows were made from the present head of the journal, by the words of this version."""
    with sentences():
        made = _made()
    head = Journal().head()
    return made is not None and (made.seq, made.hash, made.version) == (head.seq, head.hash, version())


def _made() -> SearchedFrom | None:
    return SearchedFrom.objects.first()


def _keep(head: Head) -> None:
    SearchedFrom.objects.all().delete()
    SearchedFrom.objects.create(seq=head.seq, hash=head.hash, version=version())
    point("search written")


def _replace(kind: str, rows: Iterable[SearchRow]) -> None:
    """Write the rows of a kind that are new or other than they stand, and drop those that are no more."""
    wanted = {row.key: row for row in rows}
    stale = []
    for id_, key, *told in SearchRow.objects.filter(kind=kind).values_list("id", "key", *_COMPARED):
        row = wanted.get(key)
        if row is not None and told == [getattr(row, name) for name in _COMPARED]:
            del wanted[key]
        else:
            stale.append(id_)
    full_text.drop(stale)
    full_text.put([*wanted.values()])


def _name() -> None:
    """Write the rows of the places and actors that the claims name now."""
    _replace(PLACE, map(place_row, sorted(_values("pcode"))))
    _replace(ACTOR, map(actor_row, sorted(_values("party", "by_party"))))


def _name_others() -> None:
    """Write the rows of the places and actors that are named now and were not before, and drop those no more named.

    A row depends on its key alone, as long as this version made it: those that stand are right.
    """
    for kind, make, columns in ((PLACE, place_row, ("pcode",)), (ACTOR, actor_row, ("party", "by_party"))):
        held = dict(SearchRow.objects.filter(kind=kind).values_list("key", "id"))
        named = {*_values(*columns)}
        full_text.drop([held[key] for key in sorted(held.keys() - named)])
        full_text.put([make(key) for key in sorted(named - held.keys())])


def _values(*columns: str) -> Iterator[str]:
    """Walk what stands in these columns of claims and, for places, of incidents."""
    found: set[str] = set()
    for name in columns:
        found.update(ClaimRow.objects.order_by().values_list(name, flat=True).distinct())
    if "pcode" in columns:
        found.update(IncidentRow.objects.order_by().values_list("pcode", flat=True).distinct())
    yield from found - {""}
