"""Read the word lists (.toml) of a language into a lexicon.

A list holds entries of three kinds: `[[word]]` with forms and phrases as they stand, `[[noun]]` and `[[verb]]` with
stems that the language inflects. Every other key but `tags` is an attribute of all its forms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib.resources import files
from typing import Any, TypeAlias

from marsad.text.fold import fold_word
from marsad.text.lexicon import Lexicon, Word
from marsad.text.lists import read_list

Entry: TypeAlias = dict[str, Any]
Inflect: TypeAlias = Callable[[Entry], Iterator[tuple[str, dict[str, str]]]]
"""Makes the forms of an entry, each with the attributes that this form alone has (number, gender)."""

_SHAPE = {"forms", "phrases", "tags", "stem", "plural", "sound", "feminine", "women", "past", "present"}


def fill(lexicon: Lexicon, package: str, inflect: dict[str, Inflect]) -> None:
    """Put every word list of a language package into the lexicon."""
    for path in sorted(files(package).iterdir(), key=lambda p: p.name):
        if path.name.endswith(".toml"):
            for kind, entries in read_list(path.read_text("utf-8")).items():
                for entry in entries:
                    put(lexicon, entry, inflect.get(kind))


def put(lexicon: Lexicon, entry: Entry, inflect: Inflect | None = None) -> None:
    """Put one entry of a word list into the lexicon."""
    tags = frozenset(entry["tags"].split())
    attrs = {key: value for key, value in entry.items() if key not in _SHAPE}
    seen: set[tuple[str, str]] = set()
    for form in [*str(entry.get("forms", "")).split(), *entry.get("phrases", ())]:
        lexicon.add(Word(fold_word(form), tags, attrs))
    for form, own in inflect(entry) if inflect else ():
        folded = fold_word(form)
        if (folded, own.get("number", "")) not in seen:
            seen.add((folded, own.get("number", "")))
            lexicon.add(Word(folded, tags, {**attrs, **own}))
