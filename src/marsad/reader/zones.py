"""Tell a report's own text from what else stands on its page: headlines of other articles, above, amid and below."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from marsad.reader.sentences import Zone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.reader.sentences import Sentence

_TITLE = 170
"""A headline is shorter, in code points, and has no full stop before the line's end."""
_TEXT = 250
"""A line of so many letters is no title, whatever it ends in."""
_NAMED = 25
"""A line of fewer letters is no title either: a section, a button, a day, a name."""
_MARK = 60
"""A line that says that others follow (`Related articles`) is shorter."""
_CUT = 3
"""From so many cut headlines on a list is one of other articles."""
_LIST = 4
"""And from so many whole ones, on a page whose own lines end in full stops."""
_STAMPED = 3
"""And from so many on that have each its own day below it."""
_CLOSED = re.compile(r"(?<![.…])[.!?؟]\W*$")


@dataclass
class _Line:
    """A line of the page; `closed` where it ends in a full stop. What is asked of it is looked at once."""

    words: str
    sentences: list[Sentence] = field(default_factory=list)

    @cached_property
    def letters(self) -> int:
        return sum([sentence.letters for sentence in self.sentences])

    @cached_property
    def closed(self) -> bool:
        return bool(_CLOSED.search(self.words))

    @property
    def titled(self) -> bool:
        """Tell whether it can be a headline."""
        one = self.sentences[0]
        return _NAMED <= self.letters < _TITLE and not (self.closed or one.bullet or self.sentences[-1].colon)

    @property
    def marked(self) -> bool:
        return self.letters < _MARK and any("RELATEDMARK" in s.tags for s in self.sentences)

    @property
    def stamp(self) -> bool:
        """Tell whether it says a day and little else: when the article named above it came out."""
        return self.letters < _MARK and any("DAY" in n.tags for s in self.sentences for n in s.nodes[:4])

    @property
    def cut(self) -> bool:
        return "DOTS" in self.sentences[-1].nodes[-1].tags


def settle_zones(sentences: Sequence[Sentence], text: str, title: str) -> None:
    """Give every sentence its zone. `text` is the folded text, `title` the folded title, empty where there is none."""
    if not sentences or sentences[-1].line == sentences[0].line:
        return  # a single line is the report's own text
    lines = _lines(sentences, text)
    others = _beside(lines, title)
    own = [n for n in range(len(lines)) if n not in others]
    first = next((n for n in own if lines[n].letters > _NAMED), -1)
    for n, line in enumerate(lines):
        for sentence in line.sentences:
            if n in others:
                sentence.zone = Zone.RELATED
            elif n == first and len(line.sentences) == 1 and len(lines) > 1 and line.letters < _TITLE:
                sentence.zone = Zone.HEADLINE


def _lines(sentences: Sequence[Sentence], text: str) -> list[_Line]:
    found: dict[int, _Line] = {}
    for sentence in sentences:
        if sentence.line not in found:
            start = sentence.nodes[0].start
            end = text.find("\n", start)
            found[sentence.line] = _Line(text[start:] if end < 0 else text[start:end])
        found[sentence.line].sentences.append(sentence)
    return [*found.values()]


def _beside(lines: Sequence[_Line], title: str) -> set[int]:
    """Return the lines, by their index, that are not of the report's own text."""
    return {*_above(lines, title), *_marked(lines), *_tail(lines), *_inserted(lines), *_stamped(lines)}


def _marked(lines: Sequence[_Line]) -> range | set[int]:
    """Find what stands behind a line that says that others follow, up to the text where the list stood above it."""
    others: set[int] = set()
    related = False
    texts = next((n for n in _prose(lines) if lines[n].letters > _MARK), -1)
    for n, line in enumerate(lines):
        if n > 0 and line.marked:
            related = True
        elif related and n == texts:
            related = False
        if related:
            others.add(n)
    return others


def _prose(lines: Sequence[_Line]) -> list[int]:
    """Return the lines that are text and no titles."""
    return [n for n, line in enumerate(lines) if line.letters > _TEXT or (line.closed and line.letters > _NAMED)]


def _stopped(lines: Sequence[_Line]) -> bool:
    """Tell whether the page's own lines end in full stops, so that one that does not is a title."""
    until = next((n for n, line in enumerate(lines) if n > 0 and line.marked), len(lines))
    long = [line for line in lines[:until] if line.letters >= _TITLE / 2]
    return 2 <= sum(line.closed for line in long) >= 0.7 * len(long)


def _above(lines: Sequence[_Line], title: str) -> range:
    """Find what stands above the report's own headline: sections, and headlines that go through on top of a page."""
    prose = _prose(lines)
    head = range(prose[0] if prose else len(lines))
    own = [n for n in head if lines[n].letters > _NAMED and lines[n].words.strip(" .") in title]
    if own:
        return range(own[-1])
    titles = [n for n in head if lines[n].titled]
    if not prose:  # headlines among buttons and sections: the page of a text that is not here
        return head if len(titles) >= _LIST and 3 * len(titles) < 2 * len(lines) else range(0)
    return range(titles[-1]) if len(titles) > _LIST and _stopped(lines) else range(0)


def _tail(lines: Sequence[_Line]) -> range:
    """Find the list of other headlines in which a page ends."""
    own = [n for n, line in enumerate(lines) if line.sentences[0].bullet]
    start = max([*own, *_prose(lines)], default=-1) + 1
    below = range(start, len(lines))
    cut = [n for n in below if n > 0 and lines[n].cut and lines[n].letters < _TITLE]
    if len(cut) >= _CUT:
        return range(cut[0], len(lines))
    titles = [n for n in below if lines[n].titled]
    listed = len(titles) >= _LIST or any(lines[n].marked for n in below)
    return below if start and listed and _stopped(lines) else range(0)


def _stamped(lines: Sequence[_Line]) -> set[int]:
    """Find headlines that stand in a row, each with its own day in the line below it."""
    others: set[int] = set()
    row: list[int] = []
    for n in range(1, len(lines) + 1):
        if n + 1 < len(lines) and not lines[n].closed and not lines[n].stamp and lines[n + 1].stamp:
            row.append(n)
        elif n == len(lines) or not lines[n].stamp:
            others.update(m for n in row if len(row) >= _STAMPED for m in (n, n + 1))
            row = []
    return others


def _inserted(lines: Sequence[_Line]) -> list[int]:
    """Find single headlines of other articles between two paragraphs; one that says what the next tells heads that."""
    if not _stopped(lines):
        return []
    prose = {*_prose(lines)}
    alone = [n for n in range(1, len(lines) - 1) if lines[n].titled and {n - 1, n + 1} <= prose]
    return [n for n in alone if not _heads(lines[n], lines[n + 1]) and not lines[n - 1].sentences[-1].colon]


def _heads(line: _Line, text: _Line) -> bool:
    words = [word for word in line.words.split() if len(word) > 3]
    return 3 * sum(word in text.words for word in words) >= len(words)
