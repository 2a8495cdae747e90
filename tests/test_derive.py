"""The derived rows follow the journal report by report, and are those that are made anew."""

from __future__ import annotations

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desks import drafted_by_people
from ledgers import fresh_ledger
from marsad import derive
from marsad.model.decision import Decision, DecisionKind
from marsad.sample.invent import invent
from marsad.store import projections, reports, shelf
from marsad.store.models import AssertionRow, ClaimRow, IncidentRow, StandingRow, ToldRow, TollRow, VoiceRow
from samples import FIVE, THREE, reading_of
from test_ledger_laws import ledgers
from values import SOME_TIME

pytestmark = pytest.mark.usefixtures("each_database")


def rows():
    """List all derived rows, without the numbers that the database gives."""
    shown = []
    told = [(ToldRow, "position"), (VoiceRow, "position"), (StandingRow, "position")]
    for model, order in [
        (IncidentRow, "position"),
        (TollRow, "cell"),
        (ClaimRow, "id"),
        (AssertionRow, "claim"),
        *told,
    ]:
        given = ("position",) if model is VoiceRow else () if model in (IncidentRow, ToldRow) else ("id",)
        values = [{k: v for k, v in row.items() if k not in given} for row in model.objects.order_by(order).values()]
        shown.append(sorted(map(str, values)) if model in (TollRow, AssertionRow) else values)
    return shown


def follow(told):
    for reading in told:
        reports.add([reading], "1.0")
        derive.onward()
        assert projections.is_current()


def check():
    onward, made = rows(), shelf.made()
    assert projections.digest() == made.digest
    assert shelf.is_sound(made)
    assert derive.anew()[1] == made.digest
    assert rows() == onward
    assert shelf.made() == made


@settings(max_examples=12, deadline=None)
@given(ledgers)
def test_rows_follow_report_by_report(told):
    with fresh_ledger():
        follow(told)
        check()


@pytest.mark.parametrize("seed", [0, 1])
def test_rows_follow_an_invented_ledger(ledger_home, seed):
    told = invent(12, seed).readings
    follow(told[::-1])
    check()


def test_many_incidents_at_once(ledger_home, monkeypatch):
    monkeypatch.setattr(derive, "_MANY", 2)
    told = invent(8).readings
    follow(told[:1])
    reports.add(told[1:], "1.0")
    derive.onward()
    check()


def test_rows_follow_a_decision(ledger_home):
    follow([THREE])
    reports.decide(Decision(DecisionKind.RETRACT, (THREE.claims[0].id,), "Amal H.", "Wrong.", SOME_TIME))
    follow([FIVE])
    assert [row.report for row in ClaimRow.objects.exclude(incident=None)] == [FIVE.report.id]
    check()


def test_a_decision_writes_the_rows_that_it_moves_and_no_others(ledger_home, monkeypatch):
    told = invent(12, 1).readings
    follow(told)
    claims = [claim.id for reading in told for claim in reading.claims]
    with monkeypatch.context() as patched:
        patched.setattr(derive, "_rebuild", None)
        for kind, value in (("confirm", ()), ("correct", (("low", "3"), ("high", "9"))), ("merge", ()), ("split", ())):
            reports.decide(Decision(DecisionKind(kind), tuple(claims[2:4]), "Amal H.", "Seen.", SOME_TIME, value))
            derive.onward()
    check()


@settings(max_examples=12, deadline=None)
@given(drafted_by_people(), st.integers(0, 4))
def test_rows_follow_under_decisions_of_every_kind(people, first):
    """Those are recorded when some of the reports are in; the others come after, also such as decisions name."""
    with fresh_ledger():
        follow(people.told[:first])
        for decision in people.decisions:
            reports.decide(decision)
        derive.onward() if first else None
        follow([*people.told[first:], THREE, FIVE])
        check()


def test_a_new_reading_of_an_older_report_makes_all_anew(ledger_home):
    follow([THREE, FIVE])
    reports.reread([reading_of(THREE.report.text, killed=4)], "1.1")
    derive.onward()
    assert [row.best for row in TollRow.objects.order_by("best")] == [4, 5]
    check()


def test_what_another_process_derived_is_caught_up_with(ledger_home):
    follow([THREE])
    then = deepcopy(derive._standing)
    follow([FIVE])
    derive._standing.update(then)
    follow([reading_of("7 killed in the third village", killed=7)])
    check()


def test_rows_that_somebody_cleared_are_made_anew(ledger_home):
    follow([THREE])
    projections.clear()
    follow([FIVE])
    assert IncidentRow.objects.count() == 2
    check()
