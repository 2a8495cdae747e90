"""House rules that a machine can check: sizes and names of files, what the documents must tell, what must not leak."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

LONGEST = 400
FORBIDDEN = frozenset({"utils", "util", "misc", "helpers", "helper", "common", "manager", "managers", "stuff"})
CODE = ("src", "tests", "scripts")

# A folder of somebody's machine, or a package index, in a file of the project. Written so that this file is clean.
LEAKS = re.compile(
    rf"(?<![\w.~:/])/(?:work|root|opt|mnt)/\w|file:/{'/'}"
    rf"|https?:/{'/'}[\w.-]*(?:pypi|pythonhosted|devpi|artifactory)|--(?:extra-)?index-url",
)


def too_long(root: Path) -> list[str]:
    """Name the code files that have 400 lines or more."""
    return [
        f"{path.relative_to(root)} has {lines} lines"
        for path in code_files(root)
        if (lines := path.read_text(encoding="utf-8").count("\n")) >= LONGEST
    ]


def badly_named(root: Path) -> list[str]:
    """Name files and folders that are called after nothing in particular."""
    return [
        str(path.relative_to(root))
        for path in code_files(root)
        if FORBIDDEN & {part.removesuffix(".py").removeprefix("test_") for part in path.relative_to(root).parts}
    ]


def code_files(root: Path) -> list[Path]:
    return sorted(path for folder in CODE for path in (root / folder).rglob("*.py"))


def catch_alls(root: Path) -> list[str]:
    """Name the lines that catch whatever comes."""
    bare = re.compile(r"^\s*except\s*(?:\(?\s*(?:Base)?Exception\b.*)?:", re.MULTILINE)
    found = []
    for path in (root / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        found += [f"{path.relative_to(root)}:{text[: m.start()].count(chr(10)) + 1}" for m in bare.finditer(text)]
    return found


def leaks(root: Path, files: Iterable[str], folders: Iterable[str] = ()) -> list[str]:
    """Name the files that tell of somebody's machine (these folders, too) or package index, with the words.

    The files of others that scripts/assets.toml lists stand as they were made, and are checked by their sums.
    """
    here = [folder for folder in folders if len(folder) > 3]
    theirs = root / "scripts" / "assets.toml"
    packages = tomllib.loads(theirs.read_text(encoding="utf-8"))["package"] if theirs.exists() else []
    made_by_others = {file["to"] for package in packages for file in package["files"]}
    found = []
    for name in files:
        path = root / name
        if name in made_by_others or path.suffix in {".gz", ".png", ".sqlite3"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [f"{name}: {leak[0]}" for leak in LEAKS.finditer(text)]
        found += [f"{name}: {folder}" for folder in here if folder in text]
    return found


def of_others(root: Path) -> set[str]:
    """Name the files of others that stand here unchanged, each held to its SHA-256 (`scripts/assets.toml`)."""
    listed = tomllib.loads((root / "scripts" / "assets.toml").read_text(encoding="utf-8"))["package"]
    return {file["to"] for package in listed for file in package["files"]}


def untold(commands: dict[str, list[str]], document: str) -> list[str]:
    """Name the commands, and the options of each, that a document does not mention."""
    missing = []
    for command, options in commands.items():
        if f"marsad {command}" not in document:
            missing.append(f"marsad {command}")
        missing += [
            f"marsad {command} {option}"
            for option in options
            if not re.search(rf"(?<![\w-]){re.escape(option)}(?![\w-])", document)
        ]
    return missing
