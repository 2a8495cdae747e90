"""Compare mentions two by two: days, place, parties, method, doer, counts, wording, source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.distance import fine, km, reach, same_entry
from marsad.ledger.evidence import Evidence, Pair
from marsad.ledger.mention import AFTERMATH
from marsad.ledger.parties import party_chain
from marsad.ledger.place_words import likeness, same_names

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.ledger.mention import Mention
    from marsad.model.count import Interval
    from marsad.model.place import Location

SOON, LATER = 4, 14
"""Days within which a new figure for an event is usual, and within which it is still no surprise."""
BAR = 3.1
"""Two mentions whose evidence sums to less than this are not put together."""


def compare(one: tuple[int, Mention], other: tuple[int, Mention], copied: float, titles: float = 0.0) -> Pair:
    """Compare two mentions; `copied` is the share of wording that their reports have in common, 0 to 1.

    `titles` is that of their titles' words, where each is what its report is mainly about.
    """
    found = tuple(e for e in _evidence(one[1], other[1], copied) if e is not None)
    if titles >= 0.15:
        found = (*found, Evidence("titles", min(2.0, 4 * titles), f"the titles share {titles:.0%} of their words"))
    return Pair(one[0], other[0], found)


def two_of_one_report(a: Mention, b: Mention) -> bool:
    """Tell whether one report surely speaks of two incidents: other days, or other counts for other places."""
    days = _days(a, b)
    if days is not None and days.score < 0:
        return True
    shared = [harm for harm in a.counts if harm in b.counts]
    differ = not shared or any(not _meet(a.counts[harm], b.counts[harm]) for harm in shared)
    place = _place(a, b)
    return differ and (place is None or place.score < 1.0)


def both_placed(a: Mention, b: Mention) -> bool:
    """Tell whether the places of both are known as closely as a village."""
    return a.location is not None and b.location is not None and fine(a.location) and fine(b.location)


def _evidence(a: Mention, b: Mention, copied: float) -> Iterator[Evidence | None]:
    yield _days(a, b)
    yield _place(a, b)
    yield _method(a, b)
    yield _doers(a, b)
    yield _harmed(a, b)
    yield _counts(a, b)
    if copied >= 0.1:
        yield Evidence("wording", min(3.0, 4 * copied), f"the reports share {copied:.0%} of their wording")
    if {s.voice for s in a.statements} & {s.voice for s in b.statements}:
        yield Evidence("source", 0.3, "the same voice speaks")


def _days(a: Mention, b: Mention) -> Evidence | None:
    one, other = a.days, b.days
    if one is None or other is None:
        return _window(a, b)
    meet = one.meet(other)
    if meet is not None:
        longest = max(one.length, other.length)
        score = 2.0 if longest <= 2 else 1.5 if longest <= 4 else 0.5
        return Evidence("days", score, f"both can be of {meet}")
    gap, loose = one.gap(other), a.day_by_report or b.day_by_report
    if gap <= 1 or (loose and gap <= 3):
        return Evidence("days", 0.5 if loose else -1.0, f"the days lie {gap} apart")
    later = a if one.first > other.last else b
    if later.updates and gap <= AFTERMATH:  # people die of wounds later, and a new figure has its own day
        near = 0.5 if gap <= SOON else 0.0 if gap <= LATER else -1.0
        return Evidence("days", near, f"a new figure, {gap} days later")
    return Evidence("days", -5.0, f"{one} is not {other}", barred=True)


def _window(a: Mention, b: Mention) -> Evidence | None:
    """Where a mention gives no day, what can be said is that news come after events, mostly soon."""
    one, other = a.window, b.window
    if one is None or other is None:
        return None
    if one.meet(other) is None:
        return Evidence("days", -5.0, f"told by {one.last} or {other.last}: they cannot be of one day", barred=True)
    # The one that gives a day is known from its first day on; one that gives none, from the day it was told.
    starts = [m.days.first if m.days else w.last for m, w in ((a, one), (b, other))]
    behind = abs((starts[0] - starts[1]).days)
    near = 1.5 if behind <= 2 else 1.0 if behind <= 4 else 0.5 if behind <= 14 else -0.5
    return Evidence("days", near, f"one gives no day; they were told {behind} days apart")


def _place(a: Mention, b: Mention) -> Evidence | None:
    like = likeness(a.place, b.place) if a.place and b.place else None
    if a.location and b.location:
        on_map = _on_map(a.location, b.location)
        if on_map.score < 0 and like == 1.0 and same_names(a.place, b.place):
            return Evidence("place", 0.5, f"the same words, {a.place}, though {on_map.reason}")
        alike = fine(a.location) == fine(b.location)
        if on_map.score > 0 and like == 0.0 and alike and not same_entry(a.location, b.location):
            return Evidence("place", -1.0, f"{on_map.reason}, but the words name {a.place} and {b.place}")
        return on_map
    if like is None:
        return None
    if like >= 1.0:
        return Evidence("place", 2.0, f"both name {a.place}")
    score = 1.0 if like >= 0.5 else -1.0 if like > 0 else -2.0
    return Evidence("place", score, f"{a.place} beside {b.place}")


def _on_map(one: Location, other: Location) -> Evidence:
    apart = km(one, other)
    reason = f"{one.name} and {other.name} lie {apart:.0f} km apart"
    if same_entry(one, other):
        return Evidence("place", 2.5 if fine(one) else 1.0, f"both are {one.name}")
    if fine(one) and fine(other):
        score = 1.0 if apart <= 1.5 else -0.5 if apart <= 6 else -1.0 if apart <= 12 else -5.0
        return Evidence("place", score, reason, barred=apart > 25)
    if apart <= reach(one, other):
        return Evidence("place", 0.8, reason + ", within what the words leave open")
    beyond = apart - reach(one, other)
    score = -0.3 if beyond <= 10 else -2.0 if beyond <= 25 else -5.0
    return Evidence("place", score, reason, barred=beyond > 40)


def _method(a: Mention, b: Mention) -> Evidence | None:
    if not a.families or not b.families:
        return None
    if a.families & b.families:
        return Evidence("method", 0.7, f"both tell of harm {', '.join(sorted(a.families & b.families))}")
    return Evidence("method", -1.0, f"{'/'.join(sorted(a.families))} is not {'/'.join(sorted(b.families))}")


def _doers(a: Mention, b: Mention) -> Evidence | None:
    if not a.doers or not b.doers:
        return None
    ones = {key for doer in a.doers for key in party_chain(doer)}
    others = {key for doer in b.doers for key in party_chain(doer)}
    if ones & others:
        return Evidence("doer", 0.5, f"both name {', '.join(sorted(ones & others))}")
    if ones & _hurt(b) and others & _hurt(a):
        return Evidence("doer", 0.3, "each names the side that the other says was harmed")
    return Evidence("doer", -0.7, f"{', '.join(sorted(a.doers))} beside {', '.join(sorted(b.doers))}")


def _hurt(mention: Mention) -> set[str]:
    """Return the parties that a mention says were harmed, and those they belong to."""
    return {key for who in mention.harmed for key in (party_chain(who) or (who,))}


def _harmed(a: Mention, b: Mention) -> Evidence | None:
    vague = {"unknown", "mixed"}
    ones = {key for who in a.harmed - vague for key in (party_chain(who) or (who,))}
    others = {key for who in b.harmed - vague for key in (party_chain(who) or (who,))}
    if not ones or not others:
        return None
    if ones & others:
        return Evidence("harmed", 0.4, f"both tell of {', '.join(sorted(ones & others))}")
    return Evidence("harmed", -1.0, f"{', '.join(sorted(ones))} beside {', '.join(sorted(others))}")


def _counts(a: Mention, b: Mention) -> Evidence | None:
    shared = [harm for harm in a.counts if harm in b.counts]
    if not shared:
        return None
    same = [harm for harm in shared if set(a.counts[harm]) & set(b.counts[harm])]
    if same:
        large = sum(1.0 if _largest(a.counts[harm]) > 2 else 0.4 for harm in same)
        return Evidence("counts", min(large, 1.5), f"the same number {', '.join(same)}")
    if a.updates or b.updates or any(_meet(a.counts[h], b.counts[h]) for h in shared):
        return Evidence("counts", 0.2, "the counts can be of one event")
    return Evidence("counts", -0.4, "the counts differ")


def _largest(counts: tuple[Interval, ...]) -> int:
    return max(count.low for count in counts)


def _meet(ones: tuple[Interval, ...], others: tuple[Interval, ...]) -> bool:
    return any(one.meet(other) for one in ones for other in others)
