"""A name that one recorder forgot is forgotten at the other's too, whichever way their bundles went."""

from __future__ import annotations

import pytest

from laptops import Laptop, said, settle
from marsad import flow
from marsad.model.problem import MarsadError
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read
from marsad.store.journal import Journal
from marsad.text.masking import MASK
from values import SOME_DAY

NAME = "سالم الراوي"
OTHER = "نديم الحسن"
PUBLISHED = When(Days.of(SOME_DAY), WhenBasis.METADATA)


def told(text, publisher):
    return read(Report(text, publisher, title=f"{NAME}: شهادة", published=PUBLISHED))


FIRST = told(f"قُتل مدنيان بقصف على بلدة سرمين بريف إدلب، بحسب الناشط سالِم الــراوي و{OTHER}.", "بريد إدلب")
SECOND = told("قُتل 5 مدنيين بقصف على مدينة أريحا بريف إدلب، بحسب مشفى المدينة.", NAME)
THIRD = told(f"أصيب {NAME} بقصف على مدينة أريحا بريف إدلب، وأصيب 3 آخرون.", "Desk")


def holds(laptop, *words):
    """Tell which of these words stand in what a laptop's journal says."""
    laptop.open()
    whole = str([entry.payload for entry in Journal().entries()])
    return [word for word in words if word in whole]


def figures(laptop):
    return [(one.id, one.tolls, one.claims) for one in laptop.ledger().ledger.incidents]


def test_what_one_masked_is_masked_at_the_others_and_the_figures_stay(two):
    rima, omar = two
    rima.add(FIRST, SECOND, THIRD)
    omar.take(rima.bundle())
    omar.decide("correct", "1.1", words=["count=4"])
    rima.take(omar.bundle())
    before = figures(rima)
    rima.mask(NAME)
    taken = omar.take(rima.bundle())
    assert len(taken.tombstones) == 1
    for laptop in two:
        assert holds(laptop, "الراوي", "الــراوي", "لراوي") == []
        assert figures(laptop) == before
        laptop.check()
    settle(rima, omar)
    assert said(rima) == said(omar)
    assert omar.take(rima.bundle()).tombstones == ()


def test_a_ledger_that_never_held_the_name_takes_in_what_is_left(two):
    rima, omar = two
    rima.add(FIRST, SECOND)
    rima.mask(NAME)
    omar.take(rima.bundle())
    assert figures(omar) == figures(rima)
    assert MASK in omar.ledger().readings[0].report.text
    rima.mask(OTHER)
    omar.take(rima.bundle())
    assert holds(omar, "نديم", "الحسن", "الراوي") == []
    settle(rima, omar)
    assert said(rima) == said(omar)
    for laptop in two:
        laptop.check()
    rima.expunge("1")
    omar.take(rima.bundle())
    assert [r.report.id for r in omar.ledger().readings] == [SECOND.report.id]
    omar.check()


def test_what_an_importer_masked_is_masked_at_whoevers_it_is_and_at_a_third(pair, tmp_path):
    rima, omar = pair
    rima.add(FIRST, THIRD)
    third = Laptop("Samar", tmp_path / "third")
    for laptop in (omar, third):
        laptop.take(rima.bundle())
    omar.mask(NAME)
    for laptop in (rima, third):
        laptop.take(omar.bundle())
        assert holds(laptop, "الراوي", "الــراوي") == []
        laptop.check()
    settle(rima, omar)
    settle(rima, third)
    assert said(rima) == said(omar) == said(third)


def test_two_who_mask_different_names_both_mask_both(pair):
    rima, omar = pair
    rima.add(FIRST, THIRD)
    omar.take(rima.bundle())
    omar.mask(NAME)
    rima.mask(OTHER)
    settle(rima, omar)
    for laptop in pair:
        assert holds(laptop, "الــراوي", "الراوي", "نديم", "الحسن") == []
        laptop.check()
    assert said(rima) == said(omar)


def test_a_copy_of_ones_own_is_masked_too_with_what_quotes_it(pair):
    rima, omar = pair
    for laptop in pair:
        laptop.add(FIRST, THIRD)
    omar.decide("confirm", "2.1", why="seen")
    rima.mask(NAME)
    omar.take(rima.bundle())
    texts = [reading.report.text for reading in omar.ledger().readings]
    assert not any("الراوي" in text or "الــراوي" in text for text in texts)
    assert not any("الراوي" in str(claim) for reading in omar.ledger().decided for claim in reading.claims)
    settle(rima, omar)
    assert said(rima) == said(omar)
    for laptop in pair:
        laptop.check()


def test_what_was_taken_away_here_does_not_come_back_masked(pair):
    rima, omar = pair
    rima.add(FIRST, SECOND)
    omar.take(rima.bundle())
    omar.expunge("1")
    rima.mask(NAME)
    omar.take(rima.bundle())
    assert [r.report.id for r in omar.ledger().readings] == [SECOND.report.id]
    omar.check()


def test_the_folder_masks_again_what_a_bundle_brings_anew(pair):
    rima, omar = pair
    rima.add(FIRST, SECOND)
    omar.open()
    empty = flow.pack()[0]
    omar.take(rima.bundle())
    omar.mask(NAME)
    for file in omar.home.glob("ledger.sqlite3*"):
        file.unlink()
    omar.open()
    flow.restore(empty, omar.home)
    rima.mask(OTHER)
    omar.take(rima.bundle())
    assert holds(omar, "الــراوي", "الراوي", "نديم") == []
    omar.check()


def test_an_older_backup_masks_again_what_a_bundle_had_brought(pair):
    rima, omar = pair
    rima.add(FIRST, SECOND)
    omar.take(rima.bundle())
    old, _ = flow.pack()
    rima.mask(NAME)
    omar.take(rima.bundle())
    kept = figures(omar)
    for file in omar.home.glob("ledger.sqlite3*"):
        file.unlink()
    omar.open()
    flow.restore(old, omar.home)
    assert holds(omar, "الــراوي", "الراوي") == []
    assert figures(omar) == kept
    omar.check()


def test_what_is_left_without_its_content_is_told(pair):
    import gzip
    import json

    rima, omar = pair
    rima.add(FIRST)
    rima.mask(NAME)
    lines = gzip.decompress(rima.bundle()).split(b"\n")
    rows = [json.loads(line) for line in lines[1:-1]]
    rows = [[*row[:6], None, None] if row[1] == "masked" else row for row in rows]
    bare = gzip.compress(b"\n".join([lines[0], *(json.dumps(row).encode() for row in rows), b""]))
    with pytest.raises(MarsadError, match="lost its content"):
        omar.take(bare)


def test_a_damaged_tombstone_writes_nothing(pair):
    rima, omar = pair
    rima.add(FIRST)
    for wrong in ({"instead": [[7, "x"]]}, {"masks": [[1, 2]]}, {"origin_masks": 5}):
        Journal().append("expunge", {"seqs": [], "who": "Rima", "why": "x", **wrong})
        with pytest.raises(MarsadError, match="cannot be read"):
            omar.take(rima.bundle())
        assert omar.entries() == 0
        rima.open()


def test_what_was_masked_twice_before_it_came_is_taken_in_once(pair):
    rima, omar = pair
    rima.add(FIRST, SECOND)
    rima.mask(NAME)
    rima.mask(OTHER)
    assert dict(omar.take(rima.bundle()).kinds)["report"] == 2
    assert figures(omar) == figures(rima)
    assert holds(omar, "الراوي", "نديم") == []
    omar.check()
