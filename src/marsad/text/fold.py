"""Fold a text to one spelling, with an offset map both ways.

Folded away: alef, yeh and teh marbuta forms, hamza carriers, tatweel, vowel signs, digits of other scripts, bidi
marks, kinds of quotation mark, dash and space, letter case and Latin accents. Words that are broken apart to pass a
filter (`مـ ـقـ ـتـ ـل`, `kil*led`) are joined again.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SAME = {
    **dict.fromkeys("أإآٱٲٳ", "ا"),
    **dict.fromkeys("ىیېےئ", "ي"),
    **dict.fromkeys("ةھہۀە", "ه"),
    "ؤ": "و",
    **dict.fromkeys("کڪگ", "ك"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‘’‚‛`´′ʼ", "'"),
    **dict.fromkeys("–—−‐‑‒―", "-"),
    "٪": "%",
    "٬": ",",
    "٫": ".",
}
_DROPPED = (
    "\u0640\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff"
)
_LETTER = "\u0621-\u063a\u0641-\u064a"
_MARKS = "\u064b-\u065f\u0670"

_TATWEEL = "\u0640"
_GAP = "(?:[ \u00a0]+|[.،,]{1,3})"
_MARK_SIGNS = "".join(map(chr, (*range(0x64B, 0x660), 0x670)))

# Tatweel, spaces or dots, tatweel: always inside one word. A letter, tatweel, space, letter: one word too, except the
# abbreviation ه‍ of the Hijri year. Never across a digit (الـ 14).
_BREAK = re.compile(
    rf"\u0640+{_GAP}\u0640+|(?<![^{_LETTER}{_MARKS}]ه)(?<=[{_LETTER}{_MARKS}])\u0640+{_GAP}(?=[{_LETTER}])"
)
_BREAK_SIGN = re.compile(f"\u0640{_GAP}")
"""Every break holds its sign. A pattern that begins with a letter is found many times as fast as one that may not."""
_STRAY_LETTERS = re.compile(rf"[{_LETTER}{_MARKS}\u0640]*((?:[ \u00a0][{_LETTER}](?![{_LETTER}\u0640]))+)")
_STAR = re.compile(rf"[*•·][{_DROPPED}*•·]*(?=[^\W\d_])")
_STAR_SIGN = re.compile("[*•·]")
_DROP = re.compile(f"[{_DROPPED}]+")
_CUT = re.compile(f"[{_DROPPED}*•·\ufb50-\ufdff\ufe70-\ufefc]")
"""What `fold` may cut out or take apart; a word without it is only translated."""
_IS_DROPPED = re.compile(f"[{_DROPPED}]")
_PRESENTATION = re.compile("[\ufb50-\ufdff\ufe70-\ufefc]")


class _Table(dict[int, str]):
    """One folded character for every code point, found on first use."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _SAME.get(char)
        if folded is None:
            folded = self._fold(char)
        self[code] = folded
        return folded

    @staticmethod
    def _fold(char: str) -> str:
        if char == "\n":
            return char
        if char.isspace() or unicodedata.category(char) == "Cc":
            return " "
        if char.isdecimal():
            return str(unicodedata.decimal(char))
        base = unicodedata.normalize("NFKD", char)[:1] if char.isalpha() and char > "\x7f" else char
        lower = (base or char).lower()
        return _SAME.get(lower, lower) if len(lower) == 1 else char


_TABLE = _Table()
_USUAL = {char: _TABLE[ord(char)] for char in "أإآىئةؤ`“”«»‘’–—٪\u00a0\r\t٠١٢٣٤٥٦٧٨٩" if _TABLE[ord(char)] != char}
_RARE = re.compile(f"[^\n -~{_LETTER}ء،؛؟…{''.join(_USUAL)}]")


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text. `text` is what rules read; the map leads from its offsets to the stored text and back."""

    text: str
    stored: str
    _folded_at: tuple[int, ...]
    _stored_at: tuple[int, ...]

    @property
    def straight(self) -> bool:
        """Tell whether nothing was cut out: every letter stands where it is stored."""
        return len(self._folded_at) == 1 and not self._stored_at[0] and len(self.text) == len(self.stored)

    def to_stored(self, offset: int) -> int:
        """Return where in the stored text the folded character at `offset` stands (the end maps to the end)."""
        if offset >= len(self.text):
            return len(self.stored)
        at = bisect_right(self._folded_at, offset) - 1
        return self._stored_at[at] + offset - self._folded_at[at]

    def to_folded(self, offset: int) -> int:
        """Return the folded offset of the stored code point at `offset`; a dropped one maps to what follows it."""
        at = bisect_right(self._stored_at, offset) - 1
        if at < 0:
            return 0
        at = bisect_left(self._stored_at, self._stored_at[at])  # the first letter of a ligature
        inside = self._folded_at[at] + offset - self._stored_at[at]
        end = self._folded_at[at + 1] if at + 1 < len(self._folded_at) else len(self.text)
        return min(inside, end)

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """Walk the stretches that stand in the stored text letter for letter: start, end, and how far it is ahead."""
        ends = (*self._folded_at[1:], len(self.text))
        for start, end, stored_at in zip(self._folded_at, ends, self._stored_at, strict=True):
            yield start, end, stored_at - start

    def stored_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the stored text behind a folded one, with the vowel signs of its last letter."""
        first = self.to_stored(start)
        if end <= start:
            return first, first
        last = self.to_stored(end - 1) + 1
        while last < len(self.stored) and "\u064b" <= self.stored[last] <= "\u065f":
            last += 1
        return first, last


