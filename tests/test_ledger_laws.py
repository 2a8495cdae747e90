"""What must hold of every ledger, whatever is reported."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st

from ledger_text import readings
from marsad.ledger.as_of import published
from marsad.ledger.reconcile import reconcile

if TYPE_CHECKING:
    from marsad.model.incident import Ledger

_counts = st.one_of(
    st.integers(0, 40).map(str),
    st.integers(1, 40).map("at least {}".format),
    st.integers(1, 40).map("about {}".format),
    st.integers(1, 9).map(lambda n: f"{n}-{n + 4}"),
    st.just("several"),
)
_who = st.sampled_from(["", ", civilian", ", isis", ", syrian_government", ", pro_government", ", unknown"])


@st.composite
def _claims(draw):
    lead = draw(st.sampled_from(["", "", "now ", "in all "]))
    more = draw(st.sampled_from(["", "", " more"])) if not lead else ""
    group = draw(st.sampled_from(["", "children ", "women "]))
    harm = draw(st.sampled_from(["killed", "killed", "injured", "casualties"]))
    when = draw(st.sampled_from(["", ", on 2020-03-04", ", on 2020-03-04..2020-03-06"]))
    place = draw(st.sampled_from(["@Saraqib", "@Nawa"]))
    body = f"{lead}{draw(_counts)}{more} {group}{harm}{draw(_who)}, {place}{when}"
    part = draw(st.sampled_from(["", "", "; of them 1 officers", "; of them 2, civilian"]))
    return body + part


@st.composite
def _lines(draw):
    day = draw(st.integers(4, 9))
    publisher = draw(st.sampled_from(["SOHR", "SANA", "AFP citing SOHR", "Reuters"]))
    claims = draw(st.lists(_claims(), min_size=1, max_size=3))
    return f"2020-03-0{day} {publisher}: {draw(st.sampled_from(['; ', ' and '])).join(claims)}"


ledgers = st.lists(_lines(), min_size=1, max_size=5).map(lambda lines: readings("\n".join(lines)))


def _partition(ledger: Ledger) -> dict[frozenset[str], object]:
    return {frozenset(i.claims): (i.tolls, i.when, i.history, i.flags, i.grade) for i in ledger.incidents}


def _checked(ledger: Ledger) -> dict[tuple[str, str], object]:
    told = {i.id: frozenset(i.claims) for i in ledger.incidents}
    return {
        (a.claim, a.reading): (a.verdict, a.by, a.summed, frozenset(told.get(key, key) for key, _ in a.covers))
        for a in ledger.assertions
    }


@settings(max_examples=60, deadline=None)
@given(ledgers, st.randoms(use_true_random=False))
def test_the_order_of_readings_changes_nothing_but_ids(told, random):
    other = [*told]
    random.shuffle(other)
    one, two = reconcile(told), reconcile(other)
    assert _partition(one) == _partition(two)
    assert _checked(one) == _checked(two)


@settings(max_examples=60, deadline=None)
@given(ledgers)
def test_low_is_at_most_best_and_best_at_most_high(told):
    for incident in reconcile(told).incidents:
        for toll in incident.tolls:
            assert 0 <= toll.low <= toll.best <= toll.high, toll
        for step in incident.history:
            assert step.low <= step.best <= step.high


@settings(max_examples=40, deadline=None)
@given(ledgers, ledgers, st.integers(4, 8))
def test_new_facts_never_change_what_had_been_published(told, news, day):
    until = date(2020, 3, day)
    later = [r for r in news if r.published.days.last > until]
    assert reconcile(published([*told, *later], until)) == reconcile(published(told, until))


@settings(max_examples=40, deadline=None)
@given(ledgers)
def test_every_claim_but_totals_is_in_one_incident(told):
    ledger = reconcile(told)
    inside = [claim for i in ledger.incidents for claim in i.claims]
    summed = {a.claim for a in ledger.assertions}
    assert len(inside) == len(set(inside))
    assert set(inside) | summed == {c.id for r in told for c in r.claims}


@settings(max_examples=40, deadline=None)
@given(ledgers)
def test_what_sets_a_number_is_a_claim_of_the_incident(told):
    for incident in reconcile(told).incidents:
        for toll in incident.tolls:
            carriers = {*toll.low_claims, *toll.best_claims, *toll.high_claims, *(c for c, _ in toll.set_aside)}
            assert carriers <= set(incident.claims)


@settings(max_examples=40, deadline=None)
@given(ledgers)
def test_an_incident_keeps_its_id_when_more_is_told(told):
    before = {i.claims[0]: i.id for i in reconcile(told[:-1]).incidents} if told[:-1] else {}
    after = {i.claims[0]: i.id for i in reconcile(told).incidents}
    assert all(after[claim] == key for claim, key in before.items() if claim in after)
