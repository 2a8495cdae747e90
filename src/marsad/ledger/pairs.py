"""Compare mentions two by two: days, place, parties, method, doer, counts, wording.

A score is about the logarithm of the odds which that evidence gives, as incidents that people coded show it.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import starmap
from typing import TYPE_CHECKING, NamedTuple

from marsad.ledger.distance import beside, fine, holds, in_city, is_list, km, reach, same_entry
from marsad.ledger.evidence import Evidence, Pair
from marsad.ledger.mention import AFTERMATH, SOON
from marsad.ledger.parties import allied
from marsad.ledger.place_words import likeness, same_names
from marsad.model.claim import Harm, Method, Side

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from marsad.ledger.mention import Circumstances, Mention
    from marsad.model.count import Interval
    from marsad.model.place import Location
    from marsad.model.when import Days

    _Counts = tuple[Interval, ...]

_FAR = "{} and {} lie {:.0f} km apart"
_UNDATED = "a headline of another article, and no day"
_VAGUE = frozenset({"unknown", "mixed"})
_FIGHTERS = frozenset({str(Side.COMBATANT)})
LATER = 14
"""Days within which a new figure for an event is still no surprise."""
WITHIN = 3
"""Days that may lie between an event and the day of a report which says no other."""
MAIN = 0.5
"""That reports are mainly about what days and place say can be one."""
_WIDER_NAME = 0.2
"""So alike are two places that share no more than the name of what holds both."""
_MAIN = Evidence("main", MAIN, "both reports are mainly about it")
AGAINST = -1.0
"""What speaks so much against a pair, twice, leaves nothing to being what both reports are about."""
QUARTER = 1.0
"""That one names a town and the other a quarter of it."""
IN_LIST = 0.2
"""That one names several places together, and the other one between them."""
GOES_ON = 0.6
"""That a voice gives a new figure and says no place: it goes on with what it told before."""
STILL = 1.2
"""That people are told to be missing or held still, where as many were told to be before."""
GONE = frozenset({Harm.MISSING, Harm.CAPTURED})
ALIKE = 0.5
"""From this likeness on, words may name one place."""
FORMULA = -1.5
"""That one voice which names two villages means two incidents."""
LARGE = 8
"""So many harmed by one event are rare."""
_AROUND_KM = 30
"""What reaches farther is an area in which many villages lie, not what lies around one."""
REST = 4.0
"""More than this the evidence beside days, place and wording never sums to."""
BAR = 2.1
"""Two mentions whose evidence sums to less than this are not put together."""
NEARLY = BAR - 1.0
"""Two mentions whose evidence sums to this may be of one incident, where others link them."""


class Meeting(NamedTuple):
    """Days that overlap, whose meeting is worked out where somebody reads it."""

    one: Days
    other: Days

    def __str__(self) -> str:
        """Write the days that are in both."""
        return str(self.one.meet(self.other))


class Reports(NamedTuple):
    """What two mentions have in common through their reports: wording and titles, both 0 to 1.

    `main` tells whether both are what their reports are mainly about.
    """

    wording: float
    titles: float
    main: bool


def compare(one: Mention, other: Mention, reports: Callable[[Mention, Mention], Reports]) -> Pair:
    """Compare two mentions; `reports` is asked only where days and place leave it open.

    Where days, place and wording put the bar out of reach, the rest is not looked at.
    """
    days = _days(one, other)
    if days is not None and days.barred:
        return Pair((days,), days.score, barred=True)
    place = _place(one, other)
    if place is not None and (place.barred or (place.score < 0 and one.denies is not other.denies)):
        return Pair((place,), place.score, barred=True)
    shared = reports(one, other)
    words = [*_words(one, other, shared.wording, shared.titles)]
    found = [e for e in (days, place) if e is not None]
    if _sum(found) + _sum(words) + REST < NEARLY:
        return Pair((*found, *words), _sum(found) + _sum(words), barred=False)
    told = _circumstances(one.circumstances, other.circumstances)
    denied = one.denies is not other.denies  # who denies tells of other means
    found += [e for e in told if not (denied and e.name == "method")]
    found += [e for e in (_counts(one, other), _remaining(one, other)) if e is not None]
    against = sum(e.score <= AGAINST for e in found)
    near = days is not None and place is not None and min(days.score, place.score) > 0
    if shared.main and near and against <= 1:
        found.append(_MAIN)
    if place is not None and place.score <= 0 and _formula(one, other):
        found.append(Evidence("formula", FORMULA, "one voice tells alike of {} and of {}", (one.place, other.place)))
        words = []
    found += words
    return Pair(tuple(found), _sum(found), barred=False)


def _sum(found: Iterable[Evidence]) -> float:
    score = 0.0
    for evidence in found:
        score += evidence.score
    return score


def _formula(a: Mention, b: Mention) -> bool:
    """Tell whether one voice names two villages, and gives no new figure: it tells of two incidents in like words."""
    if a.location is None or b.location is None or a.updates or b.updates or a.voices.isdisjoint(b.voices):
        return False
    like = likeness(a.place, b.place) if a.place and b.place else None
    if like is None or like >= ALIKE:
        return False
    return fine(a.location) and fine(b.location) and not same_entry(a.location, b.location)


def barred(a: Mention, b: Mention) -> bool:
    """Tell whether days or place settle that these are two incidents."""
    days = _days(a, b)
    if days is not None and days.barred:
        return True
    place = _place(a, b) if a.location and b.location else None
    return place is not None and place.barred


def two_of_one_report(a: Mention, b: Mention) -> bool:
    """Tell whether one report surely speaks of two incidents: other days, or other counts for other places."""
    days = _days(a, b)
    if days is not None and days.score < 0 and not _undated(a, b):
        return True
    shared = [harm for harm in a.counts if harm in b.counts]
    differ = not shared or any(not _meet(a.counts[harm], b.counts[harm]) for harm in shared)
    place = _place(a, b)
    return differ and (place is None or place.score < 1.0)


def _undated(a: Mention, b: Mention) -> bool:
    """Tell whether the day of one is only that of the report, so that a few days between the two say little."""
    loose = a.day_by_report or b.day_by_report
    return loose and a.days is not None and b.days is not None and a.days.gap(b.days) <= WITHIN


def both_placed(a: Mention, b: Mention) -> bool:
    """Tell whether the places of both are known as closely as a village, or by two villages that lie side by side."""
    if a.location is None or b.location is None:
        return False
    return (fine(a.location) and fine(b.location)) or beside(a.location, b.location)


def _words(a: Mention, b: Mention, copied: float, titles: float) -> Iterator[Evidence]:
    if copied >= 0.1:
        yield Evidence("wording", min(3.0, 5 * copied**2), "the reports share {:.0%} of their wording", (copied,))
    if (a.rises or b.rises) and not (a.place and b.place) and not a.voices.isdisjoint(b.voices):
        yield Evidence("source", GOES_ON, "the same voice goes on")
    if titles >= 0.15:
        yield Evidence("titles", min(1.0, 2 * titles), "the titles share {:.0%} of their words", (titles,))


def _days(a: Mention, b: Mention) -> Evidence | None:
    one, other = a.days, b.days
    if one is None or other is None:
        return _window(a, b) if not (a.teaser or b.teaser) else Evidence("days", -1.0, _UNDATED)
    if one.first <= other.last and other.first <= one.last:
        longest = max(one.length, other.length)
        score = 2.0 if longest <= 2 else 1.5 if longest <= 4 else 0.5
        return Evidence("days", score, "both can be of {}", (Meeting(one, other),))
    gap, loose = one.gap(other), a.day_by_report or b.day_by_report
    later = a if one.first > other.last else b
    if later.updates and gap <= AFTERMATH:  # people die of wounds later, and a new figure has its own day
        undated = later.day_by_report or later.rises
        near = 0.5 if gap <= SOON else 0.0 if gap <= LATER else -0.3 if undated else -1.0
        return Evidence("days", near, "a new figure, {} days later", (gap,))
    if gap <= 1 or (loose and gap <= WITHIN):
        return Evidence("days", 0.5 if loose and gap <= 1 else -0.5, "the days lie {} apart", (gap,))
    return Evidence("days", -5.0, "{} is not {}", (one, other), barred=True)


def _window(a: Mention, b: Mention) -> Evidence:
    """Where a mention gives no day, what can be said is that news come after events, mostly soon."""
    one, other = a.window, b.window
    if one is None or other is None:
        return Evidence("days", -1.0, "when it was, or was told, is not known")
    if one.meet(other) is None:
        return Evidence(
            "days", -5.0, "told by {} or {}: they cannot be of one day", (one.last, other.last), barred=True
        )
    # The one that gives a day is known from its first day on; one that gives none, from the day it was told.
    starts = [m.days.first if m.days else w.last for m, w in ((a, one), (b, other))]
    behind = abs((starts[0] - starts[1]).days)
    near = 1.5 if behind <= 2 else 1.0 if behind <= 4 else 0.5 if behind <= 14 else -0.5
    return Evidence("days", near, "one gives no day; they were told {} days apart", (behind,))


def _place(a: Mention, b: Mention) -> Evidence | None:
    like = likeness(a.place, b.place) if a.place and b.place else None
    if a.location and b.location:
        on_map = _on_map(a.location, b.location)
        if like == 1.0 and same_names(a.place, b.place) and (found := _by_name(a, b, on_map)) is not None:
            return found
        return _other_words(a, b, on_map, like) or on_map
    known = a.location or b.location
    if like is None and known and fine(known):
        return _across_scripts(b.place if a.location else a.place, known)
    if like is None or (like < 0.5 and known and not fine(known)):  # one unknown may lie in the stretch of the other
        return None
    if like >= 1.0:
        return Evidence("place", 2.0, "both name {}", (a.place,))
    score = 1.0 if like >= 0.5 else -0.3 if like > 0 else -1.2
    return Evidence("place", score, "{} beside {}", (a.place, b.place))


def _across_scripts(words: str | None, known: Location) -> Evidence | None:
    """Weigh that a place which the map does not know is named in other letters than one that it knows."""
    like = likeness(words, known.name) if words else None
    return Evidence("place", -1.2, "{} beside {}", (words, known.name)) if like == 0.0 else None


def _by_name(a: Mention, b: Mention, on_map: Evidence) -> Evidence | None:
    """Read a village named alike by both: one that no list has, or that the map puts elsewhere."""
    if on_map.score < 0:
        return Evidence("place", 0.5, "the same words, {}, though " + on_map.words, (a.place, *on_map.of))
    unlisted = on_map.score > 0 and not any(m.location and fine(m.location) for m in (a, b))
    return Evidence("place", 2.0, "both name {}, which no list has", (a.place,)) if unlisted else None


def _other_words(a: Mention, b: Mention, on_map: Evidence, like: float | None) -> Evidence | None:
    """Weigh that the words name two places which the map would take for one."""
    assert a.location is not None
    assert b.location is not None
    alike = fine(a.location) == fine(b.location)
    if on_map.score <= 0 or like is None:
        return None
    alike = alike or max(a.location.radius_km, b.location.radius_km) <= _AROUND_KM
    known = like <= _WIDER_NAME and fine(a.location) and fine(b.location)  # two quarters of one city
    apart = not same_entry(a.location, b.location) and not holds(a.location, b.location)
    if (like == 0.0 or known) and alike and apart:
        words = on_map.words + ", but the words name {} and {}"
        return Evidence("place", -0.7, words, (*on_map.of, a.place, b.place))
    if like <= _WIDER_NAME and not alike:
        return Evidence("place", 0.2, "the words name {} and {}, of which the map knows one", (a.place, b.place))
    return None


def _on_map(one: Location, other: Location) -> Evidence:
    if same_entry(one, other):
        return Evidence("place", 2.5 if fine(one) else 1.0, "both are {}", (one.name,))
    apart = km(one, other)
    reason = (one.name, other.name, apart)
    if (fine(one) and fine(other) and holds(one, other)) or in_city(one, other):
        return Evidence("place", QUARTER, "{} and {} are a town and a quarter of it", (one.name, other.name))
    if is_list(one) != is_list(other) and apart <= reach(one, other):
        return Evidence("place", IN_LIST, _FAR + ", within what several names take in", reason)
    if (fine(one) and fine(other)) or beside(one, other):
        score = 1.0 if apart <= 1.5 else -0.5 if apart <= 6 else -0.8 if apart <= 12 else -1.5
        return Evidence("place", score, _FAR, reason, barred=apart > 25)
    if apart <= reach(one, other):
        near = 0.9 if reach(one, other) <= 60 else 0.5 if reach(one, other) <= 120 else 0.1
        return Evidence("place", near, _FAR + ", within what the words leave open", reason)
    beyond = apart - reach(one, other)
    score = 0.0 if beyond <= 10 else -0.3 if beyond <= 25 else -1.5
    return Evidence("place", score, _FAR, reason, barred=beyond > 40)


@lru_cache(maxsize=1 << 16)
def _circumstances(a: Circumstances, b: Circumstances) -> tuple[Evidence, ...]:
    """Weigh how, by whom and whom two mentions tell of; few ways of saying that come back over and over."""
    return tuple(e for e in (_method(a, b), _doers(a, b), _harmed(a, b)) if e is not None)


def _method(a: Circumstances, b: Circumstances) -> Evidence | None:
    if not a.families or not b.families:
        mishap = a.methods == b.methods == {Method.OTHER}  # a building that fell in, a boat that sank
        return Evidence("method", 0.4, "both tell of a mishap") if mishap else None
    shared = a.families & b.families
    if (Method.DRONE in a.methods) != (Method.DRONE in b.methods):
        return Evidence("method", -1.2, "a drone did it, which the other does not tell")
    if shared:
        return Evidence("method", 0.2, "both tell of harm {}", (shared,))
    return Evidence("method", -1.0, "{} is not {}", (a.families, b.families))


def _doers(a: Circumstances, b: Circumstances) -> Evidence | None:
    if not a.doers or not b.doers:
        return None
    ones, others = a.doers_and_above, b.doers_and_above
    if ones & others:
        return Evidence("doer", 0.3, "both name {}", (ones & others,))
    if _mutual(a, b):
        return Evidence("doer", 0.3, "each names the side that the other says was harmed")
    if any(allied(one, other) for one in a.doers for other in b.doers):
        return None
    return Evidence("doer", -0.4, "{} beside {}", (a.doers, b.doers))


def _mutual(a: Circumstances, b: Circumstances) -> bool:
    """Tell whether the doer that each names is of those who were harmed as the other tells: both sides of one fight."""
    ones, others = a.doers_and_above, b.doers_and_above
    both = bool(ones & b.harmed_and_above) and (bool(others & a.harmed_and_above) or a.harmed >= _FIGHTERS)
    return both or (bool(others & a.harmed_and_above) and b.harmed >= _FIGHTERS)


def _harmed(a: Circumstances, b: Circumstances) -> Evidence | None:
    ones, others = a.harmed_and_above - _VAGUE, b.harmed_and_above - _VAGUE
    if not ones or not others:
        return None
    if ones & others:
        return Evidence("harmed", 0.1, "both tell of {}", (ones & others,))
    if _FIGHTERS in (ones, others) and Side.CIVILIAN not in ones | others:
        return None  # fighters of no party that is named may be of any
    if _mutual(a, b):
        return None  # each tells of the other side's losses
    return Evidence("harmed", -0.8, "{} beside {}", (ones, others))


def _counts(a: Mention, b: Mention) -> Evidence:
    ones, others = a.counts, b.counts
    shared = [harm for harm in ones if harm in others]
    if not shared:
        return Evidence("counts", -0.4, "neither tells how many were harmed as the other does")
    same = [harm for harm in shared if not a.exact[harm].isdisjoint(b.exact[harm])]
    if same:
        large = sum(1.0 if _largest(ones[harm]) > 2 else 0.7 for harm in same)
        return Evidence("counts", min(large, 1.5), "the same number {}", (frozenset(same),))
    return _unequal(a, b, [(ones[harm], others[harm]) for harm in shared])


def _unequal(a: Mention, b: Mention, shared: Sequence[tuple[_Counts, _Counts]]) -> Evidence:
    """Weigh counts of the same harms of which none are equal."""
    if any(_close(one, two) for ones, others in shared for one in ones for two in others):
        return Evidence("counts", 1.0, "the counts are large, and close")
    if a.denies != b.denies:
        return Evidence("counts", 0.2, "one denies what the other tells")
    died_later = any(m.updates and not m.rises for m in (a, b))  # a few who died later are no toll to compare
    if died_later or any(starmap(_meet, shared)):
        return Evidence("counts", 0.4, "the counts can be of one event")
    if a.rises or b.rises:
        return Evidence("counts", -0.2, "the counts differ, but one is a new figure")
    return Evidence("counts", -0.6, "the counts differ")


def _close(one: Interval, two: Interval) -> bool:
    """Tell whether two counts are large and about the same: few events harm so many."""
    less, more = sorted((one.low, two.low))
    return less >= LARGE and more <= less * 1.5


def _remaining(a: Mention, b: Mention) -> Evidence | None:
    """Weigh that one tells only who are still missing or held, and the other of as many who had been."""
    for still, taken in ((a, b), (b, a)):
        gone = [harm for harm in still.counts if harm in GONE and harm in taken.counts]
        fits = all(_largest(taken.counts[harm]) >= _largest(still.counts[harm]) for harm in gone)
        if still.remains and gone and fits:
            return Evidence("still", STILL, "one tells who of the other’s are {} still", (frozenset(gone),))
    return None


def _largest(counts: _Counts) -> int:
    return max(count.low for count in counts)


def _meet(ones: _Counts, others: _Counts) -> bool:
    return any(one.meet(other) for one in ones for other in others)
