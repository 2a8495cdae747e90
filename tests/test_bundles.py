"""Two laptops: what each recorded goes to the other, signed; nothing is lost, overwritten or brought back."""

from __future__ import annotations

import gzip
import json
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from laptops import Laptop, closing, said, settle
from ledger_text import readings
from ledgers import tamper
from marsad import flow, share
from marsad.ledger.as_of import Question
from marsad.model.incident import Cell
from marsad.model.problem import MarsadError
from marsad.store import keys
from marsad.store.journal import Journal
from marsad.store.packed import PackedError

TOLD = readings("""
    2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04, airstrike and 9 injured; of them 2 children
    2020-03-05 SANA: 7 killed, civilian, @Saraqib, on 2020-03-04, airstrike and 3 killed, isis
    2020-03-05 Enab: 2 killed, sdf, @Nawa, on 2020-03-05; 4 injured, sdf
    2020-03-06 AFP citing SOHR: now 6 killed, civilian, @Saraqib, on 2020-03-04
""")
FIRST, SECOND, THIRD, FOURTH = TOLD


def killed(laptop):
    return sorted(toll.best for one in laptop.ledger().ledger.incidents if (toll := one.toll(Cell.parse("killed"))))


def test_both_have_one_ledger_when_each_took_the_others_bundle(two):
    rima, omar = two
    rima.add(FIRST, SECOND)
    omar.add(THIRD, FOURTH)
    rima.decide("correct", "2.2", words=["party=hts"])
    omar.decide("grade", omar.ledger().ledger.incidents[-1].id, words=["fair"])
    settle(rima, omar)
    assert said(rima) == said(omar)
    assert len(rima.ledger().readings) == 4
    rima.check()
    omar.check()


def test_a_report_that_both_have_is_one_report(pair):
    rima, omar = pair
    rima.add(FIRST, THIRD)
    omar.add(FIRST)
    settle(rima, omar)
    for laptop in pair:
        assert sorted(r.report.id for r in laptop.ledger().readings) == sorted([FIRST.report.id, THIRD.report.id])
        assert killed(laptop) == [2, 5]
    assert said(rima) == said(omar)


def test_taking_in_again_adds_nothing_and_a_longer_bundle_what_is_new(pair):
    rima, omar = pair
    rima.add(FIRST)
    taken = omar.take(rima.bundle())
    assert (taken.new, taken.kinds) == (2, (("report", 1), ("reading", 1)))
    before = omar.entries()
    assert omar.take(rima.bundle()).new == 0
    rima.add(SECOND)
    assert omar.take(rima.bundle()).new == 2
    rima.add(THIRD)
    assert omar.take(rima.bundle("4")).new == 2
    omar.open()
    [head] = share.heads()[1]
    rima.add(FOURTH)
    assert omar.take(rima.bundle(head.hash[:16])).new == 2
    assert omar.entries() == before + 3 * 3
    assert said(omar) == said(rima)


def test_a_bundle_that_leaves_a_gap_is_refused(pair):
    rima, omar = pair
    rima.add(FIRST)
    rima.add(SECOND)
    with pytest.raises(MarsadError, match="begins after entry 2 of Rima’s journal, and here is none of it"):
        omar.take(rima.bundle("2"))
    refused = {"9": "No entry is called", "abcdef": "No entry is called", "4": "Nothing was recorded"}
    for name, sentence in refused.items():
        with pytest.raises(MarsadError, match=sentence):
            rima.bundle(name)


def test_another_journal_by_the_same_key_is_another_journal(pair):
    rima, omar = pair
    rima.add(FIRST)
    omar.take(rima.bundle())
    for file in rima.home.glob("ledger.sqlite3*"):  # lost, and begun anew
        file.unlink()
    rima.add(THIRD)
    omar.take(rima.bundle())
    assert [(head.recorder, head.seq) for head in share.heads()[1]] == [("Rima", 2), ("Rima", 2)]
    assert killed(omar) == [2, 5]


