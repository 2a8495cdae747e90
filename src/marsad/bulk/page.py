"""What goes into work in bulk: files, stretches of them that can be read apart, and the pages that stand in them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Any

from marsad.intake.capture import refused

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from marsad.model.problem import Problem

PAGE_LIMIT = 50_000_000
"""Bytes of one page, or of one line; what is larger is listed."""


class Kind(Enum):
    """How a file holds pages or reports."""

    WARC = "warc"
    WARC_GZ = "warc.gz"
    LINES = "jsonl"
    LINES_GZ = "jsonl.gz"
    LINES_ZST = "jsonl.zst"
    PARQUET = "parquet"
    PAGE = "page"
    """One saved page or text."""
    OTHER = "other"
    """None of these: its one result is a problem."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file: its path or URL, how it holds pages, and its size in bytes."""

    file: str
    kind: Kind
    size: int


@dataclass(frozen=True, slots=True)
class Split:
    """A stretch of a file that is read by itself: the records that begin in [start, stop).

    In bytes as the file is stored; for Parquet in row groups.
    """

    file: str
    kind: Kind
    start: int
    stop: int


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a server gave it, one line of JSON, or one row of a table; nothing in it is understood yet.

    `offset` is where it begins: the byte of the file (of the unpacked file, where it is packed as one), or the number
    of the row. `body` are the bytes of the page or line, or the words of the row in UTF-8.
    """

    file: str
    offset: int
    body: bytes
    url: str | None = None
    fetched: datetime | None = None
    """When the server gave it, with its zone."""
    media_type: str | None = None
    """As the server named it, with the charset."""
    headers: tuple[tuple[str, str], ...] = ()
    fields: Mapping[str, Any] | None = None
    """Of a row: the fields of its report, as a line of JSON has them."""
    is_line: bool = False
    """Whether the body is a line of JSON."""

    @property
    def where(self) -> str:
        """The file and the place in it, as problems name them."""
        return place(self.file, self.offset, "row" if self.fields is not None else "byte")


def place(file: str, offset: int, unit: str = "byte") -> str:
    """Name a place in a file."""
    return f"{file}, {unit} {offset:,}"


def damaged(file: str, offset: int, sentence: str, unit: str = "byte") -> Problem:
    """Say that what stands at an offset was not read, or not all of it."""
    return refused(place(file, offset, unit), sentence)
