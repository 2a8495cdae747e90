"""What searching knows of Arabic words: the reader's lists, the names of places and parties, and a list of its own."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from marsad.actors.registry import countries, registry
from marsad.lang.ar import morphology
from marsad.lang.search.words import word_reader
from marsad.lang.tables import fill
from marsad.places.gazetteer import gazetteer
from marsad.text.fold import fold_word
from marsad.text.lexicon import Lexicon
from marsad.text.lists import read_list

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from marsad.lang.search.words import Word

_RULES = 2
"""Goes up where `lang.search` gives words other forms."""

_ARABIC = "\u0600"
_SHORTEST = 3


class KnownWords:
    """The words that are whole as they stand, the names among them, and the nouns with their forms."""

    def __init__(self) -> None:
        self._lexicon = Lexicon()
        fill(self._lexicon, "marsad.lang.ar", {"noun": morphology.noun_forms, "verb": morphology.verb_forms})
        self._names: set[str] = set()
        self._singulars = dict(_plurals())
        self._others: set[str] = {*_listed(), *self._singulars, *self._singulars.values()}
        for country in countries():
            for name in gazetteer(country).names():
                self._put(name)
            for alias, _ in registry(country).aliases():
                self._put(alias)

    def is_word(self, word: str) -> bool:
        """Tell whether this is a word as it stands."""
        return word in self._names or word in self._others or self._lexicon.get(word) is not None

    def is_name(self, word: str) -> bool:
        """Tell whether this is a name as it stands."""
        return word in self._names

    def singular(self, word: str) -> str | None:
        """Return the noun of which this is a listed plural, None where it is none."""
        return self._singulars.get(word)

    def are_forms(self, form: str, stem: str) -> bool:
        """Tell whether the first is a dual, plural or accusative of the second, by the reader's lists."""
        many, one = self._lexicon.get(form), self._lexicon.get(stem)
        if many is None or one is None or many.tags != one.tags:
            return False
        return one.attrs.get("number") == "sg" and many.attrs.get("harm") == one.attrs.get("harm")

    def digest(self) -> str:
        """Return a digest of all that is known, in hexadecimal: other words may give other forms."""
        plurals = (f"{many}={one}" for many, one in self._singulars.items())
        words = {*self._names, *self._others, *plurals, *(form for form, _ in self._lexicon.entries())}
        return hashlib.sha256("\n".join(sorted(words)).encode()).hexdigest()

    def _put(self, name: str) -> None:
        if name[0] < _ARABIC or len(name) < _SHORTEST:
            return
        if " " not in name:
            self._names.add(name)
            return
        self._others.update(part for part in name.split(" ") if len(part) >= _SHORTEST and not self._joined(part))

    def _joined(self, part: str) -> bool:
        """Tell whether a word of a longer name has a clitic before it (`والشام`, `لقوات`)."""
        rest = part[1:]
        return part[0] in "ولب" and (rest.startswith(("ال", "ل")) or self._lexicon.get(rest) is not None)


def _listed() -> Iterator[str]:
    """Walk our own list of whole words."""
    text = (files("marsad") / "lang/search/whole.toml").read_text("utf-8")
    for entry in read_list(text)["word"]:
        for line in entry["forms"]:
            yield from fold_word(line).split()


def _plurals() -> Iterator[tuple[str, str]]:
    """Walk our own list of broken plurals: each with its noun; duals and the accusative go with it."""
    for line in read_list((files("marsad") / "lang/search/broken.toml").read_text("utf-8"))["plurals"]:
        one, *many = map(fold_word, line.split())
        stem = one.removesuffix("ه")
        endings = ("تان", "تين", "ات") if stem != one else ("ان", "ين", "ا")
        duals = (stem + ending for ending in endings) if len(one) >= _SHORTEST else ()
        yield from ((form, one) for form in (*many, *duals))


@cache
def _known() -> KnownWords:
    return KnownWords()


@cache
def version() -> str:
    """Return by which words and rules an index is made; one of another version is made again."""
    return f"{_RULES}:{_known().digest()[:32]}"


@cache
def reader() -> Callable[[str], list[Word]]:
    """Return what cuts a text into words; made once, since it loads the names of every country."""
    return word_reader(_known())
