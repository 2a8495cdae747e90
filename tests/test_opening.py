"""Opening a ledger: made where it is missing, refused where it is something else, told where it cannot be used."""

from __future__ import annotations

import os
import sqlite3
import struct
import subprocess
import sys
import threading
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection, connections
from django.db.migrations.recorder import MigrationRecorder

from marsad.settings import LEDGER_FILE, configure
from marsad.store import reports
from marsad.store.errors import (
    DamagedError,
    DiskFullError,
    LedgerLockedError,
    NewerLedgerError,
    NoLedgerError,
    NotALedgerError,
    ReadOnlyError,
)
from marsad.store.journal import Journal
from marsad.store.opening import open_ledger
from samples import THREE, reading_of

JOURNAL_OF_AN_EMPTY_FILE = struct.pack(">8sIIIII", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", 0, 7, 0, 512, 4096).ljust(
    512, b"\0"
)


@pytest.fixture
def home(tmp_path):
    configure(tmp_path / "home")
    yield tmp_path / "home"
    connections.close_all()


def test_a_missing_ledger_is_made_or_missed(home):
    with pytest.raises(NoLedgerError, match=r"There is no ledger at .* yet"):
        open_ledger(create=False)
    assert not home.exists()
    open_ledger()
    open_ledger(create=False)
    assert Journal().head().seq == 0
    assert home.stat().st_mode & 0o777 == 0o700 or os.name == "nt"


def test_the_folder_may_have_spaces_and_letters_of_any_script(tmp_path):
    home = tmp_path / "مرصد 100% #1?"
    configure(home)
    open_ledger()
    Journal().append("note", {})
    connections.close_all()
    assert (home / LEDGER_FILE).exists()


def test_a_ledger_closed_and_opened_again_holds_what_it_held(home):
    open_ledger()
    reports.add([THREE], "1.0")
    configure(home)
    open_ledger(create=False)
    assert reports.readings() == [THREE]


@pytest.mark.parametrize("content", [b"just some text", b"SQLite format 3\0" + bytes(200)])
def test_another_file_is_left_alone(home, content):
    home.mkdir()
    (home / LEDGER_FILE).write_bytes(content)
    with pytest.raises(NotALedgerError, match="is not a marsad ledger"):
        open_ledger()
    assert (home / LEDGER_FILE).read_bytes() == content


def test_the_database_of_another_program_is_left_alone(home):
    home.mkdir()
    foreign = sqlite3.connect(home / LEDGER_FILE)
    foreign.execute("CREATE TABLE songs (name)")
    foreign.close()
    before = (home / LEDGER_FILE).read_bytes()
    with pytest.raises(NotALedgerError, match="is not a marsad ledger"):
        open_ledger()
    assert (home / LEDGER_FILE).read_bytes() == before
    assert [file.name for file in home.iterdir()] == [LEDGER_FILE]


def test_a_newer_schema_is_left_alone(ledger_home):
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '0099_future', '2030-01-01 00:00:00')"
        )
    with pytest.raises(NewerLedgerError, match=r"written by a newer marsad .*0099_future"):
        open_ledger()


def test_a_damaged_file_is_told(ledger_home):
    reports.add([reading_of(f"{number} killed " * 200) for number in range(20)], "1.0")
    connections.close_all()
    file = ledger_home / LEDGER_FILE
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(DamagedError, match="is damaged"):
        open_ledger()


def test_a_ledger_in_use_is_told(ledger_home):
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA busy_timeout = 20")
    other = sqlite3.connect(ledger_home / LEDGER_FILE, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerLockedError, match="is in use by another program"):
        reports.add([THREE], "1.0")
    other.execute("ROLLBACK")
    other.close()
    assert reports.add([THREE], "1.0").new


def test_a_full_disk_is_told_and_the_journal_stays_whole(ledger_home):
    reports.add([THREE], "1.0")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size where that is more
    with pytest.raises(DiskFullError, match="the disk is full"):
        reports.add([reading_of("4 killed " * 9000)], "1.0")
    assert reports.readings() == [THREE]
    assert Journal().verify() == []


@pytest.mark.skipif(os.name == "nt", reason="folders of Windows have no write bit")
@pytest.mark.parametrize("there", [False, True])
def test_a_folder_that_must_not_be_written_is_told(there):
    with TemporaryDirectory() as folder:
        configure(Path(folder))
        if there:
            open_ledger()
            connections.close_all()
            (Path(folder) / LEDGER_FILE).chmod(0o444)
        Path(folder).chmod(0o555)
        with as_nobody_special(), pytest.raises(ReadOnlyError, match=r"cannot be (made|opened|written)"):
            open_ledger()
        connections.close_all()


@contextmanager
def as_nobody_special():
    """Give up the rights of the superuser, whom no write bit stops."""
    before = os.geteuid()
    os.seteuid(before or 65534)
    try:
        yield
    finally:
        os.seteuid(before)


def test_a_ledger_whose_making_was_cut_off_is_made_again(home):
    open_ledger()
    connections.close_all()
    file = home / LEDGER_FILE
    file.write_bytes(file.read_bytes()[:4096])
    (home / f"{LEDGER_FILE}-journal").write_bytes(JOURNAL_OF_AN_EMPTY_FILE)  # it will be undone to nothing
    open_ledger()
    reports.add([THREE], "1.0")
    connections.close_all()
    open_ledger(create=False)
    assert Journal().head().seq > 0


class CutOffError(Exception):
    pass


@pytest.mark.parametrize("cut", ["0001_initial", "0003_search", "0010_captures"])
def test_a_schema_that_was_cut_off_while_it_was_made_is_made_again(home, monkeypatch, cut):
    noted = MigrationRecorder.record_applied

    def note(self, app, name):
        if name == cut:
            raise CutOffError
        noted(self, app, name)

    with monkeypatch.context() as patched:
        patched.setattr(MigrationRecorder, "record_applied", note)
        with pytest.raises(CutOffError):
            open_ledger()
    connections.close_all()
    open_ledger()
    reports.add([THREE], "1.0")
    assert Journal().verify() == []


def test_two_programs_may_make_the_same_ledger_at_once(tmp_path):
    code = (
        "import sys; from pathlib import Path; from marsad.settings import configure; configure(Path(sys.argv[1]));"
        "from marsad.store.opening import open_ledger; open_ledger();"
        "from marsad.store.journal import Journal; Journal().append('note', {})"
    )
    programs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path)], stderr=subprocess.PIPE) for _ in range(3)]
    assert [program.communicate()[1] for program in programs] == [b"", b"", b""]
    configure(tmp_path)
    assert Journal().head().seq == 3
    assert Journal().verify() == []


def test_readers_go_on_while_one_writes(ledger_home):
    reports.add([THREE], "1.0")
    seen = []

    def read():
        seen.append(reports.readings())
        connections.close_all()

    from marsad.store.transaction import writing

    with writing():
        Journal().append("note", {})
        reader = threading.Thread(target=read)
        reader.start()
        reader.join(timeout=5)
    assert seen == [[THREE]]


def test_the_migrations_tell_all_of_the_models(ledger_home):
    from django.core.management import call_command

    call_command("makemigrations", "store", check=True, dry_run=True, verbosity=0)
