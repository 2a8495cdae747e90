"""A country is a pack of names: complete, chosen by a person or by what a text names, and nowhere in the code."""

from __future__ import annotations

import ast
import json
from datetime import date
from importlib.resources import files
from pathlib import Path

import pytest

from marsad.actors.registry import countries, registry
from marsad.cli import main
from marsad.model.country import DEFAULT
from marsad.model.record import reading_from_record, reading_record
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.places.gazetteer import gazetteer
from marsad.reader.country import country_names, vote
from marsad.reader.language import language
from marsad.reader.read import read
from marsad.text.fold import fold

SOURCE = Path(__file__).resolve().parents[1] / "src" / "marsad"

AR = """ديالى – 4 أيار
قتل ثلاثة من عناصر الحشد الشعبي وأصيب جنديان عراقيان، فجر اليوم، في هجوم لتنظيم داعش شرقي بعقوبة بمحافظة ديالى.
وفي نينوى، قتل مدني بانفجار لغم أرضي في قضاء سنجار غربي الموصل."""

EN = """ERBIL, Iraq - Two Peshmerga fighters were killed on Monday in an ISIS attack near Makhmur, south of Erbil.
A Turkish drone strike killed two PKK fighters in Qandil on Sunday, Kurdistan Counter Terrorism said."""


def report(text, day):
    return Report(text, published=When(Days.of(date.fromisoformat(day)), WhenBasis.METADATA))


def told(reading):
    """Write each claim of a reading in a line: harm, number, party, doer's party, where it lies."""
    return [
        (str(c.harm), c.count.low, c.party or str(c.side), c.by_party, c.location.pcodes[-1] if c.location else None)
        for c in reading.claims
    ]


def test_an_arabic_report_on_iraq_has_the_parties_and_places_of_iraq():
    reading = read(report(AR, "2021-05-04"))
    assert reading.country == "iq"
    assert told(reading) == [
        ("killed", 3, "pmf", "isis", "IQ-DI"),
        ("injured", 2, "iraqi_government", "isis", "IQ-DI"),
        ("killed", 1, "civilian", None, "IQ-NI"),
    ]


def test_an_english_report_on_iraq_has_the_parties_and_places_of_iraq():
    reading = read(report(EN, "2021-05-04"))
    assert reading.country == "iq"
    killed = told(reading)
    assert [(harm, number, party) for harm, number, party, *_ in killed] == [
        ("killed", 2, "peshmerga"),
        ("killed", 2, "pkk"),
    ]
    assert killed[0][4] == "IQ-AR"
    assert killed[1][3] == "turkey"
    assert reading.claims[1].location.name == "Qandil Mountains"


def test_the_same_words_are_read_with_the_names_of_the_country_that_is_asked_for():
    words = report("قتل 4 من عناصر الحشد الشعبي بهجوم قرب الهول.", "2021-05-04")
    (here,), (there,) = (read(words, country).claims for country in ("sy", "iq"))
    assert (here.party, there.party) == ("pro_government", "pmf")
    assert here.location.pcodes[-1] == "SY08"
    assert there.location is None


@pytest.mark.parametrize(
    ("text", "country"),
    [
        (AR, "iq"),
        (EN, "iq"),
        ("انفجار عبوة ناسفة في الفلوجة يقتل ثلاثة من أهالي الفلوجة", "iq"),
        ("مقتل 3 من ميليشيا الحشد الشعبي العراقي على الحدود السورية العراقية في البوكمال", "sy"),
        ("قتل 3 مدنيين بانفجار لغم في ريف حلب", "sy"),
        ("An Iraqi was killed in Baghdad Street in Damascus, a Syrian source said in Homs", "sy"),
        ("Three civilians were killed by a mine", "sy"),
        ("قتل أربعة مدنيين بانفجار عبوة ناسفة في حي الزنجيلي غربي الموصل", "iq"),
        ("MOSUL - Three civilians were killed by a bomb in a market, police said.", "iq"),
        ("مقتل عنصرين من الجيش بهجوم مسلح في قضاء الحويجة", "iq"),
        ("قتل عراقي بانفجار لغم قرب الخط الحدودي", "sy"),
        ("نقل جرحى من دير الزور إلى مشافي الموصل", "sy"),
        ("", "sy"),
    ],
)
def test_what_a_text_names_votes(text, country):
    assert vote(fold(text).text).country == country


def test_the_vote_tells_its_reason():
    assert str(vote(fold("انفجار في بغداد: قتل عراقي، وأصيب آخرون في بغداد").text)) == "the text names بغداد and عراقي"
    (problem,) = read(report(AR, "2021-05-04")).problems
    assert problem.sentence.startswith("read with the names of Iraq, as the text names ديالى")
    assert read(report(AR, "2021-05-04"), "iq").problems == ()


