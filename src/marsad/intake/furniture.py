"""The furniture of a page of news, and lists of other articles: found and taken out of its tree.

Nothing is taken that holds the page's main heading, or most of its prose.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from marsad.text.fold import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADLINE = 25
"""Letters: a link of so many is a headline, a shorter one a section, a button, a name."""
_MARK = 60
"""Letters: the words that say that other articles follow are fewer."""
_MOST = 0.8
"""From this share of letters in links a part of a page is a list of links."""
_ALL = 0.95
_PROSE = 80
"""Letters outside of links: a paragraph of so many is prose."""
_KEPT = 1 << 15
"""So many titles and class names are remembered: the pages of one site have the same."""
_SHORT = 200
"""Characters of a class name that is remembered."""
_INLINE = frozenset("a b i u em strong span font mark small big sub sup p li td div blockquote".split())
_NEVER = frozenset("html body main head title".split())
_BLOCKS = frozenset("p li td blockquote div".split())
_LISTS = frozenset("ul ol div section table tbody tr td dl nav aside p".split())
_TITLES = frozenset("h2 h3 h4 h5 h6 p div span strong b li dt header legend summary".split())
_HIDDEN = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*hidden|font-size\s*:\s*0(?:px|em|%)?\s*(?:;|!|$))"
)
_NAMED = re.compile(r"[a-z0-9]+(?:[-_]+[a-z0-9]+)*")
_PARTS = re.compile("[a-z0-9]+")
_SILENT = frozenset("script style noscript".split())


@dataclass(slots=True)
class Cleared:
    """What was taken out of a page: headlines of other articles, and words that a browser does not show."""

    beside: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    only_links: bool = False
    """Whether hardly anything but links is left."""


@cache
def words_of(name: str) -> frozenset[str]:
    """Return a list of `furniture.toml`."""
    words: str = _table("marsad.intake", "furniture")[name]
    return frozenset(words.split())


@cache
def _table(package: str, name: str) -> dict[str, Any]:
    return tomllib.loads((files(package) / f"{name}.toml").read_text("utf-8"))


@cache
def _marks() -> frozenset[str]:
    """Return the titles of lists of other articles, folded: the reader's own words for them, and some of pages only."""
    found = [*_table("marsad.intake", "furniture")["headings"]]
    for code in ("ar", "en"):
        for word in _table(f"marsad.lang.{code}", "speech")["word"]:
            if word["tags"] in {"RELATEDMARK", "RELATEDWORD"}:
                found.extend([*word.get("phrases", ()), *word.get("forms", "").split()])
    return frozenset(map(_bare, found))


@lru_cache(_KEPT)
def _bare(words: str) -> str:
    """Fold words and take off what is no letter at both ends."""
    return re.sub(r"^\W+|\W+$", "", " ".join(fold(words).text.lower().split()))


def clear(body: Any) -> Cleared:
    """Take the furniture out of the tree of a page."""
    found = Cleared()
    _take_hidden(body, found)
    letters = _Letters(body)
    never, tags = words_of("never_article"), words_of("tags")
    for element in _outermost(body, lambda one: _is_furniture(one, letters, never, tags)):
        found.beside.extend(_headlines(element))
        _take(element)
    letters = _Letters(body)
    marked = [*_marked(body, letters)]
    for element in marked:
        found.beside.extend(_headlines(element))
        _take(element)
    letters = _Letters(body) if marked else letters
    for element in [*_lone_links(body, letters)]:
        found.beside.extend(_headlines(element))
        _take(element)
    for element in _outermost(body, lambda one: _is_list(one, letters)):
        found.beside.extend(_headlines(element))
        _take(element)
    found.only_links = _linked(body) >= _MOST
    _loosen(body)
    return found


def _linked(body: Any) -> float:
    """Return the share of a page's letters that stand in links."""
    linked = sum(_count(words) for link in body.iter("a") if link.get("href") for words in link.itertext())
    return linked / max(1, sum(map(_count, body.itertext())))


def _loosen(body: Any) -> None:
    """Make plain blocks of tables that only lay out a page: what stands in them are paragraphs, no cells."""
    for table in [*body.iter("table")]:
        if next(table.iterdescendants("table", "p", "h1", "h2"), None) is None and len([*table.iter("td")]) > 2:
            continue
        for part in [table, *table.iterdescendants("tbody", "tr", "td", "th")]:
            part.tag = "div"


