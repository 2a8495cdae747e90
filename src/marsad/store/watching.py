"""What the watch remembers between its rounds, in a file of its own in the ledger's folder: `watch.sqlite3`.

It is no part of the record: nothing in the ledger comes from it, and when it is lost the sources are only asked again.
Times are seconds since 1970. Of a report that came in only hashes stay (of the source's id for it, of the report), so
that a report that was expunged is neither kept here nor fetched again.
"""

# ruff: noqa: S608 (only names of our own tables and columns are put into statements)

from __future__ import annotations

import hashlib
import sqlite3
from contextlib import contextmanager
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import TYPE_CHECKING

from marsad.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Self

FILE = "watch.sqlite3"
WAITING, DONE, GIVEN_UP, SET_ASIDE = "waiting", "done", "given up", "set aside"
MOST_WAITING, MOST_REMEMBERED = 5_000, 50_000
"""So many items of a source wait or are remembered at most; those that it listed last go before the others."""

_TABLES = """
CREATE TABLE IF NOT EXISTS source (
    name TEXT PRIMARY KEY, url TEXT NOT NULL, due REAL NOT NULL, etag TEXT, modified TEXT, asked REAL, seen REAL,
    failures INTEGER NOT NULL, failed INTEGER NOT NULL, reason TEXT, failed_at REAL, day TEXT, items INTEGER NOT NULL,
    bytes INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS item (
    source TEXT NOT NULL, key TEXT NOT NULL, stamp TEXT NOT NULL, state TEXT NOT NULL, url TEXT, published TEXT,
    tries INTEGER NOT NULL, due REAL NOT NULL, round REAL NOT NULL, report TEXT, PRIMARY KEY (source, key));
CREATE INDEX IF NOT EXISTS item_waiting ON item (state, due);
CREATE TABLE IF NOT EXISTS report (source TEXT NOT NULL, id TEXT NOT NULL, PRIMARY KEY (source, id));
CREATE TABLE IF NOT EXISTS host (
    origin TEXT PRIMARY KEY, free REAL NOT NULL, failures INTEGER NOT NULL, robots BLOB, robots_until REAL NOT NULL);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """How a source stands: when it is due, was asked, answered; failures in a row and in all, the last reason."""

    name: str
    url: str
    due: float = 0.0
    etag: str | None = None
    modified: str | None = None
    asked: float | None = None
    seen: float | None = None
    failures: int = 0
    failed: int = 0
    reason: str | None = None
    failed_at: float | None = None
    day: str | None = None
    """The day of which `items` and `bytes` were fetched."""
    items: int = 0
    bytes: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A report that a source listed and that is still to be fetched."""

    source: str
    key: str
    url: str
    published: date | None
    tries: int
    due: float


@dataclass(frozen=True, slots=True)
class Host:
    """When a host may be asked again, how often it failed in a row, its robots.txt and how long that holds."""

    origin: str
    free: float = 0.0
    failures: int = 0
    robots: bytes | None = None
    robots_until: float = 0.0


