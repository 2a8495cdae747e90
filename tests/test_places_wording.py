"""How precisely words say where: what they only name as an area, a side or a distance is never a dot."""

from __future__ import annotations

import pytest

from marsad.model.place import Precision, ShapeKind
from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import bearing, distance
from marsad.places.locate import locate

ORDER = list(Precision)
FINE = {Precision.POINT, Precision.NEAR, Precision.COMMUNITY}


def at(pcode):
    place = gazetteer().place(pcode)
    return place.lat, place.lon


def point(location):
    return location.lat, location.lon


@pytest.mark.parametrize(
    ("words", "pcode", "km", "towards"),
    [
        ("على بعد 15 كم غرب مدينة إدلب", "C3871", 15, 270),
        ("على بعد خمسة كيلومترات شمال مدينة تدمر", "C2889", 5, 0),
        ("بنحو كيلومترين جنوب تل تمر", "C4409", 2, 180),
        ("1.5 كم شرق سراقب", "C3916", 1.5, 90),
        ("500 متر غرب بلدة الدانا", "C4126", 0.5, 270),
        ("على بعد 15كم شرق الرقة", "C5710", 15, 90),
        ("five miles north of Palmyra", "C2889", 8.05, 0),
        ("20km east of Raqqa", "C5710", 20, 90),
    ],
)
def test_a_distance_is_read_in_figures_and_words(words, pcode, km, towards):
    found = locate(words)
    assert distance(at(pcode), point(found)) == pytest.approx(km, rel=0.05)
    assert abs((bearing(at(pcode), point(found)) - towards + 180) % 360 - 180) < 5
    assert found.precision not in FINE


@pytest.mark.parametrize("words", ["على بعد 20 كم من مدينة إدلب", "20 km from the city of Idlib"])
def test_a_distance_without_a_direction_is_all_about_the_place(words):
    found = locate(words)
    assert point(found) == at("C3871")
    assert found.radius_km >= 20
    assert found.precision is Precision.DISTRICT


def test_a_number_in_a_name_is_no_distance():
    assert locate("دوار 7كم") is None


@pytest.mark.parametrize(
    ("words", "pcode"),
    [
        ("منطقة عفرين", "SY0203"),
        ("Afrin district", "SY0203"),
        ("Manbij area", "SY0205"),
        ("Jindires subdistrict", "SY020302"),
        ("ناحية جنديرس", "SY020302"),
        ("ريف دمشق", "SY03"),
        ("بلدات ريف دمشق", "SY03"),
        ("Rif Dimashq", "SY03"),
        ("Damascus countryside", "SY03"),
        ("مدينة حلب وريفها", "SY02"),
        ("إدلب وريفها", "SY07"),
        ("محاور ريف إدلب الجنوبي", "SY07"),
        ("ريف الباب الشرقي", "SY0202"),
        ("قرى ريف منبج", "SY0205"),
    ],
)
def test_an_area_is_an_area(words, pcode):
    found = locate(words)
    assert found.pcodes[0] == pcode
    assert found.precision not in FINE
    assert found.shape.kind in {ShapeKind.AREA, ShapeKind.SECTOR}


def test_the_area_of_a_village_is_the_village():
    assert locate("منطقة الكوم").pcodes[0] == "C2894"


@pytest.mark.parametrize("words", ["مدينة السخنة ومحيطها", "the town of al-Sukhnah and its surroundings"])
def test_surroundings_are_wider_than_the_town(words):
    found = locate(words)
    assert found.pcodes[0] == "C2893"
    assert found.radius_km >= 5
    assert found.precision is Precision.COMMUNITY


def test_a_side_of_a_countryside_about_a_city_lies_on_that_side_of_the_city():
    west, east = locate("ريف دمشق الغربي"), locate("ريف دمشق الشرقي")
    assert west.pcodes == east.pcodes == ("SY03",)
    assert west.lon < at("C1001")[1] < east.lon


@pytest.mark.parametrize("words", ["الأحياء الشرقية لمدينة حلب", "أحياء حلب الشرقية"])
def test_the_quarters_on_one_side_of_a_city_lie_in_the_city(words):
    found = locate(words)
    assert found.pcodes[0] == "C1007"
    assert found.lon > at("C1007")[1]
    assert found.radius_km < 6


