"""Put mentions that links lead between into groups, and groups into bundles, each a task of its own."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from marsad.bulk import boxes
from marsad.bulk.deal import MENTIONS, ROWS
from marsad.bulk.pairing import LINK
from marsad.bulk.prints import by_bucket
from marsad.bulk.told import PLACE_BITS, number_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.bulk.task import Task

MOST = 1_500
"""Mentions to a bundle, unless one group has more."""


def group(task: Task) -> None:
    """Find the groups of all mentions; `given` are the files of the shards, and those of the pairs.

    Of everything it holds three numbers a link and two a mention. Bundles follow the order in which groups begin.
    """
    told, paired = task.given
    by_shard = [_array([file], MENTIONS, np.dtype("<i8")) for file in told]
    mentions = np.unique(np.concatenate(by_shard))
    links = _array(paired, "#links", LINK)
    one, other = (np.searchsorted(mentions, links[key]) for key in ("one", "other"))
    sure = ~np.isnan(links["score"])
    home = components(len(mentions), one[sure], other[sure])
    bundle = _bundles(home)
    within = home[one] == home[other]
    with boxes.writing(task.out) as out:
        for number, some in by_bucket(links[within], bundle[one[within]]):
            out.pack(f"#links {number}", some.tobytes())
        for number, some in by_bucket(mentions, bundle):
            out.pack(f"#mentions {number}", some.tobytes())
        for shard, own in enumerate(by_shard):
            routes = {*zip((own >> PLACE_BITS).tolist(), bundle[np.searchsorted(mentions, own)].tolist(), strict=True)}
            out.pack(f"#routes {shard}", np.array(sorted(routes), "<i8").tobytes())
        out.about = {"bundles": int(bundle.max()) + 1 if len(bundle) else 0}


def route(task: Task) -> None:
    """Pass the reports of a shard on to the bundles that tell of them; `given` are its number and the files."""
    shard, told, grouped = task.given
    pairs = _array([grouped], f"#routes {shard}", np.dtype("<i8")).reshape(-1, 2)
    wanted: dict[int, list[int]] = {}
    for number, bundle in pairs.tolist():
        wanted.setdefault(number, []).append(bundle)
    with boxes.writing(task.out) as out:
        for data in boxes.packed([Path(told)], ROWS):
            for line in data.split(b"\n"):
                for bundle in wanted.get(number_of(line), ()):
                    out.pack(str(bundle), line)


def components(size: int, one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return for each of so many nodes the least one that edges lead to, over however many steps."""
    home = np.arange(size)
    while True:
        least = np.minimum(home[one], home[other])
        before = home.copy()
        np.minimum.at(home, home[one], least)
        np.minimum.at(home, home[other], least)
        home = home[home]
        if np.array_equal(home, before):
            return home


def _bundles(home: np.ndarray) -> np.ndarray:
    """Return the bundle of each mention, so that a group stays together."""
    groups, sizes = np.unique(home, return_counts=True)
    number = np.empty(len(groups), np.int64)
    at = room = 0
    for n, size in enumerate(sizes.tolist()):
        if n and size > room:
            at, room = at + 1, MOST
        elif not n:
            room = MOST
        number[n], room = at, room - size
    return number[np.searchsorted(groups, home)]


def _array(files: Sequence[str], box: str, kind: np.dtype) -> np.ndarray:
    found = [np.frombuffer(data, kind) for data in boxes.packed(map(Path, files), box)]
    return np.concatenate(found) if found else np.empty(0, kind)
