"""The fingerprints of a shard's reports, as the search for copies takes them: numbers, in boxes by bucket.

A report has a number among all: its shard in the upper bits, its place in the shard in the lower ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from marsad.ledger.voice_names import voice_key
from marsad.ledger.voices import publication
from marsad.text.fingerprint import fingerprint

if TYPE_CHECKING:
    from marsad.bulk.boxes import Boxes
    from marsad.model.reading import Reading

PLACE_BITS = 32
TEXT = np.dtype([("text", "<i8"), ("report", "<i8")])
"""A report with the digest of its windows: reports with one digest are one text."""
SIZE = np.dtype([("report", "<i8"), ("size", "<i8")])
PAPERS = "papers"


class Prints:
    """The windows of a shard's reports, and what else tells whether one copies another."""

    def __init__(self, shard: int, shards: int) -> None:
        self._first, self._shards = shard << PLACE_BITS, shards
        self._windows: list[np.ndarray] = []
        self._texts: list[tuple[int, int]] = []
        self._papers: list[list[object]] = []

    def put(self, reading: Reading) -> None:
        """Take in the next report of the shard."""
        found = fingerprint(reading.report.text)
        self._texts.append((hash(found), self._first | len(self._papers)))
        self._windows.append(np.sort(np.fromiter(found, "<i8", len(found))))
        days, publisher = publication(reading), reading.report.publisher
        ends = (days.last.toordinal(), days.first.toordinal()) if days else (None, None)
        self._papers.append([reading.report.id, *ends, voice_key(publisher) if publisher else None])

    def write(self, out: Boxes) -> None:
        """Put all of it into boxes."""
        texts = np.array(self._texts, TEXT)
        for bucket, some in by_bucket(texts, texts["text"] % self._shards):
            out.pack(f"#texts/{bucket}", some.tobytes())
        sizes = [(number, len(windows)) for (_, number), windows in zip(self._texts, self._windows, strict=True)]
        out.pack("#sizes", np.array(sizes, SIZE).tobytes())
        out.pack("#windows", b"".join(windows.tobytes() for windows in self._windows))
        for paper in self._papers:
            out.put(PAPERS, paper)


def by_bucket(rows: np.ndarray, buckets: np.ndarray) -> list[tuple[int, np.ndarray]]:
    """Part rows by their buckets, each in the order in which they stand."""
    order = np.argsort(buckets, kind="stable")
    rows, buckets = rows[order], buckets[order]
    starts = np.flatnonzero(np.diff(buckets, prepend=-1)).tolist()
    return [(int(buckets[a]), rows[a:b]) for a, b in zip(starts, [*starts[1:], len(rows)], strict=False)]
