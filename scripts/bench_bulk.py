"""Measure work in bulk (part of `make bench`): where the time of a page goes, and whether the sieve loses any.

The pages are those of `sample_archive`. All figures are of processor time, of one core.
"""

from __future__ import annotations

import html
import json
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).parent))
import sample_archive

from marsad.bulk.inputs import expand, pages, splits
from marsad.bulk.sieve import passes
from marsad.bulk.texts import report_of
from marsad.model.report import Report
from marsad.reader.read import read

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from marsad.bulk.page import Page

PAGES = 1_000
ROUNDS = 3
SIEVE_FLOOR, RECALL_FLOOR, EXTRACTION_FLOOR = 150, 0.999, 0.8
"""Megabytes a second; share of texts with claims; share of the speed of trafilatura alone."""
EXAMS = Path(__file__).parents[2] / "shared"


def main() -> None:
    """Print the figures."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pages.warc.gz"
        size = sample_archive.write(path, PAGES) / 1e6
        unpacking = min(_each(_pages, [path]) for _ in range(ROUNDS))
        found = _pages(path)
    print(f"an invented archive of {len(found):,} pages, {size:.0f} MB, a core:")
    _row("unpacked and cut apart", unpacking, size, "MB a second")
    sifting = _each(passes, [page.body for page in found])
    _row("through the sieve", sifting, size, "MB a second", SIEVE_FLOOR)
    kept = [page for page in found if passes(page.body)]
    for charset in ("utf-8", "windows-1256"):
        rows = [page.body for page in found if charset in (page.media_type or "") and page not in kept]
        _row(f"  set aside, {charset}", _each(passes, rows), sum(map(len, rows)) / 1e6, "MB a second")
    taking = _each(report_of, kept)
    _row(f"{len(kept)} pages that pass into reports", taking, len(kept), "pages a second")
    texts = [report for report in map(report_of, kept) if isinstance(report, Report)]
    reading = _each(read, texts)
    _row("claims read", reading, len(texts), "reports a second")
    _beside_trafilatura(kept, unpacking + sifting + taking + reading)
    _recall()


def _beside_trafilatura(kept: Sequence[Page], whole: float) -> None:
    """Compare all the work on an archive with what trafilatura alone needs for the pages that pass."""
    import trafilatura

    bodies = [page.body for page in kept]
    for name, fast in (("as it comes", False), ("fast", True)):
        alone = _each(partial(trafilatura.extract, fast=fast), bodies)
        _row(f"trafilatura alone, {name}, on these", alone, len(kept), "pages a second")
        floor = EXTRACTION_FLOOR if not fast else 0.0
        _row("  all of the work, of its speed", whole, alone, "times", floor, places=2)


def _pages(path: Path) -> list[Page]:
    [source] = expand([str(path)])
    return [page for split in splits(source) for page in pages(split)]


def _each(run: Callable[[Any], object], rows: Sequence[object]) -> float:
    """Run something for each row, some times; return the sum of the least processor times, in seconds."""
    whole = 0.0
    for row in rows:
        least = float("inf")
        for _ in range(ROUNDS):
            begun = time.process_time()
            run(row)
            least = min(least, time.process_time() - begun)
        whole += least
    return whole


def _row(name: str, seconds: float, amount: float, unit: str, floor: float = 0.0, *, places: int = 0) -> None:  # noqa: PLR0913
    rate = amount / seconds
    below = f", less than {floor:g}" if rate < floor else ""
    print(f"  {name:<44} {rate:8.{places}f} {unit}{below}")


def _recall() -> None:
    """Print how many texts with claims pass in a page, in each encoding; the texts are those of the exams."""
    if not EXAMS.exists():
        return
    rows = [
        json.loads(line)
        for name in ("gold/dev.jsonl", "incidents/reports.jsonl")
        for line in (EXAMS / name).read_text("utf-8").splitlines()
    ]
    texts = [row["text"] for row in rows if row.get("claims") or read(Report(row["text"])).claims]
    for charset in ("utf-8", "cp1256", "iso8859-6", "utf-16", "ascii"):
        through = sum(passes(_page(text).encode(charset, "xmlcharrefreplace")) for text in texts) / len(texts)
        below = f", less than {RECALL_FLOOR}" if through < RECALL_FLOOR else ""
        print(f"  {len(texts)} texts with claims, in {charset:<10} {through:.4f} pass the sieve{below}")


def _page(text: str) -> str:
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    return f"<!DOCTYPE html><html><head><title>x</title></head><body><div>{lines}</div></body></html>"


if __name__ == "__main__":
    main()
