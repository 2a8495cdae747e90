"""The agency that signs a report which another outlet prints: `إدلب/ الأناضول`, `BEIRUT (AP) —`, `دمشق-سانا`."""

from __future__ import annotations

import re

from marsad.ledger.voice_names import agency_key

_TOP = 1_000
"""Code points: a report is signed at its top, behind its headline and what a page has above it."""
_LINE = 60
"""A line that is only a place and who signs has fewer; before an agency in brackets there are no more either."""
_AGENCY = r"(?P<agency>[^\W\d_][\w .]{0,24}?)"
_FORMS = (
    re.compile(rf"(?P<before>[^\n(]{{2,{_LINE}}}(?:\([^\n()]*\)[^\n(]*)?)\({_AGENCY}\)\s*[-–—:ـ]+\s*(?=\S)"),
    re.compile(rf"(?P<before>[^\n]{{2,{_LINE}}}?)\s*(?:[/|]|[-–—ـ]+)\s*{_AGENCY}\s*[:.]?\s*(?=\n)"),
    re.compile(rf"(?P<before>[^\n:.]{{2,{_LINE}}}?)\s*[,،/]\s*{_AGENCY}\s*[-–—ـ:]+\s*(?=\S)"),
)
"""In brackets before a dash; at the end of a line that holds nothing else; behind a comma and before a dash."""


def signed_by(text: str) -> str | None:
    """Return the voice of the agency that signs a report, None where none does."""
    top = text[:_TOP]
    begins = 0
    while 0 <= begins < len(top):
        for form in _FORMS:
            found = form.match(top, begins)
            if found and (key := agency_key(found["agency"])):
                return key
        begins = top.find("\n", begins) + 1 or -1
    return None
