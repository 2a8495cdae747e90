"""The outlines of administrative areas: closed, disjoint, and about the communities that lie in them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import inside
from marsad.places.outlines import outline

AREAS = [place for place in gazetteer() if place.kind in {"governorate", "district", "subdistrict"}]


def surface(rings):
    turns = (x1 * y2 - x2 * y1 for ring in rings for (x1, y1), (x2, y2) in pairwise(ring))
    return abs(sum(turns)) / 2


def test_every_area_has_a_closed_outline():
    assert len(AREAS) == 14 + 62 + 272
    for area in AREAS:
        rings = outline(area.pcode)
        assert rings
        assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in rings)


def test_communities_lie_in_the_outlines_of_their_areas():
    places = [place for place in gazetteer() if place.pcode.startswith("C") and len(place.parents) == 3][::7]
    apart = [place for place in places if not inside((place.lat, place.lon), outline(place.parents[-1]))]
    assert len(apart) < 0.02 * len(places)


@pytest.mark.parametrize("code", ["SY02", "SY05", "SY09", "SY12"])
def test_subdistricts_fill_their_governorate_and_do_not_overlap(code):
    parts = [area for area in AREAS if area.kind == "subdistrict" and area.pcode.startswith(code)]
    assert sum(surface(outline(part.pcode)) for part in parts) == pytest.approx(surface(outline(code)), rel=1e-6)


def test_a_city_governorate_is_a_hole_in_the_one_about_it():
    damascus = gazetteer().place("C1001")
    assert inside((damascus.lat, damascus.lon), outline("SY01"))
    assert not inside((damascus.lat, damascus.lon), outline("SY03"))


def test_what_has_no_outline_has_none():
    assert outline("C2894") == ()
    assert outline("SY02", "atlantis") == ()
