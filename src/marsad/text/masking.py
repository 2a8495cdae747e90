"""Hide names in a text: every way in which a name is written there, each letter by a block, so that offsets hold."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from unicodedata import category

from marsad.text.fold import fold

MASK = "█"
"""What stands for a letter that is hidden: as many of them as there were code points."""
_TOKEN = re.compile(r"[^\W_]+")
_BEFORE = "(?:[وف]?[بكل]?)"
_BETWEEN = r"[\W_]{1,4}"
_LEAST = 2
"""So many letters a name has at least."""


def name_key(words: str) -> str:
    """Return a name as it is compared: folded, its words with one space between; empty where it is none."""
    return " ".join(_TOKEN.findall(fold(words).text))


@dataclass(frozen=True)
class Names:
    """Names to be hidden, as `name_key` writes them; none of them is empty."""

    keys: frozenset[str] = frozenset()

    def spans(self, text: str) -> list[tuple[int, int]]:
        """Return the stretches of a stored text where one of the names stands, in whatever spelling.

        Clitics before a name are no part of it; vowel signs, tatweel and the gaps of broken words are.
        """
        if not self.keys:
            return []
        folded = fold(text)
        if not any(longest in folded.text for longest in self._longest):
            return []
        return [folded.stored_span(*found.span(found.lastindex or 0)) for found in self._pattern.finditer(folded.text)]

    def hide(self, text: str) -> str:
        """Return the text with every name masked, of the same length."""
        return masked(text, self.spans(text))

    @cached_property
    def _longest(self) -> list[str]:
        """The longest word of each name, as far as it stands there in any way of writing it: most texts have none."""
        return [max((word.removeprefix("ال") for word in key.split()), key=len) for key in self.keys]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        ways = "|".join(_way(key) for key in sorted(self.keys, key=lambda key: (-len(key), key)))
        return re.compile(rf"(?<![^\W_])(?:{ways})(?![^\W_])")


def is_name(words: str) -> bool:
    """Tell whether words can be hidden as a name: two letters or more."""
    return len(name_key(words)) >= _LEAST


def masked(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a text with the letters, digits and vowel signs of these stretches masked; what stands between stays.

    None of them is ever escaped in JSON, so that JSON of it is as long, too.
    """
    letters = list(text)
    for start, end in spans:
        letters[start:end] = [MASK if category(char)[0] in "LNM" else char for char in letters[start:end]]
    return "".join(letters)


def laid_over(words: str, start: int, whole: str) -> str:
    """Return words that stand at an offset of a text with the masks of that text, a name cut in half as well."""
    under = whole[start : start + len(words)].ljust(len(words))
    return "".join(MASK if hidden == MASK else char for char, hidden in zip(words, under, strict=True))


def _way(key: str) -> str:
    """Return the pattern of a name in a folded text, with what may stand before its first word or at its end."""
    first, *others = (re.escape(word) for word in key.split())
    rest = "".join(f"{_BETWEEN}{word}" for word in others)
    end = "ا?" if re.search("[ء-ي]$", key) else ""
    if first.startswith("ال") and len(first) > 3:
        return f"(?:[وف]?[بك]?(?:ال)?|[وف]?لل)({first[2:]}{rest}{end})"
    return f"{_BEFORE}({first}{rest}{end})"
