"""Bulletins in tests: of a ledger in a few lines or an invented one, and the claims that each means to make."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marsad.exam.likeness import same_count
from marsad.exam.mark import Mark
from marsad.exam.pairing import pair
from marsad.ledger.reconcile import reconcile
from marsad.ledger.selection import Selection
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis
from marsad.reader.read import read
from marsad.render.bulletin.incident import incident_bulletin
from marsad.render.bulletin.round_up import round_up
from marsad.render.bulletin.text import mark, paragraph_text
from marsad.render.bulletin.writer import Writer, words_of
from marsad.render.charts.words import ChartWords

PUBLISHED = When(Days.of(date(2021, 3, 20)), WhenBasis.METADATA)


@dataclass(frozen=True)
class Shelf:
    """A ledger with its readings, as a book has them."""

    ledger: object
    readings: tuple
    decided: tuple = ()
    numbers: object = None
    names: object = None


def shelf(readings):
    return Shelf(reconcile(readings), tuple(readings), numbers={})


def of_incidents(book, lang):
    """Write the bulletin of every incident."""
    return [incident_bulletin(one, Writer(book, words_of(lang, "latn"))) for one in book.ledger.incidents]


def of_days(book, lang, first=None, last=None, place=None, digits="latn"):
    return round_up(Selection(first, last, place), Writer(book, ChartWords(lang, digits)))


def meant(bulletin):
    """Return the text of a bulletin's paragraphs with the claims that its figures are."""
    text, marks = "", []
    for n, paragraph in enumerate(bulletin.paragraphs):
        text += "\n\n" if n else ""
        for piece in paragraph.pieces:
            if isinstance(piece, str):
                text += piece
                continue
            cell = piece.cell
            quote = Quote(len(text), piece.words)
            marks.append(Mark(quote, cell.harm, piece.count, side=cell.side, group=cell.group, party=cell.party))
            text += piece.words + mark(piece)
    assert text == "\n\n".join(map(paragraph_text, bulletin.paragraphs))
    return text, marks


@dataclass
class Score:
    """How many figures were read back, of those written and of those read; `missed` are the sentences of others."""

    right: int = 0
    written: int = 0
    read: int = 0
    missed: tuple[str, ...] = ()

    @property
    def f1(self):
        return 2 * self.right / (self.written + self.read) if self.written + self.read else 0.0


def read_back(bulletins):
    """Read bulletins with the reader and hold what it reads against what they mean."""
    score = Score()
    for bulletin in bulletins:
        text, marks = meant(bulletin)
        report = Report(text, "Desk", lang=bulletin.language, published=PUBLISHED)
        got = [Mark(c.quote, c.harm, c.count) for c in read(report).claims]
        pairs = [(i, j) for i, j in pair(marks, got) if same_count(marks[i], got[j]) and marks[i].harm == got[j].harm]
        right = {i for i, _ in pairs}
        score.right += len(pairs)
        score.written += len(marks)
        score.read += len(got)
        score.missed += tuple(one.quote.text for i, one in enumerate(marks) if i not in right)
        score.missed += tuple(f"+{one.quote.text}" for j, one in enumerate(got) if j not in {j for _, j in pairs})
    return score
