"""Find the words of one of the lists beside this file, of any language, in a text.

`mishap` accidents, illness, nature, one's own hand; `household` what explodes at home; `quarrel` people who know each
other, or who celebrate; `left` what the fighting left behind, `mine` mines; `want` hunger, cold, no medicine, and
`siege` the places where the conflict is what people want for.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files

from marsad.text.fold import fold
from marsad.text.lists import read_list

LANGUAGES = ("ar", "en")
_BEFORE = "(?:[وف]?(?:[بلك]|ال|[بك]ال|لل)?)?"
"""What Arabic writes together with the word behind it."""


@lru_cache(maxsize=1 << 14)
def told(kind: str, text: str) -> str | None:
    """Return the first words of a list that stand in a text, as they stand there; None where there are none."""
    folded = fold(text)
    found = _pattern(kind).search(folded.text)
    if found is None:
        return None
    start, end = folded.stored_span(*found.span("words"))
    return text[start:end]


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    listed = {fold(words).text for language in LANGUAGES for words in _list(language)[kind]}
    words = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in sorted(listed, key=len, reverse=True))
    return re.compile(rf"(?<!\w){_BEFORE}(?P<words>{words})(?!\w)")


@cache
def _list(language: str) -> dict[str, list[str]]:
    return read_list((files(__package__) / f"{language}.toml").read_text("utf-8"))
