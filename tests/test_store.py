"""The ledger's database: reports go in once, readings and decisions come out as recorded, derived rows made anew."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
import threading
import time
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from django.db import connection, connections
from hypothesis import given, settings
from hypothesis import strategies as st

import values
from ledgers import SERVER, fresh_ledger
from marsad.model.claim import Claim, Harm
from marsad.model.count import Count, Interval
from marsad.model.decision import Decision, DecisionKind
from marsad.model.incident import Assertion, Cell, Incident, Ledger, Toll, Verdict
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis
from marsad.settings import LEDGER_FILE, configure
from marsad.store import projections, reports
from marsad.store.errors import (
    DamagedError,
    DiskFullError,
    LedgerLockedError,
    NewerLedgerError,
    NoLedgerError,
    NotALedgerError,
    ReadOnlyError,
)
from marsad.store.expunge import expunge, expunge_report
from marsad.store.journal import Journal
from marsad.store.models import ClaimRow, IncidentRow, ReadingRow, ReportRow, TollRow
from marsad.store.opening import open_ledger
from values import SOME_DAY, SOME_TIME

only_files = pytest.mark.skipif(SERVER is not None, reason="about the file of an SQLite ledger")


def reading_of(text, publisher="Wadi News", killed=3):
    report = Report(text, publisher, published=When(Days.of(SOME_DAY), WhenBasis.METADATA))
    claim = Claim(report.id, 0, Quote(0, text[:8]), Harm.KILLED, Count(killed, killed))
    return Reading(report, (claim,), published=report.published)


THREE = reading_of("3 killed in the first village")
FIVE = reading_of("5 killed in the second village", killed=5)


# Reports, readings, decisions


def test_a_report_goes_in_with_its_reading_and_comes_out_whole(ledger_home):
    assert reports.add([THREE, FIVE], "1.0").new == (THREE.report.id, FIVE.report.id)
    assert [entry.kind for entry in Journal().entries()] == ["report", "reading", "report", "reading"]
    assert reports.readings() == [THREE, FIVE]
    assert reports.report(FIVE.report.id) == FIVE.report
    assert reports.report("0" * 16) is None


def test_the_text_stands_once_in_the_journal(ledger_home):
    reports.add([THREE], "1.0")
    report, reading = Journal().entries()
    assert report.payload["text"] == THREE.report.text
    assert reading.payload["report"] == THREE.report.id
    assert reading.payload["reader"] == "1.0"


def test_a_second_capture_by_the_same_publisher_adds_nothing(ledger_home):
    reports.add([THREE], "1.0")
    head = Journal().head()
    again = reading_of(THREE.report.text, killed=4)
    added = reports.add([again, again], "2.0")
    assert (added.new, added.known) == ((), (THREE.report.id,))
    assert Journal().head() == head


def test_the_same_text_twice_at_once_goes_in_once(ledger_home):
    assert reports.add([THREE, THREE], "1.0").new == (THREE.report.id,)
    assert Journal().head().seq == 2


def test_the_same_text_by_another_publisher_is_another_report(ledger_home):
    other = reading_of(THREE.report.text, "Hill Radio")
    assert len(reports.add([THREE, other], "1.0").new) == 2


def test_a_new_reading_is_recorded_only_where_it_differs(ledger_home):
    reports.add([THREE, FIVE], "1.0")
    better = replace(THREE, claims=(replace(THREE.claims[0], count=Count(3, None)),))
    assert reports.reread([THREE, FIVE], "1.0").new == ()
    changed = reports.reread([better, FIVE], "1.0")
    assert (changed.new, changed.known) == ((THREE.report.id,), (FIVE.report.id,))
    assert reports.readings() == [better, FIVE]
    assert reports.readings(until=4) == [THREE, FIVE]


def test_readings_as_of_an_earlier_time_do_not_change(ledger_home):
    reports.add([THREE], "1.0", SOME_TIME)
    reports.add([FIVE], "1.0", SOME_TIME + timedelta(days=1))
    assert reports.readings(until=SOME_TIME - timedelta(seconds=1)) == []
    assert reports.readings(until=SOME_TIME + timedelta(hours=1)) == [THREE]
    assert reports.readings() == [THREE, FIVE]


def test_decisions_come_out_in_order(ledger_home):
    first = Decision(DecisionKind.CONFIRM, (THREE.claims[0].id,), "Amal H.", "I saw the film.", SOME_TIME)
    second = replace(first, kind=DecisionKind.GRADE, value=(("grade", "fair"),))
    reports.decide(first, SOME_TIME)
    reports.decide(second, SOME_TIME + timedelta(days=1))
    assert reports.decisions() == [first, second]
    assert reports.decisions(until=SOME_TIME) == [first]


@settings(max_examples=20, deadline=None)
@given(st.lists(values.readings, max_size=4, unique_by=lambda reading: reading.report.id))
def test_any_readings_come_back(said):
    with fresh_ledger():
        reports.add(said, "1.0")
        assert reports.readings() == said
        assert Journal().verify() == []


def test_the_index_is_made_again_from_the_journal(ledger_home):
    reports.add([THREE, FIVE], "1.0")
    reports.reread([reading_of(THREE.report.text, killed=4)], "1.1")
    before = [list(model.objects.order_by("seq").values()) for model in (ReportRow, ReadingRow)]
    reports.reindex()
    assert [list(model.objects.order_by("seq").values()) for model in (ReportRow, ReadingRow)] == before


def test_an_expunged_report_is_gone_with_its_readings_and_its_derived_rows(ledger_home):
    reports.add([THREE, FIVE], "1.0")
    projections.rebuild(LEDGER, [THREE, FIVE])
    expunge_report(THREE.report.id, "Amal H.", "Person at risk.")
    assert [entry.payload is None for entry in Journal().entries()] == [True, True, False, False, False]
    assert reports.readings() == [FIVE]
    assert reports.report(THREE.report.id) is None
    assert ClaimRow.objects.count() == 0
    assert Journal().verify() == []
    reports.reindex()
    assert reports.readings() == [FIVE]


def test_expunging_the_entry_of_a_report_takes_its_readings_too(ledger_home):
    reports.add([THREE], "1.0")
    assert expunge([1], "Amal H.", "Person at risk.").payload["seqs"] == [1, 2]


def test_thirty_reports_go_in_within_a_second(ledger_home):
    many = [reading_of(f"{number} killed " + "in the village, a source said. " * 60) for number in range(30)]
    start = time.perf_counter()
    reports.add(many, "1.0")
    assert reports.readings() == many
    assert time.perf_counter() - start < 1


# Derived rows

KILLED = Cell(Harm.KILLED)
LEDGER = Ledger(
    incidents=(
        Incident(
            id="i-3",
            claims=(THREE.claims[0].id,),
            reports=(THREE.report.id,),
            when=Days.of(date(2019, 4, 18)),
            place="the first village",
            parties=("isis",),
            tolls=(Toll(KILLED, 3, 3, 3, low_claims=(THREE.claims[0].id,)),),
        ),
        Incident(id="i-5", claims=(), reports=(FIVE.report.id,), tolls=(Toll(KILLED, 5, 5, 7, open=True),)),
    ),
    assertions=(
        Assertion(
            FIVE.claims[0].id,
            KILLED,
            Interval(8, None),
            None,
            (("i-3", Interval(3, 3)),),
            Interval(3, 3),
            Verdict.SHORT,
            5,
        ),
    ),
)


def test_derived_rows_can_be_asked_by_day_place_and_party(ledger_home):
    projections.rebuild(LEDGER, [THREE, FIVE])
    assert [row.id for row in IncidentRow.objects.filter(first__lte=date(2019, 4, 18))] == ["i-3"]
    assert list(TollRow.objects.filter(cell="killed", open=True).values_list("incident", "low", "high")) == [
        ("i-5", 5, 7)
    ]
    assert list(ClaimRow.objects.values_list("incident", "low")) == [("i-3", 3), (None, 5)]


def test_rebuilding_gives_the_same_digest_and_another_ledger_another(ledger_home):
    first = projections.rebuild(LEDGER, [THREE, FIVE])
    assert projections.rebuild(LEDGER, [THREE, FIVE]) == first == projections.digest()
    assert projections.rebuild(replace(LEDGER, assertions=()), [THREE, FIVE]) != first
    projections.clear()
    assert projections.derived_from() is None


def test_derived_rows_know_the_head_they_were_made_from(ledger_home):
    reports.add([THREE], "1.0")
    assert not projections.is_current()
    digest = projections.rebuild(LEDGER, [THREE])
    assert projections.is_current()
    head, made = projections.derived_from()
    assert (head.hash, made) == (Journal().head().hash, digest)
    reports.add([FIVE], "1.0")
    assert not projections.is_current()


# What can be wrong with a ledger


@pytest.fixture
def home(tmp_path):
    configure(tmp_path / "home")
    yield tmp_path / "home"
    connections.close_all()


@only_files
def test_a_missing_ledger_is_made_or_missed(home):
    with pytest.raises(NoLedgerError, match=r"There is no ledger at .* yet"):
        open_ledger(create=False)
    assert not home.exists()
    open_ledger()
    open_ledger(create=False)
    assert Journal().head().seq == 0
    assert home.stat().st_mode & 0o777 == 0o700 or os.name == "nt"


@only_files
def test_the_folder_may_have_spaces_and_letters_of_any_script(tmp_path):
    home = tmp_path / "مرصد 100% #1?"
    configure(home)
    open_ledger()
    Journal().append("note", {})
    connections.close_all()
    assert (home / LEDGER_FILE).exists()


@only_files
def test_a_ledger_closed_and_opened_again_holds_what_it_held(home):
    open_ledger()
    reports.add([THREE], "1.0")
    configure(home)
    open_ledger(create=False)
    assert reports.readings() == [THREE]


@only_files
@pytest.mark.parametrize("content", [b"just some text", b"SQLite format 3\0" + bytes(200)])
def test_another_file_is_left_alone(home, content):
    home.mkdir()
    (home / LEDGER_FILE).write_bytes(content)
    with pytest.raises(NotALedgerError, match="is not a marsad ledger"):
        open_ledger()
    assert (home / LEDGER_FILE).read_bytes() == content


@only_files
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


@only_files
def test_a_damaged_file_is_told(ledger_home):
    reports.add([reading_of(f"{number} killed " * 200) for number in range(20)], "1.0")
    connections.close_all()
    file = ledger_home / LEDGER_FILE
    content = bytearray(file.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    file.write_bytes(content)
    with pytest.raises(DamagedError, match="is damaged"):
        open_ledger()


@only_files
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


@only_files
def test_a_full_disk_is_told_and_the_journal_stays_whole(ledger_home):
    reports.add([THREE], "1.0")
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA max_page_count = 1")  # SQLite takes the present size where that is more
    with pytest.raises(DiskFullError, match="the disk is full"):
        reports.add([reading_of("4 killed " * 9000)], "1.0")
    assert reports.readings() == [THREE]
    assert Journal().verify() == []


@only_files
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


@only_files
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
