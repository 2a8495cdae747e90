"""Settle which party the words of a claim mean: of the people harmed, of the doer, of the source."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.actors.choice import Chosen, Setting, choose
from marsad.actors.registry import Registry, registry
from marsad.model.claim import Group, Side, TollKind
from marsad.model.reason import Reason
from marsad.model.span import Quote
from marsad.model.when import Days, WhenBasis
from marsad.reader.draft import Draft
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.model.when import When
    from marsad.reader.sentences import Sentence
    from marsad.text.nodes import Node


_LEADING = frozenset({Group.LEADERS, Group.OFFICERS})
"""Who leads people is of their party."""
OWN_DAY, ELSEWHERE = "the report’s own day", "as told elsewhere in the report"
"""What days are that are not those of the harm itself."""


@dataclass(frozen=True)
class Parties:
    """The parties of one report: who its words mean, given the day and whom else it names."""

    drafts: list[Draft]
    sentences: list[Sentence]
    published: When | None
    country: str

    @property
    def actors(self) -> Registry:
        """The registry of the country."""
        return registry(self.country)

    @cached_property
    def _named(self) -> tuple[tuple[str, str], ...]:
        """The actors that the report names, each once with the alias that names it; looked for when first asked."""
        orgs = (org for sentence in self.sentences for node in sentence.nodes for org in node.having("ORG"))
        return tuple(dict.fromkeys((str(org.attr("actor")), org.form) for org in orgs))

    @cached_property
    def _told(self) -> Days | None:
        """The days from the first to the last that the claims of the report tell; None where none tells any."""
        told = [draft.when.days for draft in self.drafts if draft.when is not None]
        return reduce(Days.hull, told) if told else None

    def chosen(self, identity: str, when: When | None) -> Chosen:
        """Return whom an id of the registry means in a claim about these days."""
        named = self._named if identity in self.actors.shared else ()
        if when is not None or self.published is not None:
            day = when or self.published
            basis = OWN_DAY if when is None or when.basis is WhenBasis.REPORT else ""
            return choose(self.actors, identity, Setting(day.days if day else None, basis, named))
        return choose(self.actors, identity, Setting(self._told, ELSEWHERE if self._told else "", named))

    def of_people(self, draft: Draft) -> str | None:
        """Return the party of the people harmed: named in their phrase, else that of the claim they hang on."""
        if draft.people.actors:
            draft.why.setdefault("party", (Reason.PARTY_WORDS, next(draft.node.having("ORG"), draft.node)))
            return self._joint(draft.people.actors, draft.when)
        nation = _nation(draft)
        if nation is not None and nation.attr("party"):  # `a Russian soldier`
            draft.why["party"] = (Reason.PARTY_NATION, nation)
            return str(nation.attr("party"))
        hangs = draft.lead is not None and (draft.relation != "head" or draft.people.others)
        if draft.lead is not None and hangs and not (_attackers(draft) or "BOTHSIDES" in draft.node.deep):
            return draft.chose("party", Reason.PARTY_LEAD, self.of_people(draft.lead), draft.lead)
        led = next(
            (d for d in self.drafts if d.whole is draft and d.people.group in _LEADING and d.people.actors), None
        )
        if led is not None and draft.people.side is Side.COMBATANT:  # `three fighters, one a commander of the brigade`
            return draft.chose("party", Reason.PARTY_IN_RANKS, self.of_people(led), led)
        reason, upon = draft.why.get("side", (Reason.PARTY_ARMY, draft))
        if (
            isinstance(upon, Draft) and upon is not draft and not _of_attackers(draft)
        ):  # `15 dead there`, told before as soldiers
            return draft.chose("party", reason, self._only_army(upon), upon)
        return self._only_army(draft)

    def _only_army(self, draft: Draft) -> str | None:
        """Return the party of bare soldiers: that of the only army which the report names, beside the one that did it.

        Only states have soldiers: no militia's men are meant where one army is named. A total counts those of all.
        """
        soldier = next((leaf for leaf in draft.node.leaves() if leaf.tags & {"SOLDIER", "ARMY"}), None)
        if soldier is None or draft.people.former or draft.toll is TollKind.TOTAL:
            return None
        did_it = self.of_doer(draft.by, draft.when)
        named = (self.chosen(identity, draft.when) for identity, _ in self._named)
        armies = {chosen.party for chosen in named if chosen.actor and chosen.actor.kind in {"army", "state"}}
        armies -= {did_it, None}
        return draft.chose("party", Reason.PARTY_ARMY, armies.pop(), soldier) if len(armies) == 1 else None

    def doer(self, draft: Draft) -> Node | None:
        """Return the words that name the doer, unless they mean the people harmed themselves.

        They do where a name is shared with others, and where the attackers lost people.
        """
        told = draft.lead if draft.lead is not None and draft.people.others else draft
        reason, upon = told.why.get("party", (None, None))
        if draft.by is None or (reason is Reason.PARTY_OF_ATTACKERS and upon is draft.by):
            return None
        named = [str(org.attr("actor")) for org in draft.by.having("ORG")]
        if named and set(named) <= set(draft.people.actors) and reason is Reason.PARTY_OF_SPEAKER:
            return None  # who tells of its own dead did not kill them
        if self.actors.shared.keys().isdisjoint((*named, *draft.people.actors)):
            return draft.by
        own = {self.chosen(one, draft.when).actor for one in draft.people.actors} - {None}
        return None if any(self.chosen(one, draft.when).actor in own for one in named) else draft.by

    def of_doer(self, node: Node | None, when: When | None) -> str | None:
        """Return the party of the words that name who did it."""
        if node is None:
            return None
        party = self._joint((str(org.attr("actor")) for org in node.having("ORG")), when)
        if party is not None:
            return party
        said = next((named for doer in node.having("DOER") if (named := doer.attr("party"))), None)
        return str(said) if said else None

    def areas(self, draft: Draft) -> tuple[str, ...]:
        """Return the areas in which the parties of a claim mostly were on its days."""
        when = draft.when or self.published
        people = self._joint(draft.people.actors, draft.when) if draft.people.actors else None
        keys = (people, self.of_doer(self.doer(draft), draft.when))
        days = when.days if when else None
        return tuple(dict.fromkeys(code for key in keys if key for code in self.actors.areas(key, days)))

    def of_source(self, node: Node | None, quote: Quote | None) -> str | None:
        """Return a key under which a source is the same voice in every report: its actor, its key, its own words."""
        if node is None or quote is None:
            return None
        for leaf in node.leaves():
            if leaf.attr("key"):
                return str(leaf.attr("key"))
        named = self.actors.named(quote.text)
        if named is not None and (actor := self.chosen(named, None).actor) is not None:
            return actor.id
        if (fuller := self._named_in_full(node)) is not None:
            return self.of_source(*fuller)
        cited = any(leaf.tags & {"MEDICALSITE", "SOURCEHEAD"} for leaf in node.leaves())
        return fold_word(quote.text) if cited or named is not None else None

    def _named_in_full(self, node: Node) -> tuple[Node, Quote] | None:
        """Find the source named in full before by whose kind alone one is cited (`the center`, `المركز`)."""
        words = _names(node)
        if len(words) != 1:
            return None
        fuller = (d.source for d in self.drafts if d.source is not None and d.source.start < node.start)
        found = next((one for one in reversed([*fuller]) if words < _names(one)), None)
        return (found, Quote(found.start, " ".join(leaf.form for leaf in found.leaves()))) if found else None

    def _joint(self, identities: Iterable[str], when: When | None) -> str | None:
        """Return the key under which people of several actors are counted together (GUIDELINES, party)."""
        keys = [party for one in identities if (party := self.chosen(one, when).party)]
        return self.actors.joint(keys) if keys else None


def _nation(draft: Draft) -> Node | None:
    """Return the nation that the words give to the people, not to what struck them (`the dead of the Russian raid`)."""
    leaves = draft.node.leaves()
    deeds = {id(leaf) for deed, leaf in pairwise(leaves) if deed.tags & {"ATTACK", "STRIKE", "MEANS"}}
    return next((leaf for leaf in leaves if "NATION" in leaf.tags and id(leaf) not in deeds), None)


def _names(node: Node) -> set[str]:
    """Return the words of a name without articles."""
    told = [leaf.form for leaf in node.leaves() if not leaf.tags & {"THE", "LI", "OF"}]
    return {word.removeprefix("ال") for form in told for word in form.split()}


def _attackers(draft: Draft) -> bool:
    """Tell whether the people are the attackers, or gunmen: not of the party of those whom they hang on."""
    gunmen = any("GUNMAN" in leaf.tags for leaf in draft.node.leaves())
    return "ATTACKERS" in draft.node.deep or (gunmen and draft.relation == "item")


def _of_attackers(draft: Draft) -> bool:
    """Tell whether a sentence speaks of the attackers: those are not the people told of before."""
    return any(found for node in draft.sentence.nodes for found in node.having("ATTACKERS"))
