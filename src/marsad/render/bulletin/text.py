"""A bulletin as plain text: marks of notes behind the figures (`27 civilians[1]`), the notes below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.render.calm import isolate

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.render.bulletin.draft import Bulletin, Figure, Note, Paragraph


def body_text(paragraphs: Sequence[Paragraph]) -> str:
    """Write the paragraphs, with an empty line between them."""
    return "\n\n".join(paragraph_text(one) for one in paragraphs)


def paragraph_text(paragraph: Paragraph) -> str:
    """Write a paragraph with its marks."""
    return "".join(one if isinstance(one, str) else f"{one.words}{mark(one)}" for one in paragraph.pieces)


def mark(figure: Figure) -> str:
    """Write the mark of a figure's note."""
    return f"[{figure.note}]" if figure.note else ""


def text(bulletin: Bulletin) -> str:
    """Write the whole bulletin."""
    head = f"{bulletin.title.words}\n\n{bulletin.draft}\n\n"
    notes = "\n".join(line for note in bulletin.notes for line in note_lines(note, bulletin))
    foot = f"\n\n{bulletin.notes_heading}\n\n{notes}" if notes else ""
    return f"{head}{body_text(bulletin.paragraphs)}{foot}\n\n{bulletin.made_of}\n"


def note_lines(note: Note, bulletin: Bulletin) -> list[str]:
    """Write a note: each sentence with its report, then the reports that say the same."""
    lines = [note.words] if note.words else []
    for cite in note.cites:
        sentence = isolate(f"{cite.before}[{cite.quote}]{cite.after}".strip())
        lines.append(f"{cite.mark} {isolate(cite.publisher)}{cite.day}: {sentence}")
    if note.also:
        lines.append(bulletin.also.format(marks=" ".join(note.also)))
    return [f"[{note.number}] {lines[0]}", *(f"    {line}" for line in lines[1:])]
