"""Counts and intervals: what words state, and what they allow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.lang.phrases import bounded
from marsad.model.count import Count, Interval


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    low = draw(st.integers(0, 500))
    return Interval(low, draw(st.none() | st.integers(low, 1000)))


def test_about_thirty_enters_the_ledger_as_27_to_33() -> None:
    assert Count(30, 30, approx=True).interval == Interval(27, 33)


@pytest.mark.parametrize(
    ("bound", "low", "high"),
    [("least", 6, None), ("more", 7, None), ("most", 0, 6), ("under", 0, 5), ("about", 6, 6)],
)
def test_a_bound_widens_a_number(bound: str, low: int, high: int | None) -> None:
    count = bounded(Count(6, 6), bound)
    assert (count.low, count.high) == (low, high)


@pytest.mark.parametrize(("low", "high"), [(-1, 3), (5, 4)])
def test_no_interval_runs_backward_or_below_nobody(low: int, high: int) -> None:
    with pytest.raises(ValueError, match="not an interval"):
        Interval(low, high)


@given(intervals(), intervals())
def test_what_two_intervals_share_lies_in_both(one: Interval, other: Interval) -> None:
    shared = one.meet(other)
    assert shared == other.meet(one)
    if shared:
        assert one.holds(shared)
        assert other.holds(shared)


@given(intervals(), intervals())
def test_independent_people_add_up(one: Interval, other: Interval) -> None:
    both = one + other
    assert both.low == one.low + other.low
    assert (both.high is None) == (one.high is None or other.high is None)


@given(st.integers(0, 100_000))
def test_about_n_holds_n(n: int) -> None:
    assert Count(n, n, approx=True).interval.holds(Interval(n, n))
