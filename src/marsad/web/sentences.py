"""The ledger's own sentences (reasons, flags, verdicts, problems) in Arabic, by a table of patterns.

The ledger writes them in English. A sentence that the table does not know is shown as it is.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

from marsad.render.labels import labels

_TABLES = ("sentences.ar.toml", "sentences_deciding.ar.toml", "sentences_refusing.ar.toml")


def translated(sentence: str, language: str) -> str:
    """Write a sentence of the ledger in a language: `ar`, else English as it is."""
    if language != "ar" or not sentence:
        return sentence
    return arabic(sentence) or sentence


def arabic(sentence: str) -> str | None:
    """Return the Arabic for a sentence, None where no pattern fits it."""
    for pattern, written in _patterns():
        found = pattern.fullmatch(sentence)
        if found:
            return written.format(**{name: _part(said) for name, said in found.groupdict().items()})
    return None


def _part(said: str | None) -> str:
    """Write what stands in a place of a pattern: keys in words, a sentence inside it, else as it is."""
    if not said:
        return ""
    known = arabic(said)
    if known is not None:
        return known
    return "، ".join(labels("ar").get(word.replace(" ", "_"), word) for word in said.split(", "))


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    tables = (resources.files("marsad.web").joinpath(name).read_text("utf-8") for name in _TABLES)
    rows = (row for table in tables for row in tomllib.loads(table)["sentence"])
    return tuple((re.compile(row["en"], re.DOTALL), row["ar"]) for row in rows)
