"""The gold files are well-formed, agree with each other, and hold no sentence of anybody else's reports."""

from __future__ import annotations

import copy
import json
import re
from collections import Counter
from itertools import chain
from pathlib import Path

import pytest

from gold_records import CASEBOOK, GOLD, faults, records
from marsad.model.count import Count, Interval
from marsad.model.incident import Cell, Verdict
from marsad.text.fold import fold

SHARED = Path(__file__).parents[2] / "shared"
MARKED = {name: records(GOLD / name) for name in ("casebook.jsonl", "short.jsonl", "field.jsonl")}
ALL = [report for reports in MARKED.values() for report in reports]
BY_ID = {report["id"]: report for report in MARKED["casebook.jsonl"]}
LEDGER = records(GOLD / "casebook.ledger.jsonl")
INCIDENTS = {row["key"]: row for row in LEDGER if row["kind"] == "incident"}
ASSERTIONS = [row for row in LEDGER if row["kind"] in {"assertion", "breakdown"}]


# ------------------------------------------------------------------ claims


@pytest.mark.parametrize("report", ALL, ids=lambda report: report["id"])
def test_every_claim_is_well_formed(report):
    assert faults(report) == []


@pytest.mark.parametrize(
    ("slot", "value", "sentence"),
    [
        ("start", 1, "does not stand at its start"),
        ("harm", "hurt", "harm is not"),
        ("group", "soldiers", "group is not"),
        ("party", "nobody", "party is not"),
        ("place", "a place that no report names", "not copied"),
        ("part_of", 1, "circle"),
        ("part_of", 99, "no claim"),
        ("high", 1, "low is above high"),
        ("when", ["2023-01-02", "2023-01-01"], "forward"),
    ],
)
def test_a_planted_fault_is_found(slot, value, sentence):
    report = copy.deepcopy(BY_ID["darkush-1"])
    report["claims"][0][slot] = value
    assert any(sentence in fault for fault in faults(report))


def test_a_part_of_another_harm_is_found():
    report = copy.deepcopy(BY_ID["darkush-1"])
    report["claims"][1]["part_of"] = 3
    assert any("another harm" in fault for fault in faults(report))


def test_ids_are_unique_and_languages_known():
    assert max(Counter(report["id"] for report in ALL).values()) == 1
    assert {report["lang"] for report in ALL} == {"ar", "en"}


def test_the_marked_casebook_is_the_packaged_one():
    packaged = records(CASEBOOK)
    assert [{**report, "claims": None, "presences": None} for report in packaged] == [
        {**report, "claims": None, "presences": None} for report in MARKED["casebook.jsonl"]
    ]


def test_presence_words_stand_in_their_report():
    stated = [(report["text"], said) for report in MARKED["casebook.jsonl"] for said in report.get("presences", ())]
    assert stated
    for text, said in stated:
        assert text[said["start"] :].startswith(said["quote"])
        words = [said["actor"], said["strength"], said["area"], *said["bounds"], *said["besieged_by"]]
        assert all(word in said["quote"] for word in words)


def test_the_files_are_as_large_as_they_should_be():
    languages = Counter(report["lang"] for report in MARKED["casebook.jsonl"])
    short = Counter(report["lang"] for report in MARKED["short.jsonl"])
    assert languages["ar"] >= 20
    assert languages["en"] >= 8
    assert short["ar"] >= 80
    assert short["en"] >= 40
    field = Counter(report["lang"] for report in MARKED["field.jsonl"])
    assert field["ar"] >= 25
    assert field["en"] >= 12


# ------------------------------------------------------------------ the expected ledger


def test_a_report_leads_one_incident_at_most():
    leads = Counter(chain.from_iterable(row["lead"] for row in INCIDENTS.values()))
    assert max(leads.values()) == 1
    named = set(leads) | set(chain.from_iterable(row["tells"] for row in INCIDENTS.values()))
    silent = next(row["reports"] for row in LEDGER if row["kind"] == "nothing")
    assert all(not BY_ID[report]["claims"] for report in silent)
    assert set(BY_ID) - named - set(silent) == {"march-1", "march-2"}  # a month's totals, no incident


