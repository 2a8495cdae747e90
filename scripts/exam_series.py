"""Feed series of bulletins to the ledger one by one and print its steps: exam_series.py SERIES.jsonl > OUT.jsonl."""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path

from marsad.ledger.exam import step
from marsad.ledger.reconcile import reconcile
from marsad.model.report import Report
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read


def report_of(record: dict) -> Report:
    """Make a report of a bulletin."""

    def known(key: str, basis: WhenBasis) -> When | None:
        return When(Days.of(date.fromisoformat(record[key])), basis) if record.get(key) else None

    return Report(
        text=record["text"],
        publisher=record.get("source"),
        title=record.get("title"),
        lang=record.get("lang"),
        published=known("published", WhenBasis.METADATA),
        seen=known("seen", WhenBasis.SEEN),
        name=record["id"],
    )


def main() -> None:
    """Write one line a step."""
    for series in map(json.loads, Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()):
        readings = []
        for number, bulletin in enumerate(series["bulletins"]):
            readings.append(read(report_of(bulletin)))
            names = {reading.report.id: reading.report.name or "" for reading in readings}
            row = {"series": series["id"], "step": number, **step(reconcile(readings), names)}
            print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
