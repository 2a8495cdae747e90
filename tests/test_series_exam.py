"""The series exam is well-formed, counts as the scorer beside other people's series does, and sees what is wrong."""

from __future__ import annotations

import copy
import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

import quality
from series_exam import HARMS, Step, figures, rows, steps

FILE = quality.TESTS / "gold" / "series.jsonl"
SCORER = Path(__file__).parents[2] / "shared" / "series" / "score.py"
SERIES = rows(FILE)
FLAGS = {"open", "contested", "corrected downward"}
VERDICTS = {"balances", "short", "over", "open"}


@pytest.fixture(scope="module")
def taken():
    return steps(FILE)


# ------------------------------------------------------------------ the file


def faults(series):
    """Say what is wrong with the expectations of a series."""
    names = [bulletin["id"] for bulletin in series["bulletins"]]
    if len(series["expected"]) != len(names):
        yield "not a step for each bulletin"
    texts = " ".join(bulletin["text"] for bulletin in series["bulletins"])
    for number, expected in enumerate(series["expected"]):
        keys = {incident["key"] for incident in expected["incidents"]}
        leads = [name for incident in expected["incidents"] for name in incident["lead"]]
        if not set(leads) <= set(names[: number + 1]):
            yield f"step {number}: a bulletin leads before it came"
        if len(set(leads)) < len(leads):
            yield f"step {number}: a bulletin leads two incidents"
        for incident in expected["incidents"]:
            yield from (f"step {number}: {incident['key']}: {fault}" for fault in _faults(incident, texts))
        for total in expected["assertions"]:
            if not set(total["covers"]) <= keys:
                yield f"step {number}: a total covers what is not there"
            if total["verdict"] not in VERDICTS or (total["by"] is None) != (total["verdict"] in {"balances", "open"}):
                yield f"step {number}: no verdict"


def _faults(incident, texts):
    if incident["place"] not in texts:
        yield "the place is not copied"
    if not set(incident["flags"]) <= FLAGS:
        yield "an unknown flag"
    ends = [incident[harm] for harm in HARMS if incident[harm]]
    ends += [[cell["low"], cell["high"]] for cell in incident["cells"] if cell["high"] is not None]
    if any(low > high for low, high in ends):
        yield "low is above high"
    if incident["when"] and incident["when"][0] > incident["when"][1]:
        yield "the days run backwards"


@pytest.mark.parametrize("series", SERIES, ids=lambda series: series["id"])
def test_a_series_is_well_formed(series):
    assert list(faults(series)) == []


@pytest.mark.parametrize(
    ("slot", "value", "sentence"),
    [
        ("place", "a place that no bulletin names", "not copied"),
        ("killed", [9, 8], "low is above high"),
        ("lead", ["own-01-b6"], "leads before it came"),
        ("flags", ["odd"], "unknown flag"),
        ("when", ["2012-07-17", "2012-07-16"], "backwards"),
    ],
)
def test_a_planted_fault_is_found(slot, value, sentence):
    series = copy.deepcopy(SERIES[0])
    series["expected"][0]["incidents"][0][slot] = value
    assert any(sentence in fault for fault in faults(series))


def test_both_languages_and_many_years_are_there():
    bulletins = [bulletin for series in SERIES for bulletin in series["bulletins"]]
    assert len({bulletin["id"] for bulletin in bulletins}) == len(bulletins) >= 80
    assert sum(bulletin["lang"] == "en" for bulletin in bulletins) >= 15
    assert len({bulletin["seen"][:4] for bulletin in bulletins}) >= 10


# ------------------------------------------------------------------ the figures


def perfect(taken):
    """Have the ledger say what is expected."""
    return [replace(one, have=copy.deepcopy(one.want)) for one in taken]


def test_what_is_expected_is_right(taken):
    assert set(figures(perfect(taken)).values()) == {1.0}


@pytest.mark.parametrize("harm", ["killed", "injured"])
def test_a_toll_that_is_one_too_high_is_seen(taken, harm):
    worse = perfect(taken)
    for one in worse:
        for incident in one.have["incidents"]:
            incident[harm] = incident[harm] and [incident[harm][0], incident[harm][1] + 1]
    reached = figures(worse)
    told = [incident[harm] for one in taken for incident in one.want["incidents"]]
    assert reached[f"{harm}_ok"] == told.count(None) / len(told)
    ends = [one.want["incidents"] for one in taken if one.last]
    untouched = [told for told in ends if not any(incident[harm] for incident in told)]
    assert reached["last_ok"] == len(untouched) / len(ends) < 0.1


def test_a_merged_incident_and_a_lost_total_are_seen(taken):
    merged = [replace(one, have={**one.have, "incidents": one.have["incidents"][:1]}) for one in perfect(taken)]
    assert figures(merged)["count_ok"] < 0.8
    lost = [replace(one, have={**one.have, "assertions": []}) for one in perfect(taken)]
    assert figures(lost)["verdict_ok"] == 0


@pytest.mark.skipif(not SCORER.is_file(), reason="the scorer of other people's series is not beside the checkout")
def test_the_scorer_counts_the_same(taken, tmp_path):
    out = tmp_path / "out.jsonl"
    lines = [json.dumps({"series": one.series, "step": one.number, **one.have}) for one in taken]
    out.write_text("\n".join(lines), "utf-8")
    ran = subprocess.run([sys.executable, SCORER, FILE, out, "--json"], capture_output=True, text=True, check=True)
    scored = json.loads(ran.stdout)
    assert {name: round(share, 4) for name, share in figures(taken).items()} == {
        name: scored[name] for name in figures(taken)
    }


def test_the_gate_sees_a_ledger_that_got_worse(taken):
    corpus, _ = quality.renewed(quality.Corpus("gold/series.jsonl"), figures(taken), quality.digest(FILE), None)
    assert quality.falls(corpus, figures(taken), corpus.digest) == []
    worse = [Step(one.series, one.number, one.last, one.want, {"incidents": [], "assertions": []}) for one in taken]
    assert any(" killed_ok is " in fault for fault in quality.falls(corpus, figures(worse), corpus.digest))
