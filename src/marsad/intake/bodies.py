"""The body of one file or of one answer of a server, in memory: dispatched by what it holds, to the reports in it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from marsad.intake.capture import TEXT_LIMIT, Capture, Raw, check_text, mend, oddities
from marsad.intake.decode import decode
from marsad.intake.kinds import HEAD, Kind, kind_of, office_kind
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.intake.mapping import Mapping

BODY_LIMIT = 1 << 26
"""Bytes of a file that is read whole; every kind has a limit of its own below it or at it."""
_BYTE_LIMIT = 4 * TEXT_LIMIT


def body_captures(  # noqa: PLR0913  what is known of bytes beside them
    data: bytes,
    where: str,
    default: Report,
    name: str | None,
    answer: Raw | None = None,
    *,
    mapping: Mapping | None = None,
) -> Iterator[Capture | Problem]:
    """Read the reports of one file that is in memory: a text, a page, a document; raises MarsadError with a sentence.

    `answer` tells how a server gave it, where one did: the report was seen then. `mapping` says what the columns of a
    casebook are.
    """
    if _kind(data, name) in {Kind.XLSX, Kind.CSV}:
        from marsad.intake.casebook import casebook_captures

        made = casebook_captures(where, data, default, mapping)
    else:
        made = _captures(data, where, default, name, answer)
    for found in made:
        yield _answered(found, answer) if answer and isinstance(found, Capture) else found


def _kind(data: bytes, name: str | None) -> Kind:
    kind = kind_of(data[:HEAD], Path(name or "").suffix)
    return office_kind(data) if kind is Kind.ZIP else kind


def _captures(
    data: bytes, where: str, default: Report, name: str | None, answer: Raw | None
) -> Iterator[Capture | Problem]:
    kind = _kind(data, name)
    if kind is Kind.PAGE:
        from marsad.intake.page import page_capture
        from marsad.intake.telegram_page import is_preview, preview_captures

        if is_preview(data):
            yield from preview_captures(data, where, default, answer)
        else:
            yield page_capture(data, where, default, name, answer)
    elif kind is Kind.DOCX:
        from marsad.intake.docx import docx_capture

        yield docx_capture(data, where, default, name)
    elif kind is Kind.PDF:
        from marsad.intake.pdf import pdf_capture

        yield pdf_capture(data, where, default, name)
    elif kind is Kind.XML:
        raise MarsadError("is XML, and no web page; save its words as a .txt file and read that")
    else:
        yield _plain(data, where, default, name)


def _answered(found: Capture, answer: Raw) -> Capture:
    """Put to a capture how a server gave it."""
    raw = found.raw or Raw(answer.bytes)
    raw = replace(
        raw,
        url=answer.url,
        headers=answer.headers,
        content_type=answer.content_type or raw.content_type,
        fetched_at=answer.fetched_at,
    )
    report = found.report
    if report.seen is None and answer.fetched_at is not None:
        report = replace(report, seen=When(Days.of(answer.fetched_at.date()), WhenBasis.METADATA))
    return replace(found, report=report, raw=raw)


def _plain(data: bytes, where: str, default: Report, name: str | None) -> Capture:
    """Read one text; raises MarsadError. Line ends become line feeds, the byte-order mark goes; all else stays."""
    if len(data) > _BYTE_LIMIT:
        raise MarsadError(
            f"is too large for one report: more than {_BYTE_LIMIT:,} bytes, the limit is {TEXT_LIMIT:,} characters. "
            "Cut it into single reports, or put them one a line into a .jsonl file."
        )
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    check_text(text)
    problems = oddities(text, decoded, where)
    report = Report(mend(text), publisher=default.publisher, published=default.published, name=name)
    return Capture(report, where, problems=tuple(problems), raw=Raw(data, content_type="text/plain"))
