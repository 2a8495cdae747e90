"""Measure places: loading the gazetteer, and how many fresh expressions a second are located; part of `make bench`.

Expressions are those of the exam where it lies beside the checkout, else made of names of the gazetteer; each is seen
once, and what was remembered of earlier runs is forgotten before each.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[1]
EXAM = ROOT.parent / "shared" / "gazetteer" / "exam_dev.jsonl"
RUNS = 5
LOADING = """
import resource, time
import marsad.places.locate
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
start = time.process_time()
from marsad.places.gazetteer import gazetteer
gazetteer()
print(time.process_time() - start, (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024)
"""


def expressions() -> list[tuple[str, str]]:
    """Return different expressions, each with the region that is told."""
    if EXAM.exists():
        rows = [json.loads(line) for line in EXAM.read_text("utf-8").splitlines()]
        return list(dict.fromkeys((row["text_ar"], row["region_ar"] or "") for row in rows))
    from marsad.places.gazetteer import gazetteer

    places = gazetteer()
    named = [place for place in places if place.pcode.startswith("C")][::4]
    areas = [places.place(place.parents[-1]) for place in named]
    return [(f"قرية {place.name_ar}", area.name_ar) for place, area in zip(named, areas, strict=True) if area]


def forget() -> None:
    """Forget what was remembered of earlier expressions, but for the gazetteer itself."""
    for name, module in list(sys.modules.items()):
        if name.startswith("marsad."):
            for one in vars(module).values():
                if hasattr(one, "cache_clear") and one.__name__ not in {"_loaded", "_courses"}:
                    one.cache_clear()


def a_second() -> tuple[int, float]:
    """Return how many expressions there are, and how many a second of one core are located: the median of five runs."""
    from marsad.places.tellings import locate_told

    told = expressions()
    rates = []
    for _ in range(RUNS):
        forget()
        start = time.process_time()
        for words, region in told:
            locate_told([words], [region] if region else [])
        rates.append(len(told) / (time.process_time() - start))
    return len(told), statistics.median(rates)


def lines() -> list[str]:
    """Measure and return what to print."""
    loads = []
    for _ in range(RUNS):
        ran = subprocess.run([sys.executable, "-c", LOADING], capture_output=True, text=True, check=True)
        loads.append(tuple(map(float, ran.stdout.split())))
    seconds, megabytes = (statistics.median(column) for column in zip(*loads, strict=True))
    count, rate = a_second()
    return [
        f"gazetteer loaded      {seconds:.3f} s, {megabytes:.0f} MB",
        f"places                {rate:,.0f} expressions a second of one core ({count} different, none seen before)",
    ]


if __name__ == "__main__":
    print(*lines(), sep="\n")
