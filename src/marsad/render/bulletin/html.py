"""A bulletin as one HTML page: every figure leads to its note, every note back; nothing is fetched."""

from __future__ import annotations

from html import escape
from itertools import count
from typing import TYPE_CHECKING

from marsad.render.calm import ARABIC_RUN, visible
from marsad.render.document import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.render.bulletin.draft import Bulletin, Cite, Note, Paragraph, Piece


def html(bulletin: Bulletin) -> str:
    """Write the page."""
    title = visible(bulletin.title.words)
    places = count(1)
    parts = [f"<h1>{escape(title)}</h1>", f'<p class="draft">{escape(bulletin.draft)}</p>']
    parts += [_paragraph(one, places) for one in bulletin.paragraphs]
    if bulletin.notes:
        items = "\n".join(_note(note, bulletin) for note in bulletin.notes)
        heading = escape(bulletin.notes_heading)
        opened = f'<section class="notes" aria-label="{heading}"><h2>{heading}</h2>'
        parts.append(f"{opened}\n<ol>\n{items}\n</ol></section>")
    parts.append(f"<footer>{escape(visible(bulletin.made_of))}</footer>")
    body = f"<main>\n{chr(10).join(parts)}\n</main>"
    direction = "rtl" if bulletin.rtl else "ltr"
    return document(title, body, ("bulletin.css",), lang=bulletin.language, direction=direction)


def _paragraph(paragraph: Paragraph, places: Iterator[int]) -> str:
    inner = "".join(_piece(piece, places) for piece in paragraph.pieces)
    if paragraph.heading:
        return f"<h2>{inner}</h2>"
    return f'<p data-incident="{escape(paragraph.incident)}">{inner}</p>' if paragraph.incident else f"<p>{inner}</p>"


def _piece(piece: Piece, places: Iterator[int]) -> str:
    if isinstance(piece, str):
        return escape(visible(piece))
    words = f'<bdi class="figure">{escape(visible(piece.words))}</bdi>'
    if piece.note is None:
        return words
    return f'{words}<sup><a href="#n{piece.note}" id="f{next(places)}">[{piece.note}]</a></sup>'


def _note(note: Note, bulletin: Bulletin) -> str:
    said = [f"<p>{escape(visible(note.words))}</p>"] if note.words else []
    said += [_cite(cite) for cite in note.cites]
    if note.also:
        said.append(f"<p>{escape(bulletin.also.format(marks=' '.join(note.also)))}</p>")
    return f'<li id="n{note.number}" value="{note.number}">{"".join(said)}</li>'


def _cite(cite: Cite) -> str:
    arabic = bool(ARABIC_RUN.search(cite.before + cite.quote + cite.after))
    spoken = 'lang="ar" dir="rtl"' if arabic else 'lang="en" dir="ltr"'
    before, quote, after = (escape(visible(words)) for words in (cite.before, cite.quote, cite.after))
    publisher = escape(visible(cite.publisher))
    sentence = f"<q {spoken}>{before.lstrip()}<mark>{quote}</mark>{after.rstrip()}</q>"
    return f"<p><b><bdi>{escape(cite.mark)}</bdi></b> <bdi>{publisher}</bdi>{cite.day}: {sentence}</p>"
