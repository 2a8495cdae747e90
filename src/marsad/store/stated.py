"""Releases in the journal: what was stated on a day, kept as it went out and never worked out again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.model.ledger_record import without
from marsad.store.errors import sentences
from marsad.store.journal import Head, Journal
from marsad.store.models import Entry
from marsad.store.stand_ins import StandIns

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import datetime

RELEASE = "release"
"""The kind of an entry that keeps a release."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A release as the journal keeps it.

    `head` is the entry that it was made of, `manifest` the SHA-256 of its manifest, `options` what was asked for,
    `folder` the name of the folder it went into, `ledger` the record of what it said.
    """

    seq: int
    at: datetime
    head: int
    manifest: str
    options: dict[str, Any]
    folder: str
    ledger: dict[str, Any]

    @property
    def public(self) -> bool:
        """Tell whether it was for everybody."""
        return bool(self.options["public"])


def said_head() -> Head:
    """Return where the journal ends, releases left aside: they say nothing new, so the same again is released."""
    with sentences():
        last = Entry.objects.exclude(kind=RELEASE).order_by("-seq").values_list("seq", flat=True).first()
    return Journal().head_at(last or 0)


def state(head: Head, manifest: str, options: dict[str, Any], folder: str, ledger: dict[str, Any]) -> int:
    """Keep a release; return its entry. One that is kept already, by its manifest, is not kept again."""
    known = next((one.seq for one in stated() if one.manifest == manifest), None)
    if known is not None:
        return known
    told = {"head": {"seq": head.seq, "hash": head.hash}, "manifest": manifest, "options": options}
    return Journal().append(RELEASE, {**told, "folder": folder, "ledger": ledger}).seq


def stated(until: datetime | None = None) -> list[Stated]:
    """Return the releases that are kept, the oldest first, up to a time."""
    return [
        Stated(
            entry.seq, entry.at, told["head"]["seq"], told["manifest"], told["options"], told["folder"], told["ledger"]
        )
        for entry in Journal().entries(RELEASE, until)
        if (told := entry.payload)
    ]


def left_of(reports: Collection[str]) -> dict[int, dict[str, Any]]:
    """Return what is left of the releases that rest on these reports, by the entry that holds the payload now."""
    standing, found = StandIns(), dict[int, dict[str, Any]]()
    for entry in Journal().entries(RELEASE) if reports else ():
        told = entry.payload
        if told and (left := without(told["ledger"], reports)) != told["ledger"]:
            found[standing.holder(entry.seq)] = {**told, "ledger": left}
    return found
