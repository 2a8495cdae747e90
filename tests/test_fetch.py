"""Fetching from servers that mean no good: each ends in a sentence, soon, and nothing leads into one's own house."""

from __future__ import annotations

import gzip
import time
from datetime import UTC, datetime
from itertools import cycle

import pytest

import hostile
from hostile import Page, certificate, moved, serving
from marsad.intake.address import FetchError, addresses, not_public, target
from marsad.intake.fetch import LISTS, Fetcher, Limits

NOON = datetime(2026, 3, 3, 12, tzinfo=UTC)
FILE = "file:/" + "/"
SMALL = Limits(received=200_000, unpacked=400_000, seconds=1.5, silence=1)


@pytest.fixture
def server():
    with serving() as made:
        yield made


def fetcher(server, *, resolve=None, limits=SMALL, trust=None):
    def nobody(_host, _port):
        raise OSError("no such host")

    return Fetcher(resolve or nobody, lambda: NOON, frozenset({server.address}), limits, trust=trust)


def refusal(server, path, **how):
    begun = time.monotonic()
    with pytest.raises(FetchError) as refused:
        fetcher(server, **how).fetch(server.url(path))
    assert time.monotonic() - begun < 5
    return refused.value


def test_a_page_comes_with_its_headers_and_the_time(server):
    server.pages["/a"] = Page("<p>نص</p>", etag='"one"')
    page = fetcher(server).fetch(server.url("/a#part"))
    assert (page.status, page.body.decode(), page.at) == (200, "<p>نص</p>", NOON)
    assert (page.header("etag"), page.content_type, page.url) == ('"one"', "text/html", server.url("/a"))
    again = fetcher(server).fetch(server.url("/a"), etag=page.header("etag"))
    assert (again.unchanged, again.body) == (True, b"")


def test_what_is_packed_is_unpacked(server):
    words = b"a town was shelled. " * 2000
    server.pages["/a"] = Page(gzip.compress(words), headers={"Content-Encoding": "gzip"})
    server.pages["/b"] = Page(gzip.compress(words[:20]) * 3, headers={"Content-Encoding": "gzip"})
    server.pages["/cut"] = Page(gzip.compress(words)[:-9], headers={"Content-Encoding": "gzip"})
    server.pages["/bad"] = Page(b"not packed at all", headers={"Content-Encoding": "gzip"})
    server.pages["/br"] = Page(b"x", headers={"Content-Encoding": "br"})
    assert fetcher(server).fetch(server.url("/a")).body == words
    assert fetcher(server).fetch(server.url("/b")).body == words[:60]
    assert "broke off" in str(refusal(server, "/cut"))
    assert "the packing is damaged" in str(refusal(server, "/bad"))
    assert "“br”" in str(refusal(server, "/br"))


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (hostile.drip, "took longer than 1.5 seconds"),
        (hostile.drip_headers, "took longer than 1.5 seconds"),
        (hostile.go_on_for_ever, "took longer than 1.5 seconds"),
        (hostile.silence, "did not answer in time"),
        (hostile.endless, "is larger than 0.2 MB"),
        (hostile.endless_chunks, "is larger than 0.2 MB"),
        (hostile.too_short, "broke off"),
        (hostile.too_short_chunks, "broke off before its end"),
        (hostile.two_lengths, "gave no answer that can be understood"),
        (hostile.many_headers, "gave no answer that can be understood"),
        (hostile.long_header, "sends a header that is too long"),
        (hostile.big_headers, "sends more than 65,536 bytes of headers"),
        (hostile.noise, "gave no answer that can be understood"),
        (hostile.bomb(1), "unpacked; it was not read"),
        (Page("x" * 300_000), "says that it is 0.3 MB large"),
        (Page(b"\x89PNG", type="image/png"), "is of the type image/png, no page with words"),
        (Page("no", status=404), "the server answered 404 (there is no such page)"),
        (Page("no", status=302), "the server answered 302"),
        (Page("no", status=304), "the server answered 304"),
        (Page("no", status=206), "the server answered 206"),
        (moved("/a"), "leads in a circle"),
        (moved(f"{FILE}/etc/passwd"), "is no web address (file)"),
        (moved("http://169.254.169.254/latest/meta-data"), "the local network (link-local)"),
        (moved("http://127.0.0.1:1/"), "this machine itself"),
        (moved("http://user:word@127.0.0.1/"), "name or password"),
        (moved("http://inside.example.org/"), "was not found"),
    ],
)
def test_whatever_a_server_does_ends_in_a_sentence(server, answer, sentence):
    server.pages["/a"] = answer
    assert sentence in str(refusal(server, "/a"))


