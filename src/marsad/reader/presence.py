"""Read presence statements: who stays in an area, how strong, how wide, since when, besieged by whom."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Day, Victims
from marsad.model.presence import Presence
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.days import resolve

if TYPE_CHECKING:
    from marsad.model.report import Report
    from marsad.reader.parties import Parties
    from marsad.reader.sentences import Sentence
    from marsad.text.fold import Folded
    from marsad.text.nodes import Node


def presences_of(sentences: list[Sentence], report: Report, folded: Folded, parties: Parties) -> tuple[Presence, ...]:
    """Return the presence statements: a sentence that says people stay or spread, with a party or an area."""
    found: list[Presence] = []
    for sentence in sentences:
        if "STAYING" not in sentence.tags:
            continue
        verb = next(node for node in sentence.nodes if "STAYING" in node.tags)
        presence = _presence(sentence, verb, len(found), report, folded, parties)
        if presence is not None:
            found.append(presence)
    return tuple(found)


def _presence(  # noqa: PLR0913
    sentence: Sentence,
    verb: Node,
    index: int,
    report: Report,
    folded: Folded,
    in_report: Parties,
) -> Presence | None:
    nodes = sentence.nodes
    at = nodes.index(verb)
    parties = [(i, node) for i, node in enumerate(nodes) if next(node.having("ORG"), None) is not None]
    area_at = next((i for i, node in enumerate(nodes) if "KM2" in node.tags), None)
    siege = next((i for i, node in enumerate(nodes) if "BESIEGED" in node.tags), None)
    if not parties or (area_at is None and siege is None):
        return None
    actor = min(parties, key=lambda pair: abs(pair[0] - at))[1]
    area = nodes[area_at - 1] if area_at else None
    amount = area.value if area is not None and isinstance(area.value, Amount) else None
    strength = next((n for n in nodes[:at] if isinstance(n.value, (Amount, Victims)) and _many(n)), None)
    first = strength or actor
    last = nodes[-1]
    quote = _quote(first, last, folded)
    said = [n.value for n in nodes[:at] if isinstance(n.value, Day) and n.value.kind == "date"]
    org = next(actor.having("ORG"))
    as_of = _as_of(said, in_report.published)
    party = in_report.chosen(str(org.attr("actor")), as_of).party
    besiegers = _besiegers(nodes, siege) if siege is not None else []
    return Presence(
        report=report.id,
        index=index,
        quote=quote,
        actor=_quote(org, org, folded),
        party=party,
        strength=strength.value.count if strength and isinstance(strength.value, (Amount, Victims)) else None,
        strength_quote=_quote(strength, strength, folded) if strength else None,
        area_km2=float(amount.bare) if amount and amount.bare else None,
        area_quote=_quote(area, nodes[area_at], folded) if area is not None and area_at is not None else None,
        bounds=tuple(_quote(n, n, folded) for n in nodes[area_at or at : siege] if n.tags & {"WHERE", "GAZETTEER"}),
        besieged_by=tuple(_quote(o, o, folded) for n in besiegers for o in n.having("ORG")),
        since=_since(nodes, in_report.published),
        as_of=as_of,
        rules=("presence.stays",),
    )


def _besiegers(nodes: list[Node], siege: int) -> list[Node]:
    """Return the parties behind the word of siege, up to where their list ends."""
    found: list[Node] = []
    for node in nodes[siege + 1 :]:
        if next(node.having("ORG"), None) is not None:
            found.append(node)
        elif found and not node.tags & {"W", "COMMA"}:
            break
    return found


def _many(node: Node) -> bool:
    count = node.value.count if isinstance(node.value, (Amount, Victims)) else None
    return count is not None and count.low >= 2


def _since(nodes: list[Node], published: When | None) -> When | None:
    for node in nodes:
        if isinstance(node.value, Day) and node.value.kind == "since":
            day = node.value
            if day.year is not None and day.month is None:
                return When(Days(date(day.year, 1, 1), date(day.year, 12, 31)), WhenBasis.STATED)
            days = resolve(day, published.days if published else None)
            return When(Days.of(days.first), WhenBasis.STATED) if days else None
    return None


def _as_of(said: list[Day], published: When | None) -> When | None:
    for day in said:
        days = resolve(day, published.days if published else None)
        if days:
            return When(days, WhenBasis.STATED)
    return When(published.days, WhenBasis.REPORT) if published else None


def _quote(first: Node, last: Node, folded: Folded) -> Quote:
    start, _ = folded.stored_span(first.start, first.end)
    _, end = folded.stored_span(last.start, last.end)
    return Quote(start, folded.stored[start:end])