class _Letters:
    """How many letters stand in each part of a page, how many of them in links, and how many are prose."""

    def __init__(self, body: Any) -> None:
        self.all: dict[Any, int] = {}
        self.linked: dict[Any, int] = {}
        self.headlines: dict[Any, int] = {}
        self.heads: set[Any] = set()
        self.prose: dict[Any, int] = {}
        self._add([*body.iter()])
        self.whole = self.prose.get(body, 0)
        self.page = self.all.get(body, 0)

    def _add(self, elements: list[Any]) -> None:
        """Add up, from the last element to the first, what stands in each; written for speed."""
        every, linked, headlines, prose, heads = self.all, self.linked, self.headlines, self.prose, self.heads
        for element in reversed(elements):
            tag = element.tag
            own = _count(element.text) if tag not in _SILENT and isinstance(tag, str) else 0
            total = every[element] = every.get(element, 0) + own
            if tag == "a" and element.get("href") is not None:
                linked[element] = total
                headlines[element] = int(total >= _HEADLINE)
            elif tag in _BLOCKS and not prose.get(element):
                plain = total - linked.get(element, 0)
                prose[element] = plain if plain >= _PROSE else 0
            if tag == "h1":
                heads.add(element)
            parent = element.getparent()
            if parent is None:
                continue
            every[parent] = every.get(parent, 0) + total + _count(element.tail)
            for table in (linked, headlines, prose) if total else ():
                if count := table.get(element):
                    table[parent] = table.get(parent, 0) + count
            if element in heads:
                heads.add(parent)

    def share(self, element: Any) -> float:
        """Return the share of letters that stand in links."""
        return self.linked.get(element, 0) / max(1, self.all[element])

    def is_article(self, element: Any) -> bool:
        """Tell whether a part holds the main heading, or, on a page without one, most of the prose."""
        return element in self.heads or (not self.heads and self.is_main(element))

    def is_main(self, element: Any) -> bool:
        """Tell whether a part holds the main heading or most of the prose: it is never furniture."""
        return element in self.heads or 2 * self.prose.get(element, 0) > self.whole > 0


def _count(text: str | None) -> int:
    return len(text.strip()) if text else 0


def _outermost(body: Any, wanted: Any) -> Iterator[Any]:
    """Walk the outermost parts that are wanted, each before it is taken."""
    elements = [*body.iter()]
    found = []
    at = 1
    while at < len(elements):
        element = elements[at]
        tag = element.tag
        if tag not in _NEVER and isinstance(tag, str) and wanted(element):
            found.append(element)
            at += sum(1 for _ in element.iter())
        else:
            at += 1
    yield from found


def _is_furniture(element: Any, letters: _Letters, never: frozenset[str], tags: frozenset[str]) -> bool:
    """Tell whether a part is furniture by its tag or by what its page calls it."""
    is_never, is_beside = element.tag in never, element.tag in tags
    name, identity = element.get("class"), element.get("id")
    if name or identity:
        called = f"{name or ''} {identity or ''}"
        said = _says(called) if len(called) < _SHORT else _says.__wrapped__(called)
        is_never, is_beside = is_never or said[0], is_beside or said[1]
    if is_never:
        return not letters.is_article(element)
    return is_beside and not letters.is_main(element)


@lru_cache(_KEPT)
def _says(called: str) -> tuple[bool, bool]:
    """Tell whether a class and an id say that a part is no article, and that it is a list of others."""
    called = called.lower()
    return _is_never_article(called), _is_called(called)


def _is_never_article(called: str) -> bool:
    """Tell whether a class or an id has a word for comments, banners or windows, wherever in it."""
    return any(not words_of("never").isdisjoint({name, *_PARTS.findall(name)}) for name in _NAMED.findall(called))


def _is_called(called: str) -> bool:
    """Tell whether a class or an id is one of those for lists of other articles and furniture."""
    known = words_of("beside")
    return any(
        name in known or any(name.startswith(f"{word}-") for word in _openings(name) if word in known)
        for name in (found.replace("_", "-") for found in _NAMED.findall(called))
    )


