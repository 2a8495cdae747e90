"""A mention as it is compared with others: no more of it than `ledger.pairs` and `ledger.blocks` look at."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING, Any

from marsad.ledger.deeds import circumstances
from marsad.ledger.tallies import tally
from marsad.ledger.timing import timing
from marsad.ledger.whereabouts import where
from marsad.model.claim import Harm, Method
from marsad.model.count import Interval
from marsad.model.place_record import location_record, read_location
from marsad.model.when import Days

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from marsad.ledger.deeds import Circumstances
    from marsad.ledger.mention import Key, Mention
    from marsad.ledger.tallies import Tally
    from marsad.ledger.timing import Timing
    from marsad.ledger.whereabouts import Where

Record = dict[str, Any]


@dataclass(frozen=True)
class Card:
    """A mention by its number, with what two are compared by. It stands in for a `Mention` there, attribute for one."""

    number: int
    key: Key
    main: bool
    timing: Timing
    where: Where
    circumstances: Circumstances
    tally: Tally
    voices: frozenset[str]
    blocks: Mapping[str, frozenset[str]]
    """The areas in which it is, by month."""

    @property
    def report(self) -> str:
        """The id of the report."""
        return self.key[0]

    @cached_property
    def days(self) -> Days | None:
        """The days on which it puts the event."""
        return self.timing.days

    @cached_property
    def window(self) -> Days | None:
        """The days on which the event can have been."""
        return self.timing.window

    @cached_property
    def place(self) -> str | None:
        """The words of the place."""
        return self.where.place

    @property
    def updates(self) -> bool:
        """Tell whether it gives a new figure for something told before."""
        return self.timing.updates

    @property
    def rises(self) -> bool:
        """Tell whether words say that a figure is a new one."""
        return self.timing.rises

    @property
    def denies(self) -> bool:
        """Tell whether all it says is that nobody was harmed."""
        return self.tally.denies


def card_record(mention: Mention, number: int, blocks: Mapping[str, Iterable[str]], *, main: bool) -> Record:
    """Write the card of a mention; how its place was found is left out, since nothing is compared by it."""
    at = replace(mention.where.location, why=(), lost=()) if mention.where.location else None
    deeds = mention.circumstances
    return {
        "number": number,
        "key": mention.key,
        "main": main,
        "days": _days(mention.days),
        "by_report": mention.day_by_report,
        "window": _days(mention.window),
        "updates": mention.updates,
        "rises": mention.rises,
        "teaser": mention.teaser,
        "place": mention.place,
        "location": location_record(at) if at else None,
        "methods": sorted(deeds.methods),
        "doers": sorted(deeds.doers),
        "harmed": sorted(deeds.harmed),
        "counts": {harm: [[one.low, one.high] for one in told] for harm, told in mention.tally.counts.items()},
        "denies": mention.denies,
        "remains": mention.remains,
        "voices": sorted(mention.voices),
        "blocks": {month: sorted(areas) for month, areas in sorted(blocks.items())},
    }


def read_card(record: Record) -> Card:
    """Read a card."""
    new, rises = record["updates"], record["rises"]
    counts = tuple(
        (Harm(harm), tuple(Interval(low, high) for low, high in told)) for harm, told in record["counts"].items()
    )
    location = read_location(record["location"]) if record["location"] else None
    days, window = _read_days(record["days"]), _read_days(record["window"])
    return Card(
        record["number"],
        (record["key"][0], record["key"][1]),
        record["main"],
        timing(days, record["by_report"], window, new, rises, record["teaser"]),
        where(record["place"], location),
        circumstances(
            frozenset(map(Method, record["methods"])), frozenset(record["doers"]), frozenset(record["harmed"])
        ),
        tally(counts, record["denies"], new, rises, record["remains"]),
        frozenset(record["voices"]),
        {month: frozenset(areas) for month, areas in record["blocks"].items()},
    )


def _days(days: Days | None) -> list[str] | None:
    return [str(days.first), str(days.last)] if days else None


def _read_days(ends: list[str] | None) -> Days | None:
    return Days(date.fromisoformat(ends[0]), date.fromisoformat(ends[1])) if ends else None
