"""People in rows and columns: every cell an interval of its own, nobody counted twice, totals in a row of their own."""

from __future__ import annotations

import pytest

from ledger_text import readings
from marsad.ledger.queries.pivot import ALL, UNDATED, Axis, pivot
from marsad.ledger.queries.sums import NOBODY_TOLD, NOWHERE, summed
from marsad.ledger.reconcile import reconcile
from marsad.ledger.selection import Selection
from marsad.model.incident import Cell

STEPPE = """
    2019-04-18 SOHR: 27 killed, syrian_government, @al-Kawm, on 2019-04-18, by isis; of them at least 4 officers
    2019-04-20 SOHR: 8 killed, pro_government, @al-Quriyah, on 2019-04-19, by isis
    2019-05-02 SANA: 3-5 killed, civilian, @Nawa, on 2019-04-30..2019-05-01; 5 injured
    2019-05-20 Baladi: 2 killed, @nowhere in particular
    2019-04-20 SOHR: in all 40 killed, on 2019-04-18..2019-04-20
"""


def ask(rows, columns=None, text=STEPPE, cell="killed"):
    told = readings(text)
    claims = {claim.id: claim for reading in told for claim in reading.claims}
    return pivot(reconcile(told), claims, Cell.parse(cell), Selection(), (rows, columns))


def ends(found):
    people = found.counted
    return people.low, people.best, people.high


def test_an_incident_on_the_edge_of_two_months_is_perhaps_in_each():
    table = ask(Axis.MONTH)
    assert table.rows == ("2019-04", "2019-05", UNDATED)
    assert ends(table.sums["2019-04", ALL]) == (35, 38, 40)
    assert ends(table.sums["2019-05", ALL]) == (0, 0, 5)
    assert ends(table.sums[UNDATED, ALL]) == (0, 2, 2)
    assert ends(table.sums[ALL, ALL]) == (40, 40, 42)


def test_what_only_totals_state_stands_where_all_of_its_days_are():
    table = ask(Axis.MONTH, Axis.HARM)
    [apart] = table.sums["2019-04", "killed"].apart
    assert (apart.people.low, apart.people.high) == (5, 5)
    assert table.sums["2019-05", "killed"].apart == ()
    assert table.sums["2019-04", "injured"].apart == ()


def test_parties_exclude_each_other_and_make_up_the_whole():
    table = ask(Axis.PARTY)
    assert set(table.rows) == {"syrian_government", "civilian", NOBODY_TOLD}
    lows = [table.sums[row, ALL].counted.low for row in table.rows]
    assert sum(lows) == table.sums[ALL, ALL].counted.low
    assert ends(table.sums["syrian_government", ALL]) == (35, 35, 35)


def test_groups_are_counted_within_parties_and_of_nobody_untold():
    table = ask(Axis.PARTY, Axis.GROUP)
    assert ends(table.sums["syrian_government", "officers"])[0] == 4
    assert (NOBODY_TOLD, "officers") not in table.sums


def test_governorates_are_rows_by_their_codes_and_the_unplaced_stand_last():
    text = """
        2019-04-18 SOHR: 27 killed, @al-Kawm, on 2019-04-18
        2019-04-20 SOHR: 2 killed, on 2019-04-20
    """
    table = ask(Axis.GOVERNORATE, Axis.YEAR, text)
    assert table.rows[-1] == NOWHERE


@pytest.mark.parametrize("rows", list(Axis))
@pytest.mark.parametrize("columns", [None, *Axis])
def test_a_margin_is_what_the_sum_of_all_says(rows, columns):
    told = readings(STEPPE)
    claims = {claim.id: claim for reading in told for claim in reading.claims}
    whole = summed(reconcile(told), claims, Cell.parse("killed"), Selection())
    table = ask(rows, columns)
    assert table.sums[ALL, ALL] == whole
    assert all(row in table.rows or row == ALL for row, _ in table.sums)
    assert all(column in table.columns or column == ALL for _, column in table.sums)
