"""The gazetteer of a country: every known place, found by name in Arabic or any romanisation.

The packaged file (made by `scripts/build_gazetteer.py`) holds the places and, ready-made, three tables of name keys
(see `names`), so that loading it computes nothing.
"""

from __future__ import annotations

import gzip
from collections import defaultdict
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING

from marsad.model.place import Place
from marsad.model.problem import MarsadError
from marsad.places.names import is_arabic, loose, plain, sound
from marsad.places.words import KIND_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

LONGEST_NAME = 5
"""How many words the longest name has that `find` is asked for."""


class UnknownCountry(MarsadError):  # noqa: N818 - named for what it says
    """There is no gazetteer for this country."""


class Gazetteer:
    """All places of a country and their names."""

    def __init__(self, text: str) -> None:
        rows, *tables = text.split("\n\n")
        self._rows = rows.split("\n")
        self._places: dict[int, Place] = {}
        self._plain = dict(_pairs(tables[0]))
        self._tables = tables
        self._near_loose: dict[str, list[str]] | None = None
        self._codes: dict[str, int] | None = None
        self._within: dict[str, tuple[Place, ...]] = {}

    @cached_property
    def _loose(self) -> dict[str, str]:
        return dict(_pairs(self._tables[1]))

    @cached_property
    def _sound(self) -> dict[str, str]:
        return dict(_pairs(self._tables[2]))

    def __len__(self) -> int:
        return len(self._rows)

    def __iter__(self) -> Iterator[Place]:
        return map(self._place, range(len(self._rows)))

    def place(self, pcode: str) -> Place | None:
        """Return the place with this code, or None."""
        if self._codes is None:
            self._codes = {row[: row.index("\t")]: number for number, row in enumerate(self._rows)}
        number = self._codes.get(pcode)
        return None if number is None else self._place(number)

    def within(self, pcode: str) -> tuple[Place, ...]:
        """Return the communities of an area."""
        if pcode not in self._within:
            inside = (p for p in self if p.kind == "community" and pcode in p.parents)
            self._within[pcode] = tuple(inside)
        return self._within[pcode]

    def find(self, folded_name: str) -> tuple[Place, ...]:
        """Return the places of this name, written as it may be: with or without ال, with a kind word before it.

        Folded or not makes no difference. Those that bear it as their first name come first.
        """
        return tuple(place for place, _ in self.named(folded_name))

    def knows(self, folded_name: str) -> bool:
        """Tell whether `find` finds anything, without making the places."""
        name = plain(folded_name)
        return self.exact(name) or self.exact(_without_kind(name))

    def names(self) -> Iterator[str]:
        """Walk every plain name, for a lexicon."""
        return iter(self._plain)

    def exact(self, name: str) -> bool:
        """Tell whether a plain name is known as it stands, its kind word being part of it."""
        return name in self._plain or (is_arabic(name) and loose(name) in self._loose)

    def named(self, name: str) -> tuple[tuple[Place, bool], ...]:
        """Return the places of this name; True where it is another name than the first."""
        name = plain(name)
        for form in dict.fromkeys((name, _without_kind(name))):
            if keys := self._keys(form).strip():
                return self._listed(keys)
        return ()

    def sounding(self, name: str) -> tuple[tuple[Place, bool], ...]:
        """Return the places whose name has the same consonants, in whichever script."""
        key = sound(name)
        return self._listed(self._sound.get(key, "")) if len(key) > 1 else ()

    def misspelt(self, name: str) -> tuple[tuple[Place, bool], ...]:
        """Return the places whose Arabic name differs by one letter, from names of five letters on."""
        key = loose(name)
        if len(key) < 4 or not is_arabic(key):
            return ()
        if self._near_loose is None:
            self._near_loose = defaultdict(list)
            for known in self._loose:
                if len(known) >= 4:
                    for form in _one_letter_less(known):
                        self._near_loose[form].append(known)
        alike = {k for form in _one_letter_less(key) for k in self._near_loose.get(form, ()) if _one_apart(k, key)}
        return self._listed(" ".join(self._loose[k] for k in sorted(alike)))

    def _keys(self, name: str) -> str:
        """Look a plain name up as it stands, and without articles, spaces and final vowels."""
        found = self._plain.get(name, "")
        return f"{found} {self._loose.get(loose(name), '')}" if is_arabic(name) else found

    def _listed(self, numbers: str) -> tuple[tuple[Place, bool], ...]:
        found: dict[int, bool] = {}
        for item in numbers.split():
            number, other = int(item.lstrip("~")), item[0] == "~"
            found[number] = found.get(number, True) and other
        ordered = sorted(found.items(), key=lambda item: (item[1], item[0]))
        return tuple((self._place(number), other) for number, other in ordered)

    def _place(self, number: int) -> Place:
        place = self._places.get(number)
        if place is None:
            pcode, kind, ar, en, lat, lon, radius, rank, parents, _ = self._rows[number].split("\t")
            chain = tuple(parents.split())
            place = Place(pcode, kind, ar, en, float(lat), float(lon), chain, float(radius), int(rank))
            self._places[number] = place
        return place


@cache
def gazetteer(country: str = "sy") -> Gazetteer:
    """Return the packaged gazetteer of a country (two letters); raises UnknownCountry where there is none."""
    packaged = files("marsad") / "data" / f"{country}.gazetteer.tsv.gz"
    if not packaged.is_file():
        raise UnknownCountry(f"There is no gazetteer for {country!r}; known is: sy (Syria).")
    return Gazetteer(gzip.decompress(packaged.read_bytes()).decode())


def _pairs(table: str) -> Iterable[list[str]]:
    return (line.split("\t") for line in table.split("\n"))


def _without_kind(name: str) -> str:
    """Cut a leading or, in English, closing word for the kind of place, also with ب or ال (`بقريه`)."""
    first, _, rest = name.partition(" ")
    if rest and any(word.removeprefix("ال") in KIND_OF for word in (first, first.removeprefix("ب"))):
        return rest.removeprefix("of ")
    head, _, last = name.rpartition(" ")
    return head if head and last in KIND_OF and not is_arabic(last) else name


def _one_letter_less(key: str) -> set[str]:
    return {key, *(key[:i] + key[i + 1 :] for i in range(len(key)))}


def _one_apart(one: str, other: str) -> bool:
    """Tell whether one letter added, lost, changed, or two neighbours swapped make one key the other."""
    if abs(len(one) - len(other)) > 1 or one == other:
        return one == other
    start = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    a, b = one[start:], other[start:]
    return a[1:] == b or a == b[1:] or a[1:] == b[1:] or (a[:2] == b[:2][::-1] and a[2:] == b[2:])
