"""Texts to read that nobody wrote: our own reports cut, doubled, joined and broken, and rows of anything."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

ROOT = Path(__file__).resolve().parents[1]
HARAKAT = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0670"
MARKS = HARAKAT + "\u0640\u0301\u0308\u20dd\ufe0f\u00ad"
BIDI = "\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
SPACES = " \u00a0\u2003\u3000\t\n\r\u2028\u2029\x0b\x0c\x85"
DIGITS = "0123456789٠١٢٣٤٥٦٧٨٩۰۱۲۳०१२𝟛²½Ⅷ①一"
SIGNS = ".,،;؛:!?؟()[]{}«»“”\"'-–—…/|%*•_#<>&"
LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهويىةءآأإؤئپچگکیabcdefgilmnorstuwyABIKSİßﬁﷲﷺﻻéœ"
ODD = "\x00\x01\x1b\x7f\ud800\udfff\ufffe\uffff\U0001f600\U000e0041\U0010ffff"


def own_texts() -> list[str]:
    """Return every text that stands in this project to be read."""
    lines = [line for path in (ROOT / "tests/gold").glob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    told = [row["text"] for row in map(json.loads, lines) if "text" in row]
    return told + [path.read_text("utf-8") for path in sorted((ROOT / "examples").glob("*.txt"))]


OWN = st.sampled_from(own_texts())
FILLER = st.text(alphabet=SPACES + MARKS + BIDI + DIGITS + SIGNS + LETTERS + ODD, min_size=1, max_size=8)
Cut = tuple[str, int, int, str]


def _cut(text: str, first: int, last: int, _: str) -> str:
    return text[:first] + text[last:]


def _double(text: str, first: int, last: int, _: str) -> str:
    return text[:last] + text[first:last] + text[last:]


def _insert(text: str, first: int, _: int, filler: str) -> str:
    return text[:first] + filler + text[first:]


def _swap_words(text: str, first: int, last: int, _: str) -> str:
    words = re.split(r"(\s+)", text)
    one, other = first % len(words), last % len(words)
    words[one], words[other] = words[other], words[one]
    return "".join(words)


def _turn(text: str, first: int, last: int, _: str) -> str:
    return text[:first] + " ".join(reversed(text[first:last].split(" "))) + text[last:]


def _strew(text: str, first: int, last: int, filler: str) -> str:
    """Put a sign behind every letter of a stretch."""
    return text[:first] + filler[0].join(text[first:last]) + text[last:]


MUTATIONS: tuple[Callable[[str, int, int, str], str], ...] = (_cut, _double, _insert, _swap_words, _turn, _strew)


@st.composite
def mutants(draw: st.DrawFn) -> str:
    """Draw one of our reports, or two spliced, changed in several places."""
    text = draw(OWN)
    if draw(st.booleans()):
        other = draw(OWN)
        text = text[: draw(st.integers(0, len(text)))] + other[draw(st.integers(0, len(other))) :]
    for _ in range(draw(st.integers(1, 5))):
        first, last = sorted((draw(st.integers(0, len(text))), draw(st.integers(0, len(text)))))
        text = draw(st.sampled_from(MUTATIONS))(text, first, min(last, first + 200), draw(FILLER))
    return text


WORDS = st.sampled_from(sorted({word for text in own_texts() for word in text.split()}))
"""Words of our reports, with whatever sign hangs on them."""
ROWS = st.lists(WORDS | FILLER, max_size=50).map(" ".join)
SIGNS_AND_LETTERS = st.text(alphabet=SPACES + MARKS + BIDI + DIGITS + SIGNS + LETTERS + ODD, max_size=150)
