"""What a file is: by its first bytes, and only where those leave it open by its name."""

from __future__ import annotations

import codecs
import io
import json
import re
from enum import Enum, auto

HEAD = 1 << 16
"""So many bytes tell what a file is."""

_WIDE = ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_BEFORE = rb"\s*+(?>(?><\?xml[^>]*+>|<!--(?>(?!-->).)*+-->)\s*+)*+"
"""Declarations and comments before a page: taken whole, so that rows of them cost nothing."""
_PAGE = re.compile(
    _BEFORE + rb"<(?:(?:!doctype\s+html|html|head|body)\b|!doctype\s[^>]*+>\s*+<html)", re.IGNORECASE | re.DOTALL
)
_MARKUP = re.compile(rb"\s*<[a-z!]", re.IGNORECASE)
_PAGE_NAMES = (".html", ".htm", ".xhtml", ".shtml", ".php", ".aspx", ".asp")


class Kind(Enum):
    """What can be in a file that reports come from."""

    TEXT = auto()
    LINES = auto()
    """One JSON object a line."""
    JSON = auto()
    """One JSON document: a report, a list of them, a Telegram export."""
    PAGE = auto()
    XML = auto()
    WARC = auto()
    DOCX = auto()
    XLSX = auto()
    CSV = auto()
    PDF = auto()
    ZIP = auto()
    """An office document or another archive: `office_kind` tells."""


_NAMES = {".jsonl": Kind.LINES, ".ndjson": Kind.LINES, ".json": Kind.JSON, ".csv": Kind.CSV, ".tsv": Kind.CSV}


def kind_of(head: bytes, suffix: str = "") -> Kind:
    """Tell what begins with these bytes; `suffix` is the end of its name, with the dot, empty where it has none."""
    return _by_bytes(head) or _by_markup(_narrow(head[: HEAD // 4]), suffix.lower()) or _by_name(head, suffix.lower())


def _by_bytes(head: bytes) -> Kind | None:
    """Tell the formats that begin with bytes of their own."""
    if b"%PDF-" in head[:1024]:
        return Kind.PDF
    if head.startswith(b"PK\x03\x04"):
        return Kind.ZIP
    return Kind.WARC if head.startswith(b"WARC/") or _unpacked(head).startswith(b"WARC/") else None


def _by_markup(start: bytes, suffix: str) -> Kind | None:
    if _PAGE.match(start) or (suffix in _PAGE_NAMES and _MARKUP.match(start)):
        return Kind.PAGE
    return Kind.XML if start.lstrip().startswith(b"<?xml") else None


def _by_name(head: bytes, suffix: str) -> Kind:
    if suffix in _NAMES:
        return _NAMES[suffix]
    return Kind.LINES if is_report(head.split(b"\n", 1)[0]) else Kind.TEXT


def office_kind(data: bytes) -> Kind:
    """Tell which office document a ZIP archive is; ZIP where it is none or is damaged."""
    import zipfile

    try:
        names = set(zipfile.ZipFile(io.BytesIO(data)).namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return Kind.ZIP
    if "word/document.xml" in names:
        return Kind.DOCX
    return Kind.XLSX if "xl/workbook.xml" in names else Kind.ZIP


def is_report(line: bytes) -> bool:
    """Tell whether a line is a JSON object with a text."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and "text" in record


def _unpacked(head: bytes) -> bytes:
    """Return the first bytes of a gzip archive; empty where it is none."""
    if not head.startswith(b"\x1f\x8b"):
        return b""
    import zlib

    try:
        return zlib.decompressobj(31).decompress(head, 16)
    except zlib.error:
        return b""


def _narrow(head: bytes) -> bytes:
    """Return the head with one byte a character, as far as markup goes."""
    for mark, encoding in _WIDE:
        if head.startswith(mark):
            return head[2:].decode(encoding, "ignore").encode("ascii", "replace")
    if head[:2] == b"<\x00":
        return head.replace(b"\x00", b"")
    return head.removeprefix(codecs.BOM_UTF8)
