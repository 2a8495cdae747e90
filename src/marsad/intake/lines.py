"""Reports from lines of JSON: one object a line with `text`, and what is known beside it."""

from __future__ import annotations

import codecs
import json
from dataclasses import replace
from typing import IO, TYPE_CHECKING, Any

from marsad.intake.capture import TEXT_LIMIT, Capture, Raw, check_text, mend, oddities, refused
from marsad.intake.day import read_days
from marsad.intake.decode import decode
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.intake.decode import Decoded
    from marsad.model.when import When

LINE_LIMIT = 12 * TEXT_LIMIT + (1 << 20)
"""Bytes of one line: the largest text with every character escaped, and a megabyte for the other fields."""

_MEDIA_TYPE = "application/json"
_WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def line_captures(stream: IO[bytes], name: str, default: Report, head: bytes = b"") -> Iterator[Capture | Problem]:
    """Read a stream of JSON lines; a damaged line is a problem that names it, the others are read.

    `default` has what holds for every line that does not say otherwise: publisher and day of publication; `head` is
    a first line that was taken from the stream already.
    """
    empty = True
    for number, line in enumerate(_lines(stream, head), 1):
        where = f"{name}, line {number}"
        empty = empty and not (line is None or line.strip())
        if line is None:
            yield refused(where, f"is longer than {LINE_LIMIT:,} bytes and was passed over.")
        elif line.strip():
            yield _line_capture(line, where, default)
    if empty:
        yield refused(name, "holds no reports.")


def object_captures(
    records: Iterable[object], name: str, default: Report, data: bytes | None = None
) -> Iterator[Capture | Problem]:
    """Read the reports of a JSON document that was loaded whole; `data` is the document as it came."""
    for number, record in enumerate(records, 1):
        found = _capture(record, None, f"{name}, report {number}", default)
        yield found if data is None else _kept(found, data)


def _lines(stream: IO[bytes], head: bytes) -> Iterator[bytes | None]:
    """Cut a stream into lines; None stands for a line that is too long."""
    line = head or stream.readline(LINE_LIMIT)
    if line.startswith(_WIDE):
        yield from decode(line + stream.read()).text.encode().split(b"\n")
        return
    line = line.removeprefix(codecs.BOM_UTF8)
    while line:
        if len(line) < LINE_LIMIT or line.endswith(b"\n"):
            yield line
        else:
            while line and not line.endswith(b"\n"):
                line = stream.readline(LINE_LIMIT)
            yield None
        line = stream.readline(LINE_LIMIT)


def _line_capture(line: bytes, where: str, default: Report) -> Capture | Problem:
    """Decode and load one line."""
    try:
        decoded = decode(line)
    except MarsadError as error:
        return refused(where, f"{error}.".replace("..", "."))
    try:
        record = json.loads(decoded.text.strip())
    except json.JSONDecodeError as error:
        return refused(where, f"is damaged JSON (at character {error.pos}: {error.msg}); mend the line.")
    except (ValueError, RecursionError):
        return refused(where, "is JSON that no report needs (numbers too long or nested too deep); mend the line.")
    return _kept(_capture(record, decoded, where, default), line)


def _kept(found: Capture | Problem, data: bytes) -> Capture | Problem:
    """Put the bytes beside what was read of them, and the address that the line names as its report's."""
    if isinstance(found, Problem):
        return found
    url = found.fields.get("url")
    named = url if isinstance(url, str) and url.startswith(("https://", "http://")) else None
    return replace(found, raw=Raw(data, named, content_type=_MEDIA_TYPE))


def _capture(record: object, decoded: Decoded | None, where: str, default: Report) -> Capture | Problem:
    """Make the report of one loaded object."""
    if not isinstance(record, dict):
        return refused(where, "is no report: a report is a JSON object with a field “text”.")
    text = record.get("text")
    if not isinstance(text, str):
        return refused(where, "has no field “text” with the words of a report.")
    try:
        check_text(text)
    except MarsadError as error:
        return refused(where, str(error))
    problems = oddities(text, decoded, where)
    report = Report(
        text=mend(text),
        publisher=_words(record, "publisher") or _words(record, "source") or default.publisher,
        title=_words(record, "title"),
        lang=_words(record, "lang"),
        published=_when(record, "published", where, problems) or default.published,
        seen=_when(record, "seen", where, problems),
        name=_words(record, "id"),
    )
    return Capture(report, where, record, tuple(problems))


def _words(record: dict[str, Any], field: str) -> str | None:
    """Return a field's words; numbers (an `id`) are written out, other kinds of value are passed over."""
    value = record.get(field)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return mend(value) if isinstance(value, str) and value.strip() else None


def _when(record: dict[str, Any], field: str, where: str, problems: list[Problem]) -> When | None:
    """Return a field's days; a value that is none is a problem, and the report is read without it."""
    try:
        return read_days(record.get(field))
    except MarsadError as error:
        problems.append(Problem("no-day", f"field “{field}”: {error} The report was read without it.", where))
        return None
