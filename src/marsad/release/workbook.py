"""Sheets as an XLSX file: frozen headers, filters, from right to left where the language is; no cell is a formula."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.sheet import SheetValue

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_WIDEST, _LEAST = 60, 10
_CELL_LIMIT = 32_000
"""Characters of one cell: spreadsheet programs take 32,767."""
_EPOCH = datetime(2000, 1, 1)  # noqa: DTZ001 - the format has no zone; no clock may change the bytes


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet to be written: its title, its rows with the header first, and which columns may be edited."""

    title: str
    rows: Sequence[Sequence[SheetValue]]
    editable: frozenset[int] = frozenset()
    header: int = 1
    """The row of the headers, from 1."""


def clean(value: SheetValue) -> SheetValue:
    """Return a value as a cell can hold it: characters that XML has none of become U+FFFD, the rest stays."""
    return _ILLEGAL.sub("\ufffd", value)[:_CELL_LIMIT] if isinstance(value, str) else value


def workbook_bytes(pages: Sequence[Page], *, rtl: bool = False) -> bytes:
    """Write sheets as an XLSX file; raises MarsadError where the library is missing."""
    try:
        import openpyxl
        from openpyxl.writer.excel import ExcelWriter
    except ImportError:
        raise MarsadError("Writing XLSX needs the extra “intake”: pip install 'marsad[intake]'.") from None
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.properties.created = book.properties.modified = _EPOCH
    for page in pages:
        _write(book.create_sheet(page.title), page, rtl=rtl)
    out = io.BytesIO()
    ExcelWriter(book, _Archive(out, "w", ZIP_DEFLATED)).save()  # as book.save does it, without its clock
    return out.getvalue()


class _Archive(ZipFile):
    """An archive in which every part has the same time, so that the same sheets are the same bytes."""

    def writestr(self, name: Any, data: Any, *_how: Any) -> None:
        super().writestr(ZipInfo(str(name), _EPOCH.timetuple()[:6]), data, ZIP_DEFLATED)

    def write(self, filename: Any, arcname: Any = None, *_how: Any) -> None:
        self.writestr(arcname or filename, Path(filename).read_bytes())


def _write(sheet: Any, page: Page, *, rtl: bool) -> None:
    from openpyxl.styles import Font, PatternFill
    from openpyxl.utils import get_column_letter

    bold, fill = Font(bold=True), PatternFill("solid", fgColor="FFF6D5")
    sheet.sheet_view.rightToLeft = rtl
    widths: dict[int, int] = {}
    for number, row in enumerate(page.rows, 1):
        for column, value in enumerate(map(clean, row), 1):
            if value is None:
                continue
            _put(sheet.cell(number, column), value)
            widths[column] = min(max(widths.get(column, _LEAST), len(str(value)) + 2), _WIDEST)
    for column in range(1, len(page.rows[page.header - 1]) + 1):
        sheet.cell(page.header, column).font = bold
        if column - 1 in page.editable:
            sheet.cell(page.header, column).fill = fill
        sheet.column_dimensions[get_column_letter(column)].width = widths.get(column, _LEAST)
    sheet.freeze_panes = f"B{page.header + 1}"
    last = get_column_letter(max(len(page.rows[page.header - 1]), 1))
    sheet.auto_filter.ref = f"A{page.header}:{last}{max(len(page.rows), page.header)}"


def _put(cell: Any, value: SheetValue) -> None:
    """Write a value; words stay words, whatever they begin with."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(_FORMULA):
            cell.quotePrefix = True
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
