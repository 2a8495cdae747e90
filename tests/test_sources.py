"""Lists of sources, and what sources list: faults are told with line and key, hostile lists cost little."""

from __future__ import annotations

import gzip
import time
from contextlib import suppress
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from marsad.intake.address import FetchError
from marsad.intake.fetch import Fetched
from marsad.intake.listing import MOST_ENTRIES, entries
from marsad.intake.robots import Robots
from marsad.intake.sources import Source, read_sources
from marsad.model.problem import MarsadError

EXAMPLE = Path(__file__).resolve().parents[1] / "examples/sources.toml"
WIRE = '[[source]]\nname = "Wire"\nurl = "https://wire.example.org/feed"\n'


def test_the_example_is_a_list_of_sources():
    sources, problems = read_sources(EXAMPLE.read_bytes(), "sources.toml")
    assert problems == []
    assert [(s.name, s.kind, s.every, s.lang) for s in sources] == [
        ("بريد إدلب", "feed", 30, "ar"),
        ("Wire A, Syria", "page", 120, "en"),
        ("Desk of the East", "sitemap", 360, None),
    ]
    assert all(".example.org/" in s.url for s in sources)


def test_what_is_left_out_has_a_default():
    [source], _ = read_sources(WIRE.encode(), "s.toml")
    assert source == Source("Wire", "https://wire.example.org/feed", "feed", 60)


def test_live_telegram_says_what_it_needs():
    words = WIRE + '[[source]]\nname = "Channel"\nkind = "telegram"\nurl = "t.me/channel"\n'
    [source], [problem] = read_sources(words.encode(), "s.toml")
    assert source.name == "Wire"
    assert str(problem).startswith("Channel: is a live Telegram channel, for which the extra `telegram` (Telethon)")


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("", "s.toml: names no source; write each under a line [[source]]."),
        ("[source]\nname = 'x'", "s.toml, line 1: write each source under a line [[source]], with two brackets."),
        ("every = 5\n" + WIRE, "s.toml, line 1: “every” is not known; a file of sources has only [[source]]."),
        (WIRE + "every = ", "s.toml, line 4: cannot be read: Invalid value. Write it"),
        (WIRE + 'name = "again"', "s.toml, line 4: cannot be read: Cannot overwrite a value"),
        (WIRE + "every = '5'", "s.toml, line 4: “every” is a number of minutes from 1 to 10,080."),
        (WIRE + "every = 0", "s.toml, line 4: “every” is a number of minutes"),
        (WIRE + "every = true", "s.toml, line 4: “every” is a number of minutes"),
        (WIRE + "evry = 5", "s.toml, line 4: “evry” is not known; a source has name, url, kind, every, lang"),
        (WIRE + 'kind = "fed"', "s.toml, line 4: “fed” is no kind of source; write feed, page, sitemap, telegram."),
        (WIRE + "\n" + WIRE, "s.toml, line 6: “Wire” is the name of another source, too."),
        (WIRE + '[[source]]\nname = "B"', "s.toml, line 4: the source has no “url”."),
        (WIRE + 'lang = "fr"', "s.toml, line 4: “fr” is no language that is read; write ar or en."),
        (WIRE + 'country = "fr"', "s.toml, line 4: “fr” is no country with a pack; write sy or iq."),
        (WIRE + "publisher = 5", "s.toml, line 4: “publisher” must be words in quotation marks."),
        (WIRE + 'publisher = "a\\nb"', "s.toml, line 4: “publisher” must be words"),
        (WIRE + 'kind = "page"', "s.toml, line 1: a page needs “links”"),
        (WIRE + 'links = "(a"', "s.toml, line 4: “links” is no pattern"),
        (WIRE.replace("https", "ftp"), "s.toml, line 3: “url” is no web address (ftp)"),
        (WIRE.replace("wire.", "rima:word@wire."), "s.toml, line 3: “url” holds a name or password"),
        ("a = " + "[" * 5000, "s.toml: "),
    ],
)
def test_what_is_wrong_is_told_with_its_line(words, sentence):
    with pytest.raises(MarsadError) as told:
        read_sources(words.encode(), "s.toml", ("sy", "iq"))
    assert str(told.value).startswith(sentence)
    assert "\n" not in str(told.value)


def test_a_file_in_another_encoding_is_told_with_its_line():
    with pytest.raises(MarsadError, match="line 2: is not in UTF-8"):
        read_sources('[[source]]\nname = "بريد"'.encode("cp1256"), "s.toml")
    with pytest.raises(MarsadError, match="is larger than a list"):
        read_sources(b"#" * 1_000_001, "s.toml")


def listed(kind, body, media="application/xml", **more):
    at = datetime(2026, 3, 3, tzinfo=UTC)
    data = body if isinstance(body, bytes) else body.encode()
    url = "https://wire.example.org/list/"
    return entries(Source("Wire", url, kind, **more), Fetched(url, url, 200, (("Content-Type", media),), data, at))


