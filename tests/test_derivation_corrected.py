"""A claim that a person corrects keeps the machine's reading beside it, and what a claim cannot say is listed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from ledger_text import readings
from marsad.ledger.explain import explain
from marsad.ledger.reconcile import reconcile
from marsad.model.count import Count
from marsad.model.decision import Decision, DecisionKind
from marsad.model.incident import Cell
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.derivation import explained

KILLED = Cell.parse("killed")
TOLD = "2020-03-05 SANA: 7 killed, civilian, @Saraqib, on 2020-03-04, airstrike"
TEXT = "قُتل 7 مدنيين بقصف على مدينة سراقب اليوم."


def correct(anchor, **value):
    at = datetime(2020, 3, 6, tzinfo=UTC)
    return Decision(DecisionKind.CORRECT, (anchor,), "Rima", "she was there", at, tuple(value.items()))


def toll(ledger):
    found = ledger.incidents[0].toll(KILLED)
    return found.low, found.high


@pytest.mark.parametrize(("low", "high"), [("5", "5"), ("9", "9"), ("8", "12")])
def test_a_count_is_corrected_up_or_down_and_the_reading_stays(low, high):
    told = readings(TOLD)
    [claim] = told[0].claims
    ledger = reconcile(told, [correct(claim.id, low=low, high=high)])
    assert toll(ledger) == (int(low), int(high))
    assert ledger.problems == ()
    assert told[0].claims == (claim,)
    assert claim.count == Count(7, 7)
    assert ledger.incidents[0].claims == (claim.id,)
    assert toll(reconcile(told)) == (7, 7)


def test_the_last_of_two_corrections_holds():
    told = readings(TOLD)
    anchor = told[0].claims[0].id
    decisions = [correct(anchor, low="9", high="9"), correct(anchor, low="4", high="4")]
    assert toll(reconcile(told, decisions)) == (4, 4)


def test_a_corrected_harm_keeps_the_anchor():
    told = readings(TOLD)
    ledger = reconcile(told, [correct(told[0].claims[0].id, harm="injured")])
    [incident] = ledger.incidents
    assert incident.claims == (told[0].claims[0].id,)
    injured = explain(ledger, told, incident.id, Cell.parse("injured"))
    assert [witness.claim for witness in injured.low] == [told[0].claims[0].id]
    assert incident.toll(KILLED) is None


@pytest.mark.parametrize(
    "value",
    [
        {"low": "9"},
        {"low": "many"},
        {"low": "-1", "high": "3"},
        {"low": "null"},
        {"harm": "sad"},
        {"harm": ""},
        {"part_of": "nobody"},
        {"method": "magic"},
        {"colour": "red"},
    ],
)
def test_what_no_claim_can_say_is_listed_and_changes_nothing(value):
    told = readings(TOLD)
    ledger = reconcile(told, [correct(told[0].claims[0].id, **value)])
    [problem] = ledger.problems
    assert problem.kind == "unusable correction"
    assert next(iter(value)) in problem.sentence
    assert problem.claims == (told[0].claims[0].id,)
    assert ledger.incidents == reconcile(told).incidents


def test_in_the_journal_both_stand(ledger_home):
    from marsad import flow
    from marsad.store import reports

    report = Report(TEXT, "Wire A", published=When(Days.of(date(2020, 3, 4)), WhenBasis.METADATA))
    _, [reading] = flow.add([report])
    [claim] = reading.claims
    reports.decide(correct(claim.id, low="9", high="9"))
    book = flow.ledger()
    assert toll(book.ledger) == (9, 9)
    assert book.readings[0].claims == (claim,)
    assert reports.decisions()[0].value == (("low", "9"), ("high", "9"))
    flow.reread()
    assert toll(flow.ledger().ledger) == (9, 9)
    assert flow.ledger().readings[0].claims == (claim,)
    assert explained(report)[0].claims == (claim,), "how the machine read it can be shown as before"
