"""The sessions in the documents: what stands after `$` is run, and what it prints must stand below.

`python tests/session.py` runs them again and writes what they print now into the documents; look at the difference.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
DOCUMENTS = ("README.md", "README.ar.md")
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
COMMAND = re.compile(r"^\$ (.*)\n((?:(?!\$ ).*\n)*)", re.MULTILINE)


def sessions(document: str) -> list[tuple[str, str]]:
    """Return every command of a document with what is said to come out, in order."""
    return [(found[1], found[2]) for block in BLOCK.finditer(document) for found in COMMAND.finditer(block[1])]


class Desk:
    """A folder with the examples and an empty ledger, where the commands of one document are run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        shutil.copytree(ROOT / "examples", folder / "examples")
        kept = {key: value for key, value in os.environ.items() if key not in {"DATABASE_URL", "FORCE_COLOR"}}
        self._environment = {**kept, "MARSAD_HOME": str(folder / "ledger"), "COLUMNS": "100", "NO_COLOR": "1"}

    def run(self, command: str) -> str:
        """Run one `marsad …` and return what it prints, errors first, without blanks at the ends of lines."""
        words = shlex.split(command)
        if words[0] != "marsad":
            raise ValueError(f"only marsad is run here, not {words[0]}")
        ran = subprocess.run(
            [sys.executable, "-m", "marsad", *words[1:]],
            cwd=self._folder,
            env=self._environment,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        told = re.sub(r"(\bseen +)[0-9a-f]{12}\b", r"\g<1>0123456789ab", ran.stderr + ran.stdout)  # of this run alone
        return re.sub(r"[ \t]+$", "", told, flags=re.MULTILINE)


def renew(path: Path) -> None:
    """Write into a document what its sessions print now."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder))

        def again(block: re.Match[str]) -> str:
            run = COMMAND.sub(lambda found: f"$ {found[1]}\n{desk.run(found[1])}\n", block[1])
            return f"```console\n{run.rstrip()}\n```"

        path.write_text(BLOCK.sub(again, path.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    for name in DOCUMENTS:
        renew(ROOT / name)
