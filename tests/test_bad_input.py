"""What reports and people cannot mean, from the texts on: a problem with its claims, and never a wrong number."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from desks import People
from ledger_text import readings
from ledgers import fresh_ledger
from marsad.intake.files import read_files
from marsad.ledger.reconcile import reconcile
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis

TODAY = datetime.now(UTC).date()
KILLED = Cell.parse("killed")


def told(*texts, day=date(2020, 3, 5)):
    """Read and record texts, each of a publisher of its own; return the ledger."""
    from marsad import flow

    when = When(Days.of(day), WhenBasis.METADATA) if day else None
    with fresh_ledger():
        flow.add([Report(text, f"Wire {n}", published=when) for n, text in enumerate(texts)])
        return flow.ledger().ledger


def kinds(ledger):
    return [problem.kind for problem in ledger.problems]


def recorded(text, day):
    return [replace(reading, recorded=date.fromisoformat(day)) for reading in readings(text)]


# ---- days yet to come


def test_a_field_with_a_day_yet_to_come_is_a_problem_and_the_report_is_read_without_it(tmp_path):
    late = TODAY + timedelta(400)
    file = tmp_path / "reports.jsonl"
    file.write_text(f'{{"text": "3 killed today in Idlib.", "published": "{late}", "seen": "{TODAY}"}}')
    [report], [problem] = read_files([file], today=TODAY)
    assert (report.published, problem.kind) == (None, "no-day")
    assert report.seen.days == Days.of(TODAY)
    assert f"{late} is yet to come" in problem.sentence
    [kept], none = read_files([file])
    assert (kept.published.days, none) == (Days.of(late), [])


def test_the_command_line_refuses_a_day_of_publication_yet_to_come(marsad, tmp_path):
    text = tmp_path / "one.txt"
    text.write_text("Shelling killed 3 civilians in Idlib today.")
    ran = marsad("add", str(text), "--published", "2099-03-04")
    assert (ran.status, "2099-03-04 is yet to come" in ran.err) == (2, True)
    assert marsad("add", str(text), "--published", str(TODAY)).status == 0


LATE = """
    2020-03-05 SOHR: 9 killed, civilian, @Saraqib, on 2020-03-04
    2031-03-05 SOHR: now 4 killed, civilian, @Saraqib, on 2020-03-04
"""


def test_a_report_dated_behind_its_recording_is_held_as_of_no_known_day():
    ledger = reconcile(recorded(LATE, "2020-03-06"))
    [one] = ledger.incidents
    assert (len(one.claims), one.toll(KILLED).best) == (2, 9)
    [problem] = [p for p in ledger.problems if p.kind == "published in the future"]
    assert problem.claims == (readings(LATE)[1].claims[0].id,)
    assert "recorded on 2020-03-06 already" in problem.sentence


def test_what_was_recorded_later_than_it_says_is_in_order():
    assert not reconcile(recorded(LATE, "2031-03-04")).problems  # a day more for the hours between two clocks
    assert not reconcile(readings(LATE)).problems  # and outside a ledger no clock is known


def test_a_saying_of_a_day_yet_to_come_does_not_supersede():
    text = """
        2020-03-04 SOHR: 9 killed, civilian, @Saraqib, on 2020-03-04, said 2031-01-01
        2020-03-05 SOHR: now 12 killed, civilian, @Saraqib, on 2020-03-04"""
    ledger = reconcile(recorded(text, "2020-03-06"))
    [one] = ledger.incidents
    assert (one.toll(KILLED).best, kinds(ledger)) == (12, ["said in the future"])


def test_a_dateline_yet_to_come_is_a_problem_with_its_claims():
    ledger = told("Damascus, 1 January 2099. Shelling killed 3 civilians in Idlib on Thursday.", day=None)
    assert kinds(ledger) == ["published in the future"]
    assert ledger.problems[0].claims == ledger.incidents[0].claims


def test_harm_on_a_day_yet_to_come_is_a_problem_with_its_claim():
    ledger = told("Shelling killed 3 civilians in Idlib on 4 March 2099.")
    [problem] = ledger.problems
    assert (problem.kind, problem.claims) == ("day yet to come", ledger.incidents[0].claims)


def test_nobody_can_decide_that_something_was_on_a_day_yet_to_come():
    at_desk = People(readings("2020-03-04 A: 5 killed, @Saraqib, on 2020-03-04"))
    for slot in ("when", "said"):
        with pytest.raises(MarsadError, match=f"{slot}=2050-01-01 is yet to come"):
            at_desk.decide("correct", "1.1", words=[f"{slot}=2050-01-01"])
    at_desk.decide("correct", "1.1", words=["when=2020-03-03"])


# ---- counts, wholes, decisions


def test_a_million_is_held_as_a_total_and_makes_no_incident():
    ledger = told("A million people were killed in an airstrike on Saraqib on 4 March 2020.")
    assert (ledger.incidents, kinds(ledger)) == ((), ["too large for one incident"])


def test_digits_without_end_are_no_count():
    ledger = told(f"قُتل {'9' * 40} شخصاً بقصف على مدينة إدلب في 4 آذار 2020.")
    assert not ledger.incidents


@pytest.mark.parametrize(
    ("part", "whole", "sentence"),
    [
        ("1.1", "1.1", "cannot be part of itself"),
        ("1.1", "1.2", "cannot be part of itself"),
        ("1.1", "2.1", "different reports"),
    ],
)
def test_a_ring_of_parts_cannot_be_decided(part, whole, sentence):
    at_desk = People(
        readings("""
        2020-03-04 A: 5 killed, @Saraqib, on 2020-03-04; of them 3, civilian
        2020-03-04 B: 5 killed, @Saraqib, on 2020-03-04""")
    )
    with pytest.raises(MarsadError, match=sentence):
        at_desk.decide("part", part, whole)


def test_a_total_that_is_made_part_of_what_it_sums_covers_nothing_twice():
    at_desk = People(readings("2020-03-05 A: 5 killed, @Saraqib, on 2020-03-04; 9 killed, @Nawa, on 2020-03-04"))
    at_desk.decide("correct", "1.1", words=["toll=total"])
    at_desk.decide("part", "1.1", "1.2")
    ledger = at_desk.ledger
    [one] = ledger.incidents
    assert one.toll(KILLED).best == 9
    assert all(assertion.claim not in dict(assertion.covers) for assertion in ledger.assertions)


def test_contradictory_decisions_name_both_people_and_the_latest_holds():
    at_desk = People(readings("2020-03-04 A: 5 killed, @Saraqib, on 2020-03-04"))
    at_desk.decide("correct", "1.1", words=["count=7"], who="Rima")
    at_desk.decide("correct", "1.1", words=["count=3"], who="Omar")
    ledger = at_desk.ledger
    [problem] = ledger.problems
    assert (problem.kind, problem.claims) == ("contradictory decisions", (at_desk.told[0].claims[0].id,))
    assert "Rima" in problem.sentence
    assert "Omar" in problem.sentence
    assert ledger.incidents[0].toll(KILLED).best == 3