def test_a_forked_journal_is_refused_and_named_by_sequence(pair, tmp_path):
    rima, omar = pair
    rima.add(FIRST)
    kept, _ = flow.pack()
    rima.add(SECOND)
    omar.take(rima.bundle())
    before = omar.entries()
    copy = Laptop("Rima", tmp_path / "copy")
    copy.open()
    flow.restore(kept, copy.home)
    copy.add(THIRD)
    with pytest.raises(MarsadError, match="tells another history from entry 3 on"):
        omar.take(copy.bundle())
    with pytest.raises(MarsadError, match="of this very ledger, which went another way from entry 3 on"):
        rima.take(copy.bundle())
    with pytest.raises(MarsadError, match=r"is of this very ledger\. Nothing"):
        rima.take(rima.bundle())
    assert omar.entries() == before


def test_two_persons_who_differ_are_both_named_and_neither_wins_in_silence(pair):
    rima, omar = pair
    for laptop in pair:
        laptop.add(FIRST)
    rima.decide("correct", "1.1", words=["count=8"])
    omar.decide("correct", "1.1", words=["count=9"])
    settle(rima, omar)
    assert said(rima) == said(omar)
    ledger = rima.ledger().ledger
    assert [s.decision.who for s in ledger.decisions if s.disputed] == ["Rima", "Omar"]
    assert [p.kind for p in ledger.problems] == ["contradictory decisions"]
    assert ledger.incidents[0].flags == ("disputed",)
    assert killed(rima) == [9]  # the latest, meanwhile
    [mine] = [s.decision.number for s in ledger.decisions if s.decision.who == "Omar"]
    rima.decide("undo", words=[str(mine)])
    settle(rima, omar)
    assert (killed(rima), killed(omar)) == ([8], [8])
    assert said(rima) == said(omar)
    assert omar.ledger().ledger.incidents[0].flags == ()


def test_an_undo_finds_its_decision_whichever_bundle_comes_first(pair, tmp_path):
    rima, omar = pair
    omar.add(FIRST)
    omar.decide("correct", "1.1", words=["count=9"])
    rima.take(omar.bundle())
    [standing] = rima.ledger().ledger.decisions
    rima.decide("undo", words=[str(standing.decision.number)])
    third = Laptop("Samar", tmp_path / "third")
    third.take(rima.bundle())
    assert third.ledger().ledger.incidents == ()  # Omar's own bundle brings what is Omar's
    third.take(omar.bundle())
    assert killed(third) == killed(rima) == [5]


def test_what_was_expunged_there_is_expunged_here_and_does_not_come_back(two):
    rima, omar = two
    rima.add(FIRST, SECOND)
    omar.add(FIRST)
    old = rima.bundle()
    omar.take(old)
    omar.decide("confirm", "1.1", why="whom he asked")
    rima.expunge("1")
    taken = omar.take(rima.bundle())
    assert len(taken.tombstones) == 1
    assert [r.report.id for r in omar.ledger().readings] == [SECOND.report.id]
    assert omar.ledger().ledger.decisions == ()
    assert FIRST.report.text not in str([entry.payload for entry in Journal().entries()])
    assert omar.take(old).new == 0
    settle(rima, omar)
    assert said(rima) == said(omar)
    for laptop in two:
        laptop.check()


def test_what_was_expunged_here_stays_so_when_the_bundle_comes_anew(pair):
    rima, omar = pair
    rima.add(FIRST, SECOND)
    omar.open()
    empty = flow.pack()[0]
    omar.take(rima.bundle())
    omar.expunge("1")
    for file in omar.home.glob("ledger.sqlite3*"):
        file.unlink()
    omar.open()
    flow.restore(empty, omar.home)
    omar.take(rima.bundle())
    assert [r.report.id for r in omar.ledger().readings] == [SECOND.report.id]
    omar.check()


