"""How charts speak: numbers, days and phrases in Arabic and English, digits by choice, each line in its direction."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from marsad.ledger.parties import parties_called
from marsad.ledger.voice_names import names_of
from marsad.model.problem import MarsadError
from marsad.places.gazetteer import gazetteer
from marsad.render.calm import ARABIC_RUN, isolate, party_words
from marsad.render.charts.phrases import CATALOGUE, HARMED, MONTHS, PARTIES, SHORT_MONTHS, WEEKDAYS
from marsad.render.labels import labels
from marsad.text.fold import fold_word

if TYPE_CHECKING:
    from marsad.ledger.queries.people import People
    from marsad.model.incident import Cell
    from marsad.model.place import Location, Place
    from marsad.model.when import Days

RIGHT_TO_LEFT_ISOLATE, POP_ISOLATE = "\u2067", "\u2069"
LANGUAGES = tuple(CATALOGUE)
DIGITS = {"latn": "0123456789", "arab": "٠١٢٣٤٥٦٧٨٩"}


@dataclass(frozen=True, slots=True)
class ChartWords:
    """The words of a chart in one language, with Latin (`latn`) or Arabic-Indic (`arab`) digits.

    Arabic newsrooms write both; raises MarsadError for any other language or digits.
    """

    language: str = "en"
    digits: str = "latn"

    def __post_init__(self) -> None:
        if self.language not in LANGUAGES:
            raise MarsadError(f"There are no words in “{self.language}” for a chart; write one of: en, ar.")
        if self.digits not in DIGITS:
            raise MarsadError(f"There are no digits “{self.digits}”; write one of: latn (27), arab (٢٧).")

    @property
    def rtl(self) -> bool:
        """Tell whether lines run from right to left."""
        return self.language == "ar"

    def line(self, words: str) -> str:
        """Set a line in its direction, whatever letters it begins or ends with."""
        return f"{RIGHT_TO_LEFT_ISOLATE}{words}{POP_ISOLATE}" if self.rtl and words else words

    def lines(self, words: str, width: float) -> list[str]:
        """Break words into lines of so many pixels of small type, each set in its direction."""
        lines = [""]
        for word in words.split():
            longer = f"{lines[-1]} {word}".lstrip()
            if wide(longer) <= width or not lines[-1]:
                lines[-1] = longer
            else:
                lines.append(word)
        return [self.line(line) for line in lines if line]

    def say(self, phrase: str, **values: str) -> str:
        """Return a phrase of the catalogue with its values."""
        return CATALOGUE[self.language][phrase].format(**values)

    # ---- numbers

    def number(self, number: int) -> str:
        """Write a number: `1,234`, `١٬٢٣٤`."""
        written = f"{number:,}"
        if self.digits == "arab":
            written = written.replace(",", "٬")
        return self.in_digits(written)

    def in_digits(self, words: str) -> str:
        """Write the digits in words as chosen."""
        return words.translate(str.maketrans(DIGITS["latn"], DIGITS[self.digits]))

    def figure(self, low: int, high: int, *, top_open: bool = False) -> str:
        """Write an interval: `27`, `15–27`, `27+`; in Arabic in words, since a dash can be read from either side."""
        ends = self.number(low), self.number(high)
        body = ends[0] if low == high else self.say("to", low=ends[0], high=ends[1])
        return self.say("or_more", figure=body) if top_open else body

    def people(self, people: People) -> str:
        """Write a number of people with its best figure: `27 (15–35)`; `27` where only one is possible."""
        ends = self.figure(people.low, people.high, top_open=people.open)
        if people.low == people.high:
            return ends
        return self.say("best_and_ends", best=self.number(people.best), ends=ends)

    # ---- days

    def day(self, day: date, *, short: bool = False) -> str:
        """Write a day: `18 April 2019`, or, short, `18 Apr`; in Arabic `18 نيسان 2019`."""
        month = (SHORT_MONTHS if short else MONTHS)[self.language][day.month - 1]
        return self.in_digits(f"{day.day} {month}" + ("" if short else f" {day.year}"))

    def month(self, day: date) -> str:
        """Write a month of a year: `April 2019`."""
        return self.in_digits(f"{MONTHS[self.language][day.month - 1]} {day.year}")

    def short_month(self, day: date) -> str:
        """Write a month without its year: `Apr`, `نيسان`."""
        return SHORT_MONTHS[self.language][day.month - 1]

    def year(self, day: date) -> str:
        """Write a year."""
        return self.in_digits(str(day.year))

    def weekday(self, weekday: int) -> str:
        """Write a day of the week; 0 is Monday."""
        return WEEKDAYS[self.language][weekday]

    def days(self, days: Days) -> str:
        """Write days: `18 April 2019`, `April 2019` for a whole month, `16 April 2019 to 3 May 2019`."""
        following = days.last + timedelta(1)
        if days.first == days.last:
            return self.day(days.first)
        if (days.first.month, days.first.day, following) == (1, 1, date(days.first.year + 1, 1, 1)):
            return self.year(days.first)
        if days.first.day == 1 and following.day == 1 and days.length <= 31:
            return self.month(days.first)
        if (days.first.year, days.first.month) == (days.last.year, days.last.month):
            ends = self.number(days.first.day), self.day(days.last)
            return self.say("within", low=ends[0], high=ends[1])
        return self.say("from_to", first=self.day(days.first), last=self.day(days.last))

    # ---- names

    def party(self, key: str) -> str:
        """Return what a party is called."""
        known = PARTIES[self.language] if key in PARTIES[self.language] else labels(self.language)
        return known.get(key) or party_words(key)

    def party_named(self, asked: str) -> str:
        """Return what a party is called that was asked for by a key or a name; a name of several stays as it is."""
        keys = sorted(parties_called(asked))
        return self.party(keys[0]) if len(keys) == 1 else self.foreign(asked)

    def voice(self, key: str) -> str:
        """Return what a voice is called in this language; one that is not in the list of voices keeps its name."""
        named = [name for name in names_of(key)[1:] if bool(ARABIC_RUN.search(name)) == self.rtl]
        return named[0] if named else key

    def place_named(self, asked: str) -> str:
        """Return what a place is called that was asked for by a name or a p-code."""
        coded = gazetteer().place(asked.upper())
        found = [coded] if coded else sorted(gazetteer().find(fold_word(asked)), key=lambda one: len(one.parents))
        return self._named(found[0]) if found else self.foreign(asked)

    def _named(self, place: Place) -> str:
        return (place.name_ar if self.rtl else place.name_en) or place.name_ar or place.name_en

    def place(self, location: Location) -> str:
        """Return the name of a place in this language, where the gazetteer has the place itself."""
        found = gazetteer().place(location.pcodes[0]) if location.pcodes else None
        if found and location.name in {found.name_en, found.name_ar}:
            return self._named(found)
        return location.name

    def value(self, key: str) -> str:
        """Return the label of a key: `killed` is «قتلى»."""
        return labels(self.language).get(key, key)

    def harmed(self, cell: Cell) -> str:
        """Say whom a cell counts: `People killed (civilian, children)`."""
        within = [self.value(word) for word in (cell.side,) if word]
        within += [self.party(cell.party)] if cell.party else []
        within += [self.value(cell.group)] if cell.group else []
        whole = HARMED[self.language][cell.harm]
        return f"{whole} ({self.say('comma').join(within)})" if within else whole

    def foreign(self, words: str) -> str:
        """Set words of a report or a name apart, so that they keep their own direction."""
        return isolate(words)


def wide(words: str) -> float:
    """Estimate how many pixels words take in small type; Arabic letters join and are narrower."""
    return sum(3.2 if letter == " " else 5.0 if "\u0600" <= letter <= "\u06ff" else 6.1 for letter in words)
