"""A ledger that grows report by report is the ledger of all reports at once."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desks import drafted_by_people
from ledger_text import readings
from marsad.ledger.figure import Figure
from marsad.ledger.growing import Growing
from marsad.ledger.reconcile import reconcile
from marsad.ledger.rereading import disagreements
from marsad.ledger.sums import held_as_sums
from marsad.ledger.tolls import Tree
from marsad.model.count import Interval
from marsad.model.decision import Decision, DecisionKind
from marsad.model.incident import Cell
from marsad.sample.invent import invent
from test_ledger_laws import _checked, _partition, ledgers
from values import SOME_TIME

BULLETINS = readings("""
    2020-03-04 SOHR: 5 killed, @Saraqib
    2020-03-04 SANA: 3 killed, @Nawa
    2020-03-05 AFP: 9 killed, @Saraqib
    2020-03-06 SOHR: now 7 killed, @Saraqib, on 2020-03-04
    2020-03-07 SOHR: in all 10 killed, on 2020-03-04..2020-03-06
    = 2020-03-08 Reuters
    2020-03-09 SANA: 2 more killed, @Nawa
""")


def decide(kind, *anchors, value=()):
    return Decision(kind, anchors, "Amal H.", "I know the place.", SOME_TIME, value)


def grown(told, decisions=()):
    growing = Growing(decisions)
    for reading in told:
        growing.put([reading])
    return growing.ledger()


@settings(max_examples=60, deadline=None)
@given(ledgers)
def test_one_by_one_is_all_at_once(told):
    assert grown(told) == reconcile(told)


@settings(max_examples=40, deadline=None)
@given(ledgers, st.sampled_from([DecisionKind.MERGE, DecisionKind.SPLIT, DecisionKind.RETRACT]), st.data())
def test_decisions_bind_as_the_reports_come_in(told, kind, data):
    claims = sorted({claim.id for reading in told for claim in reading.claims})
    anchors = data.draw(st.lists(st.sampled_from(claims), min_size=1, max_size=3, unique=True))
    decisions = [decide(kind, *anchors), decide(DecisionKind.GRADE, anchors[0], value=(("grade", "confirmed"),))]
    assert grown(told, decisions) == reconcile(told, decisions)


@settings(max_examples=60, deadline=None)
@given(drafted_by_people(), st.randoms())
def test_every_kind_of_decision_binds_as_the_reports_come_in(people, random):
    told = [*people.told, *BULLETINS]
    random.shuffle(told)
    whole = reconcile(told, people.decisions)
    assert grown(told, people.decisions) == whole
    assert [s.decision for s in whole.decisions] == people.decisions


@settings(max_examples=60, deadline=None)
@given(drafted_by_people(), st.randoms())
def test_decisions_that_come_and_go_leave_what_they_would_have_made_at_once(people, random):
    told = [*people.told, *BULLETINS]
    growing = Growing()
    growing.put(told)
    made = people.decisions
    some = [one for one in made if random.random() < 0.5]
    for held in (made[:1], some, made, [], made[:-1], made):
        growing.decide(held)
        anew = Growing(held)
        anew.put(told)
        assert growing.ledger() == anew.ledger()
        assert growing.readings() == anew.readings()
        assert growing.near_misses() == anew.near_misses()
        stand, read = growing.ledger().decisions, held_as_sums(told)[0]
        assert disagreements(stand, read, growing.alone()) == disagreements(stand, read, reconcile(told))
        assert growing.ledger() == anew.ledger()


def test_a_decision_moves_what_it_is_about_and_nothing_else():
    told = [*BULLETINS[:3], BULLETINS[4]]
    growing = Growing()
    growing.put(told)
    saraqib, nawa = growing.ledger().incidents
    change = growing.decide([decide(DecisionKind.RETRACT, BULLETINS[1].claims[0].id)])
    assert (change.anew, change.incidents, change.gone) == (False, (), (nawa.id,))
    assert [one.report.id for one in change.readings] == [BULLETINS[1].report.id]
    assert growing.ledger().incidents == (saraqib,)
    total = BULLETINS[4].claims[0].id
    change = growing.decide([decide(DecisionKind.RETRACT, total)])
    assert (total in change.untold, [one.id for one in change.incidents]) == (True, [nawa.id])
    assert [total for total in growing.ledger().assertions if not total.inner] == []


def test_under_decisions_a_report_that_none_names_changes_what_it_touches_and_nothing_else():
    merged = decide(DecisionKind.MERGE, BULLETINS[0].claims[0].id, BULLETINS[1].claims[0].id)
    growing = Growing([merged, decide(DecisionKind.GRADE, *merged.anchors, value=(("grade", "confirmed"),))])
    growing.put(BULLETINS[:2])
    [one] = growing.ledger().incidents
    change = growing.put(BULLETINS[2:3])
    assert (change.anew, [(other.id, other.grade) for other in change.incidents]) == (False, [(one.id, "confirmed")])


def test_where_a_report_comes_in_that_a_decision_names_all_is_worked_out_anew():
    growing = Growing([decide(DecisionKind.RETRACT, BULLETINS[1].claims[0].id)])
    growing.put(BULLETINS[:1])
    assert [problem.kind for problem in growing.ledger().problems] == ["orphan decision"]
    change = growing.put(BULLETINS[1:2])
    assert (change.anew, len(change.readings)) == (True, 2)
    assert growing.ledger().problems == ()


@pytest.mark.parametrize("seed", [0, 1])
def test_an_invented_ledger_in_any_order(seed):
    told = [*invent(80, seed).readings]
    whole = reconcile(told)
    assert grown(told) == whole
    Random(seed).shuffle(told)
    assert _partition(grown(told)) == _partition(whole)
    assert _checked(grown(told)) == _checked(whole)


def test_a_report_changes_what_it_touches_and_nothing_else():
    growing = Growing()
    growing.put(BULLETINS[:2])
    saraqib, nawa = growing.ledger().incidents
    change = growing.put(BULLETINS[2:3])
    assert [one.id for one in change.incidents] == [saraqib.id]
    assert growing.ledger().incidents[1] is nawa
    assert growing.put(BULLETINS[:3]).incidents == ()


def test_a_total_is_checked_again_where_an_incident_of_its_days_moves():
    first, office, more = readings("""
        2020-03-04 A: 5 killed, @Saraqib, on 2020-03-04
        2020-03-07 Office: in all 7 killed, on 2020-03-04..2020-03-06
        2020-03-08 A: now 7 killed, @Saraqib, on 2020-03-04""")
    growing = Growing()
    growing.put([first])
    [short] = growing.put([office]).assertions
    [balanced] = growing.put([more]).assertions
    assert short.claim == balanced.claim
    assert [(str(a.verdict), a.by) for a in (short, balanced)] == [("short by", 2), ("balances", None)]


def test_two_incidents_that_a_report_joins_become_one():
    apart = readings("""
        2020-03-04 A: 5 killed, @Saraqib
        2020-03-04 B: 5 killed, airstrike, @Nawa""")
    growing = Growing([decide(DecisionKind.MERGE, apart[0].claims[0].id, apart[1].claims[0].id)])
    growing.put(apart[:1])
    change = growing.put(apart[1:])
    [one] = growing.ledger().incidents
    assert change.incidents == (one,)
    assert len(one.aliases) == 1


def test_an_earlier_text_found_later_takes_its_copies_voice():
    first, copy = readings("2020-03-04 A: 5 killed, @Saraqib\n= 2020-03-05 B")
    growing = Growing()
    growing.put([copy])
    assert growing.ledger().incidents[0].voices == ("b",)
    growing.put([first])
    assert growing.ledger().incidents[0].voices == ("a",)


_figures = st.lists(
    st.tuples(
        st.sampled_from(["killed", "killed:children", "killed/civilian", "killed/civilian:children"]),
        st.integers(0, 9),
        st.sampled_from(["a", "b"]),
        st.booleans(),
        st.sampled_from([False, False, False, True]),
    ),
    max_size=8,
)


@settings(max_examples=100, deadline=None)
@given(_figures)
def test_asking_a_tree_in_between_changes_nothing(told):
    from datetime import date, timedelta

    from marsad.ledger.cells import node_of

    asked, silent = Tree(), Tree()
    for n, (cell, count, voice, listed, adds) in enumerate(told):
        day = date(2020, 1, 1) + timedelta(n)
        moment = (day, day, day, 0)
        figure = Figure(
            node_of(Cell.parse(cell)), Interval(count, count), voice, moment, None, (f"c{n}",), f"r{n}", listed, adds
        )
        asked.add(figure)
        silent.add(figure)
        asked.tolls()
    assert asked.tolls() == silent.tolls()
