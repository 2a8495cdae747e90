"""Write docs/site/data-dictionary.md from the columns of the library's tables; a test holds the two together."""

from __future__ import annotations

from pathlib import Path

from marsad.library.tables import TABLES

OUT = Path(__file__).resolve().parent.parent / "docs" / "site" / "data-dictionary.md"
KINDS = {
    "text": "text",
    "texts": "list of texts",
    "whole": "whole number",
    "real": "number",
    "day": "day",
    "flag": "true or false",
}
HEAD = """# Data dictionary

The tables that `ledger.table(name)`, `to_arrow`, `to_pandas` and `to_polars` give. What is not stated is null, which
is not 0. Days are of the Gregorian calendar; first and last day are the ends of what the words allow. Columns have the
names that a release gives to the same things; its files have [a dictionary of their own](../data-dictionary.md).
Written by `scripts/dictionary.py`.
"""


def dictionary() -> str:
    """Write the page."""
    parts = [HEAD]
    for name, columns in TABLES.items():
        rows = [f"| `{column}` | {KINDS[kind]} | {meaning} |" for column, (kind, meaning) in columns.items()]
        parts.append(f"\n## {name}\n\n| column | type | meaning |\n|---|---|---|\n" + "\n".join(rows) + "\n")
    return "".join(parts)


if __name__ == "__main__":
    OUT.write_text(dictionary(), encoding="utf-8")
