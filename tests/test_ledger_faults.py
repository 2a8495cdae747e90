"""Faults planted in invented ledgers: each is a problem with its claims, and no number elsewhere moves."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_text import readings
from marsad.ledger.growing import Growing
from marsad.ledger.reconcile import reconcile
from marsad.model.claim import TollKind
from marsad.model.count import Count
from marsad.model.decision import Decision, DecisionKind
from marsad.model.incident import Cell
from marsad.model.when import Days, When, WhenBasis
from marsad.sample.invent import invent
from values import SOME_TIME

SAMPLE = [*invent(25, seed=5).readings]
SOUND = reconcile(SAMPLE)
KILLED = Cell.parse("killed")
ELSEWHERE = "{} A: 5 killed, @Farland, on 2011-03-20; of them 3, civilian; of them 2, isis"


def elsewhere(head="2011-03-22"):
    [reading] = readings(ELSEWHERE.format(head))
    return reading


def claims_with(reading, **slots):
    """Return the reading with slots of its claims set, each by a list."""
    claims = reading.claims
    for slot, values in slots.items():
        claims = [replace(claim, **{slot: value}) for claim, value in zip(claims, values, strict=True)]
    return replace(reading, claims=tuple(claims))


def on(first, last=None):
    return When(Days(first, last or first), WhenBasis.STATED)


FAULTS = {
    "a claim that is part of itself": (lambda r: claims_with(r, part_of=[0, 0, 0]), "ring of parts"),
    "two parts of each other": (lambda r: claims_with(r, part_of=[1, 0, 0]), "ring of parts"),
    "three in a ring": (lambda r: claims_with(r, part_of=[1, 2, 0]), "ring of parts"),
    "a total that covers itself": (
        lambda r: claims_with(r, part_of=[0, 0, 0], toll=[TollKind.TOTAL] * 3),
        "ring of parts",
    ),
    "a part above its whole": (
        lambda r: claims_with(r, count=[Count(5, 5), Count(50, 50), Count(2, 2)]),
        "part exceeds whole",
    ),
    "parts above their whole": (
        lambda r: claims_with(r, count=[Count(5, 5), Count(4, 4), Count(4, 4)]),
        "parts exceed whole",
    ),
    "a day in the future": (lambda r: claims_with(r, when=[on(date(2031, 1, 1))] * 3), "day yet to come"),
    "the last day there is": (lambda r: claims_with(r, when=[on(date.max)] * 3), "day yet to come"),
    "all days there are": (lambda r: claims_with(r, when=[on(date.min, date.max)] * 3), None),
    "the first day there is": (lambda r: claims_with(r, when=[on(date.min)] * 3), None),
    "a million": (
        lambda r: claims_with(r, count=[Count(10**6, 10**6), Count(3, 3), Count(2, 2)]),
        "too large for one incident",
    ),
    "more than any number of people": (
        lambda r: claims_with(r, count=[Count(10**15, None), Count(3, 3), Count(2, 2)]),
        "too large for one incident",
    ),
}


def killed(ledger, reports):
    """Return the tolls of the incidents that these reports tell of, by their claims."""
    return {frozenset(one.claims): one.tolls for one in ledger.incidents if not reports.isdisjoint(one.reports)}


def nowhere(problems):
    """Return problems without the ids of incidents, which go by the order of reports."""
    return sorted(replace(p, where="" if p.where.startswith("i") else p.where) for p in problems)


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_a_problem_with_its_claims(name):
    plant, kind = FAULTS[name]
    faulty = plant(elsewhere())
    ledger = reconcile([*SAMPLE, faulty])
    found = [problem for problem in ledger.problems if problem not in SOUND.problems]
    ids = {claim.id for claim in faulty.claims}
    assert all(set(problem.claims) <= ids for problem in found)
    if kind:
        assert kind in {problem.kind for problem in found}
    sound = {reading.report.id for reading in SAMPLE}
    assert killed(ledger, sound) == killed(SOUND, sound)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(sorted(FAULTS)), st.integers(0, 9)), min_size=1, max_size=6), st.randoms())
def test_faults_together_in_any_order(faults, random):
    planted = {r.report.id: r for name, n in faults for r in [FAULTS[name][0](elsewhere(f"2011-03-2{n}"))]}
    told = [*SAMPLE[:40], *planted.values()]
    whole = reconcile(told)
    for one in whole.incidents:
        assert all(0 <= toll.low <= toll.best <= toll.high for toll in one.tolls)
    random.shuffle(told)
    growing = Growing()
    for reading in told:
        growing.put([reading])
    other = growing.ledger()
    everyone = {reading.report.id for reading in told}
    assert killed(other, everyone) == killed(whole, everyone)
    assert nowhere(other.problems) == nowhere(whole.problems)


def test_decisions_that_contradict_each_other_are_a_problem_and_the_latest_holds():
    told = readings("""
        2020-03-04 A: 5 killed, @Saraqib, on 2020-03-04
        2020-03-04 B: 5 killed, @Saraqib, on 2020-03-04""")
    one, other = (reading.claims[0].id for reading in told)
    kinds = (DecisionKind.MERGE, DecisionKind.SPLIT)
    anchors = ((one, other), (other,))
    both = [Decision(k, a, "Amal H.", "I asked.", SOME_TIME) for k, a in zip(kinds, anchors, strict=True)]
    for decisions, incidents in ((both, 2), (both[::-1], 1)):
        ledger = reconcile(told, decisions)
        assert len(ledger.incidents) == incidents
        [problem] = ledger.problems
        assert (problem.kind, set(problem.claims)) == ("contradictory decisions", {one, other})


def test_reports_without_a_day_stand_alone_and_get_none():
    told = readings("""
        ? A: 5 killed, @Saraqib
        ? B: 5 killed, @Saraqib
        ? C: 3 killed, @Nawa""")
    ledger = reconcile(told)
    assert [len(one.reports) for one in ledger.incidents] == [1, 1, 1]
    assert all(one.when is None and one.known_by is None for one in ledger.incidents)


def test_one_text_of_two_publishers_is_one_voice_on_one_day_or_on_none():
    for head in ("2020-03-04", "?"):
        [first] = readings(f"{head} A: 5 killed, @Saraqib")
        report = replace(first.report, publisher="B")
        second = replace(first, report=report, claims=tuple(replace(c, report=report.id) for c in first.claims))
        [one] = reconcile([first, second]).incidents
        assert len(one.voices) == 1
        assert one.toll(KILLED).best == 5


def test_where_too_much_is_uncertain_no_choice_is_searched_and_a_problem_says_so():
    many = "\n".join(
        f"2020-03-0{n % 4 + 1} A{n}: {n + 2} killed, @Town{n}, on 2020-03-01..2020-03-06" for n in range(12)
    )
    ledger = reconcile(readings(f"{many}\n2020-03-09 Office: in all 31 killed, on 2020-03-02..2020-03-05"))
    [problem] = [p for p in ledger.problems if p.kind == "too much uncertain"]
    assert problem.claims == (ledger.assertions[0].claim,)
    assert "12 incidents" in problem.sentence
