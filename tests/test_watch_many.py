"""Many sources: lists of sitemaps are followed, and a slow server holds up nobody but itself."""

from __future__ import annotations

import time
from dataclasses import replace

import pytest

import hostile
from hostile import Page, serving
from marsad.intake.sources import Source
from marsad.watch.rounds import Recorded
from marsad.watch.standing import standings
from test_watch import World, article, feed

NAMESPACE = "xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'"


@pytest.fixture
def world(tmp_path):
    with serving() as server:
        yield World(tmp_path / "home", server)


def index(*inner):
    """Make a list of sitemaps of (address, day of the last change)."""
    rows = "".join(
        f"<sitemap><loc>{url}</loc>{f'<lastmod>{day}</lastmod>' if day else ''}</sitemap>" for url, day in inner
    )
    return Page(f"<sitemapindex {NAMESPACE}>{rows}</sitemapindex>", type="application/xml")


def sitemap(*urls):
    rows = "".join(f"<url><loc>{url}</loc></url>" for url in urls)
    return Page(f"<?xml version='1.0'?><urlset {NAMESPACE}>{rows}</urlset>", type="text/xml")


def site(world, **more):
    return Source("Site", world.server.url("/index.xml"), kind="sitemap", **more)


def test_a_list_of_sitemaps_is_followed_and_what_changed_is_read_again(world):
    url = world.server.url
    world.server.pages |= {
        "/index.xml": index((url("/old.xml"), "2019-05-01"), (url("/new.xml"), "2026-03-03")),
        "/old.xml": sitemap(url("/1")),
        "/new.xml": sitemap(url("/2"), url("/about")),
        **{f"/{n}": article(f"Three civilians were killed by shelling in {n}.") for n in "123"},
    }
    told = world.watch(site(world, links=r"/\d$"))
    assert told[:2] == ["Site: lists 2 sitemaps.", "Site: lists 1."]
    assert world.asked() == ["/index.xml", "/new.xml", "/old.xml", "/2", "/1"]
    world.server.pages["/new.xml"] = sitemap(url("/3"), url("/2"))
    world.now += 7200
    world.watch(site(world, links=r"/\d$"))
    assert world.asked() == ["/index.xml", "/new.xml", "/3"]


def test_sitemaps_without_a_day_are_read_once_a_day(world):
    url = world.server.url
    world.server.pages |= {"/index.xml": index((url("/a.xml"), "")), "/a.xml": sitemap()}
    for wait, asked in ((0, ["/index.xml", "/a.xml"]), (7200, ["/index.xml"]), (86_400, ["/index.xml", "/a.xml"])):
        world.now += wait
        world.watch(site(world))
        assert world.asked() == asked


def test_a_list_of_sitemaps_that_lists_itself_ends(world):
    url = world.server.url
    world.server.pages["/index.xml"] = index((url("/index.xml"), "2026-03-03"), (url("/in.xml"), ""))
    world.server.pages["/in.xml"] = index((url("/index.xml"), ""))
    told = world.watch(site(world))
    assert sum("is a list of sitemaps within a list of sitemaps" in line for line in told) == 2
    assert len(world.asked()) == 3


def test_of_very_many_sitemaps_the_newest_are_read(world):
    url = world.server.url
    world.server.pages["/index.xml"] = index(*((url(f"/{n}.xml"), f"2019-01-{n % 28 + 1:02}") for n in range(500)))
    world.watch(site(world), once=False, until=world.now + 300)
    assert len(world.asked()) == 21


# ---- slow servers


def good_and_slow(world, slow):
    good = wire("Good", world.server)
    world.server.pages |= {
        "/feed": feed(("a", "/a", "1")),
        "/a": article("Three civilians were killed by shelling in Kafr Nabl."),
    }
    slow.pages |= {"/robots.txt": Page("", status=404), "/feed": hostile.drip}
    fetcher = world.fetcher()
    world.fetcher = lambda: replace(fetcher, allowed=fetcher.allowed | {slow.address})
    return [wire("Slow", slow), good]


def wire(name, server):
    return Source(name, server.url("/feed"))


def test_a_slow_server_holds_up_nobody_else(world):
    with serving() as slow:
        told = world.watch(*good_and_slow(world, slow), delay=0)
    assert [line.partition(":")[0] for line in told] == ["Good", "Good", "Slow"]
    assert "took longer than 1 seconds" in told[-1]


def test_one_host_is_asked_one_thing_at_a_time(world):
    running, most = [0], [0]

    def counted(page):
        def answer(out, asked):
            running[0] += 1
            most[0] = max(most[0], running[0])
            time.sleep(0.05)
            running[0] -= 1
            page(out, asked)

        return answer

    world.server.pages |= {f"/{n}": counted(feed()) for n in range(6)}
    world.watch(*(Source(str(n), world.server.url(f"/{n}")) for n in range(6)))
    assert (most[0], len(world.asked())) == (1, 6)


def test_so_many_hosts_are_asked_at_once_and_no_more(world):
    with serving() as slow:
        told = world.watch(*good_and_slow(world, slow), delay=0, at_once=1)
    assert told[0].startswith("Slow"), "with one at a time the slow server, asked first, holds up the other"


# ---- pages without harm


def test_a_page_without_harm_is_set_aside_and_counted(world):
    world.server.pages |= {"/feed": feed(("a", "/a", "1")), "/a": article("Olive prices rose in Kafr Nabl.")}
    world.record = lambda found, source: Recorded(aside=len(found))
    world.watch(wire("Wire", world.server))
    [source] = standings(world.home, [])
    assert (source.set_aside, source.reports, source.waiting, source.given_up) == (1, 0, 0, 0)
