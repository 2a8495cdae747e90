"""The entries of a language's word lists by what they are called, for those who write what the reader reads."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from marsad.text.lists import read_list

if TYPE_CHECKING:
    from marsad.lang.tables import Entry


@cache
def nouns(package: str) -> dict[str, Entry]:
    """Return the nouns of every word list of a language package by their stems; the first of a stem counts."""
    found: dict[str, Entry] = {}
    for entry in _entries(package, "noun"):
        for stem in str(entry["stem"]).split():
            found.setdefault(stem.partition("/")[0].replace("_", " "), {**entry, "stem": stem})
    return found


@cache
def number_forms(package: str) -> dict[int, tuple[str, ...]]:
    """Return the forms of number words by their value, as they stand in the list."""
    found: dict[int, tuple[str, ...]] = {}
    for entry in _entries(package, "word"):
        if entry["tags"] == "NUMBER":
            found.setdefault(entry["value"], (*str(entry.get("forms", "")).split(), *entry.get("phrases", ())))
    return found


@cache
def _entries(package: str, kind: str) -> tuple[Entry, ...]:
    paths = sorted(files(package).iterdir(), key=lambda path: path.name)
    lists = (read_list(path.read_text("utf-8")) for path in paths if path.name.endswith(".toml"))
    return tuple(entry for found in lists for entry in found.get(kind, ()))
