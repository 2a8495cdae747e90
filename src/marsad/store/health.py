"""How a ledger's database stands: reachable, of our schema, the journal whole, what is derived in step with it."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from django.db import connection

from marsad.model.check import Check, State
from marsad.store import captured, full_text, opening, projections, search, shelf
from marsad.store.errors import NoLedgerError, ledger_name, sentences
from marsad.store.journal import Journal
from marsad.store.models import ReportRow, SearchRow
from marsad.store.verify import verify

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from marsad.model.incident import Ledger
    from marsad.model.reading import Reading

SCHEMA = "schema"
"""The name of the check of the schema: where that is not ok, nothing that the ledger holds can be looked at."""
_POSTGRESQL = 15
_SQLITE = (3, 37, 0)
_SHOWN = 3
_REBUILD = "marsad rebuild makes them again from the journal."


def database() -> Iterator[Check]:
    """Tell whether the database answers, which one it is, and of which schema the ledger is. Raises StoreError."""
    try:
        schema = opening.look()
    except NoLedgerError as error:
        yield Check("database", State.NOTE, str(error))
        return
    with sentences():
        connection.ensure_connection()
    yield _server() if connection.vendor == "postgresql" else _file()
    if schema.missing:
        advice = "Make a copy of it, then run any other command: marsad brings it forward, or leaves it as it is."
        sentence = f"It is of an older schema ({schema.latest}); this marsad uses {max(schema.missing)}."
        yield Check(SCHEMA, State.NOTE, sentence, advice)
    else:
        yield Check(SCHEMA, State.OK, f"It is of this marsad's schema ({schema.latest}).")


def _server() -> Check:
    with sentences(), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version_num')::int / 10000, current_setting('server_version')")
        version, said = cursor.fetchone()
    if version < _POSTGRESQL:
        return Check("database", State.PROBLEM, f"PostgreSQL {said} is too old.", f"Use {_POSTGRESQL} or later.")
    return Check("database", State.OK, f"{ledger_name()} answers (PostgreSQL {said}).")


def _file() -> Check:
    if sqlite3.sqlite_version_info < _SQLITE:
        advice = f"Use a Python with SQLite {'.'.join(map(str, _SQLITE))} or later."
        return Check("database", State.PROBLEM, f"This Python's SQLite is {sqlite3.sqlite_version}, too old.", advice)
    return Check("database", State.OK, f"{ledger_name()} answers (SQLite {sqlite3.sqlite_version}).")


def journal() -> Iterator[Check]:
    """Verify the chain."""
    problems = verify()
    for problem in problems[:_SHOWN]:
        yield Check("journal", State.PROBLEM, str(problem))
    if len(problems) > _SHOWN:
        yield Check("journal", State.PROBLEM, f"{len(problems)} things are wrong in all; marsad verify lists them.")
    if not problems:
        yield Check(
            "journal", State.OK, f"All {Journal().head().seq} entries are whole, each chained to the one before."
        )


def captures() -> Iterator[Check]:
    """Tell whether what reports were taken out of is there, byte for byte, and nothing else beside it."""
    problems, orphans, name = captured.check(), captured.orphans(), "captures"
    for problem in problems[:_SHOWN]:
        yield Check(name, State.PROBLEM, str(problem), "Copy that file back from a backup (marsad restore, elsewhere).")
    if len(problems) > _SHOWN:
        yield Check(name, State.PROBLEM, f"{len(problems)} captures are damaged in all; marsad verify lists them.")
    for path in orphans[:_SHOWN]:
        sentence = f"{path} is of no report: a program died, or is adding it just now."
        yield Check(name, State.NOTE, sentence, "marsad rebuild removes it.")
    if len(orphans) > _SHOWN:
        yield Check(name, State.NOTE, f"{len(orphans)} such files in all.", "marsad rebuild removes them.")
    if not problems and not orphans:
        yield Check(name, State.OK, f"All {captured.count()} captures are there, byte for byte.")


def derived(ledger: Ledger, readings: Sequence[Reading], names: Mapping[str, str]) -> Iterator[Check]:
    """Compare the derived rows with the ledger that the journal gives, and how its reports write voices."""
    made, name = shelf.made(), "derived rows"
    if made is None or not shelf.is_of_the_head(made):
        yield Check(name, State.NOTE, "They are behind the journal; the figures shown are not.", _REBUILD)
    elif not shelf.is_of_this_version(made):
        yield Check(name, State.NOTE, "Another version made them; the figures shown are not from them.", _REBUILD)
    elif projections.digest() != made.digest or not shelf.is_sound(made):
        yield Check(name, State.PROBLEM, "They were changed by something else than marsad.", _REBUILD)
    elif projections.expected(ledger, readings, names) != made.digest:
        yield Check(name, State.PROBLEM, "They are not what the journal gives; another version made them.", _REBUILD)
    else:
        yield Check(name, State.OK, "They are what the journal gives.")


def search_rows() -> Iterator[Check]:
    """Tell whether what can be searched is in step with the journal."""
    if not search.is_current():
        yield Check("search", State.NOTE, "The search index is behind the journal.", "The next search makes it again.")
        return
    with sentences():
        held = SearchRow.objects.filter(kind="report", part=0).count()
        whole = held == ReportRow.objects.count() and full_text.is_sound()
    if whole:
        yield Check("search", State.OK, f"The search index holds all {held} reports.")
    else:
        yield Check("search", State.PROBLEM, "The search index does not hold what it should.", _REBUILD)
