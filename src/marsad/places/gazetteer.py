"""The gazetteer of a country: every known place, found by name in Arabic or any romanisation.

The packaged file (made by `scripts/build_gazetteer.py`) holds the places and, ready-made, three tables of name keys
(see `names`), so that loading it computes nothing.
"""

from __future__ import annotations

import gzip
from bisect import bisect_left
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from marsad.model.country import DEFAULT
from marsad.model.place import Place
from marsad.model.problem import MarsadError
from marsad.places.names import is_arabic, loose, plain, sound
from marsad.places.words import KIND_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

QUARTER = "M-q-"
"""How the codes of curated quarters begin."""
_LETTERS = "ابتثجحخدذرزسشصضطظعغفقكلمنهوي"


class UnknownCountry(MarsadError):  # noqa: N818 - named for what it says
    """There is no gazetteer for this country."""


class Hit(NamedTuple):
    """A place found by name: `other` where it is not its first name, `exact` where it is spelt as listed."""

    place: Place
    other: bool
    exact: bool


class Table:
    """Names by key, as text; made a dictionary once it has been asked often, so that one report costs little."""

    OFTEN = 150

    def __init__(self, text: str) -> None:
        self._text = f"\n{text}\n"
        self._asked = 0
        self._entries: dict[str, str] | None = None

    def get(self, key: str) -> str:
        """Return what stands under a key, or an empty text."""
        if self._entries is None:
            self._asked += 1
            if self._asked < self.OFTEN:
                at = self._text.find(f"\n{key}\t")
                start = at + len(key) + 2
                return self._text[start : self._text.index("\n", start)] if at >= 0 else ""
            self._entries = dict(_pairs(self._text.strip("\n")))
        return self._entries.get(key, "")

    def __contains__(self, key: str) -> bool:
        return bool(self.get(key))

    def has_any(self, keys: Iterable[str]) -> bool:
        """Tell whether something stands under one of these keys."""
        return any(map(self.get if self._entries is None else self._entries.get, keys))


class Gazetteer:
    """All places of a country and their names."""

    def __init__(self, text: str) -> None:
        rows, *tables = text.split("\n\n")
        self._rows = rows.split("\n")
        self._places: dict[int, Place] = {}
        self._plain = dict(_pairs(tables[0]))
        self._loose, self._sound = Table(tables[1]), Table(tables[2])
        self._sorted: list[str] | None = None
        self._codes: dict[str, int] | None = None
        self._within: dict[str, tuple[Place, ...]] = {}
        self._governed: dict[tuple[str, bool], dict[str, str]] = {}

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
            rows = (number for number, row in enumerate(self._rows) if pcode in row and "\tcommunity\t" in row)
            inside = map(self._place, rows)
            self._within[pcode] = tuple(place for place in inside if pcode in place.parents)
        return self._within[pcode]

    def find(self, folded_name: str) -> tuple[Place, ...]:
        """Return the places of this name, written as it may be: with or without ال, with a kind word before it.

        Folded or not makes no difference. Those that bear it as their first name come first.
        """
        return tuple(hit.place for hit in self.named(folded_name))

    def knows(self, folded_name: str) -> bool:
        """Tell whether `find` finds anything, without making the places."""
        name = plain(folded_name)
        return self.exact(name) or self.exact(_without_kind(name))

    def names(self) -> Iterator[str]:
        """Walk every plain name, for a lexicon: not those that only curated quarters bear, which are words too.

        (`الكتف` is a quarter of Abu Kamal and the shoulder, `public park` any park.) Borders are read by rule.
        """
        quarters = {
            str(number) for number, row in enumerate(self._rows) if row.startswith(QUARTER) or "\tborder\t" in row
        }
        quarters |= {f"~{number}" for number in quarters}
        for name, bearers in self._plain.items():
            if bearers not in quarters and (" " not in bearers or not quarters.issuperset(bearers.split())):
                yield name

    def towns(self) -> Iterator[str]:
        """Walk the plain names of the towns that are seats of an area or that reports name often."""
        for row in self._rows:
            _, kind, ar, en, _, _, _, rank, _, also = row.split("\t")
            if rank != "0" and kind == "community":
                yield from (plain(name) for name in (ar, en, *also.split("|")) if name)

    def exact(self, name: str) -> bool:
        """Tell whether a plain name is known as it stands, its kind word being part of it."""
        return name in self._plain or loose(name) in self._loose

    def listed(self, name: str) -> bool:
        """Tell whether a plain name is listed in this very spelling."""
        return name in self._plain

    def well_known(self, name: str) -> bool:
        """Tell whether a plain name is that of an area, a town or a place that reports name often."""
        return self.exact(name) and any(hit.place.rank or hit.place.kind == "governorate" for hit in self.named(name))

    def is_town(self, name: str) -> bool:
        """Tell whether a plain name is as it stands the first one of a town that reports name often."""
        return any(h.exact and not h.other and h.place.rank and h.place.kind == "community" for h in self.named(name))

    def named(self, name: str) -> tuple[Hit, ...]:
        """Return the places of this name, the exact ones first."""
        name = plain(name)
        for form in dict.fromkeys((name, _without_kind(name))):
            exact = self._hits(self._plain.get(form, ""), exact=True)
            seen = {hit.place.pcode for hit in exact}
            found = [
                *exact,
                *(hit for hit in self._hits(self._loose.get(loose(form))) if hit.place.pcode not in seen),
            ]
            if found:
                return tuple(sorted(found, key=lambda hit: hit.other))
        return ()

    def sounding(self, name: str) -> tuple[Hit, ...]:
        """Return the places whose name has the same consonants, in whichever script."""
        key = sound(name)
        return tuple(self._hits(self._sound.get(key))) if len(key) > 1 else ()

    def begun(self, name: str) -> tuple[Hit, ...]:
        """Return the places whose name has further words behind this one (`القنطرة` of `القنطرة الشرقية الكبيرة`)."""
        if self._sorted is None:
            self._sorted = list(self._plain)
        bare = plain(name).removeprefix("ال")
        if len(bare) < 3:
            return ()
        numbers = []
        for start in (f"{bare} ", f"ال{bare} "):
            at = bisect_left(self._sorted, start)
            while at < len(self._sorted) and self._sorted[at].startswith(start):
                numbers.append(self._plain[self._sorted[at]])
                at += 1
        return tuple(self._hits(" ".join(numbers)))

    def misspelt(self, name: str) -> bool:
        """Tell whether an Arabic name of six letters or more differs by one letter from a listed one."""
        key = loose(name)
        return len(key) >= 6 and is_arabic(key) and self._loose.has_any(_one_apart(key))

    def alike(self, key: str, area: str) -> list[tuple[str, list[Hit]]]:
        """Return the loose keys of a governorate that are spelt much like one, with their places."""
        from rapidfuzz import process  # loaded on use: most names are listed as they stand
        from rapidfuzz.distance import Indel

        keys = self._keys_within(area, arabic=is_arabic(key))
        best = process.extract(key, keys.keys(), scorer=Indel.normalized_similarity, score_cutoff=0.7, limit=20)
        return [(other, self._hits(keys[other])) for other, _, _ in best if other != key]

    def _keys_within(self, area: str, *, arabic: bool) -> dict[str, str]:
        """Return the loose keys of one governorate in one script, and what bears them."""
        if (area, arabic) not in self._governed:
            inside = self._governed.setdefault((area, arabic), {})
            for number, row in enumerate(self._rows):
                if area in row and row.rsplit("\t", 2)[1].endswith(area):
                    _, _, ar, en, *_, also = row.split("\t")
                    names = [(ar, ""), (en, ""), *((name, "~") for name in also.split("|"))]
                    for name, mark in names:
                        if name and is_arabic(name) is arabic:
                            key, item = loose(name), f"{mark}{number}"
                            inside[key] = f"{inside[key]} {item}" if key in inside else item
        return self._governed[area, arabic]

    def _hits(self, numbers: str, *, exact: bool = False) -> list[Hit]:
        found: dict[int, bool] = {}
        for item in numbers.split():
            number, other = int(item.lstrip("~")), item[0] == "~"
            found[number] = found.get(number, True) and other
        return [Hit(self._place(number), other, exact) for number, other in found.items()]

    def _place(self, number: int) -> Place:
        place = self._places.get(number)
        if place is None:
            pcode, kind, ar, en, lat, lon, radius, rank, parents, _ = self._rows[number].split("\t")
            chain = tuple(parents.split())
            place = Place(pcode, kind, ar, en, float(lat), float(lon), chain, float(radius), int(rank))
            self._places[number] = place
        return place


