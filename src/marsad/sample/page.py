"""Write one invented report, sentence by sentence, with the claims that a careful person reads in it."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from marsad.model.claim import Claim, Group, Harm, Method, Side, TollKind
from marsad.model.place import Location, Precision
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis

if TYPE_CHECKING:
    from random import Random

    from marsad.model.count import Count
    from marsad.model.place import Place

_SLOT = re.compile(r"{(\w+)}")
_PRECISION = {"governorate": Precision.GOVERNORATE, "community": Precision.COMMUNITY}


@cache
def sentences() -> dict[str, Any]:
    """Return what invented reports are made of."""
    return tomllib.loads(files(__package__).joinpath("sentences.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence to write: its kind, and what the claim in it says. `part` is a group of the sentence before."""

    kind: str
    harm: Harm
    count: Count
    when: Days
    place: Place | None = None
    side: Side = Side.UNKNOWN
    party: str | None = None
    by_party: str | None = None
    method: Method | None = None
    source: str | None = None
    group: Group | None = None
    incident: int | None = None
    """Which of the sample's incidents it is about; None for a total."""


class Page:
    """A report being written; nothing stands in its claims that does not stand in its words."""

    def __init__(self, lang: str, publisher: str, random: Random) -> None:
        self.lang, self._publisher, self._random = lang, publisher, random
        self._words: dict[str, Any] = sentences()[lang]
        self._filler = self._words["filler"].split()
        self._text = ""
        self._claims: list[Claim] = []
        self.told: list[Said] = []
        """What was said, beside each claim."""

    def fill(self, words: int) -> None:
        """Write a sentence of words that matter to nobody."""
        self._text += " ".join(self._random.choices(self._filler, k=words)).capitalize() + ". "

    def say(self, said: Said) -> None:
        """Write a sentence and keep its claim."""
        kind = "total_everywhere" if said.kind == "total" and said.place is None else said.kind
        slots = self._slots(said)
        quotes: dict[str, Quote] = {}
        for n, piece in enumerate(_SLOT.split(self._random.choice(self._words[kind]))):
            if n % 2 and slots[piece]:
                quotes[piece] = Quote(len(self._text), slots[piece])
            self._text += slots[piece] if n % 2 else piece
        self._text += " "
        self._claims.append(self._claim(said, quotes))
        self.told.append(said)

    def reading(self, published: Days, *, known: bool = True) -> Reading:
        """Return the report with its claims; where its day is not known, the day after, on which it was seen, is."""
        day = When(published, WhenBasis.METADATA)
        seen = When(published.shift(1), WhenBasis.SEEN)
        report = Report(
            self._text.strip(),
            self._publisher,
            lang=self.lang,
            published=day if known else None,
            seen=None if known else seen,
        )
        claims = tuple(replace(claim, report=report.id) for claim in self._claims)
        return Reading(report, claims, published=report.published)

    def _slots(self, said: Said) -> dict[str, str]:
        words = self._words
        place = said.place and (said.place.name_ar if self.lang == "ar" else said.place.name_en)
        return {
            "count": self._number(said.count),
            "who": words["who"].get(said.side, words["who"]["unknown"]),
            "harm": words["harm"][said.harm],
            "means": words["means"].get(said.method, ""),
            "place": place or "",
            "when": str(said.when).replace(" to ", " – "),
            "source": said.source or self._publisher,
            "group": words["group"].get(said.group, ""),
        }

    def _number(self, count: Count) -> str:
        if count.high == 0:
            return str(self._words["nobody"])
        lead = self._words["least"] if count.high is None else self._words["about"] if count.approx else ""
        return f"{lead} {count.low}".strip()

    def _claim(self, said: Said, quotes: dict[str, Quote]) -> Claim:
        part = said.kind == "part"
        return Claim(
            report="",
            index=len(self._claims),
            quote=quotes["count"],
            harm=said.harm,
            count=said.count,
            side=said.side,
            group=said.group,
            party=said.party,
            part_of=len(self._claims) - 1 if part else None,
            toll={"running": TollKind.RUNNING, "total": TollKind.TOTAL}.get(said.kind, TollKind.EVENT),
            by_party=said.by_party,
            method=said.method,
            place=quotes.get("place"),
            location=location(said.place) if said.place and not part else None,
            when=When(said.when, WhenBasis.STATED, quotes["when"]) if "when" in quotes else None,
            source=quotes.get("source"),
            source_key=quotes["source"].text if "source" in quotes else None,
            adds=said.kind == "more",
            moved_from=Harm.INJURED if said.kind == "more" else None,
        )


@cache
def location(place: Place) -> Location:
    """Return where a place of the gazetteer lies, as a reader would give it."""
    return Location(
        place.name_en,
        place.lat,
        place.lon,
        max(place.radius_km, 1.0),
        _PRECISION[place.kind],
        (place.pcode, *place.parents),
    )
