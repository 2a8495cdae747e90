"""Which country's names a person asks for: an option, else MARSAD_COUNTRY, else each text says it itself."""

from __future__ import annotations

import os

from marsad.model.problem import MarsadError
from marsad.reader.country import country_names


def asked_country(option: str | None) -> str | None:
    """Return the two letters of a country that has a pack, or None where none is asked for; raises MarsadError."""
    asked = option or os.environ.get("MARSAD_COUNTRY", "").strip()
    if not asked:
        return None
    names = country_names()
    if asked.lower() not in names:
        known = ", ".join(f"{code} ({name})" for code, name in names.items())
        raise MarsadError(f"marsad has no names for the country “{asked}”; it knows: {known}.")
    return asked.lower()
