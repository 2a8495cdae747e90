"""The demonstration: the sample casebook into a fresh ledger, then the ledger, the audit, and where the data came from.

`demo.py [FOLDER]`; the ledger lies in ./.demo where no folder is named. Nothing else on the machine is touched.
"""

from __future__ import annotations

import os
import shutil
import sys
from importlib.resources import as_file, files
from pathlib import Path

from marsad.cli import main

MARK = "demo.txt"
SOURCES = """
Where the data came from
  Reports     written for this project; outlets, persons and most events in them are invented. Evidence of nothing.
  Places      OCHA Common Operational Datasets for Syria (names, p-codes, coordinates), GeoNames (CC BY 4.0).
  Actors      compiled for this project from public sources.
  Licences    program and reports: Apache-2.0 (LICENSE); data: DATA_LICENSES.md.
"""
FURTHER = (
    ("--home {home} show {incident}", "one incident, step by step"),
    ("--home {home} explain {incident} killed", "the sentences behind a number"),
    ("--home {home} ledger --published 2019-04-18", "what had been published by a day"),
    ("--home {home} presence", "who was said to be where"),
    ("--home {home} serve", "all of it in a browser, at http://127.0.0.1:8000/"),
    ("read FILE", "the claims of a report of your own"),
)


def run(*words: str, shown: str = "") -> None:
    """Run one command of the program, its name first; `shown` instead of words that hold a path of this machine."""
    print(f"\n$ marsad {shown or ' '.join(words)}")
    try:
        main([*words])
    except SystemExit as left:
        if left.code:
            raise


def fresh(folder: Path) -> Path:
    """Empty the folder of an earlier demonstration; any other folder with something in it is left alone."""
    if folder.exists():
        if any(folder.iterdir()) and not (folder / MARK).exists():
            sys.exit(f"{folder} was not made by this demonstration; name an empty folder.")
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    (folder / MARK).write_text("The demonstration empties this folder each time it is run.\n", encoding="utf-8")
    return folder


def demonstrate(folder: Path) -> None:
    """Load, print, and say how to go on."""
    os.environ.pop("DATABASE_URL", None)
    home = fresh(folder)
    os.environ["MARSAD_HOME"] = str(home.resolve())
    with as_file(files("marsad") / "data" / "casebook" / "reports.jsonl") as casebook:
        run("add", str(casebook), shown=f"add {casebook.name}")
    run("ledger")
    run("audit")
    print(SOURCES, end="")
    print(f"\nHow to look further (the ledger of this demonstration lies in {home})")
    commands = [(f"{program()} {words}".format(home=home, incident=first_incident()), why) for words, why in FURTHER]
    width = max(len(command) for command, _ in commands)
    for command, why in commands:
        print(f"  {command:<{width}}  {why}")


def first_incident() -> str:
    """Return the id of the first incident, as short as the ledger prints it."""
    from marsad.flow import ledger  # needs the ledger that the commands before have opened
    from marsad.render.figures import short_ids

    incidents = ledger().ledger.incidents
    return short_ids(incident.id for incident in incidents)[incidents[0].id]


def program() -> str:
    """Return how to call marsad from here."""
    path = Path(sys.executable).with_name("marsad")
    return str(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)


if __name__ == "__main__":
    demonstrate(Path(sys.argv[1] if len(sys.argv) > 1 else ".demo"))
