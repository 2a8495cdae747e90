"""An XLSX file as sheets, read with openpyxl behind limits: what a hostile file could cost is looked at first.

The archive's parts are measured as they unpack, not as its directory says; no part may declare a document type, so no
entity can grow; rows and columns have a limit. Formulas are never worked out: their stored results are read.
"""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from dataclasses import replace
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from marsad.intake.table import ROW_LIMIT, WIDTH_LIMIT, Row, Table
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.intake.table import Value

BYTE_LIMIT = 50_000_000
"""Bytes of one file."""
UNPACKED_LIMIT = 200_000_000
"""Bytes of all its parts together, unpacked."""
PART_LIMIT = 5_000
_CHUNK = 1 << 16
_XML = (".xml", ".rels", ".vml")
_DOCTYPE = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=\"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})\"")
_UNSTORED = re.compile(
    rb"<c\s[^>]*?r=\"([A-Z]{1,3}\d{1,7})\"[^>]*>\s*<f\b[^>]*?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
)
_DAMAGED = (zipfile.BadZipFile, zlib.error, struct.error, EOFError, RuntimeError, OSError, ValueError)
"""What a damaged archive raises, where it raises at all."""
_MISSHAPEN = (LookupError, TypeError, AttributeError, SyntaxError, ArithmeticError)
"""What openpyxl raises for parts that are not as they should be."""
_MERGES_LIMIT = 20_000
_TALLEST = 500
"""A merged cell of more rows is no value of each of them."""
SHEET_LIMIT = 200
_SHOWN = 5


def workbook_tables(data: bytes) -> list[Table]:
    """Read the sheets of an XLSX file that hold something; raises MarsadError where it is none, or hostile."""
    parts = check_archive(data)
    try:
        import openpyxl
        from openpyxl.utils.exceptions import InvalidFileException
    except ImportError:
        raise MarsadError(
            "is an XLSX file; reading it needs the extra “intake”: pip install 'marsad[intake]'"
        ) from None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of drop-down lists and the like, which hold no cells
            book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            epoch = book.epoch.date() if isinstance(book.epoch, datetime) else date(1899, 12, 30)
            tables = [_table(sheet, epoch, parts) for sheet in book.worksheets[:SHEET_LIMIT]]
            book.close()
    except (*_DAMAGED, *_MISSHAPEN, InvalidFileException) as error:
        raise MarsadError(
            f"is a damaged XLSX file ({type(error).__name__}: {error}); save it again and read that"
        ) from error
    return [table for table in tables if table.rows or table.problems]


def reads_with() -> str:
    """Name what takes the cells out of an XLSX file, with its version."""
    import openpyxl

    return f"openpyxl {openpyxl.__version__}"


def check_archive(data: bytes) -> dict[str, bytes]:
    """Unpack the parts of an XLSX file within limits, and return its sheets; raises MarsadError."""
    if len(data) > BYTE_LIMIT:
        raise MarsadError(f"is larger than {BYTE_LIMIT:,} bytes; cut the workbook into several")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _unpacked(archive)
    except _DAMAGED as error:
        raise MarsadError(f"is a damaged XLSX file ({error}); save it again and read that") from error


def _unpacked(archive: zipfile.ZipFile) -> dict[str, bytes]:
    infos = archive.infolist()
    if len(infos) > PART_LIMIT:
        raise MarsadError(f"is no workbook that a spreadsheet program writes: it has {len(infos):,} parts")
    if "xl/workbook.xml" not in archive.namelist():
        raise MarsadError("is no XLSX workbook; save it as .xlsx or .csv and read that")
    if sum(info.file_size for info in infos) > UNPACKED_LIMIT:
        raise MarsadError(_BOMB)
    sheets, left = {}, UNPACKED_LIMIT
    for info in infos:
        pieces = []
        with archive.open(info) as part:
            while piece := part.read(_CHUNK):
                left -= len(piece)
                if left < 0:
                    raise MarsadError(_BOMB)
                pieces.append(piece)
        whole = b"".join(pieces)
        if info.filename.lower().endswith(_XML) and _DOCTYPE.search(whole.replace(b"\x00", b"")):
            raise MarsadError("declares XML entities, which no spreadsheet program writes; it was not opened")
        if info.filename.startswith("xl/worksheets/"):
            sheets[info.filename] = whole
    return sheets


_BOMB = f"unpacks to more than {UNPACKED_LIMIT:,} bytes, more than any casebook; it was not opened"


def _table(sheet: Any, epoch: date, parts: dict[str, bytes]) -> Table:
    """Read one sheet, row by row, whatever size it says it has."""
    sheet.reset_dimensions()
    rows: list[Row] = []
    problems: list[str] = []
    for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
        if number > ROW_LIMIT:
            problems.append(f"has rows below {ROW_LIMIT:,}; those were not read.")
            break
        kept = _trimmed(values)
        if len(kept) > WIDTH_LIMIT:
            sentence = f"has a row of {len(kept):,} columns; a casebook has at most {WIDTH_LIMIT}. It was not read."
            return Table(sheet.title, (), epoch, (sentence,))
        if kept:
            rows.append(Row(number, kept))
    part = parts.get(sheet._worksheet_path.lstrip("/"), b"")  # noqa: SLF001 - openpyxl tells it nowhere else
    unstored = [ref.decode() for ref in _UNSTORED.findall(part)]
    if unstored:
        more = f" and {len(unstored) - _SHOWN} more" if len(unstored) > _SHOWN else ""
        problems.append(
            f"has formulas without a stored result ({', '.join(unstored[:_SHOWN])}{more}), which were read as empty; "
            "open the file in a spreadsheet program and save it."
        )
    return Table(sheet.title, _filled(rows, _merges(part)), epoch, tuple(problems))


def _trimmed(values: Iterable[Any]) -> tuple[Value, ...]:
    """Return the values up to the last that holds something."""
    found = [value if isinstance(value, str | int | float | date) or value is None else str(value) for value in values]
    while found and (found[-1] is None or (isinstance(found[-1], str) and not found[-1].strip())):
        found.pop()
    return tuple(found)


def _merges(part: bytes) -> list[tuple[int, int, int]]:
    """Return the merged cells that reach over several rows: column from 0, first row, last row."""
    found = []
    for left, top, _, bottom in _MERGED.findall(part)[:_MERGES_LIMIT]:
        column = 0
        for letter in left:
            column = column * 26 + letter - ord("A") + 1
        if int(top) < int(bottom) <= int(top) + _TALLEST:
            found.append((column - 1, int(top), int(bottom)))
    return found


def _filled(rows: list[Row], merges: list[tuple[int, int, int]]) -> tuple[Row, ...]:
    """Write the value of a cell that reaches over several rows into each of them."""
    at = {row.number: n for n, row in enumerate(rows)}
    made = list(rows)
    for column, top, bottom in merges:
        if top not in at or column >= len(rows[at[top]].values):
            continue
        value = rows[at[top]].values[column]
        for number in range(top + 1, bottom + 1):
            if value is not None and number in at:
                row = made[at[number]]
                values = [*row.values, *[None] * (column + 1 - len(row.values))]
                values[column] = value
                made[at[number]] = replace(row, values=tuple(values), filled=row.filled | {column})
    return tuple(made)
