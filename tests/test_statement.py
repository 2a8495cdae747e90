"""Statements: a testimony, a list, a photo come in with who took them, what for, and for whom, and give claims."""

import json

import pytest

from marsad.model.evidence import Evidence, EvidenceKind
from marsad.model.record import report_from_record, report_record
from marsad.model.report import Report

WORDS = "قتل 3 مدنيين وأصيب 5 آخرون أمس بقصف لقوات النظام على مدينة أريحا."
ASKED = ("--by", "Omar", "--taken", "2021-03-03", "--consent", "for the record only")


def test_a_phone_testimony_gives_claims_like_a_report(marsad):
    told = marsad("statement", *ASKED, "--from", "a nurse", stdin=WORDS)
    assert told.status == 0
    assert told.out.splitlines() == [
        "Recorded as report 1: testimony of a nurse, consent: for the record only; 2 claims.",
        "It is for team only, by decision 3; `marsad restrict 1 --to …` changes that.",
    ]
    [one] = json.loads(marsad("ledger", "--json").out)["incidents"]
    assert (one["when"], one["place"]) == (["2021-03-02"] * 2, "مدينة أريحا")
    shown = marsad("show", one["id"]).out
    assert "Omar" in shown
    assert "consent: for the" in shown


def test_it_is_restricted_from_the_first_moment_on(marsad):
    assert marsad("statement", *ASKED, "--to", "Rima", stdin=WORDS).status == 0
    assert "0 incidents out of 0 reports" in marsad("ledger").out
    assert "0 incidents out of 0 reports" in marsad("ledger", "--for", "open").out
    assert "1 incident out of 1 report" in marsad("ledger", "--for", "Rima").out
    assert marsad("decide", "undo", "3", "--by", "Rima", "--why", "she agreed", "--yes", "--for", "Rima").status == 0
    assert "1 incident out of 1 report" in marsad("ledger", "--for", "open").out


def test_with_consent_it_can_be_open(marsad, tmp_path):
    (tmp_path / "list.txt").write_text(WORDS, encoding="cp1256")
    words = ("--words", tmp_path / "list.txt", "--kind", "list", "--to", "open", "--consent", "yes")
    told = marsad("statement", *words, "--by", "Omar", "--taken", "2021-03-03")
    assert told.out == "Recorded as report 1: list, consent: yes; 2 claims.\n"
    assert "1 incident out of 1 report" in marsad("ledger", "--for", "open").out


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--by", "Omar"), "Say whether whoever spoke consents"),
        (("--consent", "yes"), "says who took it"),
        (("--by", "Omar", "--consent", "No", "--to", "open"), "Without consent a statement is not for everybody"),
        (("--by", "Omar", "--consent", "yes", "--taken", "2099-01-01"), "yet to come"),
        (("--by", "Omar", "--consent", "yes", "--to", "Rima, team"), "mixes persons with open or team"),
        (("--by", "Omar", "--consent", "yes", "--words", "none.txt"), "there is no such file"),
        (("--by", "Omar", "--consent", "yes", "--why", " "), "A decision says why"),
    ],
)
def test_what_is_missing_is_said_and_nothing_recorded(marsad, words, sentence):
    refused = marsad("statement", *words, stdin=WORDS)
    assert (refused.status, sentence in refused.err) == (2, True), refused.err
    assert "There is no ledger" in marsad("head").err


def test_the_same_words_twice_and_no_words_are_refused(marsad):
    assert marsad("statement", *ASKED, stdin=WORDS).status == 0
    assert "holds these words by Omar already" in marsad("statement", *ASKED, stdin=WORDS).err
    assert "holds no text" in marsad("statement", *ASKED, stdin="").err


def test_how_it_was_taken_stays_with_the_report():
    report = Report("words", "Omar", evidence=Evidence(EvidenceKind.PHOTO, "no", "a passer-by", "box 4"))
    record = json.loads(json.dumps(report_record(report)))
    assert report_from_record(record) == report
    assert record["evidence"]["kind"] == "photo"
