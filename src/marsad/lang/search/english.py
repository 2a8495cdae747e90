"""The form under which an English word is found: without the `s` of a plain plural."""

from __future__ import annotations


def search_form(word: str) -> str:
    """Return a folded word without its plural ending; what ends in `ss`, `us` or `is` is left alone."""
    if len(word) < 4 or not word.endswith("s") or word.endswith(("ss", "us", "is")):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("ches", "shes", "sses", "xes")) else word[:-1]
