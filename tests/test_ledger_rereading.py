"""What people decided stands whatever another reader makes of the same reports, and where they differ it is said."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from desks import People, desk, drafted_by_people, halved, joined, shifted
from ledger_text import readings
from marsad.ledger.reconcile import reconcile
from marsad.ledger.rereading import changes, disagreements
from marsad.model.decision import DecisionKind, State
from marsad.model.incident import Cell
from test_ledger_deciding import apart, killed, kinds, states, two

__all__ = ["apart", "two"]


def test_a_confirmed_claim_stands_where_the_reader_loses_it(two):
    two.decide("confirm", "2.1")
    lost = [two.told[0], replace(two.told[1], claims=())]
    assert killed(two.under(lost)) == killed(two.ledger)
    assert kinds(two.under(lost)) == ["orphan decision"]
    assert states(two.under(lost)) == ["orphan"]


def test_a_confirmed_claim_stands_in_the_place_of_what_a_reader_makes_two_of(two):
    two.decide("confirm", "2.1")
    cut = [two.told[0], halved(two.told[1], 0)]
    assert killed(two.under(cut)) == killed(two.ledger)
    assert kinds(two.under(cut)) == ["ambiguous decision"]


def test_two_corrected_claims_stand_where_a_reader_makes_one_of_them():
    people = People(readings("2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04 and 3 killed, isis"))
    people.decide("correct", "1.1", words=["count=6"])
    people.decide("correct", "1.2", words=["count=4"])
    assert killed(people.ledger) == [(10, 10)]
    assert killed(people.under([joined(people.told[0], 0)])) == [(10, 10)]


def test_a_retraction_that_fits_two_claims_is_listed_and_retracts_none(two):
    two.decide("retract", "2.1")
    cut = [two.told[0], halved(two.told[1], 0)]
    assert kinds(two.under(cut)) == ["ambiguous decision"]
    assert len(two.under(cut).incidents[0].claims) == 5


def test_what_another_reading_sees_differently(two):
    before = two.told[1]
    after = replace(before, claims=(replace(before.claims[0], party="isis"),))
    [change] = changes(before, shifted(after, 2))
    assert (change.kind, change.slots) == ("changed", (("party", "null", "isis"),))
    assert [c.kind for c in changes(before, replace(before, claims=()))] == ["lost"]
    assert [c.kind for c in changes(before, halved(before, 0))] == ["changed", "gained"]
    assert changes(before, before) == []


def test_where_the_machine_disagrees_it_says_so(apart):
    apart.decide("merge", "1.1", "2.1")
    apart.decide("grade", "3.1", words=["confirmed"])
    apart.decide("correct", "3.1", words=["count=3"])
    apart.decide("confirm", "1.1")
    other = [replace(apart.told[0], claims=(replace(apart.told[0].claims[0], party="hts"),)), *apart.told[1:]]
    said = [d.sentence for d in disagreements(apart.under(other).decisions, other, reconcile(other))]
    assert said[0].startswith("put together, the machine alone keeps them apart (")
    assert said[1:] == [
        "graded confirmed, the machine proposes weak",
        "low: corrected to 3, the machine reads 2",
        "high: corrected to 3, the machine reads 2",
        "party: confirmed null, the machine reads hts",
    ]
    assert Cell.parse("killed/combatant/hts") not in [t.cell for t in apart.under(other).incidents[0].tolls]


def _read_anew(draw, reading):
    found = shifted(reading, draw(st.integers(-3, 3)))
    how = draw(st.sampled_from(["", "", "halved", "joined", "lost"]))
    index = draw(st.integers(0, 2))
    if how == "lost":
        return replace(found, claims=tuple(c for c in found.claims if c.index != index))
    return {"halved": halved, "joined": joined}[how](found, index) if how else found


@settings(max_examples=150, deadline=None)
@given(drafted_by_people(), st.data())
def test_under_any_reader_every_decision_binds_or_is_listed(people, data):
    told = [_read_anew(data.draw, reading) for reading in people.told]
    ledger = people.under(told)
    assert [s.decision for s in ledger.decisions] == people.decisions
    inside = {c for one in ledger.incidents for c in one.claims}
    listed = {p.where for p in ledger.problems if p.kind in {"orphan decision", "ambiguous decision"}}
    for standing in ledger.decisions:
        if standing.decision.kind is DecisionKind.UNDO or standing.state is State.UNDONE:
            continue
        for anchor in standing.decision.anchors:
            report = anchor.partition(":")[0]
            assert any(c.startswith(report) for c in standing.claims) or report in listed
        if standing.state is State.BINDS:
            assert len(standing.claims) >= 1
    claims = [c for one in ledger.incidents for c in one.claims]
    assert len(claims) == len(inside)
    for one in ledger.incidents:
        for toll in one.tolls:
            assert toll.low <= toll.best <= toll.high


@settings(max_examples=60, deadline=None)
@given(drafted_by_people(), st.integers(-3, 3))
def test_a_reader_that_is_a_few_letters_off_changes_no_toll(people, by):
    moved = [shifted(reading, by) for reading in people.told]
    before, after = people.ledger, people.under(moved)
    if not any(p.kind == "ambiguous decision" for p in after.problems):
        assert [one.tolls and [(t.cell, t.low, t.high) for t in one.tolls] for one in before.incidents] == [
            one.tolls and [(t.cell, t.low, t.high) for t in one.tolls] for one in after.incidents
        ]
        assert [s.state for s in before.decisions] == [s.state for s in after.decisions]


@settings(max_examples=60, deadline=None)
@given(drafted_by_people())
def test_undoing_everything_gives_the_machines_own_ledger(people):
    for number in range(len(people.decisions), 0, -1):
        if desk(people.told, people.decisions).ledger.decisions[number - 1].state is not State.UNDONE:
            people.decide("undo", words=[str(number)])
    ledger = people.ledger
    assert ledger.incidents == reconcile(people.told).incidents
    assert ledger.problems == reconcile(people.told).problems
