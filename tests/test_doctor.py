"""What the doctor sees: each thing that a user can have wrong is planted once, and told with what to do."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tomllib
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from types import SimpleNamespace

import pytest
from django.db import connection, connections

from ledgers import tamper
from marsad import checkup, flow
from marsad.model.check import State
from marsad.model.report import Report
from marsad.store import full_text, health
from marsad.store.models import DerivedFrom, IncidentRow, ReadingRow, SearchedFrom, SearchRow
from samples import THREE
from test_opening import as_nobody_special

TODAY = datetime.now(UTC)
TEXT = "قُتل 3 مدنيين بقصف على مدينة أريحا بريف إدلب أمس."


@pytest.fixture
def home(each_database, ledger_home):
    ledger_home.mkdir(exist_ok=True)
    ledger_home.chmod(0o700)
    flow.add([Report(TEXT, "Wire")])
    return ledger_home


def looked(home, now=None):
    return list(checkup.checkup(home, now or datetime.now(UTC)))


def wrong(home, now=None):
    """Return what is not ok, by name: how it stands, and what is said of it."""
    told = (c for c in looked(home, now) if c.state is not State.OK and c.name != "extra")
    return {c.name: (c.state, f"{c.sentence} {c.advice}") for c in told}


def only(home, name, state, *words, now=None):
    """Check that one thing alone is not ok, and what is said of it."""
    found = wrong(home, now)
    assert [*found] == [name], found
    assert found[name][0] is state
    for one in words:
        assert one in found[name][1], found


def test_all_is_well(home, each_database):
    assert wrong(home) == {}
    names = [check.name for check in looked(home)]
    assert names[0] == "program"
    assert {"folder", "disk", "database", "schema", "journal", "clock", "derived rows", "search", "reader"} <= {*names}


def test_a_folder_that_others_can_read(home):
    home.chmod(0o750)
    only(home, "private", State.PROBLEM, "mode 750", f"chmod 700 {home}")


def test_a_disk_that_is_nearly_full(home, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=10**6))
    only(home, "disk", State.PROBLEM, "0.0 GB are free", "Make room")


def test_a_clock_set_back(home):
    only(home, "clock", State.PROBLEM, "the last entry was recorded on", now=TODAY - timedelta(days=90))
    only(home, "clock", State.PROBLEM, "The clock says 1970", now=datetime(1970, 1, 2, tzinfo=UTC))


def test_an_extra_that_is_not_installed(home, monkeypatch):
    monkeypatch.setattr(checkup, "is_installed", lambda name: name not in {"pyrage", "pyarrow", "vl-convert-python"})
    told = {check.sentence: check for check in looked(home) if check.name == "extra"}
    assert [(c.state, c.advice) for said, c in told.items() if said.startswith("pyrage is not installed; enc")] == [
        (State.NOTE, "If you want them: pip install 'marsad[encrypt]'")
    ]
    assert "pyarrow, vl-convert-python are not installed; releases and charts need the extra “release”." in told
    assert told["“share” is installed, for signed bundles."].state is State.OK


def test_every_extra_is_told():
    """The program says which extras it has, and the doctor what each is for."""
    project = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text(encoding="utf-8"))
    assert set(project["project"]["optional-dependencies"]) == set(checkup._EXTRAS)
    assert set(checkup._packages()) == set(checkup._EXTRAS)


def test_a_journal_with_a_changed_entry(home):
    tamper("UPDATE journal_entry SET at = '2019-04-20T09:30:00.000000Z' WHERE seq = 1")
    only(home, "journal", State.PROBLEM, "Entry 1 is damaged", "Restore the last backup")


def test_a_schema_that_is_older_or_newer(home):
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE name = '0020_records'")
        only(home, "schema", State.NOTE, "older schema (0010_captures)", "marsad brings it forward")
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '0020_records', '2026-01-01')"
        )
        cursor.execute(
            "INSERT INTO django_migrations (app, name, applied) VALUES ('store', '0099_future', '2030-01-01')"
        )
        only(home, "database", State.PROBLEM, "newer marsad (schema 0099_future)", "update marsad")
        cursor.execute("DELETE FROM django_migrations WHERE name = '0099_future'")


def test_derived_rows_that_were_changed_or_lag_behind(home):
    IncidentRow.objects.update(place="elsewhere")
    only(home, "derived rows", State.PROBLEM, "changed by something else", "marsad rebuild")
    from marsad.store import projections

    DerivedFrom.objects.update(digest=projections.digest())
    only(home, "derived rows", State.PROBLEM, "not what the journal gives", "marsad rebuild")
    flow.rebuild()
    assert wrong(home) == {}
    for column in ("listed", "beside"):
        DerivedFrom.objects.update(**{column: "0" * 64})
        only(home, "derived rows", State.PROBLEM, "changed by something else", "marsad rebuild")
        flow.rebuild()
    DerivedFrom.objects.update(version="another")
    only(home, "derived rows", State.NOTE, "Another version made them", "marsad rebuild")
    DerivedFrom.objects.all().delete()
    only(home, "derived rows", State.NOTE, "behind the journal", "marsad rebuild")


def test_a_search_index_that_lost_a_report_or_lags_behind(home):
    full_text.drop(SearchRow.objects.filter(kind="report").values_list("id", flat=True))
    only(home, "search", State.PROBLEM, "does not hold what it should", "marsad rebuild")
    flow.rebuild()
    assert wrong(home) == {}
    SearchedFrom.objects.all().delete()
    only(home, "search", State.NOTE, "behind the journal")


def test_readings_of_an_older_reader(home):
    ReadingRow.objects.update(reader="reader 0")
    assert wrong(home) == {}  # an older reader, who read the same
    assert "An older reader read 1 reports; of 1 tried, this one reads 0" in str(looked(home))
    from marsad.store import reports

    reports.reread([type(THREE)(Report(TEXT, "Wire"), ())], "reader 0")
    flow.rebuild()
    only(home, "reader", State.NOTE, "of 1 tried, this one reads 1 otherwise. marsad reread --dry-run lists")


def test_an_older_copy_that_brings_back_what_was_expunged(home):
    (home / "expunged.jsonl").write_text("garbage\n")
    only(home, "expunged", State.PROBLEM, "line 1 is damaged")
    from marsad.store.models import Entry

    kept = Entry.objects.get(seq=1).c
    line = {"at": "2021-03-03T00:00:00+00:00", "who": "Rima", "why": "a witness at risk", "c": [kept]}
    (home / "expunged.jsonl").write_text(json.dumps(line) + "\n")
    only(home, "expunged", State.PROBLEM, "1 entries hold what was expunged", "marsad restore FILE")


def test_an_old_server(home, each_database, monkeypatch):
    monkeypatch.setattr(health, "_POSTGRESQL", 99)
    monkeypatch.setattr(health, "_SQLITE", (9, 0, 0))
    assert "too old" in wrong(home)["database"][1]


@pytest.mark.skipif(os.geteuid() != 0, reason="gives up the rights of the superuser")
def test_a_folder_that_must_not_be_written_or_looked_at():
    with TemporaryDirectory() as folder:
        for mode, home in ((0o555, Path(folder)), (0o000, Path(folder) / "inside")):
            Path(folder).chmod(mode)
            with as_nobody_special():
                [told] = list(checkup._folder(home))
            assert (told.state, "cannot be written: Permission denied" in told.sentence) == (State.PROBLEM, True)


# ---- the command


def test_the_command_says_it_and_ends_with_status_2_where_something_is_wrong(marsad, tmp_path):
    ran = marsad("doctor")
    assert (ran.status, "no ledger" in " ".join(ran.out.split())) == (0, True)
    assert not (tmp_path / "ledger").exists()
    (tmp_path / "one.txt").write_text(TEXT, encoding="utf-8")
    assert marsad("add", tmp_path / "one.txt").status == 0
    assert marsad("doctor").status == 0
    (tmp_path / "ledger").chmod(0o777)
    ran = marsad("doctor")
    assert (ran.status, ran.sentences) == (2, ["marsad: 1 problem found."])
    assert [line.split()[:2] for line in ran.out.splitlines() if line.startswith("problem")] == [["problem", "private"]]
    told = json.loads(marsad("doctor", "--json").out)
    assert [one["name"] for one in told if one["state"] == "problem"] == ["private"]


@pytest.mark.parametrize(
    ("url", "words"),
    [
        ("mysql://x/y", "must begin with sqlite:/// or postgresql://"),
        ("postgresql://nobody@127.0.0.1:1/none", "does not answer"),
    ],
)
def test_a_database_that_cannot_be_used_is_a_line_like_others(marsad, monkeypatch, url, words):
    monkeypatch.setenv("DATABASE_URL", url)
    ran = marsad("doctor")
    assert (ran.status, words in " ".join(ran.out.split())) == (2, True)
    connections.close_all()


def test_a_missing_driver_is_told(marsad, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgresql://x@y/z")
    monkeypatch.setattr(sys.modules["marsad.settings"], "find_spec", lambda _: None)
    ran = marsad("doctor")
    assert (ran.status, "psycopg is not installed" in " ".join(ran.out.split())) == (2, True)
