"""One place told several times, and what its table's regions and the words around it say."""

from __future__ import annotations

import pytest

from marsad.model.place import Precision
from marsad.places.areas import km_outside
from marsad.places.context import read_units
from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import along, distance, moved
from marsad.places.locate import locate
from marsad.places.outlines import outline
from marsad.places.table import resolve
from marsad.places.tellings import locate_told


@pytest.mark.parametrize(
    ("tellings", "regions", "pcode"),
    [
        (["الباغوز", "Abu Kamal, Baghouz"], ["دير الزور"], "C5184"),  # the town that one telling leads with contains it
        (["عفرين", "Jindires, Afrin"], ["حلب"], "C1426"),  # one telling names only what the other's place lies in
        (["مسجد النور", "Nour mosque, Al Mayadin"], ["دير الزور"], "C5192"),  # the city of the region is only a guess
        (["التنك", "Tanak oil field"], ["دير الزور"], "M-tanak-field"),  # the kind that one telling gives
        (["قرية معدان", "Maadan"], ["الرقة"], "C5787"),
    ],
)
def test_the_finer_of_two_tellings_counts(tellings, regions, pcode):
    assert locate_told(tellings, regions).pcodes[0] == pcode


def test_tellings_that_name_two_cities_are_not_answered():
    assert locate_told(["كوباني", "Qamishli"], ["الحسكة", "Hasakah"]) is None
    assert locate_told(["تدمر", "Sarmada"], ["إدلب", "Idlib"]) is None


def test_a_town_that_every_telling_names_is_answered_though_the_region_has_no_place_of_its_name():
    found = locate_told(["معرة مصرين", "Ma'arrat Misrin"], ["دمشق", "Damascus"])
    assert found.pcodes[0] == "C3947"
    assert "the region that is told has no place of this name" in found.why
    assert locate_told(["معرة مصرين"], ["دمشق"]) is None, "one telling alone does not do"
    assert locate_told(["طعوم", "Toum"], ["دمشق", "Damascus"]) is None, "nor does a village"


def test_what_stands_beside_a_town_lies_by_it_and_a_village_may_lie_far():
    beside = locate_told(["زقاق البير موحسن"], ["دير الزور"])
    assert (beside.pcodes[0], beside.precision) == ("C5127", Precision.SUBDISTRICT)
    assert resolve({"id": 1, "text_ar": "زقاق البير موحسن", "region_ar": "دير الزور"})["lat"] is not None
    village = {"id": 2, "text_ar": "قرية زقاق البير، موحسن", "region_ar": "دير الزور"}
    assert resolve(village)["lat"] is None


def test_a_village_is_not_in_a_quarter_of_a_city_though_it_lies_near():
    words = "Kassara area in the Sakhour neighbourhood, Aleppo"
    assert "C1598" not in locate_told(["منطقة الكسارة", words], ["حلب", "Aleppo"]).pcodes


def test_a_mosque_in_a_table_is_no_village_and_a_farm_no_quarter():
    assert locate_told(["مسجد بصراوي"], ["الرقة"]).pcodes[0] == "C5710"
    assert locate_told(["مزرعة الرشيد"], ["الرقة"]).pcodes[0] == "C5730"
    assert locate("مشفى عفرين").pcodes[0] == "C1366", "in running text a town's hospital is in the town"


@pytest.mark.parametrize(
    ("words", "pcode"),
    [
        ("بلدة القريتين شرقي حمص", "C2663"),
        ("القريتين بريف حمص", "C2663"),
        ("بادية القريتين", "C2663"),
        ("مدينة الحارة شمالي درعا", "C6048"),
    ],
)
def test_a_town_whose_name_is_a_word_for_villages_is_that_town(words, pcode):
    assert locate(words).pcodes[0] == pcode


@pytest.mark.parametrize("words", ["بين القريتين", "قريتين في ريف حلب", "الحي الجنوبي"])
def test_the_word_itself_is_no_town(words):
    found = locate(words)
    assert found is None or "C2663" not in found.pcodes


@pytest.mark.parametrize(
    ("words", "pcode"),
    [
        ("معدانقرية زور شمر", "C5787"),
        ("Syria’s Kobani countryside", "SY0206"),
        ("مدينة إدلب وأطرافها", "C3871"),
        ("مركز محافظة إدلب", "C3871"),
        ("شمالي سورية", "M-north-syria"),
        ("Baghouz, Syria", "C5184"),
        ("بلدة أبو راسين بريف الحسكة شمالي غربي سوريا", "C5005"),  # the governorate counts, not the corner of the map
    ],
)
def test_words_are_read_as_they_are_written(words, pcode):
    assert locate(words).pcodes[0] == pcode


def test_a_small_letter_behind_an_article_goes_on_with_the_name():
    assert [unit.name for unit in read_units("Bab Al kheer, Ras Al Ain", "sy")] == ["bab al kheer", "ras al ain"]
    assert [unit.name for unit in read_units("a house in Sarmin", "sy")] == ["sarmin"]


def test_a_state_whose_first_letter_looks_like_a_preposition_is_no_village():
    assert locate("لبنان") is None
    assert locate("في لبنان") is None


def test_the_countryside_of_a_place_that_no_area_is_named_after_lies_about_it():
    found = locate("ريف أبو راسين")
    assert found.pcodes[0] == "C5005"
    assert found.radius_km == 10
    assert locate("ريف تل تمر").pcodes[0].startswith("SY"), "that one has its subdistrict"


def test_a_camp_named_after_a_village_lies_by_it():
    assert "near it, not in it" in locate("مخيم باتنته").why


def test_the_way_to_a_region_is_measured_to_its_outline():
    lon, lat = max(corner for ring in outline("SY04") for corner in ring)  # in the desert, far from every village
    beyond = moved((lat, lon), 90.0, 6.0)
    assert min(distance(beyond, (village.lat, village.lon)) for village in gazetteer().within("SY04")) > 30
    assert km_outside("SY04", beyond, "sy") == pytest.approx(6, abs=2)


def test_points_along_a_ring_are_never_far_apart():
    ring = [[36.0, 35.0], [36.5, 35.0], [36.5, 35.01], [36.0, 35.0]]
    points = along(ring, 2.0)
    gaps = [distance(one, other) for one, other in zip(points, [*points[1:], points[0]], strict=True)]
    assert max(gaps) < 3
    assert all((lat, lon) in points for lon, lat in ring)


@pytest.mark.parametrize(
    "words", ["على بعد 20 كم من مدينة تدمر", "20 km from Palmyra", "على مسافة 20 كيلومتراً عن تدمر"]
)
def test_so_many_kilometres_from_a_town_is_not_in_the_town(words):
    found = locate(words)
    assert (found.pcodes[0], found.precision) == ("C2889", Precision.DISTRICT)
    assert found.radius_km == 23


def test_a_village_so_many_kilometres_from_a_town_is_found():
    assert locate("قرية الكوم على بعد 25 كيلومتراً من مدينة السخنة").pcodes[0] == "C2894"
