"""What the field asks: sums that count nobody twice, ranks that say what may tie, series, and what is new."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_text import days, readings
from marsad.ledger.queries.news import news
from marsad.ledger.queries.people import People, people
from marsad.ledger.queries.rank import ranked
from marsad.ledger.queries.series import series
from marsad.ledger.queries.step import Step
from marsad.ledger.queries.sums import by_party, by_place, sum_of, summed
from marsad.ledger.reconcile import reconcile
from marsad.ledger.selection import Selection
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError
from test_ledger_laws import ledgers

KILLED = Cell.parse("killed")
ALL = Selection()

STEPPE = """
    2019-04-18 SOHR: 27 killed, syrian_government, @al-Kawm, on 2019-04-18, by isis; of them at least 4 officers
    2019-04-20 SOHR: 8 killed, syrian_government, @al-Quriyah, on 2019-04-19, by isis
    2019-04-20 SANA: 3 killed, civilian, @Nawa, on 2019-04-20; 5 injured
    2019-04-20 SOHR: in all 40 killed, on 2019-04-18..2019-04-20
"""


def ask(text):
    told = readings(text)
    return reconcile(told), {c.id: c for r in told for c in r.claims}


def ends(found: People):
    return found.low, found.best, found.high, found.open


# ---- sums


def test_a_total_adds_only_what_its_incidents_leave_open():
    ledger, claims = ask(STEPPE)
    found = summed(ledger, claims, KILLED, ALL)
    assert ends(found.counted) == (38, 38, 38, False)
    assert ends(found.unallocated) == (2, 2, 2, False)
    assert ends(found.total) == (40, 40, 40, False)


def test_two_totals_of_the_same_days_are_not_added():
    text = """
        2020-03-06 SOHR: in all 40 killed, on 2020-03-01..2020-03-05
        2020-03-06 SNHR: in all 30 killed, on 2020-03-01..2020-03-05
        2020-03-03 SOHR: in all 25 killed, on 2020-03-01..2020-03-02
        2020-03-20 SOHR: in all at least 7 killed, on 2020-03-10..2020-03-11
    """
    ledger, claims = ask(text)
    found = summed(ledger, claims, KILLED, ALL)
    assert [(str(u.days), ends(u.people)) for u in found.apart] == [
        ("2020-03-01 to 2020-03-05", (30, 30, 40, False)),
        ("2020-03-10 to 2020-03-11", (7, 7, 7, True)),
    ]
    assert ends(found.total) == (37, 37, 47, True)


def test_a_total_that_reaches_beyond_the_days_asked_for_adds_nothing():
    ledger, claims = ask(STEPPE)
    found = summed(ledger, claims, KILLED, Selection(date(2019, 4, 19), date(2019, 4, 20)))
    assert (ends(found.total), found.apart) == ((11, 11, 11, False), ())


def test_an_incident_that_reaches_over_the_end_is_perhaps_meant():
    ledger, claims = ask("2020-03-06 SOHR: 9 killed, @Nawa, on 2020-03-01..2020-03-05")
    early = summed(ledger, claims, KILLED, Selection(last=date(2020, 3, 3)))
    late = summed(ledger, claims, KILLED, Selection(first=date(2020, 3, 4)))
    assert (ends(early.counted), ends(late.counted)) == ((0, 9, 9, False), (0, 0, 9, False))


def test_what_is_not_stated_is_not_none():
    ledger, claims = ask(STEPPE)
    children = summed(ledger, claims, Cell.parse("killed/civilian:children"), ALL)
    assert ends(children.counted) == (0, 0, 3, False)
    injured = summed(ledger, claims, Cell.parse("injured"), ALL)
    assert (ends(injured.counted), injured.silent) == ((5, 5, 5, False), 2)


def test_dead_and_hurt_together_may_all_be_dead_or_none():
    ledger, _ = ask("2020-03-04 SOHR: 12 casualties, civilian, @Nawa, on 2020-03-04")
    assert ends(people(ledger.incidents[0], KILLED)) == (0, 0, 12, False)


def test_civilians_are_at_most_whom_no_other_side_has():
    ledger, _ = ask("2020-03-04 SOHR: 12 killed, @Nawa, on 2020-03-04; of them 8, isis")
    assert ends(people(ledger.incidents[0], Cell.parse("killed/civilian"))) == (0, 0, 4, False)


def test_by_party_the_rows_exclude_each_other():
    text = f"""{STEPPE}
        2019-04-21 Enab: 12 killed, @Hama, on 2019-04-21 and 4 killed, pro_government
        2019-04-22 Enab: 10 killed, @Idlib, on 2019-04-22; of them 6, civilian
    """
    ledger, _ = ask(text)
    rows = by_party(ALL.weigh(ledger.incidents), KILLED)
    assert [(row.name, row.counted.best) for row in rows] == [
        ("civilian", 9),
        ("syrian government", 39),
        ("side or party not told", 16),
    ]
    assert sum(row.counted.best for row in rows) == sum_of(ALL.weigh(ledger.incidents), KILLED).counted.best


def test_parts_that_are_all_that_is_told_leave_nobody_of_unknown_side():
    text = """
        2020-03-04 SOHR: 4 killed, sdf, @Marat, on 2020-03-04 and 7 killed, syrian_government
        2020-03-04 SANA: 3 killed, syrian_government, @Marat, on 2020-03-04 and 11 killed, sdf
    """
    ledger, _ = ask(text)
    [sdf, government, rest] = by_party(ALL.weigh(ledger.incidents), KILLED)
    assert [ends(row.counted)[::2] for row in (sdf, government)] == [(4, 11), (3, 7)]
    assert ends(rest.counted) == (0, 0, 0, False)


@settings(max_examples=60, deadline=None)
@given(ledgers)
def test_rows_make_up_the_whole(told):
    ledger = reconcile(told)
    chosen = ALL.weigh(ledger.incidents)
    whole = sum_of(chosen, KILLED).counted
    assert whole.low <= whole.best <= whole.high
    places = [row.counted for row in by_place(chosen, KILLED)]
    assert ends(sum(places, People())) == ends(whole)
    for one in chosen:  # of a report whose figures exclude each other, parts can be more than their whole
        rows = by_party([one], KILLED)
        mine = sum_of([one], KILLED).counted
        if sum(row.counted.best for row in rows[:-1]) <= mine.best and not any(row.counted.open for row in rows):
            assert sum(row.counted.best for row in rows) <= mine.high
            assert sum(row.counted.low for row in rows) <= mine.high
    claims = {c.id: c for r in told for c in r.claims}
    rows = series(ledger, claims, KILLED, ALL, Step.DAY)
    inside = sum((row.sum.counted for row in rows.rows), rows.undated.counted)
    assert inside.best == whole.best
    assert inside.low <= whole.low
    assert whole.high <= inside.high


# ---- series


def test_weeks_are_those_of_iso_8601():
    ledger, claims = ask("""
        2021-01-03 SOHR: 2 killed, @Nawa, on 2021-01-03
        2021-01-04 SOHR: 3 killed, @Hama, on 2021-01-04
        2021-01-20 SOHR: 5 killed, @Idlib, on 2021-01-17..2021-01-18
        2021-01-31 SOHR: in all 12 killed, on 2021-01-04..2021-01-10
    """)
    found = series(ledger, claims, KILLED, ALL, Step.WEEK)
    assert [(row.label, ends(row.sum.counted), ends(row.sum.unallocated)) for row in found.rows] == [
        ("2020-W53", (2, 2, 2, False), (0, 0, 0, False)),
        ("2021-W01", (3, 3, 3, False), (9, 9, 9, False)),
        ("2021-W02", (0, 5, 5, False), (0, 0, 0, False)),
        ("2021-W03", (0, 0, 5, False), (0, 0, 0, False)),
    ]
    months = series(ledger, claims, KILLED, ALL, Step.MONTH)
    assert [(row.label, str(row.days), row.sum.counted.low) for row in months.rows] == [
        ("2021-01", "2021-01-01 to 2021-01-31", 10)
    ]


def test_a_month_that_ends_a_year_is_followed_by_january():
    ledger, claims = ask("2020-03-04 SOHR: 2 killed, @Nawa, on 2020-03-04")
    chosen = Selection(date(2019, 11, 15), date(2020, 2, 1))
    found = series(ledger, claims, KILLED, chosen, Step.MONTH)
    assert [row.label for row in found.rows] == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert [row.label for row in series(ledger, claims, KILLED, chosen, Step.YEAR).rows] == ["2019", "2020"]


def test_of_too_many_days_there_is_no_series():
    ledger, claims = ask(STEPPE)
    with pytest.raises(MarsadError, match="too many days"):
        series(ledger, claims, KILLED, Selection(date(1900, 1, 1), date(2100, 1, 1)), Step.DAY)


# ---- ranks


def test_the_deadliest_and_what_may_tie():
    ledger, _ = ask("""
        2020-03-04 SOHR: 27 killed, @Nawa, on 2020-03-04
        2020-03-05 SOHR: 20-30 killed, @Hama, on 2020-03-05
        2020-03-06 SOHR: 8 killed, @Idlib, on 2020-03-06
        2020-03-07 SOHR: 8 killed, @Saraqib, on 2020-03-07
        2020-03-08 SOHR: 3 injured, @Douma, on 2020-03-08
    """)
    found = ranked(ALL.weigh(ledger.incidents), KILLED, 10)
    assert [(p.people.best, p.first, p.last, len(p.ties)) for p in found] == [
        (27, 1, 2, 1),
        (20, 1, 2, 1),
        (8, 3, 3, 1),
        (8, 3, 3, 1),
    ]


def test_a_toll_without_a_top_may_stand_anywhere_above():
    ledger, _ = ask("""
        2020-03-04 SOHR: 27 killed, @Nawa, on 2020-03-04
        2020-03-05 SOHR: at least 4 killed, @Hama, on 2020-03-05
        2020-03-06 SOHR: 3 killed, @Idlib, on 2020-03-06
    """)
    found = ranked(ALL.weigh(ledger.incidents), KILLED, 2)
    assert [(p.people.low, p.first, p.last) for p in found] == [(27, 1, 2), (4, 1, 2)]


@settings(max_examples=60, deadline=None)
@given(ledgers, st.data())
def test_whatever_the_truth_in_the_intervals_a_place_holds_it(told, data):
    places = ranked(ALL.weigh(reconcile(told).incidents), KILLED, 99)
    truth = [data.draw(st.integers(p.people.low, p.people.high + 50 * p.people.open)) for p in places]
    for place, mine in zip(places, truth, strict=True):
        assert place.first <= 1 + sum(other > mine for other in truth) <= place.last


# ---- what is new


def test_newly_counted_is_not_newly_happened():
    old = readings("2020-03-04 SOHR: 5 killed, @Nawa, on 2020-03-04")
    more = readings("""
        2020-03-08 SOHR: now 7 killed, @Nawa, on 2020-03-04
        2020-03-08 SOHR: 2 killed, @Hama, on 2020-03-07
        2020-03-08 SOHR: 3 killed, @Idlib, on 2020-02-01
    """)
    found = news(reconcile(old), reconcile([*old, *more]), days("2020-03-06..2020-03-10"), KILLED)
    assert [one.place for one in found.happened] == ["Hama"]
    assert [one.place for one in found.earlier] == ["Idlib"]
    assert [(m.before.best, m.after.best) for m in found.moved] == [(5, 7)]
    assert found.gone == found.undated == ()


def test_what_is_counted_no_more_is_listed():
    told = readings("2020-03-04 SOHR: 5 killed, @Nawa, on 2020-03-04")
    found = news(reconcile(told), reconcile([]), days("2020-03-06"), KILLED)
    assert len(found.gone) == 1


# ---- what is chosen


def test_a_wider_place_may_hold_the_one_asked_for():
    from dataclasses import replace

    from marsad.places.locate import locate

    told = readings("""
        2020-03-04 SOHR: 5 killed, @Saraqib, on 2020-03-04
        2020-03-05 SOHR: 9 killed, @Idlib countryside, on 2020-03-05
    """)
    placed = []
    for reading, words in zip(told, ("Saraqib", "Idlib governorate"), strict=True):
        placed.append(replace(reading, claims=tuple(replace(c, location=locate(words)) for c in reading.claims)))
    found = Selection(place="Saraqib").weigh(reconcile(placed).incidents)
    assert [(one.incident.place, one.sure) for one in found] == [("Saraqib", True), ("Idlib countryside", False)]
