"""The registries of parties: entries well-formed, every name one actor's or shared by rule, loaded words resolved."""

from __future__ import annotations

import tomllib
from datetime import date
from importlib.resources import files

import pytest

from actor_files import faults
from marsad.actors.pack import held
from marsad.actors.registry import UnknownCountryError, countries, registry
from marsad.model.when import Days


def table(name):
    return tomllib.loads((files("marsad.actors") / f"{name}.toml").read_text("utf-8"))


WORLD = table("world")
OWN = {"actor": [{"id": "army_x", "party": "other", "ar": ["قوات س"], "en": ["X Force"], "kind": "army"}]}


@pytest.mark.parametrize("country", countries())
def test_an_actor_file_keeps_the_schema(country):
    assert faults(table(country), WORLD) == []


def actor(**fields):
    return {"id": "y", "party": "other", "ar": ["قوات ص"], "en": ["Y Force"], "kind": "army", **fields}


@pytest.mark.parametrize(
    ("entry", "fault"),
    [
        (actor(colour="red"), "y: unknown key colour"),
        (actor(kind="horde"), "y: unknown kind horde"),
        (actor(party="martians"), "y: unknown party martians"),
        (actor(parents=["nobody"]), "y: unknown parent nobody"),
        (actor(parents=["y 2014..2015"]), "y: is above itself"),
        (actor(parents=["army_x 2014..2016", "us_coalition 2016.."]), "y: two parents at once"),
        (actor(parties=["other 2014..2016", "isis 2016.."]), "y: two parties at once"),
        (actor(parents=["army_x 2016..2014"]), "the days of “army_x 2016..2014” run backwards"),
        (actor(parents=["army_x 2016"]), "“army_x 2016” has no span of days; write it like “army_x 2018..2019-10-03”"),
        (actor(ar=[]), "y: no name in Arabic"),
        (actor(en=[]), "y: no name in English"),
        (actor(en=["ص"]), "y: “ص” is not written in Latin letters"),
        (actor(ar=["قُوّات س"]), "“قوات س” is both army_x and y"),
        (actor(ar=["قوات ص", "قوّات ص"]), "y: “قوّات ص” is said already"),
        (actor(ar=["مقاتلو ص"]), "y: “مقاتلو ص” begins with people: its actor is named by what follows"),
        (actor(civil=True), "y: its people are civilians, or it is not of kind civil"),
        (actor(id="army_x"), "army_x stands twice"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_planted_fault_is_named(entry, fault):
    assert fault in faults({**OWN, "actor": [*OWN["actor"], entry]}, WORLD)


@pytest.mark.parametrize(
    ("shared", "fault"),
    [
        ({"by_day": ["nobody ..2016"]}, "s: unknown actor nobody"),
        ({"by_day": ["army_x ..2016", "turkey 2016.."]}, "s: two bearers at once"),
        ({}, "s: nothing tells who is meant"),
        ({"otherwise": "army_x", "en": ["X Force"]}, "“x force” is both s and army_x"),
        ({"otherwise": "army_x", "colour": "red"}, "s: unknown key colour"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_of_a_shared_name_is_named(shared, fault):
    entry = {"id": "s", "ar": ["القوة"], "en": ["The Force"], **shared}
    assert fault in faults({**OWN, "shared": [entry]}, WORLD)


@pytest.mark.parametrize(
    ("own", "world", "fault"),
    [
        ({"areas": {"martians": ["SY07"]}}, {}, "areas: unknown party martians"),
        (
            {"areas": {"sdf": ["SY08 2016"]}},
            {},
            "“SY08 2016” has no span of days; write it like “SY08 2018..2019-10-03”",
        ),
        ({}, {"nations": {"sy": "سوري", "iq": "سُوري"}}, "nations: “سوري” is said of two"),
        ({}, {"nations": {"iraq": "عراقي"}}, "nations: iraq is no country of two letters"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_fault_of_a_table_is_named(own, world, fault):
    assert fault in faults({**OWN, **own}, {**WORLD, **world})


def test_the_plain_entry_has_no_fault():
    assert faults({**OWN, "actor": [*OWN["actor"], actor()]}, WORLD) == []


@pytest.mark.parametrize("country", countries())
def test_every_alias_leads_to_its_actor(country):
    actors = registry(country)
    for entry in (*table(country)["actor"], *table(country)["shared"]):
        for name in (*entry.get("ar", ()), *entry.get("en", ())):
            assert actors.named(name) == entry["id"]


def test_party_keys_roll_up_alike_in_all_countries():
    chains = {}
    for country in countries():
        for key in registry(country).party_keys:
            assert chains.setdefault(key, registry(country).party_chain(key)) == registry(country).party_chain(key)


@pytest.mark.parametrize(
    ("words", "actor", "party"),
    [
        ("قوات النظام السوري والمسلحين الموالين لها", "syrian_government", "syrian_government"),
        ("لواء القدس الفلسطيني الموالي لقوات النظام", "liwa_al_quds", "pro_government"),
        ("شبيحة النظام", "syrian_government", "syrian_government"),
        ("عناصر من ميليشيا الدفاع الوطني", "ndf", "pro_government"),
        ("تنظيم داعش الإرهابي", "isis", "isis"),
        ("ميليشيات قسد", "sdf", "sdf"),
        ("وحدات حماية الشعب", "ypg", "sdf"),
        ("مرتزقة الاحتلال التركي", "sna", "opposition"),
        ("جيش الاحتلال التركي", "turkey", "turkey"),
        ("جبهة النصرة", "nusra", "hts"),
        ("فصائل الفتح المبين", "fath_mubin", "opposition"),
        ("الحرس الثوري الإيراني", "iran", "iran"),
        ("مرتزقة فاغنر", "wagner", "russia"),
        ("فلول النظام البائد", "regime_remnants", "other"),
        ("مجلس منبج العسكري", "manbij_council", "sdf"),
        ("كتائب حزب الله العراقي", "kataib_hezbollah", "pro_government"),
        ("حزب الله اللبناني", "hezbollah", "pro_government"),
        ("Lebanese Hezbollah fighters", "hezbollah", "pro_government"),
        ("Syrian Democratic Forces (SDF)", "sdf", "sdf"),
        ("US-led coalition", "us_coalition", "us_coalition"),
        ("US Central Command", "us_forces", "us_coalition"),
        ("Assad loyalists", "regime_remnants", "other"),
    ],
)
def test_words_resolve_to_the_party_they_mean(words, actor, party):
    found = registry().resolve(words)
    assert (found.id, found.party) == (actor, party)


@pytest.mark.parametrize("words", ["مزارع من أهالي القرية", "three shepherds", "النظامي", ""])
def test_words_that_name_no_party_resolve_to_none(words):
    assert registry().resolve(words) is None


@pytest.mark.parametrize("words", ["الخوذ البيضاء", "متطوع في الدفاع المدني", "the White Helmets", "SARC"])
def test_people_of_civil_bodies_are_civilians(words):
    assert registry().resolve(words).civil


def test_a_faction_that_joined_the_army_is_counted_under_it_from_then_on():
    faction = registry().actor("hamza_division")
    assert [parent.what for parent in faction.parents] == ["sna"]
    assert faction.party_on(None) == "opposition"
    assert faction.party_on(days("2023-05-01")) == "opposition"
    assert faction.party_on(days("2025-03-07")) == "transitional_government"
    assert faction.party_on(days("2025-01-01", "2025-03-07")) == "opposition"


def days(first, last=None):
    return Days(date.fromisoformat(first), date.fromisoformat(last or first))


def test_a_year_is_all_of_it():
    span = held("nlf 2018..2019")
    assert span.holds(days("2018-01-01", "2019-12-31"))
    assert not span.holds(days("2019-12-31", "2020-01-01"))


def test_the_militias_dead_are_the_sides_too():
    assert registry().party_chain("pro_government") == ("pro_government", "syrian_government")
    assert registry().party_chain("isis") == ("isis",)
    assert registry().joint(["pro_government", "syrian_government"]) == "syrian_government"
    assert registry().joint(["isis", "sdf"]) == "isis"


def test_a_country_without_a_registry_is_told():
    with pytest.raises(UnknownCountryError, match="atlantis"):
        registry("atlantis")
