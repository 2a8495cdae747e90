"""How bulletins speak: phrases with slots, people and things counted in words, names of places, parties and voices."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, TypeAlias

from marsad.ledger.parties import parties_called
from marsad.ledger.sight import WITHHELD_SOURCE
from marsad.model.claim import Harm, Side
from marsad.render.bulletin.draft import Figure, Piece, merged
from marsad.render.calm import ARABIC_RUN, visible

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from marsad.model.claim import TollKind
    from marsad.model.count import Count
    from marsad.model.incident import Cell
    from marsad.model.when import Days
    from marsad.render.bulletin.numbers import Nouns
    from marsad.render.charts.words import ChartWords

_INSTITUTIONS = frozenset(
    "Agency Army Center Centre Coalition Commission Committee Council Defence Defense Forces Ministry Network".split()
) | frozenset("Observatory Office Organization".split())
_SLOT = re.compile(r"{(\w+)(?::(\w+))?}")


@dataclass(frozen=True, slots=True)
class People:
    """A number of people of a cell, with the note behind it."""

    count: Count
    cell: Cell
    note: int | None = None
    kind: TollKind | None = None

    def said(self, speech: Speech, form: str) -> tuple[Piece, ...]:
        """Return it as a figure."""
        return (Figure(speech.people(self.count, self.cell, form), self.cell, self.count, self.note, self.kind),)


@dataclass(frozen=True, slots=True)
class Things:
    """A number of things that are no people: incidents, reports, sources."""

    number: int
    noun: str

    def said(self, speech: Speech, form: str) -> tuple[Piece, ...]:
        """Return it in words."""
        return (speech.digits(speech.nouns.things(self.number, self.noun, form)),)


Slot: TypeAlias = "str | Figure | People | Things | Sequence[Piece]"
"""What can stand in a slot of a phrase. People and things depend on the form that the slot asks for: a case, `first` in
a sentence, `toll` behind a word for the toll."""


@dataclass(frozen=True, slots=True)
class Speech:
    """The words of bulletins in one language and its digits; `voices` names voices as reports write them."""

    words: ChartWords
    voices: Callable[[str], str]

    @property
    def language(self) -> str:
        """`en` or `ar`."""
        return self.words.language

    @property
    def nouns(self) -> Nouns:
        """How this language counts."""
        return _nouns(self.language)

    def phrase(self, key: str, table: str = "") -> str:
        """Return a phrase; of a table, nothing where it has none of that name."""
        found = _phrases()[self.language]
        return str(found.get(table, {}).get(key, "") if table else found[key])

    def say(self, key: str, **slots: Slot) -> tuple[Piece, ...]:
        """Return a phrase with what stands in its slots."""
        return self.fill(self.phrase(key), **slots)

    def fill(self, phrase: str, **slots: Slot) -> tuple[Piece, ...]:
        """Put what is said into the slots of a phrase."""
        pieces: list[Piece] = []
        at = 0
        for found in _SLOT.finditer(phrase):
            pieces.append(phrase[at : found.start()])
            pieces += self._slot(slots[found[1]], found[2] or "")
            at = found.end()
        return merged([*pieces, phrase[at:]])

    def _slot(self, value: Slot, form: str) -> tuple[Piece, ...]:
        if isinstance(value, str | Figure):
            return (value,)
        return value.said(self, form) if isinstance(value, People | Things) else tuple(value)

    def plain(self, key: str, **slots: Slot) -> str:
        """Return a phrase as words alone."""
        return "".join(piece if isinstance(piece, str) else piece.words for piece in self.say(key, **slots))

    def listed(self, parts: Sequence[Sequence[Piece]]) -> tuple[Piece, ...]:
        """Join parts by commas and a last `and`."""
        if not parts:
            return ()
        between = self.phrase("and" if self.words.rtl else "comma")
        pieces: list[Piece] = [*parts[0]]
        for part in parts[1:-1]:
            pieces += [between, *part]
        return merged([*pieces, self.phrase("and"), *parts[-1]] if len(parts) > 1 else pieces)

    # ---- numbers

    def digits(self, words: str) -> str:
        """Write the digits in words as chosen."""
        return self.words.in_digits(words.replace(",", "٬") if self.words.digits == "arab" else words)

    def number(self, number: int) -> str:
        """Write a number in digits."""
        return self.words.number(number)

    def people(self, count: Count, cell: Cell, form: str) -> str:
        """Write a number of people of a cell: `at least six officers`, «ستة ضباط على الأقل»."""
        return self.digits(self.nouns.people(count, self.noun(cell, form), form, self._who(cell, form)))

    def moved(self, count: Count, before: Harm | None) -> str:
        """Write how many wounded or missing people died or were found; bodies where nobody says what they were."""
        noun = f"dead_{before}" if before else "body"
        return self.digits(self.nouns.people(count, noun, "gen", ""))

    def noun(self, cell: Cell, form: str = "") -> str:
        """Return the name of the noun by which people of a cell are counted."""
        if form.startswith("toll") and self.words.rtl:
            return f"dead_{cell.harm}"
        if cell.group:
            return str(cell.group)
        if cell.party:
            return self.phrase(cell.party, "members") or "member"
        return str(cell.side) if cell.side in {Side.CIVILIAN, Side.COMBATANT} else "person"

    def _who(self, cell: Cell, form: str) -> str:
        """Return the words behind the noun: whose members, in the toll what kind of people."""
        whose = self.phrase("whose").format(who=self.party(cell.party)) if cell.party else ""
        if not form.startswith(("toll", "title")):
            kin = self.phrase("family", "behind") if cell.group == "family" else ""
            return kin or ("" if cell.group else whose)
        of = self.phrase(str(cell.group or ""), "of") or whose or self.phrase(str(cell.side or ""), "of")
        return of + self.phrase(str(cell.harm), "harmed")

    # ---- names

    def party(self, key: str) -> str:
        """Return what the people of a party are called, as it stands behind a preposition."""
        return self.phrase(key, "parties") or self.words.party(key)

    def party_named(self, asked: str) -> str:
        """Return what a party is called that was asked for by a key or a name; a name of several stays as it is."""
        keys = sorted(parties_called(asked))
        return self.party(keys[0]) if len(keys) == 1 else visible(asked)

    def voice(self, key: str) -> str:
        """Return what a voice is called; a name in the other script is set in quotation marks in Arabic."""
        if key.startswith(WITHHELD_SOURCE):
            return self.phrase("withheld") + key.removeprefix(WITHHELD_SOURCE)
        if party := self.phrase(key, "parties"):
            return party
        known = self.words.voice(key)
        name = visible(self._the(known) if known != key else self.voices(key))
        return name if not self.words.rtl or ARABIC_RUN.search(name) else f"«{name}»"

    def _the(self, name: str) -> str:
        """Set an article before the English name of an institution."""
        is_one = not self.words.rtl and _INSTITUTIONS.intersection(name.split()) and not name.startswith("the ")
        return f"the {name}" if is_one else name

    def day(self, day: date) -> str:
        """Write a day."""
        return self.words.day(day)

    def on_days(self, days: Days | None) -> str:
        """Write when, with its preposition and a space before it; nothing where no day is known."""
        if days is None:
            return ""
        whole = self.words.days(days)
        if days.first == days.last:
            return self.phrase("day").format(day=whole)
        if self.is_whole(days):
            return self.phrase("month").format(day=whole)
        same = (days.first.year, days.first.month) == (days.last.year, days.last.month)
        first = self.number(days.first.day) if same else self.day(days.first)
        return self.phrase("days").format(first=first, last=self.day(days.last))

    def is_whole(self, days: Days) -> bool:
        """Tell whether days are a whole month or year, which has a name of its own."""
        ends = self.words.day(days.first), self.words.day(days.last)
        return days.first != days.last and not any(end in self.words.days(days) for end in ends)

    def verb(self, harm: Harm, people: People) -> str:
        """Return the verb of a harm as it agrees with whoever is counted: «قُتل», «قُتلت»; `was`, `were`."""
        return self.nouns.verb(self.phrase(str(harm), "verbs"), people.count, self.noun(people.cell))


@cache
def _phrases() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("phrases.toml").read_text(encoding="utf-8"))


@cache
def _nouns(language: str) -> Nouns:
    from marsad.render.bulletin.numbers import ArabicNouns, EnglishNouns

    found = _phrases()[language]
    phrases = {key: str(found[key]) for key in ("least", "most", "about", "range", "or")}
    return (ArabicNouns if language == "ar" else EnglishNouns)(found["nouns"], phrases)
