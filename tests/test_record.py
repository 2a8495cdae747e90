"""Records hold the model's values in JSON without loss, in the shapes of GUIDELINES."""

from __future__ import annotations

import json
from datetime import date

import pytest
from hypothesis import given

import values
from marsad.model.claim import Claim, Group, Harm, Method, Side, TollKind
from marsad.model.count import Count
from marsad.model.record import (
    RecordError,
    claim_from_record,
    claim_record,
    decision_from_record,
    decision_record,
    presence_from_record,
    presence_record,
    problem_from_record,
    problem_record,
    reading_from_record,
    reading_record,
    report_from_record,
    report_record,
)
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis

TEXT = "Two officers, at least, died yesterday in an ambush near the well, the hospital said."


def words_of(text: str) -> Quote:
    return Quote(TEXT.index(text), text)


def officers() -> Claim:
    return Claim(
        report="0" * 16,
        index=1,
        quote=words_of("Two officers, at least, died"),
        harm=Harm.KILLED,
        count=Count(2, None),
        side=Side.COMBATANT,
        group=Group.OFFICERS,
        part_of=0,
        toll=TollKind.RUNNING,
        method=Method.CLASH,
        method_quote=words_of("ambush"),
        place=words_of("near the well"),
        when=When(Days.of(date(2019, 4, 19)), WhenBasis.RELATIVE, words_of("yesterday")),
        source=words_of("the hospital"),
        rules=("en.number.word", "en.harm.died"),
    )


def test_a_claim_record_has_the_fields_of_the_guidelines_first():
    record = claim_record(officers())
    expected = {
        "quote": "Two officers, at least, died",
        "start": 0,
        "harm": "killed",
        "low": 2,
        "high": None,
        "approx": False,
        "vague": False,
        "victims": None,
        "side": "combatant",
        "group": "officers",
        "party": None,
        "part_of": 0,
        "toll": "running",
        "by": None,
        "method": "clash",
        "place": "near the well",
        "when": ["2019-04-19", "2019-04-19"],
        "source": "the hospital",
        "hedged": False,
    }
    assert list(record)[: len(expected)] == list(expected)
    assert {field: record[field] for field in expected} == expected


def test_every_slot_of_a_claim_record_has_its_span():
    record = claim_record(officers())
    assert {slot: TEXT[start:end] for slot, (start, end) in record["spans"].items()} == {
        "quote": "Two officers, at least, died",
        "method": "ambush",
        "place": "near the well",
        "when": "yesterday",
        "source": "the hospital",
    }
    assert record["when_basis"] == "relative"
    assert record["said"] is None
    assert record["id"] == "0000000000000000:0-28:killed"


def through_json(record):
    return json.loads(json.dumps(record))


@given(values.claims)
def test_claims_come_back_whole(claim):
    assert claim_from_record(through_json(claim_record(claim))) == claim


@given(values.presences)
def test_presences_come_back_whole(presence):
    assert presence_from_record(through_json(presence_record(presence))) == presence


@given(values.reports)
def test_reports_come_back_whole(report):
    back = report_from_record(through_json(report_record(report)))
    assert (back, back.id) == (report, report.id)


@given(values.readings)
def test_readings_come_back_whole(reading):
    assert reading_from_record(through_json(reading_record(reading))) == reading


@given(values.decisions)
def test_decisions_come_back_whole(decision):
    assert decision_from_record(through_json(decision_record(decision))) == decision


@given(values.problems)
def test_problems_come_back_whole(problem):
    assert problem_from_record(through_json(problem_record(problem))) == problem


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"harm": "sunburnt"}, "A claim record cannot be read: 'sunburnt' is not a valid Harm."),
        ({"low": 5, "high": 2}, "A claim record cannot be read: not an interval of people: 5 to 2."),
        ({"when": ["yesterday", "today"]}, "A claim record cannot be read: Invalid isoformat string: 'yesterday'."),
        ({"spans": None}, "A claim record cannot be read"),
    ],
)
def test_a_damaged_record_says_what_is_wrong(change, sentence):
    with pytest.raises(RecordError) as error:
        claim_from_record(claim_record(officers()) | change)
    assert sentence in str(error.value)


def test_a_record_of_another_kind_names_what_it_lacks():
    with pytest.raises(RecordError, match="A claim record lacks 'spans'"):
        claim_from_record({"kind": "note"})
