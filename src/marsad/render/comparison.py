"""How another data set compares with the ledger: a table for a terminal, rows for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.console import Group
from rich.text import Text

from marsad.model.claim import Harm
from marsad.model.theirs import Numbers
from marsad.render.calm import visible
from marsad.render.figures import NOT_STATED, day_words, interval_figure, short_ids, toll_figure, whole
from marsad.render.ledger import place_words
from marsad.render.table import table, title
from marsad.render.words import Words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.incident import Incident
    from marsad.model.theirs import Comparison, Pair, Theirs

_KEYS = (
    *("outcome", "theirs", "incident", "first_day", "last_day", "their_low", "their_best", "their_high"),
    *("our_low", "our_high", "days_apart", "km_apart", "same_party", "their_parties", "our_parties"),
)
DIFFER, ONLY_THEIRS, ONLY_OURS = "differ", "only theirs", "only ours"


def comparison_view(found: Comparison) -> Group:
    """Show the pairs whose numbers differ, then what only they have, then what only we have."""
    short = short_ids([pair.incident.id for pair in found.pairs] + [one.id for one in found.ours])
    parts: list[Any] = []
    differ = [pair for pair in found.pairs if pair.numbers in {Numbers.LOWER, Numbers.HIGHER}]
    if differ:
        rows = table("theirs", "incident", "day", "place", "theirs", "ours", "")
        for pair in differ:
            rows.add_row(*_pair(pair, short))
        parts += [title("Numbers differ"), rows]
    if found.theirs:
        rows = table("theirs", "day", "parties", "dead")
        for event in found.theirs:
            rows.add_row(visible(event.id), _day(event), Words(", ".join(event.parties)), _their_dead(event))
        parts += [title("Only theirs"), rows]
    if found.ours:
        rows = table("incident", "day", "place", "killed")
        for one in found.ours:
            killed = toll_figure(whole(one, Harm.KILLED))
            rows.add_row(Text(short[one.id], style="cyan"), day_words(one), Words(place_words(one)), killed)
        parts += [title("Only ours"), rows]
    return Group(*parts)


def summary(found: Comparison) -> str:
    """Say the outcome in a sentence."""
    agree = sum(pair.numbers is Numbers.AGREE for pair in found.pairs)
    differ = sum(pair.numbers in {Numbers.LOWER, Numbers.HIGHER} for pair in found.pairs)
    rest = len(found.pairs) - agree - differ
    told = f"{len(found.pairs)} matched: {agree} agree, {differ} differ, {rest} without a number on one side; "
    told += f"{len(found.theirs)} only theirs, {len(found.ours)} only ours."
    return told + (f" {found.undated} of ours have no day and were not compared." if found.undated else "")


def comparison_rows(found: Comparison) -> list[dict[str, Any]]:
    """Return one row for each pair, then for what only one side has."""
    return [dict(zip(_KEYS, row, strict=True)) for row in _rows(found)]


def _rows(found: Comparison) -> Iterator[tuple[Any, ...]]:
    for pair in found.pairs:
        event, one = pair.theirs, pair.incident
        outcome = DIFFER if pair.numbers in {Numbers.LOWER, Numbers.HIGHER} else str(pair.numbers)
        apart = (pair.gap, pair.km, pair.same_party, [*event.parties], [*one.parties])
        ours = (pair.ours.low, pair.ours.high) if pair.ours else (None, None)
        yield (outcome, event.id, one.id, *_ends(event), *_dead(event), *ours, *apart)
    for event in found.theirs:
        yield (ONLY_THEIRS, event.id, None, *_ends(event), *_dead(event), *[None] * 5, [*event.parties], [])
    for one in found.ours:
        toll = whole(one, Harm.KILLED)
        ours = (toll.low, None if toll.open else toll.high) if toll else (None, None)
        days = (str(one.when.first), str(one.when.last)) if one.when else (None, None)
        yield (ONLY_OURS, None, one.id, *days, *[None] * 3, *ours, *[None] * 3, [], [*one.parties])


def _pair(pair: Pair, short: dict[str, str]) -> tuple[Any, ...]:
    one: Incident = pair.incident
    return (
        visible(pair.theirs.id),
        Text(short[one.id], style="cyan"),
        day_words(one),
        Words(place_words(one)),
        _their_dead(pair.theirs),
        interval_figure(pair.ours) if pair.ours else NOT_STATED,
        str(pair.numbers),
    )


def _their_dead(event: Theirs) -> str:
    return interval_figure(event.dead) if event.dead else NOT_STATED


def _day(event: Theirs) -> str:
    return str(event.days) if event.days else "not known"


def _ends(event: Theirs) -> tuple[str | None, str | None]:
    return (str(event.days.first), str(event.days.last)) if event.days else (None, None)


def _dead(event: Theirs) -> tuple[int | None, int | None, int | None]:
    return (event.dead.low, event.best, event.dead.high) if event.dead else (None, event.best, None)
