"""One entry of an examined report as HTML: its slots as marked and as read, what differs set off."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from marsad.exam.errors import Kind
from marsad.exam.likeness import spelt
from marsad.exam.mark import WORDS
from marsad.render.exam_words import value_words
from marsad.render.html import count_words, days_words
from marsad.render.marked import in_order, safe

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.exam.mark import Mark
    from marsad.render.exam_entries import Entry, Listing

Words = dict[str, str]
Side = tuple[str, "Mark", dict[int, int]]
"""Its name, the claim, and the numbers that the claims of this side have on the page."""

Onward = dict[tuple[int, Kind], str]
"""For an entry's number and a kind: the anchor of the next entry, here or in a later report, with such an error."""

_LINES = (
    *(
        "quote",
        "count",
        "victims",
        "side",
        "group",
        "party",
        "toll",
        "part_of",
        "place",
        "when",
        "by",
        "method",
        "source",
    ),
    "hedged",
)
_HEADS = {"gold": "marked", "read": "read"}


@dataclass(frozen=True, slots=True)
class Card:
    """An entry on its page: the report's entries, the beginning of their anchors, the words of the page."""

    entry: Entry
    listed: Listing
    prefix: str
    words: Words

    def html(self, onward: Onward) -> str:
        """Write the entry; its anchor is `PREFIX-e1`, that of its words in the text `PREFIX-t1`."""
        entry, words = self.entry, self.words
        kinds = " ".join(error.kind for error in entry.errors)
        chips = "".join(self._chip(error.kind, onward) for error in entry.errors)
        state = chips or f'<span class="chip good">{escape(words["all_right"])}</span>'
        place = f'href="#{self.prefix}-t{entry.number}" title="{escape(words["to_text"])}"'
        number = f'<a class="number {entry.look}" {place}>{entry.number}</a>'
        title = _count(mark, words) if (mark := entry.gold or entry.read) else ""
        named = f'id="{self.prefix}-e{entry.number}" class="card {entry.look}" tabindex="0"'
        return (
            f'<li {named} data-n="{entry.number}" data-kinds="{kinds}">'
            f'<div class="head">{number} <b>{title}</b> {state}</div>{self._body()}</li>'
        )

    def _chip(self, kind: Kind, onward: Onward) -> str:
        name = escape(self.words[f"kind_{kind}"])
        target = onward.get((self.entry.number, kind))
        if target is None:
            return f'<span class="chip {kind}">{name}</span>'
        return f'<a class="chip {kind}" href="#{target}" title="{escape(self.words["next_of_kind"])}">{name}</a>'

    def _body(self) -> str:
        """Write the slots: those that differ in sight, the rest behind a summary; of a lone claim all that it fills."""
        rows = list(self._rows())
        wrong = [row for row, differs in rows if differs]
        same = [row for row, differs in rows if not differs]
        if self.entry.gold is None or self.entry.read is None:
            return self._table(same)
        rest = f"<details><summary>{escape(self.words['rest'])}</summary>{self._table(same)}</details>"
        return (self._table(wrong) if wrong else "") + rest

    def _table(self, rows: list[str]) -> str:
        heads = "".join(f'<th scope="col">{escape(self.words[_HEADS[side]])}</th>' for side, _, _ in self._sides())
        return f"<table><thead><tr><td></td>{heads}</tr></thead><tbody>{''.join(rows)}</tbody></table>"

    def _sides(self) -> list[Side]:
        sides = (("gold", self.entry.gold, self.listed.gold), ("read", self.entry.read, self.listed.read))
        return [(side, mark, numbers) for side, mark, numbers in sides if mark]

    def _rows(self) -> Iterator[tuple[str, bool]]:
        """Give a row for every slot that either side fills, and whether it is wrong."""
        wrong = {str(error.kind) for error in self.entry.errors}
        if Kind.HARM in wrong:
            wrong.add(Kind.COUNT)  # harm and number stand in one row
        for slot in _LINES:
            values = [(side, self._value(mark, slot, numbers)) for side, mark, numbers in self._sides()]
            if slot in wrong and slot in WORDS:
                values = self._compared(slot)
            if slot not in wrong and not any(value for _, value in values):
                continue
            none = f"<i>{escape(self.words['no' if slot == 'hedged' else 'none'])}</i>"
            tds = "".join(
                f'<td data-w="{self.entry.number}.{slot}.{side}">{value or none}</td>' for side, value in values
            )
            look = ' class="wrong"' if slot in wrong else ""
            name = self.words["claim"] if slot == "quote" else self.words[f"kind_{slot}"]
            yield f'<tr{look}><th scope="row">{escape(name)}</th>{tds}</tr>', slot in wrong

    def _compared(self, slot: str) -> list[tuple[str, str]]:
        """Give the words of both sides; those that the other side lacks are set off."""
        said = [(side, mark.words(slot)) for side, mark, _ in self._sides()]
        return [(side, _set_off(words, other)) for (side, words), (_, other) in zip(said, said[::-1], strict=True)]

    def _value(self, mark: Mark, slot: str, numbers: dict[int, int]) -> str:
        """Write what a side has in a slot, nothing where it has none."""
        if slot == "part_of":
            number = None if mark.part_of is None else numbers.get(mark.part_of)
            return f'<a href="#{self.prefix}-e{number}">{number}</a>' if number else ""
        if slot in WORDS or slot == "quote":
            return _quoted(mark.quote.text if slot == "quote" else mark.words(slot))
        if slot == "count":
            return _count(mark, self.words)
        if slot == "when":
            return _when(mark, self.words)
        value = getattr(mark, slot)
        return "" if not value else escape(self.words["yes"] if value is True else value_words(value, self.words))


def _count(mark: Mark, words: Words) -> str:
    return in_order(f"{words[mark.harm]} {count_words(mark.count, words)}")


def _when(mark: Mark, words: Words) -> str:
    if mark.when is None:
        return ""
    basis = f" ({words[mark.basis]})" if mark.basis else ""
    return in_order(days_words(mark.when, words) + basis)


def _quoted(said: str | None) -> str:
    return f'<bdi dir="auto">{safe(said)}</bdi>' if said else ""


def _set_off(said: str | None, other: str | None) -> str:
    if not said or not other:
        return _quoted(said)
    there = set(spelt(other))
    parts = (safe(word) if set(spelt(word)) <= there else f"<b>{safe(word)}</b>" for word in said.split())
    return f'<bdi dir="auto">{" ".join(parts)}</bdi>'
