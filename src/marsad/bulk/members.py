"""Files packed with gzip, a member for each record: unpacked member by member, and found again behind damage."""

from __future__ import annotations

import re
import zlib
from collections import deque
from typing import IO, TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_CHUNK = 1 << 18
_STEP = 1 << 16
"""Bytes that are unpacked at once: what is left over of them behind a member is copied."""
_MAGIC = re.compile(rb"\x1f\x8b\x08[\x00-\x1f]")
_HEAD = 512
"""Bytes of a member that show how what is in it begins."""


class Stored:
    """The bytes of a file, at any offset; a stretch of them is kept."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._stream = stream
        self._held = b""
        self._from = 0

    def at(self, offset: int, size: int = 1) -> memoryview:
        """Return bytes from an offset on: at least so many, if the file has them."""
        inside = offset - self._from
        if not 0 <= inside <= len(self._held) - size:
            self._stream.seek(offset)
            self._held, self._from, inside = self._stream.read(max(_CHUNK, size)), offset, 0
        return memoryview(self._held)[inside:]


class Watched:
    """A file that is read from an offset on, of which the last bytes that were read are kept."""

    def __init__(self, stream: IO[bytes], offset: int) -> None:
        stream.seek(offset)
        self._stream = stream
        self._next = offset
        self._kept: deque[tuple[int, bytes]] = deque(maxlen=3)

    def read(self, size: int = -1) -> bytes:
        """Read up to so many bytes."""
        piece = self._stream.read(size)
        self._kept.append((self._next, piece))
        self._next += len(piece)
        return piece

    def tell(self) -> int:
        """Return the offset up to which was read."""
        return self._next

    def has_at(self, offset: int, identity: str | None) -> bool:
        """Tell whether a member begins at an offset whose first bytes name a record."""
        pieces = [piece[max(offset - at, 0) :] for at, piece in self._kept if offset < at + len(piece)]
        if not identity or not pieces or offset < self._kept[0][0]:
            return False
        try:
            head = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(b"".join(pieces)[: 2 * _HEAD], 2 * _HEAD)
        except zlib.error:
            return False
        return identity.encode() in head


class Member:
    """One member of gzip, unpacked as it is read."""

    def __init__(self, stored: Stored, offset: int) -> None:
        self._stored = stored
        self._next = offset
        self._unpacker = zlib.decompressobj(zlib.MAX_WBITS | 16)

    def read(self, size: int) -> bytes:
        """Return up to so many bytes, none at the end. Raises zlib.error, and EOFError where it breaks off."""
        unpacker = self._unpacker
        while not unpacker.eof:
            packed = unpacker.unconsumed_tail or self._more()
            if found := unpacker.decompress(packed, size):
                return found
        return b""

    @property
    def end(self) -> int:
        """Where the next member begins, once this one is read to its end."""
        return self._next - len(self._unpacker.unused_data)

    def _more(self) -> memoryview:
        more = self._stored.at(self._next)[:_STEP]
        if not more:
            raise EOFError("it breaks off in the middle of its packed bytes")
        self._next += len(more)
        return more


def next_member(stored: Stored, offset: int, begins: bytes) -> int | None:
    """Return where the next member begins that holds these first bytes, from an offset on; None where none does."""
    for found in _magics(stored, offset):
        head = stored.at(found, _HEAD)[:_HEAD]
        try:
            if zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(head, len(begins)) == begins:
                return found
        except zlib.error:
            continue
    return None


def _magics(stored: Stored, offset: int) -> Iterator[int]:
    """Walk the offsets at which a member may begin."""
    while held := stored.at(offset, 4):
        stretch = bytes(held)
        for found in _MAGIC.finditer(stretch):
            yield offset + found.start()
        if len(stretch) < 4:
            return
        offset += len(stretch) - 3
