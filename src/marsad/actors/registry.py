"""The registry of parties to a conflict: who they are, what they are called, under which key their people count.

One TOML file a country (`sy.toml`). Aliases match folded; the longest alias inside the words wins.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from marsad.model.actor import Actor
from marsad.model.problem import MarsadError
from marsad.text.fold import fold_word
from marsad.text.lists import read_list

if TYPE_CHECKING:
    from collections.abc import Iterator


class UnknownCountryError(MarsadError):
    """No registry is packaged for that country."""


_CLITICS = "ولب"
"""What may stand before the first word of a name, written on it."""
_ANDS = (" و", " و ", " and ", " and the ")

_REMEMBERED = 10_000
"""So many answers are kept at once."""


def _follows_and(alias: str, padded: str) -> bool:
    return any(f"{joint}{alias} " in padded for joint in _ANDS)


@dataclass(frozen=True)
class Registry:
    """The actors of one country, by id, and every alias folded."""

    actors: dict[str, Actor]
    _aliases: dict[str, str]
    _rolls_up: dict[str, str]
    _resolved: dict[str, Actor | None] = field(default_factory=dict, compare=False)

    @cached_property
    def _longest(self) -> int:
        """How many words the longest alias has."""
        return max(alias.count(" ") + 1 for alias in self._aliases)

    def aliases(self) -> Iterator[tuple[str, str]]:
        """Walk every folded alias with the id of its actor."""
        yield from self._aliases.items()

    def actor(self, identity: str) -> Actor:
        """Return the actor with this id; raises KeyError where there is none."""
        return self.actors[identity]

    def resolve(self, words: str) -> Actor | None:
        """Return the actor whose longest alias stands in the words, on word boundaries; None where none does.

        Forces and those loyal to them, counted together (`قوات النظام والمسلحين الموالين لها`), are the forces.
        """
        if words not in self._resolved:
            if len(self._resolved) >= _REMEMBERED:
                self._resolved.clear()
            self._resolved[words] = self._resolve(fold_word(words).replace('"', "").replace("'", ""))
        return self._resolved[words]

    def _resolve(self, folded: str) -> Actor | None:
        found = self._named_in(folded)
        if not found:
            return None
        padded = f" {folded} "
        actor = self._owner(max(found, key=len))
        joined = [self._owner(alias) for alias in found if _follows_and(alias, padded)]
        if actor in joined:
            wider = self.party_chain(actor.party or "")[1:]
            return next((other for alias in found if (other := self._owner(alias)).party in wider), actor)
        return actor

    def _named_in(self, folded: str) -> list[str]:
        """List the aliases that stand in the words, in the order of the registry."""
        words = folded.split(" ")
        found: set[str] = set()
        for first, word in enumerate(words):
            for last in range(first + 1, min(first + self._longest, len(words)) + 1):
                run = " ".join(words[first:last])
                found.update({run, run[1:]} if word[:1] in _CLITICS else {run})
        return [alias for alias in self._aliases if alias in found]

    def _owner(self, alias: str) -> Actor:
        return self.actors[self._aliases[alias]]

    def party_chain(self, party: str) -> tuple[str, ...]:
        """Return a party key and the keys it rolls up into (DESIGN, Cells): the militia's dead are the side's, too."""
        chain = [party]
        while chain[-1] in self._rolls_up:
            chain.append(self._rolls_up[chain[-1]])
        return tuple(chain)

    def search(self, words: str) -> list[Actor]:
        """Return the actors that have an alias in which the words stand, the shortest alias first."""
        wanted = fold_word(words).strip()
        hits = sorted((len(alias), who) for alias, who in self._aliases.items() if wanted in alias)
        return [self.actors[who] for who in dict.fromkeys(who for _, who in hits)]


def registry(country: str = "sy") -> Registry:
    """Return the registry of a country, read once. Raises UnknownCountryError where none is packaged."""
    return _loaded(country)


@cache
def _loaded(country: str) -> Registry:
    path = files("marsad.actors") / f"{country}.toml"
    if not path.is_file():
        raise UnknownCountryError(f"there is no registry of actors for {country!r}; packaged are: sy")
    table = read_list(path.read_text("utf-8"))
    actors: dict[str, Actor] = {}
    aliases: dict[str, str] = {}
    for entry in table["actor"]:
        actor = Actor(
            id=entry["id"],
            party=entry.get("party"),
            name_ar=entry["ar"][0],
            name_en=entry["en"][0],
            aliases_ar=tuple(entry["ar"][1:]),
            aliases_en=tuple(entry["en"][1:]),
            parent=entry.get("parent"),
            kind=entry.get("kind", "armed group"),
            civil=entry.get("civil", False),
        )
        actors[actor.id] = actor
        for alias in (*entry["ar"], *entry["en"]):
            aliases.setdefault(fold_word(alias), actor.id)
    return Registry(actors, aliases, dict(table.get("rolls_up", {})))
