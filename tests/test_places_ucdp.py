"""UCDP's list of places: what is read of it, and the Arabic names that its romanised ones are given."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

SCRIPT = Path(__file__).parents[1] / "scripts" / "ucdp_places.py"

LIST = """\
where_coordinates,lat,lon,adm_1,adm_2,where_prec,n_events
Manukh village,34.7,37.4,Homs Governorate,Homs district,2.0,1
Raqqa Old Bridge,35.9,39.0,Ar Raqqah Governorate,Ar Raqqah district,1.0,4
Upper Field area,35.1,39.1,Ar Raqqah Governorate,Ar Raqqah district,2.0,4
Aaliyah (Qurujah) village,36.7,38.1,Aleppo Governorate,Jarabulus district,2.0,6
Falul farm,35.6,36.8,Idlib Governorate,Idlib district,1.0,1
Afrin district,36.5,36.8,Aleppo Governorate,Afrin district,3.0,86
"""


def ucdp():
    """Import the script that reads the list."""
    spec = importlib.util.spec_from_file_location("ucdp_places", SCRIPT)
    script = sys.modules["ucdp_places"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    return script


def test_a_settlement_is_read_though_events_were_only_near_it_and_an_area_or_district_is_not(tmp_path):
    path = tmp_path / "places.csv"
    path.write_text(LIST, encoding="utf-8")
    assert [(one.kind, one.names) for one in ucdp().told(path)] == [
        ("community", ("Manukh",)),
        ("site", ("Raqqa Old Bridge",)),
        ("community", ("Aaliyah", "Qurujah")),
        ("community", ("Falul",)),
    ]


def test_two_spellings_of_one_name_are_the_same_and_two_names_of_the_same_consonants_are_not():
    same = ucdp().same_name
    assert same(["Sukkariyah"], ["Sokkariyeh"])
    assert same(["Al Muqri"], ["Maqri"])
    assert not same(["Zainiyah"], ["Zayzun"])
    assert not same(["Al Hissan"], ["Husseinieh"])


def test_a_romanised_name_is_written_as_nearly_all_of_its_namesakes_are():
    hands = ucdp().Hands(
        [
            ("السكرية", "Sokkariyeh"),
            ("السكرية", "Sukkariyeh"),
            ("القريتين", "Qaryatein"),
            ("المدينة", "Madineh"),
            ("مشرفة", "Mashrafeh"),
            ("مشيرفة", "Mashrafah"),
        ]
    )
    assert hands.arabic("As Sukkariyah") == "السكرية"
    assert hands.arabic("Karratin") == "", "it has no long i"
    assert hands.arabic("Al Madinah") == "", "a word for the kind of place is no name"
    assert hands.arabic("Mashrafah") == "", "its namesakes are written in two ways"
