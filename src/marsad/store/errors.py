"""What can go wrong with a ledger's database, in sentences."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import DatabaseError, connection

from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Iterator


class StoreError(MarsadError):
    """The ledger cannot be read or written."""


class LedgerLockedError(StoreError):
    """Another program holds the ledger for longer than we wait."""


class ReadOnlyError(StoreError):
    """The ledger or its folder must not be written by this user."""


class DamagedError(StoreError):
    """The database file is damaged."""


class NotALedgerError(StoreError):
    """The file or database is something else."""


class NewerLedgerError(StoreError):
    """A newer marsad wrote this ledger."""


class NoLedgerError(StoreError):
    """There is no ledger yet."""


class DiskFullError(StoreError):
    """No room is left for the ledger."""


class UnreachableError(StoreError):
    """The database does not answer."""


class RefusedError(StoreError):
    """The journal's guards refused a change to what was recorded."""


# SQLite's primary result codes.
_BY_CODE: dict[int, tuple[type[StoreError], str]] = {
    5: (LedgerLockedError, "is in use by another program; wait until that has ended and try again"),
    6: (LedgerLockedError, "is in use by another program; wait until that has ended and try again"),
    8: (ReadOnlyError, "cannot be written; ask for the right to write there, or name another folder with --home"),
    10: (StoreError, "could not be read from or written to the disk; check the disk and try again"),
    11: (DamagedError, "is damaged; leave it as it is and restore the last backup beside it"),
    13: (DiskFullError, "cannot grow: the disk is full; make room and try again, what was recorded is intact"),
    14: (ReadOnlyError, "cannot be opened; check that the folder exists and that you may write there"),
    26: (NotALedgerError, "is not a marsad ledger, or it is damaged; name another folder with --home"),
}
# PostgreSQL's classes and codes of SQLSTATE.
_BY_STATE: dict[str, tuple[type[StoreError], str]] = {
    "25006": (ReadOnlyError, "takes no changes now (it is a read-only copy); use the main server"),
    "42501": (ReadOnlyError, "does not let this user do that; ask its keeper for the right"),
    "40P01": (LedgerLockedError, "is in use by another program; try again"),
    "55P03": (LedgerLockedError, "is in use by another program; try again"),
    "53300": (LedgerLockedError, "takes no more connections now; try again"),
    "53100": (DiskFullError, "cannot grow: the server's disk is full; what was recorded is intact"),
}


@contextmanager
def sentences() -> Iterator[None]:
    """Turn what the database raises into a StoreError with a sentence that names the ledger."""
    try:
        yield
    except DatabaseError as error:
        raise _told(error) from error


def ledger_name() -> str:
    """Return how to name the ledger in a sentence: its file, or its database."""
    name = connection.settings_dict["NAME"]
    return f"The ledger {name}" if connection.vendor == "sqlite" else f"The ledger in the database {name}"


def _told(error: DatabaseError) -> StoreError:
    """Return the error that says what `error` means for a recorder."""
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    state = getattr(cause, "sqlstate", None)
    if "marsad:" in str(error):  # the words of our own triggers
        return RefusedError(str(error).partition("marsad: ")[2].partition("\n")[0])
    found = _BY_CODE.get(code & 0xFF) if code is not None else _BY_STATE.get(state or "")
    if found:
        kind, sentence = found
        return kind(f"{ledger_name()} {sentence}.")
    if state and state[:2] in {"08", "57"}:  # the connection or the server went away in the middle
        connection.close()
        return UnreachableError(f"{ledger_name()} was lost in the middle; try again, what was recorded is intact.")
    if connection.vendor != "sqlite" and not state:
        connection.close()
        return UnreachableError(f"{ledger_name()} does not answer: {' '.join(str(error).split())}")
    return StoreError(f"{ledger_name()} cannot be used: {' '.join(str(error).split())}")
