"""The words of a text as they are searched: where each stands in the stored text, and the forms it is found under."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from marsad.lang.search.arabic import search_forms
from marsad.lang.search.english import search_form
from marsad.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from marsad.lang.search.arabic import Known

_WORD = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9a-z]+(?:'[a-z]+)*|[^\W_0-9a-z]+")
_TANWIN = "\u064b"
_LONGEST = 60
GAP = "ǁ"
"""Stands between words that do not follow each other; in no text is it a word."""

Forms = tuple[str, ...]


class Word(NamedTuple):
    """A word: its stretch of the stored text, and its forms, the one that it is searched by first."""

    start: int
    end: int
    forms: Forms


class Term(NamedTuple):
    """What is looked for: one word, or several that follow each other."""

    forms: tuple[str, ...]

    def __str__(self) -> str:
        return " ".join(self.forms)


def word_reader(known: Known) -> Callable[[str], list[Word]]:
    """Return what cuts a text into its words; the forms of a word are worked out once."""
    memo: dict[str, Forms] = {}

    def forms_of(word: str) -> Forms:
        if word not in memo:
            memo[word] = _forms(word, known)
        return memo[word]

    def read(text: str) -> list[Word]:
        folded = fold(text)
        found = []
        for match in _WORD.finditer(folded.text):
            start, end = folded.stored_span(*match.span())
            forms = forms_of(match[0])
            if match[0].endswith("ا") and _TANWIN in text[start:end][-2:]:
                forms = tuple(dict.fromkeys((*forms_of(match[0][:-1]), *forms)))
            if GAP not in forms:
                found.append(Word(start, end, forms))
        return found

    return read


def _forms(word: str, known: Known) -> Forms:
    if word[0] > "\u0600":
        return tuple(form[:_LONGEST] for form in search_forms(word, known))
    plain = word.removesuffix("'s").replace("'", "").replace(",", "")
    return (search_form(plain)[:_LONGEST],)


def column(words: Sequence[Word]) -> str:
    """Return what an index holds of words: one form of each in their order, then the others, each by itself."""
    others = dict.fromkeys(form for word in words for form in word.forms[1:])
    return " ".join([*(word.forms[0] for word in words), *(f"{GAP} {form}" for form in others)])


def terms(query: str, read: Callable[[str], list[Word]]) -> tuple[Term, ...]:
    """Read a search: words, all of which are wanted; those in quotes, or joined by a hyphen, follow each other."""
    asked = []
    for number, part in enumerate(re.split('["“”„«»]', query)):
        quoted = number % 2 == 1
        for run in [part] if quoted else part.split():
            forms = tuple(word.forms[0] for word in read(run))
            if forms:
                asked.append(Term(forms))
    return tuple(dict.fromkeys(asked))


def marks(words: Sequence[Word], asked: Sequence[Term]) -> list[tuple[int, int]]:
    """Return the stretches of the stored text where terms stand, in order; none overlaps another."""
    spans = sorted(span for term in asked for span in _places(words, term.forms))
    found: list[tuple[int, int]] = []
    for start, end in spans:
        if not found or start >= found[-1][1]:
            found.append((start, end))
    return found


def _places(words: Sequence[Word], forms: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    if len(forms) == 1:
        yield from ((word.start, word.end) for word in words if forms[0] in word.forms)
        return
    for at in range(len(words) - len(forms) + 1):
        run = words[at : at + len(forms)]
        if all(word.forms[0] == form for word, form in zip(run, forms, strict=True)):
            yield run[0].start, run[-1].end
