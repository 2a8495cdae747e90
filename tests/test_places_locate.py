"""Where words put something: the place, how precisely, and when not to answer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from marsad.model.place import Precision
from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import bearing, distance
from marsad.places.locate import locate
from marsad.places.table import resolve
from marsad.places.tellings import locate_told

EXAM = Path(__file__).parents[2] / "shared" / "gazetteer" / "exam_dev.jsonl"
FINE = {Precision.POINT, Precision.NEAR, Precision.COMMUNITY}
ORDER = list(Precision)


def at(pcode):
    place = gazetteer().place(pcode)
    return place.lat, place.lon


def point(location):
    return location.lat, location.lon


@pytest.mark.parametrize(
    ("words", "pcode"),
    [
        ("منطقة الكوم شمال مدينة تدمر ببادية حمص الشرقي", "C2894"),
        ("منطقة الكوم شمال مدينة تدمر في بادية حمص", "C2894"),
        ("مدينة الميادين", "C5192"),
        ("بلدة السخنة بريف حمص الشرقي", "C2893"),
        ("قرية ترملا جنوبي إدلب", "C4051"),
        ("سوق الخضار في بلدة دركوش بريف إدلب الغربي", "C4252"),
        ("منزل في قرية أوبين (اليونسية) بريف بداما غربي إدلب", "C4225"),
        ("#بلشون جنوبي #إدلب", "C4296"),
        ("مدينة عين العرب (كوباني)", "C1946"),
        ("مدينة كوباني", "C1946"),
        ("كفرسوسة بدمشق", "N0070"),
        ("حقل كونيكو شرقي دير الزور", "M-conoco"),
        ("مخيم الهول", "M-hol-camp"),
        ("قرية الهبيط", "C3989"),
        ("village of Kum in eastern Homs countryside", "C2894"),
        ("town of al-Busayrah in eastern Deir ez-Zor governorate", "C5110"),
        ("vegetable market in the northwestern Syrian town of Darkush", "C4252"),
        ("Ain Al-Arab (Kobani)", "C1946"),
        ("Al-Hawl camp", "M-hol-camp"),
        ("bakery in Tadef", "C1219"),
    ],
)
def test_a_place_is_found_in_its_words(words, pcode):
    found = locate(words)
    assert found is not None
    assert found.pcodes[0] == pcode or distance(point(found), at(pcode)) < 1
    assert found.precision in FINE
    assert found.why


@pytest.mark.parametrize(
    ("words", "pcode"),
    [
        ("قرية الطيبة بريف السخنة", "C2896"),
        ("الطيبة بريف درعا", "C5992"),
        ("بلدة الطيبة بريف دمشق", "C2281"),
        ("الراعي شمالي حلب", "C1250"),
        ("مدينة رأس العين", "C4988"),
    ],
)
def test_a_namesake_is_told_by_what_contains_it(words, pcode):
    assert locate(words).pcodes[0] == pcode


def test_without_evidence_a_namesake_is_declined():
    assert locate("قرية الطيبة") is None
    assert locate("قرية المزرعة") is None


def test_other_places_of_the_report_decide_between_namesakes():
    assert locate("قرية الطيبة", ["مدينة السخنة"]).pcodes[0] == "C2896"
    assert locate("قرية الطيبة", ["ريف درعا"]).pcodes[0] == "C5992"


def test_where_the_party_mostly_was_decides_between_namesakes_and_nothing_stronger():
    assert locate("قرية الطيبة", party=["SY0405"]).pcodes[0] == "C2896"
    assert "people of the party mostly were in that area then" in locate("قرية الطيبة", party=["SY0405"]).why
    assert locate("قرية الطيبة", ["ريف درعا"], party=["SY0405"]).pcodes[0] == "C5992"
    assert locate("قرية الطيبة بريف درعا", party=["SY0405"]).pcodes[0] == "C5992"


def test_words_that_put_a_place_elsewhere_rule_it_out():
    found = locate("قرية الهبيط بريف الحسكة")
    assert found is None or found.precision not in FINE
    assert found is None or "SY08" in found.pcodes


@pytest.mark.parametrize(
    ("words", "pcode"),
    [
        ("ريف حلب الشمالي", "SY02"),
        ("ريف حلب", "SY02"),
        ("ريف إدلب الجنوبي", "SY07"),
        ("جنوبي إدلب", "SY07"),
        ("محافظة الحسكة", "SY08"),
        ("northern Aleppo countryside", "SY02"),
        ("Deir ez-Zor province", "SY09"),
    ],
)
def test_a_countryside_is_an_area_of_its_governorate_never_a_dot(words, pcode):
    found = locate(words)
    assert found.pcodes[0] == pcode
    assert found.precision is Precision.GOVERNORATE
    assert found.radius_km > 15


def test_the_side_of_a_countryside_lies_on_that_side():
    north, south = locate("ريف حلب الشمالي"), locate("ريف حلب الجنوبي")
    aleppo = at("C1007")
    assert north.lat > aleppo[0] > south.lat
    assert locate("ريف حلب الشرقي").lon > aleppo[1] > locate("ريف حلب الغربي").lon


@pytest.mark.parametrize(
    ("words", "pcode", "towards"),
    [
        ("شمال مدينة تدمر", "C2889", 0),
        ("شرقي السخنة", "C2893", 90),
        ("جنوب غرب مدينة الميادين", "C5192", 225),
        ("south of Palmyra", "C2889", 180),
    ],
)
def test_a_direction_from_a_town_is_an_area_that_way(words, pcode, towards):
    found = locate(words)
    assert abs((bearing(at(pcode), point(found)) - towards + 180) % 360 - 180) < 15
    assert found.radius_km >= 8
    assert ORDER.index(found.precision) >= ORDER.index(Precision.SUBDISTRICT)


def test_a_stated_distance_is_kept():
    found = locate("غرب إدلب بنحو 15 كم")
    assert distance(at("C3871"), point(found)) == pytest.approx(15, abs=0.5)
    assert 3 < found.radius_km < 8


@pytest.mark.parametrize("words", ["قرب قرية مراط شرقي دير الزور", "أطراف مدينة مارع", "near Palmyra"])
def test_near_a_place_is_wider_than_the_place(words):
    found = locate(words)
    assert found.radius_km >= 5
    assert found.precision is Precision.SUBDISTRICT


def test_an_unknown_village_is_answered_by_what_contains_it():
    found = locate("قرية غير المعروفة بريف حمص الشرقي")
    assert found.pcodes[0] == "SY04"
    assert found.precision is Precision.GOVERNORATE
    assert any("not listed" in reason or "nothing decides" in reason for reason in found.why)


def test_a_desert_is_derived_from_the_place_it_is_named_after():
    found = locate("بادية القورية بريف دير الزور الشرقي")
    assert found.pcodes[0] == "C5207"
    assert found.radius_km == 40
    assert found.precision is Precision.DISTRICT


def test_the_side_of_a_desert_lies_on_that_side():
    assert locate("بادية الميادين الجنوبية").lat < locate("بادية الميادين").lat


def test_the_bare_name_of_a_seat_is_left_open_in_a_text_and_is_the_city_in_a_table():
    bare = locate("دير الزور")
    assert bare.precision is Precision.GOVERNORATE
    assert bare.pcodes == ("SY09",)
    assert point(bare) == at("C5086")
    assert locate("مدينة دير الزور").precision is Precision.COMMUNITY
    assert locate_told(["دير الزور", "Deir ez-Zor"]).pcodes[0] == "C5086"


def test_a_camp_that_is_not_listed_is_not_the_town_it_is_named_after():
    assert locate("مخيم حمص").precision is Precision.SUBDISTRICT


def test_deserts_that_are_listed_are_regions():
    both = locate("باديتي حمص ودير الزور")
    assert both.precision is Precision.REGION
    assert both.radius_km > 100
    assert "دير الزور" in both.name


def test_a_list_is_one_circle_about_its_places():
    found = locate("قريتي معربليت ومنطف في جبل الزاوية جنوبي إدلب")
    assert distance(point(found), at("C4285")) < found.radius_km
    assert distance(point(found), at("C4287")) < found.radius_km
    assert found.name == "معربليت - منطف"


def test_between_two_places_lies_between_them():
    found = locate("بين بقرص والزباري")
    assert distance(point(found), at("C5189")) < 6


@pytest.mark.parametrize("words", ["", "المكان ذاته", "desert", "???", "areas held by the government", "كم", "ريف"])
def test_what_names_no_place_is_none(words):
    assert locate(words) is None


def test_the_radius_and_the_chain_of_codes_go_with_the_answer():
    found = locate("بلدة السخنة")
    assert found.pcodes == ("C2893", "SY040501", "SY0405", "SY04")
    assert found.name == "السخنة"
    assert found.radius_km == 2


def test_two_tellings_bear_each_other_out():
    assert locate("الطيبة") is None
    assert locate_told(["الكوم", "Al-Kawm"]).pcodes[0] == "C2894"
    assert locate_told(["تدمر", "Palmyra"], ["حمص", "Homs"]).pcodes[0] == "C2889"


@given(st.text(max_size=60), st.lists(st.text(max_size=20), max_size=2))
def test_any_words_give_a_location_or_none(words, hints):
    found = locate(words, hints)
    assert found is None or (-90 <= found.lat <= 90 and found.radius_km > 0 and found.why)


VOCABULARY = (
    "قرية مدينة ريف بادية منطقة شمال غربي الشرقي قرب بين و ، ( ) 15 كم حلب تدمر الكوم حمص وادلب بريف في of near "
    "village Aleppo northern countryside and , Palmyra"
)


@given(st.lists(st.sampled_from(VOCABULARY.split()), max_size=12).map(" ".join))
@example("ريف الشرقي الكوم")
def test_any_order_of_place_words_is_read(words):
    found = locate(words)
    assert found is None or found.radius_km > 0


@pytest.mark.long
@pytest.mark.skipif(not EXAM.exists(), reason="the exam is not on this machine")
@pytest.mark.parametrize(
    ("languages", "near_of_all", "near_of_answered", "far"),
    [(("ar",), 0.71, 0.90, 0.045), (("ar", "en"), 0.745, 0.895, 0.05)],
)
def test_the_exam_of_place_strings_keeps_its_floor(languages, near_of_all, near_of_answered, far):
    """1,417 place strings of human-coded incidents: within 5 km of all and of those answered, and over 50 km off."""
    gold = [json.loads(line) for line in EXAM.read_text("utf-8").splitlines()]
    answers = [(row, resolve(row, languages)) for row in gold]
    errors = [distance((row["lat"], row["lon"]), (got["lat"], got["lon"])) for row, got in answers if got["lat"]]
    right = sum(error <= 5 for error in errors)
    assert right / len(gold) >= near_of_all
    assert right / len(errors) >= near_of_answered
    assert sum(error > 50 for error in errors) / len(errors) <= far
