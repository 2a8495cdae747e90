"""Web archives (WARC, plain or packed): cut where a record begins, and read record by record whatever is damaged."""

from __future__ import annotations

import io
import re
import zlib
from typing import TYPE_CHECKING, Any

from marsad.bulk.members import Member, Stored, Watched, next_member
from marsad.bulk.opened import load, opened
from marsad.bulk.page import PAGE_LIMIT, Kind, Page, damaged
from marsad.bulk.records import BEGINS, Record, next_record, records
from marsad.intake.kinds import HEAD, kind_of
from marsad.intake.kinds import Kind as Held

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator
    from typing import IO

    from marsad.bulk.page import Source, Split
    from marsad.model.problem import Problem

_TAKEN = frozenset({"response", "resource", "conversion"})
_GIVEN = frozenset({200, 203, 206})
"""The answers of servers that hold a page."""
_PAGES = ("text/html", "application/xhtml")
_LENGTH = re.compile(rb"^(content-length:)[^\n]*$", re.IGNORECASE | re.MULTILINE)
_CHUNK = 1 << 18
_PAIRS = 200
"""So many headers of an answer are kept."""


def cuts(source: Source, aim: int) -> list[int]:
    """Return where an archive may be cut, in bytes: each about so many behind the one before, where a record begins."""
    end = max(source.size, 1)
    found = [0]
    with opened(source.file) as stream:
        stored = Stored(stream)
        while found[-1] + aim < end:
            at = found[-1] + aim
            if source.kind is Kind.WARC_GZ:
                begins = next_member(stored, at, BEGINS)
            else:
                stream.seek(at)
                begins = next_record(stream.read, at)
            if begins is None:
                break
            found.append(begins)
    return [*found, end]


def pages(split: Split) -> Iterator[Page | Problem]:
    """Read the pages whose records begin in a stretch; damaged ones are problems."""
    load("fastwarc.warc", split.file)
    with opened(split.file) as stream:
        if split.kind is Kind.WARC_GZ:
            at = split.start
            while at < split.stop:
                at = yield from _in_a_row(split, stream, at)
                if at < split.stop:
                    at = yield from _of_member(split, Stored(stream), at)
        else:
            stream.seek(split.start)
            for record in records(stream.read, split.start, split.stop):
                yield from _of_record(split.file, record.offset, record)


def _in_a_row(split: Split, stream: IO[bytes], at: int) -> Generator[Page | Problem, None, int]:
    """Read the members from an offset on as fastwarc finds them, as long as it is sure of them; return how far.

    A record is sure when behind it a member begins with the next one: then it was as long as it says. Of the last one
    nobody is.
    """
    watched = Watched(stream, at)
    held: Page | Problem | None = None
    first = True
    try:
        for found in load("fastwarc.warc", split.file).ArchiveIterator(watched, auto_decode="all"):
            begins: int = found.stream_pos
            if (first and begins != at) or not watched.has_at(begins, found.record_id):
                return at
            if held:
                yield held
            at, held, first = begins, None, False
            if at >= split.stop or found.content_length > PAGE_LIMIT:
                return at
            held = _page_of(split.file, at, found)
    except (OSError, ValueError):
        pass
    return at


def _of_member(split: Split, stored: Stored, at: int) -> Generator[Page | Problem, None, int]:
    """Read one member, with whatever is wrong in it; return where the next one begins."""
    member = Member(stored, at)
    try:
        for record in records(member.read):
            yield from _of_record(split.file, at + record.offset, record)
    except (zlib.error, EOFError) as error:
        behind = next_member(stored, at + 1, BEGINS)
        then = "nothing follows it" if behind is None else f"the record at byte {behind:,} is read next"
        if behind is not None or bytes(stored.at(at)).strip(b"\x00"):
            yield damaged(split.file, at, f"is a damaged record ({error}); {then}.")
        return split.stop if behind is None else behind
    return member.end


def _of_record(file: str, offset: int, record: Record) -> Iterator[Page | Problem]:
    """Read a record that was cut out."""
    if record.fault:
        yield damaged(file, offset, record.fault)
    if record.content is None:
        return
    header = record.header
    if record.fault:
        header = _LENGTH.sub(rb"\g<1> %d\r" % len(record.content), header)
    warc = load("fastwarc.warc", file)
    try:
        found = next(iter(warc.ArchiveIterator(io.BytesIO(header + record.content), auto_decode="all")), None)
        page = _page_of(file, offset, found) if found else None
    except (OSError, ValueError) as error:
        yield damaged(file, offset, f"is a damaged record ({error}); the next one is read.")
        return
    if page is not None:
        yield page


def _page_of(file: str, offset: int, found: Any) -> Page | Problem | None:
    """Return the page that a record holds, None where it is none. Raises OSError and ValueError for what is damaged."""
    kind = str(found.record_type)
    if kind not in _TAKEN or (found.http_headers and found.http_headers.status_code not in _GIVEN):
        return None
    body = _content(found)
    if len(body) > PAGE_LIMIT:
        return damaged(file, offset, f"is a page of more than {PAGE_LIMIT:,} bytes and was passed over.")
    media_type = _media_type(found)
    held = kind_of(body[:HEAD])
    called = (media_type or "").lower().startswith(_PAGES)
    if called and held not in {Held.PAGE, Held.XML} and b"\x00" in body[:HEAD] and not _is_wide(body):
        return damaged(file, offset, f"is called {media_type}, and is a binary file; it was passed over.")
    if not (called or held in {Held.PAGE, Held.PDF} or kind == "conversion"):
        return None
    headers = tuple(found.http_headers.items())[:_PAIRS] if found.http_headers else ()
    url, seen = found.headers.get("WARC-Target-URI"), found.record_date
    return Page(file, offset, body, url=url, fetched=seen, media_type=media_type, headers=headers)


def _content(found: Any) -> bytes:
    """Return the content of a record, or as much of it as shows that it is too large."""
    pieces, size = [], 0
    while size <= PAGE_LIMIT and (piece := found.reader.read(_CHUNK)):
        pieces.append(piece)
        size += len(piece)
    return b"".join(pieces)


def _media_type(found: Any) -> str | None:
    """Return what the server, or for what no server gave the archive, calls the content."""
    named = (found.http_headers or found.headers).get("Content-Type")
    return named if isinstance(named, str) else None


def _is_wide(body: bytes) -> bool:
    """Tell whether bytes may be UTF-16: by their mark, or by how markup begins in it."""
    return body.startswith((b"\xff\xfe", b"\xfe\xff")) or body[:4] in {b"<\x00!\x00", b"\x00<\x00!", b"<\x00h\x00"}
