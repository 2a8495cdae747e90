"""The lexicon: what words and phrases are, as tags and attributes. It knows no language; a language fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias

import ahocorasick

Attr: TypeAlias = str | int | bool

_OPEN, _CLOSE = "\x1e", "\x1f"


@dataclass(frozen=True, slots=True)
class Word:
    """What is known of one folded form: its tags (classes that rules name) and attributes (what it means)."""

    form: str
    tags: frozenset[str]
    attrs: dict[str, Attr] = field(default_factory=dict)

    def also(self, *tags: str) -> Word:
        """Return the same word with more tags."""
        return Word(self.form, self.tags | frozenset(tags), self.attrs)

    def merged(self, other: Word) -> Word:
        """Join two readings of one form: all tags; of attributes that differ the first holds, numbers are joined."""
        attrs = {**other.attrs, **self.attrs}
        numbers = (self.attrs.get("number"), other.attrs.get("number"))
        if all(numbers) and numbers[0] != numbers[1]:
            attrs["number"] = "|".join(sorted({*str(numbers[0]).split("|"), *str(numbers[1]).split("|")}))
        return Word(self.form, self.tags | other.tags, attrs)


Piece: TypeAlias = tuple[int, int, str, "Word | None"]
"""A part of a word: start and end within it, the form as a phrase would list it, and what is known of it."""

Split: TypeAlias = Callable[[str, "Lexicon"], "list[Piece] | None"]
"""How a language takes a word apart that the lexicon does not hold whole (clitics, endings)."""


class Lexicon:
    """Forms and phrases of one language. Lookups are remembered, so a form costs its analysis once."""

    def __init__(self, split: Split | None = None) -> None:
        self._words: dict[str, Word] = {}
        self._parts: set[str] = set()
        self._phrases = ahocorasick.Automaton()
        self._phrase_words: dict[str, Word] = {}
        self._split = split
        self._memo: dict[str, list[Piece]] = {}

    def add(self, word: Word) -> None:
        """Put in a form of one word or, where it has spaces, a phrase; a second reading joins the first."""
        store = self._phrase_words if " " in word.form else self._words
        known = store.get(word.form)
        store[word.form] = known.merged(word) if known else word
        if " " in word.form:
            self._parts.update(word.form.split(" "))

    def finish(self) -> Lexicon:
        """Make the phrase automaton; called once, after the last word was added."""
        for form, word in self._phrase_words.items():
            key = "".join(f"{_OPEN}{part}{_CLOSE}" for part in form.split(" "))
            self._phrases.add_word(key, (form.count(" ") + 1, word))
        if self._phrase_words:
            self._phrases.make_automaton()
        return self

    def get(self, form: str) -> Word | None:
        """Return what is known of a folded form, without taking it apart."""
        return self._words.get(form)

    def knows(self, form: str) -> bool:
        """Tell whether a form stands in the lexicon by itself or as part of a phrase."""
        return form in self._words or form in self._parts

    def analyse(self, form: str) -> list[Piece]:
        """Take a folded form apart into pieces that are known; an unknown form is one piece without a word."""
        pieces = self._memo.get(form)
        if pieces is None:
            word = self._words.get(form)
            pieces = [(0, len(form), form, word)]
            if word is None and form not in self._parts and self._split is not None:
                pieces = self._split(form, self) or pieces
            if len(self._memo) > 200_000:
                self._memo.clear()
            self._memo[form] = pieces
        return pieces

    def phrases(self, forms: Iterable[str]) -> Iterator[tuple[int, int, Word]]:
        """Find the longest phrases in a row of forms, left to right: first and last+1 index, and the phrase."""
        if not self._phrase_words:
            return
        starts: dict[int, int] = {}
        ends: dict[int, int] = {}
        length = 0
        parts = []
        for index, form in enumerate(forms):
            starts[length] = index
            parts.append(f"{_OPEN}{form}{_CLOSE}")
            length += len(form) + 2
            ends[length - 1] = index + 1
        for last, (count, word) in self._phrases.iter_long("".join(parts)):
            stop = ends[last]
            yield stop - count, stop, word

    def signatures(self) -> set[frozenset[str]]:
        """Return every set of tags that a word or phrase has, for the alphabet of the rules."""
        return {word.tags for store in (self._words, self._phrase_words) for word in store.values()}

    def forms(self, tag: str) -> list[str]:
        """Return the forms and phrases that have a tag."""
        return [w.form for store in (self._words, self._phrase_words) for w in store.values() if tag in w.tags]
