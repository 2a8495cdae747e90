"""Releases in the journal: what was stated on a day, kept as it went out and never worked out again."""

from __future__ import annotations

from marsad.store.errors import sentences
from marsad.store.journal import Head, Journal
from marsad.store.models import Entry

RELEASE = "release"
"""The kind of an entry that keeps a release."""


def said_head() -> Head:
    """Return where the journal ends, releases left aside: they say nothing new, so the same again is released."""
    with sentences():
        last = Entry.objects.exclude(kind=RELEASE).order_by("-seq").values_list("seq", flat=True).first()
    return Journal().head_at(last or 0)
