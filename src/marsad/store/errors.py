"""What can go wrong with a ledger's database, in sentences."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import Error, connection

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


_DAMAGED = "is damaged; leave it as it is, and restore the last backup into another folder (--home)"
_CLOSED = (
    "cannot be opened, since nothing can be written beside it; ask for the right to write there, or copy it to a "
    "folder of yours and name that with --home"
)
_GONE = (UnreachableError, "does not answer any more; what was recorded is intact. Try again when the server is back")
# SQLite's primary result codes.
_BY_CODE: dict[int, tuple[type[StoreError], str]] = {
    5: (LedgerLockedError, "is in use by another program; wait until that has ended and try again"),
    6: (LedgerLockedError, "is in use by another program; wait until that has ended and try again"),
    8: (ReadOnlyError, "cannot be written; ask for the right to write there, or name another folder with --home"),
    10: (StoreError, "could not be read from or written to the disk; check the disk and try again"),
    11: (DamagedError, _DAMAGED),
    13: (DiskFullError, "cannot grow: the disk is full; make room and try again, what was recorded is intact"),
    14: (ReadOnlyError, _CLOSED),
    26: (NotALedgerError, "is not a marsad ledger, or it is damaged; name another folder with --home"),
}
# PostgreSQL's classes and codes of SQLSTATE.
_BY_STATE: dict[str, tuple[type[StoreError], str]] = {
    "25006": (ReadOnlyError, "takes no changes now (it is a read-only copy); use the main server"),
    "42501": (ReadOnlyError, "does not let this user do that; ask its keeper for the right"),
    "40P01": (LedgerLockedError, "is in use by another program; try again"),
    "55P03": (LedgerLockedError, "is in use by another program; try again"),
    "08": _GONE,
    "57P01": _GONE,
    "57P02": _GONE,
    "57P03": _GONE,
    "XX001": (DamagedError, "is damaged; ask its keeper to restore the last backup"),
    "XX002": (DamagedError, "is damaged; ask its keeper to restore the last backup"),
    "53300": (LedgerLockedError, "has no connection free; wait until another program has ended and try again"),
    "53100": (DiskFullError, "cannot grow: the server's disk is full; what was recorded is intact"),
}


@contextmanager
def sentences() -> Iterator[None]:
    """Turn what the database raises into a StoreError with a sentence that names the ledger."""
    try:
        yield
    except Error as error:
        raise _told(error) from error
    except UnicodeDecodeError as error:
        raise DamagedError(f"{ledger_name()} {_DAMAGED}.") from error


def ledger_name() -> str:
    """Return how to name the ledger in a sentence: its file, or its database."""
    name = connection.settings_dict["NAME"]
    return f"The ledger {name}" if connection.vendor == "sqlite" else f"The ledger in the database {name}"


def _told(error: Error) -> StoreError:
    """Return the error that says what `error` means for a recorder."""
    cause = error.__cause__
    code = getattr(cause, "sqlite_errorcode", None)
    state = getattr(cause, "sqlstate", None)
    if "marsad:" in str(error):  # the words of our own triggers
        return RefusedError(str(error).partition("marsad: ")[2].partition("\n")[0])
    found = (
        _BY_CODE.get(code & 0xFF) if code is not None else _BY_STATE.get(state or "", _BY_STATE.get((state or "")[:2]))
    )
    if "Could not decode to UTF-8" in str(error):
        found = _BY_CODE[11]
    if found:
        kind, sentence = found
        if kind is UnreachableError:
            connection.close()  # the next command makes a new one
        return kind(f"{ledger_name()} {sentence}.")
    if connection.vendor != "sqlite" and not state:
        connection.close()
        return UnreachableError(f"{ledger_name()} does not answer: {' '.join(str(error).split())}")
    return StoreError(f"{ledger_name()} cannot be used: {' '.join(str(error).split())}")
