"""Fresh ledgers for tests: real SQLite files, or the tables of a PostgreSQL server (`on_server`)."""

from __future__ import annotations

from contextlib import contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from django.db import connection, connections

from marsad.settings import LEDGER_FILE, configure
from marsad.store.opening import open_ledger

if TYPE_CHECKING:
    from collections.abc import Iterator

_chosen: list[str] = []
"""The address of the server in use, if any."""


@contextmanager
def on_server(address: str | None) -> Iterator[None]:
    """Make fresh ledgers on this PostgreSQL server, or in files where it is None."""
    before = [*_chosen]
    _chosen[:] = [address] if address else []
    try:
        yield
    finally:
        _chosen[:] = before


@contextmanager
def fresh_ledger(home: Path | None = None) -> Iterator[Path]:
    """Point Django at an empty, open ledger in `home` (else in a temporary folder) and yield the folder."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = home or Path(folder)
        try:
            if _chosen:
                _empty_server(home)
            else:
                home.mkdir(exist_ok=True)
                blank_ledger(home)
                configure(home)
            yield home
        finally:
            connections.close_all()


def blank_ledger(home: Path) -> None:
    """Put an empty ledger's file into a folder."""
    (home / LEDGER_FILE).write_bytes(_template())


@cache
def _template() -> bytes:
    """Make an empty ledger once; copies of its file are as good and quicker."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        configure(Path(folder))
        open_ledger()
        connections.close_all()
        return (Path(folder) / LEDGER_FILE).read_bytes()


def _empty_server(home: Path) -> None:
    """Empty the tables behind the guards' back; make them on the first call."""
    configure(home, _chosen[0])
    _make_on_server()
    tamper("; ".join(f"DELETE FROM {table}" for table in _tables()))


@cache
def _tables() -> list[str]:
    return [table for table in connection.introspection.table_names() if table != "django_migrations"]


@cache
def _make_on_server() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")
    open_ledger()


def tamper(statement: str, values: tuple[object, ...] = ()) -> None:
    """Change the database behind the guards' back, as somebody with the file in hand could."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            for state in ("DISABLE", "ENABLE"):
                for table in _tables():
                    cursor.execute(f"ALTER TABLE {table} {state} TRIGGER ALL")
                if state == "DISABLE":
                    cursor.execute(statement, values)
            return
        cursor.execute("PRAGMA foreign_keys = OFF")
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        guards = cursor.fetchall()
        for name, _ in guards:
            cursor.execute(f"DROP TRIGGER {name}")
        cursor.execute(statement, values)
        for _, sql in guards:
            cursor.execute(sql)
