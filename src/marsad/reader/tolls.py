"""Tell an event from a running toll and from a total, by the words that count with a claim (CONSTRUCTIONS 3.6)."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.lang.phrases import Amount, Day
from marsad.model.claim import Group, Harm, TollKind
from marsad.model.reason import Reason
from marsad.reader.reach import Heads, adds_up
from marsad.reader.sentences import Zone, tags_of
from marsad.reader.timing import SPANS

if TYPE_CHECKING:
    from marsad.model.when import Days
    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node

_ORDINAL = 6
"""How far before a year the word stands that counts strikes (`first massacre by warplanes in 2023`)."""
_MANY_ATTACKS = 10
"""From so many strikes on a figure counts over several incidents; one incident may have five."""
_WIDE = 80
"""So many words to each side may say what a figure counts over."""
_TOGETHER = 3
"""So near before the harm stands the word that adds attacks up: `the two blasts together killed nine`."""
_OPENING = 6
"""So many words of the next sentence may go on with what a figure counts."""
_FEW = 3
"""From so many on a figure may be the sum of two attacks."""
_NAMED = 5
"""So many words behind `and` the second name stands at most."""
_TWO = 2
_NARROWING = frozenset({"SMALL", "HELDBY", "HELDAREA", "PERSONADJ", "COMPASS", "OF", "LI", "PARTIES", "DASH"})
_NAMING = frozenset({"GAZETTEER", "NAME", "UNKNOWN", "TOWN"})
_FILLING = frozenset({"THE", "ART", "OF", "AL", "PLACEHEAD", "CAMPHEAD", "COMPASS", "ADMIN"})
_SPANNING = frozenset({"SINCE", "DURING", "SOFAR"})
_LINKS = frozenset({"W", "COMMA", "PLUS", "LI", "BI", "THEN"})
_SPAN_WORDS = frozenset({"WEEKWORD", "MONTHWORD", "YEARWORD"})
_INSIDE = _LINKS | {"PARTWORD", "LISTED", "VICTIMS", "ITSPART", "TOLD", "BE", "DONE", "ADV"}
"""What may stand between people and the verb that is said of them and of the next."""
_BREAKS = frozenset({"WHEREUPON", "DOTS", "SEMICOLON", "CAUSE", "REL"})
"""What parts a second harm from the figure before it, where it stands right before the harm: `after the death of`."""


def settle_tolls(drafts: list[Draft], sentences: list[Sentence], own: Days | None = None) -> None:
    """Fill `toll` of every draft; a second harm in the sentence of a sum is of that sum, too."""
    heads = Heads(drafts)
    before: Draft | None = None
    for draft in drafts:
        draft.toll = _of_words(draft, heads, sentences)
        same = before is not None and before.sentence is draft.sentence and before.place is draft.place
        alone = draft.toll is TollKind.EVENT and (before is None or not same or before.toll is TollKind.TOTAL)
        if alone and _in_two_places(draft, heads, own) and not _one_died(draft, drafts):
            draft.toll = draft.chose("toll", Reason.TOLL_SEVERAL, TollKind.TOTAL, draft.place)
        if draft.relation != "head":
            continue
        if before is not None and draft.toll is TollKind.EVENT and _goes_on(before, draft, heads):
            draft.toll = draft.chose("toll", Reason.TOLL_GOES_ON, before.toll, before)
            draft.rules.append("tolls.goes_on")
        summed = draft.toll is TollKind.TOTAL
        linked = before is not None and (_linked(before, draft) or _one_predicate(before, draft))
        if before is not None and summed and before.toll is TollKind.EVENT and linked:
            before.toll = before.chose("toll", Reason.TOLL_LINKED, TollKind.TOTAL, draft)
        before = draft


def _of_words(draft: Draft, heads: Heads, sentences: list[Sentence]) -> TollKind:
    said = draft.harmed.toll if draft.harmed else None
    if said == "total" or draft.relation == "line":
        return draft.chose("toll", Reason.TOLL_WORD if said == "total" else Reason.TOLL_LINE, TollKind.TOTAL)
    own = _own_stretch(draft, heads)
    if draft.relation == "head" and _dealt_out(draft, sentences):
        return draft.chose("toll", Reason.TOLL_SEVERAL, TollKind.TOTAL)
    corrects = _corrects(draft) or _final(draft)
    if corrects or said == "running":
        return _of_a_rise(draft, own, corrects=corrects)
    dated = draft.sentence.zone is not Zone.RELATED
    spanned = _total_period(own, dated=dated) and not (
        _on_a_day(draft, own) or _one_family(draft, own) or _missing_since(draft, own)
    )
    spanned = spanned or _over_a_country(draft, own)
    several = _several(own, draft.node) or _in_places(own) or _of_both(draft, own)
    several = several or adds_up(draft.sentence)
    if spanned or several or _of_those(draft, own, sentences):
        return draft.chose("toll", Reason.TOLL_PERIOD if spanned else Reason.TOLL_SEVERAL, TollKind.TOTAL)
    return draft.chose("toll", Reason.TOLL_EVENT, TollKind.EVENT)


def _of_a_rise(draft: Draft, own: list[Node], *, corrects: bool) -> TollKind:
    """Tell whether a new figure is that of one event, or counts over days or attacks (`of the recent attacks`)."""
    if any(isinstance(n.value, Day) and n.value.kind in SPANS for n in own):
        return draft.chose("toll", Reason.TOLL_PERIOD, TollKind.TOTAL)
    if any(attacks.tags >= {"ATTACKS", "DEFINITE"} and "LAST" in last.tags for attacks, last in pairwise(own)):
        return draft.chose("toll", Reason.TOLL_SEVERAL, TollKind.TOTAL)
    if draft.place is not None and _joins_two(draft.place) and not corrects and not _of_an_attack(draft):
        return draft.chose("toll", Reason.TOLL_SEVERAL, TollKind.TOTAL, draft.place)
    return draft.chose("toll", Reason.TOLL_CORRECTION if corrects else Reason.TOLL_WORD, TollKind.RUNNING)


def _dealt_out(draft: Draft, sentences: list[Sentence]) -> bool:
    """Tell whether the people counted are then told apart, place by place: `… 20 dead. The dead are distributed …`."""
    sentence = draft.sentence
    following = sentences[sentence.index + 1 : sentence.index + 2]
    following = [after for after in following if after.zone is sentence.zone]
    if not any("DEALTOUT" in one.tags for one in (sentence, *following)):
        return False
    behind = [*sentence.nodes[draft.at + 1 :], *(node for after in following for node in after.nodes[:_OPENING])]
    at = next((at for at, node in enumerate(behind) if "DEALTOUT" in node.tags), None)
    if at is None:
        return False
    return not any(node.tags & {"ATTACK", "ATTACKS", "STRIKE"} for node in behind[max(0, at - 2) : at + 3])


def _own_stretch(draft: Draft, heads: Heads) -> list[Node]:
    """Return the part of the sentence that speaks of this claim, with the words inside its own phrase."""
    stretch = heads.stretch(draft)
    nodes = draft.sentence.nodes
    first, last = max(stretch.start, draft.at - _WIDE), min(stretch.stop, draft.at + _WIDE)
    return [*nodes[first : draft.at], draft.node, *draft.node.kids, *nodes[draft.at + 1 : last]]


def _several(nodes: list[Node], harm: Node | None) -> bool:
    """Tell whether the words count over several incidents: `in two separate attacks`, `32 times`, `repeatedly`."""
    tags = tags_of(nodes)
    if tags & {"SEVERAL", "REPEATED"} or (harm is not None and "SUMMED" in harm.deep):
        return True
    summed = enumerate(nodes) if "SUMMED" in tags else ()
    if any("SUMMED" in n.tags and any(m is harm for m in nodes[at + 1 : at + _TOGETHER]) for at, n in summed):
        return True  # `the two took together the lives of 12`
    if "WHERE" in tags and any("WHERE" in node.tags and _lists_places(node) for node in nodes) and _sums_up(nodes):
        return True
    pairs = pairwise(nodes) if tags >= {"ATTACK", "TWO"} else ()
    if any(attack.tags >= {"ATTACK", "TWO"} and _lists_places(where) for attack, where in pairs):
        return True  # `the two blasts in X and Y`
    for number, counted in pairwise(nodes):
        if not isinstance(number.value, Amount):
            continue
        least = number.value.count.low
        if ("TIMES" in counted.tags and least > 1) or ("ATTACK" in counted.tags and least >= _MANY_ATTACKS):
            return True
    return False


def _in_two_places(draft: Draft, heads: Heads, own: Days | None) -> bool:
    """Tell whether people of an earlier day are counted over two places (`raids on Hass and Haish on Friday`).

    What is told on its own day may be one attack that hit both.
    """
    if own is None or draft.when is None or draft.people.count.low < _FEW or draft.relation != "head":
        return False
    there = draft.why.get("place", (None, None))[0] is not Reason.PLACE_REACH  # else of the attack told before
    joined = there and draft.place is not None and _joins_two(draft.place)
    counted = _places_counted(_own_stretch(draft, heads))
    if counted and not there:
        draft.place = None  # places that are only counted are not the one told before
    return draft.when.days.last < own.first and (joined or counted)


def _of_an_attack(draft: Draft) -> bool:
    """Tell whether the words of a new figure name the attack that it is of: it may have hit several places."""
    return "MEANS" in draft.sentence.tags or "MEANS" in draft.node.deep


def _places_counted(nodes: list[Node]) -> bool:
    """Tell whether the words count places: `the shelling of two government-held districts`."""
    for at, node in enumerate(nodes):
        if not isinstance(node.value, Amount) or node.value.count.low < _TWO or "HARMED" in node.deep:
            continue
        between = any("BETWEEN" in other.tags for other in nodes[max(0, at - 3) : at])
        behind = next((n for n in nodes[at + 1 : at + 1 + _NAMED] if not n.tags & _NARROWING), None)
        head = behind.leaves()[0] if behind is not None else None
        if head is not None and not between and "PLACEHEAD" in head.tags and head.attr("number") == "pl":
            return "SITE" not in head.tags
    return False


def _one_died(draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether one person alone was killed, as the sentence says: in one place, then."""
    row = [d for d in drafts if d.sentence is draft.sentence and d.relation == "head" and d.harm is Harm.KILLED]
    return any(d.people.count.high == 1 for d in row)


