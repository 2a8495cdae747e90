"""Names that are on no list as they are written: spelt otherwise, cut short, or of a city; and names in doubt."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import distance
from marsad.places.likeness import apart, least_apart, resembling
from marsad.places.locate import locate
from marsad.places.names import loose
from marsad.places.table import resolve
from marsad.places.tellings import locate_told


@pytest.mark.parametrize(
    ("one", "other"),
    [("الكشكية", "الكشكيه"), ("كفر زيتا", "كفرزيتة"), ("تل ضمان", "تل ظمان"), ("سرمدا", "صرمدا"), ("بنش", "بنشش")],
)
def test_a_slip_leaves_the_name(one, other):
    assert loose(one) == loose(other) or resembling(loose(one), loose(other), arabic=True) > 0


@pytest.mark.parametrize(
    ("one", "other"),
    [("الحصان", "الحصين"), ("حصرايا", "قصرايا"), ("تل اللبن", "تل التبن"), ("سرمين", "سرمدا"), ("رملة", "الرملية")],
)
def test_another_consonant_or_vowel_in_a_short_name_is_another_name(one, other):
    assert resembling(loose(one), loose(other), arabic=True) == 0


@pytest.mark.parametrize(
    ("words", "region", "pcode"),
    [
        ("مطار كفرنوران", "حلب", "C1041"),
        ("معرتمصرين", "إدلب", "C3947"),
        ("سرمينن", "إدلب", "C3953"),
        ("قرية علوش", "حلب", "C1171"),
    ],
)
def test_a_name_spelt_much_like_a_listed_one_is_found_in_its_governorate(words, region, pcode):
    found = locate_told([words], [region])
    assert found is not None
    place = gazetteer().place(pcode)
    assert distance((found.lat, found.lon), (place.lat, place.lon)) < 5


def test_without_a_governorate_nothing_that_is_only_alike_is_chosen():
    assert locate("قرية سرمينن") is None


def test_a_telling_in_words_of_two_scripts_is_one_place():
    assert locate_told(["الميادين", "Mayadeen"], ["دير الزور", "Deir Ezzor"]).pcodes[0] == "C5192"


@pytest.mark.parametrize(
    ("words", "hints", "city"),
    [
        ("شارع الوحدة العربية", ["الرقة"], "C5710"),
        ("مشفى الهلال", ["مدينة إدلب"], "C3871"),
        ("حي النجارين", ["حلب"], "C1007"),
    ],
)
def test_a_street_or_building_on_no_list_lies_in_the_city_that_is_told(words, hints, city):
    found = locate_told([words], hints)
    assert found.pcodes[0] == city
    assert any("not listed" in why for why in found.why)


def test_a_street_named_after_a_town_is_not_that_town():
    assert "C5792" not in locate_told(["شارع تل أبيض"], ["الرقة"]).pcodes


def test_a_school_in_a_village_is_in_the_village():
    assert locate("مدرسة في قرية ترملا جنوبي إدلب").pcodes[0] == "C4051"


@pytest.mark.parametrize(
    ("words", "region", "city"),
    [("المعادي", "حلب", "C1007"), ("البياطرة", "الرقة", "C5710"), ("الحويقة", "دير الزور", "C5086")],
)
def test_quarters_are_found_by_their_name(words, region, city):
    found = locate_told([words], [region])
    assert city in found.pcodes
    assert found.radius_km < 2


def test_every_quarter_lies_in_its_city_and_bears_its_codes():
    quarters = [place for place in gazetteer() if place.pcode.startswith("M-q-")]
    assert len(quarters) > 200
    for quarter in quarters:
        city = gazetteer().place(quarter.parents[0])
        assert distance((quarter.lat, quarter.lon), (city.lat, city.lon)) < 16
        assert quarter.parents[1:] == city.parents


def test_the_region_of_a_table_binds():
    assert locate_told(["مدينة تدمر"], ["الحسكة"]) is None
    assert locate_told(["مدينة تدمر"], ["حمص"]).pcodes[0] == "C2889"


def test_a_common_name_that_only_the_region_tells_is_declined_and_told_by_words_it_is_not():
    assert locate_told(["الطيبة"], ["دير الزور"]) is None
    assert locate_told(["الطيبة قرب الميادين"], ["دير الزور"]) is not None


def test_a_row_of_a_table_is_answered_with_a_point_or_null():
    row = {"id": 7, "text_ar": "مدينة الميادين", "region_ar": "دير الزور"}
    assert resolve(row)["pcodes"][0] == "C5192"
    wide = resolve({"id": 8, "text_ar": "ريف حلب الشمالي", "region_ar": "حلب"})
    assert wide["lat"] is None
    assert wide["precision"] == "governorate"
    assert resolve({"id": 9}) == {
        "id": 9,
        "lat": None,
        "lon": None,
        "radius_km": None,
        "precision": None,
        "where_prec": None,
        "geo_precision": None,
        "name": None,
        "pcodes": [],
    }


@pytest.mark.parametrize("words", ["الرقة: الجسر القديم", "Raqqa: Old Bridge", "الجسر القديم في الرقة"])
def test_what_leads_with_a_colon_contains_what_follows(words):
    assert "C5710" in locate_told([words], ["الرقة"]).pcodes
    assert locate_told([words], ["الرقة"]).radius_km < 2


def test_an_apostrophe_is_no_end_of_a_name():
    assert locate_told(["Ma'arrat al-Nu'man"], ["Idlib"]).pcodes[0] == "C3985"


@settings(max_examples=300, deadline=None)
@given(st.text("ابتثنيوهركفعم", min_size=1, max_size=9), st.text("ابتثنيوهركفعم", min_size=1, max_size=9))
def test_names_lie_no_nearer_than_the_letters_that_they_lack(one, other):
    assert least_apart(one, other) <= apart(one, other, arabic=True) + 1e-9
    latin = [word.translate(str.maketrans("ابتثنيوهركفعم", "abtsniwhrkfem")) for word in (one, other)]
    assert least_apart(*latin) <= apart(*latin, arabic=False) + 1e-9
