"""Reading grows with the text: twice the text is at most 2.3 times the work, whatever its shape.

Work is counted as lines run, which is the same on every machine. What runs in C (regular expressions, `in`, slices) is
not in it: `make bench` measures the time.
"""

from __future__ import annotations

import sys
from datetime import date

import pytest

from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read
from shapes import SHAPES

MOST = 2.3
SIZE = 2000
"""Code points of the smaller text: enough that what each claim does to every other one outweighs the rest."""
DAY = When(Days.of(date(2021, 5, 5)), WhenBasis.METADATA)


def lines_run(run) -> int:
    """Count the lines of Python that a call runs, one more for each turn of a loop."""
    count = 0

    def step(_frame, _event, _argument):
        nonlocal count
        count += 1
        return step

    before = sys.gettrace()
    sys.settrace(step)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


def growth(shape) -> float:
    n = max(2, SIZE // len(shape(1)))
    once, twice = Report(shape(n), published=DAY), Report(shape(2 * n), published=DAY)
    for report in (once, twice):
        read(report)  # rules are compiled and places looked up once
    return lines_run(lambda: read(twice)) / lines_run(lambda: read(once))


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
def test_twice_the_text_is_little_more_than_twice_the_work(shape):
    assert growth(shape) <= MOST


def test_what_grows_by_the_square_is_seen():
    def square(n):
        return [one for one in range(n) for _ in range(n)]

    assert lines_run(lambda: square(200)) > 3 * lines_run(lambda: square(100))
