"""What a decision changes, or others changed, as pages show it: incidents before and after, totals, problems."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from marsad.web.sentences import translated
from marsad.web.templatetags import field
from marsad.web.templatetags.field import language
from marsad.web.told import Teller

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.flow import Book
    from marsad.ledger.moves import Difference, Move, Turn
    from marsad.model.incident import Assertion, Cell, Incident, Toll


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that changes: its name, what it was, what it is then."""

    name: str
    before: SafeString
    after: SafeString


@dataclass(frozen=True, slots=True)
class Changed:
    """An incident that changes; `fate` tells where it is new, gone, or part of another."""

    incident: Incident
    fate: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """All that changes; nothing where no figure does."""

    incidents: tuple[Changed, ...]
    totals: tuple[Row, ...]
    raised: tuple[str, ...]
    settled: tuple[str, ...]

    def __bool__(self) -> bool:
        """Tell whether anything changes."""
        return bool(self.incidents or self.totals or self.raised or self.settled)


def shown(found: Difference, book: Book | None = None) -> Shown:
    """Write a difference between two ledgers in the reader's language; a `book` knows how reports write the voices."""
    said = partial(_reason, found, Teller(book, language()) if book else None)
    return Shown(
        incidents=tuple(one for move in found.moves for one in _incidents(move)),
        totals=tuple(map(_total, found.turns)),
        raised=tuple(said(problem.sentence) for problem in found.raised),
        settled=tuple(said(problem.sentence) for problem in found.settled),
    )


def _reason(found: Difference, teller: Teller | None, sentence: str) -> str:
    if teller is None:
        return translated(sentence, language())
    voices = {voice for move in found.moves for one in (*move.before, *move.after) for voice in one.voices}
    return teller.reason(sentence, voices)


def _incidents(move: Move) -> Iterator[Changed]:
    was, now = {one.id: one for one in move.before}, {one.id: one for one in move.after}
    for key in dict.fromkeys((*was, *now)):
        before, after = was.get(key), now.get(key)
        rows = tuple(row for row in _rows(before, after) if row.before != row.after)
        one = after or before
        if one is not None:
            yield Changed(one, _fate(before, after, move), rows)


def _fate(before: Incident | None, after: Incident | None, move: Move) -> str:
    if after is None:
        return _("becomes part of another incident") if move.after else _("is gone")
    if before is None:
        return _("comes out of another incident") if move.before else _("is new")
    return ""


def _rows(before: Incident | None, after: Incident | None) -> Iterator[Row]:
    was, now = _tolls(before), _tolls(after)
    for cell in dict.fromkeys((*was, *now)):
        if (before and after) or (cell.side is None and cell.group is None):
            yield Row(field.cell(cell), _toll(was.get(cell)), _toll(now.get(cell)))
    if before and after:
        yield Row(_("Day"), field.days(before.when), field.days(after.when))
        yield Row(_("Place"), field.place(before), field.place(after))
        yield Row(_("Parties"), _plain(field.words(before.parties)), _plain(field.words(after.parties)))
        yield Row(_("Method"), _plain(field.word(before.method)), _plain(field.word(after.method)))
        yield Row(_("Grade"), _plain(field.grade(before.grade)), _plain(field.grade(after.grade)))
        yield Row(_("Flags"), _flags(before), _flags(after))
        yield Row(_("Claims"), _plain(field.n(len(before.claims))), _plain(field.n(len(after.claims))))


def _tolls(one: Incident | None) -> dict[Cell, Toll]:
    return {toll.cell: toll for toll in one.tolls} if one else {}


def _toll(toll: Toll | None) -> SafeString:
    """Write a toll, with its best where the interval leaves a choice."""
    figure = field.figure(toll)
    if toll is None or toll.low == toll.high:
        return figure
    return format_html("{} ({} {})", figure, _("best"), field.n(toll.best))


def _plain(words: str) -> SafeString:
    return format_html("{}", words) if words else mark_safe("–")


def _flags(one: Incident) -> SafeString:
    return _plain(field.comma().join(translated(flag, language()) for flag in one.flags))


def _total(turn: Turn) -> Row:
    found = turn.after or turn.before
    assert found is not None, "a turn has a total before or after"
    name = format_html("{} {}", field.cell(found.cell), field.figure(found.stated))
    return Row(name, _verdict(turn.before), _verdict(turn.after))


def _verdict(total: Assertion | None) -> SafeString:
    return _plain(field.verdict(total)) if total else _plain("")
