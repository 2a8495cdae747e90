"""Read UCDP's list of places: what each is called, its kind, its point, and how an Arabic hand would write it.

UCDP's `where_prec` tells how surely an event was at the place that is named; the point is that place's own in either
case. So places known to a settlement (1) and near one (2) are read alike, and those known to a district only are not.
"""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad.places.likeness import alike, sounding
from marsad.places.names import is_arabic, loose, plain, sound, vowelled
from marsad.places.words import KIND_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

SURE = ("1", "2")
_KIND = re.compile(
    r" +(?:village|town|city|area|neighbou?rhood|suburb|farms?|locality|villae)(?: I+)?$|^village of ", re.IGNORECASE
)
_SETTLED = re.compile(r" (?:village|town|city|locality|farms?)(?: I+)?$|^village of ", re.IGNORECASE)
_SKIPPED = re.compile(
    r"district|governorate|border|between|countryside| in | of |mountain|river|lake|Ghouta|Qalamoun", re.IGNORECASE
)
_PARTED = re.compile(r"[/()]")
SAME_NAME = 0.72
"""So much of their letters two romanisations of one name share."""
ONE_HAND = 0.92
"""So much of their letters two romanisations share that stand for the same Arabic letters."""


@dataclass(frozen=True)
class Told:
    """One place of the list: `number` is its line, `events` how many events UCDP has there."""

    number: int
    kind: str
    names: tuple[str, ...]
    at: tuple[float, float]
    events: int


def told(path: Path) -> Iterator[Told]:
    """Yield the places that are points."""
    with path.open(encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file), 1):
            words = row["where_coordinates"].strip()
            settled = _SETTLED.search(words)
            near = row["where_prec"][:1] == "2"
            if row["where_prec"][:1] not in SURE or _SKIPPED.search(words) or (near and not settled):
                continue
            quarter = re.search("neighbou?rhood$", words)
            kind = "neighbourhood" if quarter else "community" if settled else "site"
            names = [name.strip() for name in _PARTED.split(_KIND.sub("", words)) if name.strip()]
            yield Told(number, kind, tuple(names), (float(row["lat"]), float(row["lon"])), int(row["n_events"]))


def same_name(names: Iterable[str], others: Iterable[str]) -> bool:
    """Tell whether two lists of romanised names have one in common, but for its spelling."""
    sounds = {vowelled(name) for name in others if name and not is_arabic(name)}
    return any(alike(vowelled(name), other) >= SAME_NAME for name in names for other in sounds)


class Hands:
    """How the official list writes in Arabic what it romanises so."""

    def __init__(self, pairs: Iterable[tuple[str, str]]) -> None:
        self._written: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for arabic, latin in pairs:
            if arabic and latin and sound(arabic) == sound(latin):
                self._written[sound(latin)].append((vowelled(latin), arabic))

    def arabic(self, latin: str) -> str:
        """Return the Arabic name that nearly all places of this romanised one bear, or ''."""
        votes: Counter[str] = Counter()
        forms: dict[str, Counter[str]] = defaultdict(Counter)
        for other, arabic in self._written.get(sound(latin), ()):
            heard = alike(vowelled(latin), other) >= ONE_HAND and sounding(arabic, "", latin) > 0
            if heard and plain(arabic).removeprefix("ال") not in KIND_OF:
                votes[loose(arabic)] += 1
                forms[loose(arabic)][arabic] += 1
        if not votes:
            return ""
        best, count = max(votes.items(), key=lambda item: (item[1], item[0]))
        if 4 * count < 3 * votes.total():
            return ""
        return max(forms[best].items(), key=lambda item: (item[1], item[0]))[0]
