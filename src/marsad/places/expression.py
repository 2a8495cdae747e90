"""Read the words of a place expression: from `منطقة الكوم شمال مدينة تدمر ببادية حمص الشرقي` to its units.

A unit is one named place with what the words say about it: its kind, how the place before lies to it (north of it,
near it, in it), which part of it is meant. Units stand in the order of the words, as a rule the most precise first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from marsad.places.names import is_arabic
from marsad.places.tokens import BREAKS, EN_ARTICLES, forms, speaks_of_places, tokens
from marsad.places.words import (
    BANK,
    COMPASS,
    COUNTED,
    DISTANCE,
    FROM,
    ITS,
    JOINED,
    KIND_OF,
    LEFT,
    MADE,
    MANY,
    OWN,
    PAIRS,
    RELATION,
    SILENT,
    UPTO,
)

if TYPE_CHECKING:
    from marsad.places.gazetteer import Gazetteer

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_SEAT = frozenset({"مركز", "centre", "center", "capital"})


@dataclass(slots=True)
class Unit:
    """One named place of an expression.

    `bearing` tells that what stands before lies that way of it (0 north, clockwise), `near` that it lies near it,
    `about` that the place is meant with what lies near it, `km` how far; `compass` which part of the place is meant
    (`ريف حلب الشمالي`), `left` which bank of a river, as it runs; `joined` that it continues a list. `others` are
    further names the words give it (`عين العرب (كوباني)`). `running` tells that the words stand in running text, where
    the bare name of a governorate's seat may mean the governorate.
    """

    name: str
    kinds: list[str] = field(default_factory=list)
    bearing: float | None = None
    near: bool = False
    about: bool = False
    between: bool = False
    km: float | None = None
    compass: float | None = None
    left: bool | None = None
    joined: bool = False
    others: list[str] = field(default_factory=list)
    running: bool = False

    def copy(self) -> Unit:
        """Return a unit that may be changed without changing this one."""
        return replace(self, kinds=[*self.kinds], others=[*self.others])

    @property
    def kind(self) -> str | None:
        """The kind of place, but for words of countryside, which say that the place's surroundings are meant."""
        kind = next((kind for kind in reversed(self.kinds) if kind not in {"countryside", "bank"}), None)
        return "river" if kind is None and self.bank else kind

    @property
    def rural(self) -> bool:
        """Tell whether the countryside of the place is meant."""
        return "countryside" in self.kinds

    @property
    def bank(self) -> bool:
        """Tell whether the bank of a river is meant."""
        return "bank" in self.kinds


def units(words: str, places: Gazetteer) -> list[Unit]:
    """Read an expression, with a gazetteer to tell where a name ends; the units are the caller's to change."""
    return [unit.copy() for unit in _units(words, places)]


@lru_cache(maxsize=8192)
def _units(words: str, places: Gazetteer) -> tuple[Unit, ...]:
    """Read an expression once: reports name places again and again, each time as a hint for the other places, too."""
    return tuple(_Reading(list(tokens(words)), places).units)


