"""Decisions drafted by people: what they name, what holds beside what, and what a better reader makes of them."""

from __future__ import annotations

from datetime import date

import pytest

from desks import People, desk
from ledger_text import readings
from marsad.ledger.as_of import in_sight, published
from marsad.ledger.moves import difference
from marsad.ledger.reconcile import reconcile
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError

KILLED = Cell.parse("killed")
TWO = """
    2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04, airstrike; 9 injured; of them 2 children
    2020-03-05 SANA: 7 killed, civilian, @Saraqib, on 2020-03-04, airstrike
"""
APART = """
    2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04
    2020-03-05 SANA: 7 killed, civilian, @Nayrab, on 2020-03-04
    2020-03-06 Enab: 2 killed, isis, @Nawa, on 2020-03-06
"""


@pytest.fixture
def two():
    return People(readings(TWO))


@pytest.fixture
def apart():
    return People(readings(APART))


def killed(ledger):
    return [(t.low, t.high) for one in ledger.incidents if (t := one.toll(KILLED))]


def states(ledger):
    return [str(s.state) for s in ledger.decisions]


def kinds(ledger):
    return [p.kind for p in ledger.problems]


# ---- what is named


def test_claims_are_named_by_mark_id_or_beginning(two):
    claims = [c.id for r in two.told for c in r.claims]
    table = desk(two.told)
    assert table.claim("1.1").id == table.claim(claims[0]).id == table.claim(claims[0][:22]).id == claims[0]
    assert table.named("2.1").id == claims[3]
    assert table.named(table.ledger.incidents[0].id[:4]) == table.ledger.incidents[0]


@pytest.mark.parametrize(
    ("kind", "names", "words", "sentence"),
    [
        ("confirm", [], [], "Name the claims"),
        ("confirm", ["1.9"], [], "No claim is called “1.9”"),
        ("retract", ["zzz"], [], "No claim is called “zzz”"),
        ("confirm", ["i000"], [], "No incident begins with “i000”"),
        ("correct", ["1.1"], [], "the slots are count, harm"),
        ("correct", ["1.1"], ["count"], "“count” is no correction"),
        ("correct", ["1.1"], ["count=many"], "“many” is no count"),
        ("correct", ["1.1"], ["count=7-5"], "ends below its beginning"),
        ("correct", ["1.1"], ["count=99999999"], "more people than any report"),
        ("correct", ["1.1"], ["count="], "cannot be empty"),
        ("correct", ["1.1"], ["count=8", "count=9"], "“count=9” sets a slot that is set before"),
        ("correct", ["1.1"], ["harm=sad"], "“sad” is no harm"),
        ("correct", ["1.1"], ["party=martians"], "is no party that marsad knows"),
        ("correct", ["1.1"], ["when=yesterday"], "are no days"),
        ("correct", ["1.1"], ["place=Xqzw"], "knows no place “Xqzw”"),
        ("correct", ["1.1"], ["place=95.0,10"], "lies nowhere"),
        ("correct", ["1.1"], ["colour=red"], "has no slot “colour”"),
        ("correct", ["i"], ["count=3"], "name one of its claims"),
        ("link", ["1.1"], [], "two or more"),
        ("merge", ["1.1", "2.1"], [], "are one incident already"),
        ("part", ["1.1"], [], "Name two claims"),
        ("part", ["1.1", "2.1"], [], "in different reports"),
        ("part", ["1.1", "1.2"], [], "killed is no part of injured"),
        ("part", ["1.2", "1.3"], [], "cannot be part of itself"),
        ("split", ["1.1", "1.2", "2.1"], [], "nothing would be left"),
        ("grade", ["i"], ["good"], "“good” is no grade"),
        ("undo", [], ["7"], "There is no decision 7"),
        ("undo", [], ["seven"], "the number of one decision"),
    ],
)
def test_what_cannot_be_decided_is_one_sentence(two, kind, names, words, sentence):
    with pytest.raises(MarsadError, match=sentence.replace("(", r"\(")):
        two.decide(kind, *names, words=words)


@pytest.mark.parametrize(("who", "why"), [("", "because"), ("Rima", " ")])
def test_a_decision_says_who_and_why(two, who, why):
    with pytest.raises(MarsadError, match="A decision says wh"):
        two.decide("confirm", "1.1", who=who, why=why)


