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
_NEXT = re.compile(rb"WARC/\d\.\d{1,2}\r?\n(?=[A-Za-z][A-Za-z-]*:)")
_LENGTH = re.compile(rb"^content-length:[ \t]*(\d{1,18})[ \t]*\r?$", re.IGNORECASE | re.MULTILINE)
_HEAD_ENDS = re.compile(rb"\n\r?\n")
_ENDED = re.compile(rb"(?:\r?\n)*(?:WARC/\d|\Z)|\r\n\r\n")
"""What stands behind the content of a record whose length is right."""
_BLANK = re.compile(rb"\r?\n\r?\n\Z")
_HEAD_LIMIT = 1 << 16
"""Bytes of the header of a record."""
_CHUNK = 1 << 18
_OVERLAP = 128


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
    """Return where the next sound record begins behind an offset from which is read; None where none does."""
    window = _Window(read, offset)
    while (inside := _until_next(window)[0]) is not None:
        window.drop(inside)
        begins = window.offset
        if _next(window).fault is None:
            return begins
    return None


def _next(window: _Window) -> Record:
    """Take the record off that begins a window, and go to where the next one begins."""
    offset = window.offset
    window.fill(_HEAD_LIMIT)
    head = _HEAD_ENDS.search(window.held, 0, _HEAD_LIMIT)
    told = _LENGTH.search(window.held, 0, head.end()) if head else None
    if not _BEGINS.match(window.held) or head is None or told is None or _NEXT.search(window.held, 1, head.end()):
        _resume(window, 0)
        return Record(offset, b"", None, "is no record, or has a damaged header; the next one is read.")
    start, length = head.end(), int(told[1])
    if length > PAGE_LIMIT:
        header = window.held[:start]
        _resume(window, start)
        return Record(offset, header, None, f"is a record of more than {PAGE_LIMIT:,} bytes and was passed over.")
    whole = window.fill(start + length)
    window.fill(start + length + _OVERLAP)
    header = window.held[:start]
    if whole and _ENDED.match(window.held, start + length):
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
    begins, dropped = _until_next(window, start)
    end = len(window.held) if begins is None else begins
    held = None if dropped else window.held[start:end]
    window.drop(end)
    return held if held is None or begins is None else _BLANK.sub(b"", held)


def _until_next(window: _Window, start: int = 0) -> tuple[int | None, bool]:
    """Find the next record in a window: where it begins, and whether what stands before it was too much to hold."""
    at, dropped = max(start, 1), False
    while True:
        if found := _NEXT.search(window.held, at):
            return found.start(), dropped
        if len(window.held) > start + PAGE_LIMIT:
            window.drop(len(window.held) - _OVERLAP)
            dropped = True
        have = len(window.held)
        at = max(have - _OVERLAP, 1)
        if not window.fill(min(2 * have, start + PAGE_LIMIT) + 1) and len(window.held) == have:
            return None, dropped