class _Reading:
    """The state of one pass over the tokens."""

    def __init__(self, tokens: list[str], places: Gazetteer) -> None:
        self.tokens = tokens
        self.places = places
        self.units: list[Unit] = []
        self.next = Unit("")
        self.closed = True
        self.from_ = False
        self.bracket = False
        self.lead = 0
        at = 0
        while at < len(tokens):
            at += self._take(at)
        if self.next.kinds and self.units and not self.closed:
            self.units[-1].kinds += self.next.kinds
        elif self.next.compass is not None and self.units and self.units[-1].compass is None:
            self.units[-1].compass = self.next.compass
        if self.next.km is not None and self.units and self.units[-1].bearing is not None:
            self.units[-1].km = self.next.km
        if 0 < self.lead < len(self.units):  # `Raqqa: the old bridge`: what leads contains what follows
            self.units[self.lead].joined = False
            self.units = [*self.units[self.lead :], *self.units[: self.lead]]
        for before, unit in pairwise(self.units):
            if unit.joined and not unit.kinds:
                unit.kinds = list(before.kinds)
        for unit, after in pairwise(self.units):
            if after.joined and not unit.kinds and after.kind == "road":  # `the Homs-Palmyra road`
                unit.kinds = list(after.kinds)

    def _take(self, at: int) -> int:
        """Take one or more tokens at a place; returns how many."""
        token = self.tokens[at]
        if not token:
            return 1
        if token in "()[]/":
            self.bracket = token in "([/"
            return 1
        if token == ":":
            self.lead = len(self.units)
        if token in BREAKS or token in JOINED:
            self._break(joined=token in JOINED or token == " - ")
            return 1
        if (taken := self._distance(at)) > 0:
            return taken
        if token in LEFT and self._of_bank(at):
            self.next.left = LEFT[token]
            return 1
        alone = len(self.tokens) == 1
        return (not alone and (self._compound(at) or self._word(at))) or self._name(at)

    def _distance(self, at: int) -> int:
        """Take a distance: `15 km`, `خمسة كيلومترات`, `كيلومترين`."""
        token = self.tokens[at]
        pair = next((PAIRS[form] for _, form in forms(token) if form in PAIRS), None)
        if pair is not None:
            self.next.km = pair
            return 1
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else ""
        if after not in DISTANCE:
            return 0
        number = next((COUNTED[form] for _, form in forms(token) if form in COUNTED), None)
        if number is None and not _NUMBER.fullmatch(token):
            return 0
        self.next.km = (float(token) if number is None else number) * DISTANCE[after]
        return 2

    def _of_bank(self, at: int) -> bool:
        """Tell whether a word for left or right stands by one for a bank."""
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else ""
        return "bank" in self.next.kinds or after == BANK or KIND_OF.get(after) == "bank"

    def _break(self, *, joined: bool) -> None:
        self._keep_trailing()
        self.closed = True
        self.next.joined = joined

    def _keep_trailing(self) -> None:
        """Give a closing kind word (`Tel Tamr countryside`) to the name before it."""
        if self.next.kinds and self.units and not self.closed:
            self.units[-1].kinds += self.next.kinds
            self.next.kinds = []

    def _compound(self, at: int) -> int:
        """Take a known name of several words that begins with a word of the vocabulary (`جبل الزاوية`)."""
        token = self.tokens[at]
        if token in EN_ARTICLES or (token in COMPASS and not is_arabic(token)):
            whole, name, glued = self._longest(at, least=2)
            if whole and at + whole == len(self.tokens):
                self._add(name, glued)
                return whole
            return 0
        if not speaks_of_places(self.tokens[at]):
            return 0
        return self._known_run(at, least=2)

    def _word(self, at: int) -> int:
        """Take a word of the vocabulary."""
        for glued, form in () if self._is_town(at) else forms(self.tokens[at]):
            bare = form.removeprefix("ال")
            if form in OWN or form == ITS:
                return self._own(form)
            if "و" in glued and (form in KIND_OF or bare in KIND_OF or form in RELATION):
                self._break(joined=True)
            if form in KIND_OF or bare in KIND_OF:
                return self._kind(form if form in KIND_OF else bare, at)
            if form in COMPASS or bare in COMPASS:
                return self._compass(at, bare if bare in COMPASS else form, definite=bare != form)
            if form in RELATION:
                self._span(form)
                return self._relation(RELATION[form])
            if form in SILENT:
                return 1
        return 1 if self.tokens[at] in EN_ARTICLES or _NUMBER.fullmatch(self.tokens[at]) else 0

    def _is_town(self, at: int) -> bool:
        """Tell whether a word for a kind of place is the name of a town: it is definite, and its kind stands before it.

        A definite dual (`القريتين`) heads no list, so it is the town wherever it does not stand behind `between`.
        """
        for glued, form in forms(self.tokens[at]):
            if form.startswith("ال") and form.removeprefix("ال") in KIND_OF and self.places.is_town(form):
                settled = bool(self.next.kinds) and self.next.kinds[-1] in {"town", "city"}
                return not self.next.between and (form.endswith("تين") or (settled and not glued))
        return False

    def _kind(self, word: str, at: int) -> int:
        kind = KIND_OF[word]
        after = self.tokens[at + 1] if at + 1 < len(self.tokens) else ""
        sided = self.next.compass is not None or self.next.left is not None
        if word == BANK and (sided or after == "of" or self.tokens[at - 1] == "river"):
            kind = "bank"
        if not is_arabic(word) and self.units and not self.closed and after != "of":
            self.units[-1].kinds.append(kind)
            return 1
        if kind == "governorate" and self.next.kinds and at and self.tokens[at - 1].removeprefix("ال") in _SEAT:
            self.next.kinds[-1:] = ["city"]  # `مركز محافظة إدلب` is the city
            self.closed = True
            return 1
        if self.next.joined and self.units and word not in MANY and not self.next.kinds and kind == "countryside":
            self.next.joined = False
        self.next.kinds.append(kind)
        if is_arabic(word):
            self.closed = True
        return 1

    def _own(self, word: str) -> int:
        """Take what is said of the place before: `and its countryside`, `ومحيطها`."""
        if self.units and word == ITS:
            self.closed, self.next.joined = False, False
        elif self.units and OWN[word] == "about":
            self.units[-1].about = True
        elif self.units:
            self.units[-1].kinds.append(OWN[word])
        return 1

    def _span(self, word: str) -> None:
        """Note a stretch that is told by its two ends (`من تدمر إلى السخنة`)."""
        self.from_ |= word in FROM and not self.units
        if word in UPTO and self.from_ and len(self.units) == 1:
            self.units[0].between = self.next.joined = True

    def _relation(self, relation: str) -> int:
        if relation in {"near", "axis"}:
            self.next.near = True
        elif relation == "between":
            self.next.between = True
        if relation == "part" and self.next.kinds and self.next.kinds[-1] in MADE and (self.closed or not self.units):
            self.next.kinds = []  # `a school in`: what follows is no school
        self._keep_trailing()
        self.closed = True
        return 1

    def _compass(self, at: int, word: str, *, definite: bool) -> int:
        """Take a direction of one or two words: a part of the place, or where something lies to it."""
        bearing, taken = float(COMPASS[word]), 1
        for _, form in forms(self.tokens[at + 1]) if at + 1 < len(self.tokens) else ():
            other = COMPASS.get(form.removeprefix("ال"))
            if other is not None and other % 90 == 0 and bearing % 180 != other % 180:
                bearing, taken = _halfway(bearing, float(other)), 2
                break
        after = self.tokens[at + taken] if at + taken < len(self.tokens) else ""
        arabic = is_arabic(word)
        if definite and arabic:
            self._part(bearing)
        elif after == "of" or arabic or (not arabic and word.endswith("ern") is False and self._follows_name(at)):
            self.next.bearing = bearing
            self.closed = True
            taken += after in {"of", "من"}
        else:
            self.next.compass = bearing
            self._keep_trailing()
            self.closed = True
        return taken

    def _follows_name(self, at: int) -> bool:
        return bool(self.units) and not self.closed and self.tokens[at - 1] not in BREAKS

    def _part(self, bearing: float) -> None:
        """Note which part of the place before, or of the countryside just named, is meant."""
        if self.units and not self.next.kinds:
            self.units[-1].compass = bearing
        else:
            self.next.compass = bearing

    def _name(self, at: int) -> int:
        """Take a name: all words up to one of the vocabulary, or less where a well-known place follows in them."""
        end = at + 1
        while end < len(self.tokens) and self._goes_on(end):
            end += 1
        taken, name, glued = self._longest(at, least=max(2, end - at))
        size = end - at
        if not taken and not self._heard(at, end):
            cuts = range(1, end - at)
            size = next((cut for cut in cuts if self._parts(at, cut, end)), end - at)
        if not taken:
            taken, name, glued = self._longest(at, least=size, limit=at + size)
        if not taken:
            taken, glued = size, "و" if self._lists(at) else ""
            name = " ".join([self.tokens[at][len(glued) :], *self.tokens[at + 1 : at + size]])
        self._add(name, glued)
        return taken

    def _parts(self, at: int, cut: int, end: int) -> bool:
        """Tell whether a well-known place follows so many words on; in Latin letters, only behind a known one."""
        known = is_arabic(self.tokens[at]) or self.places.exact(" ".join(self.tokens[at : at + cut]))
        return known and bool(self._longest(at + cut, limit=end, well=True)[0])

    def _heard(self, at: int, end: int) -> bool:
        """Tell whether several words together sound like one place."""
        name = " ".join(self.tokens[at:end])
        return end - at > 1 and bool(self.places.sounding(name) or self.places.misspelt(name))

    def _lists(self, at: int) -> bool:
        """Tell whether an unknown Arabic word that begins with و goes on with a list."""
        return bool(self.units) and len(self.tokens[at]) > 3 and self.tokens[at].startswith("و")

    def _goes_on(self, at: int) -> bool:
        """Tell whether a token still belongs to the name before it."""
        token = self.tokens[at]
        if not token or token in "()[]/" or token in BREAKS or token in JOINED:
            return False
        if speaks_of_places(token):
            return token in EN_ARTICLES
        return not is_arabic(token) or self.places.exact(token) or not self._longest(at, limit=at + 5)[0]

    def _known_run(self, at: int, least: int) -> int:
        taken, name, glued = self._longest(at, least)
        if taken:
            bare = name.removeprefix("ال")  # `الطريق M4` is listed as `طريق M4`
            self._add(bare if self.places.listed(bare) and not self.places.listed(name) else name, glued)
        return taken

    def _longest(self, at: int, least: int = 1, limit: int = 999, *, well: bool = False) -> tuple[int, str, str]:
        """Find the longest known name at a token: how many words, the name, what was glued to it."""
        known = self.places.well_known if well else self.places.exact
        for size in range(min(5, limit - at, len(self.tokens) - at), least - 1, -1):
            run = self.tokens[at : at + size]
            if size > 1 and "countryside" in self.next.kinds and self._definite_side(run[-1]):
                continue  # `ريف الباب الشرقي` lies east, whatever is called `الباب الشرقي`
            if any(not token or token in "()[]/" or token in BREAKS for token in run):
                continue
            for glued, form in forms(run[0]):
                if size == 1 and (form in EN_ARTICLES or (len(form) < 3 and glued)):
                    continue
                name = " ".join([form, *run[1:]])
                if len(form) < 3 and form in KIND_OF and not self.places.listed(name):
                    continue  # `حي باب الحديد` is no `حباب`
                if known(name):
                    return size, name, glued
        return 0, "", ""

    @staticmethod
    def _definite_side(token: str) -> bool:
        return token.startswith("ال") and token.removeprefix("ال") in COMPASS

    def _add(self, name: str, glued: str) -> None:
        if self.bracket and self.units and not self.next.kinds and self.next.bearing is None:
            self.units[-1].others.append(name)
            self.bracket = False
            return
        self._keep_trailing()
        unit = self.next
        unit.name = name
        if KIND_OF.get(name.partition(" ")[0]) == "countryside":  # `بلدات ريف دمشق`: the name itself says it
            unit.kinds.append("countryside")
        unit.joined = bool(self.units) and (unit.joined or "و" in glued)
        self.units.append(unit)
        self.next = Unit("")
        self.closed = False


def _halfway(one: float, other: float) -> float:
    return ((one + other) / 2) if abs(one - other) <= 180 else ((one + other + 360) / 2) % 360
