"""Totals are checked like balance assertions, and never feed an incident's toll."""

from __future__ import annotations

from dataclasses import replace

import pytest

from ledger_text import readings
from marsad.ledger.assertions import compare
from marsad.ledger.reconcile import reconcile
from marsad.model.count import Interval
from marsad.model.incident import Cell
from marsad.model.place import Location, Precision

THREE = """
    2022-01-17 Horan: 2 killed, @Jasim, on 2022-01-17, shooting
    2022-01-18 SOHR: 3 killed, syrian_government, @Tafas, on 2022-01-18, explosive
    2022-01-20 Enab: 2 killed, @Nawa, on 2022-01-19, shooting
"""


def verdicts(text: str) -> list[tuple[int, str, int | None]]:
    ledger = reconcile(readings(text))
    return [(len(a.covers), str(a.verdict), a.by) for a in ledger.assertions]


@pytest.mark.parametrize(
    ("total", "expected"),
    [
        ("7", (3, "balances", None)),
        ("at least 7", (3, "balances", None)),
        ("8", (3, "short by", 1)),
        ("6", (3, "over by", 1)),
        ("6-9", (3, "open", None)),
    ],
)
def test_a_total_over_three_incidents(total, expected):
    text = f"{THREE}\n2022-01-22 Office: in all {total} killed, on 2022-01-17..2022-01-19, @Jasim Tafas Nawa"
    assert verdicts(text) == [expected]


def test_a_total_that_is_over_names_the_one_incident_without_which_it_balances():
    told = readings(f"{THREE}\n2022-01-22 Office: in all 4 killed, on 2022-01-17..2022-01-19, @Jasim Tafas Nawa")
    ledger = reconcile(told)
    [one] = ledger.assertions
    assert (str(one.verdict), one.by, one.reading) == ("over by", 3, "overlap")
    assert one.balancing == ledger.incidents[1].id
    either = reconcile(readings(f"{THREE}\n2022-01-22 Office: in all 5 killed, on 2022-01-17..2022-01-19"))
    assert [(a.by, a.reading) for a in either.assertions] == [(2, "partition")]  # two incidents of two: a guess


def test_a_total_that_is_short_names_the_one_undated_incident_with_which_it_balances():
    text = f"""{THREE}
    2022-01-21 Enab: 4 killed, @Inkhil, airstrike
    2022-01-22 Office: in all 11 killed, on 2022-01-17..2022-01-19"""
    ledger = reconcile(readings(text))
    [one] = ledger.assertions
    assert (str(one.verdict), one.by, one.reading) == ("short by", 4, "add-on")
    assert one.balancing == ledger.incidents[3].id


def test_a_total_is_checked_anew_when_a_toll_moves():
    text = f"""{THREE}
    2022-01-22 Office: in all 8 killed, on 2022-01-17..2022-01-19, @Jasim Tafas Nawa
    2022-01-24 SOHR: now 4 killed, syrian_government, @Tafas, on 2022-01-18, explosive"""
    assert verdicts(text) == [(3, "balances", None)]


def test_a_total_never_feeds_a_toll():
    ledger = reconcile(readings(f"{THREE}\n2022-01-22 Office: in all 80 killed, on 2022-01-17..2022-01-19"))
    assert [i.toll(Cell.parse("killed")).high for i in ledger.incidents] == [2, 3, 2]


def test_what_a_total_states_beyond_its_incidents_is_a_row_of_its_own():
    ledger = reconcile(readings(f"{THREE}\n2022-01-22 Office: in all 10 killed, on 2022-01-17..2022-01-19"))
    (row,) = ledger.periods
    assert (row.unallocated, row.total) == (Interval(3, 3), Interval(10, 10))


def test_a_total_of_nothing_known_is_short_of_all():
    assert verdicts("2022-01-22 Office: in all 10 killed, on 2022-01-17..2022-01-19") == [(0, "short by", 10)]


def test_days_outside_the_period_are_left_out():
    text = f"{THREE}\n2022-01-22 Office: in all 5 killed, on 2022-01-17..2022-01-18"
    assert verdicts(text) == [(2, "balances", None)]


def test_who_does_not_say_how_many_officers_does_not_say_none():
    ledger = reconcile(
        readings("""
        2019-04-20 Wire: 27 killed, isis, @al-Kawm, on 2019-04-18; of them 6 officers; 8 killed, isis, @al-Quriyah
        2019-04-21 Sum: in all 6 officers killed, isis, on 2019-04-18
    """)
    )
    (checked,) = ledger.assertions
    assert (str(checked.verdict), [n.low for _, n in checked.covers]) == ("balances", [6])
    assert checked.uncertain == (ledger.incidents[1].id,)


