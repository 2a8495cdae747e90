"""Conduct the ledger out into a workbook, and edits in it back as decisions by whoever made them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Protocol

from marsad import derive, flow
from marsad.intake.table import column_name, words_of
from marsad.intake.workbook import workbook_tables
from marsad.ledger.as_of import Question
from marsad.ledger.drafting import signed
from marsad.ledger.moves import Difference, difference
from marsad.ledger.reconcile import reconcile
from marsad.ledger.sheet_edits import decisions_of
from marsad.ledger.sight import sight
from marsad.ledger.worksheets import worksheets
from marsad.model.problem import MarsadError, Problem
from marsad.model.sheet import Sheet, SheetEdit, SheetValue
from marsad.release.workbook import Page, clean, workbook_bytes
from marsad.store import reports
from marsad.store.canonical import canonical
from marsad.store.errors import RefusedError
from marsad.store.journal import Head, Journal
from marsad.store.transaction import writing

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from marsad.intake.table import Row, Table
    from marsad.ledger.drafting import Pen
    from marsad.model.audience import Audience
    from marsad.model.decision import Decision

MARK = "marsad sheet 1"
"""The first cell of the sheet of definitions: what wrote it, in which form."""
DEFINITIONS = "definitions"
Cells = dict[tuple[str, str], SheetValue]


class Words(Protocol):
    """The words of a workbook in one language."""

    @property
    def language(self) -> str:
        """The language, in two letters."""

    @property
    def titles(self) -> Mapping[str, str]:
        """The titles of the sheets by key."""

    @property
    def hint(self) -> str:
        """What the sheets are for."""

    @property
    def rtl(self) -> bool:
        """Whether the sheets run from right to left."""

    def header(self, key: str) -> str:
        """Return the header of a column."""

    def meaning(self, key: str) -> str:
        """Say what a column holds."""

    def value(self, key: str) -> str:
        """Return the label of a key."""

    def keys(self) -> Mapping[str, str]:
        """Return the keys by their labels."""


@dataclass(frozen=True, slots=True)
class Exported:
    """A workbook as bytes, with where the journal stood and the hash of what it holds."""

    data: bytes
    head: Head
    digest: str
    rows: int


@dataclass(frozen=True)
class Return:
    """What edits that came back would decide; nothing is recorded yet.

    `problems` are edits that can be no decision, or that conflict with what was decided meanwhile, each with its cell.
    """

    decided: tuple[tuple[Decision, tuple[SheetEdit, ...]], ...]
    problems: tuple[Problem, ...]
    changes: Difference
    head: Head


def export(words: Words, audience: Audience) -> Exported:
    """Write the ledger, as an audience may see it now, into a workbook."""
    book = flow.ledger(Question(audience=audience))
    head, sheets = Journal().head(), worksheets(book.desk)
    digest = _digest(sheets)
    pages = [_page(sheet, words) for sheet in sheets]
    rows: list[list[SheetValue]] = [[MARK, head.seq, head.hash, digest, words.language], [words.hint], []]
    rows[2] = [words.titles[DEFINITIONS], "", ""]
    for sheet in sheets:
        rows += [
            [words.header(column.key), words.titles[sheet.key], words.meaning(column.key)] for column in sheet.columns
        ]
    pages.append(Page(words.titles[DEFINITIONS], rows, header=3))
    return Exported(workbook_bytes(pages, rtl=words.rtl), head, digest, sum(len(sheet.rows) for sheet in sheets))


def bring_back(data: bytes, words: Callable[[str], Words | None], audience: Audience, pen: Pen) -> Return:
    """Compare a workbook with what was exported, and draft its edits as decisions; raises MarsadError.

    `words` gives the words of a language. Nothing is recorded.
    """
    pen = signed(pen)
    tables = workbook_tables(data)
    if broken := [f"“{table.name}” {sentence}" for table in tables for sentence in table.problems]:
        raise MarsadError(f"The sheet {broken[0]}")
    then, digest, spoken = _provenance(tables, words)
    exported = worksheets(flow.ledger(Question(recorded=then.at, audience=audience)).desk)
    if _digest(exported) != digest:
        raise MarsadError(
            "What was exported cannot be made again, so edits cannot be told from it: it was for somebody else "
            "(--for), by another version, or something was removed or restricted since. Export it again."
        )
    book = flow.ledger(Question(audience=audience))
    now = worksheets(book.desk)
    edits: list[SheetEdit] = []
    problems: list[Problem] = []
    for was, stands in zip(exported, now, strict=True):
        found, odd = _compared(tables, was, stands.cells(), spoken)
        edits += found
        problems += odd
    drafted, refused = decisions_of(edits, book.desk, pen)
    head = Journal().head()
    decided = tuple((replace(one, number=head.seq + n), told) for n, (one, told) in enumerate(drafted, 1))
    if not decided:
        return Return((), (*problems, *refused), Difference(), head)
    readings, people = reports.readings(head.seq), [*reports.decisions(head.seq), *(one for one, _ in decided)]
    changes = difference(book.ledger, reconcile(*sight(people, audience).of(readings, people)))
    return Return(decided, (*problems, *refused), changes, head)


def record(returned: Return) -> tuple[int, ...]:
    """Record the decisions, all or none, and return their numbers; raises RefusedError where the ledger moved on."""
    if not returned.decided:
        return ()
    with derive.holding(), writing():
        if Journal().head().hash != returned.head.hash:
            raise RefusedError("The ledger has changed meanwhile; import the sheet again. Nothing was recorded.")
        numbers = tuple(reports.decide(decision, decision.at).seq for decision, _ in returned.decided)
        derive.onward()
    return numbers


def _page(sheet: Sheet, words: Words) -> Page:
    """Write a sheet in the words of a language."""
    header: list[SheetValue] = [words.header(column.key) for column in sheet.columns]
    rows = [
        [
            words.value(value) if column.labelled and isinstance(value, str) else value
            for column, value in zip(sheet.columns, row, strict=True)
        ]
        for row in sheet.rows
    ]
    editable = frozenset(n for n, column in enumerate(sheet.columns) if column.editable)
    return Page(words.titles[sheet.key], [header, *rows], editable)


def _digest(sheets: Sequence[Sheet]) -> str:
    """Return the SHA-256 of what sheets hold, whatever the language."""
    held = {
        sheet.key: {
            "columns": [column.key for column in sheet.columns],
            "rows": [[*map(_plain, r)] for r in sheet.rows],
        }
        for sheet in sheets
    }
    return hashlib.sha256(canonical(held)).hexdigest()


def _plain(value: SheetValue) -> str:
    return words_of(clean(value))


def _provenance(tables: Sequence[Table], words: Callable[[str], Words | None]) -> tuple[Head, str, Words]:
    """Return from which head a workbook was written, the hash of what it held, and its language; raises MarsadError."""
    for table in tables:
        told = [words_of(value) for value in table.rows[0].values] if table.rows else []
        if told[:1] == [MARK] and len(told) >= 5 and told[1].isdecimal() and (spoken := words(told[4])):
            head = Journal().passed(int(told[1]), told[2])
            if head is None:
                raise MarsadError("This workbook was written from another ledger; import it there.")
            return head, told[3], spoken
    raise MarsadError(
        "This is no workbook of `marsad sheet export`: the first row of its definitions is missing or changed. "
        "A casebook of your own goes to `marsad add`."
    )


def _compared(
    tables: Sequence[Table], was: Sheet, stands: Cells, words: Words
) -> tuple[list[SheetEdit], list[Problem]]:
    """Return the edits in one sheet, and what in it can be no decision or conflicts with what changed meanwhile."""
    title, first = words.titles[was.key], was.columns[0].key
    table = next((table for table in tables if table.name == title and table.rows), None)
    if table is None:
        return [], [Problem("no-sheet", "is not in the workbook; nothing of it was compared.", title)]
    headers = {words_of(value): at for at, value in enumerate(table.rows[0].values)}
    at = {column.key: headers[name] for column in was.columns if (name := words.header(column.key)) in headers}
    if first not in at:
        lacks = f"lacks the column “{words.header(first)}”; nothing of it was compared."
        return [], [Problem("no-sheet", lacks, title)]
    rows, problems = _rows(table, at[first], {str(row[0]) for row in was.rows})
    edits: list[SheetEdit] = []
    told = was.cells()
    for name, row in rows.items():
        for column in was.columns[1:]:
            exported, now = _plain(told[name, column.key]), _cell(row, at.get(column.key))
            now = exported if now is None else _key(now, words) if column.labelled else now
            if now == exported:
                continue
            where = f"{title}!{column_name(at[column.key])}{row.number}"
            edit = SheetEdit(where, was.key, name, column.key, exported, now)
            problem = _conflict(edit, stands) if column.editable else _undecided(edit)
            if problem:
                problems.append(problem)
            elif _plain(stands[name, column.key]) != now:
                edits.append(edit)
    return edits, problems


def _rows(table: Table, first: int, known: set[str]) -> tuple[dict[str, Row], list[Problem]]:
    """Return the rows of a sheet by their ids, and a problem for each that is strange, twice there, or gone."""
    rows: dict[str, Row] = {}
    problems: list[Problem] = []
    for row in table.rows[1:]:
        name = _cell(row, first) or ""
        where = f"{table.name}!{column_name(first)}{row.number}"
        if name in rows:
            sentence = f"“{name}” stands in row {rows[name].number} already; this row was passed over."
            problems.append(Problem("no-row", sentence, where))
        elif name not in known:
            problems.append(Problem("no-row", f"“{name}” is no row that was exported; it was passed over.", where))
        else:
            rows[name] = row
    problems += [Problem("no-row", _GONE.format(row=name), table.name) for name in sorted(known - rows.keys())]
    return rows, problems


def _undecided(edit: SheetEdit) -> Problem:
    return Problem("no-decision", _FIXED.format(**_shown(edit)), edit.where)


_FIXED = "{column} “{was}” was changed to “{now}”; this column tells what the ledger works out, and no edit decides it."
_GONE = "the row of {row} is gone; nothing follows from that. To retract a claim, write x into its column for that."


def _conflict(edit: SheetEdit, stands: Cells) -> Problem | None:
    """Return what is wrong where a cell no longer says what was exported, other than what the edit says."""
    if (edit.row, edit.column) not in stands:
        sentence = f"{edit.row} is no longer in the ledger (retracted, merged or removed since the export)."
        return Problem("conflict", sentence, edit.where)
    present = _plain(stands[edit.row, edit.column])
    if present in {edit.was, edit.now}:
        return None
    sentence = "{column} was “{was}” when exported and is “{present}” since; the edit to “{now}” was not taken."
    return Problem("conflict", sentence.format(**_shown(edit), present=present), edit.where)


def _shown(edit: SheetEdit) -> dict[str, str]:
    return {"column": edit.column, "was": edit.was, "now": edit.now}


def _cell(row: Row, column: int | None) -> str | None:
    """Return what a cell says now, None where its column is not in the sheet."""
    if column is None:
        return None
    return words_of(row.values[column]) if column < len(row.values) else ""


def _key(label: str, words: Words) -> str:
    """Return the key of a label in any language and letter case; words that are no label as they stand."""
    keys = {" ".join(name.casefold().split()): key for name, key in words.keys().items()}
    return keys.get(label.casefold(), label)