def fold(text: str) -> Folded:
    """Fold a whole text."""
    cuts = sorted(_cuts(text), key=lambda cut: (cut[0], -cut[1])) if _CUT.search(text) else []
    pieces, folded_at, stored_at = [], [], []
    at = length = 0
    for start, end, instead in cuts:
        if start < at:
            continue
        if start > at:
            pieces.append(text[at:start])
            folded_at.append(length)
            stored_at.append(at)
            length += start - at
        for char in instead:  # every letter of a ligature stands where the ligature stood
            pieces.append(char)
            folded_at.append(length)
            stored_at.append(start)
            length += 1
        at = end
    if at < len(text):
        pieces.append(text[at:])
        folded_at.append(length)
        stored_at.append(at)
    return Folded(_letters("".join(pieces)), text, tuple(folded_at), tuple(stored_at))


def _letters(text: str) -> str:
    """Fold letter by letter. Most texts hold only a few kinds of letters that fold to others: one pass for each."""
    if _RARE.search(text):
        return text.translate(_TABLE)
    text = text.lower()
    for char, folded in _USUAL.items():
        text = text.replace(char, folded)
    return text


def breaks_words(text: str) -> bool:
    """Tell whether a stored text may hold words that are broken apart by tatweel and spaces."""
    return _BREAK_SIGN.search(text) is not None


def fold_word(word: str) -> str:
    """Fold a word or name by itself, as `fold` would inside a text."""
    return fold(word).text if _CUT.search(word) else word.translate(_TABLE)


def _cuts(text: str) -> list[tuple[int, int, str]]:
    """List what leaves the text: start, end, and what stands there instead."""
    cuts = [(*m.span(), "") for m in _DROP.finditer(text)]
    for start, end in _breaks(text):
        cuts.append((start, end, ""))
        stray = _STRAY_LETTERS.match(text, end)
        if stray:
            cuts += [(i, i + 1, "") for i in range(*stray.span(1)) if text[i] in " \u00a0"]
    cuts += [(start, end, "") for start, end in _stars(text)]
    cuts += [(*m.span(), unicodedata.normalize("NFKC", m[0])) for m in _PRESENTATION.finditer(text)]
    return cuts


def _breaks(text: str) -> Iterator[tuple[int, int]]:
    """Walk the stretches of tatweel and spaces that break a word, each with the vowel signs before it."""
    at = 0
    while sign := _BREAK_SIGN.search(text, at):
        start = at + len(text[at : sign.start()].rstrip(_TATWEEL))
        found = _BREAK.match(text, start)
        if found and found[0].endswith(_TATWEEL):
            start = at + len(text[at:start].rstrip(_MARK_SIGNS))
        at = found.end() if found else sign.end()
        if found:
            yield start, at


def _stars(text: str) -> Iterator[tuple[int, int]]:
    """Walk the stars and bullets between two letters of a word, each with the signs around it that are dropped."""
    at = 0
    while sign := _STAR_SIGN.search(text, at):
        start = sign.start()
        while start > at and _IS_DROPPED.match(text, start - 1):
            start -= 1
        inside = next((i for i in range(start, sign.start() + 1) if i and _is_letter(text[i - 1])), None)
        found = None if inside is None else _STAR.match(text, sign.start())
        at = found.end() if found else sign.end()
        if found and inside is not None:
            yield inside, at


def _is_letter(char: str) -> bool:
    return char.isalnum() and not char.isdecimal()
