"""`marsad place` and `marsad places` as a person meets them."""

from __future__ import annotations

import io
import json
import sys

import pytest

from marsad.cli import main


def run(capsys, *args):
    status = 0
    try:
        main(args)
    except SystemExit as ended:
        status = ended.code or 0
    out, err = capsys.readouterr()
    return status, out, err


def test_a_place_is_shown_with_its_precision_and_its_reasons(capsys):
    status, out, err = run(capsys, "place", "بلدة السخنة بريف حمص الشرقي")
    assert (status, err) == (0, "")
    assert "C2893 < SY040501 < SY0405 < SY04" in out
    assert "community (UCDP 1, ACLED 1)" in out


def test_arabic_names_stand_apart_from_english_words(capsys):
    _, out, _ = run(capsys, "place", "بلدة السخنة")
    assert "\u2068السخنة\u2069 (community, C2893) is listed by this name" in out


def test_another_place_of_the_report_decides(capsys):
    assert "none:" in run(capsys, "place", "قرية الطيبة")[1]
    assert "C2896" in run(capsys, "place", "قرية الطيبة", "--near", "مدينة السخنة")[1].splitlines()[1]


def test_namesakes_are_told_apart_by_the_area_that_holds_them(capsys):
    _, out, _ = run(capsys, "place", "قرية الطيبة")
    assert "C2896 in \u2068حمص\u2069" in out
    assert "C5992 in \u2068درعا\u2069" in out


def test_each_expression_says_itself_which_country_is_meant(capsys):
    _, out, _ = run(capsys, "place", "قضاء سنجار بمحافظة نينوى", "منطقة الكوم")
    assert "G448149 < IQ-NI" in out
    assert "C2894" in out
    assert "IQ-NI" in run(capsys, "places", "الموصل")[1]


def test_json_has_the_whole_record(capsys):
    _, out, _ = run(capsys, "place", "--json", "شمال مدينة تدمر", "فلان")
    first, second = json.loads(out)
    assert first["location"]["shape"]["kind"] == "sector"
    assert second["location"] is None


def test_a_table_is_answered_row_by_row_and_what_is_wrong_is_told(tmp_path, capsys):
    table = tmp_path / "rows.jsonl"
    rows = ['{"id": 1, "text_en": "Palmyra", "region_en": "Homs"}', "nonsense", "[]", '{"id": 2, "text_ar": 5}', ""]
    table.write_text("\n".join(rows), encoding="utf-8")
    status, out, err = run(capsys, "place", "--jsonl", str(table))
    assert status == 2
    assert [json.loads(line)["pcodes"][0] for line in out.splitlines()] == ["C2889"]
    assert [f"line {number}" in line for number, line in zip((2, 3, 4), err.splitlines(), strict=True)] == [True] * 3


def test_a_table_is_read_from_standard_input_in_one_language(monkeypatch, capsys):
    row = json.dumps({"id": 1, "text_ar": "مدينة الميادين", "text_en": "Aleppo", "region_ar": "دير الزور"})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(row.encode())))
    _, out, _ = run(capsys, "place", "--jsonl", "-", "--lang", "ar")
    assert json.loads(out)["pcodes"][0] == "C5192"


def test_the_gazetteer_is_searched_by_name_and_code(capsys):
    assert "C2894" in run(capsys, "places", "الكوم")[1]
    assert "in \u2068السخنة\u2069 SY040501" in run(capsys, "places", "c2894")[1]
    _, out, _ = run(capsys, "places", "Aleppo", "--kind", "governorate", "--json")
    assert [place["pcode"] for place in json.loads(out)] == ["SY02"]


@pytest.mark.parametrize(
    ("args", "sentence"),
    [
        (("places", "Nowheresville"), "No place named"),
        (("place", "x", "--country", "atlantis"), "no names for the country"),
        (("place", "--jsonl", "/nowhere.jsonl"), "cannot be read"),
        (("place", "--jsonl", "-", "--lang", "fr"), "--lang is"),
    ],
)
def test_what_is_wrong_is_one_sentence(args, sentence, capsys):
    status, out, err = run(capsys, *args)
    assert status == 2
    assert out == ""
    assert sentence in err
    assert err.count("\n") == 1
