"""Tables of reports (Parquet): a row is a report, with the fields that a line of JSON has; cut by row groups."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from marsad.bulk.opened import load, opened
from marsad.bulk.page import PAGE_LIMIT, Page, damaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.bulk.page import Source, Split
    from marsad.model.problem import Problem

FIELDS = ("id", "publisher", "source", "title", "lang", "published", "seen", "url", "text")
"""The columns that are read, of those that a table has."""
_ROWS = 256


def cuts(source: Source, aim: int) -> list[int]:
    """Return where the table may be cut, in row groups."""
    parquet = load("pyarrow.parquet", source.file)
    with opened(source.file) as stream:
        try:
            about = parquet.ParquetFile(stream).metadata
        except _damage(source.file):
            return [0, 1]
        found, size = [0], 0
        for group in range(about.num_row_groups):
            size += about.row_group(group).total_byte_size
            if size >= aim:
                found.append(group + 1)
                size = 0
    return found if found[-1] == max(about.num_row_groups, 1) else [*found, max(about.num_row_groups, 1)]


def stored(file: str, many: int) -> int:
    """Return how many bytes of a table, as it is stored, so many of its rows take, about; of a damaged one, all."""
    parquet = load("pyarrow.parquet", file)
    with opened(file) as stream:
        size = stream.seek(0, os.SEEK_END)
        try:
            held = parquet.ParquetFile(stream).metadata.num_rows
        except _damage(file):
            return size
    return size * min(many, held) // held if held else size


def pages(split: Split) -> Iterator[Page | Problem]:
    """Read the rows of some row groups; a group that is damaged is a problem."""
    parquet = load("pyarrow.parquet", split.file)
    with opened(split.file) as stream:
        try:
            table = parquet.ParquetFile(stream)
        except _damage(split.file) as error:
            yield damaged(split.file, 0, f"is a damaged table ({error}); nothing of it was read.", "row")
            return
        columns = [name for name in FIELDS if name in table.schema_arrow.names]
        if "text" not in columns:
            yield damaged(split.file, 0, "has no column “text” with the words of reports.", "row")
            return
        groups = range(table.metadata.num_row_groups)
        row = sum(table.metadata.row_group(group).num_rows for group in groups[: split.start])
        for group in groups[split.start : split.stop]:
            number = row
            try:
                for batch in table.iter_batches(_ROWS, row_groups=[group], columns=columns):
                    for record in batch.to_pylist():
                        yield _page(split.file, number, record)
                        number += 1
            except _damage(split.file) as error:
                yield damaged(split.file, number, f"is damaged from this row on ({error}); the next group is read.")
            row += table.metadata.row_group(group).num_rows


def _page(file: str, number: int, record: dict[str, Any]) -> Page | Problem:
    fields = {
        name: value.isoformat() if hasattr(value, "isoformat") else value
        for name, value in record.items()
        if value is not None
    }
    text = fields.get("text")
    body = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else b""
    if len(body) > PAGE_LIMIT:
        return damaged(file, number, f"holds a text of more than {PAGE_LIMIT:,} bytes and was passed over.", "row")
    url = fields.get("url")
    return Page(file, number, body, url=url if isinstance(url, str) else None, fields=fields)


def _damage(file: str) -> tuple[type[Exception], ...]:
    return (load("pyarrow", file).ArrowException, OSError, ValueError, OverflowError)
