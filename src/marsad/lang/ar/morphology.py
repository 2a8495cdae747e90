"""How Arabic words inflect and what is glued to them: nouns, verbs, clitics, the article, pronouns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.text.lexicon import Word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.lang.tables import Entry
    from marsad.text.lexicon import Lexicon, Piece

SINGULAR, DUAL, PLURAL = {"number": "sg"}, {"number": "du"}, {"number": "pl"}


def noun_forms(entry: Entry) -> Iterator[tuple[str, dict[str, str]]]:
    """Inflect a noun: accusative, dual, sound plurals, feminine; broken plurals stand in the entry.

    `‑ين` of a sound plural reads as dual or plural alike: both are given, and the reader decides by context.
    """
    stem: str = entry["stem"]
    base = stem[:-1] + "ت" if stem.endswith("ة") else stem
    yield stem, SINGULAR
    if base == stem:
        yield stem + "ا", SINGULAR
    for ending in ("ان", "ين", "ي"):
        if ending != "ي" or base != stem:
            yield base + ending, DUAL
    for plural in str(entry.get("plural", "")).split():
        yield plural, PLURAL
        yield plural + "ا", PLURAL
    if entry.get("sound"):
        for ending in ("ون", "ين", "و", "ي"):  # مقاتلو, مقاتلي before a name
            if base + ending != stem:
                yield base + ending, PLURAL
    if entry.get("feminine"):
        women = {"group": entry["women"]} if "women" in entry else {}
        yield stem + "ة", {**SINGULAR, **women}
        for ending in ("تان", "تين", "تا", "تي"):
            yield stem + ending, {**DUAL, **women}
        yield stem + "ات", {**PLURAL, **women}


def verb_forms(entry: Entry) -> Iterator[tuple[str, dict[str, str]]]:
    """Inflect a sound verb in the third person, past and present; passive and active look alike without vowels."""
    past: str = entry["past"]
    for ending, number in (("", "sg"), ("ت", "sg"), ("ا", "du"), ("تا", "du"), ("وا", "pl"), ("ن", "pl")):
        yield past + ending, {"verbnumber": number}
    if "present" in entry:
        for person in "يت":
            for ending in ("", "ون", "ان", "وا", "ن"):
                yield person + entry["present"] + ending, {}


_LEAD = {"و": "و", "ف": "ف", "ب": "ب", "ل": "ل", "ك": "ك", "س": "س"}


def reads_as_words(name: str, lexicon: Lexicon) -> bool:
    """Tell whether a name is a known word behind a clitic or the article: `وأن` is `and that`, not Van.

    `الشهداء` are the martyrs, and the quarter of that name needs a word like `حي` before it.
    """
    if name[0] < "\u0600":
        return True  # `16 تشرين` is a day first; names in Latin letters are for English texts
    deed = lexicon.get(name[:-1]) if name.endswith("ه") else None
    if deed is not None and "HARMNOUNV" in deed.tags:
        return True  # `مقتله` is his death
    plain = name[2:] if name.startswith("ال") else name[1:] if name[0] in _LEAD else ""
    return lexicon.get(plain) is not None


_PRONOUNS = ("هما", "هم", "هن", "ها", "نا", "ه")


def split_word(form: str, lexicon: Lexicon) -> list[Piece] | None:
    """Take clitics, article and pronoun off a word where what is left is known; None where it is not."""
    start = 0
    pieces: list[Piece] = []
    for group in ("وف", "بلكس"):
        if rest := _rest(form, start, lexicon):
            return [*pieces, *rest]
        if len(form) - start > 2 and form[start] in group:
            pieces.append((start, start + 1, form[start], lexicon.get(_LEAD[form[start]])))
            start += 1
    rest = _rest(form, start, lexicon)
    return [*pieces, *rest] if rest else None


def core(form: str) -> str:
    """Return what of a form stands in every word that is taken apart into it.

    The article loses its alef behind `ل` (`للدفاع`), and teh marbuta is `ت` before a pronoun (`إصابته`).
    """
    return form.removesuffix("ه")[form.startswith("ال") :]


def _rest(form: str, start: int, lexicon: Lexicon) -> list[Piece] | None:
    """Read the rest of a word from `start`: as it stands, behind the article, or before a pronoun."""
    body, end = form[start:], len(form)
    whole = lexicon.get(body)
    if whole:
        return [(start, end, body, whole)]
    if start and form[start - 1 : start + 1] == "لل":  # للدفاع is ل and الدفاع
        body = "ا" + body
        if whole := lexicon.get(body):
            return [(start, end, body, whole)]
    if body.startswith("ال") and len(body) > 3:
        word = lexicon.get(body[2:])
        if word or lexicon.knows(body[2:]):
            return [(start, end, body, word.also("DEFINITE") if word else None)]
    return [(start, end, body, None)] if lexicon.knows(body) else _before_pronoun(body, start, lexicon)


def _before_pronoun(body: str, start: int, lexicon: Lexicon) -> list[Piece] | None:
    """Read a word that ends in a pronoun (`زوجته`, `مقتلهما`)."""
    end = start + len(body)
    for pronoun in _PRONOUNS:
        if body.endswith(pronoun) and len(body) > len(pronoun) + 2:
            stem = body[: -len(pronoun)]
            if two := _two_of(stem, lexicon):
                return [(start, end, body, two)]
            for known in (stem, stem[:-1] + "ه" if stem.endswith("ت") else stem):
                word = lexicon.get(known)
                if word and word.tags & {"PERSON", "HARMNOUNV", "HARMVERB", "SAY"}:
                    return [(start, end, body, word.also("PRONOUN"))]
    return None


def _two_of(stem: str, lexicon: Lexicon) -> Word | None:
    """Read a dual that lost its end before a pronoun: `طفلاه` and `طفليه` are his two children."""
    known = lexicon.get(stem) if stem.endswith("ي") else None  # `مرافقيه` may be more than two
    base = stem[:-1]
    if known is not None or not stem.endswith(("ا", "ي")) or len(base) < 3:
        return None
    word = lexicon.get(base[:-1] + "ه" if base.endswith("ت") else base)
    if word is None or "PERSON" not in word.tags or word.attrs.get("number") != "sg":
        return None
    return Word(word.form, word.tags | {"PRONOUN"}, {**word.attrs, "number": "du"})


def signatures(lexicon: Lexicon) -> set[frozenset[str]]:
    """Return every set of tags that a word can have after its article or pronoun is taken off."""
    plain = lexicon.signatures()
    return plain | {sign | {"DEFINITE"} for sign in plain} | {sign | {"PRONOUN"} for sign in plain}
