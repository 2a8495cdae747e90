"""From bytes to text: which encoding a file is in, by trying and by whether the letters look like Arabic words.

UTF-8 and the byte-order marks speak for themselves. What is left is a choice among the one-byte encodings that Arabic
and English newsrooms use; each is tried, and the one whose letters fall as they do in Arabic words is taken.
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass

from marsad.intake.mojibake import mended
from marsad.model.problem import MarsadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_FORMATS = (
    (b"%PDF", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document (DOCX, XLSX)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document (DOC, XLS)"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"SQLite format 3", "a database (SQLite)"),
    (b"{\\rtf", "an RTF document"),
)
_NAMES = {"cp1256": "Windows-1256", "iso8859-6": "ISO-8859-6", "cp1252": "Windows-1252"}
_NAMED = frozenset({*_NAMES, "mac-arabic", "cp720", "cp864"})
"""The encodings that are believed where a page or a server names them."""
_TAKEN_FOR = {"iso8859-1": "cp1252", "ascii": "cp1252"}
"""What browsers read under another name."""
_ASCII = bytes(range(0x80))
_SAMPLE = 1 << 16
_CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_BROKEN_SHARE = 0.02
"""Up to this share of its non-ASCII bytes, a text that is otherwise UTF-8 is taken as damaged UTF-8."""

# Letters by how often they stand in a thousand letters of Arabic prose: the frequent half carries the decision.
_LETTERS = "اليمنوترهبدعسفقكح"
_PER_THOUSAND = (170, 120, 70, 65, 60, 58, 55, 50, 40, 38, 33, 35, 32, 30, 27, 24, 20)
_FREQUENT = dict(zip(_LETTERS, _PER_THOUSAND, strict=True))
_RARE = frozenset("ءآأؤإئةثجخذزشصضطظغى")
_HARAKAT = frozenset(chr(c) for c in range(0x64B, 0x653))


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, the encoding it was in, and how many bytes could not be read (each stands as U+FFFD in the text)."""

    text: str
    encoding: str
    broken: int = 0
    guessed: bool = False
    """Whether the encoding was chosen by its letters: nothing in the bytes names it."""
    through: str | None = None
    """The encoding as which its UTF-8 had been read and stored again, where that was mended."""


