"""Web archives (WARC, also packed as .gz): each page that a server gave is a report, seen on the day of its record."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from marsad.intake.bodies import body_captures
from marsad.intake.capture import Raw, refused
from marsad.intake.day import read_moment
from marsad.intake.extras import load
from marsad.intake.kinds import HEAD, Kind, kind_of
from marsad.intake.page import PAGE_LIMIT
from marsad.model.problem import MarsadError, Problem

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from marsad.intake.capture import Capture
    from marsad.model.report import Report

_TAKEN = (Kind.PAGE, Kind.PDF)
_PAIRS = 200
"""So many headers of an answer are kept."""


def warc_captures(
    stream: IO[bytes], name: str, default: Report, worth: Callable[[bytes], bool] | None = None
) -> Iterator[Capture | Problem]:
    """Read every answer of a server in an archive; what is none, or no page, is passed over and counted.

    `worth` tells of the bytes of a page whether they are worth reading; those that are not are set aside and counted.
    """
    archive = load("warcio.archiveiterator", "a web archive")
    exceptions = load("warcio.exceptions", "a web archive")
    passed: Counter[str] = Counter()
    records = iter(archive.ArchiveIterator(stream))
    number = 0
    while True:
        try:
            record = next(records, None)
            if record is None:
                break
            number += 1
            answer = _answer(record, passed)
        except (exceptions.ArchiveLoadFailed, EOFError, OSError, ValueError) as error:
            sentence = f"is damaged behind record {number} ({error}); what stands before was read."
            yield refused(name, " ".join(sentence.split()))
            break
        if answer is None:
            continue
        if worth is not None and not worth(answer.bytes):
            passed["pages without a word of harm"] += 1
            continue
        yield from _captures(answer, f"{name}, record {number} ({answer.url})", default)
    if passed:
        said = "; ".join(f"{count:,} {what}" for what, count in sorted(passed.items()))
        yield Problem("passed-over", f"passed over: {said}.", name)
    if not number:
        yield refused(name, "holds no records.")


def _captures(answer: Raw, where: str, default: Report) -> Iterator[Capture | Problem]:
    try:
        yield from body_captures(answer.bytes, where, default, answer.url, answer)
    except MarsadError as error:
        yield refused(where, f"{error}".rstrip(".") + ".")


def _answer(record: Any, passed: Counter[str]) -> Raw | None:
    """Return what a server gave, as far as it is a page; None for all else, which is counted."""
    if record.rec_type not in ("response", "resource"):
        if record.rec_type not in ("warcinfo", "request", "metadata"):
            passed[f"records of kind {record.rec_type}"] += 1
        return None
    headers = tuple(record.http_headers.headers[:_PAIRS]) if record.http_headers else ()
    if record.http_headers and record.http_headers.get_statuscode() not in ("200", "203", "206"):
        passed["answers that are no page (moved, not found)"] += 1
        return None
    body = record.content_stream()
    data = body.read(HEAD)
    if kind_of(data) not in _TAKEN:
        passed["answers of other kinds (pictures, scripts)"] += 1
        return None
    while len(data) <= PAGE_LIMIT and (more := body.read(HEAD)):
        data += more
    return Raw(
        data,
        url=record.rec_headers.get_header("WARC-Target-URI"),
        headers=headers,
        content_type={key.lower(): value for key, value in headers}.get("content-type"),
        fetched_at=_moment(record.rec_headers.get_header("WARC-Date")),
    )


def _moment(words: str | None) -> datetime | None:
    try:
        moment = read_moment(words or "")
    except MarsadError:
        return None
    return moment if isinstance(moment, datetime) else None
