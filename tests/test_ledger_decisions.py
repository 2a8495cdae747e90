"""People decide: their decisions bind every recomputation, and what no longer fits is listed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger_text import readings
from marsad.ledger.as_of import published
from marsad.ledger.explain import UnknownCellError, UnknownIncidentError, explain
from marsad.ledger.reconcile import reconcile
from marsad.model.decision import Decision, DecisionKind
from marsad.model.incident import Cell

KILLED = Cell.parse("killed")
TWO = """
    2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04, airstrike
    2020-03-05 SANA: 7 killed, civilian, @Saraqib, on 2020-03-04, airstrike
"""
APART = """
    2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04
    2020-03-05 SANA: 7 killed, civilian, @Nayrab, on 2020-03-04
"""


def decide(kind: DecisionKind, *anchors: str, **value: str) -> Decision:
    at = datetime(2020, 3, 6, tzinfo=UTC)
    return Decision(kind, anchors, "Rima", "she was there", at, tuple(value.items()))


def ids(told):
    return [c.id for r in told for c in r.claims]


def test_a_split_sets_claims_apart_and_leaves_the_id_with_the_founding_claim():
    told = readings(TWO)
    before = reconcile(told)
    after = reconcile(told, [decide(DecisionKind.SPLIT, ids(told)[1])])
    assert (len(before.incidents), len(after.incidents)) == (1, 2)
    assert after.incidents[0].id == before.incidents[0].id


def test_a_merge_puts_together_what_the_machine_held_apart_and_keeps_the_oldest_id():
    told = readings(APART)
    before = reconcile(told)
    after = reconcile(told, [decide(DecisionKind.MERGE, *ids(told))])
    assert (len(before.incidents), len(after.incidents)) == (2, 1)
    assert after.incidents[0].id == before.incidents[0].id
    assert after.incidents[0].aliases == (before.incidents[1].id,)


def test_a_retracted_claim_counts_no_more():
    told = readings(TWO)
    ledger = reconcile(told, [decide(DecisionKind.RETRACT, ids(told)[1])])
    assert ledger.incidents[0].toll(KILLED).high == 5


def test_a_corrected_slot_holds():
    told = readings(TWO)
    ledger = reconcile(told, [decide(DecisionKind.CORRECT, ids(told)[1], low="6", high="6")])
    assert ledger.incidents[0].toll(KILLED).high == 6


def test_a_grade_holds():
    told = readings(TWO)
    assert reconcile(told).incidents[0].grade == "fair"
    assert (
        reconcile(told, [decide(DecisionKind.GRADE, ids(told)[0], grade="confirmed")]).incidents[0].grade == "confirmed"
    )


@pytest.mark.parametrize("shift", [-3, 3])
def test_a_decision_binds_the_claim_that_overlaps_after_a_new_reading(shift):
    told = readings(TWO)
    report, span, harm = ids(told)[1].split(":")
    start, end = (int(n) + shift for n in span.split("-"))
    ledger = reconcile(told, [decide(DecisionKind.RETRACT, f"{report}:{start}-{end}:{harm}")])
    assert ledger.problems == ()
    assert len(ledger.incidents[0].claims) == 1


def test_a_decision_that_fits_no_claim_is_listed_and_changes_nothing():
    told = readings(TWO)
    ledger = reconcile(told, [decide(DecisionKind.RETRACT, "0" * 16 + ":0-5:killed")])
    assert [p.kind for p in ledger.problems] == ["orphan decision"]
    assert ledger.incidents == reconcile(told).incidents


def test_as_of_a_day_only_what_was_out_by_then():
    told = readings(TWO)
    assert reconcile(published(told, date(2020, 3, 4))).incidents[0].toll(KILLED).high == 5
    assert reconcile(published(told, date(2020, 3, 3))).incidents == ()


def test_explain_gives_the_sentences_behind_a_number():
    told = readings(TWO)
    ledger = reconcile(told)
    found = explain(ledger, told, ledger.incidents[0].id, KILLED)
    assert [w.voice for w in found.low] == ["sana"]
    assert [(w.voice, w.reason) for w in found.set_aside] == [("sohr", "overtaken by 7 of sana")]
    assert "7 killed" in found.high[0].sentence
    assert found.high[0].said == "2020-03-05"


def test_explain_says_what_is_not_there():
    told = readings(TWO)
    ledger = reconcile(told)
    with pytest.raises(UnknownIncidentError, match="no incident x"):
        explain(ledger, told, "x", KILLED)
    with pytest.raises(UnknownCellError, match="it has killed"):
        explain(ledger, told, ledger.incidents[0].id, Cell.parse("missing"))
