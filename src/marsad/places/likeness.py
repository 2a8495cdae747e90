"""How well a name fits a listed one: as it stands, another spelling, a slip of the pen, or another name.

Every answer is a number from 0 (another name) to 1 (the name as listed). What counts is how many letters differ and
which: a long vowel more or less, an ending, letters that look or sound alike say little; any other consonant says that
it is another name, the more so the shorter it is.
"""

from __future__ import annotations

from functools import lru_cache

from marsad.places.names import is_arabic, loose, plain, signs, sound, voiced, vowelled

ARTICLE, FINAL_VOWEL, NO_FINAL_VOWEL, SLIP = 0.9, 0.86, 0.72, 0.62
OTHER_NAME = 0.06
"""What a name loses that is not the first one of its place."""
BEGUN = 0.54
"""What a name says that is only the first words of a listed one."""
ALIKE_AR, ALIKE_EN, ONLY_LATIN = 0.8, 0.85, 0.55
LONG = 5
"""So many consonants in a row are seldom shared by two places."""

_AR_ALIKE = frozenset(
    map(
        frozenset,
        "صض طظ دذ سص تط زذ كق حه ثت جح حخ جخ عغ بن فق سش رز ضظ ثس تن بت بي تي ني ضد زظ غق ثن كج".split(),
    ),
)
_AR_WEAK = frozenset("اويه")
_EN_ALIKE = frozenset(
    map(frozenset, "kq kg qg kc cq kh dt sz jg bp fv wv td dz tz xk xh".split()),
)
_EN_WEAK = frozenset("aeiouwyh")
_HEARD = {"ا": "ae", "و": "ouw", "ي": "iey"}
_LANDFORMS = frozenset(
    "تل بير خرب جب حقل مطار مزرع رسم خان دير عين مطب حوش بيت حرش tal tel tall tell bir khirbat kherbet jub".split()
)
"""What many names begin with and people leave out, as loose keys have it."""
LEAST = 0.4
"""The least weight of a letter that one name has and the other lacks."""
CUT = 0.5
"""What a name says that is a listed one but for such a first word."""


def listed(name: str, name_ar: str, name_en: str, *, other: bool, exact: bool) -> float:
    """Return how well a name fits that is listed: as it stands, or but for spaces, article, final vowel."""
    loss = OTHER_NAME * other
    if exact:
        return 1.0 - loss
    if not is_arabic(name):
        return 0.95 - loss
    return max(NO_FINAL_VOWEL, *(_same(plain(name), plain(one)) for one in (name_ar, name_en))) - loss


def _same(one: str, other: str) -> float:
    """Compare two plain names whose loose keys are equal (0 where they are not)."""
    if one.replace(" ", "") == other.replace(" ", ""):
        return 1.0
    if loose(one) != loose(other):
        return 0.0
    if not is_arabic(one):
        return 0.95
    short, long = sorted((one.removeprefix("ال"), other.removeprefix("ال")), key=len)
    if short == long:
        return ARTICLE
    return FINAL_VOWEL if len(short) == len(long) else NO_FINAL_VOWEL


def sounding(name: str, name_ar: str, name_en: str) -> float:
    """Return how well a place fits a name of the same consonants, up to 0.85; 0 where too little is alike."""
    if is_arabic(name):
        if not name_ar:
            return ONLY_LATIN if _voiced(loose(name), name_en) else 0.0
        return 0.68 * alike(loose(name), loose(name_ar), ALIKE_AR)
    long = len(sound(name)) >= LONG
    share = alike(vowelled(name), vowelled(name_en), 0.6 if long else ALIKE_EN)
    return 0.82 * (max(share, 0.93) if long and share else share)


@lru_cache(maxsize=4096)
def _voiced(arabic: str, latin: str) -> bool:
    """Tell whether a romanised name has the consonants and long vowels of an Arabic one, in their order."""
    letters = iter(voiced(latin))
    return all(any(letter in _HEARD.get(sign, sign) for letter in letters) for sign in signs(arabic))


def alike(one: str, other: str, least: float = 0.0) -> float:
    """Return the share of letters that two names have in common in their order; 0 where it is less than asked."""
    if one == other:
        return 1.0
    size = len(one) + len(other)
    if not one or not other or 2 * min(len(one), len(other)) < least * size:
        return 0.0
    row = [0] * (len(other) + 1)
    for a in one:
        before = 0
        for i, b in enumerate(other, 1):
            above = row[i]
            if a == b:
                row[i] = before + 1
            elif row[i - 1] > above:
                row[i] = row[i - 1]
            before = above
    share = 2 * row[-1] / size
    return share if share >= least else 0.0


def resembling(one: str, other: str, *, arabic: bool) -> float:
    """Return how well one loose key fits another: by the weight of what differs, for its length, or but for a `تل`."""
    short, long = sorted((one, other), key=len)
    if len(short) > 3 and long.endswith(short) and long.removesuffix(short) in _LANDFORMS:
        return CUT
    size = min(len(one), len(other))
    allowed = 0.3 if size <= 3 else 0.4 if size == 4 else 0.6 if size <= 7 else 1.0
    if least_apart(one, other) > allowed:
        return 0.0
    weight = apart(one, other, arabic=arabic)
    if weight > allowed:
        return 0.0
    return SLIP if weight <= 0.6 else 0.5


def least_apart(one: str, other: str) -> float:
    """Return what two names surely lie apart: each letter that the other one lacks costs so much at least."""
    return LEAST * max(len({*one} - {*other}), len({*other} - {*one}))


@lru_cache(maxsize=16384)
def apart(one: str, other: str, *, arabic: bool) -> float:
    """Return the weight of the letters that differ."""
    weak, pairs = (_AR_WEAK, _AR_ALIKE) if arabic else (_EN_WEAK, _EN_ALIKE)
    cost = {letter: 0.4 if letter in weak else 1.0 for letter in {*one, *other}}
    rows = [[0.0]]
    for b in other:
        rows[0].append(rows[0][-1] + cost[b])
    for i, a in enumerate(one):
        row = [rows[i][0] + cost[a]]
        for j, b in enumerate(other):
            if a == b:
                change = 0.0
            elif frozenset((a, b)) in pairs:
                change = 0.4
            else:
                change = 0.5 if a in weak and b in weak else 1.0
            best = min(rows[i][j] + change, rows[i][j + 1] + cost[a], row[j] + cost[b])
            if i and a == one[i - 1] == b:
                best = min(best, rows[i][j + 1] + 0.3)
            if j and b == other[j - 1] == a:
                best = min(best, row[j] + 0.3)
            if i and j and a == other[j - 1] and b == one[i - 1]:
                best = min(best, rows[i - 1][j - 1] + 0.5)
            row.append(best)
        rows.append(row)
    return rows[-1][-1]