@pytest.mark.parametrize(
    ("words", "slot", "value"),
    [
        ("count=٢٧", "count", "27"),
        ("count=6+", "count", "6+"),
        ("count=5-7", "count", "5-7"),
        ("harm=injured", "harm", "injured"),
        ("side=unknown", "side", "unknown"),
        ("group=children", "group", "children"),
        ("party=داعش", "party", "isis"),
        ("by=russia", "by_party", "russia"),
        ("by=null", "by_party", "None"),
        ("toll=running", "toll", "running"),
        ("method=drone", "method", "drone"),
        ("source=sohr", "source_key", "sohr"),
    ],
)
def test_every_slot_can_be_corrected(two, words, slot, value):
    two.decide("correct", "1.1", words=[words])
    claim = desk(two.told, two.decisions).claim("1.1")
    assert str(getattr(claim, slot)) == value


def test_days_and_places_can_be_corrected(two):
    two.decide("correct", "1.1", words=["when=2020-03-01..2020-03-02", "said=2020-03-03", "place=Saraqib"])
    claim = desk(two.told, two.decisions).claim("1.1")
    assert (str(claim.when.days), str(claim.said.days)) == ("2020-03-01 to 2020-03-02", "2020-03-03")
    assert claim.location.pcodes
    assert claim.place.stands_in(two.told[0].report.text)
    two.decide("correct", "1.1", words=["place=34.91, 38.28"])
    claim = desk(two.told, two.decisions).claim("1.1")
    assert (claim.place, claim.location.lat, claim.location.lon) == (None, 34.91, 38.28)


def test_who_are_called_civilians_belong_to_no_party(apart):
    apart.decide("correct", "3.1", words=["side=civilian"])
    assert Cell.parse("killed/civilian") in [t.cell for t in apart.ledger.incidents[2].tolls]


# ---- what a decision does


def test_a_corrected_harm_keeps_its_claim_for_later_decisions(apart):
    apart.decide("correct", "1.1", words=["harm=injured"])
    apart.decide("merge", "1.1", "2.1")
    apart.decide("correct", "1.1", words=["harm=killed"])
    assert kinds(apart.ledger) == []
    assert len(apart.ledger.incidents) == 2
    assert killed(apart.ledger) == [(7, 7), (2, 2)]


def test_undoing_is_an_entry_and_can_be_undone(two):
    two.decide("correct", "2.1", words=["count=6"])
    assert killed(two.ledger) == [(6, 6)]
    two.decide("undo", words=["1"])
    assert killed(two.ledger) == [(7, 7)]
    assert states(two.ledger) == ["undone", "binds"]
    with pytest.raises(MarsadError, match="undone already, by 2"):
        two.decide("undo", words=["1"])
    two.decide("undo", words=["2"])
    assert killed(two.ledger) == [(6, 6)]
    assert states(two.ledger) == ["binds", "undone", "binds"]


def test_a_split_goes_through_what_one_report_tells(two):
    two.decide("split", "1.2")
    ledger = two.ledger
    assert [len(one.claims) for one in ledger.incidents] == [2, 2]
    assert ledger.incidents[1].toll(Cell.parse("injured:children")).high == 2  # the part went with its whole


def test_what_is_split_off_can_be_told_again(apart):
    apart.decide("merge", "1.1", "2.1")
    apart.decide("split", "2.1")
    news = readings("2020-03-06 AFP: 7 killed, civilian, @Nayrab, on 2020-03-04")
    assert sorted(len(one.claims) for one in apart.under([*apart.told, *news]).incidents) == [1, 1, 2]


def test_a_part_is_counted_in_its_whole():
    people = People(readings("2020-03-04 SOHR: 9 killed, @Saraqib, on 2020-03-04 and 4 killed, civilian"))
    assert killed(people.ledger) == [(13, 13)]
    people.decide("part", "1.2", "1.1")
    assert killed(people.ledger) == [(9, 9)]


def test_a_merge_of_incidents_leads_from_the_old_id(apart):
    old = apart.ledger.incidents[1].id
    apart.decide("merge", apart.ledger.incidents[0].id, old)
    assert desk(apart.told, apart.decisions).incident(old) == apart.ledger.incidents[0]


def test_a_merge_takes_all_that_both_incidents_tell():
    told = """2020-03-04 SOHR: 7 killed, @Saraqib, on 2020-03-04
2020-03-04 AFP: 6 killed, @Saraqib, on 2020-03-04
2020-03-14 Shaam: 5 killed, @Saraqib, on 2020-03-10
2020-03-14 Enab: 4 killed, @Saraqib, on 2020-03-10"""
    people = People(readings(told))
    assert [len(one.claims) for one in people.ledger.incidents] == [2, 2]
    people.decide("merge", *[one.id for one in people.ledger.incidents])
    [one] = people.ledger.incidents
    assert len(one.claims) == 4


def test_a_note_changes_no_number(two):
    before = two.ledger
    two.decide("note", "1.1", why="the clinic may have counted twice")
    assert not difference(before, two.ledger)
    assert states(two.ledger) == ["binds"]


