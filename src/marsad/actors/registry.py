"""The registry of parties to a conflict: who they are, what they are called, under which key their people count.

One TOML file a country (`sy.toml`), over one of actors that several know (`world.toml`). Aliases match folded; the
longest alias inside the words wins. A name that several actors share (`SharedName`) is settled by `choice`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import TYPE_CHECKING

from marsad.actors.pack import Entry, UnknownCountryError, countries, read_pack
from marsad.model.country import DEFAULT
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.actor import Actor, Held, SharedName
    from marsad.model.when import Days

__all__ = ["Registry", "UnknownCountryError", "countries", "registry"]

_CLITICS = "ولب"
"""What may stand before the first word of a name, written on it."""
_ANDS = (" و", " و ", " and ", " and the ")

INSTITUTIONS = frozenset(("state", "army", "service", "civil"))
"""Kinds of actors that every state has: without a nation's name they are those of the country."""

_REMEMBERED = 10_000
"""So many answers are kept at once."""


def _unquoted(folded: str) -> str:
    return folded.replace('"', "").replace("'", "")


def _follows_and(alias: str, padded: str) -> bool:
    return any(f"{joint}{alias} " in padded for joint in _ANDS)


@dataclass(frozen=True)
class Registry:
    """The actors of one country, by id, and every alias folded, with the id of the actor or shared name it leads to.

    `words` are the country's own entries for the lexicon; `proxies` leads from a state to the groups that it backs.
    """

    country: str
    actors: dict[str, Actor]
    shared: dict[str, SharedName]
    words: tuple[Entry, ...]
    proxies: dict[str, str]
    _aliases: dict[str, str]
    _rolls_up: dict[str, str]
    _nations: dict[str, str]
    _own: frozenset[str]
    _areas: dict[str, tuple[Held, ...]]
    _allies: dict[str, tuple[Held, ...]]
    _named: dict[str, str | None] = field(default_factory=dict, compare=False)

    @cached_property
    def _longest(self) -> int:
        """How many words the longest alias has."""
        return max(alias.count(" ") + 1 for alias in self._unquoted)

    @cached_property
    def _unquoted(self) -> dict[str, str]:
        """The aliases without the marks that may be quotation marks in a text."""
        return {_unquoted(alias): identity for alias, identity in self._aliases.items()}

    @cached_property
    def party_keys(self) -> frozenset[str]:
        """Every key under which people of some actor are counted."""
        return frozenset(key for identity in self.actors for key in self.parties(identity))

    @cached_property
    def _institutions(self) -> frozenset[str]:
        """The ids of the country's own institutions: not those of a state that others know, too (`فيلق القدس`)."""
        states = (
            actor for identity, actor in self.actors.items() if identity not in self._own and actor.kind == "state"
        )
        abroad = {actor.party for actor in states if not self._at_home(actor)}
        own = (identity for identity in self._own if abroad.isdisjoint(self.parties(identity)))
        return frozenset(identity for identity in own if self._is_institution(identity))

    def _at_home(self, state: Actor) -> bool:
        """Tell whether a state that several countries know is the country itself, by its names."""
        words = " ".join((state.name_ar, *state.aliases_ar, state.name_en, *state.aliases_en))
        return self.country in {self._nations.get(word.removeprefix("ال")) for word in fold_word(words).split(" ")}

    def _is_institution(self, identity: str) -> bool:
        if identity in self.actors:
            return self.actors[identity].kind in INSTITUTIONS
        shared = self.shared[identity]
        bearers = [held.what for held in shared.by_day] + ([shared.otherwise] if shared.otherwise else [])
        return bool(bearers) and all(self.actors[one].kind in INSTITUTIONS for one in bearers)

    def foreign(self, word: str) -> bool:
        """Tell whether a folded word names another nation than the country's (`السوري` in Iraq)."""
        return self._nations.get(word.removeprefix("ال"), self.country) != self.country

    def elsewhere(self, identity: str, alias: str, before: str, after: str) -> bool:
        """Tell whether an alias means the institution of another nation, by the folded words on either side of it.

        `الدفاع المدني السوري` is no institution of Iraq. Arabic names the nation behind, English before the name.
        """
        beside = before if alias.isascii() else after
        return self.foreign(beside) and identity in self._institutions and not any(map(self.foreign, alias.split(" ")))

    def aliases(self) -> Iterator[tuple[str, str]]:
        """Walk every folded alias with the id of its actor or shared name."""
        yield from self._aliases.items()

    def actor(self, identity: str) -> Actor:
        """Return the actor with this id; raises KeyError where there is none."""
        return self.actors[identity]

    def resolve(self, words: str) -> Actor | None:
        """Return the actor whose longest alias stands in the words, on word boundaries; None where none does.

        Forces and those loyal to them, counted together (`قوات النظام والمسلحين الموالين لها`), are the forces. None
        too where the name is shared: `named` and `choice.choose` tell who is meant then.
        """
        found = self.named(words)
        return self.actors.get(found) if found is not None else None

    def named(self, words: str) -> str | None:
        """Return the id of the actor or shared name whose longest alias stands in the words, or None."""
        if words not in self._named:
            if len(self._named) >= _REMEMBERED:
                self._named.clear()
            self._named[words] = self._named_by(_unquoted(fold_word(words)))
        return self._named[words]

    def parties(self, identity: str) -> tuple[str, ...]:
        """Return every party key that an actor, or one of those who share a name, has at some time."""
        shared = self.shared.get(identity)
        if shared is None:
            actor = self.actors[identity]
            keys = (actor.party, *(held.what for held in actor.parties))
            return tuple(dict.fromkeys(key for key in keys if key))
        bearers = (*(held.what for held in shared.by_day), shared.otherwise)
        return tuple(dict.fromkeys(key for one in bearers if one for key in self.parties(one)))

    def _named_by(self, folded: str) -> str | None:
        found = self._named_in(folded)
        if not found:
            return None
        padded = f" {folded} "
        owner = self._unquoted[max(found, key=len)]
        if owner in {self._unquoted[alias] for alias in found if _follows_and(alias, padded)}:
            wider = {up for key in self.parties(owner) for up in self.party_chain(key)[1:]}
            others = (self._unquoted[alias] for alias in found)
            return next((other for other in others if wider.intersection(self.parties(other))), owner)
        return owner

    def _named_in(self, folded: str) -> list[str]:
        """List the aliases that stand in the words, in the order of the registry."""
        words = folded.split(" ")
        found: set[str] = set()
        for first, word in enumerate(words):
            for last in range(first + 1, min(first + self._longest, len(words)) + 1):
                run = " ".join(words[first:last])
                runs = (run, run[1:]) if word[:1] in _CLITICS else (run,)
                sides = words[first - 1] if first else "", words[last] if last < len(words) else ""
                meant = ((one, self._unquoted.get(one)) for one in runs)
                found |= {one for one, identity in meant if identity and not self.elsewhere(identity, one, *sides)}
        return [alias for alias in self._unquoted if alias in found]

    def party_chain(self, party: str) -> tuple[str, ...]:
        """Return a party key and the keys it rolls up into (DESIGN, Cells): the militia's dead are the side's, too."""
        chain = [party]
        while chain[-1] in self._rolls_up:
            chain.append(self._rolls_up[chain[-1]])
        return tuple(chain)

    def areas(self, party: str, days: Days | None) -> tuple[str, ...]:
        """Return the p-codes of the areas in which people of a party mostly were on these days, or ever."""
        return tuple(row.what for row in self._areas.get(party, ()) if days is None or row.holds(days))

    def allied(self, one: str, other: str, days: Days | None) -> bool:
        """Tell whether two parties fought side by side on these days, or ever."""
        rows = [
            *(row for row in self._allies.get(one, ()) if row.what == other),
            *(row for row in self._allies.get(other, ()) if row.what == one),
        ]
        return any(days is None or row.holds(days) for row in rows)

    def joint(self, keys: list[str]) -> str:
        """Return the key of people counted together: the side's where militias of its are among them, else the first.

        `keys` has at least one.
        """
        if len(set(keys)) > 1:
            for key in keys:
                if any(key in self.party_chain(other)[1:] for other in keys):
                    return key
        return keys[0]


def registry(country: str = DEFAULT) -> Registry:
    """Return the registry of a country, read once. Raises UnknownCountryError where none is packaged."""
    return _loaded(country)


@cache
def _loaded(country: str) -> Registry:
    pack = read_pack(country)
    actors = {actor.id: actor for actor in pack.actors}
    shared = {name.id: name for name in pack.shared}
    aliases: dict[str, str] = {}
    named: tuple[SharedName | Actor, ...] = (*pack.shared, *pack.actors)
    for one in named:
        for alias in (one.name_ar, *one.aliases_ar, one.name_en, *one.aliases_en):
            aliases.setdefault(fold_word(alias), one.id)
    return Registry(
        country,
        actors,
        shared,
        pack.words,
        pack.proxies,
        aliases,
        pack.rolls_up,
        pack.nations,
        pack.own,
        pack.areas,
        pack.allies,
    )