@pytest.mark.parametrize("row", INCIDENTS.values(), ids=lambda row: row["key"])
def test_an_expected_incident_is_well_formed(row):
    texts = [BY_ID[report]["text"] for report in (*row["lead"], *row["tells"])]
    assert any(row["place"] in text for text in texts)
    for cell in row["cells"]:
        assert str(Cell.parse(cell["cell"])) == cell["cell"]
        Interval(cell["low"], cell["high"])
        whole = row[Cell.parse(cell["cell"]).harm]
        assert whole is not None
        assert cell["high"] <= whole[1]
    assert set(row["flags"]) <= {"open", "contested", "corrected downward"}
    assert bool(row["open"]) == ("open" in row["flags"])


@pytest.mark.parametrize("row", ASSERTIONS, ids=lambda row: f"{row['report']}:{row['claim']}")
def test_an_expected_verdict_follows_from_the_definition(row):
    claims = BY_ID[row["report"]]["claims"]
    claim = claims[row["claim"]]
    stated = Interval(row["stated"][0], row["stated"][1])
    assert Count(claim["low"], claim["high"], claim["approx"]).interval == stated
    assert claim["toll"] == "total"
    summed, opened = Interval(*row["summed"]), row.get("summed_open", False)
    assert summed == (_parts(row, claims) if row["kind"] == "breakdown" else _covered(row))
    assert (row["verdict"], row["by"]) == _judge(stated, summed, summed_open=opened)


def _parts(row, claims):
    assert all(claims[part]["harm"] == claims[row["claim"]]["harm"] for part in row["parts"])
    return Interval(
        sum(claims[part]["low"] for part in row["parts"]), sum(claims[part]["high"] for part in row["parts"])
    )


def _covered(row):
    cell = Cell.parse(row["cell"])
    tolls = []
    for key in row["covers"]:
        stated = {each["cell"]: (each["low"], each["high"]) for each in INCIDENTS[key]["cells"]}
        bare = cell == Cell(cell.harm)
        tolls.append(INCIDENTS[key][cell.harm] if bare else stated[row["cell"]])
    return Interval(sum(low for low, _ in tolls), sum(high for _, high in tolls))


def _judge(stated, summed, *, summed_open):
    """The definition, written out once more: L and H of the total, the sum of what it covers."""
    if summed.low == stated.low and (stated.high is None or summed_open or stated.high == summed.high):
        return Verdict.BALANCES, None
    if not summed_open and summed.high < stated.low:
        return Verdict.SHORT, stated.low - summed.high
    if stated.high is not None and summed.low > stated.high:
        return Verdict.OVER, summed.low - stated.high
    return Verdict.OPEN, None


def test_periods_name_known_incidents():
    for row in (row for row in LEDGER if row["kind"] == "period"):
        assert set(row["incidents"]) | set(row["uncertain"]) <= set(INCIDENTS)
        tops = [INCIDENTS[key]["killed"][1] for key in row["uncertain"] if row["uncertain_sum"][1]]
        assert row["uncertain_sum"] == [0, sum(tops)]


# ------------------------------------------------------------------ whose sentences


def sentences(text):
    """The sentences of more than eight words, folded to one spelling."""
    for sentence in re.split(r"(?<!\d)[.!?؟]\s|\n", text + "\n"):
        words = re.findall(r"\w+", fold(sentence).text)
        if len(words) > 8:
            yield " ".join(words)


def _texts(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "text" and isinstance(inner, str):
                yield inner
            elif key != "claims":
                yield from _texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner)


def _foreign_sentences():
    for path in SHARED.rglob("*.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            if '"text"' in line:
                for text in _texts(json.loads(line)):
                    yield from sentences(text)
    for path in SHARED.rglob("*.txt"):
        if path.name != "README.txt":
            yield from sentences(path.read_text(encoding="utf-8"))


@pytest.mark.skipif(not SHARED.is_dir(), reason="the folder of other people's reports is not beside the checkout")
def test_no_sentence_is_copied():
    foreign = set(_foreign_sentences())
    assert len(foreign) > 1000
    bulletins = chain.from_iterable(series["bulletins"] for series in records(GOLD / "series.jsonl"))
    ours = {sentence for report in chain(ALL, bulletins) for sentence in sentences(report["text"])}
    assert ours & foreign == set()


def test_a_copied_sentence_would_be_found():
    text = BY_ID["kawm-1"]["text"]
    respelt = text.replace("أ", "ا").replace("ة", "ه").replace("“", '"').replace("”", '"')
    assert respelt != text
    assert set(sentences(text)) == set(sentences(respelt)) != set()
