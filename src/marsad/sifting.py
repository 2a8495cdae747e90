"""Which pages are worth taking apart: told by their bytes, before anything is made of them."""

from __future__ import annotations

from marsad.intake.visible import visible_words
from marsad.reader.language import may_tell_something


def worth_reading(page: bytes) -> bool:
    """Tell whether a page may hold a word without which nothing is read from a text; False is certain.

    What a script would write into the page is not looked at; nor is it read.
    """
    rows = visible_words(page)
    return rows is None or any(map(may_tell_something, rows))
