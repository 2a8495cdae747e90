"""Sharing from the command line: a key is trusted by an explicit act, and every refusal says what to do."""

from __future__ import annotations

import json

import pytest

TEXTS = {
    "Rima": "قُتل 9 عناصر من قوات النظام أمس قرب السخنة.",
    "Omar": "قُتل 3 مدنيين بقصف على مدينة أريحا.",
}


@pytest.fixture
def desks(marsad, tmp_path):
    """Two ledgers with a report each; returns a function that runs the program at one of them."""

    def at(who, *words, stdin=None):
        return marsad("--home", tmp_path / who, *words, stdin=stdin)

    for who, text in TEXTS.items():
        file = tmp_path / f"{who}.jsonl"
        file.write_text(json.dumps({"source": "Wire", "published": "2021-03-03", "text": text}), encoding="utf-8")
        assert at(who, "add", "--no-keep", file).status == 0  # captures stay where they are, bundles hold words
        ran = at(who, "bundle", "export", tmp_path / f"{who}.bundle", "--by", who)
        assert ran.out.startswith(f"Wrote 2 entries to {tmp_path / who}.bundle, up to entry 2, ")
    return at


def test_an_unknown_key_is_refused_and_trusted_by_its_digits(desks, tmp_path):
    file = tmp_path / "Rima.bundle"
    ran = desks("Omar", "bundle", "import", file, "--by", "Omar")
    assert (ran.status, len(ran.sentences)) == (2, 1)
    assert "says that it is Rima’s" in ran.err
    assert "marsad trust DIGITS --as NAME" in ran.err
    assert "2 entries" in desks("Omar", "verify").out
    digits = desks("Rima", "key").out
    assert [len(group) for group in digits.split()] == [5] * 6
    ran = desks("Omar", "trust", *digits.split(), "--as", "Rima", "--by", "Omar")
    assert ran.out == f"Trusted as Rima: {digits}".rstrip() + ".\n"
    ran = desks("Omar", "bundle", "import", file, "--by", "Omar")
    assert ran.out.startswith("Took in 2 entries of Rima: 1 report, 1 reading; up to entry 2, ")
    assert "2 incidents out of 2 reports" in desks("Omar", "ledger").out
    assert desks("Omar", "bundle", "import", file, "--by", "Omar").out.startswith("Nothing new: Rima’s journal")
    assert "taken in from Rima: entry 2" in desks("Omar", "head").out


def test_trust_can_be_withdrawn(desks, tmp_path):
    assert desks("Omar", "bundle", "import", tmp_path / "Rima.bundle", "--by", "Omar", "--trust").status == 0
    digits = desks("Rima", "key").out.split()
    assert "trusted no more" in desks("Omar", "trust", *digits, "--withdraw", "--by", "Omar").out
    assert desks("Rima", "decide", "confirm", "1.1", "--by", "Rima", "--why", "she saw", "--yes").status == 0
    assert desks("Rima", "bundle", "export", tmp_path / "more", "--by", "Rima", "--since", "2").status == 0
    ran = desks("Omar", "bundle", "import", tmp_path / "more", "--by", "Omar")
    assert (ran.status, "Nobody here trusts the key" in ran.err) == (2, True)
    ran = desks("Omar", "trust", *digits, "--withdraw", "--by", "Omar")
    assert (ran.status, "No key of this fingerprint" in ran.err) == (2, True)


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("bundle", "export", "new"), "says whose it is"),
        (("bundle", "export", "Rima.bundle", "--by", "Rima"), "is there already"),
        (("bundle", "export", "new", "--by", "Rima", "--since", "7"), "No entry is called “7”"),
        (("bundle", "import", "Omar.bundle"), "says who does so"),
        (("bundle", "import", "missing", "--by", "Rima"), "cannot be read"),
        (("bundle", "import", "Rima.jsonl", "--by", "Rima"), "no bundle of a marsad ledger"),
        (("bundle", "import", "Rima.bundle", "--by", "Rima"), "of this very ledger"),
        (("trust", "123", "--as", "Omar", "--by", "Rima"), "is no fingerprint"),
        (("trust", "1" * 30, "--by", "Rima"), "says whose key it is"),
        (("trust", "1" * 30, "--as", "Omar"), "says who trusts it"),
        (("trust", "1" * 30, "--withdraw", "--by", "Rima"), "No key of this fingerprint"),
    ],
)
def test_bad_input_is_one_sentence_and_writes_nothing(desks, tmp_path, monkeypatch, words, sentence):
    monkeypatch.chdir(tmp_path)
    ran = desks("Rima", *words)
    assert (ran.status, len(ran.sentences), sentence in ran.err) == (2, 1, True), ran.err
    assert "2 entries" in desks("Rima", "verify").out
    assert not (tmp_path / "new").exists()


def test_a_new_laptop_takes_a_bundle_in_only_when_it_trusts(desks, tmp_path):
    file = tmp_path / "Rima.bundle"
    ran = desks("Samar", "bundle", "import", file, "--by", "Samar")
    assert (ran.status, "Nobody here trusts" in ran.err) == (2, True)
    assert not (tmp_path / "Samar").exists()
    assert desks("Samar", "bundle", "import", file, "--by", "Samar", "--trust").status == 0
    assert "1 incident out of 1 report" in desks("Samar", "ledger").out


def test_conflicts_are_listed(desks, tmp_path):
    for who in TEXTS:
        file = tmp_path / "same.jsonl"
        file.write_text(json.dumps({"source": "Wire B", "text": "قُتل 7 مدنيين في سرمين."}), encoding="utf-8")
        assert desks(who, "add", file).status == 0
        count = {"Rima": "count=8", "Omar": "count=9"}[who]
        assert desks(who, "decide", "correct", "2.1", count, "--by", who, "--why", "saw it", "--yes").status == 0
        desks(who, "decide", "note", "1.1", "--by", who, "--why", "looked at", "--yes")
        desks(who, "bundle", "export", tmp_path / f"{who}.2", "--by", who)
    assert desks("Rima", "bundle", "import", tmp_path / "Omar.2", "--by", "Rima", "--trust").status == 0
    shown = desks("Rima", "decisions", "--conflicts").out
    assert "2 disputed decisions" in shown
    assert "disputed" in shown
    rows = json.loads(desks("Rima", "decisions", "--conflicts", "--json").out)
    assert [(row["who"], row["state"]) for row in rows] == [("Rima", "overruled"), ("Omar", "binds")]
    assert len(json.loads(desks("Rima", "decisions", "--json").out)) == 4
    assert "Rima and Omar decided differently about the count of a claim" in " ".join(
        desks("Rima", "audit").out.split()
    )
