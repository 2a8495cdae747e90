"""How a place name is compared: spellings that differ by habit, not by name, get the same key.

Three keys, from strict to loose. `plain` is the folded name. `loose` also forgets articles, spaces and the final
vowel, so that `كفر الحمرا`, `كفرحمرة` are one. `sound` is the skeleton of consonants that an Arabic name and all its
romanisations share: `Mayadin`, `Al-Mayadeen`, `Meyādīn` and `الميادين` are `mjdn` alike.
"""

from __future__ import annotations

import re
from functools import lru_cache

from marsad.text.fold import fold_word

_NOT_LETTERS = re.compile(r"[\W_]+")
_ARABIC = re.compile("[\u0621-\u064a]")
_AR_LETTERS = str.maketrans({"ء": "", "ٱ": "ا"})
_AR_ENDING = re.compile("(?:اء|[اهي])$")
_EN_ARTICLE = re.compile(r"^(?:[aeu]l|[aeiou](?:sh|th|dh|ch)|[ae][sdtnrz])$")
_EN_GLUED_ARTICLE = re.compile(r"^[ae]l(?=[^aeiouyl]{1,2}[aeiouyw]\w|[aeo]\w{3})")
_NOT_FEMININE = {"beit", "bait", "bayt", "bet"}
_EN_TRANSLATED = {
    "upper": "fwqany",
    "lower": "thtany",
    "big": "kbyr",
    "great": "kbyr",
    "little": "sghyr",
    "small": "sghyr",
    "east": "shrqy",
    "eastern": "shrqy",
    "west": "ghrby",
    "western": "ghrby",
    "north": "shmaly",
    "northern": "shmaly",
    "south": "jnwby",
    "southern": "jnwby",
    "new": "jdyd",
}

# Letters of a romanised name that stand for one Arabic consonant, longest first; vowels and glides say little.
_EN_SOUNDS = (
    ("sch|sh|ch", "S"),
    ("kh", "x"),
    ("gh", "k"),
    ("th", "t"),
    ("dh", "t"),
    ("ph", "f"),
    ("dj|dz|j", "j"),
    ("ck|[qkgc]", "k"),
    ("p", "b"),
    ("v", "w"),
    ("x", "ks"),
)
_EN_SOUND = re.compile("|".join(f"(?P<s{i}>{pattern})" for i, (pattern, _) in enumerate(_EN_SOUNDS)))
_AR_SOUND = str.maketrans(
    {
        **dict(zip("بتجحدرزسشصفكلمنهضطقغ", "btjhdrzsSsfklmnhdtkk", strict=True)),
        **dict.fromkeys("ثظذ", "t"),
        "خ": "x",
        "پ": "b",
        "چ": "j",
        "ڤ": "f",
        **dict.fromkeys("اوي", "a"),
        "ع": "a",
        "ء": "",
    }
)
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = re.compile("[aeiouwy]+")


@lru_cache(maxsize=16384)
def is_arabic(name: str) -> bool:
    """Tell whether a name is written in Arabic letters."""
    return _ARABIC.search(name) is not None


@lru_cache(maxsize=16384)
def plain(name: str) -> str:
    """Return the folded name, its words parted by one space and nothing else."""
    return _NOT_LETTERS.sub(" ", fold_word(name).replace("'", "")).strip()


@lru_cache(maxsize=32768)
def loose(name: str) -> str:
    """Return the key under which articles, spaces and final vowels make no difference."""
    words = plain(name).split()
    if not any(map(is_arabic, words)):
        return "".join(_DOUBLE.sub(r"\1", word) for word in _without_articles(words))
    return "".join(_AR_ENDING.sub("", _bare(word)) or word for word in words).translate(_AR_LETTERS)


@lru_cache(maxsize=16384)
def sound(name: str) -> str:
    """Return the skeleton of consonants, the same for an Arabic name and its romanisations ('' where none is left)."""
    words = plain(name).split()
    return _arabic_sound(words) if any(map(is_arabic, words)) else _latin_sound(_in_arabic_order(words))


@lru_cache(maxsize=16384)
def vowelled(name: str) -> str:
    """Return a romanised name as it sounds with its vowels (three of them), to rank names of one `sound`."""
    text = re.sub("(?<=[aei])h$", "", "".join(_without_articles(plain(name).split())))
    text = re.sub("aw|au|ou|oo|ow|[owu]", "u", re.sub("ai|ay|ei|ey|ee|ie|[eiy]", "i", text))
    return _DOUBLE.sub(r"\1", _consonants(text.replace("gh", "ġ")))


@lru_cache(maxsize=16384)
def voiced(name: str) -> str:
    """Return a romanised name with one letter for each consonant and its vowels as they stand."""
    return _consonants("".join(_without_articles(plain(name).split())))


def signs(arabic: str) -> str:
    """Return the consonants of an Arabic name as `voiced` has them, and its long vowels as they stand."""
    return "".join(letter if letter in "اوي" else letter.translate(_AR_SOUND) for letter in arabic if letter != "ع")


def _bare(word: str) -> str:
    """Strip the Arabic article."""
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


def _without_articles(words: list[str]) -> list[str]:
    kept = [_EN_GLUED_ARTICLE.sub("", word) for word in words if not _EN_ARTICLE.match(word)]
    return kept or words


def _in_arabic_order(words: list[str]) -> list[str]:
    """Put a translated adjective where Arabic has it: `Upper Baghuz` is `Baghuz Fawqani`."""
    if len(words) > 1 and words[0] in _EN_TRANSLATED:
        words = [*words[1:], words[0]]
    return [_EN_TRANSLATED.get(word, word) if i else word for i, word in enumerate(_without_articles(words))]


def _consonants(text: str) -> str:
    return _EN_SOUND.sub(lambda found: _EN_SOUNDS[int((found.lastgroup or "s0")[1:])][1], text)


def _latin_sound(words: list[str]) -> str:
    """Sound out Latin letters; the feminine ending (`Maarat`, `Maaret`, `Maarah`) is not heard."""
    inner = [word if word in _NOT_FEMININE else re.sub("(?<=[aei])t$", "", word) for word in words[:-1]]
    return _skeleton("".join(_consonants(re.sub("(?<=[aei])h$", "", word)) for word in [*inner, *words[-1:]]))


def _arabic_sound(words: list[str]) -> str:
    """Sound out Arabic letters; the feminine ending is not heard."""
    return _skeleton("".join(re.sub("(?<=..)[هح]$", "", _bare(word)) for word in words).translate(_AR_SOUND))


def _skeleton(text: str) -> str:
    """Keep the consonants, and one mark for a vowel at the very beginning."""
    body = _DOUBLE.sub(r"\1", _VOWELS.sub("", text))
    return "a" + body if text[:1] in "aeiouwy" and text[:1] else body
