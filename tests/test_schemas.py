"""Ledgers of every schema there has been come forward: the chain verifies, and nothing else is said than before."""

from __future__ import annotations

import gzip
import sqlite3
from contextlib import closing

import pytest
from django.db import connections

import schemas
from ledgers import fresh_ledger
from marsad import flow
from marsad.render.rows import plain
from marsad.settings import configure
from marsad.store import backup
from marsad.store.errors import NewerLedgerError
from marsad.store.journal import Journal
from marsad.store.opening import look
from postgres import another, server

NAMES = schemas.names()
NOBODY = "Nabil Zaarour"
"""Whom a report of the kept journal named; it was expunged."""


@pytest.fixture(params=["sqlite", "postgresql"])
def home(request, tmp_path):
    """Give a folder, and what points Django at the kept ledger of a schema."""
    if request.param == "postgresql" and server() is None:
        pytest.skip("there is no PostgreSQL on this machine")

    def kept(name):
        address = another() if request.param == "postgresql" else None
        if address:
            schemas.load(name, address)
        else:
            schemas.lay_out(name, tmp_path)
        configure(tmp_path, address)
        return tmp_path

    yield kept
    connections.close_all()


@pytest.fixture(scope="module")
def restored():
    """Return what a fresh ledger says of the kept journal."""
    with fresh_ledger() as home:
        flow.restore(schemas.JOURNAL.read_bytes(), home)
        return said()


def said():
    book = flow.ledger()
    return plain(book.ledger), book.readings, dict(book.numbers)


@pytest.mark.parametrize("name", NAMES)
def test_a_ledger_of_every_schema_comes_forward_whole(name, home, restored):
    home(name)
    assert look().latest == name
    entries, problems = flow.verify()
    assert (entries, problems) == (14, [])
    assert look().missing == frozenset()
    assert said() == restored
    kept = backup.unpack(schemas.JOURNAL.read_bytes())
    assert Journal().head().hash == kept[-1].hash
    assert flow.search(flow.Sought("السخنة", ("report",))).counts == {"report": 2}
    rebuilt = flow.rebuild()
    assert rebuilt.incidents == len(flow.ledger().ledger.incidents)


@pytest.mark.parametrize("name", NAMES)
def test_a_ledger_that_came_forward_goes_on(name, home):
    from samples import THREE

    folder = home(name)
    assert flow.add([THREE.report])[0].new == (THREE.report.id,)
    removal = flow.propose_expunging(["1"], "Rima", "a witness at risk")
    flow.expunge(removal, folder)
    assert flow.verify() == (17, [])
    assert flow.rebuild().same


@pytest.mark.parametrize("vendor", ["sqlite", "postgresql"])
def test_every_schema_has_its_kept_ledger(vendor):
    missing = [name for name in NAMES if not schemas.kept(name, vendor).exists()]
    assert missing == [], "`python tests/schemas.py` makes the one of the newest schema; commit it with the migration"


def test_the_kept_ledgers_are_of_the_schemas_they_are_named_after():
    for name in NAMES:
        with closing(sqlite3.connect(":memory:")) as ledger:
            ledger.deserialize(gzip.decompress(schemas.kept(name, "sqlite").read_bytes()))
            applied = ledger.execute("SELECT name FROM django_migrations WHERE app = 'store' ORDER BY name")
            assert [one for (one,) in applied] == NAMES[: NAMES.index(name) + 1]
            assert ledger.execute("SELECT count(*) FROM derived_incident").fetchone()[0] > 0


def test_what_the_kept_journal_forgot_is_in_none_of_them():
    for file in schemas.FOLDER.iterdir():
        assert NOBODY.encode() not in gzip.decompress(file.read_bytes())


def test_a_schema_yet_to_come_is_refused_by_every_command_and_stays_as_it_is(marsad, tmp_path):
    home = tmp_path / "ledger"
    schemas.lay_out(NAMES[-1], home)
    with closing(sqlite3.connect(home / "ledger.sqlite3")) as ledger:
        ledger.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '0099_future', '2030-01-01')"
        )
        ledger.commit()
        ledger.execute("PRAGMA journal_mode=WAL")
    before = (home / "ledger.sqlite3").read_bytes()
    (tmp_path / "one.txt").write_text("3 killed in Idlib.")
    assert marsad("--home", tmp_path / "other", "add", tmp_path / "one.txt").status == 0
    assert marsad("--home", tmp_path / "other", "backup", tmp_path / "kept").status == 0
    pen = ("--by", "Rima", "--why", "x", "--yes")
    for words in (
        ("add", tmp_path / "one.txt"),
        ("ledger",),
        ("search", "x"),
        ("verify",),
        ("rebuild",),
        ("reread",),
        ("decide", "confirm", "1.1", *pen),
        ("expunge", "1", *pen),
        ("backup", tmp_path / "new"),
        ("restore", tmp_path / "kept"),
        ("head",),
        ("doctor",),
    ):
        ran = marsad(*words)
        told = " ".join((ran.out + ran.err).split())
        assert (ran.status, "written by a newer marsad (schema 0099_future); update marsad" in told) == (2, True), words
    connections.close_all()
    assert (home / "ledger.sqlite3").read_bytes() == before
    configure(home)
    with pytest.raises(NewerLedgerError):
        look()
