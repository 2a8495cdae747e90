"""Reports from files and from standard input: plain text, or JSON with one report a line."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import IO, TYPE_CHECKING

from marsad.intake.capture import TEXT_LIMIT, Capture, Raw, check_text, mend, oddities, refused, until_today
from marsad.intake.day import known
from marsad.intake.decode import decode
from marsad.intake.lines import LINE_LIMIT, line_captures, object_captures
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

STDIN = "-"
_LINES = (".jsonl", ".ndjson")
_DOCUMENT_LIMIT = 1 << 28
_BYTE_LIMIT = 4 * TEXT_LIMIT
_MARKUP = ("<!doctype html", "<html", "<?xml")


def read_files(
    paths: Sequence[str | Path],
    published: date | None = None,
    publisher: str | None = None,
    today: date | None = None,
) -> tuple[list[Report], list[Problem]]:
    """Read every report that files hold; what cannot be read is listed, and the rest is read.

    `published` and `publisher` hold for the reports that do not say otherwise themselves; days of reports that lie
    behind `today` are problems, and the reports are read without them.
    """
    reports, problems = [], []
    for found in captures(paths, published, publisher):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            report, yet_to_come = until_today(found, today) if today else (found.report, [])
            reports.append(report)
            problems.extend((*found.problems, *yet_to_come))
    return reports, problems


def captures(
    paths: Sequence[str | Path], published: date | None = None, publisher: str | None = None, *, lines: bool = False
) -> Iterator[Capture | Problem]:
    """Read reports one by one, with where each stands; `lines` takes every file as JSON lines, whatever its name."""
    default = Report("", publisher=publisher, published=known(published) if published else None)
    for path in paths:
        try:
            if str(path) == STDIN:
                yield from _from_stdin(default, lines=lines)
            else:
                yield from _from_file(Path(path), default, lines=lines)
        except OSError as error:
            yield refused(str(path), why_not(Path(path), error))
        except MarsadError as error:
            yield refused(str(path), f"{error}".rstrip(".") + ".")


def why_not(path: Path, error: OSError) -> str:
    """Say why a file cannot be opened."""
    if path.is_dir():
        return "is a folder; name the files in it."
    if isinstance(error, FileNotFoundError):
        return "there is no such file; check the name and the folder."
    if isinstance(error, PermissionError):
        return "you have no permission to read it."
    return f"cannot be read ({error.strerror or error})."


def _from_file(path: Path, default: Report, *, lines: bool) -> Iterator[Capture | Problem]:
    """Read one file by what its name says it is."""
    kind = path.suffix.lower()
    with path.open("rb") as stream:
        if path.stat().st_size == 0 and path.is_file():
            raise MarsadError("is empty")
        if lines or kind in _LINES:
            yield from line_captures(stream, str(path), default)
        elif kind == ".json":
            yield from _document(stream, str(path), default)
        else:
            yield _plain(stream.read(_BYTE_LIMIT + 1), str(path), default, path.name)


def _from_stdin(default: Report, *, lines: bool) -> Iterator[Capture | Problem]:
    """Read standard input: lines of JSON where the first line is a report, else one text."""
    stream: IO[bytes] = sys.stdin.buffer
    name = "standard input"
    if lines:
        yield from line_captures(stream, name, default)
        return
    first = stream.readline(LINE_LIMIT)
    if _is_report(first):
        yield from line_captures(stream, name, default, first)
    else:
        yield _plain(first + stream.read(_BYTE_LIMIT), name, default, None)


def _is_report(line: bytes) -> bool:
    """Tell whether a line is a JSON object with a text."""
    if not line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{"):
        return False
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        return False
    return isinstance(record, dict) and "text" in record


def _document(stream: IO[bytes], name: str, default: Report) -> Iterator[Capture | Problem]:
    """Read a .json file: one report, a list of reports, or lines of them."""
    data = stream.read(_DOCUMENT_LIMIT + 1)
    if len(data) > _DOCUMENT_LIMIT:
        raise MarsadError("is too large for one JSON document; write one report a line and call it .jsonl")
    try:
        loaded = json.loads(decode(data).text)
    except (ValueError, RecursionError):
        yield from line_captures(io.BytesIO(data), name, default)
    else:
        yield from object_captures(loaded if isinstance(loaded, list) else [loaded], name, default, data)


def _plain(data: bytes, where: str, default: Report, name: str | None) -> Capture:
    """Read one text; raises MarsadError. Line ends become line feeds, the byte-order mark goes; all else stays."""
    if not data:
        raise MarsadError("is empty")
    if len(data) > _BYTE_LIMIT:
        raise MarsadError(
            f"is too large for one report: more than {_BYTE_LIMIT:,} bytes, the limit is {TEXT_LIMIT:,} characters. "
            "Cut it into single reports, or put them one a line into a .jsonl file."
        )
    decoded = decode(data)
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    check_text(text)
    if text.lstrip()[:14].lower().startswith(_MARKUP):
        raise MarsadError("is a web page or XML, no plain text; save its words as a .txt file and read that")
    problems = oddities(text, decoded, where)
    report = Report(mend(text), publisher=default.publisher, published=default.published, name=name)
    return Capture(report, where, problems=tuple(problems), raw=Raw(data, content_type="text/plain"))
