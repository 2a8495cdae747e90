"""A language ready to read with: its lexicon with the names of places and parties, and its grammar."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from marsad.actors.registry import registry
from marsad.lang.tables import fill, put
from marsad.model.country import DEFAULT
from marsad.places.gazetteer import gazetteer
from marsad.reader.nations import without_foreign
from marsad.text.lexicon import Attr, Lexicon, Word
from marsad.text.nodes import STRUCTURE, Node, nodes_of
from marsad.text.rules import Grammar
from marsad.text.sieve import Sieve

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.text.fold import Folded

_PARTS = ("times", "numbers", "people", "speech", "places", "harm", "doers")
"""The order in which the rules of a language run."""

LANGUAGES = ("ar", "en")
_ARABIC = "\u0600"
_TOWN = frozenset({"GAZETTEER", "TOWN"})
_BY_THEMSELVES = frozenset({"KM2", "BESIEGED", "LOST", "LOSES", "SUFFERS"})
_NOT_ALONE = frozenset({"MEETS", "PARTING", "SELF"})


@dataclass(frozen=True)
class Language:
    """One language: `parse` cuts a folded text into nodes and lets the rules build chunks of them."""

    code: str
    lexicon: Lexicon
    grammar: Grammar
    country: str
    sieve: Sieve
    """Tells of a stored text whether it may hold a word without which nothing is read from it."""

    def parse(self, folded: Folded) -> list[Node]:
        """Return the row of nodes that is left when every rule has run."""
        return self.grammar.run(without_foreign(nodes_of(folded, self.lexicon), registry(self.country)))


@cache
def language(code: str, country: str = DEFAULT) -> Language:
    """Return a language with the names of a country; made once, then kept."""
    morphology = import_module(f"marsad.lang.{code}.morphology")
    lexicon = Lexicon(morphology.split_word)
    fill(lexicon, f"marsad.lang.{code}", {"noun": morphology.noun_forms, "verb": morphology.verb_forms})
    _add_parties(lexicon, country)
    _add_places(lexicon, country, code, morphology.reads_as_words)
    lexicon.finish()
    rules = [rule for part in _PARTS for rule in import_module(f"marsad.lang.{code}.{part}").RULES]
    grammar = Grammar(rules, morphology.signatures(lexicon) | STRUCTURE)
    return Language(code, lexicon, grammar, country, Sieve(lexicon, tells_something, morphology.core))


def tells_something(word: Word) -> bool:
    """Tell whether a word or phrase is one of those without which no claim and no presence statement can be read.

    Every statement of harm holds a word that names a harm; some such words never do so alone (`met` his death). A
    presence statement holds an area or a siege.
    """
    return bool(word.tags & _BY_THEMSELVES or ("harm" in word.attrs and not word.tags <= _NOT_ALONE))


def may_tell_something(text: str, country: str = DEFAULT) -> bool:
    """Tell whether a stored text holds a word by which either language may read something from it."""
    return any(language(code, country).sieve.holds(text) for code in LANGUAGES)


def _add_parties(lexicon: Lexicon, country: str) -> None:
    """Put in the words of a country and the names of its parties; what a name shared by several means is left open."""
    actors = registry(country)
    for entry in actors.words:
        put(lexicon, entry)
    for alias, identity in actors.aliases():
        party = actors.actors.get(identity)
        if party is not None and party.silent:
            continue
        attrs: dict[str, Attr] = {"actor": identity, "civil": party is not None and party.civil}
        if attrs["civil"]:
            attrs["group"] = "rescuers"
        if identity in actors.proxies:
            attrs["proxy"] = actors.proxies[identity]
        known = lexicon.get(alias)
        if known is not None and "PLAIN" in known.tags:
            lexicon.add(Word(alias.upper(), frozenset({"ORG"}), attrs))  # `IS`, where `is` is another word
        elif known is None or not known.tags & {"PERSON", "HARMNOUN", "NUMBER"}:
            lexicon.add(Word(alias, frozenset({"ORG"}), attrs))


def _add_places(lexicon: Lexicon, country: str, code: str, reads_as_words: Callable[[str, Lexicon], bool]) -> None:
    """Put in the names of places that are written in this language's script."""
    places = gazetteer(country)
    own = [name for name in places.names() if len(name) > 2 and (name[0] >= _ARABIC) == (code == "ar")]
    towns = {*places.towns()} & {*own}
    new = [name for name in towns if lexicon.get(name) is None and not reads_as_words(name, lexicon)]
    for name in new:  # all at once: no name is read by those that came in before it
        lexicon.add(Word(name, _TOWN))
    lexicon.add_names((name for name in own if not reads_as_words(name, lexicon)), "GAZETTEER")
