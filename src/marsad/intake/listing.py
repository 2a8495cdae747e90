"""What a source lists: the entries of a feed, the links of a page, the addresses of a sitemap. Bytes in, entries out.

Only bytes that were fetched are given to the libraries: none of them opens a file or asks the network.
"""

from __future__ import annotations

import calendar
import io
import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from html.parser import HTMLParser
from typing import TYPE_CHECKING, Any
from urllib.parse import urldefrag, urljoin

from marsad.intake.address import FetchError, is_url
from marsad.intake.decode import decode
from marsad.intake.extras import load
from marsad.intake.fetch import Limits
from marsad.intake.sources import FEED, PAGE
from marsad.intake.unpack import unpacked

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from marsad.intake.fetch import Fetched
    from marsad.intake.sources import Source

MOST_ENTRIES = 2000
"""Of one list so many are looked at, those that stand first; of a sitemap the newest."""
MOST_SITEMAPS = 20
"""Of a list of sitemaps."""
_LONGEST = 2000
_TOP = 2000
_SITEMAP = re.compile(rb"<(?:\w+:)?(?:urlset|sitemapindex)[\s>]")
_ENTITY = re.compile(rb"<!ENTITY", re.IGNORECASE)
"""A few of these make gigabytes, or open files."""
_FIRST_DAY = date(1990, 1, 1)


@dataclass(frozen=True, slots=True)
class Entry:
    """One report that a source lists: its own id there, where it stands, when it was changed (as told), its day."""

    key: str
    url: str
    stamp: str = ""
    published: date | None = None
    inner: bool = False
    """Whether it is a list itself: a sitemap in a list of sitemaps."""


def entries(source: Source, listed: Fetched, now: datetime | None = None) -> list[Entry]:
    """Return what a source lists, each once, in its order; raises MarsadError where it is no such list.

    With the time `now` the list is the source's own, and a sitemap may list sitemaps.
    """
    data = unpacked(listed.body, Limits())
    if source.kind != PAGE and _ENTITY.search(data.replace(b"\0", b"")):
        raise FetchError("declares entities of XML, which no list needs; it was not read.", lasting=True)
    if source.kind == FEED:
        found = _feed(data, listed)
    else:
        found = _links(data, listed) if source.kind == PAGE else _sitemap(data, now)
    if source.links:
        wanted = re.compile(source.links)
        found = [entry for entry in found if entry.inner or wanted.search(entry.url)]
    return list({entry.key: entry for entry in reversed(found)}.values())[::-1][:MOST_ENTRIES]


def _feed(data: bytes, listed: Fetched) -> list[Entry]:
    """Read RSS or Atom; raises FetchError where it is neither."""
    feedparser = load("feedparser", "a feed")
    headers = {"content-type": listed.header("content-type") or "application/xml", "content-location": listed.url}
    # A stream, for bytes alone might be taken for the name of a file.
    feed = feedparser.parse(
        io.BytesIO(data), response_headers=headers, sanitize_html=False, resolve_relative_uris=False
    )
    if not feed.get("version") and not feed.entries:
        raise FetchError("is no feed (neither RSS nor Atom); give the address of the feed, or watch it as a page.")
    made = (_entry(one, listed.url) for one in feed.entries)
    return [entry for entry in made if entry]


def _entry(one: Any, base: str) -> Entry | None:
    """Make an entry of what feedparser found; None where it leads nowhere."""
    link = _address(base, one.get("link"))
    if link is None:
        return None
    key = one.get("id") or link
    stamp = dict.get(one, "updated") or one.get("published") or ""
    return Entry(str(key)[:_LONGEST], link, str(stamp)[:100], _day(one.get("published_parsed")))


def _day(told: Any) -> date | None:
    try:
        day = datetime.fromtimestamp(calendar.timegm(told), UTC).date()
    except (OverflowError, OSError, TypeError, ValueError):
        return None
    return day if day >= _FIRST_DAY else None


def _links(data: bytes, listed: Fetched) -> list[Entry]:
    """Read the links of a page."""
    page = _Links(listed.url)
    page.feed(decode(data).text)
    return [Entry(url, url) for url in page.found]


class _Links(HTMLParser):
    """The addresses that a page links to, without what stands behind `#`."""

    def __init__(self, base: str) -> None:
        super().__init__()
        self._base, self.found = base, list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take the address of a link, or of `<base>`."""
        to = next((value for name, value in attrs if name == "href"), None)
        url = _address(self._base, to) if tag in ("a", "base") else None
        if url and tag == "base":
            self._base = url
        elif url:
            self.found.append(url)


def is_sitemap(fetched: Fetched) -> bool:
    """Tell whether an answer is a sitemap or a list of sitemaps, and no page."""
    return bool(_SITEMAP.search(unpacked(fetched.body, Limits())[:_TOP]))


def _sitemap(data: bytes, now: datetime | None) -> list[Entry]:
    """Read the addresses of a sitemap, the newest first; raises FetchError where it is none.

    Of a list of sitemaps those that changed last are taken, where their changes are told.
    """
    etree = load("lxml.etree", "a sitemap")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError:
        root = None
    kind = etree.QName(root).localname if root is not None else ""
    if kind not in {"urlset", "sitemapindex"}:
        raise FetchError("is no sitemap.", lasting=True)
    found = sorted((entry for entry in _told(root, _place) if entry), key=lambda entry: entry.stamp, reverse=True)
    if kind == "urlset":
        return found
    if now is None:
        raise FetchError("is a list of sitemaps within a list of sitemaps; it was not read.", lasting=True)
    return [replace(entry, inner=True, stamp=_looked_at(entry.stamp, now)) for entry in found[:MOST_SITEMAPS]]


def _looked_at(changed: str, now: datetime) -> str:
    """Return the stamp of a sitemap in a list: while it changes it is read each hour, without a day each day."""
    if not changed:
        return f"{now:%Y-%m-%d}"
    recent = changed[:10] >= f"{now - timedelta(days=2):%Y-%m-%d}"
    return f"{changed} {now:%Y-%m-%dT%H}" if recent else changed


def _told(root: Any, make: Callable[[dict[str, str]], Entry | None]) -> Iterator[Entry | None]:
    """Yield what is made of each child's own parts, by their names."""
    for child in root.iterchildren("{*}url", "{*}sitemap"):
        yield make({str(part.tag).rpartition("}")[2]: (part.text or "").strip() for part in child.iterchildren("{*}*")})


def _place(parts: dict[str, str]) -> Entry | None:
    url, changed = _address("", parts.get("loc")), parts.get("lastmod", "")
    return Entry(url, url, changed[:100]) if url else None


def _address(base: str, to: Any) -> str | None:
    """Write a link out; None where it leads to no page."""
    if not isinstance(to, str) or not to.strip() or len(to) > _LONGEST:
        return None
    try:
        url = urldefrag(urljoin(base, to.strip()))[0]
    except ValueError:
        return None
    return url if is_url(url) else None
