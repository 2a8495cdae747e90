"""The lexicon: what words and phrases are, as tags and attributes. It knows no language; a language fills it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar

Value = TypeVar("Value")
Attr: TypeAlias = str | int | bool


@dataclass(frozen=True, slots=True, eq=False)
class Word:
    """What is known of one folded form: its tags (classes that rules name) and attributes (what it means).

    A lexicon makes one Word of a form: two are the same where they are one object.
    """

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

Reading: TypeAlias = tuple[int, int, str, "Word | None", frozenset[str]]
"""A piece of a token with the tags that it has in a text."""

_KEPT = 200_000
"""So many forms are remembered at most: a year of news has fewer."""

Split: TypeAlias = Callable[[str, "Lexicon"], "list[Piece] | None"]
"""How a language takes a word apart that the lexicon does not hold whole (clitics, endings)."""


class Lexicon:
    """Forms and phrases of one language. Lookups are remembered, so a form costs its analysis once."""

    def __init__(self, split: Split | None = None) -> None:
        self._words: dict[str, Word] = {}
        self._parts: set[str] = set()
        self._phrases: dict[str, Word | str] = {}
        self._firsts: set[str] = set()
        self._begun: dict[str, set[int]] = {}
        self._lengths: dict[str, tuple[int, ...]] = {}
        """How many words the phrases have that begin with two words, the longest first."""
        self._phrase_words: dict[str, Word] = {}
        self._names: frozenset[str] = frozenset()
        self._phrase_names: list[str] = []
        self._name_tags: frozenset[str] = frozenset()
        self._split = split
        self._memo: dict[str, list[Piece]] = {}
        self.ready: dict[str, tuple[Reading, ...]] = {}
        """What stretches between two spaces gave that read the same wherever they stand."""
        self.ready_cased: dict[str, tuple[Reading, ...]] = {}
        """The same of what holds letters of a script that has capitals, as it is stored."""

    def add(self, word: Word) -> None:
        """Put in a form of one word or, where it has spaces, a phrase; a second reading joins the first."""
        store = self._phrase_words if " " in word.form else self._words
        known = store.get(word.form)
        store[word.form] = known.merged(word) if known else word
        if " " in word.form:
            self._parts.update(word.form.split(" "))

    def add_names(self, names: Iterable[str], tag: str) -> None:
        """Put in many forms and phrases of which nothing is known but one tag; what is known otherwise stays as it is.

        A single word becomes a Word when it is looked up first: most of a country's names stand in no report.
        """
        known = set().union(self._words, self._phrase_words)
        new = [name for name in names if name not in known]
        self._phrase_names = [name for name in new if " " in name]
        self._parts.update(" ".join(self._phrase_names).split(" "))
        self._names, self._name_tags = frozenset(name for name in new if " " not in name), frozenset({tag})

    def finish(self) -> Lexicon:
        """Make the table of phrases; called once, after the last word was added.

        A phrase that holds a word with a clitic is kept as the text will show it, the clitic apart. Names are seldom
        such: they follow where a phrase has shown the way.
        """
        apart: dict[str, str] = {}
        for form, word in self._phrase_words.items():
            for part in form.split(" "):
                if part not in apart:
                    apart[part] = self._apart(part)
            self._add_phrase(" ".join([apart[part] for part in form.split(" ")]), word)
        changed = {part: shown for part, shown in apart.items() if part != shown}
        for name in self._phrase_names:
            parts = name.split(" ")
            usual = changed.keys().isdisjoint(parts)
            self._add_phrase(name if usual else " ".join([changed.get(part, part) for part in parts]), name)
        self._lengths = {two: tuple(sorted(lengths, reverse=True)) for two, lengths in self._begun.items()}
        return self

    def _add_phrase(self, shown: str, word: Word | str) -> None:
        self._phrases.setdefault(shown, word)
        parts = shown.split(" ")
        self._firsts.add(parts[0])
        self._begun.setdefault(f"{parts[0]} {parts[1]}", set()).add(len(parts))

    def _apart(self, part: str) -> str:
        """Return a word of a phrase with its clitics apart, where it does not stand in the lexicon as it is."""
        if self._split is None or part in self._words or part in self._names:
            return part
        self._parts.discard(part)
        pieces = self._split(part, self)
        if pieces is None or len(pieces) == 1:
            self._parts.add(part)
            return part
        return " ".join(form for _, _, form, _ in pieces)

    def get(self, form: str) -> Word | None:
        """Return what is known of a folded form, without taking it apart."""
        word = self._words.get(form)
        if word is None and form in self._names:
            word = self._words[form] = Word(form, self._name_tags)
        return word

    def knows(self, form: str) -> bool:
        """Tell whether a form stands in the lexicon by itself or as part of a phrase."""
        return form in self._words or form in self._parts or form in self._names

    def analyse(self, form: str) -> list[Piece]:
        """Take a folded form apart into pieces that are known; an unknown form is one piece without a word."""
        pieces = self._memo.get(form)
        if pieces is None:
            word = self.get(form)
            pieces = [(0, len(form), form, word)]
            if word is None and self._split is not None:
                split = self._split(form, self)
                if split and (len(split) == 1 or form not in self._parts):
                    pieces = split
            self.keep(self._memo, form, pieces)
        return pieces

    @staticmethod
    def keep(memo: dict[str, Value], form: str, value: Value) -> Value:
        """Put a value into a memo, which is begun anew when it is full; return the value."""
        if len(memo) > _KEPT:
            memo.clear()
        memo[form] = value
        return value

    def phrases(self, row: list[str]) -> Iterator[tuple[int, int, Word]]:
        """Find the longest phrases in a row of forms, left to right: first and last+1 index, and the phrase."""
        end = 0
        for at in [i for i, form in enumerate(row[:-1]) if form in self._firsts]:
            if at < end:
                continue
            for length in self._lengths.get(f"{row[at]} {row[at + 1]}", ()):
                shown = " ".join(row[at : at + length]) if at + length <= len(row) else ""
                word = self._phrases.get(shown)
                if word:
                    if isinstance(word, str):
                        word = self._phrases[shown] = Word(word, self._name_tags)
                    end = at + length
                    yield at, end, word
                    break

    def signatures(self) -> set[frozenset[str]]:
        """Return every set of tags that a word or phrase has, for the alphabet of the rules."""
        known = {word.tags for store in (self._words, self._phrase_words) for word in store.values()}
        return known | {self._name_tags} if self._names else known

    def entries(self) -> Iterator[tuple[str, Word]]:
        """Walk words and phrases, a phrase as a text shows it, with its clitics apart; names alone are left out."""
        yield from self._words.items()
        for shown, word in self._phrases.items():
            if isinstance(word, Word):
                yield shown, word

    def forms(self, tag: str) -> list[str]:
        """Return the forms and phrases that have a tag."""
        return [w.form for store in (self._words, self._phrase_words) for w in store.values() if tag in w.tags]
