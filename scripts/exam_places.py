"""Locate the place strings of an exam and print its JSONL: exam_places.py EXAM.jsonl ar|en|ar,en > RESOLVED.jsonl."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from marsad.places.table import LANGUAGES, resolve

USAGE = "exam_places.py EXAM.jsonl ar|en|ar,en > RESOLVED.jsonl"


def main() -> None:
    """Write one line a place."""
    if len(sys.argv) != 3 or not set(sys.argv[2].split(",")) <= set(LANGUAGES):
        raise SystemExit(USAGE)
    for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines():
        print(json.dumps(resolve(json.loads(line), sys.argv[2].split(",")), ensure_ascii=False))


if __name__ == "__main__":
    main()
