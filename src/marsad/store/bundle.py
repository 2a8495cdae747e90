"""A bundle: one recorder's journal, or its end, signed, to be taken into another recorder's ledger.

The file is gzip of lines of JSON: a head with the signature, then one line for each entry. The signature is over the
hash of the last entry, and each entry's hash is bound to all before it and to its content, so it is over everything.
Every row travels; content only of the recorder's own reports, readings, decisions and tombstones, and, where that is
asked for, of their captures, whose files follow the entries. What they had from others comes in those others' bundles.
"""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from marsad.store import captures, keys
from marsad.store.canonical import ROOT, canonical
from marsad.store.captured import CAPTURE, hashes
from marsad.store.captures import CaptureError
from marsad.store.errors import RefusedError
from marsad.store.journal import NAMED_BY, Head, Journal
from marsad.store.models import Entry
from marsad.store.packed import (
    Kept,
    PackedError,
    entry_lines,
    follow,
    instead,
    opened,
    read_entry,
    read_object,
    written,
)
from marsad.store.reports import DECISION, READING, REPORT
from marsad.store.stand_ins import MASKED, StandIns
from marsad.store.transaction import writing
from marsad.store.verify import TOMBSTONE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

FORMAT, WITH_CAPTURES = 1, 2
"""Of a bundle of words alone, and of one in which files of captures follow; both are signed alike."""
_FILE = "marsad bundle"
CARRIED = frozenset({REPORT, READING, DECISION, TOMBSTONE})
"""The kinds of entries whose content travels; what is left of them where a name was masked travels too."""
_AGAIN = "Ask for the bundle again. Nothing was taken in."


@dataclass(frozen=True, slots=True)
class Signed:
    """What a recorder signs: the journal (by its first entry's hash) from one entry to its head.

    `since` and `before` are sequence and hash of the entry that the bundle follows (0 and zeros for a whole journal).
    """

    recorder: str
    key: str
    chain: str
    since: int
    before: str
    entries: int
    head: str

    def statement(self) -> bytes:
        """Return the bytes that are signed."""
        return canonical(self.record())

    def record(self) -> dict[str, Any]:
        """Write it down."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {"file": _FILE, "format": FORMAT, **values}


@dataclass(frozen=True, slots=True)
class Bundle:
    """A bundle that was read and checked: what was signed, the signature, the entries; files of captures by hash."""

    signed: Signed
    signature: str
    kept: tuple[Kept, ...]
    files: Mapping[str, bytes] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """The digits by which people know the recorder's key."""
        return keys.fingerprint(bytes.fromhex(self.signed.key))


def pack(home: Path, recorder: str, since: str = "", *, with_captures: bool = False) -> tuple[bytes, Head, int]:
    """Return the bytes of a signed bundle, the head that it ends with, and the sequence that it begins after.

    `since` names the entry that the other side has: its sequence, or the beginning of its hash. Raises RefusedError.
    """
    if not recorder.strip():
        raise RefusedError("A bundle says whose it is: --by NAME, or set MARSAD_WHO. Nothing was written.")
    key = keys.public(home).hex()
    with writing():
        head = Journal().head()
        if head.seq == 0:
            raise RefusedError("The ledger is empty; there is nothing to send. Nothing was written.")
        begin, before = _entry(since) if since else (0, ROOT)
        if begin == head.seq:
            raise RefusedError(f"Nothing was recorded after entry {begin}. Nothing was written.")
        told = Signed(recorder.strip(), key, Entry.objects.get(seq=1).hash, begin, before, head.seq, head.hash)
        files = [*map(_file, _captured_after(begin))] if with_captures else []
        first = {**told.record(), "signature": keys.sign(home, told.statement()).hex()}
        first |= {"format": WITH_CAPTURES, "captures": len(files)} if files else {}
        lines = b"".join(map(written, (first, *entry_lines(begin, _carries(with_captures=with_captures)), *files)))
    return gzip.compress(lines, mtime=0), head, begin


def _captured_after(begin: int) -> list[str]:
    """Return the hashes of the recorder's own captures that were recorded after an entry."""
    return hashes([*Entry.objects.filter(kind=CAPTURE, seq__gt=begin).values_list("seq", flat=True)])


def _file(sha256: str) -> list[str]:
    try:
        return [sha256, base64.b64encode(captures.packed(sha256)).decode()]
    except CaptureError as error:
        raise RefusedError(f"Nothing was written: {error} Without --captures they are all left out.") from error


def _carries(*, with_captures: bool) -> Callable[[Entry], bool]:
    """Return what tells whether the content of an entry travels."""
    standing = StandIns()
    carried = CARRIED | ({CAPTURE} if with_captures else set())
    masked = [*Entry.objects.filter(kind=MASKED).values_list("seq", flat=True)]
    roots = {seq: standing.root(seq)[0] for seq in masked}
    own = {*Entry.objects.filter(seq__in=roots.values(), kind__in=CARRIED).values_list("seq", flat=True)}
    return lambda entry: entry.kind in carried or roots.get(entry.seq) in own


