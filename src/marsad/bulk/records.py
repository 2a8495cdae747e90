"""The records of a web archive, cut apart as its lengths say; where one lies, up to where the next one begins."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.bulk.page import PAGE_LIMIT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

BEGINS = b"WARC/"
_BEGINS = re.compile(rb"WARC/\d\.\d{1,2}\r?\n")
_NEXT = re.compile(rb"\n\r?\n(?=WARC/\d\.\d{1,2}\r?\n)")
"""What stands before a record that follows another."""
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD_ENDS = re.compile(rb"\n\r?\n")
_HEAD_LIMIT = 1 << 16
"""Bytes of the header of a record."""
_CHUNK = 1 << 18
_OVERLAP = 32


@dataclass(frozen=True, slots=True)
class Record:
    """A record: where it begins in what was unpacked, its header, its content; `fault` says what is wrong with it.

    Of a record that cannot be used at all the content is None.
    """

    offset: int
    header: bytes
    content: bytes | None
    fault: str | None = None


class _Window:
    """What was read and is not used up; `offset` is where it begins."""

    def __init__(self, read: Callable[[int], bytes], offset: int) -> None:
        self._read = read
        self.offset = offset
        self.held = b""
        self.ended = False

    def fill(self, size: int) -> bool:
        """Hold at least so many bytes; False where there are no more."""
        pieces, have = [self.held], len(self.held)
        while have < size and not self.ended:
            piece = self._read(max(_CHUNK, size - have))
            pieces.append(piece)
            have += len(piece)
            self.ended = not piece
        if len(pieces) > 1:
            self.held = b"".join(pieces)
        return have >= size

    def drop(self, size: int) -> None:
        """Use up so many bytes."""
        self.offset += size
        self.held = self.held[size:]


def records(read: Callable[[int], bytes], offset: int = 0, stop: int | None = None) -> Iterator[Record]:
    """Cut what is read into records, those that begin before `stop`; no more than a page is held at once."""
    window = _Window(read, offset)
    while window.fill(1):
        blank = len(window.held) - len(window.held.lstrip(b"\r\n"))
        if blank:
            window.drop(blank)
            continue
        if stop is not None and window.offset >= stop:
            return
        yield _next(window)


def next_record(read: Callable[[int], bytes], offset: int) -> int | None:
    """Return where the next record begins behind an offset from which is read; None where none does."""
    window = _Window(read, offset)
    found = _until_next(window)
    return window.offset + found[1] if found else None


def _next(window: _Window) -> Record:
    """Take the record off that begins a window, and go to where the next one begins."""
    offset = window.offset
    window.fill(_HEAD_LIMIT)
    head = _HEAD_ENDS.search(window.held, 0, _HEAD_LIMIT)
    told = _LENGTH.search(window.held, 0, head.end()) if head else None
    if not _BEGINS.match(window.held) or head is None or told is None:
        _resume(window, 0)
        return Record(offset, b"", None, "is no record, or has a damaged header; the next one is read.")
    start, length = head.end(), int(told[1])
    if length > PAGE_LIMIT:
        header = window.held[:start]
        _resume(window, start)
        return Record(offset, header, None, f"is a record of more than {PAGE_LIMIT:,} bytes and was passed over.")
    whole = window.fill(start + length)
    window.fill(start + length + 4)
    header, behind = window.held[:start], window.held[start + length : start + length + 4]
    if whole and (not behind or behind[:2] in {b"\r\n", b"\n\n"} or behind[:1] == b"\n"):
        content = window.held[start : start + length]
        window.drop(start + length)
        return Record(offset, header, content)
    held = _resume(window, start)
    if held is None:
        return Record(offset, header, None, f"has a wrong length ({length:,} bytes), and no other record follows soon.")
    fault = f"has a wrong length: it says {length:,} bytes, and holds {len(held):,}. As much was read."
    return Record(offset, header, held, fault)


def _resume(window: _Window, start: int) -> bytes | None:
    """Go to the next record; return what stands before it from `start` on, None where that is too much to hold."""
    found = _until_next(window, start)
    if found is None:
        held = window.held[start:] if len(window.held) <= start + PAGE_LIMIT else None
        window.drop(len(window.held))
        return held
    before, begins = found
    held = None if before < 0 else window.held[start : max(before, start)].removesuffix(b"\r")
    window.drop(begins)
    return held


def _until_next(window: _Window, start: int = 0) -> tuple[int, int] | None:
    """Find the next record in a window: where what stands before it ends, and where it begins.

    The window is filled as far as a page goes; what is more is used up on the way, and then the first is -1.
    """
    at, dropped = max(start - 4, 0), False
    while True:
        if found := _NEXT.search(window.held, at):
            return -1 if dropped else found.start(), found.end()
        if len(window.held) > start + PAGE_LIMIT:
            window.drop(len(window.held) - _OVERLAP)
            dropped = True
        have = len(window.held)
        at = max(have - _OVERLAP, 0)
        if not window.fill(min(2 * have, start + PAGE_LIMIT) + 1) and len(window.held) == have:
            return None