def _joins_two(place: Node) -> bool:
    """Tell whether the words of a place join two names by `and`; a road between two is one place."""
    leaves = place.leaves()
    if any(leaf.tags & {"BETWEEN", "ROADHEAD", "AROUND"} for leaf in leaves):
        return False
    for at, leaf in enumerate(leaves):
        if "W" in leaf.tags and at > 0:
            if any(node.tags & {"MEDICALSITE", "SITEHEAD"} for node in leaves[at + 1 : at + 2]):
                continue  # `the town and its hospital`
            behind = [node.tags for node in leaves[at + 1 : at + 1 + _NAMED] if not node.tags & _FILLING]
            if leaves[at - 1].tags & _NAMING and behind and behind[0] & _NAMING:
                return True
    return False


def _of_both(draft: Draft, nodes: list[Node]) -> bool:
    """Tell whether two attacks or places told before are counted together (`in both attacks`, `in the two towns`).

    Two strikes on one place may be one incident; two that no place is told of, or that have one each, are two.
    """
    if draft.place is not None and not _lists_places(draft.place):
        return False
    for at, node in enumerate(nodes):
        both = "BOTH" in node.tags
        if not both and not isinstance(node.value, Amount):
            continue
        behind = nodes[at + 1 : at + 3]
        counted = behind[1:] if behind and "MEANS" not in behind[0].tags and "THING" in behind[0].tags else behind[:1]
        attacks = any(other.tags & {"MEANS", "ATTACK"} for other in counted)  # `the two car bombings`
        if both and ("DEFINITE" in node.tags if node.tags & {"ATTACK", "PLACEHEAD"} else attacks):
            return True
        number = isinstance(node.value, Amount) and node.value.count.low > 1
        if number and attacks and at and "THE" in nodes[at - 1].tags:
            return True
    return False


