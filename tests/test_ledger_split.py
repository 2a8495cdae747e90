"""The dead as UCDP's GED splits them: reports in, the two sides, civilians and people of unknown side out."""

from __future__ import annotations

from ledger_text import readings
from marsad.ledger.reconcile import reconcile
from marsad.ledger.split import Dead, Split, ged_split


def split(text: str) -> Split:
    (incident,) = reconcile(readings(text)).incidents
    return ged_split(incident)


def dead(low: int, high: int | None = None, best: int | None = None, *, open: bool = False) -> Dead:  # noqa: A002
    return Dead(low, best or low, high or low, open)


def test_each_side_of_a_clash_has_its_dead_and_the_state_is_side_a():
    found = split("""
        2021-11-09 Hawar: 4 killed, isis, @al-Shaddadi, by syrian_government and 6 killed, syrian_government, by isis
    """)
    assert (found.side_a, found.side_b) == ("syrian_government", "isis")
    assert (found.deaths_a, found.deaths_b) == (dead(6), dead(4))
    assert (found.civilians, found.unknown) == (None, None)


def test_two_armed_groups_stand_in_alphabetical_order():
    found = split("2021-11-09 Hawar: 4 killed, sdf, @al-Shaddadi, by isis and 6 killed, isis, by sdf")
    assert (found.side_a, found.side_b) == ("isis", "sdf")
    assert (found.deaths_a, found.deaths_b) == (dead(6), dead(4))


def test_a_militia_counts_with_its_side():
    found = split("2019-04-18 SOHR: 10 killed, pro_government, @al-Mayadin, by isis")
    assert (found.side_a, found.deaths_a) == ("syrian_government", dead(10))


def test_who_did_it_and_lost_nobody_is_a_side_and_civilians_are_none():
    found = split("2021-09-12 SOHR: 9 killed, civilian, @Darkush, by russia")
    assert found == Split("russia", None, None, None, dead(9), None)


def test_what_no_side_is_known_of_is_the_rest_of_the_whole():
    found = split("2021-09-12 SOHR: 9 killed, @Darkush, by russia; of them 3 killed, civilian")
    assert (found.civilians, found.unknown) == (dead(3), dead(6))


def test_where_nobody_is_said_to_have_died_there_is_nothing_to_split():
    found = split("2021-09-12 SOHR: 9 injured, civilian, @Darkush, by russia")
    assert (found.deaths_a, found.deaths_b, found.civilians, found.unknown) == (None, None, None, None)


def test_of_three_parties_the_two_that_lost_most_are_the_sides():
    found = split("""
        2021-09-12 SOHR: 9 killed, sdf, @Darkush, by isis and 5 killed, isis, by sdf and 1 killed, russia, by isis
    """)
    assert (found.side_a, found.side_b) == ("isis", "sdf")
    assert (found.deaths_a, found.deaths_b, found.unknown) == (dead(5), dead(9), dead(1))


def test_parts_that_are_all_that_is_told_leave_nobody_of_unknown_side():
    found = split("""
        2021-11-09 Hawar: 14 killed, syrian_government, @al-Shaddadi, by isis and 6 killed, isis, by syrian_government
        2021-11-09 Enab: 14 killed, syrian_government, @al-Shaddadi, by isis and 7 killed, isis, by syrian_government
    """)
    assert (found.deaths_a, found.deaths_b, found.unknown) == (dead(14), dead(6, 7, 6), None)
