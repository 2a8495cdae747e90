"""The text of an examined report as HTML: what a person marked and what was read, both where they stand."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.render.marked import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.exam.mark import Mark
    from marsad.render.exam_entries import Entry


@dataclass(frozen=True, slots=True)
class Stretch:
    """Words that belong to an entry: its number, the slot (`quote` for the claim itself), the side, how it looks."""

    start: int
    end: int
    entry: int
    slot: str
    side: str
    look: str

    @property
    def name(self) -> str:
        """What the page calls the stretch: `3.place.gold`."""
        return f"{self.entry}.{self.slot}.{self.side}"


def exam_text(text: str, entries: Sequence[Entry], prefix: str) -> str:
    """Write a text with its entries marked; each has the anchor `PREFIX-t1` and leads to `PREFIX-e1`."""
    found = [stretch for entry in entries for stretch in _stretches(entry)]
    return "".join(_pieces(text, sorted(found, key=lambda each: (each.start, -each.end)), prefix))


def _stretches(entry: Entry) -> Iterator[Stretch]:
    for side, mark in (("gold", entry.gold), ("read", entry.read)):
        if mark is not None:
            yield from _of_mark(mark, entry, side)


def _of_mark(mark: Mark, entry: Entry, side: str) -> Iterator[Stretch]:
    yield Stretch(mark.quote.start, mark.quote.end, entry.number, "quote", side, entry.look)
    for slot, span in mark.spans:
        yield Stretch(span.start, span.end, entry.number, slot, side, "")


def _pieces(text: str, stretches: Sequence[Stretch], prefix: str) -> Iterator[str]:
    """Cut the text wherever a stretch begins or ends, and write each piece with what covers it."""
    cuts = sorted({0, len(text), *(s.start for s in stretches), *(s.end for s in stretches)})
    waiting = list(reversed(stretches))
    numbered: set[int] = set()
    covering: list[Stretch] = []
    for start, end in pairwise(cuts):
        covering = [stretch for stretch in covering if stretch.end > start]
        while waiting and waiting[-1].start <= start:
            covering.append(waiting.pop())
        new = [s for s in covering if s.slot == "quote" and s.entry not in numbered]
        for stretch in {s.entry: s for s in new}.values():
            numbered.add(stretch.entry)
            yield _number(stretch, prefix)
        yield _piece(safe(text[start:end]), covering)


def _number(stretch: Stretch, prefix: str) -> str:
    anchor, row, number = f"{prefix}-t{stretch.entry}", f"{prefix}-e{stretch.entry}", stretch.entry
    return f'<a class="number {stretch.look}" id="{anchor}" href="#{row}">{number}</a>'


def _piece(words: str, covering: Iterable[Stretch]) -> str:
    """Write a piece; the claim that begins last, the innermost, gives it its colour."""
    names = [stretch.name for stretch in covering]
    if not names:
        return words
    quotes = [stretch for stretch in covering if stretch.slot == "quote"]
    classes = [quotes[-1].look, *dict.fromkeys(s.side for s in quotes if s.entry == quotes[-1].entry)] if quotes else []
    look = f' class="{" ".join(classes)}"' if classes else ""
    return f'<mark{look} data-e=" {" ".join(names)}">{words}</mark>'
