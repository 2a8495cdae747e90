"""What waits for a person in a ledger, what was looked at and left, and decisions that name what no reading has."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

import marsad.ledger.pairs
from desks import NOON, People, desk, shifted
from ledger_text import readings
from marsad import reviewing
from marsad.flow import Book
from marsad.ledger.adding import apart, missed
from marsad.ledger.drafting import Desk, Pen
from marsad.ledger.growing import Growing
from marsad.ledger.reconcile import reconcile
from marsad.ledger.waiting import Kept, Waits, left, waiting
from marsad.model.claim import Harm
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError
from marsad.model.span import Quote
from marsad.web import evidence

RIMA = Pen("Rima", "she was there", NOON)
TOLD = readings("""
    2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04, airstrike
    2020-03-05 SANA: 7 killed, civilian, @Saraqib, on 2020-03-04, airstrike
    2020-03-06 SOHR: now 14 killed, civilian, @Saraqib, on 2020-03-04
    2020-03-31 SOHR: in all 9 killed, civilian, @Idlib, on 2020-03-01..2020-03-31
""")
TWO = readings("""
    2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04, airstrike
    2020-03-04 SANA: at least 4 killed, civilian, @Nayrab, on 2020-03-04, airstrike
""")


def items(told, decisions=(), kind=None):
    growing = Growing(decisions)
    growing.put(told)
    found = waiting(growing.ledger(), desk(told, decisions), growing.near_misses())
    return [one for one in found if kind in (None, one.kind)]


def numbered(*decisions):
    return [replace(one, number=n) for n, one in enumerate(decisions, 1)]


def test_what_waits_comes_in_the_order_in_which_it_presses():
    kinds = [one.kind for one in items(TOLD)]
    assert kinds == sorted(kinds, key=list(Waits).index)
    assert {Waits.TOTAL, Waits.CHANGE, Waits.NEW} <= set(kinds)


def test_voices_that_cannot_both_be_right_wait():
    told = readings("""
        2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04, airstrike
        2020-03-04 SANA: 7 killed, civilian, @Saraqib, on 2020-03-04, airstrike
    """)
    [against] = items(told, kind=Waits.CONTRADICTION)
    assert {claim for one in against.relations for claim in (one.claim, one.other)} == set(against.claims)


def test_a_large_change_waits_until_somebody_looked_at_the_new_figure():
    [change] = items(TOLD, kind=Waits.CHANGE)
    people = People(TOLD)
    people.decide("confirm", change.claims[0])
    assert items(TOLD, people.decisions, Waits.CHANGE) == []
    small = readings("""
        2020-03-04 SOHR: 25 killed, civilian, @Saraqib, on 2020-03-04
        2020-03-06 SOHR: now 31 killed, civilian, @Saraqib, on 2020-03-04
    """)
    assert items(small, kind=Waits.CHANGE) == []


def test_claims_that_somebody_confirmed_wait_no_longer():
    people = People(TOLD)
    [new] = [one for one in items(TOLD, kind=Waits.NEW) if one.incidents]
    people.decide("confirm", *new.claims)
    assert [one.incidents for one in items(TOLD, people.decisions, Waits.NEW)] == [()]


def test_what_was_left_is_remembered_as_long_as_it_says_the_same():
    [total] = items(TOLD, kind=Waits.TOTAL)
    noted = numbered(left(total, desk(TOLD), RIMA))
    assert items(TOLD, noted, Waits.TOTAL) == []
    assert reconcile(TOLD, noted).incidents == reconcile(TOLD).incidents
    people = People(TOLD)
    people.decisions = noted
    people.decide("correct", "4.1", words=["count=8"])
    assert len(items(TOLD, people.decisions, Waits.TOTAL)) == 1


def test_two_that_may_be_one_wait_until_they_are_merged_or_held_apart():
    [near] = items(TWO, kind=Waits.LINK)
    assert near.near.score == pytest.approx(sum(one.score for one in near.near.evidence))
    people = People(TWO)
    people.decide("merge", *near.incidents)
    assert items(TWO, people.decisions, Waits.LINK) == []
    held = numbered(apart(near.incidents, desk(TWO), RIMA))
    assert items(TWO, held, Waits.LINK) == []
    assert reconcile(TWO, held).problems == ()


def test_two_that_are_held_apart_stay_so_whatever_evidence_comes():
    told = [*TWO, *readings("2020-03-05 AFP: 5 killed, civilian, @Saraqib, on 2020-03-04, airstrike")]
    [near] = items(TWO, kind=Waits.LINK)
    held = numbered(apart(near.incidents, desk(TWO), RIMA))
    homes = {claim: one.id for one in reconcile(told, held).incidents for claim in one.claims}
    first, second = near.claims
    assert homes[first] != homes[second]
    with pytest.raises(MarsadError, match="These are one incident"):
        apart([near.incidents[0], near.incidents[0]], desk(TWO), RIMA)


def add(told, words, *slots, decisions=()):
    report = told[0].report
    quote = Quote(report.text.index(words), words)
    return missed(report.id, quote, slots, desk(told, decisions), RIMA)


def test_a_missed_claim_stands_with_the_circumstances_of_the_one_before_it():
    made = numbered(add(TWO, "airstrike", "harm=injured", "count=12", "group=children"))
    ledger = reconcile(TWO, made)
    [home] = [one for one in ledger.incidents if one.toll(Cell(Harm.INJURED))]
    assert home.toll(Cell(Harm.INJURED)).best == 12
    assert home.toll(Cell(Harm.KILLED)).best == 5
    assert ledger.problems == ()
    assert [one.state for one in ledger.decisions] == ["binds"]


def test_a_missed_claim_binds_the_readers_own_once_a_reading_finds_it():
    made = numbered(add(TWO, "5 killed, civilian", "harm=injured", "count=2"))
    read = replace(TWO[0].claims[0], harm=Harm.INJURED)
    later = [replace(TWO[0], claims=(*TWO[0].claims, replace(read, index=1))), TWO[1]]
    [home] = [one for one in reconcile(later, made).incidents if one.toll(Cell(Harm.INJURED))]
    assert home.toll(Cell(Harm.INJURED)).best == 2
    assert len([claim for claim in home.claims if claim.endswith("injured")]) == 1
    assert shifted(later[0], 0) == later[0]


@pytest.mark.parametrize(
    ("words", "slots", "said"),
    [
        ("airstrike", ["harm=injured"], "how many people"),
        ("airstrike", ["harm=hurt", "count=2"], "“hurt” is no harm"),
        ("airstrike", ["harm=injured", "count=2", "when=2199-01-01"], "yet to come"),
    ],
)
def test_what_can_be_no_claim_is_told(words, slots, said):
    with pytest.raises(MarsadError, match=said):
        add(TWO, words, *slots)


def test_words_that_do_not_stand_there_are_no_claim():
    with pytest.raises(MarsadError, match="does not stand in the report"):
        missed(TWO[0].report.id, Quote(3, "airstrike"), ["harm=killed", "count=1"], desk(TWO), RIMA)
    made = numbered(add(TWO, "airstrike", "harm=injured", "count=12"))
    with pytest.raises(MarsadError, match="is a claim of the report already"):
        add(TWO, "airstrike", "harm=injured", "count=12", decisions=made)


def test_every_sentence_of_evidence_can_be_said_in_arabic():
    files = sorted(Path(marsad.ledger.pairs.__file__).parent.glob("*.py"))
    trees = [ast.parse(file.read_text(encoding="utf-8")) for file in files]
    calls = [
        n
        for tree in trees
        for n in ast.walk(tree)
        if isinstance(n, ast.Call) and getattr(n.func, "id", "") == "Evidence"
    ]
    told = {node.value for call in calls for node in ast.walk(call.args[2]) if isinstance(node, ast.Constant)}
    told |= {"{} and {} lie {:.0f} km apart" + end for end in told if end.startswith(", within")}
    told = {words for words in told if not words.startswith(", within")}
    assert len(told) > 25
    assert told - set(evidence.SENTENCES) == set()
    assert {"planted"} - set(evidence.SENTENCES) == {"planted"}


def test_where_the_reader_alone_would_differ_waits():
    people = People(TWO)
    people.decide("confirm", "1.1")
    later = [shifted(TWO[0], 0), TWO[1]]
    later[0] = replace(
        later[0], claims=tuple(replace(c, count=replace(c.count, low=6, high=6)) for c in later[0].claims)
    )
    growing = Growing(people.decisions)
    growing.put(later)
    book = Book(growing.ledger(), tuple(later), decided=tuple(growing.readings()), numbers={}, growing=growing)
    differing = [one.said[0] for one in reviewing.items(book) if one.kind is Waits.DISAGREEMENT]
    assert differing == [f"{end}: confirmed 5, the machine reads 6" for end in ("low", "high")]


def test_what_waited_before_is_kept_where_nothing_moved():
    people, kept = People(TWO), Kept()
    growing = Growing()
    growing.put(TWO)
    for decided in ([], [people.decide("confirm", "1.1")]):
        growing.decide(decided)
        whole = growing.ledger()
        table = Desk(whole, growing.readings(), {reading.report.id: n for n, reading in enumerate(TWO, 1)})
        found = waiting(whole, table, kept=kept)
        assert found == waiting(whole, table)
        again = waiting(whole, table, kept=kept)
        assert [one for one, other in zip(found, again, strict=True) if one is not other] == []