def test_a_direction_from_a_city_is_no_side_of_its_governorate():
    assert locate("شرقي مدينة حلب").pcodes[0] == "C1007"
    assert locate("شرقي حلب").pcodes[0] == "SY02"


def test_a_quarter_that_is_not_listed_is_one_of_the_city():
    found = locate("حي غير المعروف في حلب")
    assert found.pcodes[0] == "C1007"
    assert found.precision is Precision.COMMUNITY


@pytest.mark.parametrize("words", ["الشيخ مقصود", "دمشق القديمة", "طريق الكاستيلو", "معسكر الطلائع"])
def test_a_quarter_of_two_words_is_known_by_its_bare_name(words):
    assert locate(words).precision in FINE


@pytest.mark.parametrize(
    "words", ["من تدمر إلى السخنة", "المنطقة الممتدة من تدمر إلى السخنة", "from Palmyra to Sukhnah"]
)
def test_from_one_place_to_another_is_a_line(words):
    found = locate(words)
    assert found.shape.kind is ShapeKind.LINE
    assert found.pcodes == ("SY0405", "SY04")


def test_a_region_within_an_area_is_no_wider_than_the_area():
    assert locate("منطقة خفض التصعيد بريف إدلب").pcodes == ("SY07",)
    assert locate("جبل البشري بريف دير الزور الغربي").pcodes[0] == "M-bishri"


@pytest.mark.parametrize("words", ["between Saraqib and Idlib", "بين سراقب وإدلب"])
def test_what_a_stretch_leads_to_is_the_town(words):
    assert locate(words).radius_km < 20


@pytest.mark.parametrize(
    ("words", "pcode"),
    [
        ("الجزيرة", "M-jazira"),
        ("بادية حمص", "M-badia-homs"),
        ("حقل تشرين", "M-tishrin-field"),
        ("سد 16 تشرين", "M-tishrin-16-dam"),
        ("سد تشرين", "M-tishrin-dam"),
        ("حقل التنك", "M-tanak-field"),
        ("Shaer gas field", "M-shaer-field"),
        ("Tanak field", "M-tanak-field"),
        ("al-Ward oil field", "M-ward-field"),
        ("Conoco gas plant", "M-conoco"),
        ("Rmelan oil fields", "M-rmelan-field"),
        ("معبر ميدان إكبس", "M-maydan-ikbis-crossing"),
        ("معبر فيشخابور", "M-semalka"),
        ("مطار تدمر العسكري", "M-palmyra-airport"),
        ("مطار بلي العسكري", "M-marj-ruhayyil"),
        ("الطريق M4", "M-m4"),
        ("M20 highway", "M-m20"),
        ("near the Iraqi border", "M-border-iraq"),
        ("الحدود مع لبنان", "M-border-lebanon"),
    ],
)
def test_what_reports_name_and_lists_lack_is_found(words, pcode):
    assert locate(words).pcodes[0] == pcode


@pytest.mark.parametrize(
    ("words", "pcode"),
    [
        ("الأنبار", "IQ-AN"),
        ("غرب الأنبار", "IQ-AN"),
        ("northern Diyala", "IQ-DI"),
        ("جبال حمرين", "M-iq-hamrin"),
        ("قاعدة عين الأسد", "M-iq-asad"),
        ("منفذ القائم", "M-iq-qaim-crossing"),
        ("المنطقة الخضراء", "M-iq-green-zone"),
        ("حقل مجنون", "M-iq-majnoon-field"),
        ("Kirkuk oil fields", "M-iq-kirkuk-field"),
        ("Mosul Dam", "M-iq-mosul-dam"),
        ("نهر دجلة", "M-iq-tigris"),
        ("الحدود العراقية السورية", "M-iq-border-syria"),
    ],
)
def test_a_country_whose_places_have_a_governorate_alone_is_read_alike(words, pcode):
    assert locate(words, country="iq").pcodes[0] == pcode


@pytest.mark.parametrize("words", ["قضاء سنجار", "قضاء الحويجة", "Sinjar district"])
def test_a_division_that_is_not_listed_is_an_area_about_its_town(words):
    found = locate(words, country="iq")
    assert found.precision is Precision.DISTRICT
    assert found.radius_km == 25
