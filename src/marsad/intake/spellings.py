"""Bytes as text in every way in which they may be read: to find out whether a name stands in what was received.

Nothing is understood here: markup, escapes and packing are undone one over the other, so that no spelling is missed.
What cannot be undone, a PDF or a picture, is known by the text that was taken out of it.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from html import unescape
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST = 1 << 26
"""Bytes that are unpacked out of one file, at most."""
_TAG = re.compile(r"<[^<>]{0,2000}>")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")
_GZIP, _ZIP = b"\x1f\x8b", b"PK\x03\x04"
_WIDE = (b"\xff\xfe", b"\xfe\xff")


def spellings(data: bytes) -> Iterator[str]:
    """Yield the texts that bytes can be read as."""
    for part in _unpacked(data):
        for text in _decoded(part):
            yield from undone(text)


def undone(text: str) -> Iterator[str]:
    """Yield a text as it stands, and without escapes and markup: tags part words, or stand within one."""
    yield text
    plain = text
    if "\\u" in plain:
        plain = _ESCAPE.sub(lambda found: chr(int(found[1], 16)), plain)
    if "%" in plain:
        plain = unquote(plain)
    if "&" in plain:
        plain = unescape(plain)
    if plain is not text:
        yield plain
    if "<" in plain:
        yield _TAG.sub(" ", plain)
        yield _TAG.sub("", plain)


def _unpacked(data: bytes) -> Iterator[bytes]:
    yield data
    if data.startswith(_GZIP):
        yield _gunzipped(data)
    elif data.startswith(_ZIP):
        yield from _unzipped(data)


def _gunzipped(data: bytes) -> bytes:
    """Return what is packed in members of gzip, as far as they are whole."""
    found = bytearray()
    while data.startswith(_GZIP) and len(found) < _MOST:
        member = zlib.decompressobj(zlib.MAX_WBITS | 16)
        try:
            found += member.decompress(data, _MOST - len(found))
        except zlib.error:
            break
        data = member.unused_data
    return bytes(found)


def _unzipped(data: bytes) -> Iterator[bytes]:
    room = _MOST
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            for one in packed.infolist():
                with packed.open(one) as member:
                    part = member.read(room)
                room -= len(part)
                yield part
                if room <= 0:
                    return
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, zlib.error):
        return


def _decoded(data: bytes) -> Iterator[str]:
    """Yield bytes in the encodings of Arabic and English pages: what is no UTF-8 may be in any other."""
    if data.startswith(_WIDE) or b"\x00" in data[:4096]:
        yield data.decode("utf-16-le", "replace")
        yield data.decode("utf-16-be", "replace")
    try:
        yield data.decode("utf-8")
    except UnicodeDecodeError:
        for encoding in ("utf-8", "cp1256", "iso8859-6"):
            yield data.decode(encoding, "replace")