def test_a_reading_keeps_its_country():
    reading = read(report(AR, "2021-05-04"))
    assert reading_from_record(reading_record(reading)) == reading
    assert "country" not in reading_record(read(report("قتل مدني في حلب.", "2021-05-04")))


def run(capsys, *words):
    with pytest.raises(SystemExit) as ended:
        main(list(words))
    out = capsys.readouterr()
    return ended.value.code, out.out, out.err


@pytest.fixture
def text(tmp_path):
    path = tmp_path / "one.txt"
    path.write_text("قتل 4 من عناصر الحشد الشعبي بهجوم قرب الهول.", encoding="utf-8")
    return str(path)


def test_a_person_chooses_the_country(capsys, monkeypatch, text):
    def party():
        return json.loads(capsys.readouterr().out)[0]["claims"][0]["party"]

    main(["read", text, "--json", "--country", "IQ"])
    assert party() == "pmf"
    monkeypatch.setenv("MARSAD_COUNTRY", "iq")
    main(["read", text, "--json"])
    assert party() == "pmf"
    main(["read", text, "--json", "--country", "sy"])
    assert party() == "pro_government"


def test_a_country_without_a_pack_is_told(capsys, text):
    code, out, err = run(capsys, "read", text, "--country", "xx")
    assert (code, out) == (2, "")
    assert err == "marsad: marsad has no names for the country “xx”; it knows: sy (Syria), iq (Iraq).\n"


def test_a_report_read_again_keeps_its_country(capsys, tmp_path, text):
    from marsad import flow

    home = str(tmp_path / "home")
    assert run(capsys, "--home", home, "add", text, "--country", "iq")[0] == 0
    assert run(capsys, "--home", home, "reread")[1].startswith("Read again: 0 readings changed")
    (reading,) = flow.ledger().readings
    assert (reading.country, reading.claims[0].party) == ("iq", "pmf")
    assert "1 incident" in run(capsys, "--home", home, "ledger", "--party", "iraqi_government")[1]


def test_every_pack_is_whole():
    assert set(countries()) == set(country_names())
    assert next(iter(country_names())) == DEFAULT
    for country in countries():
        assert len(gazetteer(country)) > 100
        assert gazetteer(country).place(country.upper()).kind == "country"
        assert (files("marsad.places") / f"curated_{country}.toml").is_file()


@pytest.mark.parametrize("country", countries())
def test_the_areas_of_parties_are_areas_of_the_country(country):
    actors, places = registry(country), gazetteer(country)
    assert set(actors._areas) <= actors.party_keys
    codes = {row.what for rows in actors._areas.values() for row in rows}
    assert codes
    assert [code for code in codes if places.place(code) is None or places.place(code).kind == "community"] == []


def test_a_namesake_is_told_by_the_party_that_was_there():
    text = "قتل ثلاثة من عناصر {} في قرية معراتة."
    there, later, nobody = (
        read(report(text.format(who), day), "sy")
        for who, day in (
            ("هيئة تحرير الشام", "2019-04-20"),
            ("هيئة تحرير الشام", "2025-04-20"),
            ("مجموعة", "2019-04-20"),
        )
    )
    assert there.claims[0].location.pcodes[0] == "C4307"
    assert later.claims[0].location is nobody.claims[0].location is None


@pytest.mark.parametrize("country", countries())
@pytest.mark.parametrize("code", ["ar", "en"])
def test_every_actor_that_a_word_names_is_known_in_every_country(code, country):
    actors, lexicon = registry(country), language(code, country).lexicon
    for store in (lexicon._words, lexicon._phrase_words):
        for word in store.values():
            for attr in ("actor", "army", "proxy"):
                identity = word.attrs.get(attr)
                assert identity is None or identity in actors.actors or identity in actors.shared, word


def country_knowledge(source, rooms):
    """Name the places in code where a string is the code of a country or a party key that only a pack may know."""
    keys = {key for country in countries() for key in registry(country).party_keys if "_" in key} - {"us_coalition"}
    found = []
    for room in rooms:
        for path in sorted((source / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Constant) and node.value in keys | set(countries()):
                    found += [(str(path.relative_to(source)), node.lineno, node.value)]
    return [f"{file}:{line}: {value}" for file, line, value in sorted(found)]


def test_no_country_is_in_the_code():
    rooms = ("text", "lang", "places", "actors", "reader", "ledger", "intake", "exam", "store")
    assert country_knowledge(SOURCE, rooms) == []


def test_country_knowledge_in_code_is_seen(tmp_path):
    (tmp_path / "lang").mkdir()
    (tmp_path / "lang" / "planted.py").write_text('ACTORS = ("syrian_government",)\nHERE = "sy"\n', encoding="utf-8")
    assert country_knowledge(tmp_path, ["lang"]) == [
        "lang/planted.py:1: syrian_government",
        "lang/planted.py:2: sy",
    ]
