"""Compare the mentions of a block two by two: what Growing does one after another, for the pairs of this block."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import numpy as np

from marsad.bulk import boxes
from marsad.bulk.card import Card, read_card
from marsad.bulk.deal import cards_box
from marsad.ledger.blocks import Shelves, wide
from marsad.ledger.pairs import BAR, NEARLY, Reports, compare
from marsad.ledger.place_words import naming_words
from marsad.ledger.whereabouts import elsewhere
from marsad.ledger.wording import common_titles
from marsad.text.fingerprint import fingerprint, share

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.bulk.stalls import Stall
    from marsad.bulk.task import Task
    from marsad.ledger.mention import Mention

LINK = np.dtype([("one", "<i8"), ("other", "<i8"), ("score", "<f8")])
"""Two mentions with their score, NaN where it does not reach the bar, and nearly does."""


class _Words:
    """The words of a block's reports, fingerprinted where somebody asks."""

    def __init__(self) -> None:
        self._text: dict[str, str] = {}
        self._title: dict[str, frozenset[str]] = {}

    def put(self, report: str, text: str, title: str | None) -> None:
        """Take in the text and the title of a report."""
        self._text[report], self._title[report] = text, frozenset(naming_words(title)) if title else frozenset()

    def shared(self, one: Mention, other: Mention) -> Reports:
        """Return what two mentions have in common through their reports, as `ledger.links` does."""
        a, b = cast("Card", one), cast("Card", other)
        copied = share(*(fingerprint(self._text[card.report]) for card in (a, b))) if a.main == b.main else 0.0
        both = a.main and b.main
        titles = common_titles(self._title[a.report], self._title[b.report]) if both else 0.0
        return Reports(copied, titles, both)


def pair(task: Task) -> None:
    """Find the pairs in some stalls that are one incident, or nearly; `given` are the stalls and the files."""
    stalls, files = task.given
    paths = [Path(file) for file in files]
    links = [link for stall in stalls for link in _compared(stall, paths)]
    with boxes.writing(task.out) as out:
        out.pack("#links", np.array(links, LINK).tobytes())
        out.about = {"links": len(links)}


def _compared(stall: Stall, paths: list[Path]) -> Iterator[tuple[int, int, float]]:
    """Compare the mentions of a stall: each with those before it that are near.

    In a stall for what may be anywhere, one of two may be.
    """
    words, cards = _laid_out(stall, paths)
    everything, anywhere = Shelves(), Shelves()
    for card in cards:
        mention = cast("Mention", card)  # which it stands in for
        shelves = everything if not stall.wide or wide(mention) else anywhere
        for near in shelves.near(mention):
            other = cast("Card", near)
            if stall.compares(card.blocks, other.blocks) and not elsewhere(card.where, other.where):
                found = compare(mention, near, words.shared)
                if found.score >= NEARLY and not found.barred:
                    yield card.number, other.number, found.score if found.score >= BAR else float("nan")
        everything.put(mention)
        if stall.wide and wide(mention):
            anywhere.put(mention)


def _laid_out(stall: Stall, paths: list[Path]) -> tuple[_Words, list[Card]]:
    """Return the cards of a stall in the order in which their reports came out, and the words of these."""
    rows: list[dict[str, Any]] = []
    for data in boxes.packed(paths, cards_box(stall.month)):
        for line in data.split(b"\n"):
            areas, _, told = line.partition(b"\t")
            if stall.area is None or stall.area.encode() in areas.split(b","):
                rows.append(json.loads(told.decode("utf-8", "surrogatepass")))
    words, cards = _Words(), list[Card]()
    for row in sorted(rows, key=lambda row: int(row["number"])):
        found = map(read_card, row["cards"])
        cards += [card for card in found if stall.area is None or stall.area in card.blocks[stall.month]]
        words.put(row["cards"][0]["key"][0], row["text"], row["title"])
    return words, cards