def _openings(name: str) -> Iterator[str]:
    """Yield the beginnings of a name up to each hyphen: `related` and `related-news` of `related-news-list`."""
    at = name.find("-")
    while at > 0:
        yield name[:at]
        at = name.find("-", at + 1)


def _is_list(element: Any, letters: _Letters) -> bool:
    """Tell whether a part is a list of links to other articles."""
    return (
        element.tag in _LISTS
        and letters.headlines.get(element, 0) >= 3
        and letters.share(element) >= _MOST
        and not letters.is_main(element)
        and not _holds_more(element, letters)
    )


def _holds_more(element: Any, letters: _Letters) -> bool:
    """Tell whether most of a page stands in a part, and words in it that are no link: not all of it is a list."""
    if 2 * letters.all[element] < letters.page:
        return False
    plain = (part for part in element.iter("p", "td", "div", "font", "span") if not len(part))
    long = (part for part in plain if letters.all[part] >= _HEADLINE and not letters.linked.get(part))
    return any(next(part.iterancestors("a"), None) is None for part in long)


def _lone_links(body: Any, letters: _Letters) -> Iterator[Any]:
    """Find paragraphs and cards that are nothing but a link with a headline, where the page has paragraphs without."""
    parts = [part for part in body.iter("p", "blockquote", "figure") if letters.all.get(part)]
    lone = [part for part in parts if letters.headlines.get(part) == 1 and letters.share(part) >= _ALL]
    if sum(letters.all[part] for part in lone) < letters.page - letters.linked.get(body, 0):
        yield from (part for part in lone if part not in letters.heads)


def _marked(body: Any, letters: _Letters) -> Iterator[Any]:
    """Find what stands under a title that says that others follow, and lines with such words and a link."""
    taken: set[Any] = set()
    for element in body.iter(*_TITLES):
        if not 0 < letters.all.get(element, 0) < 6 * _MARK or letters.is_main(element):
            continue
        if taken and any(above in taken for above in element.iterancestors()):
            continue
        for part in _under(element, letters):
            if part not in taken:
                taken.add(part)
                yield part


def _under(element: Any, letters: _Letters) -> list[Any]:
    size = letters.all[element]
    if size < _MARK and _bare("".join(element.itertext())) in _marks():
        return [element, *_followers(element, letters)]
    if size < 6 * _MARK and letters.linked.get(element) and element.tag in {"p", "div", "span", "li", "strong", "b"}:
        words = "".join(element.itertext()).strip()
        head = re.split(r"[:：|\n–—-]", words, maxsplit=1)[0]
        if len(head) < _MARK and _bare(head) in _marks() and letters.share(element) > 0.4:
            return [element]
    return []


def _followers(title: Any, letters: _Letters) -> list[Any]:
    """Return what goes with a title: its siblings below while they are links, else those of its parent."""
    for head in (title, title.getparent()):
        if head is None or head.tag in _NEVER:
            break
        found = []
        for below in head.itersiblings():
            linked = isinstance(below.tag, str) and letters.linked.get(below, 0)
            cards = letters.headlines.get(below, 0) > 1 and below not in letters.heads
            if not linked or (not cards and (letters.share(below) < 0.4 or letters.is_main(below))):
                break
            found.append(below)
        if found:
            return found
        if letters.all.get(head) != letters.all[title]:
            break
    return []


def _take_hidden(body: Any, found: Cleared) -> None:
    """Take out what a browser does not show; words hidden amid the text are kept apart, to be told of."""
    for element in body.xpath("descendant-or-self::*[@hidden or @style]"):
        if element.tag in _NEVER:
            continue
        style = element.get("style")
        if element.get("hidden") is None and not (style and _HIDDEN.search(style.lower())):
            continue
        words = " ".join("".join(element.itertext()).split()) if element.tag in _INLINE else ""
        if words and not any(child.tag in {"ul", "form", "script", "a", "img"} for child in element.iter()):
            found.hidden.append(words)
        _take(element)


def _headlines(element: Any) -> list[str]:
    """Return the headlines that a part links to."""
    links = element.iter("a") if element.tag != "a" else [element]
    texts = (" ".join("".join(link.itertext()).split()) for link in links)
    return [text for text in texts if len(text) >= _HEADLINE]


def _take(element: Any) -> None:
    """Take an element out of its tree; the words behind it stay."""
    if element.getparent() is not None:
        element.drop_tree()
