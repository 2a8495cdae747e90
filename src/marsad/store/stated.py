"""Releases in the journal: what was stated on a day, kept as it went out and never worked out again.

A release is two entries, recorded together: `release` says what it was made of and for whom, `stated` holds the ledger
that it told. An incident that is the same as in the release before is not written again: it is named with the entry
that holds it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.model.ledger_record import names_any, without
from marsad.store.errors import sentences
from marsad.store.journal import Head, Journal
from marsad.store.models import Entry
from marsad.store.stand_ins import StandIns
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

RELEASE, STATED = "release", "stated"
"""The kinds of the entries of a release."""
_IN = "in"
"""Under this name an incident that is not written again has the entry that holds it."""
Record = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Release:
    """A release as the journal keeps it.

    `head` is the entry that it was made of, `manifest` the SHA-256 of its manifest, `options` what was asked for,
    `folder` the name of the folder it went into, `holder` the entry that has the ledger it told.
    """

    seq: int
    at: datetime
    head: int
    manifest: str
    options: Record
    folder: str
    holder: int

    @property
    def public(self) -> bool:
        """Tell whether it was for everybody."""
        return bool(self.options["public"])


def said_head() -> Head:
    """Return where the journal ends, releases left aside: they say nothing new, so the same again is released."""
    with sentences():
        last = Entry.objects.exclude(kind__in=(RELEASE, STATED)).order_by("-seq").values_list("seq", flat=True).first()
    return Journal().head_at(last or 0)


def state(head: Head, manifest: str, options: Record, folder: str, ledger: Record) -> int:
    """Keep a release; return its entry. One that is kept already, by its manifest, is not kept again."""
    with writing():
        known = releases()
        same = next((one.seq for one in known if one.manifest == manifest), None)
        if same is not None:
            return same
        holder = Journal().head().seq + 1
        told = {"head": {"seq": head.seq, "hash": head.hash}, "manifest": manifest, "options": options}
        lean = _lean(ledger, known[-1].holder) if known else ledger
        entries = [(STATED, lean), (RELEASE, {**told, "folder": folder, "ledger": holder})]
        return Journal().append_many(entries)[-1].seq


def releases(until: datetime | None = None) -> list[Release]:
    """Return the releases that are kept, the oldest first, up to a time."""
    return [
        Release(
            entry.seq, entry.at, told["head"]["seq"], told["manifest"], told["options"], told["folder"], told["ledger"]
        )
        for entry in Journal().entries(RELEASE, until)
        if (told := entry.payload)
    ]


def ledger_of(holder: int) -> Record:
    """Return the record of the ledger that a release told, as far as it is not expunged."""
    said = Journal().payload(holder)
    return _whole(said, {}) if said else {"incidents": [], "assertions": [], "periods": [], "problems": [], **_NOTHING}


_NOTHING: Record = {"decisions": [], "voices": {}}


def _lean(ledger: Record, before: int) -> Record:
    """Leave out the incidents that the release before has the same; it may itself name the entries that hold them."""
    said = Journal().payload(before) or {"incidents": []}
    written = {one["id"]: one.get(_IN, before) for one in said["incidents"]}
    whole = {one["id"]: one for one in _whole({**_NOTHING, **said}, {})["incidents"]}
    same = {one["id"] for one in ledger["incidents"] if whole.get(one["id"]) == one}
    listed = [{"id": id_, _IN: written[id_]} if (id_ := one["id"]) in same else one for one in ledger["incidents"]]
    return {**ledger, "incidents": listed}


def _whole(said: Record, seen: dict[int, dict[str, Record]]) -> Record:
    """Put the incidents that other entries hold in their place; what was expunged there is gone here too."""
    found = []
    for one in said["incidents"]:
        holder = one.get(_IN)
        if holder is None:
            found.append(one)
            continue
        if holder not in seen:
            seen[holder] = {kept["id"]: kept for kept in (Journal().payload(holder) or {}).get("incidents", ())}
        kept = seen[holder].get(one["id"])
        found += [kept] if kept and _IN not in kept else []
    return {**said, "incidents": found}


def left_of(reports: Collection[str]) -> dict[int, Record]:
    """Return what is left of the releases that rest on these reports, by the entry that holds the payload now."""
    standing, found, seen = StandIns(), dict[int, Record](), dict[int, dict[str, Record]]()
    for entry in Journal().entries(STATED) if reports else ():
        said = entry.payload
        if said:
            gone = {one["id"] for one in _whole(said, seen)["incidents"] if names_any(one, reports)}
            left = without(said, {*reports, *gone})
            if left != said:
                found[standing.holder(entry.seq)] = left
    return found
