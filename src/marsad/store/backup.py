"""A backup: the whole journal in one file that any marsad can put back, on either database.

The file is gzip of lines of JSON: a head, one line for each entry with its payload and salt (null where they were
expunged), an end with the SHA-256 of all lines before. Nothing is put back before the file has been checked whole,
every line, link and payload, and only into an empty ledger; what the folder remembers as expunged is expunged again.
"""

from __future__ import annotations

import gzip
import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.store.canonical import ROOT, commitment, row_bytes, row_hash
from marsad.store.errors import DamagedError, RefusedError, StoreError
from marsad.store.failing import point
from marsad.store.journal import Head, Journal
from marsad.store.models import Entry, Payload
from marsad.store.reports import reindex
from marsad.store.transaction import writing
from marsad.store.verify import TOMBSTONE, verify

if TYPE_CHECKING:
    from collections.abc import Iterator

FORMAT = 1
_KIND = "marsad backup"
_TOGETHER = 500


class NoBackupError(StoreError):
    """A file is no backup, a damaged one, or of a newer marsad; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One entry of a backup: its row, and salt and body where it was not expunged."""

    seq: int
    kind: str
    at: str
    c: str
    prev: str
    hash: str
    salt: bytes | None
    body: str | None


def pack() -> tuple[bytes, Head]:
    """Return the bytes of a backup of the whole journal, and the head that it ends with."""
    lines, summed = [], hashlib.sha256()
    with writing():
        if problems := verify():
            raise DamagedError(f"Nothing was written: {problems[0]}")
        head = Journal().head()
        first = {"file": _KIND, "format": FORMAT, "entries": head.seq, "head": head.hash}
        for line in (first, *_lines()):
            written = json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            summed.update(written)
            lines.append(written)
    lines.append(json.dumps({"end": summed.hexdigest()}).encode() + b"\n")
    return gzip.compress(b"".join(lines), mtime=0), head


def _lines() -> Iterator[list[object]]:
    for entry in Entry.objects.order_by("seq").select_related("payload").iterator(chunk_size=_TOGETHER):
        kept = getattr(entry, "payload", None)
        told = (bytes(kept.salt).hex(), kept.body) if kept else (None, None)
        yield [entry.seq, entry.kind, entry.at, entry.c, entry.prev, entry.hash, *told]


def unpack(packed: bytes) -> list[Kept]:
    """Read a backup and check it whole; raises NoBackupError with a sentence that says what is wrong, and where."""
    try:
        lines = gzip.decompress(packed).split(b"\n")
    except (OSError, EOFError, ValueError) as error:
        raise NoBackupError(f"This is no backup of a marsad ledger, or it is damaged: {error}.") from error
    first, *middle, last, after = lines if len(lines) > 2 else (b"", b"", b"")
    head = _object(first)
    if head.get("file") != _KIND:
        raise NoBackupError("This is no backup of a marsad ledger.")
    if head.get("format") != FORMAT:
        raise NoBackupError(f"A newer marsad made this backup (format {head.get('format')}); update marsad.")
    summed = hashlib.sha256(b"".join(line + b"\n" for line in (first, *middle))).hexdigest()
    if after or _object(last).get("end") != summed:
        raise NoBackupError("The backup is damaged: it is cut off, or was changed. Use another copy.")
    kept = [_kept(line, number) for number, line in enumerate(middle, 1)]
    _check(kept, str(head.get("head")))
    return kept


def _object(line: bytes) -> dict[str, Any]:
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _kept(line: bytes, number: int) -> Kept:
    try:
        seq, *words, salt, body = json.loads(line)
        kind, at, c, prev, link = words
        if not isinstance(seq, int) or not all(isinstance(word, str) for word in (*words, salt or "", body or "")):
            raise ValueError("a field is of another kind")  # noqa: TRY301 - told as the others, below
        return Kept(seq, kind, at, c, prev, link, bytes.fromhex(salt) if salt else None, body)
    except (ValueError, TypeError) as error:
        raise NoBackupError(f"The backup is damaged in entry {number}: {error}. Use another copy.") from error


def _check(kept: list[Kept], head: str) -> None:
    """Check the chain and every payload, and that what has none was expunged."""
    before, bare, expunged = ROOT, set[int](), set[int]()
    for number, one in enumerate(kept, 1):
        row = row_bytes(one.seq, one.kind.encode(), one.at.encode(), one.c.encode(), one.prev.encode())
        if one.seq != number or one.prev != before or row_hash(row) != one.hash:
            raise NoBackupError(f"The chain of the backup breaks at entry {number}. Use another copy.")
        if one.body is None or one.salt is None:
            bare.add(number)
        elif commitment(one.salt, one.body.encode()) != one.c:
            raise NoBackupError(f"Entry {number} of the backup does not hold what was recorded. Use another copy.")
        elif one.kind == TOMBSTONE:
            expunged |= {*json.loads(one.body).get("seqs", ())}
        before = one.hash
    if before != head or bare != expunged:
        raise NoBackupError("The backup does not hold all that its head tells of. Use another copy.")


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
