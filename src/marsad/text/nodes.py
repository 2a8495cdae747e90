"""Nodes: words and the chunks that rules build of them. A chunk keeps its parts and its rule, so it explains itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from marsad.text.fold import Folded
    from marsad.text.lexicon import Attr, Lexicon, Reading, Word

UNKNOWN = frozenset({"UNKNOWN"})
NAME = frozenset({"UNKNOWN", "NAME"})
"""An unknown word that begins with a capital letter, in scripts that have them."""
SMALL = frozenset({"UNKNOWN", "SMALL"})
"""An unknown word written small, in such scripts."""
PLACENAME = frozenset({"GAZETTEER"})
DIGITS = frozenset({"DIGITS"})

_TOKEN = re.compile(
    r"(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])\.(?:19|20)\d\d(?!\d)"
    r"|[a-z]\d{1,3}(?![^\W_])|\d+(?:st|nd|rd|th)\b|\d{1,3}(?:[,.]\d{3})+(?![\d])|\d+(?:\.\d+)?"
    r"|\b(?:(?:[a-z]\.){2,}|(?:[nsew]|dr|mr|mrs|gen|lt|col|maj|capt|sgt|brig|gov|jan|feb|aug|sept?|oct|nov|dec)\.(?= ))"
    r"|[^\W\d_]+(?:['-](?=[a-z])[^\W\d_]+)*|\n+|\.{2,}|…|[^\w\s]"
)
_NOTES = re.compile(r"(?<=[^\s\[(])(?:\[\d{1,4}(?:[,-]\d{1,4})*\])+(?![^\W_])")
"""Marks of notes behind a word or a stop (`27 قتيلاً[3]`, `killed.[1][2]`): they count nobody and part no words."""
_CASED = re.compile("[a-z]")
_PUNCTUATION = {
    **dict.fromkeys(".!?؟", frozenset({"STOP"})),
    **dict.fromkeys(",،", frozenset({"COMMA"})),
    **dict.fromkeys(";؛", frozenset({"SEMICOLON"})),
    ":": frozenset({"COLON"}),
    **dict.fromkeys("([", frozenset({"OPEN"})),
    **dict.fromkeys(")]", frozenset({"CLOSE"})),
    **dict.fromkeys("-•●▪►*", frozenset({"DASH"})),
    "/": frozenset({"SLASH"}),
    "|": frozenset({"PIPE"}),
    "%": frozenset({"PERCENT"}),
}
DOTS = frozenset({"DOTS"})
LINE = frozenset({"LINE", "STOP"})
OTHER = frozenset({"OTHER"})
_LONG = 100
"""What stands between two spaces and is longer is not remembered."""
_SILENT = frozenset("\"'#_")

STRUCTURE = {UNKNOWN, NAME, SMALL, DIGITS, DOTS, LINE, OTHER, *_PUNCTUATION.values()}
"""The tag sets of everything that is not in a lexicon."""


@dataclass(slots=True, eq=False)
class Node:
    """A word or chunk: its tags, its stretch of the folded text (code points), what it means and what it is made of."""

    tags: frozenset[str]
    start: int
    end: int
    form: str = ""
    word: Word | None = None
    value: object = None
    kids: tuple[Node, ...] = ()
    rule: str | None = None
    seen: tuple[int, int] | None = None
    """The whole stretch that its rule matched, where the node is only a part of it."""
    _leaves: tuple[Node, ...] | None = None
    _deep: frozenset[str] | None = None

    def attr(self, name: str) -> Attr | None:
        """Return an attribute of the word, or None."""
        return self.word.attrs.get(name) if self.word else None

    def leaves(self) -> tuple[Node, ...]:
        """Return the words and phrases of this node from first to last."""
        if self.word is not None or not self.kids:
            return (self,)
        if self._leaves is None:
            self._leaves = tuple([leaf for kid in self.kids for leaf in kid.leaves()])
        return self._leaves

    @property
    def deep(self) -> frozenset[str]:
        """Every tag that this node or one below it has; a phrase counts as one word."""
        if self.word is not None or not self.kids:
            return self.tags
        if self._deep is None:
            self._deep = self.tags.union(*[kid.deep for kid in self.kids])
        return self._deep

    def having(self, tag: str) -> Iterator[Node]:
        """Walk the nodes in and below this one that have a tag, outermost first; a phrase counts as one word."""
        if tag not in self.deep:
            return
        if tag in self.tags:
            yield self
        if self.word is None:
            for kid in self.kids:
                yield from kid.having(tag)

    def rules(self) -> Iterator[str]:
        """Walk the names of the rules that made this node and its parts, outermost first."""
        if self.rule:
            yield self.rule
        for kid in self.kids:
            yield from kid.rules()


def nodes_of(folded: Folded, lexicon: Lexicon) -> list[Node]:
    """Cut a folded text into nodes: words with their clitics apart, phrases joined, punctuation; quotes are silent."""
    return _with_phrases(words_of(folded, lexicon), lexicon)


def words_of(folded: Folded, lexicon: Lexicon) -> list[Node]:
    """Cut a folded text into words and punctuation, before any phrase is joined.

    No token goes over a space, so the text is taken from space to space: most of what stands there was met before.
    """
    nodes: list[Node] = []
    spelling = _Spelling(folded)
    ready, cased, add = lexicon.ready, lexicon.ready_cased, nodes.append
    stored = folded.stored if folded.straight else ""
    at = 0
    for chunk in folded.text.split(" "):
        readings = ready.get(chunk)
        end = at + len(chunk)
        if readings is None and end < len(stored):
            readings = cased.get(stored[at:end])
        if readings is None:
            readings = _read(chunk, at, spelling, lexicon)
        for first, last, form, word, tags in readings:
            add(Node(tags, at + first, at + last, form, word))
        at = end + 1
    return nodes


def _read(chunk: str, at: int, spelling: _Spelling, lexicon: Lexicon) -> tuple[Reading, ...]:
    """Read what stands between two spaces, where it does not read the same in every text."""
    end = at + len(chunk)
    memo, key = lexicon.ready, chunk
    if _CASED.search(chunk):
        stored = spelling.straight(at, end)
        if stored is None:
            space = "" if spelling.ends_at(end) else " "  # `gov.` is one token before a space
            return tuple(_readings(chunk + space, lambda first, last: spelling.any(at + first, at + last), lexicon))
        memo, key = lexicon.ready_cased, stored
    readings = memo.get(key)
    if readings is None:
        readings = tuple(_readings(f"{chunk} ", lambda first, last: key[first:last], lexicon))
        if len(key) < _LONG:
            lexicon.keep(memo, key, readings)
    return readings


def _readings(chunk: str, stored: Callable[[int, int], str], lexicon: Lexicon) -> Iterator[Reading]:
    """Walk the tokens of a chunk and their pieces; `stored` tells how a stretch of it is spelt in the stored text."""
    notes = [mark.span() for mark in _NOTES.finditer(chunk)] if "[" in chunk else ()
    for found in _TOKEN.finditer(chunk):
        token, start = found[0], found.start()
        if notes and any(first <= start < last for first, last in notes):
            continue
        if token[0].isalpha():
            for first, last, form, word in lexicon.analyse(token):
                at, end = start + first, start + last
                cased = token[0] < "\x7f"
                known, tags = _in_case(word, stored(at, end), lexicon) if cased else (word, UNKNOWN)
                yield at, end, form, known, known.tags if known else tags
        elif token not in _SILENT:
            yield start, found.end(), token, None, DIGITS if token[0].isdigit() else _punctuation(token)


class _Spelling:
    """How words stand in the stored text, with their capital letters. Asked from left to right."""

    def __init__(self, folded: Folded) -> None:
        self._folded = folded
        self._runs = folded.runs()
        self._end = self._ahead = 0
        """The end of the run that is being read, and how far the stored text is ahead of the folded one in it."""

    def straight(self, start: int, end: int) -> str | None:
        """Return how a word is stored that stands there letter for letter.

        None where `fold` took something out, and at the end of the text.
        """
        while self._end <= start:
            _, self._end, self._ahead = next(self._runs)
        return self._folded.stored[start + self._ahead : end + self._ahead] if end < self._end else None

    def ends_at(self, end: int) -> bool:
        """Tell whether this is the end of the text."""
        return end == len(self._folded.text)

    def any(self, start: int, end: int) -> str:
        """Return how any stretch of the folded text is stored."""
        first, last = self._folded.stored_span(start, end)
        return self._folded.stored[first:last]


def _in_case(word: Word | None, stored: str, lexicon: Lexicon) -> tuple[Word | None, frozenset[str]]:
    """Read a word as its capital letters say: `IS` is a party, `is` none; `hit` is no place and `may` no month.

    Return the word, and the tags for where there is none. `al-Bab` has a capital letter, too.
    """
    if not any(map(str.isupper, stored)):
        is_name = word is not None and (word.tags == PLACENAME or word.attrs.get("capital"))
        return (None if is_name else word), SMALL
    return (len(stored) > 1 and lexicon.get(stored)) or word, NAME


def _punctuation(token: str) -> frozenset[str]:
    if token[0] == "\n":
        return LINE
    if token == "…" or len(token) > 1:
        return DOTS
    return _PUNCTUATION.get(token, OTHER)


def _with_phrases(nodes: list[Node], lexicon: Lexicon) -> list[Node]:
    out: list[Node] = []
    at = 0
    for first, last, word in lexicon.phrases([node.form for node in nodes]):
        kids = nodes[first:last]
        if word.tags == PLACENAME and all(_small(kid) for kid in kids):
            continue
        out += nodes[at:first]
        out.append(Node(word.tags, kids[0].start, kids[-1].end, word.form, word, None, tuple(kids)))
        at = last
    return out + nodes[at:]


def _small(node: Node) -> bool:
    """Tell whether a word is written small in a script that has capitals, so that it cannot begin a name."""
    return node.form.isascii() and not node.tags & {"NAME", "GAZETTEER"}
