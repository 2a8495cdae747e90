"""Word documents: paragraphs and tables in their order, with tracked insertions and without tracked deletions."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING, Any

from marsad.intake.capture import Capture, Raw, check_text, mend, oddities
from marsad.intake.extras import load, named
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

UNPACKED_LIMIT = 1 << 27
"""Bytes of all parts of a document, unpacked."""
PARTS_LIMIT = 10_000

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}
_SILENT = (f"{_W}del", f"{_W}moveFrom", f"{_W}pPr", _FALLBACK)
"""Parts of a paragraph whose words are no longer, or not, or twice in it."""


def docx_capture(data: bytes, where: str, default: Report, name: str | None) -> Capture:
    """Read one Word document; raises MarsadError with a sentence where it cannot be."""
    _check_size(data)
    docx, etree = load("docx", "a Word document"), load("lxml.etree", "a Word document")

    try:
        document = docx.Document(io.BytesIO(data))
    except (KeyError, ValueError, zipfile.BadZipFile, etree.LxmlError, NotImplementedError, AttributeError) as error:
        raise MarsadError("is a damaged Word document; open it in a word processor and save it again") from error
    body = document.element.body
    text = "\n".join(line for line in _blocks(body) if line.strip())
    check_text(text)
    report = Report(
        mend(text),
        publisher=default.publisher,
        title=mend(document.core_properties.title or "").strip() or None,
        published=default.published,
        name=name,
    )
    problems = [*oddities(text, None, where), *_changes(body, where)]
    raw = Raw(data, content_type=MEDIA_TYPE, extractor=named("python-docx"))
    return Capture(report, where, problems=tuple(problems), raw=raw)


def _check_size(data: bytes) -> None:
    """Raise where the parts of a document are too many or too large, before any is unpacked."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        raise MarsadError("is a damaged Word document; open it in a word processor and save it again") from None
    if len(parts) > PARTS_LIMIT or sum(part.file_size for part in parts) > UNPACKED_LIMIT:
        raise MarsadError(
            f"is too large a Word document: unpacked, its parts have more than {UNPACKED_LIMIT:,} bytes; "
            "save its text as a .txt file and read that"
        )


def _blocks(body: Any) -> Iterator[str]:
    """Yield the lines of a document: a paragraph each, a row of a table each with its cells side by side."""
    for block in body.iterchildren():
        if block.tag == f"{_W}p":
            yield _words(block)
        elif block.tag == f"{_W}tbl":
            for row in block.iterchildren(f"{_W}tr"):
                cells = (" ".join(_words(p) for p in cell.iter(f"{_W}p")) for cell in row.iterchildren(f"{_W}tc"))
                yield " | ".join(cell.strip() for cell in cells if cell.strip())
        elif block.tag == f"{_W}sdt":
            for content in block.iterchildren(f"{_W}sdtContent"):
                yield from _blocks(content)
        elif block.tag == f"{_W}ins":
            yield from _blocks(block)


def _words(paragraph: Any) -> str:
    """Return the words of a paragraph as they stand once all tracked changes are accepted."""
    found: list[str] = []
    waiting = [iter(paragraph)]
    while waiting:
        part = next(waiting[-1], None)
        if part is None:
            waiting.pop()
        elif part.tag == f"{_W}t":
            found.append(part.text or "")
        elif part.tag in _SIGNS:
            found.append(_SIGNS[part.tag])
        elif part.tag not in _SILENT:
            waiting.append(iter(part))
    return "".join(found)


def _changes(body: Any, where: str) -> Iterator[Problem]:
    """Say that a document has tracked changes: what is read is its last state, not what was published."""
    if any(next(body.iter(f"{_W}{tag}"), None) is not None for tag in ("ins", "del")):
        sentence = "has tracked changes; it was read with all of them accepted. Check which state was published."
        yield Problem("tracked-changes", sentence, where)