def test_a_report_told_again_after_it_was_expunged_stays(pair):
    rima, omar = pair
    rima.add(FIRST)
    omar.add(FIRST)
    omar.take(rima.bundle())
    rima.expunge("1")
    rima.add(FIRST)
    settle(rima, omar)
    assert killed(rima) == killed(omar) == [5]
    assert said(rima) == said(omar)
    for laptop in pair:
        laptop.check()


def test_what_had_been_recorded_stays_as_it_was(pair):
    rima, omar = pair
    rima.add(FIRST, SECOND)
    omar.add(FOURTH)
    omar.decide("correct", "1.1", words=["count=4"])
    rima.open()
    then = flow.head().at
    before = flow.ledger(Question(recorded=then)).ledger
    rima.take(omar.bundle())
    assert flow.ledger(Question(recorded=then)).ledger == before


def test_the_newest_reader_has_its_say_whoevers_it_is(pair):
    rima, omar = pair
    rima.add(FIRST, reader="reader 4")
    [better] = readings("2020-03-04 SOHR: 5 killed, civilian, @Saraqib, on 2020-03-04")
    omar.add(better, reader="reader 4")
    older = better.__class__(better.report, (), published=better.published)
    rima.add(older, reader="reader 3")
    settle(rima, omar)
    assert said(rima) == said(omar)
    assert [len(r.claims) for r in rima.ledger().readings if r.report == better.report] == [1]


def test_a_clock_that_runs_ahead_is_told(pair, monkeypatch):
    rima, omar = pair
    rima.open()
    reports = flow.reports
    reports.add([FIRST], "reader 3", datetime.now(UTC) + timedelta(days=40))
    with pytest.raises(MarsadError, match="yet to come: a clock is wrong"):
        omar.take(rima.bundle())


def test_every_damage_of_a_bundle_is_told_and_nothing_is_written(pair):
    rima, omar = pair
    rima.add(FIRST, SECOND)
    rima.expunge("2")
    whole = rima.bundle()
    lines = gzip.decompress(whole).split(b"\n")
    omar.open()

    def refused(packed):
        with pytest.raises(PackedError) as told:
            omar.take(packed)
        assert omar.entries() == 0
        return str(told.value)

    def packed(*lines):
        return gzip.compress(b"\n".join(lines))

    head = json.loads(lines[0])
    for name, value in head.items():
        changed = json.dumps(
            {
                **head,
                name: value + 1 if isinstance(value, int) else f"{value[:-1]}{'y' if value.endswith('x') else 'x'}",
            }
        ).encode()
        assert refused(packed(changed, *lines[1:]))
    assert "no bundle" in refused(b"not a bundle")
    assert "no bundle" in refused(whole[:200])
    assert "no bundle" in refused(gzip.compress(b"{}\n"))
    assert "cut off" in refused(packed(*lines[:-2], b""))
    assert "cut off" in refused(packed(lines[0]))
    newer = json.dumps({**head, "format": 3}).encode()
    assert "newer marsad made this bundle (format 3)" in refused(packed(newer, *lines[1:]))
    assert "signature of the bundle is wrong" in refused(
        packed(json.dumps({**head, "recorder": "Omar"}).encode(), *lines[1:])
    )
    row = json.loads(lines[1])
    for at, sentence in ((7, "does not hold what was recorded"), (3, "chain of the bundle breaks at entry 1")):
        forged = [*row[:at], row[at].replace("5", "6", 1), *row[at + 1 :]]
        assert sentence in refused(packed(lines[0], json.dumps(forged, ensure_ascii=False).encode(), *lines[2:]))
    bare = json.dumps([*row[:6], None, None]).encode()
    assert "lost its content" in refused(packed(lines[0], bare, *lines[2:]))
    assert "damaged in entry 1" in refused(packed(lines[0], b"[1]", *lines[2:]))


