"""What words draw on the map, how precisely in UCDP's and ACLED's terms, and what a place lost to."""

from __future__ import annotations

import pytest

from marsad.model.place import CIRCLE, Location, Precision, Shape, ShapeKind
from marsad.model.place_record import location_record, read_location
from marsad.places.courses import course_of
from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import distance
from marsad.places.locate import locate, weighed


def located(precision, radius=1.0, shape=CIRCLE):
    return Location("x", 35.0, 38.0, radius, precision, shape=shape)


@pytest.mark.parametrize(
    ("words", "kind"),
    [
        ("مدينة الميادين", ShapeKind.CIRCLE),
        ("شمال مدينة تدمر", ShapeKind.SECTOR),
        ("ريف حلب الشمالي", ShapeKind.SECTOR),
        ("بين بقرص والزباري", ShapeKind.LINE),
        ("طريق تدمر - السخنة", ShapeKind.LINE),
        ("نهر الخابور", ShapeKind.LINE),
        ("M5 highway", ShapeKind.LINE),
        ("محافظة الحسكة", ShapeKind.AREA),
    ],
)
def test_words_draw_a_shape(words, kind):
    assert locate(words).shape.kind is kind


def test_a_sector_opens_where_the_place_lies_and_that_way():
    shape = locate("south of Palmyra").shape
    palmyra = gazetteer().place("C2889")
    assert shape.points == ((palmyra.lat, palmyra.lon),)
    assert shape.towards == 180
    assert shape.reach_km > 10


def test_the_side_of_a_countryside_is_a_sector_within_its_governorate():
    assert locate("ريف حلب الشمالي").shape.pcode == "SY02"


@pytest.mark.parametrize("code", ["M-m4", "M-m5", "M-euphrates", "M-khabur", "M-orontes"])
def test_a_course_runs_through_the_circle_of_its_road_or_river(code):
    place, course = gazetteer().place(code), course_of(code)
    assert len(course) > 3
    assert all(distance((place.lat, place.lon), point) < place.radius_km * 1.4 for point in course)


@pytest.mark.parametrize(
    ("location", "where_prec", "geo_precision"),
    [
        (located(Precision.NEAR), 1, 1),
        (located(Precision.COMMUNITY), 1, 1),
        (located(Precision.SUBDISTRICT, 8), 2, 2),
        (located(Precision.SUBDISTRICT, 40), 3, 2),
        (located(Precision.DISTRICT, 20), 3, 2),
        (located(Precision.GOVERNORATE, 90), 4, 3),
        (located(Precision.REGION, 90), 5, 3),
        (located(Precision.COUNTRY, 380), 6, 3),
        (located(Precision.DISTRICT, 30, Shape(ShapeKind.LINE, ((34.5, 38.2), (34.9, 38.9)))), 5, 3),
        (located(Precision.COMMUNITY, 3, Shape(ShapeKind.LINE, ((34.5, 38.2), (34.5, 38.21)))), 1, 1),
    ],
)
def test_precision_in_the_terms_of_ucdp_and_acled(location, where_prec, geo_precision):
    assert location.where_prec == where_prec
    assert location.geo_precision == geo_precision


def test_the_places_that_lost_are_told_with_the_reason():
    found = locate("قرية الطيبة بريف درعا")
    assert found.pcodes[0] == "C5992"
    assert found.lost
    assert all(one.pcode != "C5992" and one.reason for one in found.lost)
    assert [one.score for one in found.lost] == sorted((one.score for one in found.lost), reverse=True)


def test_the_area_named_after_a_town_is_no_loser():
    assert not {"SY0405", "SY040500"} & {one.pcode for one in locate("مدينة تدمر").lost}


def test_where_nothing_decides_the_possible_places_are_listed():
    assert locate("قرية الطيبة") is None
    possible = weighed("قرية الطيبة")
    assert {"C2896", "C5992"} <= {one.pcode for one in possible}
    assert all(one.reason == "it fits as well as others" for one in possible[:2])


def test_a_record_of_the_time_when_every_shape_was_a_circle_is_read():
    record = location_record(located(Precision.COMMUNITY))
    for new in ("where_prec", "geo_precision", "shape", "lost"):
        del record[new]
    assert read_location(record) == located(Precision.COMMUNITY)


def test_a_record_keeps_the_shape_and_the_losers():
    found = locate("ريف حلب الشمالي")
    assert read_location(location_record(found)) == found


@pytest.mark.parametrize("words", ["طريق الحسكة تل تمر", "الطريق الواصل بين مدينة الشدادي وبلدة مركدة"])
def test_a_road_named_after_its_two_ends_is_a_line_between_them(words):
    found = locate(words)
    assert found.shape.kind is ShapeKind.LINE
    assert found.radius_km > 10


def test_a_street_of_a_city_is_no_road_between_towns():
    assert locate("طريق الكاستيلو في حلب").pcodes[1] == "C1007"
