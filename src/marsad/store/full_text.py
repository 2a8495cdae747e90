"""The full-text index over the words of search rows: FTS5 in SQLite's file, GIN on PostgreSQL, behind four functions.

FTS5 keeps no words of its own (`content=`): it is told what comes and what goes. PostgreSQL sees to its index
itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models.expressions import RawSQL

from marsad.store.models import SearchRow

if TYPE_CHECKING:
    from collections.abc import Collection

    from marsad.lang.search.words import Term

_STANDING = {
    "sqlite": "SELECT rowid FROM search_words WHERE search_words MATCH %s",
    "postgresql": "SELECT id FROM search_row WHERE to_tsvector('simple', words) @@ phraseto_tsquery('simple', %s)",
}
_TOGETHER = 500


def rows_with(term: Term) -> RawSQL:
    """Return the ids of the rows in which a word stands, or several words behind each other."""
    asked = f'"{term}"' if connection.vendor == "sqlite" else str(term)
    return RawSQL(_STANDING[connection.vendor], [asked])  # noqa: S611 - two constants, and what is asked as a value


def put(rows: Collection[SearchRow]) -> None:
    """Write rows and take them into the index."""
    last = SearchRow.objects.order_by("-id").values_list("id", flat=True).first() or 0
    SearchRow.objects.bulk_create(rows, batch_size=_TOGETHER)
    _tell("INSERT INTO search_words(rowid, words) SELECT id, words FROM search_row WHERE id > %s", last)


def drop(ids: Collection[int]) -> None:
    """Delete rows and take them out of the index."""
    doomed = list(ids)
    for start in range(0, len(doomed), _TOGETHER):
        some = doomed[start : start + _TOGETHER]
        marks = ", ".join(["%s"] * len(some))
        _tell(
            "INSERT INTO search_words(search_words, rowid, words) "  # noqa: S608 - only the marks of values
            f"SELECT 'delete', id, words FROM search_row WHERE id IN ({marks})",
            *some,
        )
        SearchRow.objects.filter(id__in=some).delete()


def clear() -> None:
    """Delete all rows, and all that the index ever held of them: FTS5 keeps dropped words until it is emptied."""
    SearchRow.objects.all().delete()
    _tell("INSERT INTO search_words(search_words) VALUES ('delete-all')")


def is_sound() -> bool:
    """Tell whether the index holds the words of all rows, and no others; changes nothing."""
    if connection.vendor != "sqlite":
        return True
    from django.db import DatabaseError

    try:
        _tell("INSERT INTO search_words(search_words, rank) VALUES ('integrity-check', 1)")
    except DatabaseError as error:
        if "malformed" in str(error):
            return False
        raise
    return True


def _tell(statement: str, *values: int) -> None:
    """Tell FTS5 something; PostgreSQL need not be told."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(statement, values)