def test_it_is_the_check_that_keeps_a_redirect_out(server):
    with serving({"/secret": Page("inside")}) as inside:
        server.pages["/a"] = moved(inside.url("/secret"))
        assert "this machine itself" in str(refusal(server, "/a"))
        assert inside.asked == []
        open_door = Fetcher(lambda *_: [], lambda: NOON, frozenset({server.address, inside.address}), SMALL)
        assert open_door.fetch(server.url("/a")).body == b"inside"


def test_a_bomb_is_seen_by_its_ratio_too(server):
    server.pages["/a"] = hostile.bomb(30)
    large = Limits(unpacked=1 << 30, seconds=5)
    assert "more than 200 times its size" in str(refusal(server, "/a", limits=large))


def test_a_long_way_is_not_gone_to_its_end(server):
    server.pages |= {f"/{n}": moved(f"/{n + 1}") for n in range(9)}
    server.pages["/9"] = Page("at last")
    assert fetcher(server).fetch(server.url("/4")).url == server.url("/9")
    assert "more than 5 times" in str(refusal(server, "/3"))


def test_who_asks_too_often_is_told_when_to_come_back(server):
    server.pages["/a"] = Page("", status=429, headers={"Retry-After": "120"})
    server.pages["/b"] = Page("", status=503, headers={"Retry-After": "Tue, 03 Mar 2026 12:05:00 GMT"})
    server.pages["/c"] = Page("", status=404, headers={"Retry-After": "soon"})
    found = [refusal(server, path) for path in ("/a", "/b", "/c")]
    assert [(one.retry_after, one.lasting) for one in found] == [(120, False), (300, False), (None, True)]


def test_a_name_is_looked_up_once_and_the_address_that_was_judged_is_asked(server):
    looked = []

    def rebinding(host, _port):
        looked.append(host)
        return ["127.0.0.1"] if len(looked) == 1 else ["10.0.0.7"]

    server.pages["/a"] = Page("here")
    server.pages["/on"] = moved("/a")
    assert fetcher(server, resolve=rebinding).fetch(server.url("/a", "news.example.org")).body == b"here"
    assert looked == ["news.example.org"]
    assert server.asked[0][1]["host"] == f"news.example.org:{server.port}"
    looked.clear()
    with pytest.raises(FetchError, match="private"):
        fetcher(server, resolve=rebinding).fetch(server.url("/on", "news.example.org"))


def test_one_private_answer_among_public_ones_is_enough(server):
    answers = cycle([["93.184.215.14", "192.168.1.1"]])
    with pytest.raises(FetchError, match=r"192\.168\.1\.1"):
        fetcher(server, resolve=lambda *_: next(answers)).fetch("http://news.example.org/")


def test_a_certificate_must_be_that_of_the_host(tmp_path):
    there, trust = certificate(tmp_path, "news.example.org")
    with serving({"/a": Page("safe")}, there) as server:

        def resolve(*_):
            return ["127.0.0.1"]

        good = fetcher(server, resolve=resolve, trust=trust).fetch(server.url("/a", "news.example.org"))
        assert good.body == b"safe"
        for url, trusted, sentence in (
            (server.url("/a", "other.example.org"), trust, "the certificate of other.example.org is not valid"),
            (server.url("/a", "news.example.org"), None, "the certificate of news.example.org is not valid"),
        ):
            with pytest.raises(FetchError, match=sentence):
                fetcher(server, resolve=resolve, trust=trusted).fetch(url)
    with serving({"/a": Page("not safe")}) as plain, pytest.raises(FetchError, match="no safe connection"):
        fetcher(plain).fetch(f"https://127.0.0.1:{plain.port}/a")


