"""Casebooks: a CSV file or a workbook of which each row is the record of an incident by a person.

Each row becomes a report whose text is the row itself, a line `label: words` for each cell that holds something, and
tells which of these words are which slot (`Report.cells`). What no column says is not filled in; what cannot be
understood is a problem with sheet, row and column.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from marsad.intake.capture import Capture, check_text, mend, oddities, refused
from marsad.intake.csv_table import csv_table
from marsad.intake.decode import decode
from marsad.intake.headers import is_field, is_total, says_nothing, slots_of
from marsad.intake.mapping import Mapping, mapping_lines
from marsad.intake.sheet_days import DAY_SLOTS, day_of, order_of
from marsad.intake.table import column_name, words_of
from marsad.intake.workbook import BYTE_LIMIT, reads_with, workbook_tables
from marsad.model.problem import MarsadError, Problem
from marsad.model.raw import Raw
from marsad.model.row import RowCell

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import IO

    from marsad.intake.table import Row, Table
    from marsad.model.report import Report

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SEARCHED = 30
"""Among so many first rows stand the headers."""
_LISTED = 12
_EXAMPLE = 40
NO_MAPPING = Mapping()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its place from 0, its header as it stands, and its slot, None where nobody says one."""

    index: int
    label: str
    slot: str | None


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is laid out: its columns, the row that names them, and the order of numbers in its days."""

    columns: tuple[Column, ...]
    header: int
    order: str | None
    each: str | None = None
    """What each row counts one of, where no cell counts."""

    @property
    def counts(self) -> bool:
        """Tell whether a column says how many people were harmed."""
        return any(column.slot and not is_field(column.slot) for column in self.columns)


def casebook_captures(
    where: str, data: bytes, default: Report, mapping: Mapping | None = None
) -> Iterator[Capture | Problem]:
    """Read the rows of a casebook as reports; `default` has publisher and day of publication for all of them."""
    mapping = mapping or NO_MAPPING
    tables, problems = tables_of(data, where)
    yield from problems
    raw = raw_of(data)
    publisher = default.publisher or mapping.publisher or PurePath(where).stem
    default = replace(default, publisher=publisher)
    chosen = [table for table in tables if not mapping.sheets or table.name in mapping.sheets]
    if missing := [name for name in mapping.sheets if name not in {table.name for table in tables}]:
        yield refused(where, f"has no sheet “{missing[0]}”; it has {', '.join(t.name for t in tables)}.")
    for table in chosen:
        yield from (Problem("sheet", sentence, _name(where, table)) for sentence in table.problems)
    laid_out = [(table, layout_of(table, mapping)) for table in chosen]
    if laid_out and not any(layout.counts or mapping.each for _, layout in laid_out):
        raise MarsadError(
            "no column says how many people were killed or hurt. `marsad sheet mapping FILE` proposes what the columns "
            "are; mend that, and give it with --map"
        )
    seen: dict[str, str] = {}
    for table, layout in laid_out:
        sheet = _name(where, table)
        if layout.counts or mapping.each:
            for found in _rows(table, replace(layout, each=mapping.each), sheet, default, seen):
                yield replace(found, raw=raw) if isinstance(found, Capture) else found
        elif table.rows:
            yield Problem("sheet", "no column says how many people were killed or hurt; it was not read.", sheet)


def raw_of(data: bytes) -> Raw:
    """Return a casebook as it was received: every row of it came in these bytes."""
    if not data.startswith(b"PK"):
        return Raw(data, content_type="text/csv")
    return Raw(data, content_type=XLSX, extractor=reads_with())


def sheet_bytes(stream: IO[bytes]) -> bytes:
    """Read a file whole; raises MarsadError where it is larger than a casebook can be."""
    data = stream.read(BYTE_LIMIT + 1)
    if len(data) > BYTE_LIMIT:
        raise MarsadError(f"is larger than {BYTE_LIMIT:,} bytes; cut the casebook into several")
    return data


def _name(where: str, table: Table) -> str:
    return f"{where}, sheet {table.name}" if table.name else where


def casebook_mapping(data: bytes, where: str) -> tuple[list[str], list[Problem]]:
    """Propose a mapping: every header of every sheet, its slot where it is recognised, and an example of its cells."""
    tables, problems = tables_of(data, where)
    columns: dict[str, tuple[str, str | None, str]] = {}
    taken: set[str] = set()
    layouts = [(table, layout_of(table)) for table in tables]
    for table, layout in layouts:
        for column in layout.columns:
            told = (words_of(row.values[column.index]) for row in table.rows if _below(row, layout, column))
            example = next((mend(words) for words in told if words), "")
            if column.label not in columns and (column.slot or example):
                slot = column.slot if column.slot not in taken else None
                taken |= {slot} if slot else set()
                columns[column.label] = (column.label, slot, shortened(example))
    if not columns:
        raise MarsadError("holds no rows of a casebook")
    order = next((layout.order for _, layout in layouts if layout.order), None)
    headers = {layout.header for _, layout in layouts if layout.counts}
    return mapping_lines(columns.values(), order, headers.pop() if len(headers) == 1 else None), problems


def _below(row: Row, layout: Layout, column: Column) -> bool:
    return row.number > layout.header and column.index < len(row.values)


def shortened(words: str) -> str:
    """Return the beginning of words, on one line of a mapping."""
    return words if len(words) <= _EXAMPLE else f"{words[:_EXAMPLE]}…"


def tables_of(data: bytes, where: str) -> tuple[list[Table], list[Problem]]:
    """Return the sheets of a file and what is odd about its bytes; raises MarsadError where it is no table."""
    if data.startswith(b"PK"):
        return workbook_tables(data), []
    decoded = decode(data)
    return [csv_table(mend(decoded.text))], oddities("", decoded, where)


def layout_of(table: Table, mapping: Mapping = NO_MAPPING) -> Layout:
    """Find the row of headers, the slot of each column, and how days are written."""
    at = next((n for n, row in enumerate(table.rows) if row.number == mapping.header), None)
    if at is None:
        scores = [sum(slot is not None for slot in _slots(row, mapping)) for row in table.rows[:_SEARCHED]]
        at = scores.index(max(scores)) if any(scores) else 0
    if not table.rows:
        return Layout((), 0, mapping.order)
    head = table.rows[at]
    labels = [words_of(value) for value in head]
    width = max(map(len, (row.values for row in table.rows[at:])))
    slots: list[str | None] = [*_slots(head, mapping), *[None] * width][:width]
    columns = tuple(
        Column(n, labels[n] if n < len(labels) and labels[n] else column_name(n), slots[n]) for n in range(width)
    )
    days = [n for n, slot in enumerate(slots) if slot in DAY_SLOTS]
    told = [row.values[n] for row in table.rows[at + 1 :] for n in days if n < len(row.values)]
    return Layout(columns, head.number, mapping.order or order_of(told, [columns[n].label for n in days]))


def _slots(row: Row, mapping: Mapping) -> list[str | None]:
    """Return the slots of a row of headers: as the mapping says, else as they are recognised."""
    labels = [words_of(value) for value in row]
    said = [mapping.slot(label) for label in labels]
    taken = {slot for slot in said if slot}
    known = slots_of([label if told is None else "" for label, told in zip(labels, said, strict=True)])
    return [
        (told or None) if told is not None else (slot if slot not in taken else None)
        for told, slot in zip(said, known, strict=True)
    ]


def _rows(
    table: Table, layout: Layout, where: str, default: Report, seen: dict[str, str]
) -> Iterator[Capture | Problem]:
    """Read the rows below the headers; those that are sums or count nobody are passed over, and said."""
    uncounted: list[int] = []
    for row in table.rows:
        if row.number <= layout.header:
            continue
        at = f"{where}, row {row.number}"
        if any(is_total(words_of(value)) for value in row):
            yield Problem("total-row", "is a sum of other rows and was passed over.", at)
            continue
        text, cells, problems = _row_text(table, layout, row, at)
        if layout.each and cells and not any(not is_field(cell.slot) for cell in cells):
            named = next((cell for cell in cells if cell.slot == "victims"), cells[0])
            cells.append(replace(named, slot=layout.each, plain="1"))
        if not any(not is_field(cell.slot) for cell in cells):
            uncounted.append(row.number)
            continue
        try:
            check_text(text)
        except MarsadError as error:
            yield refused(at, str(error))
            continue
        link = next((text[c.start : c.end] for c in cells if c.slot == "link"), None)
        report = replace(default, text=text, name=at, cells=tuple(cells))
        if first := seen.get(report.text_id):
            yield Problem("same-row", f"says the same as {first}, word for word; the two are one record.", at)
            continue
        seen[report.text_id] = f"row {row.number}"
        fields = {"id": at, "text": text} | ({"url": link} if link else {})
        yield Capture(report, at, fields, (*problems, *oddities(text, None, at)))
    if uncounted:
        more = f" and {len(uncounted) - _LISTED} more" if len(uncounted) > _LISTED else ""
        listed = ", ".join(map(str, uncounted[:_LISTED]))
        rows = "row" if len(uncounted) == 1 else "rows"
        yield Problem("no-count", f"{rows} {listed}{more} count nobody and were passed over.", where)


def _row_text(table: Table, layout: Layout, row: Row, at: str) -> tuple[str, list[RowCell], list[Problem]]:
    """Write a row as lines `label: words`, and tell which words are which slot."""
    lines: list[str] = []
    cells: list[RowCell] = []
    problems: list[Problem] = []
    start = 0
    for column, value in zip(layout.columns, row, strict=False):
        words = mend(words_of(value))
        if not words:
            continue
        begin = start + len(column.label) + 2
        slot, plain = column.slot, None
        if slot and says_nothing(words):
            slot = None
        elif slot in DAY_SLOTS:
            plain, open_ = day_of(value, layout.order, table.epoch)
            if open_:
                problems.append(
                    Problem("bad-cell", f"column {column_name(column.index)} “{column.label}”: {open_}", at)
                )
                slot = None
        elif slot and not is_field(slot) and column.index in row.filled:
            sentence = f"“{words}” stands in a cell merged with the row above; it counts there, and not again here."
            problems.append(Problem("merged", f"column {column_name(column.index)} “{column.label}”: {sentence}", at))
            slot = None
        if slot:
            cells.append(RowCell(slot, start, begin, begin + len(words), plain))
        lines.append(f"{column.label}: {words}")
        start += len(lines[-1]) + 1
    return "\n".join(lines), cells, problems