def test_what_would_change_is_shown_before(apart):
    before = apart.ledger
    apart.decide("merge", "1.1", "2.1")
    [move] = difference(before, apart.ledger).moves
    assert ([one.id for one in move.before], [one.id for one in move.after]) == (
        [one.id for one in before.incidents[:2]],
        [before.incidents[0].id],
    )


# ---- contradictions


def test_of_a_link_and_a_split_the_latest_holds_and_both_are_named(apart):
    apart.decide("merge", "1.1", "2.1", who="Rima")
    apart.decide("split", "2.1", who="Omar")
    assert len(apart.ledger.incidents) == 3
    [problem] = apart.ledger.problems
    assert problem.kind == "contradictory decisions"
    assert "Rima and Omar decided differently about what is one incident" in problem.sentence
    assert "the latest holds" in problem.sentence
    assert states(apart.ledger) == ["overruled", "binds"]
    apart.decide("link", "1.1", "2.1", who="Rima")
    assert len(apart.ledger.incidents) == 2
    assert states(apart.ledger) == ["binds", "overruled", "binds"]


def test_a_chain_of_links_beside_a_split_is_a_contradiction_too(apart):
    apart.decide("link", "1.1", "2.1", who="Rima")
    apart.decide("link", "2.1", "3.1", who="Omar")
    third = apart.decide("split", "3.1", who="Zeina")
    assert third.values("from")
    ledger = apart.ledger
    assert [len(one.claims) for one in ledger.incidents] == [2, 1]
    assert states(ledger) == ["binds", "overruled", "binds"]
    assert "Omar and Zeina" in ledger.problems[0].sentence


def test_two_grades_are_a_problem_and_the_latest_holds(two):
    two.decide("grade", "1.1", words=["confirmed"], who="Rima")
    two.decide("grade", "2.1", words=["contested"], who="Omar")
    assert two.ledger.incidents[0].grade == "contested"
    [problem] = two.ledger.problems
    assert "Rima and Omar decided differently about the grade" in problem.sentence
    assert "confirmed and contested" in problem.sentence


def test_one_slot_corrected_by_two_people_is_a_problem(two):
    two.decide("correct", "2.1", words=["count=6", "method=drone"], who="Rima")
    two.decide("correct", "2.1", words=["count=8"], who="Omar")
    assert killed(two.ledger) == [(8, 8)]
    assert kinds(two.ledger) == ["contradictory decisions"]
    assert states(two.ledger) == ["binds", "binds"]
    assert "the count of a claim" in two.ledger.problems[0].sentence


def test_who_corrects_again_contradicts_nobody(two):
    two.decide("correct", "2.1", words=["count=6"])
    two.decide("correct", "2.1", words=["count=8"])
    assert (killed(two.ledger), kinds(two.ledger)) == ([(8, 8)], [])
    assert states(two.ledger) == ["overruled", "binds"]


def test_a_claim_confirmed_by_one_and_corrected_or_retracted_by_another(two):
    two.decide("confirm", "2.1", who="Rima")
    two.decide("correct", "2.1", words=["count=8"], who="Omar")
    two.decide("retract", "2.1", who="Omar")
    assert kinds(two.ledger) == ["contradictory decisions"] * 2  # its count, and whether it counts
    assert killed(two.ledger) == [(5, 5)]


def test_what_names_only_retracted_claims_is_listed(apart):
    apart.decide("merge", "1.1", "2.1")
    apart.decide("grade", "3.1", words=["confirmed"])
    apart.decide("retract", "2.1", "3.1")
    assert kinds(apart.ledger) == ["decision not kept"] * 2
    assert "stand in no incident any more" in apart.ledger.problems[0].sentence


def test_a_grade_outlives_the_claim_that_founded_its_incident(two):
    two.decide("grade", "1.1", words=["confirmed"])
    two.decide("retract", "1.1", "1.2", "1.3")
    assert [one.grade for one in two.ledger.incidents] == ["confirmed"]


# ---- as of


def test_decisions_hold_for_what_had_been_published(apart):
    apart.decide("merge", "1.1", "2.1")
    apart.decide("correct", "1.1", words=["count=6"])
    day = date(2020, 3, 4)
    ledger = reconcile(published(apart.told, day), in_sight(apart.decisions, apart.told, day))
    assert (killed(ledger), kinds(ledger)) == ([(6, 6)], [])


def test_a_split_from_what_was_not_out_sets_nothing_apart(two):
    two.decide("split", "2.1")
    day = date(2020, 3, 4)
    narrowed = in_sight(two.decisions, two.told, day)
    assert narrowed[0].anchors == ()
    assert reconcile(published(two.told, day), narrowed).incidents == reconcile(published(two.told, day)).incidents
