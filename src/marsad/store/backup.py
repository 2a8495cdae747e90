"""A backup: the whole journal in one file that any marsad can put back, on either database.

The file is gzip of lines of JSON: a head, one line for each entry with its payload and salt (null where they were
expunged), one for each capture with its file, an end with the SHA-256 of all lines before. Nothing is put back before
all entries have been checked, every line, link and payload, and only into an empty ledger; what the folder remembers
as expunged is expunged again.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from typing import TYPE_CHECKING, Any

from marsad.store import captured, captures
from marsad.store.canonical import ROOT
from marsad.store.captures import CaptureError
from marsad.store.errors import DamagedError, RefusedError
from marsad.store.failing import point
from marsad.store.journal import Head, Journal
from marsad.store.models import Entry, Payload
from marsad.store.packed import Kept, PackedError, entry_lines, follow, opened, read_entry, read_object, written
from marsad.store.reports import reindex
from marsad.store.transaction import writing
from marsad.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

FORMAT, WITH_CAPTURES = 1, 2
"""Of a backup of the journal alone, and of one that has captures too."""
_KIND = "marsad backup"
_TOGETHER = 500


def pack(*, with_captures: bool = True) -> tuple[bytes, Head]:
    """Return the bytes of a backup of the whole journal and its captures, and the head that it ends with.

    Raises DamagedError where something of that is not whole.
    """
    lines, summed = [], hashlib.sha256()
    with writing():
        if problems := verify():
            raise DamagedError(f"Nothing was written: {problems[0]}")
        head = Journal().head()
        shas = captured.hashes() if with_captures else []
        form = WITH_CAPTURES if shas else FORMAT
        first = {"file": _KIND, "format": form, "entries": head.seq, "head": head.hash}
        for line in (first, *entry_lines(), *map(_capture, shas)):
            lines.append(written(line))
            summed.update(lines[-1])
    lines.append(written({"end": summed.hexdigest()}))
    return gzip.compress(b"".join(lines), mtime=0), head


def _capture(sha256: str) -> list[object]:
    try:
        return [sha256, base64.b64encode(captures.packed(sha256)).decode()]
    except CaptureError as error:
        raise DamagedError(f"Nothing was written: {error} With --no-captures they are all left out.") from error


def unpack(packed: bytes) -> list[Kept]:
    """Read a backup and check it whole; raises PackedError with a sentence that says what is wrong, and where."""
    head, middle = _lines_of(packed)
    kept = [read_entry(line, number, "backup") for number, line in enumerate(middle[: head["entries"]], 1)]
    bare, expunged = follow(kept, (0, ROOT), "backup")
    if (kept[-1].hash if kept else ROOT) != head.get("head") or bare != expunged:
        raise PackedError("The backup does not hold all that its head tells of. Use another copy.")
    return kept


def unpack_captures(packed: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the captures of a backup that was checked: the hash of each, and its file."""
    head, middle = _lines_of(packed)
    for line in middle[head["entries"] :]:
        try:
            sha256, file = json.loads(line)
            yield str(sha256), base64.b64decode(file)
        except (ValueError, TypeError) as error:
            raise PackedError(f"The backup is damaged in a capture: {error}. Use another copy.") from error


def _lines_of(packed: bytes) -> tuple[dict[str, Any], list[bytes]]:
    """Return the head of a backup and the lines between it and the end, which tells that all are as written."""
    lines = opened(packed, "backup of a marsad ledger")
    first, *middle, last, after = lines if len(lines) > 2 else (b"", b"", b"")
    head = read_object(first)
    if head.get("file") != _KIND:
        raise PackedError("This is no backup of a marsad ledger.")
    if head.get("format") not in {FORMAT, WITH_CAPTURES}:
        raise PackedError(f"A newer marsad made this backup (format {head.get('format')}); update marsad.")
    summed = hashlib.sha256(b"".join(line + b"\n" for line in (first, *middle))).hexdigest()
    if after or read_object(last).get("end") != summed:
        raise PackedError("The backup is damaged: it is cut off, or was changed. Use another copy.")
    if not isinstance(head.get("entries"), int):
        raise PackedError("The backup is damaged: it does not say how many entries it has. Use another copy.")
    return head, middle


def put_back(kept: list[Kept], captures_kept: Iterable[tuple[str, bytes]] = ()) -> Head:
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
        for sha256, file in captures_kept:
            captures.put_back(sha256, file)
        point("entries restored")
        reindex()
    return Journal().head()
