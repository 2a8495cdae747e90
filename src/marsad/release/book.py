"""A release as a workbook: one sheet a table of the ledger, from right to left in Arabic, and what the columns mean."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.release.dictionary import about, header, meaning, title
from marsad.release.table import Kind
from marsad.release.workbook import Page, workbook_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.model.sheet import SheetValue
    from marsad.release.table import Column, Table, Value

_WORDS = {
    "en": {
        "definitions": "Definitions",
        "yes": "yes",
        "no": "no",
        "table": "Sheet",
        "column": "Column",
        "means": "Meaning",
    },
    "ar": {
        "definitions": "التعريفات",
        "yes": "نعم",
        "no": "لا",
        "table": "الورقة",
        "column": "العمود",
        "means": "المعنى",
    },
}
_LABELLED = frozenset("harm side group party parties doers by_party method kind".split())
"""Columns that hold keys of closed lists, shown by their labels."""


def release_book(tables: Sequence[Table], lang: str, labels: Mapping[str, str]) -> bytes:
    """Write tables as a workbook; the same tables are the same bytes. `labels` are the words for keys."""
    pages = [_page(table, lang, labels) for table in tables]
    words = _WORDS[lang]
    rows: list[list[SheetValue]] = [[words["table"], words["column"], words["means"]]]
    for table in tables:
        rows.append([title(table.key, lang), "", about(table.key, lang)])
        rows += [["", header(table.key, one.key, lang), meaning(table.key, one.key, lang)] for one in table.columns]
    pages.append(Page(words["definitions"], rows))
    return workbook_bytes(pages, rtl=lang == "ar")


def _page(table: Table, lang: str, labels: Mapping[str, str]) -> Page:
    heads: list[SheetValue] = [header(table.key, one.key, lang) for one in table.columns]
    rows = [
        [_shown(value, one, lang, labels) for value, one in zip(row, table.columns, strict=True)] for row in table.rows
    ]
    return Page(title(table.key, lang), [heads, *rows])


def _shown(value: Value, column: Column, lang: str, labels: Mapping[str, str]) -> SheetValue:
    if isinstance(value, str) and column.key in _LABELLED:
        return "; ".join(labels.get(key, key) for key in value.split("; "))
    if column.kind is Kind.YES and value is not None:
        return _WORDS[lang]["yes" if value else "no"]
    return value
