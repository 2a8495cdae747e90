"""Files that are one page each, and files of other kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.bulk.opened import opened
from marsad.bulk.page import PAGE_LIMIT, Kind, Page, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.bulk.page import Source, Split
    from marsad.model.problem import Problem

KINDS = "web archives (.warc, .warc.gz), reports (.jsonl, .jsonl.gz, .jsonl.zst, .parquet), pages (.html, .txt) are"


def cuts(source: Source, aim: int) -> list[int]:  # noqa: ARG001  every kind of file answers this
    """Return where the file may be cut: nowhere."""
    return [0, max(source.size, 1)]


def pages(split: Split) -> Iterator[Page | Problem]:
    """Return the one page of a file."""
    if split.kind is Kind.OTHER:
        yield damaged(split.file, 0, f"is of no kind that is read in bulk; {KINDS}.")
        return
    with opened(split.file) as stream:
        body = stream.read(PAGE_LIMIT + 1)
    if len(body) > PAGE_LIMIT:
        yield damaged(split.file, 0, f"is larger than {PAGE_LIMIT:,} bytes and was passed over.")
    else:
        yield Page(split.file, 0, body)