RSS = """<rss version="2.0"><channel><title>x</title>
<item><title>One</title><link>/news/1</link><guid isPermaLink="false">n-1</guid>
<pubDate>Mon, 02 Mar 2026 10:00:00 GMT</pubDate><description>9 killed</description></item>
<item><title>No link</title></item>
<item><title>Two</title><link>https://wire.example.org/news/2#top</link></item>
<item><title>Bad</title><link>javascript:alert(1)</link></item></channel></rss>"""


def test_a_feed_lists_links_with_their_days():
    one, two = listed("feed", RSS, "application/rss+xml")
    assert (one.key, one.url, one.published) == ("n-1", "https://wire.example.org/news/1", date(2026, 3, 2))
    assert (two.key, two.url, two.stamp) == ("https://wire.example.org/news/2",) * 2 + ("",)
    assert [entry.url[-1] for entry in listed("feed", RSS, links="/news/2$")] == ["2"]


@pytest.mark.parametrize("kind", ["feed", "sitemap"])
def test_what_is_no_list_is_told(kind):
    for body in ("<html><p>hello</p></html>", "hello", "", "<rss", b"\x00\xff", b"\x1f\x8bbroken"):
        with pytest.raises(MarsadError):
            listed(kind, body, "text/html")


def test_bytes_are_never_taken_for_the_name_of_a_file(tmp_path):
    inside = tmp_path / "feed.xml"
    inside.write_text(RSS, encoding="utf-8")
    with pytest.raises(FetchError, match="is no feed"):
        listed("feed", str(inside))


def test_entities_open_no_files_and_do_not_grow(tmp_path):
    (tmp_path / "secret.txt").write_text("s3cret", encoding="utf-8")
    laughs = "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 12))
    for doctype in (
        f"<!DOCTYPE r [<!ENTITY e SYSTEM 'file:/{'/'}{tmp_path}/secret.txt'>]>",
        f"<!DOCTYPE r [<!ENTITY l0 'ha'>{laughs}<!ENTITY e '&l11;'>]>",
    ):
        begun = time.monotonic()
        item = "<item><link>/a&e;</link></item>"
        feed = f"<?xml version='1.0'?>{doctype}<rss version='2.0'><channel>{item}</channel></rss>"
        site = f"<?xml version='1.0'?>{doctype}<urlset><url><loc>https://a.example.org/&e;</loc></url></urlset>"
        for kind, body in (("feed", feed), ("sitemap", site), ("feed", feed.encode("utf-16"))):
            with pytest.raises(FetchError, match="declares entities"):
                listed(kind, body)
        assert time.monotonic() - begun < 1


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("feed", "<rss version='2.0'><channel>" + "<item>" * 20_000),
        ("feed", "<feed xmlns='http://www.w3.org/2005/Atom'>" + "<entry><link href='/a'/></entry>" * 5_000),
        ("page", "<a href='/x'>" * 100_000),
        ("page", "<a " + "href='" * 50_000),
        ("page", "<!--" * 50_000 + "<![" * 50_000),
        ("sitemap", "<urlset>" * 50_000),
        ("sitemap", "<urlset>" + "<url><loc>https://a.example.org/x</loc></url>" * 50_000 + "</urlset>"),
    ],
)
def test_a_list_without_end_costs_little(kind, body):
    begun = time.monotonic()
    with suppress(MarsadError):
        assert len(listed(kind, body, "text/html" if kind == "page" else "text/xml", links="x|a")) <= MOST_ENTRIES
    assert time.monotonic() - begun < 10


def test_a_sitemap_may_be_packed_and_names_the_newest_first():
    rows = "".join(
        f"<url><loc>https://wire.example.org/{n}</loc><lastmod>20{n}-01-01</lastmod></url>" for n in (19, 26, 22)
    )
    packed = gzip.compress(f"<urlset>{rows}</urlset>".encode())
    assert [entry.url[-2:] for entry in listed("sitemap", packed)] == ["26", "22", "19"]
    with pytest.raises(FetchError, match="times its size"):
        listed("sitemap", gzip.compress(b"\0" * 10_000_000))


def test_what_a_site_asks_of_programs():
    rules = Robots.of(b"\xef\xbb\xbfUser-agent: *\nDisallow: /private/\nCrawl-delay: 99999\n")
    assert rules.allow("https://wire.example.org/news", "marsad/0.1.0")
    assert not rules.allow("https://wire.example.org/private/a", "marsad/0.1.0")
    assert rules.delay("marsad/0.1.0") == 3600
    for nonsense in (b"", b"\xff\xfe\x00", b"Crawl-delay: -5", b"Disallow: /", b"<html>"):
        assert Robots.of(nonsense).allow("https://wire.example.org/", "marsad/0.1.0")
        assert Robots.of(nonsense).delay("marsad/0.1.0") == 0