def test_an_entry_that_this_marsad_cannot_read_is_told(pair):
    rima, omar = pair
    rima.add(FIRST)
    Journal().append("decision", {"kind": "foretell", "anchors": []})
    with pytest.raises(PackedError, match="Entry 3 of the bundle cannot be read"):
        omar.take(rima.bundle())
    assert omar.entries() == 0


def test_a_changed_foreign_entry_is_found(pair):
    rima, omar = pair
    rima.add(FIRST)
    omar.take(rima.bundle())
    assert flow.verify()[1] == []
    [entry] = Journal().entries("foreign-report")
    Journal().append("foreign-report", {**entry.payload, "content": {**entry.payload["content"], "title": "x"}})
    assert [problem.kind for problem in flow.verify()[1]] == ["damaged foreign entry"]
    tamper("UPDATE journal_payload SET body = replace(body, '5 killed', '6 killed')")
    assert any(problem.kind == "damaged payload" for problem in flow.verify()[1])


OPS = st.lists(
    st.tuples(
        st.integers(0, 1),
        st.sampled_from(["add", "add", "correct", "grade", "confirm", "retract", "undo", "expunge", "mask", "carry"]),
        st.integers(0, 7),
    ),
    min_size=3,
    max_size=9,
)


def act(laptop, other, what, n):
    """Do one thing on a laptop, as far as it can be done."""
    if what == "add":
        laptop.add(TOLD[n % 4])
        return
    if what in {"carry", "mask"}:
        other.take(laptop.bundle()) if what == "carry" else laptop.mask(("SOHR", "Saraqib", "SANA")[n % 3])
        return
    names = laptop.names
    name = names[n % len(names)] if names else "1.1"
    if what == "expunge":
        laptop.expunge(name.partition(".")[0])
    elif what == "undo":
        numbers = [s.decision.number for s in laptop.ledger().ledger.decisions]
        laptop.decide("undo", words=[str(numbers[n % len(numbers)] if numbers else 0)])
    elif what == "grade":
        incidents = laptop.ledger().ledger.incidents
        laptop.decide("grade", incidents[n % len(incidents)].id if incidents else "i", words=["fair"])
    else:
        words = [["count=8"], ["party=hts"], ["harm=missing"]][n % 3] if what == "correct" else []
        laptop.decide(what, name, words=words)


@pytest.mark.long
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(OPS)
def test_whatever_two_recorders_do_both_ledgers_come_out_the_same(ops):
    with tempfile.TemporaryDirectory() as folder, closing():
        pair = Laptop("Rima", Path(folder) / "a"), Laptop("Omar", Path(folder) / "b")
        for n, laptop in enumerate(pair):
            laptop.add(TOLD[n])
        for at, what, n in ops:
            try:
                act(pair[at], pair[1 - at], what, n)
            except MarsadError:
                continue
        settle(*pair)
        assert said(pair[0]) == said(pair[1])
        for laptop in pair:
            laptop.check()


def test_a_key_is_made_once_and_for_its_owner_only(tmp_path):
    home = tmp_path / "home"
    first = keys.public(home)
    assert keys.public(home) == first
    path = home / "key.pem"
    assert path.stat().st_mode & 0o777 == 0o600
    assert [file.name for file in home.iterdir()] == ["key.pem"]
    path.chmod(0o644)
    with pytest.raises(MarsadError, match="Others may read the key"):
        keys.public(home)
    path.chmod(0o600)
    path.write_text("garbage")
    with pytest.raises(MarsadError, match="is damaged"):
        keys.public(home)


def test_a_fingerprint_is_read_as_people_type_it():
    digits = keys.fingerprint(bytes(32))
    assert len(digits) == 30
    assert keys.read_fingerprint(keys.spoken(digits)) == digits
    arabic = keys.spoken(digits).translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert keys.read_fingerprint(arabic) == digits
    with pytest.raises(MarsadError, match="is no fingerprint"):
        keys.read_fingerprint("12345")
