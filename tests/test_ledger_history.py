"""How figures held: old ones stay with their days; what had been recorded by a time never changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_text import days, readings
from ledgers import fresh_ledger
from marsad.ledger.as_of import Question
from marsad.ledger.drafting import Pen, draft
from marsad.ledger.history import held
from marsad.ledger.presences import stretches
from marsad.ledger.reconcile import reconcile
from marsad.model.count import Count
from marsad.model.decision import DecisionKind
from marsad.model.incident import Cell
from marsad.model.presence import Presence
from marsad.model.problem import MarsadError
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.model.when import When, WhenBasis

KILLED = Cell.parse("killed")
AFTERWARDS = datetime(2020, 3, 9, 12, tzinfo=UTC)
"""When the first of these reports, all published by then, was recorded."""


def figures(text, cell=KILLED):
    [incident] = reconcile(readings(text)).incidents
    return [(str(h.first), str(h.last), h.step.low, h.step.open, len(h.again)) for h in held(incident.history, cell)]


def test_every_figure_has_the_days_on_which_it_held():
    assert figures("""
        2020-03-04 SOHR: at least 15 killed, @Saraqib, on 2020-03-04
        2020-03-06 Enab citing SOHR: at least 15 killed, @Saraqib, on 2020-03-04
        2020-03-08 SOHR: now 27 killed, @Saraqib, on 2020-03-04
        2020-03-11 SOHR: now 25 killed, @Saraqib, on 2020-03-04
    """) == [
        ("2020-03-04", "2020-03-07", 15, True, 1),
        ("2020-03-08", "2020-03-10", 27, False, 0),
        ("2020-03-11", "None", 25, False, 0),
    ]


def test_a_figure_overtaken_on_its_own_day_held_on_that_day():
    assert figures("""
        2020-03-04 SOHR: at least 2 killed, @Saraqib, on 2020-03-04
        2020-03-04 SOHR: now 9 killed, @Saraqib, on 2020-03-04
    """) == [("2020-03-04", "2020-03-04", 2, True, 0), ("2020-03-04", "None", 9, False, 0)]


def test_a_cell_of_which_nothing_was_said_has_no_figures():
    assert figures("2020-03-04 SOHR: 2 killed, @Saraqib, on 2020-03-04", Cell.parse("injured")) == []


def present(words, bounds, day, low, publisher="Wire A"):
    text = f"{words} {' '.join(bounds)}"
    when = When(days(day), WhenBasis.METADATA)
    report = Report(text, publisher, published=when)
    quotes = tuple(Quote(text.index(bound), bound) for bound in bounds)
    party = "isis" if "ISIS" in words else "sdf"
    one = Presence(report.id, 0, Quote(0, words), party=party, strength=Count(low, low), bounds=quotes)
    return Reading(report, (), (one,), published=when)


def test_presence_statements_hold_until_the_next_about_the_same_people_and_area():
    told = [
        present("ISIS men stay around", ["Sukhnah"], "2020-03-09", 300),
        present("ISIS men stay near", ["Sukhnah", "Tadmur"], "2020-03-04", 200),
        present("ISIS men stay around", ["Baghuz"], "2020-03-05", 50),
        present("SDF men stay around", ["Sukhnah"], "2020-03-05", 20),
    ]
    groups = [[(h.presence.strength.low, str(h.first), str(h.last)) for h in group] for group in stretches(told)]
    assert groups == [
        [(200, "2020-03-04", "2020-03-08"), (300, "2020-03-09", "None")],
        [(50, "2020-03-05", "None")],
        [(20, "2020-03-05", "None")],
    ]


# ---- what had been recorded stays

_LINES = st.sampled_from(
    [
        "2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04; 9 injured",
        "2020-03-05 SANA: 7 killed, civilian, @Saraqib, on 2020-03-04",
        "2020-03-05 SOHR: now 8 killed, civilian, @Saraqib, on 2020-03-04",
        "2020-03-06 Enab: 2 killed, isis, @Nawa, on 2020-03-05",
        "2020-03-06 SOHR: in all 10 killed, on 2020-03-04..2020-03-05",
    ]
)
_DECIDED = st.sampled_from(
    [
        ("confirm", ["1.1"], []),
        ("correct", ["1.1"], ["count=6"]),
        ("retract", ["2.1"], []),
        ("split", ["2.1"], []),
        ("link", ["1.1", "2.1"], []),
        ("grade", ["1.1"], ["confirmed"]),
        ("undo", [], ["3"]),
        ("undo", [], ["4"]),
    ]
)


@settings(max_examples=25, deadline=None)
@given(st.lists(_LINES | _DECIDED, min_size=2, max_size=7), st.dates(date(2020, 3, 4), date(2020, 3, 7)))
def test_new_facts_never_change_what_had_been_recorded(facts, day):
    from marsad import flow
    from marsad.store import reports

    with fresh_ledger():
        answers = []
        for n, fact in enumerate(facts):
            at = AFTERWARDS + timedelta(days=n)
            if isinstance(fact, str):
                reports.add(readings(fact), "1.0", at)
            else:
                kind, names, words = fact
                pen = Pen("Rima", "she was there", at)
                try:
                    reports.decide(draft(DecisionKind(kind), names, flow.ledger().desk, pen, words), at)
                except MarsadError:
                    continue
            answers += [(question, flow.ledger(question)) for question in (Question(at), Question(at, day))]
        for question, book in answers:
            assert flow.ledger(question) == book


_SAID = st.builds(
    present,
    st.sampled_from(["ISIS men stay around", "SDF men stay around"]),
    st.sampled_from([["Sukhnah"], ["Sukhnah", "Tadmur"], ["Baghuz"]]),
    st.sampled_from(["2020-03-04", "2020-03-05..2020-03-06", "2020-03-08"]),
    st.integers(1, 3),
)


@settings(max_examples=15, deadline=None)
@given(st.lists(_SAID, min_size=2, max_size=5), st.dates(date(2020, 3, 4), date(2020, 3, 8)))
def test_new_facts_never_change_who_was_said_to_be_in_an_area(facts, day):
    from marsad import flow
    from marsad.store import reports

    with fresh_ledger():
        answers = []
        for n, fact in enumerate(facts):
            at = AFTERWARDS + timedelta(days=n)
            reports.add([fact], "1.0", at)
            answers += [(q, stretches(flow.ledger(q).readings)) for q in (Question(at), Question(at, day))]
        for question, held_then in answers:
            assert stretches(flow.ledger(question).readings) == held_then
        told = {one.presence.report for group in held_then for one in group}
        assert told <= {one.report.id for one in facts if one.published.days.last <= day}
