"""Opening a ledger: it is there, it is ours, its schema is the one we know; made or brought up to date where it may."""

from __future__ import annotations

import sqlite3
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection, transaction
from django.db.migrations.exceptions import MigrationSchemaMissing
from django.db.migrations.recorder import MigrationRecorder

from marsad.store import migrations
from marsad.store.errors import (
    NewerLedgerError,
    NoLedgerError,
    NotALedgerError,
    ReadOnlyError,
    ledger_name,
    sentences,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

APPLICATION_ID = 0x6D727364  # "mrsd", in the header of the SQLite file
_HEADER = 100
_JOURNAL = "-journal"  # beside a file in which SQLite is writing, or was when it was killed
_ATTEMPTS = 3  # others may make or migrate the same ledger at this moment


def open_ledger(*, create: bool = True) -> None:
    """Make sure that the configured ledger can be used, with the present schema; `create` makes a missing one.

    Raises NoLedgerError, NotALedgerError, NewerLedgerError, ReadOnlyError, DamagedError, LedgerLockedError …
    Nothing is written to a file that is not a ledger.
    """
    if connection.vendor == "sqlite":
        _open_file(Path(connection.settings_dict["NAME"]), create=create)
    with sentences():
        if _schema(create=create).missing:
            _migrate()


@dataclass(frozen=True, slots=True)
class Schema:
    """Of which schema a ledger is: the names of the migrations that were applied, and of those that are missing."""

    applied: frozenset[str]
    missing: frozenset[str]

    @property
    def latest(self) -> str:
        """The name of the last one applied."""
        return max(self.applied, default="none")


def look() -> Schema:
    """Return the schema of the configured ledger, which is left as it is; raises StoreError where it is not usable."""
    if connection.vendor == "sqlite":
        _open_file(Path(connection.settings_dict["NAME"]), create=False)
    with sentences():
        return _schema(create=False)


def _open_file(path: Path, *, create: bool) -> None:
    """Check the header of a ledger's file before SQLite touches it; make folder and file where there are none."""
    try:
        header = _header(path)
        if _is_marked(header) and path.with_name(path.name + _JOURNAL).exists():
            header = _header_after_recovery(path)
        if not header:
            if not create:
                raise NoLedgerError(
                    f"There is no ledger at {path} yet; the first report added makes one (marsad add FILE)."
                )
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            _make(path)
        elif not _is_marked(header):
            raise NotALedgerError(f"{path} is not a marsad ledger, or it is damaged; name another folder with --home.")
    except OSError as error:
        raise ReadOnlyError(
            f"The ledger {path} cannot be opened: {error.strerror}. Ask for the right to use that folder, "
            "or name another with --home or MARSAD_HOME."
        ) from error


def _header(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_HEADER)
    except FileNotFoundError:
        return b""


def _is_marked(header: bytes) -> bool:
    return header[:16] == b"SQLite format 3\0" and header[68:72] == APPLICATION_ID.to_bytes(4, "big")


def _header_after_recovery(path: Path) -> bytes:
    """Return the header when SQLite has undone what a program began that was killed: it may have been our mark."""
    with suppress(sqlite3.Error), closing(sqlite3.connect(path, timeout=20)) as found:  # whoever opens it next, tells
        found.execute("PRAGMA schema_version")
    return _header(path)


def _make(path: Path) -> None:
    """Make an empty database that carries our mark from its first byte on."""
    try:
        with closing(sqlite3.connect(path, timeout=20)) as fresh:
            fresh.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    except sqlite3.OperationalError as error:
        raise ReadOnlyError(f"The ledger {path} cannot be made: {error}; name another folder with --home.") from error


def _schema(*, create: bool) -> Schema:
    """Return the schema as it stands; raises NewerLedgerError, NotALedgerError, NoLedgerError."""
    known = {module.name for module in iter_modules(migrations.__path__)}
    tables = set(connection.introspection.table_names())
    if "django_migrations" not in tables:
        if tables:
            raise NotALedgerError(f"{ledger_name()} holds other tables than a marsad ledger; name an empty database.")
        if not create:
            raise NoLedgerError(f"{ledger_name()} is empty; the first report added makes it (marsad add FILE).")
        return Schema(frozenset(), frozenset(known))
    applied = {name for app, name in MigrationRecorder(connection).applied_migrations() if app == "store"}
    if newer := applied - known:
        raise NewerLedgerError(
            f"{ledger_name()} was written by a newer marsad (schema {max(newer)}); update marsad, nothing was changed."
        )
    return Schema(frozenset(applied), frozenset(known - applied))


def _migrate() -> None:
    """Bring the schema up to date; where another program does so at the same time, take what it made."""
    from django.db.migrations.executor import MigrationExecutor

    for attempt in range(_ATTEMPTS):
        try:
            with _all_or_nothing():
                executor = MigrationExecutor(connection)
                executor.migrate([node for node in executor.loader.graph.leaf_nodes() if node[0] == "store"])
        except (DatabaseError, MigrationSchemaMissing):
            if attempt + 1 == _ATTEMPTS:
                raise
        if not _schema(create=True).missing:
            return


@contextmanager
def _all_or_nothing() -> Iterator[None]:
    """Change the schema in one transaction: Django notes a migration as applied only after that migration's own."""
    connection.disable_constraint_checking()  # SQLite takes this outside of transactions only
    try:
        with transaction.atomic():
            yield
    finally:
        connection.enable_constraint_checking()
