"""Choose the country whose names a report is read with: what the text names votes, a close vote is the default's."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from marsad.model.country import DEFAULT
from marsad.text.fold import fold_word
from marsad.text.lists import read_list

LEAST = 2
"""So often at least another country's names must stand in a text that names the default's, or places of neither."""
TOLD = 4
"""So many of the names are told as the reason."""
TIMES = 2
"""So many times as often as the default's they must stand there."""

_WORD = re.compile(r"\w+")
_PREFIXES = ("", "و", "ب", "ل", "ف", "وب", "ول")
"""What may be written on the front of an Arabic name; with ل the article loses its alef."""


@dataclass(frozen=True, slots=True)
class Vote:
    """The country chosen, its English name, and which of its names stand in the text, the most frequent first."""

    country: str
    name: str = ""
    marks: tuple[str, ...] = ()

    def __str__(self) -> str:
        """Tell why: `the text names بغداد and العراق`. A Latin word between Arabic ones keeps them in order."""
        return "the text names " + " and ".join(self.marks[:TOLD])


def vote(text: str) -> Vote:
    """Return the country that a folded text is read for. It is told only what speaks for another than the default."""
    owners, foreign = _marks(), _foreign()
    if foreign.isdisjoint(text.split()):
        return Vote(DEFAULT)  # as most texts of the default country, which cost no more than this
    found = Counter(mark for word in _WORD.findall(text) if (mark := owners.get(word)))
    counted: Counter[str] = Counter()
    for (country, _), times in found.items():
        counted[country] += times
    own = counted.pop(DEFAULT, 0)
    best = max(counted, key=lambda country: (counted[country], country), default=DEFAULT)
    enough = counted[best] >= max(LEAST, TIMES * own + 1)
    if best == DEFAULT or not (enough or (own == 0 and not _alone().isdisjoint(found))):
        return Vote(DEFAULT)
    marks = tuple(word for (country, word), _ in found.most_common() if country == best)
    return Vote(best, country_names()[best], marks)


def country_names() -> dict[str, str]:
    """Return the countries that have a pack, by their two letters, with their English names; the default first."""
    return {str(entry["code"]): str(entry["en"]) for entry in _packs()}


@cache
def _packs() -> list[dict[str, str | list[str]]]:
    table = read_list((files("marsad") / "data" / "countries.toml").read_text("utf-8"))
    return list(table["country"])


@cache
def _marks() -> dict[str, tuple[str, str]]:
    """Return every form in which a mark may stand in a folded text, with its country and the mark as it is listed."""
    forms: dict[str, tuple[str, str]] = {}
    for entry in _packs():
        for mark in (*entry["marks"], *entry["marks_en"]):
            folded = fold_word(mark)
            spelt = {folded} if folded.isascii() else {f"{prefix}{folded}" for prefix in _PREFIXES}
            if folded.startswith("ال"):
                spelt |= {f"لل{folded[2:]}", f"ولل{folded[2:]}"}
            forms |= dict.fromkeys(spelt, (str(entry["code"]), mark))
    return forms


@cache
def _alone() -> frozenset[tuple[str, str]]:
    """Return the countries and marks of which one naming is enough."""
    return frozenset((str(entry["code"]), mark) for entry in _packs() for mark in entry.get("alone", ()))


@cache
def _foreign() -> frozenset[str]:
    """Return the forms of other countries' marks, also with the punctuation that usually stands behind a word."""
    forms = [form for form, (country, _) in _marks().items() if country != DEFAULT]
    return frozenset(f"{form}{end}" for form in forms for end in ("", ",", "،", ".", ":"))
