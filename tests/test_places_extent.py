"""The area that words draw by naming its ends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.places.extent import extent, hull, surface
from marsad.places.locate import locate


def test_an_area_is_at_least_as_large_as_the_words_say():
    ends = [locate("جبل أبو رجمين"), locate("شمال السخنة")]
    flat = [(lat, lon) for lon, lat in extent(ends, 4000)]
    assert flat[0] == flat[-1]
    assert surface(flat) == pytest.approx(4000, rel=0.01)
    assert surface([(lat, lon) for lon, lat in extent(ends)]) < 4000


def test_no_place_is_no_area():
    assert extent([], 4000) == []


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), min_size=3, max_size=20))
def test_a_hull_holds_every_point(points):
    ring = hull(points)
    assert ring[0] == ring[-1]
    for one, other in pairwise(ring):
        turns = [(other[0] - one[0]) * (p[1] - one[1]) - (other[1] - one[1]) * (p[0] - one[0]) for p in points]
        assert min(turns) >= 0
