"""Files of reports, a JSON object a line; plain ones are cut at the ends of lines, packed ones are read in one."""

from __future__ import annotations

import codecs
import io
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast

from marsad.bulk.opened import load, opened
from marsad.bulk.page import PAGE_LIMIT, Kind, Page, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.bulk.page import Source, Split
    from marsad.model.problem import Problem

_CHUNK = 1 << 18
PACKED = frozenset({Kind.LINES_GZ, Kind.LINES_ZST})
"""Files in which the place of a line is told as in the unpacked file."""
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def cuts(source: Source, aim: int) -> list[int]:
    """Return where the file may be cut, in bytes; a line belongs to the stretch in which it begins."""
    if source.kind is not Kind.LINES:
        return [0, max(source.size, 1)]
    with opened(source.file) as stream:
        if stream.read(2) in _WIDE:
            return [0, max(source.size, 1)]
    return [*range(0, max(source.size, 1), aim), max(source.size, 1)]


def pages(split: Split) -> Iterator[Page | Problem]:
    """Read the lines that begin in a stretch; a damaged end of a packed file is a problem."""
    with opened(split.file) as stored, _unpacked(stored, split) as stream:
        at = _first(stream, split)
        while at < split.stop or split.kind is not Kind.LINES:
            try:
                line = stream.readline(PAGE_LIMIT + 1)
                size = len(line)
                if size > PAGE_LIMIT:
                    size += _skip(stream)
            except (EOFError, OSError, zlib.error) as error:
                yield damaged(split.file, at, f"is damaged behind this byte ({error}); what stands before was read.")
                return
            if not line:
                return
            if len(line) > PAGE_LIMIT:
                yield damaged(split.file, at, f"is a line of more than {PAGE_LIMIT:,} bytes and was passed over.")
            elif line.strip():
                yield Page(split.file, at, line.removeprefix(codecs.BOM_UTF8), is_line=True)
            at += size


def stored(split: Split, offset: int) -> int:
    """Return how many bytes of a packed file, as it is stored, hold what comes before an offset, about."""
    with opened(split.file) as stream, _unpacked(stream, split) as unpacked:
        try:
            while offset > 0 and (piece := unpacked.read(min(offset, _CHUNK))):
                offset -= len(piece)
        except (EOFError, OSError, zlib.error):
            pass  # what is damaged behind it is told of where it is read
        return stream.tell()


def _first(stream: IO[bytes], split: Split) -> int:
    """Go to the first line that begins in a stretch; return where."""
    if split.start == 0:
        return 0
    stream.seek(split.start - 1)
    at = split.start - 1
    while piece := stream.readline(_CHUNK):
        at += len(piece)
        if piece.endswith(b"\n"):
            break
    return at


def _skip(stream: IO[bytes]) -> int:
    """Pass over the rest of a line; return its bytes."""
    size = 0
    while piece := stream.readline(_CHUNK):
        size += len(piece)
        if piece.endswith(b"\n"):
            break
    return size


@contextmanager
def _unpacked(stored: IO[bytes], split: Split) -> Iterator[IO[bytes]]:
    """Open what a file holds: unpacked, in UTF-8."""
    if split.kind is Kind.LINES_GZ:
        import gzip

        with gzip.GzipFile(fileobj=stored) as stream:
            yield cast("IO[bytes]", stream)
    elif split.kind is Kind.LINES_ZST:
        arrow = load("pyarrow", split.file)
        stream = arrow.CompressedInputStream(arrow.PythonFile(stored, mode="r"), "zstd")
        yield cast("IO[bytes]", io.BufferedReader(stream, _CHUNK))
    else:
        yield stored
