"""Near copies over a whole input: the ledger's own rule (`ledger.wording`), by windows that are grouped by buckets.

It finds what the rule finds, not most of it: every pair of texts that shares a window which few texts have meets in
the bucket of that window. MinHash bands would look for texts that are alike as wholes; the rule asks how much of the
shorter text stands in the longer one, and a short dispatch inside a long article shares no band with it.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from marsad.bulk import boxes
from marsad.bulk.originals import originals
from marsad.bulk.prints import PAPERS, PLACE_BITS, SIZE, TEXT, by_bucket
from marsad.ledger.wording import ENOUGH, NEAR
from marsad.text.fingerprint import COMMON

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.bulk.job import Job
    from marsad.bulk.task import Task

SAME = np.dtype([("report", "<i8"), ("first", "<i8")])
HOLDS = np.dtype([("window", "<i8"), ("report", "<i8"), ("size", "<i4")])
PAIR = np.dtype([("one", "<i8"), ("other", "<i8"), ("shared", "<i4"), ("shorter", "<i4")])
_AT_ONCE = 2_000_000
"""Pairs that are counted at once, 100 MB."""


def find_originals(job: Job, read: Sequence[Path]) -> Path:
    """Find which report copies which; return the file with a box for each shard of (copy, original in the end)."""
    files, shards = [str(path) for path in read], range(len(read))
    same = job.step("same", same_texts, [(n, files) for n in shards])
    sames = [str(path) for path in same]
    held = job.step("windows", windows, [(n, len(files), files[n], sames) for n in shards])
    helds = [str(path) for path in held]
    pairs = job.step("pairs", pairs_of, [(n, helds) for n in shards])
    job.forget("windows")
    alike = job.step("alike", alike_texts, [(n, [str(path) for path in pairs]) for n in shards])
    (found,) = job.step("originals", settle, [(files, sames, [str(path) for path in alike])])
    return found


def same_texts(task: Task) -> None:
    """Find the reports of one wording in a bucket of digests; the first of them stands for all."""
    bucket, files = task.given
    rows = np.sort(_rows(files, f"#texts/{bucket}", TEXT), order=["text", "report"])
    new = np.diff(rows["text"], prepend=rows["text"][:1] - 1) != 0
    first = rows["report"][np.flatnonzero(new)[np.cumsum(new) - 1]] if len(rows) else rows["report"]
    found = np.empty(len(rows), SAME)
    found["report"], found["first"] = rows["report"], first
    found = found[found["report"] != found["first"]]
    with boxes.writing(task.out) as out:
        for shard, some in by_bucket(found, found["report"] >> PLACE_BITS):
            out.pack(f"#{shard}", some.tobytes())


def windows(task: Task) -> None:
    """Put the windows of a shard's texts into buckets; of reports with one wording only those of the first."""
    shard, shards, read, same = task.given
    sizes, found = _rows([read], "#sizes", SIZE), _rows([read], "#windows", np.dtype("<i8"))
    rows = np.empty(len(found), HOLDS)
    rows["window"] = found
    rows["report"] = np.repeat(sizes["report"], sizes["size"])
    rows["size"] = np.repeat(sizes["size"], sizes["size"])
    rows = rows[~np.isin(rows["report"], _rows(same, f"#{shard}", SAME)["report"])]
    with boxes.writing(task.out) as out:
        for bucket, some in by_bucket(rows, rows["window"] % shards):
            out.pack(f"#{bucket}", some.tobytes())


def pairs_of(task: Task) -> None:
    """Count for a bucket of windows which texts share how many; what stands in many texts leads to no pair."""
    bucket, held = task.given
    rows = np.sort(_rows(held, f"#{bucket}", HOLDS), order=["window", "report"])
    starts = np.flatnonzero(np.diff(rows["window"], prepend=rows["window"][:1] - 1))
    many = np.diff(starts, append=len(rows))
    counted = np.empty(0, PAIR)
    for length in range(2, COMMON + 1):
        runs = starts[many == length]
        one, other = np.triu_indices(length, 1)
        step = max(1, _AT_ONCE // len(one))
        for begin in range(0, len(runs), step):
            some = runs[begin : begin + step, None]
            counted = _counted(counted, rows[(some + one).ravel()], rows[(some + other).ravel()])
    with boxes.writing(task.out) as out:
        for shard, found in by_bucket(counted, counted["one"] >> PLACE_BITS):
            out.pack(f"#{shard}", found.tobytes())


def alike_texts(task: Task) -> None:
    """Keep the pairs of texts of which one may copy the other."""
    shard, pairs = task.given
    found = _summed(_rows(pairs, f"#{shard}", PAIR))
    found = found[found["shared"] >= np.maximum(ENOUGH, NEAR * found["shorter"])]
    with boxes.writing(task.out) as out:
        out.pack("#alike", found.tobytes())


def settle(task: Task) -> None:
    """Find for each report that copies another which one it copies in the end."""
    files, same, alike = task.given
    shards = range(len(files))
    twins = np.concatenate([_rows(same, f"#{shard}", SAME) for shard in shards])
    like = _rows(alike, "#alike", PAIR)
    concerned = np.unique(np.concatenate([twins["report"], twins["first"], like["one"], like["other"]]))
    papers, sizes = dict(_papers(files, concerned)), dict(_sizes(files, concerned))
    found = originals(papers, sizes, twins.tolist(), like.tolist())
    with boxes.writing(task.out) as out:
        for number, original in sorted(found.items()):
            out.put(str(number >> PLACE_BITS), [papers[number][0], papers[original][0]])
        out.about = {"copies": len(found)}


def _counted(counted: np.ndarray, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Add pairs to those counted so far; texts too short to be taken for copies are left out."""
    shorter = np.minimum(one["size"], other["size"])
    long = shorter >= ENOUGH
    pairs = np.empty(int(long.sum()), PAIR)
    pairs["one"], pairs["other"] = one["report"][long], other["report"][long]
    pairs["shared"], pairs["shorter"] = 1, shorter[long]
    return _summed(np.concatenate([counted, pairs]))


def _summed(pairs: np.ndarray) -> np.ndarray:
    """Add up what is shared by the same two texts."""
    if not len(pairs):
        return pairs
    pairs = pairs[np.lexsort((pairs["other"], pairs["one"]))]
    new = np.ones(len(pairs), bool)
    new[1:] = (np.diff(pairs["one"]) != 0) | (np.diff(pairs["other"]) != 0)
    starts = np.flatnonzero(new)
    found = pairs[starts].copy()
    found["shared"] = np.add.reduceat(pairs["shared"], starts)
    return found


def _rows(files: Iterable[str], box: str, kind: np.dtype) -> np.ndarray:
    found = [np.frombuffer(data, kind) for data in boxes.packed(map(Path, files), box)]
    return np.concatenate(found) if found else np.empty(0, kind)


def _papers(files: Sequence[str], concerned: np.ndarray) -> Iterator[tuple[int, list[object]]]:
    """Yield id, days and outlet of the reports concerned, by their numbers."""
    wanted = {*concerned.tolist()}
    for shard, file in enumerate(files):
        for place, paper in enumerate(boxes.rows([Path(file)], PAPERS)):
            number = shard << PLACE_BITS | place
            if number in wanted:
                yield number, paper


def _sizes(files: Sequence[str], concerned: np.ndarray) -> Iterator[tuple[int, int]]:
    for file in files:
        rows = _rows([file], "#sizes", SIZE)
        yield from rows[np.isin(rows["report"], concerned)].tolist()