def test_an_incident_whose_day_is_not_known_may_or_may_not_be_covered():
    ledger = reconcile(
        readings("""
        2019-04-20 Wire: 27 killed, isis, @al-Kawm, on 2019-04-18; 8 killed, isis, @al-Quriyah, on 2019-04-19
        2019-04-20 Other: 10 killed, isis, @al-Mayadin
        2019-04-21 Sum: in all 35 killed, isis, on 2019-04-18..2019-04-19
    """)
    )
    (checked,) = ledger.assertions
    assert [n.low for _, n in checked.covers] == [27, 8]
    assert str(checked.verdict) == "balances"


def test_the_lines_of_a_breakdown_are_summed_within_their_report():
    ledger = reconcile(
        readings("2022-04-01 SNHR: in all 84 killed, civilian, on 2022-03-01..2022-03-31; of them 31; of them 51")
    )
    inner = [a for a in ledger.assertions if a.reading == "breakdown"]
    assert [(str(a.verdict), a.by) for a in inner] == [("short by", 2)]


def test_parts_that_exceed_their_whole_are_a_problem_with_the_sums_shown():
    ledger = reconcile(readings("2022-04-01 SNHR: 5 killed, @Nawa; of them 3, civilian; of them 4, isis"))
    assert [p.kind for p in ledger.problems] == ["parts exceed whole"]
    assert "3 + 4 make 2 more than the 5" in ledger.problems[0].sentence


@pytest.mark.parametrize(
    ("stated", "summed", "top_open", "verdict"),
    [
        (Interval(6, 6), Interval(6, 6), True, "balances"),  # at least 4 and exactly 2 beside 6
        (Interval(6, None), Interval(6, 6), False, "balances"),
        (Interval(35, None), Interval(40, 40), False, "open"),
        (Interval(35, 35), Interval(20, 30), True, "open"),
        (Interval(35, 35), Interval(30, 40), False, "open"),
    ],
)
def test_compare(stated, summed, top_open, verdict):
    assert str(compare(stated, summed, open_top=top_open)[0]) == verdict


def test_a_part_greater_than_its_whole_is_a_problem_and_counts_nowhere():
    ledger = reconcile(readings("2022-04-01 SANA: 5 killed, @Nawa; of them 40, civilian"))
    assert [str(t.cell) for t in ledger.incidents[0].tolls] == ["killed"]
    assert [p.kind for p in ledger.problems] == ["part exceeds whole"]


def test_a_figure_too_large_for_one_incident_is_held_as_a_total_with_a_problem():
    ledger = reconcile(readings("2022-04-01 SANA: 1000000 killed; of them 400000, civilian; 3 killed, @Nawa"))
    assert [i.toll(Cell.parse("killed")).high for i in ledger.incidents] == [3]
    assert [p.kind for p in ledger.problems] == ["too large for one incident"]


def test_many_dead_in_one_town_are_an_incident():
    ledger = reconcile(readings("2022-04-01 SANA: 90 killed, @Nawa, on 2022-04-01"))
    assert (len(ledger.incidents), ledger.problems) == (1, ())


def test_claims_that_are_part_of_each_other_are_a_problem_and_no_hang():
    (told,) = readings("2022-04-01 SNHR: 5 killed, @Nawa; of them 3, civilian")
    ring = replace(told, claims=(replace(told.claims[0], part_of=1), told.claims[1]))
    ledger = reconcile([ring])
    assert {p.kind for p in ledger.problems} == {"ring of parts"}
    assert len(ledger.incidents) == 1


def test_a_total_of_a_governorate_covers_what_lies_in_it_and_nothing_over_its_border():
    """A circle around the middle of a governorate reaches over its border; the codes of its places don't."""

    def at(name, lat, lon, radius, precision, *codes):
        return Location(name, lat, lon, radius, precision, codes)

    inside = at("Kafr Nobol", 35.6, 36.5, 1, Precision.COMMUNITY, "C3871", "SY070301", "SY0703", "SY07")
    beyond = at("Shat-ha", 35.5, 36.3, 1, Precision.COMMUNITY, "C3100", "SY050202", "SY0502", "SY05")
    area = at("Idleb", 35.8, 36.7, 60, Precision.GOVERNORATE, "SY07")
    told = readings("""
        2020-01-01 A: 5 killed, @Kafr, on 2020-01-01
        2020-01-02 A: 3 killed, @Shat, on 2020-01-02
        2020-01-09 A: in all 5 killed, @Idleb, on 2020-01-01..2020-01-07""")
    placed = [
        replace(reading, claims=(replace(reading.claims[0], location=place),))
        for reading, place in zip(told, (inside, beyond, area), strict=True)
    ]
    [total] = reconcile(placed).assertions
    assert (str(total.verdict), len(total.covers), total.uncertain) == ("balances", 1, ())


def test_a_longer_ring_of_parts_is_one_problem_with_its_claims():
    (told,) = readings("2022-04-01 SNHR: 5 killed, @Nawa; of them 3, civilian; of them 2, civilian")
    first, second, third = told.claims
    ring = replace(told, claims=(replace(first, part_of=2), second, replace(third, part_of=1)))
    [problem] = reconcile([ring]).problems
    assert (problem.kind, set(problem.claims)) == ("ring of parts", {c.id for c in told.claims})
