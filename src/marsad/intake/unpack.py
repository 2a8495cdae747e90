"""Bytes as they came over the line, unpacked within limits: a few kilobytes may not become gigabytes."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from marsad.intake.address import FetchError

if TYPE_CHECKING:
    from marsad.intake.fetch import Limits

_FREE = 1 << 20
"""So many bytes may come out whatever the ratio: a table of one word packs well."""
_ZLIB_OR_GZIP = 32 + zlib.MAX_WBITS
_CODINGS = frozenset({"gzip", "x-gzip", "deflate"})


class Unpacker:
    """Takes the pieces of a body and returns them unpacked; raises FetchError where a limit is passed."""

    def __init__(self, coding: str, limits: Limits) -> None:
        self._limits, self._in, self._out = limits, 0, 0
        coding = coding.strip().lower()
        if coding not in _CODINGS | {"", "identity"}:
            raise FetchError(f"is packed as “{coding[:40]}”, which was not asked for.", lasting=True)
        self._open = zlib.decompressobj(_ZLIB_OR_GZIP) if coding in _CODINGS else None

    def take(self, data: bytes) -> bytes:
        """Unpack a piece."""
        self._in += len(data)
        if self._in > self._limits.received:
            raise FetchError(
                f"is larger than {_mega(self._limits.received)}; it was not read to its end.", lasting=True
            )
        if self._open is None:
            self._count(len(data))
            return data
        found = []
        while data:
            if self._open.eof:  # a second member follows
                self._open = zlib.decompressobj(_ZLIB_OR_GZIP)
            room = self._limits.unpacked - self._out + 1
            try:
                piece = self._open.decompress(data, room)
            except zlib.error:
                raise FetchError("is packed, and the packing is damaged.") from None
            self._count(len(piece))
            found.append(piece)
            data = self._open.unconsumed_tail or self._open.unused_data
        return b"".join(found)

    def end(self) -> None:
        """Raise FetchError where the packed bytes broke off."""
        if self._open is not None and self._in and not self._open.eof:
            raise FetchError("broke off in the middle of its packed bytes.")

    def _count(self, more: int) -> None:
        self._out += more
        if self._out > self._limits.unpacked:
            raise FetchError(f"is larger than {_mega(self._limits.unpacked)} unpacked; it was not read.", lasting=True)
        if self._out > _FREE and self._out > self._in * self._limits.ratio:
            raise FetchError(
                f"unpacks to more than {self._limits.ratio} times its size, as bombs do; it was not read.", lasting=True
            )


def unpacked(data: bytes, limits: Limits) -> bytes:
    """Return the content of a gzip file (`sitemap.xml.gz`), and other bytes as they are; raises FetchError."""
    if not data.startswith(b"\x1f\x8b"):
        return data
    unpacker = Unpacker("gzip", limits)
    content = unpacker.take(data)
    unpacker.end()
    return content


def _mega(number: int) -> str:
    return f"{number / 1e6:,.1f} MB"
