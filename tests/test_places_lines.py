"""Rivers, roads and borders: stretches, banks, the land on one side, cut by what the words say of where."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from marsad.model.place import Precision, ShapeKind
from marsad.places.courses import course_of, side_of
from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import distance, inside
from marsad.places.lines import away, beside, leftward, on_left, parted, strip, within
from marsad.places.locate import locate
from marsad.render.place import shape_words

EUPHRATES = course_of("M-euphrates")
RAQQA = (35.964, 38.996)


def holds(shape, *point):
    """Tell whether a polygon holds a point (latitude, longitude)."""
    return inside(point, [[[lon, lat] for lat, lon in shape.points]])


def test_a_bank_near_a_town_is_a_strip_on_that_side_of_the_river():
    found = locate("الضفة الشرقية لنهر الفرات قرب هجين")
    assert found.shape.kind is ShapeKind.AREA
    assert found.radius_km < 12
    assert found.precision is Precision.SUBDISTRICT
    assert holds(found.shape, 34.715, 40.81)  # Hajin's own side
    assert not holds(found.shape, 34.68, 40.72)


@pytest.mark.parametrize(
    ("east", "west"),
    [
        ("على الضفة الشرقية لنهر الفرات في مدينة الميادين", "على الضفة الغربية لنهر الفرات في مدينة الميادين"),
        ("الضفة اليسرى لنهر الفرات في مدينة الميادين", "الضفة اليمنى لنهر الفرات في مدينة الميادين"),
        ("the east bank of the Euphrates near Mayadin", "the west bank of the Euphrates near Mayadin"),
        ("the left bank of the Euphrates near Mayadin", "the right bank of the Euphrates near Mayadin"),
    ],
)
def test_the_two_banks_lie_on_either_side(east, west):
    east, west = locate(east), locate(west)
    assert on_left((east.lat, east.lon), EUPHRATES)
    assert not on_left((west.lat, west.lon), EUPHRATES)
    assert {east.shape.kind, west.shape.kind} == {ShapeKind.AREA}


@pytest.mark.parametrize(
    ("words", "area"),
    [
        ("على ضفاف نهر الفرات بريف الرقة", "SY11"),
        ("banks of the Euphrates River in Raqqa countryside", "SY11"),
        ("نهر الخابور بريف دير الزور", "SY09"),
        ("الحدود السورية التركية بريف إدلب", "SY07"),
        ("near the Turkish border in Hasakah countryside", "SY08"),
    ],
)
def test_a_line_is_cut_to_the_area_that_the_words_name(words, area):
    found = locate(words)
    assert found.shape.kind is ShapeKind.LINE
    assert found.pcodes == (area,)
    place = gazetteer().place(area)
    assert all(distance(point, (place.lat, place.lon)) <= place.radius_km for point in found.shape.points)


def test_beyond_the_river_is_the_part_of_the_area_on_that_side():
    east, west = locate("شرقي نهر الفرات بريف دير الزور"), locate("غرب الفرات بريف دير الزور")
    assert east.pcodes == west.pcodes == ("SY09",)
    assert holds(east.shape, 35.6, 40.7)
    assert not holds(west.shape, 35.6, 40.7)
    assert holds(west.shape, 34.9, 39.9)
    assert not holds(east.shape, 34.9, 39.9)


def test_an_area_that_lies_wholly_on_that_side_is_meant_whole():
    found = locate("شرق الفرات بريف الحسكة")
    assert found.pcodes == ("SY08",)
    assert "all of it lies on that side" in found.why


def test_the_land_east_of_the_euphrates_is_an_area_of_the_country_and_no_circle():
    found = locate("شرق الفرات")
    assert found.shape.kind is ShapeKind.AREA
    assert found.precision is Precision.REGION
    assert holds(found.shape, 36.5, 40.7)
    assert not holds(found.shape, 34.7, 38.3)


@pytest.mark.parametrize(("words", "north"), [("شمال طريق M4", True), ("جنوب الطريق الدولي M4", False)])
def test_a_side_of_a_road_lies_by_the_road(words, north):
    found = locate(words)
    assert holds(found.shape, 36.55, 38.7) is north
    assert holds(found.shape, 36.35, 38.6) is not north


@pytest.mark.parametrize(
    ("words", "point", "km"),
    [
        ("على الطريق الدولي M4 قرب عين عيسى", (36.386, 38.859), 15),
        ("M4 near Ain Issa", (36.386, 38.859), 15),
        ("the Damascus-Daraa international highway near Khirbet Ghazaleh", (32.735, 36.205), 15),
        ("طريق الحسكة - دير الزور قرب مركدة", (35.749, 40.756), 12),
    ],
)
def test_a_road_near_a_town_is_its_stretch_there(words, point, km):
    found = locate(words)
    assert found.shape.kind is ShapeKind.LINE
    assert distance((found.lat, found.lon), point) < km
    assert found.radius_km <= km


@pytest.mark.parametrize(
    ("words", "passed"),
    [
        ("طريق حمص تدمر", (34.52, 37.63)),
        ("the Homs-Palmyra road", (34.52, 37.63)),
        ("الطريق الدولي حلب - اللاذقية", (35.81, 36.61)),
        ("Aleppo-Latakia highway (M4)", (35.81, 36.61)),
        ("Raqqa - Deir ez-Zor road", (35.74, 39.60)),
        ("the road between Hasakah and Deir ez-Zor", (36.06, 40.73)),
        ("Deir ez-Zor-Hasakah road", (36.06, 40.73)),
    ],
)
def test_a_road_between_towns_follows_its_known_course(words, passed):
    found = locate(words)
    assert found.shape.kind is ShapeKind.LINE
    assert away(passed, found.shape.points) < 3


def test_a_road_that_leads_out_of_the_area_is_cut_there():
    found = locate("طريق إثريا - خناصر بريف حماة الشرقي")
    assert found.pcodes == ("SY05",)
    assert away((35.362, 37.778), found.shape.points) < 8


@pytest.mark.parametrize(
    ("words", "pcode"), [("قرية الطيانة على ضفة نهر الفرات", "C5197"), ("بلدة ذيبان شرق الفرات", "C5202")]
)
def test_a_village_on_the_river_is_the_village(words, pcode):
    assert locate(words).pcodes[0] == pcode


def test_a_stated_distance_from_a_river_is_kept():
    found = locate("5 كم شرق نهر الفرات")
    assert found.shape.kind is ShapeKind.LINE
    assert all(2 < away(point, EUPHRATES) < 6 for point in found.shape.points[10:-10])


def test_a_bank_of_money_is_no_bank_of_a_river():
    assert locate("a bank in Idlib city").pcodes[0] == "C3871"


@pytest.mark.parametrize(
    ("words", "country"), [("شرق دجلة بمحافظة صلاح الدين", "iq"), ("west bank of the Tigris near Tikrit", "iq")]
)
def test_another_country_has_its_rivers(words, country):
    found = locate(words, country=country)
    assert found.shape.kind is ShapeKind.AREA
    assert "IQ-SD" in found.pcodes


def test_wide_places_lie_in_no_small_area():
    places = gazetteer()
    wide = [place for place in places if place.pcode.startswith("M-") and place.radius_km > 60]
    assert len(wide) > 15
    assert [place.pcode for place in wide if len(place.parents) > 2] == []
    assert places.place("M-m4").parents == ()
    assert places.place("M-badia-homs").parents == ("SY04",)
    assert places.place("M-tishrin-dam").parents[-1] == "SY02"


@pytest.mark.parametrize("country", ["sy", "iq"])
def test_every_river_and_border_with_a_course_is_a_place_of_its_pack(country):
    table = tomllib.loads((files("marsad.places") / f"courses_{country}.toml").read_text("utf-8"))
    codes = [f"M-{code}" for part in ("river", "border") for code in table[part]]
    assert [code for code in codes if gazetteer(country).place(code) is None] == []
    for code in table.get("side", {}):
        assert gazetteer(country).place(f"M-{code}") is not None
        assert course_of(side_of(f"M-{code}").course)


def test_borders_are_no_words_of_the_lexicon():
    assert gazetteer().find("الحدود السورية التركية")
    assert "الحدود السوريه التركيه" not in set(gazetteer().names())


def test_a_shape_of_corners_is_told():
    assert shape_words(locate("شرق الفرات").shape).startswith("area within ")


def test_left_and_right_go_with_the_line():
    north = ((35.0, 38.0), (35.5, 38.0), (36.0, 38.0))
    assert leftward(north, 270)
    assert not leftward(north, 90)
    assert on_left((35.4, 37.9), north)
    assert beside(north, 10, left=True)[1][1] < 38 < beside(north, 10, left=False)[1][1]
    assert inside((35.5, 37.95), [[[lon, lat] for lat, lon in strip(north, 10, left=True)]])


def test_a_line_is_cut_where_it_is_held_and_parts_an_area():
    north = ((35.0, 38.0), (36.0, 38.0))
    assert [round(lat, 1) for lat, _ in within(north, lambda at: 35.4 < at[0] < 35.6)][::10] == [35.4, 35.6]
    assert within(north, lambda _: False) == ()
    square = [[[37.5, 35.2], [38.5, 35.2], [38.5, 35.8], [37.5, 35.8], [37.5, 35.2]]]
    left = parted(square, north, left=True)
    assert inside((35.5, 37.7), [[[lon, lat] for lat, lon in left]])
    assert not inside((35.5, 38.3), [[[lon, lat] for lat, lon in left]])
    assert parted(square, ((35.0, 39.0), (36.0, 39.0)), left=False) == ()
