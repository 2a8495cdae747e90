"""One capture as a WARC file (ISO 28500): a resource record with the bytes, a metadata record with the headers.

It is a resource and no response, since the bytes are kept as they were read: what a server had packed for the way is
unpacked. Every WARC reader opens the file; `Captures` names it after the SHA-256 of the bytes.
"""

from __future__ import annotations

import gzip
import io
import re
import zlib
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from marsad.store.errors import StoreError

if TYPE_CHECKING:
    from marsad.model.raw import Raw

_DIGEST = "WARC-Payload-Digest"
_UNTYPED = "application/octet-stream"
_BREAKS = re.compile(r"[\x00-\x1f\x7f]+")
_NO_ADDRESS = re.compile(r"[\x00-\x20\x7f<>]")


class NoWarcError(StoreError):
    """The library that writes and reads WARC files is not installed."""


def pack(raw: Raw, at: datetime) -> bytes:
    """Return the file of a capture: gzip members, one a record. `at` stands for what has no time of its own."""
    try:
        from warcio.warcwriter import BufferWARCWriter
    except ImportError as error:
        raise NoWarcError(
            "What is read is not kept as it came: that needs the Python package warcio (pip install 'marsad[intake]'), "
            "or say --no-keep."
        ) from error
    writer = BufferWARCWriter(gzip=True, warc_version="1.1")
    address = _address(raw)
    time = (raw.fetched_at or at).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    record = writer.create_warc_record(
        address,
        "resource",
        payload=io.BytesIO(raw.bytes),
        length=len(raw.bytes),
        warc_content_type=_line(raw.content_type or "") or _UNTYPED,
        warc_headers_dict={_DIGEST: f"sha256:{raw.sha256}", "WARC-Date": time},
    )
    writer.write_record(record)
    if raw.headers:
        fields = "".join(f"{_line(name)}: {_line(value)}\r\n" for name, value in raw.headers).encode()
        about = record.rec_headers.get_header("WARC-Record-ID")
        told = writer.create_warc_record(
            address,
            "metadata",
            payload=io.BytesIO(fields),
            length=len(fields),
            warc_content_type="application/warc-fields",
            warc_headers_dict={"WARC-Concurrent-To": about, "WARC-Date": time},
        )
        writer.write_record(told)
    packed: bytes = writer.get_contents()
    return packed


def unpack(packed: bytes) -> bytes:
    """Return the bytes of a capture out of its file; raises ValueError where it is damaged."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.exceptions import ArchiveLoadFailed

    try:
        plain = gzip.decompress(packed)  # which holds every member against its sum
        for record in ArchiveIterator(io.BytesIO(plain)):
            if record.rec_type == "resource":
                found: bytes = record.content_stream().read()
                return found
    except (ArchiveLoadFailed, OSError, EOFError, zlib.error) as error:
        raise ValueError(str(error)) from error
    raise ValueError("it holds no record")


def whole(words: str) -> str:
    """Put a question mark where half a character stands, which neither a record nor JSON can hold."""
    return words.encode("utf-8", "replace").decode()


def _line(words: str) -> str:
    """Write words that stand in one line of a header: line breaks in them would begin another."""
    return _BREAKS.sub(" ", whole(words)).strip()


def _address(raw: Raw) -> str:
    if not raw.url:
        return f"urn:sha256:{raw.sha256}"
    return _NO_ADDRESS.sub(lambda sign: f"%{ord(sign[0]):02X}", whole(raw.url))
