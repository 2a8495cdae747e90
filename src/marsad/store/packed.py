"""Entries of the journal as lines of a file, for backups and bundles: written, read back, and checked link by link."""

from __future__ import annotations

import gzip
import json
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.store.canonical import commitment, row_bytes, row_hash
from marsad.store.errors import StoreError
from marsad.store.models import Entry
from marsad.store.stand_ins import INSTEAD
from marsad.store.verify import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

_TOGETHER = 500


class PackedError(StoreError):
    """A file of entries is damaged, of a newer marsad, or something else; the sentence says which."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One entry of such a file: its row, and salt and body where it was not expunged or left out."""

    seq: int
    kind: str
    at: str
    c: str
    prev: str
    hash: str
    salt: bytes | None
    body: str | None

    @property
    def row(self) -> list[object]:
        """The row alone, as lists of rows keep it."""
        return [self.seq, self.kind, self.at, self.c, self.prev, self.hash]


def entry_lines(since: int = 0, carries: Callable[[Entry], bool] | None = None) -> Iterator[list[object]]:
    """Yield the entries after a sequence; the payloads of those only that the file carries, all without it."""
    rows = Entry.objects.filter(seq__gt=since).order_by("seq").select_related("payload")
    for entry in rows.iterator(chunk_size=_TOGETHER):
        kept = getattr(entry, "payload", None) if carries is None or carries(entry) else None
        told = (bytes(kept.salt).hex(), kept.body) if kept else (None, None)
        yield [entry.seq, entry.kind, entry.at, entry.c, entry.prev, entry.hash, *told]


def opened(packed: bytes, what: str) -> list[bytes]:
    """Return the lines of a packed file, `what` it should be in the sentence of a PackedError."""
    try:
        return gzip.decompress(packed).split(b"\n")
    except (OSError, EOFError, ValueError, zlib.error) as error:
        raise PackedError(f"This is no {what}, or it is damaged: {error}.") from error


def written(line: object) -> bytes:
    """Write one line."""
    return json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"


def read_object(line: bytes) -> dict[str, Any]:
    """Read a line that holds an object; what holds none is an empty one."""
    try:
        found = json.loads(line)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def read_entry(line: bytes, number: int, file: str) -> Kept:
    """Read a line that holds an entry; `file` names the kind of file in the sentence of a PackedError."""
    try:
        seq, *words, salt, body = json.loads(line)
        kind, at, c, prev, link = words
        if not isinstance(seq, int) or not all(isinstance(word, str) for word in (*words, salt or "", body or "")):
            raise ValueError("a field is of another kind")  # noqa: TRY301 - told as the others, below
        return Kept(seq, kind, at, c, prev, link, bytes.fromhex(salt) if salt else None, body)
    except (ValueError, TypeError) as error:
        raise PackedError(f"The {file} is damaged in entry {number}: {error}. Use another copy.") from error


def listed(tombstone: dict[str, Any]) -> set[int]:
    """Return the sequences that a tombstone says were expunged."""
    seqs = tombstone.get("seqs")
    return {seq for seq in seqs if isinstance(seq, int)} if isinstance(seqs, list) else set()


def instead(tombstone: dict[str, Any]) -> dict[int, int]:
    """Return which entries hold what is left of others, those that went first; raises ValueError or TypeError."""
    return {int(was): int(now) for was, now in tombstone.get(INSTEAD, ())}


def follow(kept: Sequence[Kept], before: tuple[int, str], file: str) -> tuple[set[int], set[int]]:
    """Check that entries follow each other and hold what was recorded, from a sequence and hash on.

    Returns the sequences without payload, and those that tombstones among them say were expunged.
    """
    seq, prev = before
    bare, expunged = set[int](), set[int]()
    for number, one in enumerate(kept, seq + 1):
        row = row_bytes(one.seq, one.kind.encode(), one.at.encode(), one.c.encode(), one.prev.encode())
        if one.seq != number or one.prev != prev or row_hash(row) != one.hash:
            raise PackedError(f"The chain of the {file} breaks at entry {number}. Use another copy.")
        if one.body is None or one.salt is None:
            bare.add(number)
        elif commitment(one.salt, one.body.encode()) != one.c:
            raise PackedError(f"Entry {number} of the {file} does not hold what was recorded. Use another copy.")
        elif one.kind == TOMBSTONE:
            expunged |= listed(read_object(one.body.encode()))
        prev = one.hash
    return bare, expunged