def gazetteer(country: str = DEFAULT) -> Gazetteer:
    """Return the packaged gazetteer of a country (two letters); raises UnknownCountry where there is none."""
    return _loaded(country)


def _packaged() -> list[str]:
    """List the countries (two letters) that have a gazetteer."""
    ending = ".gazetteer.tsv.gz"
    named = (file.name for file in (files("marsad") / "data").iterdir())
    return sorted(name.removesuffix(ending) for name in named if name.endswith(ending))


@cache
def _loaded(country: str) -> Gazetteer:
    packaged = files("marsad") / "data" / f"{country}.gazetteer.tsv.gz"
    if not packaged.is_file():
        raise UnknownCountry(f"There is no gazetteer for {country!r}; there is one for {', '.join(_packaged())}.")
    return Gazetteer(gzip.decompress(packaged.read_bytes()).decode())


def _pairs(table: str) -> Iterable[tuple[str, str]]:
    cells = iter(table.replace("\n", "\t").split("\t"))
    return zip(cells, cells, strict=True)


def _without_kind(name: str) -> str:
    """Cut a leading or, in English, closing word for the kind of place, also with ب or ال (`بقريه`)."""
    first, _, rest = name.partition(" ")
    if rest and any(word.removeprefix("ال") in KIND_OF for word in (first, first.removeprefix("ب"))):
        return rest.removeprefix("of ")
    head, _, last = name.rpartition(" ")
    return head if head and last in KIND_OF and not is_arabic(last) else name


def _one_apart(key: str) -> dict[str, None]:
    """Return every key with one letter lost, changed or added, or two neighbours swapped."""
    cuts = [(key[:i], key[i:]) for i in range(len(key) + 1)]
    swapped = [a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1]
    lost = [a + b[1:] for a, b in cuts if b]
    changed = [a + letter + b[1:] for a, b in cuts if b for letter in _LETTERS]
    added = [a + letter + b for a, b in cuts for letter in _LETTERS]
    return dict.fromkeys(form for form in (*swapped, *lost, *changed, *added) if form != key)
