"""What was read travels with a bundle where that is asked for, and goes where a name is masked on either side."""

from __future__ import annotations

import gzip
import json

import pytest

from laptops import settle
from marsad import flow, keep, share
from marsad.forget import mask, propose_masking
from marsad.intake.capture import Capture, Raw
from marsad.model.report import Report
from marsad.store import captured, captures
from marsad.store.bundle import WITH_CAPTURES
from marsad.store.errors import RefusedError
from marsad.store.packed import PackedError
from test_captures import FETCHED, NAME, TODAY

TOLD = f"3 civilians were killed in an airstrike on Saraqib, said {NAME}."
OTHER = "5 civilians were killed in an airstrike on Palmyra."


def read(laptop, *texts, data=""):
    """Add reports with what they were taken out of."""
    laptop.open()
    found = [
        Capture(
            Report(text, "Wire"),
            f"https://wire.example/{text[0]}",
            raw=Raw(
                f"<p>{text}</p>{data}".encode(), f"https://wire.example/{text[0]}", (), "text/html", FETCHED, "x 1"
            ),
        )
        for text in texts
    ]
    taken = keep.incoming(found, TODAY, keep=True)
    return flow.add(taken.reports, None, taken.kept)[0]


def sent(laptop, since=""):
    laptop.open()
    return share.export(laptop.home, laptop.who, since, captures=True)[0]


def held(laptop):
    """Return the captures of a ledger, each with its bytes; those are all files that there are."""
    laptop.open()
    found = captured.everything()
    assert {path.name for _, path in captures.on_disk()} == {f"{one.kept.sha256}.warc.gz" for one in found}
    return [(one.report, one.kept, one.at, captures.load(one.kept.sha256)) for one in found]


def removed(laptop, name=NAME):
    laptop.open()
    mask(propose_masking([name], (), laptop.who, "a person at risk"), laptop.home)


def test_captures_travel_where_that_is_asked_for(two):
    rima, omar = two
    read(rima, TOLD, OTHER)
    omar.take(rima.bundle())
    assert held(omar) == []
    packed = sent(rima)
    assert json.loads(gzip.decompress(packed).split(b"\n")[0])["format"] == WITH_CAPTURES
    taken = omar.take(packed)
    assert (taken.new, taken.captures) == (0, 2)
    assert [one[:2] + one[3:] for one in held(omar)] == [one[:2] + one[3:] for one in held(rima)]
    assert (omar.take(packed).captures, omar.take(sent(rima)).captures) == (0, 0)
    omar.check()
    settle(rima, omar)
    rima.check()


def test_captures_come_with_the_end_of_a_journal_alone(two):
    rima, omar = two
    read(rima, TOLD)
    omar.take(rima.bundle())
    rima.open()
    since = str(flow.head().seq)
    read(rima, OTHER)
    assert omar.take(sent(rima, since)).captures == 1
    assert [b"Palmyra" in data for *_, data in held(omar)] == [True]


@pytest.mark.parametrize("earlier", [True, False])
def test_a_name_masked_there_takes_captures_along_here(two, earlier):
    """Whether they came with the bundle, or were captured here, before or after."""
    rima, omar = two
    read(rima, TOLD, OTHER)
    if earlier:
        read(omar, TOLD)
        omar.take(sent(rima))
    before = sent(rima)
    removed(rima)
    taken = omar.take(sent(rima))
    if earlier:
        omar.open()
        assert dict(share.kinds_gone(taken.tombstones))["capture"] >= 1
    assert [b"Palmyra" in data for *_, data in held(omar)] == [True]
    omar.take(before)
    assert len(held(omar)) == 1
    read(omar, TOLD)
    assert len(held(omar)) == 1, "the same page, read again, does not bring the name back"
    omar.check()


def test_a_capture_that_holds_a_name_beside_the_report_goes_here_too(two):
    rima, omar = two
    read(rima, OTHER, data=f"<aside>{NAME}</aside>")
    omar.take(sent(rima))
    assert len(held(omar)) == 1
    removed(rima)
    omar.take(rima.bundle())
    assert held(omar) == []


def test_what_was_removed_here_does_not_come_back(two):
    rima, omar = two
    read(rima, OTHER, data=f"<aside>{NAME}</aside>")
    packed = sent(rima)
    omar.take(packed)
    removed(omar)
    assert (omar.take(packed).captures, omar.take(sent(rima)).captures) == (0, 0)
    omar.expunge("1")
    assert omar.take(sent(rima)).captures == 0
    omar.check()


def altered(packed, change):
    lines = [json.loads(line) for line in gzip.decompress(packed).split(b"\n")[:-1]]
    change(lines)
    return gzip.compress(
        b"".join(json.dumps(line, ensure_ascii=False, separators=(",", ":")).encode() + b"\n" for line in lines)
    )


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda lines: lines.pop(), "does not hold all of its captures"),
        (lambda lines: lines[-1].__setitem__(1, "H4sI"), "a capture, cannot be read"),
        (lambda lines: lines[-1].__setitem__(1, lines[-2][1]), "does not hold what was received"),
        (lambda lines: lines.append("x"), "damaged in a capture"),
        (lambda lines: lines[0].__setitem__("format", 3), "newer marsad"),
    ],
)
def test_a_damaged_capture_is_told_and_nothing_is_taken_in(pair, change, sentence):
    rima, omar = pair
    read(rima, TOLD, OTHER)
    omar.take(rima.bundle())
    count = omar.entries()
    with pytest.raises(PackedError, match=sentence):
        omar.take(altered(sent(rima), change))
    assert (omar.entries(), held(omar)) == (count, [])


def test_a_capture_that_is_not_there_is_told(pair):
    rima, _ = pair
    read(rima, TOLD)
    next(path for _, path in captures.on_disk()).unlink()
    with pytest.raises(RefusedError, match="Without --captures they are all left out"):
        sent(rima)
