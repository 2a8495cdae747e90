"""A bulletin as values: paragraphs of words and figures, and the notes that lead from each figure to its sentences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from marsad.model.claim import TollKind
    from marsad.model.count import Count
    from marsad.model.incident import Cell


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of people in words (`27 civilians`, «27 قتيلاً على الأقل»), what it counts, and its note."""

    words: str
    cell: Cell
    count: Count
    note: int | None = None
    """The number of its note, from 1; None where nothing is behind it."""
    kind: TollKind | None = None


Piece: TypeAlias = "str | Figure"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Pieces that stand together; `heading` marks one that names what follows, `incident` the incident it is about."""

    pieces: tuple[Piece, ...]
    heading: bool = False
    incident: str = ""

    @property
    def words(self) -> str:
        """The words alone, without marks of notes."""
        return "".join(piece if isinstance(piece, str) else piece.words for piece in self.pieces)


@dataclass(frozen=True, slots=True)
class Cite:
    """One claim behind a figure: its mark (`3.2`), who published it when, and its sentence with the quote in it."""

    mark: str
    claim: str
    publisher: str
    day: str
    """With the comma before it; empty where it is not known."""
    before: str
    quote: str
    after: str


@dataclass(frozen=True, slots=True)
class Note:
    """What a figure rests on: a sentence of each voice, and the marks of all others that say the same."""

    number: int
    cites: tuple[Cite, ...]
    also: tuple[str, ...] = ()
    words: str = ""
    """How a sum comes about, where it is one."""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """A draft in one language: title, the line below it, paragraphs, notes, and what it was made of."""

    language: str
    title: Paragraph
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    draft: str
    """That it is a draft, to be checked by a person."""
    made_of: str
    """Ledger, day of the journal and what was asked."""
    notes_heading: str
    also: str
    """`The same: {marks}`: the phrase for reports that say the same."""

    @property
    def rtl(self) -> bool:
        """Tell whether its lines run from right to left."""
        return self.language == "ar"

    def figures(self) -> Iterator[Figure]:
        """Walk the figures of the paragraphs, in order."""
        for paragraph in self.paragraphs:
            yield from (piece for piece in paragraph.pieces if isinstance(piece, Figure))


def merged(pieces: Iterable[Piece]) -> tuple[Piece, ...]:
    """Join neighbouring words and leave out empty ones."""
    out: list[Piece] = []
    for piece in pieces:
        if isinstance(piece, str) and out and isinstance(out[-1], str):
            out[-1] += piece
        elif piece != "":
            out.append(piece)
    return tuple(out)
