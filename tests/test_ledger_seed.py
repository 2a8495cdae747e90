"""The report that marsad exists for: three incidents, two totals that balance, and dead who are in no incident."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from gold_readings import reading
from marsad.ledger.reconcile import reconcile
from marsad.model.claim import Harm
from marsad.model.count import Interval
from marsad.model.incident import Cell, Verdict
from marsad.model.when import Days, When, WhenBasis

SEED = Path(__file__).resolve().parents[2] / "shared" / "seed" / "report.jsonl"
pytestmark = pytest.mark.skipif(not SEED.exists(), reason="the seed report lies beside the checkout only")


@pytest.fixture(scope="module")
def ledger():
    record = json.loads(SEED.read_text(encoding="utf-8"))
    for mark in record["claims"]:
        mark["source"] = "sohr"
    day = When(Days.of(date(2019, 4, 18)), WhenBasis.STATED)
    extras = {8: {"said": day}, 9: {"said": day, "moved_from": Harm.INJURED}, 10: {"said": day}, 11: {"adds": True}}
    published = Days(date(2019, 4, 18), date(2019, 4, 30))
    return reconcile([reading(record, extras, published)])


def test_three_incidents(ledger):
    killed = [i.toll(Cell.parse("killed")) for i in ledger.incidents]
    assert [(t.low, t.best, t.high, t.open) for t in killed] == [
        (27, 27, 27, False),
        (8, 8, 8, False),
        (10, 10, 10, False),
    ]
    officers = [i.toll(Cell.parse("killed/combatant/syrian_government:officers")) for i in ledger.incidents]
    assert [(t.low, t.high, t.open) if t else None for t in officers] == [(4, 4, True), (2, 2, False), None]


def test_al_kawm_ran_from_15_to_27(ledger):
    steps = [s for s in ledger.incidents[0].history if str(s.cell) == "killed/combatant/syrian_government"]
    assert [(s.low, s.open) for s in steps] == [(15, True), (27, False)]
    assert "rises from at least 15 to 27" in steps[-1].reason
    assert "مفارقة مصابين منهم للحياة" in steps[-1].reason


def test_the_totals_balance_over_two_incidents(ledger):
    kawm, quriyah, mayadin = (i.id for i in ledger.incidents)
    checked = [(a.stated.low, [key for key, _ in a.covers], str(a.verdict), a.reading) for a in ledger.assertions]
    both = [kawm, quriyah]
    assert [row for row in checked if row[1]] == [
        (35, both, "balances", "partition"),
        (6, both, "balances", "partition"),
        (35, both, "balances", "partition"),
    ]
    assert ledger.assertions[0].uncertain == (mayadin,)


def test_the_dead_of_the_attackers_are_in_no_incident_but_in_the_period(ledger):
    isis = Cell.parse("killed/combatant/isis")
    assert all(i.toll(isis) is None for i in ledger.incidents)
    row = next(p for p in ledger.periods if p.cell == isis)
    assert (row.incidents, row.unallocated) == ((), Interval(6, None))
    assert next(a for a in ledger.assertions if a.cell == isis).verdict is Verdict.SHORT


def test_the_two_days_are_35_and_up_to_10_more(ledger):
    row = next(p for p in ledger.periods if p.cell.party == "syrian_government")
    assert row.unallocated == Interval(0, 0)
    assert row.uncertain == ((ledger.incidents[2].id, Interval(0, 10)),)
    assert row.total == Interval(35, 45)
