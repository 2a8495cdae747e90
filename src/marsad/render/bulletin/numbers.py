"""Counted people and things in words: the bounds of a count around the grammar of each language (`lang/*/counted`)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from marsad.lang.ar import counted as arabic
from marsad.lang.en import counted as english

if TYPE_CHECKING:
    from collections.abc import Mapping

    from marsad.lang.ar.counted import Case
    from marsad.model.count import Count

_CASES: dict[str, Case] = {"gen": "gen", "toll": "gen", "acc": "acc", "toll_acc": "acc", "toll_nom": "nom"}
"""The case of a form; every other one is the nominative."""
_FIRST = frozenset({"first", "title"})
"""The forms with which a sentence or a title begins."""


class Nouns(Protocol):
    """How a language counts."""

    def people(self, count: Count, noun: str, form: str, who: str) -> str:
        """Write a count of people; `who` are words behind the noun, with a space before them."""

    def things(self, number: int, noun: str, form: str) -> str:
        """Write a number of things."""

    def verb(self, verb: str, count: Count, noun: str) -> str:
        """Return a verb that agrees with whoever is counted."""


@dataclass(frozen=True)
class ArabicNouns:
    """Arabic: the noun agrees with the number, duals with their case, verbs with the noun's gender."""

    nouns: Mapping[str, str]
    phrases: Mapping[str, str]

    def noun(self, name: str) -> arabic.Noun:
        """Return a noun: its stem in the word lists, or both its forms."""
        one, _, many = self.nouns[name].partition("/")
        return arabic.Noun(one, many, one.endswith("ة")) if many else arabic.noun(one)

    def people(self, count: Count, noun: str, form: str, who: str) -> str:
        """Write `ستة ضباط على الأقل`, `ما بين 13 و14 مدنياً`, `نحو 30 جريحاً`."""
        one, case = self.noun(noun), _CASES.get(form, "nom")
        if count.high is not None and count.low < count.high:
            return self._range(count.low, count.high, one, case) + who
        if count.approx:
            return self.phrases["about"].replace("{n:gen}", arabic.counted(count.low, one, "gen", bare=False)) + who
        bare = count.high is not None and form not in _CASES and not who
        number = arabic.counted(count.low, one, case, bare=bare)
        return (number if count.high is not None else self.phrases["least"].format(n=number)) + who

    def _range(self, low: int, high: int, one: arabic.Noun, case: Case) -> str:
        if (low, high) == (1, 2):
            return self.phrases["or"].format(low=arabic.counted(1, one, case), n=one.dual(case))
        if low == 0:
            return self.phrases["most"].replace("{n:gen}", arabic.counted(high, one, "gen", bare=False))
        return self.phrases["range"].format(low=f"{low:,}", n=f"{high:,} {arabic.after(high, one)}")

    def things(self, number: int, noun: str, form: str) -> str:
        """Write `ثلاث حوادث`, `حادثتين`."""
        return arabic.counted(number, self.noun(noun), _CASES.get(form, "nom"), bare=False)

    def verb(self, verb: str, count: Count, noun: str) -> str:
        """Return the verb, in the feminine where the noun is."""
        behind_a_word = count.approx or (count.high is not None and count.low < count.high != 2)
        return f"{verb}ت" if self.noun(noun).feminine and not behind_a_word else verb


@dataclass(frozen=True)
class EnglishNouns:
    """English: words up to nine, digits beyond; a sentence begins with a word."""

    nouns: Mapping[str, str]
    phrases: Mapping[str, str]

    def noun(self, name: str) -> tuple[str, str]:
        """Return a noun: its stem in the word lists, or both its forms."""
        one, _, many = self.nouns[name].partition("/")
        return (one, many) if many else english.noun(one)

    def people(self, count: Count, noun: str, form: str, who: str) -> str:
        """Write `at least six officers`, `between 13 and 14 civilians`, `about 30 people`."""
        one = self.noun(noun)
        if count.high is not None and count.low < count.high:
            said = self._range(count.low, count.high, one)
        elif count.approx or count.high is None:
            said = self.phrases["about" if count.approx else "least"].format(n=english.counted(count.low, one))
        else:
            said = english.counted(count.low, one, first=form in _FIRST)
        return (said[0].upper() + said[1:] if form in _FIRST else said) + who

    def _range(self, low: int, high: int, one: tuple[str, str]) -> str:
        number = english.counted(high, one)
        if low == 0:
            return self.phrases["most"].format(n=number)
        phrase = self.phrases["or" if (low, high) == (1, 2) else "range"]
        return phrase.format(low=english.number_word(low), n=number)

    def things(self, number: int, noun: str, form: str) -> str:
        """Write `three incidents`."""
        return english.counted(number, self.noun(noun), first=form == "first")

    def verb(self, verb: str, count: Count, noun: str) -> str:
        """Return the verb, in the singular where one is counted."""
        del noun
        return "was" if count.high == 1 or (count.low == 1 and count.high is None) else verb
