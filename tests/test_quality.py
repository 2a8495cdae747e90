"""No figure falls under its floor; and the gate sees a reader that got worse, and another corpus."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

import quality
from quality import (
    FILE,
    Corpus,
    LoweringError,
    Quality,
    digest,
    dump,
    falls,
    figures,
    load,
    main,
    reached_on,
    read,
    renewed,
)

PINNED = load()
OWN = "gold/field.jsonl"
DEV = "../../shared/gold/dev.jsonl"

GOALS = {
    "all.count": 0.90,
    "all.who": 0.80,
    "all.structure": 0.75,
    "all.when": 0.80,
    "all.where": 0.75,
    "all.how": 0.82,
    "all.full": 0.55,
    "slots.party_combatants": 0.70,
    "slots.when_other": 0.70,
    "slots.source": 0.75,
    "slots.by": 0.70,
    "slots.total_f1": 0.75,
    "slots.part_of_f1": 0.75,
    "slots.running_f1": 0.50,
}
"""What the reader must reach on real reports; no reason lowers a floor under it."""


@pytest.mark.parametrize("corpus", PINNED.corpora, ids=lambda corpus: "/".join(Path(corpus.path).parts[-2:]))
def test_no_figure_falls_under_its_floor(corpus):
    if not corpus.here:
        pytest.skip(f"{corpus.path} is not beside this checkout")
    assert falls(corpus, reached_on(corpus), digest(corpus.file)) == []


def test_our_own_reports_are_always_examined():
    own = {f"gold/{path.name}" for path in (quality.TESTS / "gold").glob("*.jsonl") if "ledger" not in path.name}
    assert own <= {corpus.path for corpus in PINNED.corpora}
    assert all(corpus.here for corpus in PINNED.corpora if corpus.path in own)


def test_the_floors_for_real_reports_are_above_the_goals():
    [real] = (corpus for corpus in PINNED.corpora if corpus.path == DEV)
    assert {name for name, goal in GOALS.items() if real.floors[name] < goal} == set()


def test_every_lowered_floor_has_its_reason():
    assert all(one.reason.strip() and one.floor < one.left for one in PINNED.lowered)


def test_the_file_is_as_it_is_written():
    assert FILE.read_text("utf-8") == dump(PINNED)


# ---- the gate sees what it is for


@pytest.fixture(scope="module")
def papers():
    [corpus] = (one for one in PINNED.corpora if one.path == OWN)
    return read(corpus)


@pytest.fixture(scope="module")
def corpus(papers):
    """Give our own reports, pinned at what is reached now."""
    made, _ = renewed(Corpus(OWN), figures(papers), digest(quality.TESTS / OWN), None)
    return made


@pytest.mark.parametrize(
    ("lost", "figure"),
    [
        ({"place": None}, "slots.place"),
        ({"when": None}, "all.when"),
        ({"party": None}, "slots.party_combatants"),
        ({"source": None}, "slots.source"),
        ({"part_of": None}, "slots.part_of_f1"),
    ],
)
def test_a_reader_that_drops_a_slot_is_seen(papers, corpus, lost, figure):
    from marsad.exam.verdict import examine

    worse = [examine(paper.sheet, tuple(replace(mark, **lost) for mark in paper.read)) for paper in papers]
    assert any(f" {figure} is " in fault for fault in falls(corpus, figures(worse), corpus.digest))


def test_a_reader_that_misses_claims_is_seen(papers, corpus):
    from marsad.exam.verdict import examine

    worse = [examine(paper.sheet, paper.read[:1]) for paper in papers]
    assert any(" all.count is " in fault for fault in falls(corpus, figures(worse), corpus.digest))


def test_a_higher_bar_another_corpus_and_a_figure_without_a_floor_are_seen(papers, corpus):
    reached = figures(papers)
    assert falls(corpus, reached, corpus.digest) == []
    assert falls(replace(corpus, floors=corpus.floors | {"all.full": 1.0}), reached, corpus.digest) != []
    assert falls(corpus, reached, "0" * 64) == [f"{OWN} is not the file that its floors were measured on"]
    assert falls(corpus, reached | {"slots.new": 1.0}, corpus.digest) == [f"{OWN}: slots.new has no floor"]


def test_floors_rise_and_are_rounded_down(corpus):
    reached = {name: min(floor + 0.0124, 1.0) for name, floor in corpus.floors.items()}
    made, lowered = renewed(corpus, reached, corpus.digest, None)
    assert lowered == []
    assert all(made.floors[name] >= floor for name, floor in corpus.floors.items())
    assert all(floor <= reached[name] for name, floor in made.floors.items())


def test_a_floor_falls_for_a_reason_only(corpus):
    reached = corpus.floors | {"all.who": 0.4321}
    for nothing in (None, "", "  "):
        with pytest.raises(LoweringError, match=r"all\.who"):
            renewed(corpus, reached, corpus.digest, nothing)
    made, [told] = renewed(corpus, reached, corpus.digest, "a party was split in two")
    assert made.floors["all.who"] == told.floor == 0.43
    assert (told.figure, told.left, told.reason) == ("all.who", corpus.floors["all.who"], "a party was split in two")


@pytest.fixture
def pinned(tmp_path, monkeypatch):
    """Give a file of floors for a few reports, one floor too high."""
    (tmp_path / "gold").mkdir()
    lines = (quality.TESTS / OWN).read_text("utf-8").splitlines(keepends=True)
    (tmp_path / OWN).write_text("".join(lines[:3]), "utf-8")
    shutil.copy(FILE, tmp_path / "quality.toml")
    monkeypatch.setattr(quality, "TESTS", tmp_path)
    file = tmp_path / "quality.toml"
    corpora = (Corpus(OWN, "", {"all.full": 1.0, "all.count": 0.1}), Corpus("gold/elsewhere.jsonl", "f", {"x": 0.5}))
    file.write_text(dump(Quality(corpora)), "utf-8")
    return file


def test_the_script_refuses_to_lower_without_a_reason(pinned):
    before = pinned.read_text("utf-8")
    with pytest.raises(SystemExit, match=r'all\.full 1\.000.*\n.*--lower "reason"; nothing was written'):
        main([], pinned)
    assert pinned.read_text("utf-8") == before


def test_the_script_lowers_with_a_reason_and_keeps_it(pinned, capsys):
    main(["--lower", 'the reports were "marked" again'], pinned)
    made = load(pinned)
    assert made.corpora[0].floors["all.full"] < 1.0
    assert made.corpora[0].floors["all.count"] > 0.1
    assert made.corpora[1] == Corpus("gold/elsewhere.jsonl", "f", {"x": 0.5})  # not here: as it was
    [told] = made.lowered
    assert (told.figure, told.left, told.reason) == ("all.full", 1.0, 'the reports were "marked" again')
    main([], pinned)
    assert load(pinned) == made
    assert "gold/elsewhere.jsonl is not here" in capsys.readouterr().out
