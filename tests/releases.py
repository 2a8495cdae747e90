"""Releases in tests: a ledger of a few reports, and the files that it goes out as, read back."""

from __future__ import annotations

import csv
import json

import pytest

from marsad.cli import main

_ROSE = (
    "ارتفع إلى 14 عدد قتلى قوات النظام، بينهم ضابطان، في الكمين الذي نصبه تنظيم داعش يوم الثلاثاء قرب مدينة السخنة "
    "بريف حمص الشرقي."
)
_SHELLED = (
    "Shelling by regime forces killed three civilians, among them a child, and wounded seven in Sarmin in Idlib "
    "province yesterday."
)
_AMBUSH = "قُتل 9 عناصر على الأقل من قوات النظام أمس الثلاثاء في كمين نصبه تنظيم داعش قرب مدينة السخنة بريف حمص الشرقي."
LINES = [
    ("Wire A", "2021-03-03", _AMBUSH),
    ("Wire A", "2021-03-05", _ROSE),
    ("Wire B", "2021-03-04", _SHELLED),
    ("Wire C", "2021-03-09", "A car bomb killed two people in Azaz in Aleppo province on 8 March 2021."),
]


def recorded(marsad, folder, lines=LINES):
    """Put reports into the ledger: each is a publisher, a day, a text."""
    path = folder / f"in-{len(list(folder.iterdir()))}.jsonl"
    rows = [{"publisher": p, "published": d, "text": t} for p, d, t in lines]
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    ran = marsad("add", path)
    assert ran.status == 0, ran.err
    return marsad


def run(home, *words):
    """Run the program on the ledger in a folder, where no fixture does."""
    with pytest.raises(SystemExit) as left:
        main(["--home", str(home), *map(str, words)])
    assert not left.value.code


def released(marsad, out, *words):
    """Write a release and return its folder."""
    ran = marsad("release", out, *words)
    assert ran.status == 0, ran.err
    return out


def rows(folder, name):
    """Read one of its CSV files."""
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def one(folder, name, **wanted):
    """Return the only row of a file that has these values."""
    found = [row for row in rows(folder, name) if all(row[key] == str(value) for key, value in wanted.items())]
    assert len(found) == 1, found
    return found[0]
