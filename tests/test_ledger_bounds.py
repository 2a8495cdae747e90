"""Parts and wholes told by several reports: a whole bounds its parts, and a problem says what clashes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings

from ledger_text import readings
from marsad.ledger.cells import parent
from marsad.ledger.reconcile import reconcile
from marsad.model.claim import Side
from test_ledger_laws import ledgers

LEDGER = Path(__file__).parents[1] / "src" / "marsad" / "ledger"
FALLS = """
    2020-03-04 A: 20 killed, @Saraqib, on 2020-03-04; of them 15, civilian; of them 5, isis
    2020-03-05 A: now 13 killed, @Saraqib, on 2020-03-04
"""


def tolls(text):
    [one] = reconcile(readings(text)).incidents
    return {str(t.cell): (t.low, t.best, t.high) for t in one.tolls}


def test_parts_fall_with_their_whole_and_a_problem_names_the_claims():
    told = readings(FALLS)
    ledger = reconcile(told)
    [one] = ledger.incidents
    assert tolls(FALLS) == {
        "killed": (13, 13, 13),
        "killed/civilian": (8, 8, 13),
        "killed/combatant": (0, 0, 5),
        "killed/combatant/isis": (0, 0, 5),
    }
    [problem] = ledger.problems
    assert (problem.kind, problem.where) == ("part exceeds whole", one.id)
    assert set(problem.claims) == {told[0].claims[1].id, told[1].claims[0].id}
    assert "a gives 15 as part of 13 told later" in problem.sentence


def test_parts_that_fit_alone_and_not_together_are_named_together():
    ledger = reconcile(
        readings("""
            2020-03-04 A: 8 killed, civilian, @Saraqib, on 2020-03-04
            2020-03-05 A: 9 killed, isis, @Saraqib, on 2020-03-04
            2020-03-06 A: now 13 killed, @Saraqib, on 2020-03-04""")
    )
    [problem] = ledger.problems
    assert (problem.kind, len(problem.claims)) == ("parts exceed whole", 3)
    cells = {str(t.cell): (t.low, t.high) for t in ledger.incidents[0].tolls}
    assert (cells["killed/civilian"], cells["killed/combatant/isis"]) == ((4, 8), (5, 9))


def test_a_part_is_at_most_what_the_whole_leaves_beside_the_others():
    told = tolls("""
        2020-03-04 A: 3-20 killed, civilian, @Saraqib, on 2020-03-04
        2020-03-04 A: 4 killed, isis, @Saraqib, on 2020-03-04
        2020-03-05 A: now 10 killed, @Saraqib, on 2020-03-04""")
    assert (told["killed"], told["killed/civilian"]) == ((10, 10, 10), (3, 3, 6))


def test_at_least_so_many_of_a_group_stay_within_a_whole_that_fell():
    told = tolls("""
        2020-03-04 A: 10 killed, @Saraqib, on 2020-03-04; of them at least 8 children
        2020-03-05 A: now 6 killed, @Saraqib, on 2020-03-04""")
    assert told["killed:children"] == (4, 4, 6)


def test_an_open_part_stays_as_open_as_its_words():
    [one] = reconcile(readings("2020-03-04 A: 27 killed, @Saraqib; of them at least 4 officers")).incidents
    [officers] = [t for t in one.tolls if t.cell.group]
    assert (officers.low, officers.high, officers.open) == (4, 4, True)


def test_a_whole_reaches_as_far_as_parts_that_several_voices_know_of():
    text = """
        2020-03-04 A: 7 killed, civilian, @Saraqib, on 2020-03-04
        2020-03-04 B: 6 killed, isis, @Saraqib, on 2020-03-04
        2020-03-04 C: 10 killed, @Saraqib, on 2020-03-04"""
    assert tolls(text)["killed"] == (10, 10, 13)
    assert not reconcile(readings(text)).problems


def test_whole_and_parts_of_one_day_that_exclude_each_other_both_stand_and_are_a_problem():
    text = """
        2020-03-04 A: 8 killed, civilian, @Saraqib, on 2020-03-04
        2020-03-04 A: 6 killed, @Saraqib, on 2020-03-04"""
    assert tolls(text) == {"killed": (6, 6, 8), "killed/civilian": (8, 8, 8)}
    [problem] = reconcile(readings(text)).problems
    assert (problem.kind, len(problem.claims)) == ("part exceeds whole", 2)


@pytest.mark.parametrize("voice", ["A", "B"])
def test_a_denial_takes_nothing_from_parts_and_contests_the_whole(voice):
    [one] = reconcile(
        readings(f"""
            2020-03-04 A: 8 injured, civilian, @Saraqib, on 2020-03-04
            2020-03-05 {voice}: no injured, @Saraqib, on 2020-03-04""")
    ).incidents
    whole, civilians = one.tolls
    assert (whole.low, whole.high, whole.contested) == (0 if voice == "A" else 8, 8, True)
    assert (civilians.low, civilians.high) == (8, 8)


@settings(max_examples=100, deadline=None)
@given(ledgers)
def test_people_who_are_of_one_side_or_the_other_are_no_more_than_all(told):
    for one in reconcile(told).incidents:
        cells = {toll.cell: toll for toll in one.tolls if toll.cell.group is None}
        for cell, whole in cells.items():
            parts = [t for c, t in cells.items() if parent(c) == cell and c.side is not Side.UNKNOWN]
            assert sum(part.low for part in parts) <= whole.high, (whole, parts)


def test_nodes_are_made_in_one_place_alone():
    made = [path.name for path in LEDGER.rglob("*.py") if re.search(r"(?<![_\w])Node\(", path.read_text("utf-8"))]
    assert made == ["cells.py"]
