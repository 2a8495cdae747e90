"""Casebooks for tests: rows of invented incidents as CSV and XLSX."""

from __future__ import annotations

import io

import openpyxl

from marsad.intake.files import read_files
from marsad.reader.read import read


def xlsx(*sheets, names=(), merge=()):
    """Write sheets, each a list of rows, as the bytes of a workbook."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for n, rows in enumerate(sheets):
        sheet = book.create_sheet(names[n] if n < len(names) else f"S{n + 1}")
        for row in rows:
            sheet.append(row)
        for cells in merge:
            sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def taken_in(tmp_path, data, name="casebook.csv", **options):
    """Read a casebook from a file: the readings of its rows, and every problem as a line."""
    path = tmp_path / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode())
    reports, problems = read_files([path], **options)
    readings = [read(report) for report in reports]
    found = [*problems, *(problem for reading in readings for problem in reading.problems)]
    return readings, [str(problem).removeprefix(f"{tmp_path}/") for problem in found]


def told(reading):
    """Write a row's claims as short lines: what, how many, of which whole."""
    return [
        f"{c.harm}{f' {c.side}' if c.side != 'unknown' else ''}{f' {c.group}' if c.group else ''} {c.count}"
        + (f" of #{c.part_of}" if c.part_of is not None else "")
        for c in reading.claims
    ]