def _entry(name: str) -> tuple[int, str]:
    """Return sequence and hash of the entry that a person names."""
    plain = "".join(name.split()).lower()
    rows = Entry.objects.filter(seq=int(plain)) if plain.isdecimal() and len(plain) < NAMED_BY else None
    if rows is None and len(plain) >= NAMED_BY:
        rows = Entry.objects.filter(hash__startswith=plain)
    found = [*rows.values_list("seq", "hash")] if rows is not None else []
    if len(found) != 1:
        raise RefusedError(
            f"No entry is called “{name}”; write its number, or {NAMED_BY} signs of its hash at least "
            "(the other side's `marsad head` prints what it has). Nothing was written."
        )
    return found[0]


def unpack(packed: bytes) -> Bundle:
    """Read a bundle and check signature, every link and all content; raises PackedError with a sentence."""
    first, *middle = opened(packed, "bundle of a marsad ledger")
    head = read_object(first)
    if head.get("file") != _FILE:
        raise PackedError("This is no bundle of a marsad ledger. Nothing was taken in.")
    if head.get("format") not in {FORMAT, WITH_CAPTURES}:
        raise PackedError(f"A newer marsad made this bundle (format {head.get('format')}); update marsad.")
    if (head["format"] == WITH_CAPTURES) is not bool(head.get("captures")):
        raise PackedError(f"The head of the bundle is damaged: its format is not that of what it holds. {_AGAIN}")
    told, signature = _signed(head)
    if not middle or middle[-1]:
        raise PackedError(f"The bundle is cut off. {_AGAIN}")
    number = told.entries - told.since
    kept = tuple(read_entry(line, told.since + n, "bundle") for n, line in enumerate(middle[:-1][:number], 1))
    files = dict(map(_read_file, middle[:-1][number:]))
    bare, expunged = follow(kept, (told.since, told.before), "bundle")
    if len(files) != (head.get("captures") or 0):
        raise PackedError(f"The bundle is cut off: it does not hold all of its captures. {_AGAIN}")
    if not kept or (kept[-1].seq, kept[-1].hash) != (told.entries, told.head):
        raise PackedError(f"The bundle is cut off: it does not reach entry {told.entries}. {_AGAIN}")
    if told.since == 0 and kept[0].hash != told.chain:
        raise PackedError(f"The head of the bundle is damaged: it is of another journal. {_AGAIN}")
    kinds = {one.seq: one.kind for one in kept}
    for was, now in _left(kept).items():
        kinds[now] = kinds.get(was, MASKED)
    held_back = sorted(seq for seq in bare - expunged if kinds[seq] in CARRIED)
    if held_back:
        raise PackedError(f"Entry {held_back[0]} of the bundle has lost its content. {_AGAIN}")
    return Bundle(told, signature, kept, files)


def _read_file(line: bytes) -> tuple[str, bytes]:
    try:
        sha256, file = json.loads(line)
        return str(sha256), base64.b64decode(file)
    except (ValueError, TypeError) as error:
        raise PackedError(f"The bundle is damaged in a capture: {error}. {_AGAIN}") from error


def _left(kept: Sequence[Kept]) -> dict[int, int]:
    """Return which entries of a bundle hold what is left of others, by those, from the first of each on."""
    tombstones = (read_object(one.body.encode()) for one in kept if one.kind == TOMBSTONE and one.body)
    try:
        pairs = [pair for told in tombstones for pair in instead(told).items()]
    except (TypeError, ValueError) as error:
        raise PackedError(f"A tombstone of the bundle cannot be read: {error}. {_AGAIN}") from error
    return dict(sorted((was, now) for was, now in pairs if was < now <= kept[-1].seq))


def _signed(head: dict[str, Any]) -> tuple[Signed, str]:
    """Return what was signed; raises PackedError where the signature does not fit it."""
    try:
        told = Signed(**{name: head[name] for name in Signed.__slots__})
        key, signature = bytes.fromhex(told.key), bytes.fromhex(head["signature"])
        whole = all(isinstance(n, int) and n >= 0 for n in (told.since, told.entries))
        if not whole or not all(isinstance(word, str) for word in (told.recorder, told.chain, told.before, told.head)):
            raise ValueError("a field is of another kind")  # noqa: TRY301 - told as the others, below
    except (KeyError, TypeError, ValueError) as error:
        raise PackedError(f"The head of the bundle is damaged: {error}. {_AGAIN}") from error
    if not keys.signed(key, signature, told.statement()):
        raise PackedError(f"The signature of the bundle is wrong: it was changed on its way. {_AGAIN}")
    return told, head["signature"]
