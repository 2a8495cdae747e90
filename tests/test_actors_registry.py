"""The registry of parties: every entry well-formed, every name one actor's, loaded words resolved."""

from __future__ import annotations

import tomllib
from importlib.resources import files

import pytest

from marsad.actors.registry import UnknownCountryError, registry
from marsad.text.fold import fold_word

ENTRIES = tomllib.loads((files("marsad.actors") / "sy.toml").read_text("utf-8"))["actor"]
PARTIES = {
    *("syrian_government", "pro_government", "isis", "sdf", "hts", "opposition", "turkey", "russia", "iran", "israel"),
    *("us_coalition", "transitional_government", "other", None),
}
KINDS = {"state", "army", "service", "militia", "armed group", "coalition", "civil"}
FIELDS = {"id", "party", "ar", "en", "kind", "parent", "civil"}


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_an_entry_keeps_the_schema(entry):
    assert set(entry) <= FIELDS
    assert entry["ar"]
    assert entry["en"]
    assert entry.get("party") in PARTIES
    assert entry["kind"] in KINDS
    assert entry.get("civil", False) is (entry["kind"] == "civil")


def test_each_id_stands_once():
    ids = [entry["id"] for entry in ENTRIES]
    assert len(ids) == len(set(ids))


def test_parents_exist_and_lead_to_a_root():
    parents = {entry["id"]: entry.get("parent") for entry in ENTRIES}
    for actor, parent in parents.items():
        above, seen = parent, {actor}
        while above is not None:
            assert above in parents
            assert above not in seen
            seen.add(above)
            above = parents[above]


def names_of_several(entries):
    """Return the names that resolve to more than one actor."""
    owners = {}
    for entry in entries:
        for name in (*entry["ar"], *entry["en"]):
            owners.setdefault(fold_word(name), set()).add(entry["id"])
    return {name for name, actors in owners.items() if len(actors) > 1}


def test_no_name_is_two_actors():
    assert names_of_several(ENTRIES) == set()


def test_the_check_of_names_finds_a_planted_fault():
    assert names_of_several([*ENTRIES, {"id": "planted", "ar": ["تنظيمُ داعش"], "en": []}]) == {fold_word("تنظيم داعش")}


@pytest.mark.parametrize(
    ("words", "actor", "party"),
    [
        ("قوات النظام السوري والمسلحين الموالين لها", "syrian_government", "syrian_government"),
        ("لواء القدس الفلسطيني الموالي لقوات النظام", "liwa_al_quds", "pro_government"),
        ("شبيحة النظام", "syrian_government", "syrian_government"),
        ("عناصر من ميليشيا الدفاع الوطني", "ndf", "pro_government"),
        ("تنظيم داعش الإرهابي", "isis", "isis"),
        ("خلايا التنظيم", "isis", "isis"),
        ("ميليشيات قسد", "sdf", "sdf"),
        ("وحدات حماية الشعب", "ypg", "sdf"),
        ("مرتزقة الاحتلال التركي", "sna", "opposition"),
        ("جيش الاحتلال التركي", "turkey", "turkey"),
        ("جبهة النصرة", "hts", "hts"),
        ("فصائل الفتح المبين", "opposition", "opposition"),
        ("الحرس الثوري الإيراني", "iran", "iran"),
        ("Lebanese Hezbollah fighters", "hezbollah", "pro_government"),
        ("Syrian Democratic Forces (SDF)", "sdf", "sdf"),
        ("US-led coalition", "us_coalition", "us_coalition"),
    ],
)
def test_words_resolve_to_the_party_they_mean(words, actor, party):
    found = registry().resolve(words)
    assert (found.id, found.party) == (actor, party)


@pytest.mark.parametrize("words", ["مزارع من أهالي القرية", "three shepherds", "النظامي", ""])
def test_words_that_name_no_party_resolve_to_none(words):
    assert registry().resolve(words) is None


@pytest.mark.parametrize("words", ["الخوذ البيضاء", "متطوع في الدفاع المدني", "the White Helmets"])
def test_people_of_civil_bodies_are_civilians(words):
    assert registry().resolve(words).civil


def test_the_militias_dead_are_the_sides_too():
    assert registry().party_chain("pro_government") == ("pro_government", "syrian_government")
    assert registry().party_chain("isis") == ("isis",)


def test_a_country_without_a_registry_is_told():
    with pytest.raises(UnknownCountryError, match="atlantis"):
        registry("atlantis")
