"""How a derivation looks: on a terminal, as JSON, on a page; and that every reason can be said in both languages."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings

from marsad.cli import main
from marsad.model.derivation import Choice, Standing
from marsad.model.reason import Reason
from marsad.model.report import Report
from marsad.reader.derivation import explained
from marsad.render.derivation import derivation_lines
from marsad.render.html import page
from marsad.render.paint import plain as plain_look
from marsad.render.reasons import ARABIC, ENGLISH, reason_words
from marsad.render.wrap import cells
from mutants import mutants

ARABIC_TEXT = "قُتل 3 مدنيين بينهم طفل في مدينة إدلب بقصف لقوات النظام، بحسب المرصد السوري."
ENGLISH_TEXT = "Three civilians were killed on Monday in Sarmin, local sources said."


def lines(text, width=90):
    return list(derivation_lines(*explained(Report(text)), width, plain_look))


def bare(line):
    return re.sub("[\u2068\u2069]", "", line)


def test_an_arabic_claim_on_a_terminal():
    shown = [bare(line) for line in lines(ARABIC_TEXT, 110)]
    at = shown.index("1  killed 3")
    assert shown[at + 1 : at + 8] == [
        "   قُتل 3 مدنيين",
        "   ar.verb_first  HARMED",
        "   ├─ قُتل  HARMNOUNV HARMVERB QATL",
        "   └─ ar.people.counted  VICTIMS",
        "      ├─ ar.number.digits  AMOUNT",
        "      │  └─ 3  DIGITS",
        "      └─ مدنيين  PERSON PERSONADJ",
    ]
    assert "   by       syrian government" in shown
    assert "            قوات النظام by ar.parties" in shown
    assert "            the nearest doer of the sentence; in the same sentence, behind it (by.sentence)" in shown
    assert "            copied from claim 1, of which it is a part (copied.part)" in shown


def test_an_english_claim_on_a_terminal():
    shown = [bare(line) for line in lines(ENGLISH_TEXT, 110)]
    at = shown.index("   place    Sarmin by en.where.chain")
    assert shown[at + 1].startswith("            the nearest place of the sentence where something happened")
    assert "   source   local sources by en.source.phrase" in shown


@given(mutants())
@settings(max_examples=60, deadline=None)
def test_no_word_runs_over_the_edge_or_out_of_its_isolate(text):
    for line in lines(text, 72):
        assert line.count("\u2068") == line.count("\u2069")
        assert not re.search("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066\u2067]", line)
        outside = re.sub("\u2068[^\u2069]*\u2069", "", line)
        assert not re.search("[\u0590-\u08ff]", outside), "Arabic words stand apart"
        assert cells(line) <= 72 or "─ " in line or "│" in line  # a deep tree keeps its words whole


@pytest.fixture
def run(capsys, monkeypatch, tmp_path):
    monkeypatch.setenv("COLUMNS", "90")
    path = tmp_path / "report.txt"
    path.write_text(ARABIC_TEXT, encoding="utf-8")

    def call(*options):
        main(["read", str(path), *options])
        return capsys.readouterr().out

    return call


def test_the_command_line_explains(run):
    assert "ar.verb_first" in run("--explain")
    assert "ar.verb_first" not in run()


def test_as_json_the_derivations_stand_beside_the_claims(run):
    [reading] = json.loads(run("--explain", "--json"))
    first, part = reading["derivations"]
    assert first["tree"]["rule"] == "ar.verb_first"
    assert first["tree"]["parts"][0] == {
        "quote": {"start": 0, "text": "قُتل"},
        "tags": ["HARMNOUNV", "HARMVERB", "QATL"],
    }
    [place] = [choice for choice in first["choices"] if choice["slot"] == "place"]
    assert (place["reason"], place["standing"]) == ("place.sentence", "behind")
    assert place["tree"]["quote"]["text"] == "مدينة إدلب"
    held = part["choices"][0]
    assert (held["slot"], held["reason"], held["claim"]) == ("part_of", "chain.part", 0)
    assert "derivations" not in json.loads(run("--json"))[0]


def test_json_lines_carry_derivations(tmp_path, capsys):
    path = tmp_path / "reports.jsonl"
    path.write_text(json.dumps({"id": "a", "text": ENGLISH_TEXT}), encoding="utf-8")
    main(["read", str(path), "--jsonl", "--explain"])
    line = json.loads(capsys.readouterr().out)
    assert len(line["derivations"]) == len(line["claims"]) == 1


def test_a_page_unfolds_them(run, tmp_path):
    run("--explain", "--html", str(tmp_path / "page.html"))
    html = (tmp_path / "page.html").read_text("utf-8")
    assert html.count("<details>") == html.count("</details>") == 2
    assert "<bdi>قُتل</bdi> HARMNOUNV HARMVERB QATL" in html
    assert ARABIC[Reason.BY_SENTENCE] in html
    run("--html", str(tmp_path / "plain.html"))
    assert "<details>" not in (tmp_path / "plain.html").read_text("utf-8")


def test_words_of_a_report_stay_words_on_the_page():
    text = "<script>alert(1)</script> 3 civilians were killed in <b>Sarmin</b>"
    reading, derived = explained(Report(text))
    html = page([reading], [derived])
    assert "<script>" not in html
    assert "<b>Sarmin</b>" not in html.partition("</table>")[0]


@pytest.mark.parametrize("table", [ENGLISH, ARABIC], ids=["English", "Arabic"])
def test_every_reason_can_be_said(table):
    assert set(table) == set(Reason)
    assert len(set(table.values())) >= len(Reason) - 6, "reasons are told apart"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("standing", Standing)
def test_every_standing_can_be_said(language, standing):
    [_, derived] = explained(Report(ARABIC_TEXT))
    choice = Choice("place", "", Reason.PLACE_REACH, derived[0].tree, standing, 2)
    assert reason_words(choice, language) != reason_words(Choice("place", "", Reason.PLACE_REACH), language)
