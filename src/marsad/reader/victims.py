"""Find who was harmed where the phrase of the claim does not say it: `27 dead` of an attack on an army battalion."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.lang.phrases import Harmed, Victims
from marsad.model.claim import Method, Side
from marsad.model.reason import Reason
from marsad.reader.doers import is_hit

_SHARING = frozenset({"W", "FI", "HARMED", "VICTIMS", "COMMA"})

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.reader.draft import Draft
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node


_LED_BY = 7
"""So many words behind an attack its doer may stand."""
_STEM = 4
_ANY_FIGHTER = ("عنصر", "عناص", "مقات", "جندي", "جنود", "عسكر", "قائد", "قياد", "figh", "memb", "sold", "lead", "comm")
"""Fighters called so may be of anybody."""
_THE_GROUP = frozenset({"organization", "organisation", "group"})
"""By what a force is called that was named before: `fighters of the organization`."""
_LEADS = frozenset({"RANKS", "MIN", "FIGHTER", "HARMNOUN"})
BACK = 50
"""So many claims back words may point to people or their attackers."""


def with_victims(draft: Draft, earlier: Sequence[Draft], sentences: list[Sentence]) -> Victims:
    """Return the people of a draft, with the party that the sentence names as losing or as hit.

    Only a bare harm noun, and fighters without a party, look for one; other nouns say themselves who they are.
    """
    people = draft.people
    told = draft.sentence.nodes[: draft.at]
    if people.back and _named_last(told):  # `repelled the attackers and killed four of them`
        return replace(people, side=Side.COMBATANT, actors=_of_attackers(draft, earlier))
    bare = people.harm is not None and people.side is Side.UNKNOWN and not people.martyr
    if "ATTACKERS" in draft.node.deep:
        return replace(people, side=Side.COMBATANT, actors=_attacking(draft, earlier))
    theirs = people.side is Side.UNKNOWN and any("PRONOUN" in leaf.tags for leaf in draft.node.leaves())
    fighters = (people.side is Side.COMBATANT and not people.former) or theirs
    told_of = (bare or fighters) and not people.others
    if people.actors or draft.relation != "head" or not (told_of or _of_ranks(draft)):
        return people
    before = [
        s for s in sentences[max(0, draft.sentence.index - 1) : draft.sentence.index] if s.line == draft.sentence.line
    ]
    own = (
        _own_of_source(draft, before)
        or _of_those_before(draft, earlier)
        or _of_attackers(draft, earlier)
        or _of_the_group(draft, earlier)
        or _in_their_ranks(draft, before)
        or _of_that_noun(draft, sentences)
        or (_who_attacked(draft) if fighters and draft.by is not None else ())
    )
    if own:
        return replace(people, side=Side.COMBATANT, actors=own)
    for sentence in (draft.sentence, *before):
        for node, lost in sentence.once(_suffering):
            if lost or node is not draft.by:
                draft.chose("party", Reason.PARTY_LOST if lost else Reason.PARTY_HIT, node)
                actors = tuple(str(org.attr("actor")) for org in node.having("ORG"))
                return replace(people, side=Side.COMBATANT, actors=actors)
    return people


def _of_ranks(draft: Draft) -> bool:
    """Tell whether people are of a force that is not named here."""
    return _names_the_group(draft.node) or _ranks_unnamed(draft.node) or _martyrs_of_speaker(draft)


def _attacking(draft: Draft, earlier: Sequence[Draft]) -> tuple[str, ...]:
    return draft.people.actors or _of_attackers(draft, earlier) or _who_attacked(draft)


def _suffering(sentence: Sentence) -> list[tuple[Node, bool]]:
    """List the parties of a sentence that lost people (True) or are the target (False)."""
    found: list[tuple[Node, bool]] = []
    for at, node in enumerate(sentence.nodes):
        if isinstance(node.value, Victims) and bool(node.value.actors) and _lost(node):
            found.append((node, True))
        elif "PARTIES" in node.tags and _is_hit(sentence.nodes, at):
            found.append((node, False))
    return found


def _own_of_source(draft: Draft, before: list[Sentence]) -> tuple[str, ...]:
    """Return the party that is the source of a claim and speaks of its own: its martyrs, `4 of its soldiers`."""
    leaves = draft.node.leaves()
    soldier = any("SOLDIER" in leaf.tags for leaf in leaves) and not any("NATION" in leaf.tags for leaf in leaves)
    own = soldier or any(leaf.tags & {"PRONOUN", "POSS"} for leaf in leaves)
    kind = _kind_named(draft)
    theirs = draft.people.side is Side.COMBATANT and (own or kind is not None)
    if draft.source is None or not (draft.people.martyr or theirs):
        return ()
    draft.chose("party", Reason.PARTY_OF_SPEAKER, draft.source)
    told = tuple(
        str(org.attr("actor"))
        for org in draft.source.having("ORG")
        if not org.attr("civil") and (own or draft.people.martyr or kind in org.form.split(" "))
    )
    return told or _of_that_kind(draft, before)


def _martyrs_of_speaker(draft: Draft) -> bool:
    """Tell whether a force speaks of martyrs and says no more of who they were: they are its own."""
    bare = draft.people.martyr and draft.people.side is Side.UNKNOWN
    return bare and draft.source is not None and not any("PERSON" in leaf.tags for leaf in draft.node.leaves())


def _kind_named(draft: Draft) -> str | None:
    """Return the bare kind of a force by which alone the people are named (`مقاتلاً من القوات`), None for none."""
    pairs = pairwise(draft.node.leaves())
    led = (force for leads, force in pairs if leads.tags & _LEADS and {"DEFINITE", "ORGHEAD"} <= force.tags)
    return next((leaf.form.removeprefix("ال") for leaf in led), None)


def _of_those_before(draft: Draft, earlier: Sequence[Draft]) -> tuple[str, ...]:
    """Return the party told last in the sentence, where the dead are `its fighters`."""
    theirs = any(leaf.tags >= {"FIGHTER"} and leaf.tags & {"PRONOUN", "POSS"} for leaf in draft.node.leaves())
    before = earlier[-1] if earlier and theirs else None
    if before is None or before.sentence is not draft.sentence or not before.people.actors:
        return ()
    return draft.chose("party", Reason.PARTY_POINTED_BACK, before.people.actors, before)


def _of_that_noun(draft: Draft, sentences: list[Sentence]) -> tuple[str, ...]:
    """Return the party of those whom the report called by the same loaded noun before (`9 militants`)."""
    noun = next((leaf.form.removeprefix("ال")[:_STEM] for leaf in draft.node.leaves() if "FIGHTER" in leaf.tags), "")
    if draft.people.actors or not noun or noun.startswith(_ANY_FIGHTER):
        return ()
    for sentence in reversed(sentences[: draft.sentence.index + 1]):
        for node in reversed(sentence.nodes[: draft.at] if sentence is draft.sentence else sentence.nodes):
            people = node.value.people if isinstance(node.value, Harmed) else node.value
            named = (leaf.form.removeprefix("ال") for leaf in node.leaves() if "FIGHTER" in leaf.tags)
            if isinstance(people, Victims) and people.actors and any(form.startswith(noun) for form in named):
                return draft.chose("party", Reason.PARTY_POINTED_BACK, people.actors, node)
    return ()


def _of_that_kind(draft: Draft, before: list[Sentence]) -> tuple[str, ...]:
    """Return the force named before for which a source speaks that names it by its kind alone (`its centre`)."""
    if draft.source is None:
        return ()
    kind = next((leaf.form for leaf in draft.source.leaves() if {"DEFINITE", "ORGHEAD"} <= leaf.tags), None)
    named = (org for s in reversed(before) for node in s.nodes for org in node.having("ORG"))
    bare = kind.removeprefix("ال") if kind else None
    return next(((str(org.attr("actor")),) for org in named if bare in org.form.split(" ")), ())


def _in_their_ranks(draft: Draft, before: list[Sentence]) -> tuple[str, ...]:
    """Return the party told last before `dead in their ranks`."""
    nodes = draft.sentence.nodes
    behind = nodes[draft.at + 1 : draft.at + 6]
    ranks = next((at for at, node in enumerate(behind) if "THEIRRANKS" in node.tags), None)
    theirs = ranks is not None and all(node.tags & _SHARING for node in behind[:ranks])
    if not theirs and not _ranks_unnamed(draft.node):
        return ()
    for node in (*reversed(nodes[: draft.at]), *(node for s in before for node in reversed(s.nodes))):
        if "PARTIES" in node.deep:
            draft.chose("party", Reason.PARTY_IN_RANKS, node)
            return tuple(str(org.attr("actor")) for org in node.having("ORG"))
    return ()


def _of_the_group(draft: Draft, earlier: Sequence[Draft]) -> tuple[str, ...]:
    """Return the doer told last before, where the dead are `fighters of the organization`."""
    if not _names_the_group(draft.node):
        return ()
    doers = (d.by for d in reversed(earlier) if d.by is not None)
    named = (tuple(str(org.attr("actor")) for org in by.having("ORG")) for by in doers)
    return next((actors for actors in named if actors), ())


def _names_the_group(node: Node) -> bool:
    return any("THE" in one.tags and other.form in _THE_GROUP for one, other in pairwise(node.leaves()))


def _ranks_unnamed(node: Node) -> bool:
    """Tell whether the dead are of a force named before (`في صفوف القوات`, `مقاتلان من القوات`)."""
    led = (other for one, other in pairwise(node.leaves()) if one.tags & {"RANKS", "MIN", "FIGHTER"})
    return any({"DEFINITE", "ORGHEAD"} <= other.tags for other in led)


def _of_attackers(draft: Draft, earlier: Sequence[Draft]) -> tuple[str, ...]:
    """Return the doer told before, where the people are the attackers (`two of the attackers`, `11 من أفرادها`)."""
    theirs = any(leaf.tags & {"PRONOUN", "OFTHEM"} for leaf in draft.node.leaves())
    told = theirs and _named_last(draft.sentence.nodes[: draft.at])
    if not told and draft.node.deep.isdisjoint({"ATTACKERS", "FOE"}):
        return ()
    for before in reversed(earlier):
        if before.people.actors and "TOOKPART" in before.sentence.tags:
            draft.chose("party", Reason.PARTY_OF_ATTACKERS, before.node)
            return before.people.actors
        losers = before.people.actors
        if before.by is not None and not any(org.attr("actor") in losers for org in before.by.having("ORG")):
            draft.chose("party", Reason.PARTY_OF_ATTACKERS, before.by)
            return tuple(str(org.attr("actor")) for org in before.by.having("ORG"))
    return ()


def _who_attacked(draft: Draft) -> tuple[str, ...]:
    """Return the party whose attack the sentence tells of before fighters were put an end to (`foiled a raid by …`)."""
    nodes = draft.sentence.nodes[: draft.at]
    others = {str(org.attr("actor")) for org in draft.by.having("ORG")} if draft.by is not None else set()
    for at in range(len(nodes) - 1, -1, -1):
        led = nodes[max(0, at - _LED_BY) : at] if "PARTIES" in nodes[at].tags else []
        begun = next((n for n in range(len(led) - 1, -1, -1) if _is_raid(led[n])), None)
        if begun is None or any(node.tags & {"ALA", "STRIKE", "AGAINST"} for node in led[begun + 1 :]):
            continue
        actors = tuple(str(org.attr("actor")) for org in nodes[at].having("ORG"))
        if others.isdisjoint(actors):
            draft.chose("party", Reason.PARTY_OF_ATTACKERS, nodes[at])
            return actors
    return ()


def _is_raid(node: Node) -> bool:
    """Tell whether a word names an attack on the ground: a raid, an ambush, an infiltration."""
    return bool(node.tags & {"ATTACK", "MEANS", "BATTLE"}) and node.attr("method") == Method.CLASH


def _named_last(before: list[Node]) -> bool:
    """Tell whether the attackers are named, and no other people behind them."""
    told = (at for at in reversed(range(len(before))) if _is_people(before[at]))
    last = next(told, None)
    return last is not None and ("ATTACKERS" in before[last].deep or _repelled(before, last))


def _is_people(node: Node) -> bool:
    return "ATTACKERS" in node.deep or isinstance(node.value, Victims)


def _repelled(nodes: list[Node], at: int) -> bool:
    """Tell whether fighters are those against whom others defend themselves (`تصدوا للإرهابيين`)."""
    people = nodes[at].value
    armed = isinstance(people, Victims) and people.side is Side.COMBATANT and not people.counted
    return armed and any("DEFENDS" in node.tags for node in nodes[max(0, at - 2) : at])


def _is_hit(nodes: list[Node], at: int) -> bool:
    """Tell whether a party is named as losing people or as the target: `losses of`, `hit`, `an attack on`."""
    while at > 0 and "ORGHEAD" in nodes[at - 1].tags:
        at -= 1
    back = [node.tags for node in nodes[max(0, at - 4) : at]]
    if not back:
        return False
    if any("DEFENDS" in tags for tags in back[-3:]):
        return True
    if back[-1] & {"MIN", "LI"}:
        near = nodes[max(0, at - 4) : at - 1]
        held = any("HELD" in node.tags and "LOYAL" not in node.tags for node in near)
        return held or any(_lost(node) or "STRIKE" in node.tags for node in near)
    if "STRIKEVERB" in back[-1]:
        return is_hit(nodes, at)
    return bool(back[-1] & {"STRIKE", "ALA", "SUFFERS", "LOSSES"})


def _lost(node: Node) -> bool:
    return any(leaf.tags & {"LOSSES"} for leaf in node.leaves())
