"""Writing to the ledger: one writer at a time, all of a change or none of it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from django.db import connection, transaction

from marsad.store.errors import sentences
from marsad.store.failing import point

if TYPE_CHECKING:
    from collections.abc import Iterator

_WRITERS = 0x6D61727361640001  # "marsad", 1: the advisory lock of whoever writes


_RECONCILER = 0x6D61727361640002
"""The advisory lock of whoever works the derived rows out."""


@contextmanager
def reconciling() -> Iterator[None]:
    """Let one process at a time work the derived rows out, while others go on writing to the journal.

    PostgreSQL has an advisory lock for it, which goes with the connection. On SQLite two may do the same work; in both,
    who comes to write rows looks whether they still stand as they were.
    """
    if connection.vendor != "postgresql" or connection.in_atomic_block:
        yield
        return
    with sentences(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_RECONCILER])
    try:
        yield
    finally:
        if connection.connection is not None and not connection.connection.closed:
            with sentences(), connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [_RECONCILER])


@contextmanager
def writing() -> Iterator[None]:
    """Hold the ledger for writing. Inside another `writing` it joins that one, and fails or succeeds with it.

    SQLite begins the transaction IMMEDIATE (a setting of the connection); PostgreSQL takes an advisory lock.
    """
    outermost = not connection.in_atomic_block
    with sentences(), transaction.atomic():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_WRITERS])
        point("write begun")
        yield
        if outermost:
            point("before commit")
    if outermost:
        point("after commit")
