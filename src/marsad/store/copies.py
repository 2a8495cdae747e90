"""Which copy of a report counts, which reading of it, and in which order all were told, where bundles brought some.

Every entry has a place in the telling of all recorders: when it was recorded, in which journal, where there. It is the
same in every ledger that holds the entry, so two ledgers that took each other's bundles in come out the same.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, NamedTuple

from marsad.model.decision import Decision, DecisionKind
from marsad.store.models import Entry, ForeignRow, ReadingRow, ReportRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

FOREIGN = "foreign-"
"""What the kind of an entry begins with that a bundle brought: `foreign-report` is another recorder's report."""
LEFT = FOREIGN + "masked-"
"""The same where a name had been masked in it before the bundle came: `foreign-masked-report`."""
_UNDONE, _ORIGINAL = "decision", "original"
"""What an undo names: the number here of a decision; of one that a bundle brought, also the hash of its own entry."""


class Told(NamedTuple):
    """The place of an entry in the telling of all recorders."""

    at: str
    chain: str
    number: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A report as it counts: the entries here of its text and of its reading, and the day (UTC) it was recorded."""

    id: str
    report: int
    reading: int
    recorded: date


def any_foreign(until: int | None = None) -> bool:
    """Tell whether a bundle brought anything, up to a sequence."""
    rows = ForeignRow.objects.all()
    return (rows if until is None else rows.filter(seq__lte=until)).exists()


def counted(until: int | None = None) -> list[Counted]:
    """Return every report in the order of the telling, with the copy and the reading of it that count.

    Of each recorder's readings of a report the latest stands for them; of those the one by the newest reader counts, of
    several the one told last. It goes with its own recorder's copy of the report, else with the copy told first.
    """
    limit = {} if until is None else {"seq__lte": until}
    copies: dict[str, list[int]] = {}
    for id_, seq in ReportRow.objects.filter(**limit).values_list("id", "seq"):
        copies.setdefault(id_, []).append(seq)
    again = ForeignRow.objects.filter(kind=f"{FOREIGN}report", **limit).exclude(report="").values_list("report", "seq")
    for id_, seq in again:
        if id_ in copies and seq not in copies[id_]:
            copies[id_].append(seq)
    latest: dict[str, dict[str, tuple[int, str]]] = {}
    rows = list(ReadingRow.objects.filter(**limit).order_by("seq").values_list("seq", "report_id", "reader"))
    seqs = [seq for seq, _, _ in rows] + [seq for copy in copies.values() for seq in copy]
    places = told(seqs, until)
    for seq, id_, reader in rows:
        mine = latest.setdefault(id_, {})
        chain = places[seq].chain
        if chain not in mine or places[mine[chain][0]].number < places[seq].number:
            mine[chain] = (seq, reader)
    found = [_counted(id_, copies[id_], latest[id_].values(), places) for id_ in copies if id_ in latest]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def _counted(
    id_: str, copies: list[int], read: Iterable[tuple[int, str]], places: Mapping[int, Told]
) -> tuple[Told, Counted]:
    reading, _ = max(read, key=lambda one: (_version(one[1]), places[one[0]]))
    first = min(copies, key=places.__getitem__)
    own = [seq for seq in copies if places[seq].chain == places[reading].chain]
    recorded = date.fromisoformat(places[first].at[:10])
    return places[first], Counted(id_, min(own, key=places.__getitem__, default=first), reading, recorded)


def _version(reader: str) -> int:
    """Return the number of a reader (`reader 3`); one without is the oldest."""
    number = reader.rpartition(" ")[2]
    return int(number) if number.isdecimal() else 0


def told(seqs: Iterable[int], until: int | None = None) -> dict[int, Told]:
    """Return the places of these entries of this journal in the telling, those of bundles at their own places."""
    rows = ForeignRow.objects.all() if until is None else ForeignRow.objects.filter(seq__lte=until)
    foreign = {seq: Told(at, chain, n) for seq, at, chain, n in rows.values_list("seq", "at", "chain", "number")}
    wanted = [seq for seq in seqs if seq not in foreign]
    chain = Entry.objects.filter(seq=1).values_list("hash", flat=True).first() or ""
    own: dict[int, Told] = {}
    for start in range(0, len(wanted), 500):
        ats = Entry.objects.filter(seq__in=wanted[start : start + 500]).values_list("seq", "at")
        own.update((seq, Told(at, chain, seq)) for seq, at in ats)
    return foreign | own


def plain_kind(kind: str) -> str:
    """Return what kind of entry it is, whoever recorded it."""
    return kind.removeprefix(LEFT).removeprefix(FOREIGN)


def brought(kind: str) -> tuple[str, str]:
    """Return the kinds under which entries of a kind stand that bundles brought."""
    return FOREIGN + kind, LEFT + kind


def content(payload: dict[str, Any]) -> dict[str, Any]:
    """Return what an entry says; of one that a bundle brought, what the other recorder's entry says."""
    found: dict[str, Any] = payload.get("content", payload)
    return found


def portable(decision: Decision) -> Decision:
    """Name what an undo takes back so that every ledger knows it: of a foreign decision also by its own hash."""
    if decision.kind is not DecisionKind.UNDO:
        return decision
    rows = ForeignRow.objects.filter(seq__in=[int(number) for number in decision.values(_UNDONE)])
    named = tuple((_ORIGINAL, link) for link in rows.values_list("hash", flat=True))
    return replace(decision, value=(*decision.value, *named))


def here(decision: Decision, place: Told) -> Decision:
    """Return another recorder's decision with the number here of what it undoes; of what is not here it undoes none."""
    if decision.kind is not DecisionKind.UNDO:
        return decision
    links, numbers = decision.values(_ORIGINAL), [int(n) for n in decision.values(_UNDONE) if n.isdecimal()]
    if links:
        found = [
            *Entry.objects.filter(hash__in=links).values_list("seq", flat=True),
            *ForeignRow.objects.filter(hash__in=links).values_list("seq", flat=True),
        ]
    else:
        rows = ForeignRow.objects.filter(chain=place.chain, number__in=numbers)
        found = list(rows.values_list("seq", flat=True))
    return replace(decision, value=tuple((_UNDONE, str(seq)) for seq in found))
