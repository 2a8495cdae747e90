"""Reports from files, folders and standard input: each is read by what it holds, and only then by its name."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, cast

from marsad.intake.bodies import BODY_LIMIT, body_captures
from marsad.intake.capture import refused, until_today
from marsad.intake.day import known
from marsad.intake.decode import decode
from marsad.intake.folders import files_in
from marsad.intake.kinds import HEAD, Kind, kind_of
from marsad.intake.lines import line_captures, object_captures
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import date

    from marsad.intake.capture import Capture
    from marsad.intake.fetch import Fetched
    from marsad.intake.mapping import Mapping

STDIN = "-"
_WEB = ("http://", "https://")
_LINED = (Kind.TEXT, Kind.JSON, Kind.CSV)
"""What can be lines of JSON under another name."""
_DOCUMENT_LIMIT = 1 << 28


def read_files(  # noqa: PLR0913  all that a person can say of files
    paths: Sequence[str | Path],
    published: date | None = None,
    publisher: str | None = None,
    today: date | None = None,
    worth: Callable[[bytes], bool] | None = None,
    mapping: Mapping | None = None,
) -> tuple[list[Report], list[Problem]]:
    """Read every report that files hold; what cannot be read is listed, and the rest is read.

    `published` and `publisher` hold for the reports that do not say otherwise themselves; days of reports that lie
    behind `today` are problems, and the reports are read without them. `worth` and `mapping` as for `captures`.
    """
    reports, problems = [], []
    for found in captures(paths, published, publisher, worth=worth, mapping=mapping):
        if isinstance(found, Problem):
            problems.append(found)
        else:
            report, yet_to_come = until_today(found, today) if today else (found.report, [])
            reports.append(report)
            problems.extend((*found.problems, *yet_to_come))
    return reports, problems


@dataclass(frozen=True, slots=True)
class _Asked:
    """How files are to be read: what holds where they do not say otherwise, and the rest as `captures` has it."""

    default: Report
    lines: bool = False
    worth: Callable[[bytes], bool] | None = None
    fetch: Callable[[str], Fetched] | None = None
    mapping: Mapping | None = None


def captures(  # noqa: PLR0913 - each says another thing about the same files
    paths: Sequence[str | Path],
    published: date | None = None,
    publisher: str | None = None,
    *,
    lines: bool = False,
    worth: Callable[[bytes], bool] | None = None,
    fetch: Callable[[str], Fetched] | None = None,
    mapping: Mapping | None = None,
) -> Iterator[Capture | Problem]:
    """Read reports one by one, with where each stands. A folder stands for all files in it and in its folders.

    `lines` takes texts as JSON lines, whatever their name. `worth` tells of the bytes of a page in a web
    archive whether it is worth taking apart; those that are not are counted. Web addresses are asked for by `fetch`,
    which raises MarsadError; without it there are none.
    `mapping` says what the columns of casebooks are.
    """
    asked = _Asked(
        Report("", publisher=publisher, published=known(published) if published else None),
        lines=lines,
        worth=worth,
        fetch=fetch,
        mapping=mapping,
    )
    for path in paths:
        if str(path) != STDIN and Path(path).is_dir():
            for inner in files_in(Path(path)):
                yield from (inner,) if isinstance(inner, Problem) else _of_path(inner, asked)
        else:
            yield from _of_path(path, asked)


def _of_path(path: str | Path, asked: _Asked) -> Iterator[Capture | Problem]:
    """Read one file, or standard input; what cannot be read is a problem."""
    try:
        if str(path) == STDIN:
            yield from _of_stream(sys.stdin.buffer, "standard input", asked)
            return
        if asked.fetch and str(path).lower().startswith(_WEB):
            from marsad.intake.fetched import fetched_captures

            yield from fetched_captures(asked.fetch(str(path)), asked.default)
            return
        with Path(path).open("rb") as stream:
            yield from _of_stream(stream, str(path), asked, Path(path).name)
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


def _of_stream(stream: IO[bytes], where: str, asked: _Asked, name: str | None = None) -> Iterator[Capture | Problem]:
    """Read what a stream holds, by its first bytes and then its name; raises MarsadError."""
    head = stream.read(HEAD)
    if not head:
        raise MarsadError("is empty")
    whole = cast("IO[bytes]", _Joined(head, stream))
    kind = kind_of(head, Path(name or "").suffix)
    if kind is Kind.LINES or (asked.lines and kind in _LINED):
        yield from line_captures(whole, where, asked.default)
    elif kind is Kind.WARC:
        from marsad.intake.warc import warc_captures

        yield from warc_captures(whole, where, asked.default, asked.worth)
    elif kind is Kind.JSON or (kind is Kind.TEXT and head.lstrip()[:1] == b"{" and b'"messages"' in head):
        yield from _document(whole.read(_DOCUMENT_LIMIT + 1), where, asked.default)
    else:
        yield from body_captures(whole.read(BODY_LIMIT + 1), where, asked.default, name, mapping=asked.mapping)


def _document(data: bytes, name: str, default: Report) -> Iterator[Capture | Problem]:
    """Read a JSON document: one report, a list of reports, lines of them, or a Telegram export."""
    if len(data) > _DOCUMENT_LIMIT:
        raise MarsadError("is too large for one JSON document; write one report a line and call it .jsonl")
    try:
        loaded = json.loads(decode(data).text)
    except (ValueError, RecursionError):
        yield from line_captures(io.BytesIO(data), name, default)
        return
    from marsad.intake.telegram import is_export, telegram_captures

    if is_export(loaded):
        yield from telegram_captures(loaded, name, default)
    else:
        yield from object_captures(loaded if isinstance(loaded, list) else [loaded], name, default, data)


class _Joined(io.BufferedIOBase):
    """A stream with its first bytes, which were read already, put before it again."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head = io.BytesIO(head)
        self._rest = rest

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int | None = -1, /) -> bytes:
        """Read so many bytes, or all."""
        if size is None or size < 0:
            return self._head.read() + self._rest.read()
        found = self._head.read(size)
        return found if len(found) == size else found + self._rest.read(size - len(found))

    def readline(self, size: int | None = -1, /) -> bytes:
        """Read up to the end of a line."""
        line = self._head.readline(-1 if size is None else size)
        if line.endswith(b"\n") or len(line) == size:
            return line
        return line + self._rest.readline(-1 if size is None or size < 0 else size - len(line))