class WatchMemory:
    """The file; every change is on the disk when its function returns."""

    def __init__(self, home: Path) -> None:
        """Open or make the file; raises StoreError."""
        self._path = home / FILE
        with self._sentences():
            home.mkdir(mode=0o700, parents=True, exist_ok=True)
            self._base = sqlite3.connect(self._path, timeout=20, isolation_level=None)
            self._base.executescript(_TABLES)

    def close(self) -> None:
        """Close the file."""
        self._base.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def source(self, name: str, url: str) -> Kept:
        """Return how a source stands; what belongs to another address that it had is left out."""
        with self._sentences():
            row = self._base.execute(f"SELECT {_columns(Kept)} FROM source WHERE name = ?", [name]).fetchone()
        kept = Kept(*row) if row else Kept(name, url)
        return kept if kept.url == url else replace(kept, url=url, due=0.0, etag=None, modified=None, failures=0)

    def sources(self) -> list[Kept]:
        """Return all that were ever asked, by name."""
        with self._sentences():
            return [Kept(*row) for row in self._base.execute(f"SELECT {_columns(Kept)} FROM source ORDER BY name")]

    def keep(self, value: Kept | Host) -> None:
        """Remember how a source or a host stands."""
        table = "source" if isinstance(value, Kept) else "host"
        values = [getattr(value, one.name) for one in fields(value)]
        marks = ", ".join("?" * len(values))
        with self._sentences():
            self._base.execute(f"INSERT OR REPLACE INTO {table} ({_columns(type(value))}) VALUES ({marks})", values)

    def host(self, origin: str) -> Host:
        """Return how a host stands."""
        with self._sentences():
            row = self._base.execute(f"SELECT {_columns(Host)} FROM host WHERE origin = ?", [origin]).fetchone()
        return Host(*row) if row else Host(origin)

    def list_items(self, source: str, listed: Iterable[tuple[str, str, str, date | None]], now: float) -> int:
        """Take over what a source lists (key, stamp, address, day); return how many are to be fetched now.

        New ones, and those whose stamp is another than before.
        """
        rows = [
            (source, item_key(key), item_key(stamp), url, day and day.isoformat()) for key, stamp, url, day in listed
        ]
        with self._sentences(), self._together():
            before = self._base.total_changes
            self._base.executemany(
                "INSERT INTO item (source, key, stamp, state, url, published, tries, due, round) "
                f"VALUES (?, ?, ?, '{WAITING}', ?, ?, 0, 0, 0) ON CONFLICT DO UPDATE SET stamp = excluded.stamp, "
                f"state = '{WAITING}', url = excluded.url, published = excluded.published, tries = 0, due = 0 "
                "WHERE item.stamp <> excluded.stamp",
                rows,
            )
            new = self._base.total_changes - before
            self._base.executemany(
                "UPDATE item SET round = ? WHERE source = ? AND key = ?", [(now, source, row[1]) for row in rows]
            )
            for done, most in (("=", MOST_WAITING), ("<>", MOST_REMEMBERED)):
                self._base.execute(
                    f"DELETE FROM item WHERE source = ?1 AND state {done} '{WAITING}' AND key NOT IN "
                    f"(SELECT key FROM item WHERE source = ?1 AND state {done} '{WAITING}' "
                    "ORDER BY round DESC, rowid LIMIT ?2)",
                    (source, most),
                )
        return new

    def waiting(self, source: str, most: int = -1) -> list[Item]:
        """Return what is still to be fetched of a source, the first due first; at most so many."""
        with self._sentences():
            rows = self._base.execute(
                f"SELECT source, key, url, published, tries, due FROM item WHERE source = ? AND state = '{WAITING}' "
                "ORDER BY due, rowid LIMIT ?",
                [source, most],
            ).fetchall()
        return [
            Item(s, key, url, date.fromisoformat(day) if day else None, n, due) for s, key, url, day, n, due in rows
        ]

    def later(self, item: Item, due: float) -> None:
        """Remember that an item failed and is to be tried again."""
        self._set(item, "tries = tries + 1, due = ?", [due])

    def postpone(self, item: Item, due: float) -> None:
        """Remember that an item is to be tried later, through no fault of its own."""
        self._set(item, "due = ?", [due])

    def over(self, item: Item, state: str, reports: Iterable[str] = ()) -> None:
        """Remember that an item is done or given up, and which reports it gave."""
        with self._sentences(), self._together():
            self._base.executemany(
                "INSERT OR IGNORE INTO report VALUES (?, ?)", [(item.source, id_) for id_ in reports]
            )
            self._set(item, "state = ?, url = NULL, published = NULL", [state])

    def reports(self, source: str) -> set[str]:
        """Return the ids of the reports that came from a source."""
        with self._sentences():
            return {id_ for (id_,) in self._base.execute("SELECT id FROM report WHERE source = ?", [source])}

    def counts(self, source: str) -> dict[str, int]:
        """Return how many items of a source are in each state."""
        with self._sentences():
            return dict(
                self._base.execute(
                    "SELECT state, COUNT(*) FROM item WHERE source = ? GROUP BY state", [source]
                ).fetchall()
            )

    def _set(self, item: Item, what: str, values: list[object]) -> None:
        with self._sentences():
            self._base.execute(f"UPDATE item SET {what} WHERE source = ? AND key = ?", [*values, item.source, item.key])

    @contextmanager
    def _together(self) -> Iterator[None]:
        """Make several changes one: all of them or none."""
        self._base.execute("BEGIN IMMEDIATE")
        with self._base:
            yield

    @contextmanager
    def _sentences(self) -> Iterator[None]:
        """Turn what SQLite raises into a sentence that names the file."""
        try:
            yield
        except (sqlite3.Error, OSError) as error:
            raise StoreError(
                f"What the watch remembers, {self._path}, cannot be used ({error}); see that the folder can be written "
                "and the disk has room. A damaged file can be removed: the sources are then only asked again."
            ) from error


def item_key(words: str) -> str:
    """Return what stands for a source's own id of a report."""
    return hashlib.sha256(words.encode("utf-8", "replace")).hexdigest()[:32]


def _columns(of: type[Kept | Host]) -> str:
    return ", ".join(one.name for one in fields(of))