def decode(data: bytes, named: str | None = None) -> Decoded:
    """Turn the bytes of a text file into text; raises MarsadError with a sentence where they are no text.

    `named` is the encoding that a server or a page names: it is believed where the bytes are no UTF-8, and give words
    in it. Many name the wrong one.
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], encoding)
    _refuse_formats(data)
    wide = _unmarked_wide(data)
    if wide:
        return Decoded(data.decode(wide), wide)
    _refuse_binary(data)
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _damaged_utf8(data) or _as_named(data, named) or _one_byte(data)
    spoilt = mended(text)
    return Decoded(spoilt[0], "utf-8", through=spoilt[1]) if spoilt else Decoded(text, "utf-8")


def _as_named(data: bytes, named: str | None) -> Decoded | None:
    """Decode in the encoding that is named; None where it is none of one byte, or gives no plausible words."""
    try:
        encoding = codecs.lookup(named).name if named else ""
    except LookupError:
        return None
    encoding = _TAKEN_FOR.get(encoding, encoding)
    if encoding not in _NAMED:
        return None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return Decoded(text, _NAMES.get(encoding, encoding)) if plausibility(text[:_SAMPLE]) > 0 else None


def _marked(data: bytes, encoding: str) -> Decoded:
    """Decode what follows a byte-order mark, keeping what cannot be read as U+FFFD."""
    text = data.decode(encoding, "replace")
    if encoding != "utf-8" and "\x00" in text:
        raise MarsadError("is a binary file, no text; name a text file (.txt) or a list of reports (.jsonl)")
    if encoding == "utf-8":
        _refuse_binary(data)
    return Decoded(text, encoding, _broken(text, data.decode(encoding, "ignore")))


def _refuse_formats(data: bytes) -> None:
    """Raise for the formats that people hand over most often, by name."""
    for magic, name in _FORMATS:
        if data.startswith(magic):
            raise MarsadError(f"is {name}, no plain text; save its text as a .txt file and read that")


def _refuse_binary(data: bytes) -> None:
    """Raise where control characters show that the bytes are no text."""
    sample = data[:_SAMPLE]
    controls = len(_CONTROLS.findall(sample))
    if b"\x00" in data or controls * 100 > len(sample):
        raise MarsadError("is a binary file, no text; name a text file (.txt) or a list of reports (.jsonl)")


def _unmarked_wide(data: bytes) -> str | None:
    """Name the UTF-16 that a file without a mark is in: every second byte then is one of very few."""
    sample = data[: _SAMPLE & ~1]
    if len(data) % 2 or len(sample) < 4 or b"\x00" not in sample:
        return None
    for encoding, high in (("utf-16-le", 1), ("utf-16-be", 0)):
        rows = sample[high::2]
        if sum(rows.count(row) for row in b"\x00\x06\x20") < 0.9 * len(rows):
            continue
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return encoding
    return None


def _broken(replaced: str, ignored: str) -> int:
    """Count the U+FFFD that decoding put in (some may have stood in the bytes themselves)."""
    return replaced.count("\ufffd") - ignored.count("\ufffd")


def _damaged_utf8(data: bytes) -> Decoded | None:
    """Read a text as UTF-8 with damage where nearly all its non-ASCII bytes are sound; None where they are not."""
    text = data.decode("utf-8", "replace")
    broken = _broken(text, data.decode("utf-8", "ignore"))
    foreign = len(data.translate(None, _ASCII))
    cut_off = broken == 1 and text.endswith("\ufffd") and foreign > 8
    if cut_off or broken <= foreign * _BROKEN_SHARE:
        return Decoded(text, "utf-8", broken)
    return None


def _one_byte(data: bytes) -> Decoded:
    """Choose among the one-byte encodings; raises where none gives plausible words."""
    lines = [line for line in data[: 16 * _SAMPLE].splitlines() if not line.isascii()]
    sample = b"\n".join(lines)[:_SAMPLE]
    best, text, encoding = 0.0, "", ""
    for candidate in _NAMES:
        try:
            whole, score = data.decode(candidate), plausibility(sample.decode(candidate))
        except UnicodeDecodeError:
            continue
        if score > best or not encoding:
            best, text, encoding = score, whole, candidate
    foreign = len(data.translate(None, _ASCII))
    if not encoding or (best < 0 and foreign > len(data) * _BROKEN_SHARE):
        raise MarsadError("is in an encoding that was not recognised; save it as UTF-8 and read it again")
    return Decoded(text, _NAMES[encoding], guessed=True)


def plausibility(text: str) -> float:
    """Tell how much the non-ASCII part of a text looks like Arabic, or like Latin words with a few accents.

    The mean over its words: above 0 is plausible, 100 and more is Arabic prose, below 0 is noise.
    """
    words = [word for word in re.findall(r"\S+", text) if not word.isascii()]
    if not words:
        return 0.0
    return sum(map(_word_score, words)) / len(words)


def _word_score(word: str) -> float:
    """Score one word: frequent Arabic letters for it; Latin letters among Arabic ones and odd signs against it."""
    points, arabic, latin, odd = 0, 0, 0, 0
    for char in word:
        if char in _FREQUENT or char in _RARE:
            arabic += 1
            points += _FREQUENT.get(char, 8)
        elif char in _HARAKAT:
            odd += arabic == 0  # a vowel sign needs a letter before it
        elif char.isalpha() and char < "\u0250":
            latin += 1
        elif unicodedata.category(char) in ("Cc", "Co", "Mn"):
            odd += 1
    if arabic and latin:
        return -50.0
    if odd:
        return -20.0 * odd
    if arabic:
        return points / arabic + (40.0 if re.search(r"(?:^|[وفبك])ال|لل|[ةىي]\W*$", word) else 0.0)
    if re.search("[،؛؟]", word):
        return 15.0
    accents = sum(char.isalpha() and not char.isascii() for char in word)
    return 10.0 if accents * 2 <= max(latin, 1) else -20.0
