"""A bulletin as a DOCX file for word processors: marks lead to a list of notes, Arabic runs from right to left."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from marsad.model.problem import MarsadError
from marsad.render.bulletin.draft import Figure
from marsad.render.bulletin.text import note_lines

if TYPE_CHECKING:
    from marsad.render.bulletin.draft import Bulletin, Piece


def docx(bulletin: Bulletin) -> bytes:
    """Write the file; raises MarsadError where python-docx is not installed."""
    try:
        from docx import Document
    except ImportError:
        raise MarsadError("Writing DOCX needs the extra “intake”: pip install 'marsad[intake]'.") from None
    page = _Page(Document(), bulletin)
    page.write()
    made = BytesIO()
    page.file.save(made)
    return made.getvalue()


class _Page:
    """One document being written."""

    def __init__(self, file: Any, bulletin: Bulletin) -> None:
        self.file, self._bulletin = file, bulletin
        self._marks = 0

    def write(self) -> None:
        """Write title, paragraphs and notes."""
        bulletin = self._bulletin
        self.file.core_properties.title = bulletin.title.words
        self.file.core_properties.author = "marsad"
        self._words(self._line("Title"), bulletin.title.words)
        self._words(self._line(), bulletin.draft, italic=True)
        for paragraph in bulletin.paragraphs:
            line = self._line("Heading 2" if paragraph.heading else None)
            for piece in paragraph.pieces:
                self._piece(line, piece)
        if bulletin.notes:
            self._words(self._line("Heading 2"), bulletin.notes_heading)
        for note in bulletin.notes:
            first, *others = note_lines(note, bulletin)
            line = self._line()
            self._bookmark(line, f"n{note.number}", note.number)
            self._words(line, "\n".join((first, *map(str.strip, others))))
        self._words(self._line(), bulletin.made_of, italic=True)

    def _piece(self, line: Any, piece: Piece) -> None:
        if isinstance(piece, Figure):
            self._words(line, piece.words, bold=True)
            if piece.note is not None:
                self._link(line, f"[{piece.note}]", f"n{piece.note}")
        else:
            self._words(line, piece)

    def _line(self, style: str | None = None) -> Any:
        line = self.file.add_paragraph(style=style)
        if self._bulletin.rtl:
            _put(line._p.get_or_add_pPr(), "w:bidi")  # noqa: SLF001 - python-docx has no name for it
        return line

    def _words(self, line: Any, words: str, *, bold: bool = False, italic: bool = False) -> Any:
        run = line.add_run(words)
        run.bold, run.italic = bold or None, italic or None
        if self._bulletin.rtl:
            run.font.rtl = True
            run.font.cs_bold, run.font.cs_italic = run.bold, run.italic
        return run

    def _link(self, line: Any, words: str, anchor: str) -> None:
        """Write a raised mark that leads to a bookmark of this document."""
        run = self._words(line, words)
        run.font.superscript = True
        link = _put(line._p, "w:hyperlink", {"w:anchor": anchor})  # noqa: SLF001
        link.append(run._r)  # noqa: SLF001

    def _bookmark(self, line: Any, name: str, number: int) -> None:
        _put(line._p, "w:bookmarkStart", {"w:id": str(number), "w:name": name})  # noqa: SLF001
        _put(line._p, "w:bookmarkEnd", {"w:id": str(number)})  # noqa: SLF001


def _put(parent: Any, tag: str, attributes: dict[str, str] | None = None) -> Any:
    """Put an element of WordprocessingML at the end of another one."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        made.set(qn(name), value)
    parent.append(made)
    return made
