"""Compare mentions two by two: days, place, parties, method, doer, counts, wording.

A score is about the logarithm of the odds which that evidence gives, as incidents that people coded show it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from marsad.ledger.deeds import by_deeds
from marsad.ledger.evidence import Evidence, Pair
from marsad.ledger.tallies import by_counts, differ
from marsad.ledger.timing import by_days, undated
from marsad.ledger.whereabouts import by_place, two_villages

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.ledger.mention import Mention

MAIN = 0.5
"""That reports are mainly about what days and place say can be one."""
_MAIN = Evidence("main", MAIN, "both reports are mainly about it")
AGAINST = -1.0
"""What speaks so much against a pair, twice, leaves nothing to being what both reports are about."""
GOES_ON = 0.6
"""That a voice gives a new figure and says no place: it goes on with what it told before."""
FORMULA = -1.5
"""That one voice which names two villages means two incidents."""
BAR = 2.1
"""Two mentions whose evidence sums to less than this are not put together."""
NEARLY = BAR - 1.0
"""Two mentions whose evidence sums to this may be of one incident, where others link them."""


class Reports(NamedTuple):
    """What two mentions have in common through their reports: wording and titles, both 0 to 1.

    `main` tells whether both are what their reports are mainly about.
    """

    wording: float
    titles: float
    main: bool


def compare(one: Mention, other: Mention, reports: Callable[[Mention, Mention], Reports]) -> Pair:
    """Compare two mentions; `reports` is asked only where days and place leave it open."""
    days = by_days(one.timing, other.timing)
    if days is not None and days.barred:
        return Pair((days,), days.score, barred=True)
    place = by_place(one.where, other.where)
    if place is not None and (place.barred or (place.score < 0 and one.denies is not other.denies)):
        return Pair((place,), place.score, barred=True)
    shared = reports(one, other)
    found = [e for e in (days, place) if e is not None]
    deeds = by_deeds(one.circumstances, other.circumstances)
    if one.denies is not other.denies:  # who denies tells of other means
        deeds = tuple(e for e in deeds if e.name != "method")
    found += deeds
    found += by_counts(one.tally, other.tally)
    if shared.main and days is not None and place is not None and days.score > 0 and place.score > 0:
        against = sum(e.score <= AGAINST for e in found)
        if against <= 1:
            found.append(_MAIN)
    if place is not None and place.score <= 0 and _formula(one, other):
        found.append(Evidence("formula", FORMULA, "one voice tells alike of {} and of {}", (one.place, other.place)))
    else:
        found += _words(one, other, shared)
    score = 0.0
    for evidence in found:
        score += evidence.score
    return Pair(tuple(found), score, barred=False)


def _formula(a: Mention, b: Mention) -> bool:
    """Tell whether one voice names two villages, and gives no new figure: it tells of two incidents in like words."""
    return two_villages(a.where, b.where) and not (a.updates or b.updates or a.voices.isdisjoint(b.voices))


def barred(a: Mention, b: Mention) -> bool:
    """Tell whether days or place settle that these are two incidents."""
    days = by_days(a.timing, b.timing)
    if days is not None and days.barred:
        return True
    place = by_place(a.where, b.where)
    return place is not None and place.barred


def two_of_one_report(a: Mention, b: Mention) -> bool:
    """Tell whether one report surely speaks of two incidents: other days, or other counts for other places."""
    days = by_days(a.timing, b.timing)
    if days is not None and days.score < 0 and not undated(a.timing, b.timing):
        return True
    place = by_place(a.where, b.where)
    return differ(a.tally, b.tally) and (place is None or place.score < 1.0)


def _words(a: Mention, b: Mention, shared: Reports) -> list[Evidence]:
    copied, titles, _ = shared
    found = []
    if copied >= 0.1:
        found.append(
            Evidence("wording", min(3.0, 5 * copied**2), "the reports share {:.0%} of their wording", (copied,))
        )
    if (a.rises or b.rises) and not (a.place and b.place) and not a.voices.isdisjoint(b.voices):
        found.append(Evidence("source", GOES_ON, "the same voice goes on"))
    if titles >= 0.15:
        found.append(Evidence("titles", min(1.0, 2 * titles), "the titles share {:.0%} of their words", (titles,)))
    return found
