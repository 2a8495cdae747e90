"""What a report is mainly about."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.ledger.distance import fine
from marsad.ledger.place_words import naming_words
from marsad.model.claim import TollKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.ledger.mention import Mention
    from marsad.model.incident import Incident

LOOKS_BACK = 10
"""A mention of something so many days older than another in the report is background."""
OPENING = 3
"""What a report opens with weighs as much as so many claims more."""
TITLED = 3
"""And a place that stands in its title as so many."""
MOST = 6
"""More claims than this make a mention no weightier."""


def with_leads(found: Sequence[tuple[Incident, Sequence[Mention]]]) -> list[Incident]:
    """Give every incident the reports that are mainly about it."""
    by_report: dict[str, list[tuple[str, Mention]]] = {}
    for made, mentions in found:
        for mention in mentions:
            by_report.setdefault(mention.report, []).append((made.id, mention))
    first = {report: _lead(told) for report, told in by_report.items()}
    return [replace(made, lead=tuple(r for r in made.reports if first[r] == made.id)) for made, _ in found]


def _lead(told: Sequence[tuple[str, Mention]]) -> str | None:
    """Return the incident that a report is mainly about: what it tells first and most, unless that looks further back.

    A round-up, which lists incidents as parts of one total, is about none in particular.
    """
    mentions = [mention for _, mention in told]
    if _round_up(mentions):
        return None
    newest = max((m.days.last for m in mentions if m.days), default=None)
    opening = min(s.claim.quote.start for m in mentions for s in m.statements)
    weights: dict[str, tuple[float, int]] = {}
    for key, mention in told:
        start = min(s.claim.quote.start for s in mention.statements)
        weight = _weight(mention) + OPENING * (start == opening)
        if newest and mention.days and (newest - mention.days.last).days > LOOKS_BACK:
            weight /= 100
        before, at = weights.get(key, (0.0, -start))
        weights[key] = before + weight, max(at, -start)
    return max(weights, key=lambda key: weights[key])


def _weight(mention: Mention) -> float:
    """How much of a report a mention is: its numbers, whether its place is known closely and stands in the title."""
    told = sum(0.3 if s.claim.count.vague or s.claim.count.high == 0 else 1.0 for s in mention.statements)
    close = mention.location is not None and fine(mention.location)
    title = set(naming_words(mention.statements[0].reading.report.title or ""))
    named = bool(mention.place) and bool(title & set(naming_words(mention.place or "")[:2]))
    return min(told, MOST) * (1.5 if close else 1.0) + TITLED * named


def _round_up(told: Sequence[Mention]) -> bool:
    totals = {s.parent.index for m in told for s in m.statements if s.parent and s.parent.toll is TollKind.TOTAL}
    parts = [m for m in told if any(s.parent and s.parent.index in totals for s in m.statements)]
    return len(parts) > 1 and len(parts) == len(told)


def main_mentions(mentions: Sequence[Mention]) -> frozenset[int]:
    """Return the positions of the mentions that are each what their report is mainly about."""
    by_report: dict[str, list[tuple[str, Mention]]] = {}
    for at, mention in enumerate(mentions):
        by_report.setdefault(mention.report, []).append((str(at), mention))
    return frozenset(int(key) for told in by_report.values() if (key := _lead(told)) is not None)
