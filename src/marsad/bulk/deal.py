"""The first steps of a ledger in bulk: each report meets what it copies, and its mentions go to their blocks."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zlib import crc32

import numpy as np

from marsad.bulk import boxes
from marsad.bulk.card import card_record
from marsad.bulk.keyed import assertion_line, problem_line
from marsad.bulk.stalls import blocks_of
from marsad.bulk.tables import stored_reading
from marsad.bulk.told import packed, told
from marsad.ledger.scope import total_shelves
from marsad.model.record import reading_record
from marsad.release.parquet import library

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from marsad.bulk.boxes import Boxes
    from marsad.bulk.task import Task
    from marsad.bulk.told import Told

ROWS, MENTIONS, INNER, PROBLEMS = "rows", "#mentions", "inner", "problems"
_READ = ("report", "original", "text", "record")


@dataclass(slots=True)
class Sizes:
    """How many cards there are in each month, and in each area of it."""

    months: Counter[str] = field(default_factory=Counter)
    areas: dict[str, Counter[str]] = field(default_factory=dict)

    def count(self, month: str, areas: Iterable[str]) -> None:
        """Count a card in a month and some areas of it."""
        self.months[month] += 1
        self.areas.setdefault(month, Counter()).update(areas)

    def add(self, about: Mapping[str, Any]) -> None:
        """Add what a task counted."""
        self.months.update(about["months"])
        for month, areas in about["areas"].items():
            self.areas.setdefault(month, Counter()).update(areas)


def deal(task: Task) -> None:
    """Give the reports of one part to shards, copies to that of their original; `given`: file, first number, shards."""
    file, first, shards = task.given
    with boxes.writing(task.out) as out:
        for number, row in enumerate(_stored(Path(file)), first):
            root = row["original"] or row["report"]
            reading = reading_record(stored_reading(row["text"], row["record"]))
            out.put(str(int(root[:8], 16) % shards), {"number": number, "root": root, "reading": reading})


def tell(task: Task) -> None:
    """Work out what the reports of a shard tell; `given` are its number, how many there are, and the files."""
    shard, shards, files = task.given
    dealt = sorted(boxes.rows(map(Path, files), str(shard)), key=lambda row: row["number"])
    readings = {row["reading"]["report"]["id"]: row["reading"] for row in dealt}
    counts: Counter[str] = Counter()
    sizes = Sizes()
    with boxes.writing(task.out) as out:
        numbers: list[int] = []
        for row in dealt:
            reading = row["reading"]
            if not reading["claims"]:
                continue  # it only stands for what others copy
            first = readings.get(row["root"], reading)
            whole = {**row, "original": first if first is not reading else None}
            one = told(whole)
            out.pack(ROWS, packed(whole))
            numbers += [one.mention_number(place) for place in range(len(one.mentions))]
            _lay_out(out, one, sizes)
            _put_totals(out, one, packed(whole), shards)
            counts.update(reports=1, claims=len(one.statements))
        out.pack(MENTIONS, np.array(numbers, "<i8").tobytes())
        out.about = {**counts, "months": sizes.months, "areas": sizes.areas}


def voice_shard(voice: str, shards: int) -> int:
    """Return the shard in which the sums of a voice are checked."""
    return crc32(voice.encode()) % shards


def _stored(file: Path) -> Iterator[dict[str, Any]]:
    """Yield the rows of a part, a few at a time."""
    with library().parquet.ParquetFile(file) as parts:
        for batch in parts.iter_batches(500, columns=[*_READ]):
            yield from batch.to_pylist()


def _lay_out(out: Boxes, one: Told, sizes: Sizes) -> None:
    """Put the cards of a report's mentions into their months, with its words once a month; count them."""
    held: dict[str, list[dict[str, Any]]] = {}
    within: dict[str, set[str]] = {}
    for place, mention in enumerate(one.mentions):
        blocks = blocks_of(mention)
        card = card_record(mention, one.mention_number(place), blocks, main=mention.key == one.main)
        for month, areas in blocks.items():
            held.setdefault(month, []).append(card)
            within.setdefault(month, set()).update(areas)
            sizes.count(month, areas)
    report = one.said.report
    for month in sorted(held):
        row = {"number": one.number, "title": report.title, "text": report.text, "cards": held[month]}
        listed = ",".join(sorted(within[month]))
        out.pack(cards_box(month), f"{listed}\t{json.dumps(row, ensure_ascii=False)}".encode("utf-8", "surrogatepass"))


def _put_totals(out: Boxes, one: Told, line: bytes, shards: int) -> None:
    """Put a report that states sums where those are checked, and where incidents are held against them."""
    totals = one.totals
    for month in sorted({shelf for total in totals for shelf in total_shelves(total) if isinstance(shelf, int)}):
        out.pack(month_box(month), line)
    for shard in sorted({voice_shard(total.voice, shards) for total in totals}):
        out.pack(voice_box(shard), line)
    summed = {total.claim.id for total in totals}
    for place, assertion in enumerate(one.inner):
        if assertion.claim not in summed:
            out.put(INNER, assertion_line((1, one.number, place), assertion, None))
    for problem in one.problems:
        out.put(PROBLEMS, problem_line(problem))


def cards_box(month: str) -> str:
    """Return the name of the box of the cards of a month."""
    return f"cards {month}"


def month_box(month: int) -> str:
    """Return the name of the box of the reports with sums about a month of the ledger's shelves."""
    return f"month {month}"


def voice_box(shard: int) -> str:
    """Return the name of the box of the reports with sums of the voices of a shard."""
    return f"voice {shard}"
