"""The digits in which figures are shown: Latin (123) or Arabic-Indic (١٢٣), as each reader chooses."""

from __future__ import annotations

from contextvars import ContextVar
from enum import StrEnum

_TO_ARABIC = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")


class Digits(StrEnum):
    """The two sets of digits."""

    LATIN = "latn"
    ARABIC = "arab"
    """As CLDR names them: Arabic-Indic digits."""


_chosen: ContextVar[Digits] = ContextVar("digits", default=Digits.LATIN)


def choose(digits: Digits) -> None:
    """Show figures in these digits until another choice is made; one request sets it for itself."""
    _chosen.set(digits)


def chosen() -> Digits:
    """Return the digits in use."""
    return _chosen.get()


def shown(words: object) -> str:
    """Write a number, or words with numbers in them, in the digits chosen."""
    text = str(words)
    return text.translate(_TO_ARABIC) if _chosen.get() is Digits.ARABIC else text
