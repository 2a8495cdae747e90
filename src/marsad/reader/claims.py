"""Make claims of settled drafts: offsets in the stored text, parties, places on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.claim import Claim, Harm, Side, TollKind
from marsad.model.reason import Reason
from marsad.model.span import Quote
from marsad.places.locate import HINTS, locate
from marsad.reader.sentences import Zone
from marsad.reader.where import headers, line_head

if TYPE_CHECKING:
    from marsad.model.place import Location
    from marsad.model.report import Report
    from marsad.reader.draft import Draft
    from marsad.reader.parties import Parties
    from marsad.text.fold import Folded
    from marsad.text.nodes import Node


def claims_of(drafts: list[Draft], report: Report, folded: Folded, parties: Parties, country: str) -> tuple[Claim, ...]:
    """Return the claims in the order of the text; what stands in front of a report says where its places lie, too."""
    drafts = sorted(drafts, key=lambda draft: draft.node.start)
    number = {id(draft): index for index, draft in enumerate(drafts)}
    places = [_quote(draft.place, folded) for draft in drafts]
    hints = list(dict.fromkeys(place.text for place in places if place))
    front = [quote.text for node in headers(parties.sentences) if (quote := _quote(node, folded))]
    near = [*hints[: HINTS - len(front)], *front] if front else hints[: HINTS + 1]  # no more of them count
    areas: dict[str, tuple[str, ...]] = dict.fromkeys(hints, ())
    for draft, place in zip(drafts, places, strict=True):
        if place and not areas[place.text]:
            areas[place.text] = parties.areas(draft)
    heads: dict[str, str] = {}
    for draft, place in zip(drafts, places, strict=True):
        head = _quote(line_head(draft.sentence), folded) if place else None
        if place and head and head.text != place.text:
            heads.setdefault(place.text, head.text)
    located = {words: locate(words, _hints(words, near, heads.get(words)), country, areas[words]) for words in hints}
    return tuple(
        _claim(draft, index, number, report, folded, parties, place, located.get(place.text) if place else None)
        for index, (draft, place) in enumerate(zip(drafts, places, strict=True))
    )


def _hints(words: str, near: list[str], head: str | None) -> list[str]:
    """Return what else says where a place lies: where a line has its own head (`Daraa: …`), that alone."""
    return [head] if head else [hint for hint in near if hint != words][:HINTS]


def _claim(  # noqa: PLR0913  a claim has this many sides
    draft: Draft,
    index: int,
    number: dict[int, int],
    report: Report,
    folded: Folded,
    parties: Parties,
    place: Quote | None,
    location: Location | None,
) -> Claim:
    people, harmed = draft.people, draft.harmed
    quote = _quote(draft.node, folded)
    assert quote is not None
    side = Side(draft.side or Side.UNKNOWN)
    by = parties.doer(draft)
    source = _quote(draft.source, folded)
    return Claim(
        report=report.id,
        index=index,
        quote=quote,
        harm=draft.harm,
        count=people.count,
        victims=_victims(draft, folded),
        side=side,
        group=people.group,
        party=parties.of_people(draft) if side is Side.COMBATANT else None,
        part_of=number.get(id(draft.whole)) if draft.whole is not None else None,
        toll=draft.toll or TollKind.EVENT,
        by=_quote(by, folded),
        by_party=parties.of_doer(by, draft.when),
        method=draft.method,
        method_quote=_quote(draft.method_node, folded),
        place=place,
        location=location,
        when=draft.when,
        said=draft.said,
        source=source,
        source_key=parties.of_source(draft.source, source),
        hedged=draft.hedged,
        adds=people.others,
        moved_from=Harm(harmed.moved_from) if harmed and harmed.moved_from else None,
        teaser=draft.sentence.zone is Zone.RELATED,
        rules=tuple(dict.fromkeys(draft.rules)),
    )


def _quote(node: Node | None, folded: Folded) -> Quote | None:
    if node is None:
        return None
    start, end = folded.stored_span(node.start, node.end)
    if start and folded.stored[start - 1 : start + 1] == "لل":  # a prefix that cannot be cut off (GUIDELINES rule 14)
        start -= 1
    return Quote(start, folded.stored[start:end])


def _victims(draft: Draft, folded: Folded) -> Quote | None:
    """Return the words that name who was harmed: the party where one is named, else the nouns of persons."""
    if "NAMED" in draft.node.tags:
        return draft.chose("victims", Reason.VICTIMS_NAMED, _quote(draft.node, folded), draft.node)
    parties = next(draft.node.having("PARTIES"), None)
    if parties is not None:
        head = next((n for n in draft.node.leaves() if n.tags & {"PERSON"} and not n.attr("harm")), parties)
        if any("AFTERNUM" in n.tags and head.start < n.start < parties.start for n in draft.node.leaves()):
            head = parties  # `8 fighters at least of the army`
        start, end = folded.stored_span(min(head.start, parties.start), max(head.end, parties.end))
        draft.why["victims"] = (Reason.VICTIMS_PARTY, parties)
        return Quote(start, folded.stored[start:end])
    nouns = [n for n in draft.node.leaves() if n.tags & {"PERSON", "OTHERS", "NATION", "FORMER", "CAPTIVE"}]
    if not nouns:
        lead = draft.lead
        told = lead is not None and draft.relation != "head" and draft.people.count.high != 0
        return draft.chose("victims", Reason.VICTIMS_LEAD, _victims(lead, folded), lead) if lead and told else None
    start, end = folded.stored_span(nouns[0].start, nouns[-1].end)
    draft.why["victims"] = (Reason.VICTIMS_NOUNS, draft.node)
    return Quote(start, folded.stored[start:end])
