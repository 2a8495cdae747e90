"""`marsad eval` as a person meets it: figures, errors, JSON; a sentence for everything wrong with a gold file."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from gold_records import GOLD, faults, records
from marsad.cli import main

EXAMPLE = Path(__file__).parents[1] / "examples" / "marked.jsonl"
REPORT, _ = records(EXAMPLE)


@pytest.fixture
def marsad(capsys, monkeypatch):
    """Run the program in this process; give its status, what it prints, and its sentences."""
    monkeypatch.setenv("COLUMNS", "100")

    def run(*words):
        with pytest.raises(SystemExit) as left:
            main([*map(str, words)])
        said = capsys.readouterr()
        assert "Traceback" not in said.out + said.err
        return left.value.code or 0, said.out, said.err.splitlines()

    return run


@pytest.fixture
def gold(tmp_path):
    """Write a gold file of the example's first report, with changes in the report and in its first claim."""

    def write(report=None, claim=None, *, drop=(), more=""):
        changed = {**REPORT, **(report or {})}
        if claim is not None or drop:
            first = {
                name: value for name, value in {**REPORT["claims"][0], **(claim or {})}.items() if name not in drop
            }
            changed["claims"] = [first, *REPORT["claims"][1:]]
        path = tmp_path / "gold.jsonl"
        path.write_text(json.dumps(changed, ensure_ascii=False) + "\n" + more, encoding="utf-8")
        return path

    return write


# ---- what comes out


def test_the_figures_of_every_part_and_the_errors(marsad):
    status, out, sentences = marsad("eval", GOLD / "casebook.jsonl")
    assert (status, sentences) == (0, [])
    headings = (
        "all · reports: 35 · claims marked: 116",
        "Arabic · reports: 26",
        "English · reports: 9",
        "Errors by kind",
    )
    for heading in headings:
        assert heading in out
    assert len(re.findall(r"^full +0\.\d{3}", out, re.MULTILINE)) == 3
    assert re.search(r"^party_combatants +[01]\.\d{3} +35", out, re.MULTILINE)
    assert re.search(r"^total_f1 +[01]\.\d{3}", out, re.MULTILINE)


def test_examples_are_shown_where_they_are_asked_for(marsad, gold):
    path = gold(claim={"method": "drone"})
    assert "claim   " not in marsad("eval", path)[1]
    _, out, _ = marsad("eval", path, "--errors", "1")
    assert re.search(r"method +1  drone → clash 1\n  \u2068ambush-1\u2069\n    claim +\u2068يوقع قتلى", out)
    assert "marked  \u2068drone\u2069\n    read    \u2068clash\u2069" in out


def test_json_holds_the_figures_and_the_errors(marsad):
    status, out, _ = marsad("eval", EXAMPLE, "--json", "--errors", "1")
    found = json.loads(out)
    assert status == 0
    assert set(found) == {"all", "ar", "en", "slots", "asked", "errors"}
    assert set(found["all"]["count"]) == {"precision", "recall", "f1"}
    assert found["all"]["gold"] == 6
    assert all(len(kind["examples"]) <= 1 for kind in found["errors"].values())


def test_another_system_is_examined_by_its_claims(marsad, tmp_path):
    claims = [
        {name: claim[name] for name in ("quote", "start", "harm", "low", "high")} for claim in REPORT["claims"][1:]
    ]
    predicted = tmp_path / "theirs.jsonl"
    predicted.write_text(json.dumps({"id": "ambush-1", "claims": claims}) + "\n", encoding="utf-8")
    found = json.loads(marsad("eval", EXAMPLE, predicted, "--json")[1])
    assert found["ar"]["count"] == {"precision": 1.0, "recall": 0.6667, "f1": 0.8}
    assert found["ar"]["who"]["f1"] == 0.0
    assert found["en"]["predicted"] == 0


@pytest.mark.parametrize("width", [40, 60, 100, 160])
def test_it_fits_the_terminal(marsad, monkeypatch, width):
    monkeypatch.setenv("COLUMNS", str(width))
    out = marsad("eval", GOLD / "short.jsonl", "--errors", "1")[1]
    longest = max(len(re.sub("[\u2066-\u2069\u064b-\u0652]", "", line)) for line in out.splitlines())
    assert longest <= width


def test_the_example_is_marked_as_a_gold_file_must_be():
    assert [fault for report in records(EXAMPLE) for fault in faults(report)] == []


# ---- what is wrong


