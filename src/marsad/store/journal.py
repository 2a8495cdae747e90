"""The journal: what was recorded, in order, each entry chained to the one before. It is the database.

A payload may be any JSON object; `kind` tells what it is: `report`, `reading`, `decision`, `capture`, `release`,
`stated`, `expunge`; a `masked` entry holds what is left of an earlier one in which a name was masked, and is read in
its place.
"""

from __future__ import annotations

import json
import re
import secrets
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from marsad.store.canonical import ROOT, canonical, commitment, row_bytes, row_hash, stamp, unstamp
from marsad.store.errors import RefusedError, sentences
from marsad.store.failing import point
from marsad.store.models import Entry, Payload
from marsad.store.payloads import check_payload, check_row, said
from marsad.store.stand_ins import StandIns
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from marsad.model.problem import Problem

_KIND = re.compile("[a-z][a-z-]{0,31}")
_SALT_BYTES = 32
NAMED_BY = 8
"""So many signs of a hash at least name an entry."""


@dataclass(frozen=True, slots=True)
class Head:
    """Where the journal ends: the last sequence (0 where it is empty), its hash, and when it was recorded."""

    seq: int
    hash: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class JournalEntry:
    """One entry as read: `payload` is None where it was expunged."""

    seq: int
    kind: str
    at: datetime
    hash: str
    payload: dict[str, Any] | None


class Journal:
    """The journal of the configured ledger.

    Its clock never runs backwards: an entry recorded at or before the head's time gets the next microsecond after it,
    so that what was recorded by some time stays the same for ever. Errors are StoreError and PayloadError.
    """

    def append(self, kind: str, payload: Mapping[str, object], at: datetime | None = None) -> JournalEntry:
        """Record one payload; `at` is now where it is not given."""
        return self.append_many([(kind, payload)], at)[0]

    def append_many(
        self, payloads: Iterable[tuple[str, Mapping[str, object]]], at: datetime | None = None
    ) -> list[JournalEntry]:
        """Record many (kind, payload) in one transaction: all of them, at one time, or none."""
        bodies = [(_kind(kind), canonical(payload)) for kind, payload in payloads]
        with writing():
            head = self.head()
            time = at or datetime.now(UTC)
            if head.at and time <= head.at:
                time = head.at + timedelta(microseconds=1)
            entries, kept = _chain(head, bodies, stamp(time))
            point("entries before")
            Entry.objects.bulk_create(entries, batch_size=100)
            point("entries written")
            Payload.objects.bulk_create(kept, batch_size=100)
            point("payloads written")
        return [_read(entry, payload.body) for entry, payload in zip(entries, kept, strict=True)]

    def head(self) -> Head:
        """Return where the journal ends."""
        with sentences():
            last = Entry.objects.order_by("-seq").first()
        return Head(last.seq, last.hash, unstamp(last.at)) if last else Head(0, ROOT, None)

    def head_at(self, until: datetime | int | None) -> Head:
        """Return where the journal ended at a time or a sequence; where it ends now without one."""
        if until is None:
            return self.head()
        with sentences():
            last = Entry.objects.filter(seq__lte=self.seq_at(until)).order_by("-seq").first()
        return Head(last.seq, last.hash, unstamp(last.at)) if last else Head(0, ROOT, None)

    def named(self, beginning: str) -> Head:
        """Return the entry whose hash begins so, eight signs of it at least; raises RefusedError."""
        plain = "".join(beginning.split()).lower()
        with sentences():
            found = list(Entry.objects.filter(hash__startswith=plain)[:2]) if len(plain) >= NAMED_BY else []
        if len(found) != 1:
            raise RefusedError(
                f"No entry of the journal has a hash that begins with “{beginning}”. Nothing was recorded."
            )
        return Head(found[0].seq, found[0].hash, unstamp(found[0].at))

    def holds(self, head: Head) -> bool:
        """Tell whether the journal went through this head: it is the same journal, and goes on from there."""
        with sentences():
            return Entry.objects.filter(seq=head.seq, hash=head.hash).exists()

    def passed(self, seq: int, hash_: str) -> Head | None:
        """Return the head that the journal had at a sequence, None where it never had this one."""
        with sentences():
            entry = Entry.objects.filter(seq=seq, hash=hash_).first()
        return Head(entry.seq, entry.hash, unstamp(entry.at)) if entry else None

    def entries(self, kind: str | None = None, until: datetime | int | None = None) -> Iterator[JournalEntry]:
        """Yield the entries in order, of one kind if given, up to a time or a sequence, that one included."""
        rows = Entry.objects.order_by("seq").select_related("payload")
        if kind is not None:
            rows = rows.filter(kind=kind)
        if until is not None:
            rows = rows.filter(seq__lte=self.seq_at(until))
        with sentences():
            standing = StandIns()
            for entry in rows.iterator(chunk_size=500):
                yield _read(entry, _sound(entry, standing))

    def payload(self, seq: int) -> dict[str, Any] | None:
        """Return what an entry says, or what is left of it; None where it was expunged or no such entry stands."""
        with sentences():
            found = said([seq]).get(seq)
        return None if found is None else _parse(found.body)

    def seq_at(self, until: datetime | int) -> int:
        """Return the last sequence recorded by a time; 0 where nothing was."""
        if isinstance(until, int):
            return until
        with sentences():
            last: int | None = Entry.objects.filter(at__lte=stamp(until)).aggregate(last=Max("seq"))["last"]
        return last or 0

    def verify(self) -> list[Problem]:
        """Check every row, link, payload and guard; each damage is a problem that names its sequence."""
        from marsad.store.verify import verify

        return verify()


def _chain(head: Head, bodies: list[tuple[str, bytes]], at: str) -> tuple[list[Entry], list[Payload]]:
    """Make the rows that follow the head."""
    entries, payloads = [], []
    prev = head.hash
    for seq, (kind, body) in enumerate(bodies, head.seq + 1):
        salt = secrets.token_bytes(_SALT_BYTES)
        c = commitment(salt, body)
        link = row_hash(row_bytes(seq, kind.encode(), at.encode(), c.encode(), prev.encode()))
        entries.append(Entry(seq=seq, kind=kind, at=at, c=c, prev=prev, hash=link))
        payloads.append(Payload(entry_id=seq, salt=salt, body=body.decode()))
        prev = link
    return entries, payloads


def _sound(entry: Entry, standing: StandIns) -> str | None:
    """Return what an entry says, or what is left of it, held against its hash; None where it was expunged."""
    check_row(entry.seq, entry.kind, entry.at, entry.c, entry.prev, entry.hash)
    kept = getattr(entry, "payload", None)
    if kept is None:
        holder = standing.holder(entry.seq)
        left = said([holder]).get(holder) if holder != entry.seq else None
        return left.body if left else None
    check_payload(entry.seq, entry.c, bytes(kept.salt), kept.body)
    return str(kept.body)


def _kind(kind: str) -> str:
    if not _KIND.fullmatch(kind):
        raise ValueError(f"a kind of entry is a short word of small letters, not {kind!r}")
    return kind


def _read(entry: Entry, body: str | None) -> JournalEntry:
    return JournalEntry(entry.seq, entry.kind, unstamp(entry.at), entry.hash, None if body is None else _parse(body))


def _parse(body: str) -> dict[str, Any]:
    payload: dict[str, Any] = json.loads(body)
    return payload