def test_a_host_that_is_away_is_told(server):
    server.close()
    assert "takes no connection" in str(refusal(server, "/a"))


@pytest.mark.parametrize(
    ("url", "sentence"),
    [
        ("ftp://example.org/a", "only http:// and https://"),
        (f"{FILE}/etc/passwd", "only http:// and https://"),
        ("gopher://example.org", "only http:// and https://"),
        ("//example.org/a", "only http:// and https://"),
        ("http://rima:word@example.org/", "name or password"),
        ("http://example.org@evil.example/", "name or password"),
        ("http://exa mple.org/", "blank"),
        ("http://example.org\\@evil.example/", "backslash"),
        ("http://example.org/a\r\nX: y", "blank"),
        ("http:///a", "names no host"),
        ("http://a..b/", "names no host"),
        ("http://%31%32%37.0.0.1/", "names no host"),
        ("http://[::1", "is no web address"),
        ("http://[::1%25eth0]/", "this machine|local network|own network"),
        ("http://example.org:99999/", "is no web address"),
        ("http://example.org:22/", "port 22"),
        ("http://2130706433/", "odd way"),
        ("http://0x7f000001/", "odd way"),
        ("http://0x7f.1/", "odd way"),
        ("http://0177.0.0.1/", "odd way"),
        ("http://127.1/", "odd way"),
        ("http://①②⑦.⓪.⓪.①/", "this machine itself"),
        ("http://127.0.0.1./", "this machine itself"),
        ("http://example.org/" + "a" * 2000, "longer than"),
    ],
)
def test_an_address_that_is_not_of_the_web_is_refused(url, sentence):
    with pytest.raises(FetchError, match=sentence):
        addresses(target(url), lambda *_: ["93.184.215.14"])


def test_an_address_is_written_plainly():
    assert str(target("HTTPS://Example.ORG:443/a%20b?q=1#x")) == "https://example.org/a%20b?q=1"
    assert str(target("http://example.org/أخبار")) == "http://example.org/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1"
    assert target("http://مرصد.example/").host == "xn--" + "مرصد".encode("punycode").decode() + ".example"


PRIVATE = """
    127.0.0.1 127.8.8.8 0.0.0.0 0.1.2.3 10.1.2.3 172.16.0.1 172.31.255.255 192.168.0.1 169.254.169.254 100.64.0.1
    192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.7 203.0.113.9 224.0.0.1 239.255.255.255 240.0.0.1 255.255.255.255
    192.88.99.1 :: ::1 ::ffff:8.8.8.8 ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b::808:808 64:ff9b:1::1
    2002:7f00:1:: 2002:808:808:: 2001::1 2001:0:808:808::1 2001:db8::1 3fff::1 fc00::1 fd12::1 fe80::1 fe80::1%eth0
    fec0::1 ff02::1 5f00::1 100::1 4000::1 not-an-address
"""


@pytest.mark.parametrize("address", PRIVATE.split())
def test_what_is_not_public_is_not_asked(address):
    assert not_public(address)


@pytest.mark.parametrize("address", "8.8.8.8 93.184.215.14 172.32.0.1 2606:4700::1 2a00:1450:4001::200e".split())
def test_what_is_public_may_be_asked(address):
    assert not_public(address) is None


def test_lists_may_have_the_types_of_feeds(server):
    server.pages["/feed"] = Page("<rss/>", type="application/rss+xml")
    assert fetcher(server).fetch(server.url("/feed"), types=LISTS).body
    assert "no page with words" in str(refusal(server, "/feed"))