@pytest.mark.parametrize(
    ("claim", "sentence"),
    [
        ({"start": 5}, "the quote does not stand at its start, 5: the first such words begin at 19."),
        ({"quote": "قتل 400"}, "the quote does not stand at its start, 19: these words stand nowhere in the text."),
        ({"quote": ""}, "“quote” holds no words."),
        ({"start": "19"}, "“start” is '19'; it is the number of characters before the quote."),
        ({"harm": "hurt"}, "“harm” is 'hurt'; it is one of killed, injured, missing, captured, casualties."),
        ({"side": None}, "“side” is null; it is one of civilian, combatant, mixed, unknown."),
        ({"group": "soldiers"}, "“group” is 'soldiers'; it is one of officers, leaders,"),
        ({"toll": 3}, "“toll” is 3; it is one of event, running, total."),
        ({"method": ["drone"]}, "“method” is ['drone']; it is one of airstrike,"),
        ({"low": -1}, "“low” is -1; it is a whole number."),
        ({"low": None}, "“low” is None; it is a whole number."),
        ({"high": 1}, "“high” is 1; it is a whole number not below “low”, or null."),
        ({"vague": "yes"}, "“vague” is 'yes'; it is true or false."),
        ({"part_of": 9}, "“part_of” is 9; it is the number of another claim, from 0 to 2."),
        ({"part_of": 0}, "“part_of” is 0; it is the number of another claim, from 0 to 2."),
        ({"part_of": True}, "“part_of” is True; it is the number of a claim, the first being 0, or null."),
        ({"when": "2021-03-02"}, "“when” is '2021-03-02'; it is a first and a last day, like 2019-04-18, or null."),
        ({"when": ["2021-03-02", "2021-03-01"]}, "“when” is ['2021-03-02', '2021-03-01']; it is a first"),
        ({"place": 7}, "“place” is 7; it holds words, or null."),
    ],
)
def test_a_claim_that_cannot_be_is_told_with_its_line(marsad, gold, claim, sentence):
    status, out, [said, last] = marsad("eval", gold(claim=claim))
    assert (status, out) == (2, "")
    assert "gold.jsonl, line 1: claim 0" in said
    assert sentence in said
    assert last.startswith("marsad: Nothing was compared: one thing is wrong in ")


def test_fields_that_are_missing_are_named_together(marsad, gold):
    _, _, sentences = marsad("eval", gold(drop=("toll", "when", "hedged")))
    assert sentences[0].endswith("claim 0 (يوقع قتلى في صفوف قوات النظام): lacks “toll”, “when” and “hedged”.")


@pytest.mark.parametrize(
    ("report", "sentence"),
    [
        ({"claims": None}, "line 1: the report has no “claims”."),
        ({"claims": {}}, "line 1: “claims” is no list."),
        ({"claims": ["x"]}, "line 1: claim 0: is no JSON object."),
        ({"lang": None}, "line 1: the report has no “lang”."),
        ({"id": None}, "line 1: the report has no “id”."),
        ({"text": None}, "line 1: has no field “text”"),
        ({"text": " "}, "line 1: holds no text."),
        ({"published": "18/4"}, "line 1: field “published”: “18/4” is no day."),
    ],
)
def test_a_report_that_is_none_is_told_with_its_line(marsad, gold, report, sentence):
    status, out, sentences = marsad("eval", gold(report))
    assert (status, out) == (2, "")
    assert any(sentence in said for said in sentences)


def test_every_line_that_is_wrong_is_named(marsad, gold):
    status, _, sentences = marsad("eval", gold(claim={"harm": "x"}, more="{broken\n[]\n"))
    assert status == 2
    assert [re.search(r"line (\d)", said)[1] for said in sentences[:-1]] == ["1", "2", "3"]
    assert "3 things are wrong" in sentences[-1]


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("{broken", "theirs.jsonl, line 1: is no JSON object with “id” and “claims”."),
        ('{"id": "ambush-1"}', "theirs.jsonl, line 1: is no JSON object with “id” and “claims”."),
        ('{"id": "else", "claims": []}', "theirs.jsonl, line 1: the gold file has no report “else”."),
        ('{"id": "ambush-1", "claims": [{"quote": "x"}]}', "claim 0 (x): lacks “start”, “harm”, “low” and “high”."),
        ('{"id": "market", "claims": []}\n' * 2, "line 2: the report “market” stands here for the second time."),
    ],
)
def test_claims_of_another_system_are_checked_too(marsad, tmp_path, line, sentence):
    predicted = tmp_path / "theirs.jsonl"
    predicted.write_text(line + "\n", encoding="utf-8")
    status, out, sentences = marsad("eval", EXAMPLE, predicted)
    assert (status, out) == (2, "")
    assert any(sentence in said for said in sentences)


def test_two_reports_of_one_id_cannot_be_told_apart(marsad, gold, tmp_path):
    path = gold(more=json.dumps(REPORT))
    assert marsad("eval", path)[0] == 0
    predicted = tmp_path / "theirs.jsonl"
    predicted.write_text('{"id": "ambush-1", "claims": []}', encoding="utf-8")
    assert "the id “ambush-1” stands in" in marsad("eval", path, predicted)[2][0]


def test_files_that_are_not_there_or_cannot_be_written(marsad, gold, tmp_path):
    assert "there is no such file" in marsad("eval", tmp_path / "none.jsonl")[2][0]
    assert "cannot be read: No such file" in marsad("eval", EXAMPLE, tmp_path / "none.jsonl")[2][0]
    (tmp_path / "latin.jsonl").write_bytes(b'{"id": "\xe9"}')
    assert "is not in UTF-8" in marsad("eval", EXAMPLE, tmp_path / "latin.jsonl")[2][0]
    path = gold()
    assert "is one of the files to compare" in marsad("eval", path, "--html", path)[2][0]
    assert "cannot be written" in marsad("eval", path, "--html", tmp_path / "no" / "page.html")[2][0]
    assert json.loads(path.read_text("utf-8"))["id"] == "ambush-1"
