"""How English words inflect and what is glued to them: plurals, verb endings, possessives, hyphens."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.lang.tables import Entry
    from marsad.text.lexicon import Lexicon, Piece

SINGULAR, PLURAL = {"number": "sg"}, {"number": "pl"}
_ARTICLES = frozenset("al el ar as ash at an ad adh ed er es et ez ul".split())
_VOWELS = frozenset("aeiou")


def noun_forms(entry: Entry) -> Iterator[tuple[str, dict[str, str]]]:
    """Inflect the nouns of an entry: `farmer` regularly, `child/children` as it says; `_` joins two words."""
    for pair in str(entry["stem"]).split():
        one, _, many = pair.replace("_", " ").partition("/")
        yield one, SINGULAR
        yield many or plural(one), PLURAL


def plural(noun: str) -> str:
    """Return the regular plural of a noun."""
    if noun.endswith(("s", "x", "z", "ch", "sh")):
        return noun + "es"
    if noun.endswith("y") and noun[-2] not in _VOWELS:
        return noun[:-1] + "ies"
    return noun + "s"


def verb_forms(entry: Entry) -> Iterator[tuple[str, dict[str, str]]]:
    """Inflect the verbs of an entry: `kill` regularly, `say/said`, `rise/rose/risen` as they say."""
    for group in str(entry["stem"]).split():
        base, *past = group.replace("_", " ").split("/")
        yield base, {}
        yield plural(base), {}
        yield (base.removesuffix("e")) + "ing", {}
        for form in past or [_past(base)]:
            yield form, {}


def _past(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if base.endswith("y") and base[-2] not in _VOWELS:
        return base[:-1] + "ied"
    return base + "ed"


def split_word(form: str, lexicon: Lexicon) -> list[Piece] | None:
    """Take a possessive `'s` and hyphens off a word where what is left is known; None where it is not."""
    for ending in ("'s", "'"):
        if form.endswith(ending) and len(form) > len(ending) + 1:
            stem = form[: -len(ending)]
            end = len(stem)
            pieces = split_word(stem, lexicon) if lexicon.get(stem) is None else None
            return [*(pieces or [(0, end, stem, lexicon.get(stem))]), (end, len(form), "'s", lexicon.get("'s"))]
    return _at_hyphens(form, lexicon) if "-" in form else None


def _at_hyphens(form: str, lexicon: Lexicon) -> list[Piece] | None:
    """Take a word apart at its hyphens: all parts known, or a name behind its article (`al-Quriyah`)."""
    pieces: list[Piece] = []
    start = 0
    for part in form.split("-"):
        pieces.append((start, start + len(part), part, lexicon.get(part)))
        start += len(part) + 1
    if all(word is not None or lexicon.knows(part) for _, _, part, word in pieces):
        return pieces
    whole = form.replace("-", "")
    if lexicon.get(whole):  # letters broken apart (`de-ad`)
        return [(0, len(form), whole, lexicon.get(whole))]
    rest = form.partition("-")[2]
    if form.partition("-")[0] in _ARTICLES and lexicon.get(rest):
        return [(0, len(form), form, lexicon.get(rest))]
    return None


def core(form: str) -> str:
    """Return what of a form stands in every word that is taken apart into it: all of it."""
    return form


def signatures(lexicon: Lexicon) -> set[frozenset[str]]:
    """Return every set of tags that a word can have."""
    return lexicon.signatures()


def reads_as_words(name: str, lexicon: Lexicon) -> bool:  # noqa: ARG001  every language answers this
    """Tell whether a name is none of English: Arabic letters; a capital letter tells the others apart from words."""
    return name[0] >= "\u0600"
