"""What a report is mainly about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.ledger.distance import fine
from marsad.ledger.place_words import naming_words
from marsad.model.claim import TollKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.ledger.mention import Key, Mention

LOOKS_BACK = 10
"""A mention of something so many days older than another in the report is background."""
OPENING = 2
"""What a report opens with weighs as much as so many claims more."""
TITLED = 5
"""And a place that stands in its title as so many."""
DEEP = 900
"""What a report tells only behind so many letters, and does not name in its title, it is not about."""
TOLD = 2
"""Each other report that tells of an incident, up to `FEW`, weighs as so many claims: what many tell of is the news."""
FEW = 5
SEVERAL = 3
"""Of so many incidents or more a round-up tells."""
MOST = 6
"""More claims than this make a mention no weightier."""


def lead(told: Iterable[tuple[str, Mention]], tellers: Mapping[str, int]) -> str | None:
    """Return which of the incidents that a report tells of it is mainly about, by id, or None.

    `tellers` has how many reports tell of each incident.
    """
    return _lead(sorted(told, key=lambda pair: pair[1].key), tellers)


def main_mention(mentions: Sequence[Mention]) -> Key | None:
    """Return which of the mentions of one report is what it is mainly about, or None."""
    if len(mentions) == 1:
        return None if mentions[0].teaser or _passing(mentions[0]) else mentions[0].key
    by_key = {str(n): mention.key for n, mention in enumerate(mentions)}
    main = lead(((str(n), mention) for n, mention in enumerate(mentions)), {})
    return by_key[main] if main is not None else None


def _lead(told: Sequence[tuple[str, Mention]], tellers: Mapping[str, int]) -> str | None:
    """Return the incident that a report is mainly about: what it tells first and most, unless that is older."""
    told = [(key, mention) for key, mention in told if not mention.teaser]
    mentions = [mention for _, mention in told]
    if not mentions or all(map(_passing, mentions)):
        return None
    if len(told) == 1:
        return told[0][0]
    if _rounds_up(told):
        return None
    newest = max((m.days.last for m in mentions if m.days), default=None)
    opening = min(s.claim.quote.start for m in mentions for s in m.statements)
    weights: dict[str, tuple[float, int]] = {}
    for key, mention in told:
        start = min(s.claim.quote.start for s in mention.statements)
        weight = _weight(mention) + OPENING * (start == opening)
        if newest and mention.days and (newest - mention.days.last).days > LOOKS_BACK:
            weight /= 100
        if key not in weights:
            weight += TOLD * min(tellers.get(key, 1) - 1, FEW)
        before, at = weights.get(key, (0.0, -start))
        weights[key] = before + weight, max(at, -start)
    return max(weights, key=lambda key: weights[key])


def _rounds_up(told: Sequence[tuple[str, Mention]]) -> bool:
    """Tell whether a report opens with a sum, then tells of several incidents, none of them with a new figure.

    It is about the sum, and about none of them.
    """
    mentions = [mention for _, mention in told]
    claims = mentions[0].statements[0].reading.claims
    first = min((c for c in claims if not c.teaser), key=lambda c: c.quote.start)
    several = len({key for key, _ in told}) >= SEVERAL and first.toll is TollKind.TOTAL
    return several and not any(m.rises or _titled(m) for m in mentions)


def _weight(mention: Mention) -> float:
    """How much of a report a mention is: its numbers, whether its place is known closely and stands in the title."""
    told = sum(0.3 if s.claim.count.vague or s.claim.count.high == 0 else 1.0 for s in mention.statements)
    close = mention.location is not None and fine(mention.location)
    return min(told, MOST) * (1.5 if close else 1.0) + TITLED * _titled(mention)


def _passing(mention: Mention) -> bool:
    """Tell whether a report speaks of it only in passing: far behind its opening, and its title does not name it."""
    if min(s.claim.quote.start for s in mention.statements) <= DEEP:
        return False
    told = mention.circumstances.families or (mention.days and not mention.day_by_report)
    return not told and not _titled(mention)


def _titled(mention: Mention) -> bool:
    """Tell whether the place of a mention stands in the title of its report."""
    title = set(naming_words(mention.statements[0].reading.report.title or ""))
    return bool(mention.place) and bool(title & set(naming_words(mention.place or "")[:2]))
