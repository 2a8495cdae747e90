"""Kept ledgers, one for each schema there has been: small databases of invented reports that every later version opens.

`tests/data/schemas/kept.marsad` is the journal of all of them, as a backup. `python tests/schemas.py` puts it into
fresh ledgers of the present schema, a file and (where the machine has the programs of PostgreSQL) a dump, and writes
what is missing: run it in the commit that adds a migration, and commit what it wrote. What is there is never written
again.
"""

from __future__ import annotations

import gzip
import os
import subprocess
import tempfile
from contextlib import closing
from pathlib import Path
from pkgutil import iter_modules

FOLDER = Path(__file__).parent / "data/schemas"
JOURNAL = FOLDER / "kept.marsad"
_ENDINGS = {"sqlite": ".sqlite3.gz", "postgresql": ".sql.gz"}


def names() -> list[str]:
    """Return the schemas there have been, the oldest first."""
    from marsad.store import migrations

    return sorted(module.name for module in iter_modules(migrations.__path__))


def kept(name: str, vendor: str) -> Path:
    """Return the file of a schema's ledger."""
    return FOLDER / (name + _ENDINGS[vendor])


def lay_out(name: str, home: Path) -> None:
    """Put the kept SQLite ledger of a schema into a home folder."""
    home.mkdir(parents=True, exist_ok=True)
    (home / "ledger.sqlite3").write_bytes(gzip.decompress(kept(name, "sqlite").read_bytes()))


def load(name: str, address: str) -> None:
    """Put the kept ledger of a schema into an empty database of a server."""
    import psycopg

    statements = gzip.decompress(kept(name, "postgresql").read_bytes()).decode()
    plain = "\n".join(line for line in statements.splitlines() if not line.startswith(("\\", "--")))
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(plain)


def keep(name: str) -> None:
    """Write the ledger of the present schema, on each database, where it is not kept yet."""
    from marsad.settings import configure
    from postgres import another, programs, server

    os.environ.pop("DATABASE_URL", None)
    with tempfile.TemporaryDirectory() as folder:
        configure(Path(folder))
        from marsad import flow

        for vendor in _ENDINGS:
            if kept(name, vendor).exists() or (vendor == "postgresql" and server() is None):
                continue
            address = another() if vendor == "postgresql" else None
            configure(Path(folder), address)
            flow.restore(JOURNAL.read_bytes(), Path(folder))
            packed = _dumped(programs() / "pg_dump", address) if address else _whole(Path(folder) / "ledger.sqlite3")
            kept(name, vendor).write_bytes(gzip.compress(packed, mtime=0))
            print(f"wrote {kept(name, vendor)}")  # noqa: T201


def _dumped(program: Path, address: str) -> bytes:
    """Return what makes a database again, in statements; rows as INSERT, which any client can run."""
    from django.db import connections

    connections.close_all()
    words = [str(program), "--no-owner", "--no-acl", "--inserts", address]
    return subprocess.run(words, capture_output=True, check=True).stdout


def _whole(file: Path) -> bytes:
    """Return the bytes of a ledger's file with all of its log in it."""
    import sqlite3

    from django.db import connections

    connections.close_all()
    with closing(sqlite3.connect(file)) as ledger:
        ledger.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        ledger.execute("PRAGMA journal_mode=DELETE")
    return file.read_bytes()


if __name__ == "__main__":
    keep(names()[-1])
