"""A backup: the whole journal in one file that any marsad can put back, on either database.

The file is gzip of lines of JSON: a head, one line for each entry with its payload and salt (null where they were
expunged), an end with the SHA-256 of all lines before. Nothing is put back before the file has been checked whole,
every line, link and payload, and only into an empty ledger; what the folder remembers as expunged is expunged again.
"""

from __future__ import annotations

import gzip
import hashlib

from marsad.store.canonical import ROOT
from marsad.store.errors import DamagedError, RefusedError
from marsad.store.failing import point
from marsad.store.journal import Head, Journal
from marsad.store.models import Entry, Payload
from marsad.store.packed import Kept, PackedError, entry_lines, follow, opened, read_entry, read_object, written
from marsad.store.reports import reindex
from marsad.store.transaction import writing
from marsad.store.verify import verify

FORMAT = 1
_KIND = "marsad backup"
_TOGETHER = 500


def pack() -> tuple[bytes, Head]:
    """Return the bytes of a backup of the whole journal, and the head that it ends with."""
    lines, summed = [], hashlib.sha256()
    with writing():
        if problems := verify():
            raise DamagedError(f"Nothing was written: {problems[0]}")
        head = Journal().head()
        first = {"file": _KIND, "format": FORMAT, "entries": head.seq, "head": head.hash}
        for line in (first, *entry_lines()):
            lines.append(written(line))
            summed.update(lines[-1])
    lines.append(written({"end": summed.hexdigest()}))
    return gzip.compress(b"".join(lines), mtime=0), head


def unpack(packed: bytes) -> list[Kept]:
    """Read a backup and check it whole; raises PackedError with a sentence that says what is wrong, and where."""
    lines = opened(packed, "backup of a marsad ledger")
    first, *middle, last, after = lines if len(lines) > 2 else (b"", b"", b"")
    head = read_object(first)
    if head.get("file") != _KIND:
        raise PackedError("This is no backup of a marsad ledger.")
    if head.get("format") != FORMAT:
        raise PackedError(f"A newer marsad made this backup (format {head.get('format')}); update marsad.")
    summed = hashlib.sha256(b"".join(line + b"\n" for line in (first, *middle))).hexdigest()
    if after or read_object(last).get("end") != summed:
        raise PackedError("The backup is damaged: it is cut off, or was changed. Use another copy.")
    kept = [read_entry(line, number, "backup") for number, line in enumerate(middle, 1)]
    bare, expunged = follow(kept, (0, ROOT), "backup")
    if (kept[-1].hash if kept else ROOT) != head.get("head") or bare != expunged:
        raise PackedError("The backup does not hold all that its head tells of. Use another copy.")
    return kept


def put_back(kept: list[Kept]) -> Head:
    """Put the entries of a backup into the empty ledger, all or none; raises RefusedError where it is not empty."""
    with writing():
        if (held := Journal().head().seq) > 0:
            raise RefusedError(
                f"The ledger here holds {held} entries already; name an empty folder with --home. Nothing was changed."
            )
        rows = [Entry(seq=k.seq, kind=k.kind, at=k.at, c=k.c, prev=k.prev, hash=k.hash) for k in kept]
        Entry.objects.bulk_create(rows, batch_size=_TOGETHER)
        held_back = [(k.seq, k.salt, k.body) for k in kept if k.body is not None and k.salt is not None]
        payloads = [Payload(entry_id=seq, salt=salt, body=body) for seq, salt, body in held_back]
        Payload.objects.bulk_create(payloads, batch_size=_TOGETHER)
        point("entries restored")
        reindex()
    return Journal().head()
