"""The forms under which an Arabic word is found: without `و ف ب ل ك س`, the article, and as the singular of its noun.

A word that is known as it stands is never cut: `وليد` is not `ليد`, `لبنان` not `بنان`. What is left must be a known
word, or begin with the article (`بالموزرة`). Where neither can be told, the word keeps its letters and is found without
its first ones too. An article that belongs to a name stays: `الباب` does not find `باب`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterator

ARTICLE = "ال"
_LEADS = ("", "و", "ف", "ب", "ل", "ك", "س", "وب", "ول", "وك", "وس", "فب", "فل", "فس")
_UNSURE = ("و", "ب", "ل", "وب", "ول")
"""What may be cut off an unknown word to find what is left as well: `ك`, `ف` and `س` seldom stand before a name."""
_ENDINGS = ("تان", "تين", "ان", "ين", "ون", "ات", "ا")
_LEAST = 3


class Known(Protocol):
    """What is known of folded words: which are whole, which are names, and of which noun one is a form."""

    def is_word(self, word: str) -> bool:
        """Tell whether this is a word as it stands."""

    def is_name(self, word: str) -> bool:
        """Tell whether this is a name as it stands."""

    def singular(self, word: str) -> str | None:
        """Return the noun of which this is a broken plural, None where it is none."""

    def are_forms(self, form: str, stem: str) -> bool:
        """Tell whether the first is a dual, plural or accusative of the second."""


def search_forms(word: str, known: Known) -> tuple[str, ...]:
    """Return the forms of a folded word: first the one that it is searched by, then others under which it is found."""
    for lead in _LEADS:
        rest = _behind(lead, word, known)
        if rest is not None and (known.is_word(rest) or _has_article(rest)):
            return _plain(rest, known)
    others = (word.removeprefix(lead) for lead in _UNSURE if word.startswith(lead))
    return (word, *dict.fromkeys(other for other in others if len(other) >= _LEAST))


def _behind(lead: str, word: str, known: Known) -> str | None:
    """Return what stands behind a lead; the article loses its alef behind `ل` (`للدفاع`, but not `لليلى`)."""
    if not word.startswith(lead):
        return None
    rest = word[len(lead) :]
    if lead.endswith("ل") and rest.startswith("ل") and len(rest) > _LEAST and not known.is_word(rest):
        return "ا" + rest
    return rest if not lead or len(rest) >= _LEAST else None


def _has_article(word: str) -> bool:
    return word.startswith(ARTICLE) and len(word) >= len(ARTICLE) + _LEAST


def _plain(word: str, known: Known) -> tuple[str, ...]:
    """Take the article and the ending off a word without clitics."""
    bare = word.removeprefix(ARTICLE)
    if bare == word or len(bare) < 2 or known.singular(word):
        return (_stem(word, known),)
    if known.is_name(word) or (known.is_word(word) and not known.is_word(bare)):
        return tuple(dict.fromkeys((word, _stem(bare, known))))
    return (_stem(bare, known),)


def _stem(word: str, known: Known) -> str:
    """Return the singular of a known noun, the word as it is where it is none."""
    listed = known.singular(word)
    return listed or next((stem for stem in _stems(word) if known.are_forms(word, stem)), word)


def _stems(word: str) -> Iterator[str]:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _LEAST:
            yield word[: -len(ending)]
            yield word[: -len(ending)] + "ه"
