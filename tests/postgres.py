"""A PostgreSQL server for the tests: started from the machine's own programs, in a folder of its own, and thrown away.

Where TEST_DATABASE_URL names a database, that one is used, and emptied. Where there are no programs, the tests that
need a server are skipped and say so.
"""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
from functools import cache
from itertools import count
from pathlib import Path
from urllib.parse import quote, urlsplit

_PROGRAMS = "/usr/lib/postgresql"  # where Debian keeps them, one folder for each version
_USER = "postgres"
_CALM = ("fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=80", "listen_addresses=")

_numbers = count(1)


@cache
def server() -> str | None:
    """Return the address of an empty database, made on the first call; None where no server can be started."""
    named = os.environ.get("TEST_DATABASE_URL")
    if named:
        return named
    found = programs()
    return _start(found) if found and _other_user() is not None else None


def programs() -> Path | None:
    """Return the folder of PostgreSQL's own programs, the newest there are; None where there are none."""
    found = [*sorted(Path(_PROGRAMS).glob("*/bin/initdb"), reverse=True), shutil.which("initdb")]
    return next((Path(path).parent for path in found if path), None)


def another(address: str | None = None) -> str:
    """Make another database on the server, empty or a copy of that at an address, and return its address."""
    import psycopg

    main = server()
    assert main is not None
    name = f"d{os.getpid()}_{next(_numbers)}"
    copied = urlsplit(address).path.removeprefix("/") if address else "template0"
    with psycopg.connect(main, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{copied}"')
    return urlsplit(main)._replace(path=f"/{name}").geturl()


def _other_user() -> list[str] | None:
    """Return what to put before a command, since root must not run a server; None where there is no such user."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam(_USER)
    except KeyError:
        return None
    return ["runuser", "-u", _USER, "--"]


def _start(programs: Path) -> str:
    folder = Path(tempfile.mkdtemp(prefix="marsad-pg-"))
    before = _other_user() or []
    if before:
        shutil.chown(folder, _USER)
    data = folder / "data"

    def run(program: str, *words: str) -> None:
        done = subprocess.run(
            [*before, programs / program, *words], capture_output=True, text=True, check=False, cwd=folder
        )
        assert done.returncode == 0, done.stderr + done.stdout

    run("initdb", "-D", str(data), "-U", _USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
    options = " ".join(f"-c {setting}" for setting in (*_CALM, f"unix_socket_directories={folder}"))
    run("pg_ctl", "-D", str(data), "-w", "-l", str(folder / "log"), "-o", options, "start")

    def stop() -> None:
        run("pg_ctl", "-D", str(data), "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)
    return f"postgresql://{_USER}@/postgres?host={quote(str(folder), safe='')}"
