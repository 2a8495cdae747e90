"""What a page says of itself outside its text: title, publisher, language, kind, and when it was published."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from marsad.intake.day import read_day
from marsad.intake.furniture import words_of
from marsad.model.problem import MarsadError
from marsad.model.when import Days

if TYPE_CHECKING:
    from collections.abc import Iterator

_JSON_LIMIT = 1 << 19
"""Characters of one block of JSON-LD."""
_NODES = 2_000
"""So many objects of it are looked at."""
_EAST = timedelta(hours=3)
"""The clocks of the countries that are reported on are this far ahead of UTC, or an hour less."""
_PUBLISHED = (
    "article:published_time og:article:published_time article:published datepublished date pubdate publish-date "
    "publishdate publication_date dc.date dc.date.issued dc.date.created dcterms.date dcterms.issued dcterms.created "
    "parsely-pub-date sailthru.date article.published"
).split()
_DAY_LINE = 80
"""Characters: the line with a page's day is shorter."""
_DIGITS = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:19|20|١٩|٢٠)\d\d(?!\d)")
_DAY_CALLED = re.compile(
    r"(?:^|[-_ ])(?:date|time|posted|published|entry-date|post-date|timestamp|createdate)(?:$|[-_ ])"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What a page says of itself; None for what it does not say."""

    title: str | None = None
    publisher: str | None = None
    lang: str | None = None
    url: str | None = None
    published: Days | None = None
    """From its metadata: the day by its own clock; two days where it is told in UTC and midnight lies between."""
    dated: str | None = None
    """The line that tells its day in words, where no metadata does."""
    is_list: bool = False
    """Whether it says that it is a front page or a list of articles."""


def facts_of(tree: Any, url: str | None = None) -> Facts:
    """Read what the tree of a page, not yet cleared, says of it; `url` is where it came from."""
    metas = _metas(tree)
    nodes = [*_json_ld(tree)]
    article = next((node for node in nodes if _kinds(node) & words_of("articles")), {})
    link = tree.find('.//link[@rel="canonical"]')
    where = url or metas.get("og:url") or (link.get("href") if link is not None else None)
    published = _published(article, metas, tree)
    return Facts(
        title=_title(article, metas, tree),
        publisher=_publisher(article, nodes, metas, tree) or host(where),
        lang=_lang(tree, metas),
        url=where,
        published=published,
        dated=None if published else _dated(tree),
        is_list=not article and _is_list(tree, metas, nodes, where),
    )


def host(url: str | None) -> str | None:
    """Return the host of a URL without `www.`; None where it has none."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def _metas(tree: Any) -> dict[str, str]:
    """Return the first content of each meta element, by its name in lower case."""
    found: dict[str, str] = {}
    for meta in tree.iter("meta"):
        content = _line(meta.get("content"))
        name = meta.get("property") or meta.get("name") or meta.get("itemprop")
        if name and content:
            found.setdefault(name.strip().lower(), content)
    return found


def _json_ld(tree: Any) -> Iterator[dict[str, Any]]:
    """Walk the objects of JSON-LD, outer ones first; a block that is damaged is passed over."""
    left = _NODES
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower() or len(script.text or "") > _JSON_LIMIT:
            continue
        try:
            waiting = [json.loads((script.text or "").strip(), strict=False)]
        except (ValueError, RecursionError):
            continue
        while waiting and left:
            left -= 1
            node = waiting.pop(0)
            if isinstance(node, dict):
                yield node
                waiting.extend(node.values())
            elif isinstance(node, list):
                waiting.extend(node[:_NODES])


def _kinds(node: dict[str, Any]) -> set[str]:
    kinds = node.get("@type")
    return {kind.lower() for kind in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(kind, str)}


def _title(article: dict[str, Any], metas: dict[str, str], tree: Any) -> str | None:
    """Return the headline; of the page's title only what stands before the site's name."""
    for said in (article.get("headline"), metas.get("og:title"), metas.get("twitter:title")):
        if isinstance(said, str) and _line(said):
            return _line(said)
    heads = [_line("".join(head.itertext())) for head in tree.iter("h1")]
    if len(heads) == 1 and heads[0]:
        return heads[0]
    title = tree.find(".//title")
    whole = _line("".join(title.itertext())) if title is not None else None
    return re.split(r"\s+[|•·–—-]\s+", whole)[0] if whole else None


def _marked_publisher(tree: Any) -> str | None:
    """Return the publisher that microdata on the elements of a page names."""
    for element in tree.iter():
        if isinstance(element.tag, str) and element.get("itemprop") == "publisher":
            names = (part for part in element.iter() if part.get("itemprop") == "name")
            found = (_line(part.get("content") or "".join(part.itertext())) for part in names)
            return next((name for name in found if name), None)
    return None


def _publisher(article: dict[str, Any], nodes: list[dict[str, Any]], metas: dict[str, str], tree: Any) -> str | None:
    if "og:site_name" not in metas and not article and (name := _marked_publisher(tree)):
        return name
    if metas.get("og:site_name"):
        return metas["og:site_name"]
    named = article.get("publisher")
    for one in named if isinstance(named, list) else [named]:
        if isinstance(one, dict) and isinstance(one.get("@id"), str) and "name" not in one:
            one = next((node for node in nodes if node.get("@id") == one["@id"] and "name" in node), one)  # noqa: PLW2901
        name = one.get("name") if isinstance(one, dict) else one
        if isinstance(name, str) and _line(name):
            return _line(name)
    return metas.get("application-name")


def _lang(tree: Any, metas: dict[str, str]) -> str | None:
    said = tree.get("lang") or tree.get("{http://www.w3.org/XML/1998/namespace}lang") or metas.get("og:locale") or ""
    code = re.match("[a-z]{2,3}", said.strip().lower())
    return code[0] if code else None


def _published(article: dict[str, Any], metas: dict[str, str], tree: Any) -> Days | None:
    """Return the day of publication by what is said for machines, the surest first.

    A live blog is published from its first entry to its last.
    """
    days = _first_day(article.get("datePublished"), *map(metas.get, _PUBLISHED)) or _timed(tree)
    if days and "liveblogposting" in _kinds(article):
        last = _first_day(article.get("coverageEndTime"), article.get("dateModified"))
        if last and last.last > days.last:
            return Days(days.first, last.last)
    return days


def _timed(tree: Any) -> Days | None:
    """Return the day of the time elements; several that differ are entries or other articles and tell none."""
    times = [time for time in tree.iter("time") if time.get("datetime")]
    own = [time for time in times if time.get("pubdate") is not None or time.get("itemprop") == "datePublished"]
    own = own or [time for time in times if _in_article(time)] or times
    days = {days for time in own if "updated" not in (time.get("class") or "") and (days := _day(time.get("datetime")))}
    return days.pop() if len(days) == 1 else None


def _in_article(element: Any) -> bool:
    return any(above.tag in {"article", "header", "main"} for above in element.iterancestors())


def _dated(tree: Any) -> str | None:
    """Return the first short line with a year that the page itself calls its date, or has between headline and text."""
    headed = False
    for element in tree.iter(
        "h1", "time", "span", "div", "p", "li", "dd", "td", "small", "abbr", "b", "strong", "font"
    ):
        if element.tag == "h1":
            headed = True
            continue
        called = f"{element.get('class') or ''} {element.get('id') or ''}".lower()
        known = element.tag == "time" or bool(_DAY_CALLED.search(called))
        if not known and not headed:
            continue
        words = _line("".join(element.itertext()))
        if words and len(words) < _DAY_LINE and _YEAR.search(words) and len(_DIGITS.findall(words)) > 1:
            return words
        headed = headed and (element.tag != "p" or not words or len(words) < _DAY_LINE)
    return None


def _first_day(*said: object) -> Days | None:
    return next((days for one in said if isinstance(one, str) and (days := _day(one))), None)


def _day(said: str) -> Days | None:
    """Read a time as machines write it; None where it is none.

    Where the clock is UTC, the day can have been the next one where the page was written: then both.
    """
    words = said.strip()
    try:
        first = read_day(words)
    except MarsadError:
        moment = _mail_time(words)
        return _by_clock(moment) if moment else None
    if len(words) <= len("2019-04-20"):
        return Days.of(first)
    try:
        return _by_clock(datetime.fromisoformat(words))
    except ValueError:
        return Days.of(first)


def _mail_time(words: str) -> datetime | None:
    try:
        return parsedate_to_datetime(words)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _by_clock(moment: datetime) -> Days | None:
    day = moment.date()
    if not date(1990, 1, 1) <= day <= date(2100, 1, 1):
        return None
    if moment.tzinfo is not None and moment.utcoffset() == timedelta(0):
        return Days(day, (moment.astimezone(UTC) + _EAST).date())
    return Days.of(day)


def _is_list(tree: Any, metas: dict[str, str], nodes: list[dict[str, Any]], url: str | None) -> bool:
    body = tree.find("body")
    called = set((body.get("class") or "").lower().split()) if body is not None else set()
    if "single" in called or "single-post" in called or metas.get("og:type", "").lower() == "article":
        return False
    if called & words_of("list_pages") or any(_kinds(node) & words_of("lists") for node in nodes):
        return True
    try:
        path = urlsplit(url or "").path.strip("/")
    except ValueError:
        return False
    return bool(host(url)) and path in {"", "ar", "en", "index.html", "index.php"} and "?" not in (url or "")


def _line(words: object) -> str | None:
    """Return words on one line; None where there are none."""
    return (" ".join(words.split()) or None) if isinstance(words, str) else None
