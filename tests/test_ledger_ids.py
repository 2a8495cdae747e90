"""Ids of incidents last, and so do links to them: whatever people retract, an incident goes by the id that it had."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from desks import MARKS, People, desk, drafted_by_people
from ledger_text import readings
from marsad.ledger.growing import Growing
from marsad.ledger.reconcile import reconcile
from marsad.model.problem import MarsadError

TOLD = """
    2020-03-04 A: 7 killed, civilian, @Saraqib, on 2020-03-04; 9 injured, civilian
    2020-03-05 B: 8 killed, civilian, @Saraqib, on 2020-03-04
"""


def people():
    return People(readings(TOLD))


def ids(ledger):
    return [one.id for one in ledger.incidents]


def test_an_incident_keeps_its_id_when_its_founding_claim_is_retracted():
    at_desk = people()
    before = ids(at_desk.ledger)
    at_desk.decide("retract", "1.1")
    assert ids(at_desk.ledger) == before
    at_desk.decide("retract", "1.2")  # which stood in for the first
    assert ids(at_desk.ledger) == before
    assert len(at_desk.ledger.incidents[0].claims) == 1


def test_a_split_after_a_retraction_leaves_the_id_with_the_claim_that_stands_in():
    at_desk = people()
    [before] = ids(at_desk.ledger)
    at_desk.decide("retract", "1.1")
    at_desk.decide("split", "2.1")
    homes = {claim: one.id for one in at_desk.ledger.incidents for claim in one.claims}
    wounded, other = at_desk.told[0].claims[1].id, at_desk.told[1].claims[0].id
    assert homes[wounded] == before
    assert homes[other] != before


def test_a_merge_with_an_older_incident_takes_the_older_id():
    at_desk = People(readings("2020-03-01 C: 2 killed, isis, @Nawa, on 2020-03-01\n" + TOLD))
    older, newer = ids(at_desk.ledger)
    at_desk.decide("retract", "2.1")
    at_desk.decide("merge", older, newer)
    one = at_desk.ledger.incidents[0]
    assert (one.id, one.aliases) == (older, (newer,))


def test_what_is_retracted_and_brought_back_founds_again():
    at_desk = people()
    before = ids(at_desk.ledger)
    at_desk.decide("retract", "1.1")
    at_desk.decide("undo", words=["1"])
    assert ids(at_desk.ledger) == before
    assert len(at_desk.ledger.incidents[0].claims) == 3


def test_an_incident_of_which_nothing_is_left_says_which_decision_took_it():
    at_desk = people()
    [gone] = ids(at_desk.ledger)
    at_desk.decide("retract", gone)
    assert not at_desk.ledger.incidents
    with pytest.raises(MarsadError, match=r"Nothing is left of .* by decision 1; .*undo 1"):
        desk(at_desk.told, at_desk.decisions).incident(gone[:4])


@settings(max_examples=60, deadline=None)
@given(drafted_by_people(), st.lists(st.sampled_from(MARKS), max_size=4, unique=True), st.permutations(range(4)))
def test_no_two_incidents_have_one_id_and_reports_one_by_one_give_the_same(people, retracted, order):
    for mark in retracted:
        try:
            people.decide("retract", mark)
        except MarsadError:
            continue
    ledger = people.ledger
    assert len(set(ids(ledger))) == len(ledger.incidents)
    growing = Growing(people.decisions)
    for n in order:
        growing.put([people.told[n]])
    whole = reconcile([people.told[n] for n in order], people.decisions)
    assert growing.ledger().incidents == whole.incidents


# ---- where it was, by a person


def placed(at_desk):
    [one] = at_desk.ledger.incidents
    return one.place or one.location.name


@pytest.mark.parametrize(
    "lines",
    [
        "2020-03-04 A: 8 killed, civilian, @Saraqib, on 2020-03-04; of them 3 children",
        "2020-03-04 A: 8 killed, civilian, @Saraqib, on 2020-03-04; 9 injured",
        "2020-03-04 A: 8 killed, civilian, @Saraqib market, on 2020-03-04, by SDF of Nawa",
    ],
)
def test_an_incident_lies_where_a_person_put_one_of_its_claims(lines):
    at_desk = People(readings(lines))
    assert placed(at_desk).startswith("Saraqib")
    if len(at_desk.told[0].claims) > 1:
        at_desk.decide("link", "1.1", "1.2")
    at_desk.decide("correct", "1.1", words=["place=Nawa"])
    assert placed(at_desk) == "Nawa"
    assert at_desk.ledger.incidents[0].location.name == "Nawa"
    at_desk.decide("confirm", "1.1")
    assert placed(at_desk) == "Nawa"


def test_a_persons_place_goes_before_that_of_other_reports():
    at_desk = People(
        readings("""
        2020-03-04 A: 8 killed, civilian, @Saraqib, on 2020-03-04
        2020-03-05 B: 8 killed, civilian, @Saraqib, on 2020-03-04""")
    )
    at_desk.decide("link", "1.1", "2.1")
    at_desk.decide("correct", "2.1", words=["place=Nawa"])
    assert placed(at_desk) == "Nawa"
    at_desk.decide("undo", words=["2"])
    assert placed(at_desk) == "Saraqib"