def _lists_places(where: Node) -> bool:
    """Tell whether the words of a place name several (`the towns of Jasim, Tafas and Nawa`)."""
    return any("W" in leaf.tags for leaf in where.leaves())


def _sums_up(nodes: list[Node]) -> bool:
    """Tell whether words add attacks up: `altogether`, `in the three incidents`."""
    if any("SUMMED" in node.tags for node in nodes):
        return True
    if names_attacks(nodes):
        return True
    return any(
        (a.tags >= {"ATTACK", "DEFINITE"} and isinstance(b.value, Amount) and b.value.count.low > 1)
        for a, b in pairwise(nodes)
    )


def names_attacks(nodes: list[Node]) -> bool:
    """Tell whether two attacks are named by their places (`in the two attacks of X and Y`)."""
    pairs = pairwise(leaf for node in nodes for leaf in (node.kids if "HARMED" in node.tags else (node,)))
    return any(a.tags >= {"ATTACK", "TWO"} and "WHERE" in b.tags and _lists_places(b) for a, b in pairs)


def _total_period(nodes: list[Node], *, dated: bool = True) -> bool:
    """Tell whether the words count over a stretch of time: since a day, a month, a year.

    `The third strike in the year 2023` counts strikes, not people. `dated`: a year by itself is a span, no mere date.
    """
    if tags_of(nodes).isdisjoint(_SPANNING):
        return _in_span(nodes, dated=dated)
    for since, start in pairwise(nodes):
        if "SINCE" in since.tags and start.tags & {"STARTOF", "MILESTONE"}:
            return True
        if "DURING" in since.tags and start.tags & {"WEEKWORD", "MONTHWORD"}:
            return True
    if any("SINCE" in n.tags and _counts_spans(nodes[at + 1 : at + 3]) for at, n in enumerate(nodes)):
        return True
    return _so_far(nodes) or _in_span(nodes, dated=dated)


