"""Read a JSONL of reports, reconcile them and print the incidents: exam_incidents.py REPORTS.jsonl > OUT.jsonl."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from exam_series import report_of

from marsad.ledger.exam import incident_rows
from marsad.ledger.reconcile import reconcile
from marsad.reader.read import read


def main() -> None:
    """Write one line an incident."""
    lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
    readings = [read(report_of(json.loads(line))) for line in lines]
    names = {reading.report.id: reading.report.name or "" for reading in readings}
    for row in incident_rows(reconcile(readings), names):
        print(json.dumps(row, ensure_ascii=False))


if __name__ == "__main__":
    main()
