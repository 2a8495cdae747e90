"""The ledger's database: reports go in once, readings and decisions come out as recorded, derived rows made anew."""

from __future__ import annotations

import time
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import values
from ledgers import fresh_ledger
from marsad.model.claim import Harm
from marsad.model.count import Count, Interval
from marsad.model.decision import Decision, DecisionKind
from marsad.model.incident import Assertion, Cell, Incident, Ledger, Toll, Verdict
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.when import Days
from marsad.store import projections, reports
from marsad.store.expunge import expunge, expunge_reports
from marsad.store.journal import Journal
from marsad.store.models import ClaimRow, IncidentRow, ReadingRow, ReportRow, TollRow
from samples import FIVE, THREE, reading_of
from values import SOME_TIME

pytestmark = pytest.mark.usefixtures("each_database")

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


def test_a_report_that_json_cannot_hold_is_a_problem_and_the_others_go_in(ledger_home):
    broken = Reading(Report("half a letter: \ud83d", name="broken.txt"), ())
    added = reports.add([broken, THREE], "1.0")
    assert added.new == (THREE.report.id,)
    assert [(problem.where, problem.sentence[:35]) for problem in added.problems] == [
        ("broken.txt", "This cannot be recorded as JSON: in")
    ]


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
    expunge_reports([THREE.report.id], "Amal H.", "Person at risk.")
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