def _so_far(nodes: list[Node]) -> bool:
    """Tell whether people are counted up to now: `so far this month`."""
    return any("SOFAR" in n.tags and any(map(_is_span, nodes[max(0, at - 2) : at + 3])) for at, n in enumerate(nodes))


def _in_span(nodes: list[Node], *, dated: bool) -> bool:
    for at in [at for at, node in enumerate(nodes) if isinstance(node.value, Day)]:
        day = nodes[at].value
        if not isinstance(day, Day) or any("ORDINALDAY" in other.tags for other in nodes[max(0, at - _ORDINAL) : at]):
            continue
        during = at > 0 and "DURING" in nodes[at - 1].tags
        if (
            (day.kind == "since" and day.rel != "today" and not _ongoing(nodes, at))  # `since dawn today` is one day
            or (day.kind == "past" and day.back > 1 and day.rel != "last")
            or (day.kind == "year" and dated)
        ):
            return True
        if during and day.kind in {"month", "year"}:
            return True
    return False


def _ongoing(nodes: list[Node], at: int) -> bool:
    """Tell whether one fight goes on since a day: `in the clashes going on since last night`."""
    return at > 0 and "ONGOING" in nodes[at - 1].tags


def _is_span(node: Node) -> bool:
    return isinstance(node.value, Day) and node.value.kind in SPANS


def _counts_spans(behind: list[Node]) -> bool:
    """Tell whether weeks, months or years are counted (`for about a month`)."""
    return any(node.tags & {"WEEKWORD", "MONTHWORD", "YEARWORD"} for node in behind)


def _on_a_day(draft: Draft, nodes: list[Node]) -> bool:
    """Tell whether a day stands nearer to the harm than any span: what follows counts something else."""
    spans = {id(node) for node, unit in pairwise(nodes) if "DURING" in node.tags and unit.tags & _SPAN_WORDS}
    days = [n for n in nodes if isinstance(n.value, Day) or "SINCE" in n.tags or id(n) in spans]
    nearest = min(days, key=lambda node: abs(node.start - draft.node.start), default=None)
    return nearest is not None and isinstance(nearest.value, Day) and nearest.value.kind not in SPANS


def _over_a_country(draft: Draft, nodes: list[Node]) -> bool:
    """Tell whether a month dates what befell people all over a country: `14 medics were killed in Syria in August`."""
    place = draft.place
    wide = place is not None and "COUNTRY" in place.deep and "GAZETTEER" not in place.deep
    spans = [node.value.kind for node in nodes if isinstance(node.value, Day)]
    return wide and draft.people.count.low > 1 and bool(spans) and set(spans) == {"month"}


def _missing_since(draft: Draft, nodes: list[Node]) -> bool:
    """Tell whether a day only says since when people are missing (`contact was lost since Friday`): it dates that."""
    missing = draft.harm is Harm.MISSING or any(node.tags & {"RUBBLE", "LOSTCONTACT"} for node in nodes)
    spans = [node.value for node in nodes if isinstance(node.value, Day) and node.value.kind in SPANS]
    return missing and all(day.kind == "since" and (day.weekday is not None or bool(day.back)) for day in spans)


