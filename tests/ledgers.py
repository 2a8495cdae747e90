"""Fresh ledgers for tests: real SQLite files, or a PostgreSQL database of its own where TEST_DATABASE_URL names one."""

from __future__ import annotations

import os
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

SERVER = os.environ.get("TEST_DATABASE_URL")


@contextmanager
def fresh_ledger(home: Path | None = None) -> Iterator[Path]:
    """Point Django at an empty, open ledger in `home` (else in a temporary folder) and yield the folder."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        home = home or Path(folder)
        try:
            if SERVER:
                _empty_server(home)
            else:
                home.mkdir(exist_ok=True)
                (home / LEDGER_FILE).write_bytes(_template())
                configure(home)
            yield home
        finally:
            connections.close_all()


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
    configure(home, SERVER)
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
