"""Arabic counts as they are written: number and noun agree, by the lists that the reader reads with.

One and two are the noun itself (قتيل، قتيلان); three to ten take the plural, and a number word of the other gender
(ثلاثة قتلى، ثلاث نساء); eleven to ninety-nine the accusative singular (27 قتيلاً); hundreds and thousands the singular
(100 قتيل). What a larger number ends in decides (103 قتلى، 127 قتيلاً). Case shows in duals and in one object alone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, TypeAlias

from marsad.lang.entries import nouns, number_forms

if TYPE_CHECKING:
    from marsad.lang.tables import Entry

Case: TypeAlias = Literal["nom", "acc", "gen"]
PACKAGE = "marsad.lang.ar"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun as counting needs it: singular, the plural that follows a number, and whether it is feminine."""

    singular: str
    plural: str
    feminine: bool = False

    @property
    def accusative(self) -> str:
        """The indefinite accusative, with its alef where it is written (قتيلاً، امرأة)."""
        return self.singular if self.singular.endswith(("ة", "ى", "اء", "ا")) else f"{self.singular}اً"

    def dual(self, case: Case) -> str:
        """Return two of it: قتيلان, in the other cases قتيلين."""
        base = self.singular.removesuffix("ة") + "ت" if self.singular.endswith("ة") else self.singular
        return base + ("ان" if case == "nom" else "ين")


def noun(stem: str) -> Noun:
    """Return a noun of the word lists; raises KeyError where none has this stem."""
    return noun_of(nouns(PACKAGE)[stem])


def noun_of(entry: Entry) -> Noun:
    """Return the noun of an entry: its broken plural, else the sound one, as they stand behind a number."""
    stem: str = entry["stem"]
    feminine = stem.endswith("ة")
    broken = [form for form in str(entry.get("plural", "")).split() if not form.endswith("ات")]
    sound = f"{stem}ين" if entry.get("sound") else f"{stem.removesuffix('ة')}ات"
    return Noun(stem, broken[0] if broken else sound, feminine)


def counted(number: int, one: Noun, case: Case = "nom", *, bare: bool = True) -> str:
    """Write a number of something, from one on; a single one is the noun alone where `bare`, else with «واحد»."""
    if number == 1:
        single = one.accusative if case == "acc" else one.singular
        return single if bare else f"{single} {_single(one, case)}"
    if number == 2:
        return one.dual(case)
    if number <= 10:
        return f"{number_word(number, feminine=one.feminine)} {one.plural}"
    return f"{number:,} {after(number, one)}"


def after(number: int, one: Noun) -> str:
    """Return the form of a noun behind a number in digits: 5 قتلى، 27 قتيلاً، 100 قتيل."""
    end = number % 100
    return one.plural if 3 <= end <= 10 else one.accusative if end > 10 else one.singular


def number_word(number: int, *, feminine: bool) -> str:
    """Return the word for three to ten before a noun; it has the ending of the other gender (ثلاثة رجال، ثلاث نساء)."""
    masculine_noun, feminine_noun, *_ = number_forms(PACKAGE)[number]
    return feminine_noun if feminine else masculine_noun


def _single(one: Noun, case: Case) -> str:
    forms = number_forms(PACKAGE)[1]
    return forms[1] if one.feminine else f"{forms[0]}اً" if case == "acc" else forms[0]