def _one_family(draft: Draft, nodes: list[Node]) -> bool:
    """Tell whether people of one family were killed at some time in a month: the month only dates what struck them."""
    spans = [node.value for node in nodes if isinstance(node.value, Day) and node.value.kind in SPANS]
    family = draft.people.group is Group.FAMILY and any(draft.node.having("FAMILYOF"))
    return family and all(day.kind == "month" for day in spans)


def _in_places(nodes: list[Node]) -> bool:
    """Tell whether the words list three places or more: `near Nawa, in the desert and in Marea`."""
    listed = 0
    for at in [at for at, node in enumerate(nodes) if "WHERE" in node.tags]:
        lead = [other.tags for other in nodes[max(0, at - 3) : at] if "THE" not in other.tags]
        listed += len(lead) > 1 and "FI" in lead[-1] and bool(lead[-2] & {"COMMA", "W"})
    return listed > 1


def _of_those(draft: Draft, own: list[Node], sentences: list[Sentence]) -> bool:
    """Tell whether the harm is of attacks summed up just before: `those strikes caused the death of 89`."""
    here = next((at for at, node in enumerate(own) if "EACHOTHER" in node.tags), None)
    those = here is not None and any(node.tags >= {"ATTACKS", "DEFINITE"} for node in own[here + 1 : here + 2])
    opening = draft.sentence.nodes[:4]  # `the attacks led to`
    led = any("RESULT" in node.tags for node in opening[:2])
    if not those and not (led and any(node.tags >= {"ATTACKS", "DEFINITE"} for node in opening)):
        return False
    index = draft.sentence.index
    told = [*(sentences[index - 1].nodes if index else []), *draft.sentence.nodes[: draft.at]]
    return _several(told, None) or _total_period(told)


def _goes_on(before: Draft, draft: Draft, heads: Heads) -> bool:
    """Tell whether a second harm goes on with the figure before it in the sentence: `and more than 30 wounded`."""
    if before.sentence is not draft.sentence or before.toll is TollKind.EVENT:
        return False
    if before.toll is TollKind.RUNNING:
        return _linked(before, draft) or _left(before, draft)
    between = draft.sentence.nodes[before.at + 1 : draft.at]
    if any(node.tags & _BREAKS for node in between[-2:]):
        return False
    own = _own_stretch(draft, heads)
    return not any(isinstance(node.value, Day) and node.value.kind not in SPANS for node in own)


def _linked(before: Draft, draft: Draft) -> bool:
    """Tell whether nothing but `and` stands between two figures: what is said of one is said of both."""
    between = draft.sentence.nodes[before.at + 1 : draft.at]
    return before.sentence is draft.sentence and bool(between) and all(node.tags & _LINKS for node in between)


def _one_predicate(before: Draft, draft: Draft) -> bool:
    """Tell whether but parts and their verb stand between: `three, two of them women, were killed and five hurt`."""
    between = draft.sentence.nodes[before.at + 1 : draft.at]
    same = before.sentence is draft.sentence and bool(between) and "W" in between[-1].tags
    return same and "WAITING" in before.node.tags and all(node.tags & _INSIDE for node in between)


def _left(before: Draft, draft: Draft) -> bool:
    """Tell whether a second figure is what the first one leaves: `rising to seven and leaving six wounded`."""
    between = draft.sentence.nodes[before.at + 1 : draft.at]
    last = between[-1] if between else None
    return last is not None and "LEFT" in last.tags and all(node.tags & _LINKS for node in between[:-1])


def _final(draft: Draft) -> bool:
    """Tell whether a figure stands behind `the final toll of the attack, which is the death of`: it ends others."""
    nodes = draft.sentence.nodes[: draft.at] if draft.relation == "head" else []
    said = (at for at, (toll, final) in enumerate(pairwise(nodes)) if "NUMBEROF" in toll.tags and "FINAL" in final.tags)
    at = next(said, None)
    return at is not None and not any("SAY" in node.tags for node in nodes[at:])


def _corrects(draft: Draft) -> bool:
    """Tell whether a figure stands behind words of correction (`the right number is 12`)."""
    plain = draft.harmed is not None and draft.harmed.shape in {"noun", "head"}
    said = plain and "CORRECTION" in draft.sentence.tags
    return said and any("CORRECTION" in node.tags for node in draft.sentence.nodes[: draft.at])
