"""What speaks for two mentions' telling of one incident, and what against."""

from __future__ import annotations

from datetime import date

from ledger_text import readings
from marsad.ledger.clusters import Partition
from marsad.ledger.mentions import mentions
from marsad.ledger.pairs import BAR, Reports, compare
from marsad.ledger.parties import allied
from marsad.ledger.reconcile import reconcile
from marsad.ledger.voices import statements
from marsad.model.when import Days


def score(one, other):
    """Compare what two reports of one day tell, each the main thing in its report."""
    [a], [b] = (
        mentions(statements(reading, reading, 0)) for reading in readings(f"2022-11-30 A: {one}\n2022-11-30 B: {other}")
    )
    return compare(a, b, lambda _a, _b: Reports(0.0, 0.0, main=True)).score


def test_a_drone_is_seldom_told_as_shells():
    shelled = score("2 injured, civilian, @Saraqib, shelling", "2 injured, civilian, @Saraqib, airstrike")
    assert score("2 injured, civilian, @Saraqib, drone", "2 injured, civilian, @Saraqib, shelling") < shelled - 1
    assert score("2 injured, civilian, @Saraqib, drone", "2 injured, civilian, @Saraqib, drone") >= shelled


def test_tolls_that_are_large_and_close_speak_for_one_incident():
    close = score("16 killed, civilian, @Saraqib", "18 killed, civilian, @Saraqib")
    assert close > score("16 killed, civilian, @Saraqib", "40 killed, civilian, @Saraqib") + 1
    assert close > score("2 killed, civilian, @Saraqib", "3 killed, civilian, @Saraqib") + 1
    assert score("16 killed, civilian, @Saraqib", "18 killed, civilian, @Nawa") < BAR


def test_one_likeness_does_not_chain_two_incidents():
    partition = Partition(4)
    for one, other in [(0, 1), (2, 3), (1, 2)]:
        partition.speak_for(one, other)
    joined = [partition.join(one, other, 0.5) for one, other in [(0, 1), (2, 3), (1, 2)]]
    assert joined == [True, True, False]
    partition.speak_for(0, 3)
    assert partition.join(1, 2, 0.5)


def test_two_villages_told_on_one_day_stay_two_incidents():
    told = "2022-11-30 A: 2 injured, civilian, @Saraqib, shelling\n2022-11-30 B: 3 injured, civilian, @Nawa, shelling"
    assert len(reconcile(readings(told)).incidents) == 2


def test_one_figure_told_twice_is_of_one_incident_whoever_is_named_as_its_doer():
    told = "2022-11-30 A: 6 killed, civilian, by sdf, shelling; 6 killed, civilian, @Afrin, by syrian_government"
    assert len(reconcile(readings(told)).incidents) == 1
    assert len(reconcile(readings(told.replace("; 6", "; 4"))).incidents) == 2


def test_nobody_dies_of_an_attack_before_it():
    told = (
        "2022-11-30 A: 4 killed, civilian, @Nawa, taken 2022-11-25..2022-11-28; 1 killed, from injured, on 2022-11-26"
    )
    [one] = reconcile(readings(told)).incidents
    assert str(one.when) == "2022-11-25 to 2022-11-26"


def test_what_one_report_puts_down_to_an_ally_is_one_incident():
    told = """2020-02-02 SOHR: 7 killed, @Saraqib, on 2020-02-02, by russia, airstrike
2020-02-02 Enab: 6 killed, @Saraqib, on 2020-02-02, by syrian_government, airstrike and 6 killed, by russia"""
    assert len(reconcile(readings(told)).incidents) == 1
    assert allied("pro_government", "russia", Days.of(date(2020, 2, 2)))
    assert not allied("syrian_government", "russia", Days.of(date(2014, 2, 2)))
    assert not allied("isis", "russia")
