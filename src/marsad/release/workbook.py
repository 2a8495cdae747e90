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
_MISREAD = (*_FORMULA, "#")
"""What words begin with that a spreadsheet, or the library, may take for a formula or a fault (`#N/A`)."""
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
    book = openpyxl.Workbook(write_only=True)  # row by row to a file: memory does not grow with the rows
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
    """Write a sheet from the top: what it says of itself, the header, then row by row."""
    from openpyxl.utils import get_column_letter

    header = page.rows[page.header - 1]
    sheet.sheet_view.rightToLeft = rtl
    for column, width in enumerate(_widths(page), 1):
        sheet.column_dimensions[get_column_letter(column)].width = width
    sheet.freeze_panes = f"B{page.header + 1}"
    last = get_column_letter(max(len(header), 1))
    sheet.auto_filter.ref = f"A{page.header}:{last}{max(len(page.rows), page.header)}"
    head = _head(sheet, page)
    for number, row in enumerate(page.rows, 1):
        sheet.append(head if number == page.header else [_cell(sheet, clean(value)) for value in row])


def _widths(page: Page) -> list[int]:
    """Return how wide each column is: as its longest value, within bounds."""
    widths = [_LEAST] * len(page.rows[page.header - 1])
    for row in page.rows:
        for column, value in enumerate(row[: len(widths)]):
            if value is not None:
                wide = len(value if isinstance(value, str) else str(value)) + 2
                if wide > widths[column]:
                    widths[column] = min(wide, _WIDEST)
    return widths


def _head(sheet: Any, page: Page) -> list[Any]:
    from openpyxl.styles import Font, PatternFill

    bold, fill = Font(bold=True), PatternFill("solid", fgColor="FFF6D5")
    cells = [_own(sheet, clean(value)) for value in page.rows[page.header - 1]]
    for column, cell in enumerate(cells):
        cell.font = bold
        if column in page.editable:
            cell.fill = fill
    return cells


def _cell(sheet: Any, value: SheetValue) -> Any:
    """Return a value as it is appended: as it stands, or as a cell where it has a format or could be misread."""
    if isinstance(value, str):
        return _own(sheet, value) if value.startswith(_MISREAD) else value or None
    return _own(sheet, value) if isinstance(value, date) else value


def _own(sheet: Any, value: SheetValue) -> Any:
    """Return a cell; words stay words, whatever they begin with."""
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, value)
    if isinstance(value, str):
        cell.data_type = "s"
        if value.startswith(_FORMULA):
            cell.quotePrefix = True
    elif isinstance(value, date):
        cell.number_format = "yyyy-mm-dd"
    return cell
