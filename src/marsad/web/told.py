"""Claims, voices and reasons of a Book as pages tell of them, in the reader's language."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString, mark_safe

from marsad.ledger.voice_names import names_of
from marsad.render.calm import isolate
from marsad.render.cited import Cited
from marsad.render.marked import Mark, marked
from marsad.web import shelf
from marsad.web.sentences import translated
from marsad.web.templatetags.field import word

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.flow import Book
    from marsad.model.claim import Claim
    from marsad.model.reading import Reading

_ARABIC = re.compile("[\u0600-\u06ff]")


@dataclass(frozen=True, slots=True)
class ToldClaim:
    """A claim with its short mark, the sentence around its words, and the report that it stands in."""

    claim: Claim
    mark: str
    number: int
    before: str
    quote: str
    after: str
    reading: Reading

    @property
    def sentence(self) -> str:
        """Return the whole sentence."""
        return self.before + self.quote + self.after

    @property
    def anchor(self) -> str:
        """Return where on the report's page it stands."""
        return f"w-c{self.claim.index + 1}"

    @property
    def name(self) -> str:
        """Return the name under which its words and what is told of it answer each other on a page."""
        return f"c{self.number}-{self.claim.index + 1}"


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of a report with all the claims of an incident that stand in it."""

    claims: tuple[ToldClaim, ...]

    @property
    def sentence(self) -> str:
        """Return its words."""
        return self.claims[0].sentence

    @property
    def marked(self) -> SafeString:
        """Return its words with every claim marked."""
        marks = [
            Mark(len(told.before), len(told.before + told.quote), f"claim {told.claim.harm}", of=told.name)
            for told in self.claims
        ]
        return mark_safe(marked(self.sentence, marks))  # noqa: S308 - it escapes every word


def passages(claims: Iterable[ToldClaim]) -> list[Passage]:
    """Put claims of one report that stand in the same sentence together, in the order in which they come."""
    found: dict[str, list[ToldClaim]] = {}
    for told in claims:
        found.setdefault(told.sentence, []).append(told)
    return [Passage(tuple(together)) for together in found.values()]


class Teller:
    """Tells of one Book in one language."""

    def __init__(self, book: Book, language: str) -> None:
        self.book, self.language = book, language
        self.cited = shelf.remember(book, "cited", lambda: Cited(book))

    def claim(self, claim_id: str) -> ToldClaim:
        """Tell of a claim; raises MarsadError where the Book does not hold it."""
        claim = self.cited.claim(claim_id)
        number = self.book.numbers.get(claim.report, 0)
        around = self.cited.around(claim_id)
        return ToldClaim(claim, self.cited.mark(claim_id), number, *around, self.cited.reading(claim.report))

    def voice(self, key: str) -> str:
        """Name a voice: in the reader's language where it is on the list of voices, else as reports write it."""
        written = self.cited.voice(key)
        if written != key:
            return written
        wanted = self.language == "ar"
        names = (name for name in names_of(key)[1:] if bool(_ARABIC.search(name)) is wanted)
        return next(names, word(key) if key.isidentifier() else translated(key, self.language))

    def reason(self, said: str, voices: Iterable[str] = ()) -> str:
        """Write a reason of the ledger in the reader's language, with the voices in it by their names, set apart."""
        written = translated(said, self.language)
        keys = sorted(voices, key=len, reverse=True)
        if not keys:
            return written
        named = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, keys))})(?!\w)")
        return named.sub(lambda found: isolate(self.voice(found[0])), written)
