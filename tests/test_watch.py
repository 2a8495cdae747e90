"""Watching sources: what is new comes in once, nobody is asked too often, and no server stops the watch."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime

import pytest

import hostile
from hostile import Page, serving
from marsad.intake.fetch import Fetcher, Limits
from marsad.intake.sources import Source
from marsad.store import watching
from marsad.store.errors import LedgerLockedError, StoreError
from marsad.store.watching import WatchMemory
from marsad.watch.rounds import Manners, Recorded, Surroundings, Watch

START = datetime(2026, 3, 3, 12, tzinfo=UTC).timestamp()


def article(words, title="Shelling"):
    return Page(
        f"<html><head><title>{title}</title></head><body><nav>Home</nav><article><p>{words}</p></article></html>"
    )


def feed(*items, **headers):
    """Make a feed of (id, link, updated)."""
    listed = "".join(
        f"<entry><id>{key}</id><link href='{link}'/><updated>{stamp}</updated><summary>9 killed</summary></entry>"
        for key, link, stamp in items
    )
    return Page(
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>x</title>{listed}</feed>",
        type="application/atom+xml",
        headers=headers,
    )


class World:
    """A clock that only sleeping moves, a disk, and everything that was recorded."""

    def __init__(self, home, server):
        self.home, self.server = home, server
        self.now, self.slept, self.free = START, [], 10**12
        self.recorded, self.busy = [], 0

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds

    def record(self, found, source):
        if self.busy:
            self.busy -= 1
            raise LedgerLockedError("locked")
        self.recorded += [(source.name, one.where, one.report.text) for one in found]
        return Recorded(tuple(one.report.id for one in found), len(found), 1)

    def fetcher(self):
        limits = Limits(received=100_000, unpacked=200_000, seconds=1, silence=0.5)
        return Fetcher(
            lambda host, port: ["127.0.0.1"],
            lambda: datetime.fromtimestamp(self.now, UTC),
            frozenset({self.server.address}),
            limits,
        )

    def watch(self, *sources, once=True, until=None, **manners):
        """Watch; without `once`, until a time."""
        around = Surroundings(lambda: self.now, self.sleep, lambda: 0.0, lambda: self.free, self.record)
        events = []
        with closing(WatchMemory(self.home)) as memory:
            running = Watch(sources, memory, self.fetcher(), around, replace(Manners(), **manners))
            if once:
                return [str(event) for event in running.run(once=True)]

            def stop(seconds):
                if self.now >= until:
                    raise KeyboardInterrupt
                self.sleep(seconds)

            running._around = replace(around, sleep=stop)
            with pytest.raises(KeyboardInterrupt):
                events.extend(map(str, running.run()))
        return events

    def asked(self):
        """What the server was asked since the last call, without robots.txt."""
        paths = [path for path in self.server.paths() if path != "/robots.txt"]
        self.server.asked.clear()
        return paths


@pytest.fixture
def world(tmp_path):
    with serving() as server:
        yield World(tmp_path / "home", server)


def wire(world, path="/feed", **more):
    return Source("Wire", world.server.url(path), **more)


def test_a_feed_gives_its_pages_and_each_once(world):
    url = world.server.url
    world.server.pages |= {
        "/feed": feed(("a", url("/a"), "1"), ("b", "/b", "1")),
        "/a": article("Three civilians were killed in Kafr Nabl."),
        "/b": article("Two fighters were wounded in Sarmin."),
    }
    assert world.watch(wire(world))[0] == "Wire: lists 2."
    assert [text for _, _, text in world.recorded] == [
        "Three civilians were killed in Kafr Nabl.",
        "Two fighters were wounded in Sarmin.",
    ]
    assert world.asked() == ["/feed", "/a", "/b"]
    world.now += 7200
    world.watch(wire(world))
    assert world.asked() == ["/feed"]


def test_an_edited_page_is_fetched_again_where_the_feed_says_so(world):
    url = world.server.url
    world.server.pages |= {
        "/feed": feed(("a", url("/a"), "1")),
        "/a": article("Three civilians were killed by shelling in Kafr Nabl."),
    }
    world.watch(wire(world))
    world.server.pages |= {
        "/feed": feed(("a", url("/a"), "2")),
        "/a": article("Four civilians were killed by shelling in Kafr Nabl."),
    }
    world.now += 7200
    world.watch(wire(world))
    assert [text for *_, text in world.recorded] == [
        "Three civilians were killed by shelling in Kafr Nabl.",
        "Four civilians were killed by shelling in Kafr Nabl.",
    ]


def test_a_list_that_has_not_changed_is_not_sent_again(world):
    page = feed(("a", "/a", "1"))
    page.etag = '"v1"'
    world.server.pages |= {"/feed": page, "/a": article("Three civilians were killed by shelling in Kafr Nabl.")}
    world.watch(wire(world))
    world.now += 7200
    world.server.asked.clear()
    world.watch(wire(world))
    assert world.server.asked[-1][1]["if-none-match"] == '"v1"'
    assert len(world.recorded) == 1


def test_a_page_of_links_and_a_sitemap_are_sources_too(world):
    url = world.server.url
    world.server.pages |= {
        "/list": Page("<base href='/news/'><a href='1.html#top'>x</a><a href='/about'>y</a><a href='1.html'>x</a>"),
        "/map": Page(
            "<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'>"
            f"<url><loc>{url('/news/old.html')}</loc><lastmod>2019-01-01</lastmod></url>"
            f"<url><loc>{url('/news/new.html')}</loc><lastmod>2026-03-01</lastmod></url></urlset>",
            type="application/xml",
        ),
        **{
            f"/news/{name}.html": article(f"Three civilians were killed by shelling in {name}.")
            for name in ("1", "old", "new")
        },
    }
    links = Source("Page", url("/list"), kind="page", links=r"/news/\w+\.html$")
    site = Source("Map", url("/map"), kind="sitemap")
    world.watch(links, site)
    assert [name for name, *_ in world.recorded] == ["Page", "Map", "Map"]
    assert [path for path in world.asked() if "news" in path] == ["/news/1.html", "/news/new.html", "/news/old.html"]


def test_robots_are_respected(world):
    world.server.pages |= {
        "/robots.txt": Page("User-agent: *\nCrawl-delay: 40\nDisallow: /kept\n", type="text/plain"),
        "/feed": feed(("a", "/kept/a", "1"), ("b", "/b", "1")),
        "/b": article("Three civilians were killed by shelling in Kafr Nabl."),
    }
    told = world.watch(wire(world))
    assert "asks programs to leave this page alone" in " ".join(told)
    assert world.asked() == ["/feed", "/b"]
    assert world.slept == [5, 40]  # once it is known
    world.now += 7200
    world.server.pages["/robots.txt"] = Page("User-agent: marsad\nDisallow: /\n", type="text/plain")
    world.watch(wire(world))
    assert world.asked() == ["/feed"]  # a day long what it said holds
    world.now += 100_000
    assert "leave this page alone" in world.watch(wire(world))[0]
    assert world.asked() == []


def test_no_robots_txt_allows_all_and_a_broken_server_nothing(world):
    world.server.pages |= {
        "/feed": feed(("a", "/a", "1")),
        "/a": article("Three civilians were killed by shelling in Kafr Nabl."),
    }
    world.server.pages["/robots.txt"] = Page("", status=500)
    assert "robots.txt of this host did not come: the server answered 500" in world.watch(wire(world))[0]
    assert world.asked() == []


def test_a_host_is_given_time(world):
    world.server.pages |= {"/feed": feed(*((n, f"/{n}", "1") for n in "abc"))}
    world.server.pages |= {f"/{n}": article(f"Three civilians were killed by shelling in {n}.") for n in "abc"}
    world.watch(wire(world), delay=7)
    assert world.slept == [7] * 4
    world.server.pages["/feed"] = Page("", status=429, headers={"Retry-After": "5000"})
    world.now += 7200
    world.watch(wire(world))
    world.now += 4000
    world.server.asked.clear()
    world.watch(wire(world))
    assert world.asked() == []


def test_failures_are_tried_again_later_and_later(world):
    world.server.pages["/feed"] = Page("", status=503)
    world.watch(wire(world, every=1), once=False, until=START + 40_000)
    times = [b - a for a, b in zip(world.server.times, world.server.times[1:], strict=False)]
    assert len(times) < 14
    with closing(WatchMemory(world.home)) as memory:
        [kept] = memory.sources()
    assert (kept.failures, kept.failed, kept.seen) == (len(world.asked()), kept.failures, None)
    assert "the server answered 503 (the server is busy)" in kept.reason
    world.server.pages["/feed"] = feed()
    world.now += 50_000
    world.watch(wire(world, every=1))
    with closing(WatchMemory(world.home)) as memory:
        assert memory.sources()[0].failures == 0


def test_a_page_that_fails_is_given_up_in_the_end(world):
    world.server.pages |= {"/feed": feed(("a", "/a", "1")), "/a": hostile.too_short}
    world.watch(wire(world, every=600), once=False, until=START + 90_000)
    assert world.asked().count("/a") == Manners().tries
    with closing(WatchMemory(world.home)) as memory:
        assert memory.counts("Wire") == {"given up": 1}


@pytest.mark.long
def test_no_server_stops_the_watch(world):
    """Slow drip, endless body, wrong length and type, circles, ways into one's own house, bombs: the rest comes."""
    bad = {
        "drip": hostile.drip,
        "endless": hostile.endless,
        "short": hostile.too_short,
        "noise": hostile.noise,
        "picture": Page(b"\x89PNG\r\n", type="image/png"),
        "lie": Page(b"\x89PNG\r\n\x1a\n" + b"\0" * 100),
        "circle": hostile.moved("/circle"),
        "cloud": hostile.moved("http://169.254.169.254/latest"),
        "file": hostile.moved("file:/" + "/etc/passwd"),
        "bomb": hostile.bomb(20),
        "deep": Page("<div>" * 20_000 + "x"),
        "empty": Page(""),
        "laughs": Page("<!DOCTYPE x [<!ENTITY a 'ha'><!ENTITY b '&a;&a;'>]><x>&b;</x>", type="text/xml"),
    }
    world.server.pages |= {f"/{name}": page for name, page in bad.items()}
    world.server.pages |= {"/feed": feed(*((n, f"/{n}", "1") for n in [*bad, "good"]))}
    world.server.pages["/good"] = article("Three civilians were killed by shelling in Kafr Nabl.")
    sources = [Source(name, world.server.url(f"/{name}"), every=9) for name in bad]
    told = world.watch(*sources, wire(world), once=False, until=START + 9_000, delay=1)
    assert (
        "Wire",
        world.server.url("/good"),
        "Three civilians were killed by shelling in Kafr Nabl.",
    ) in world.recorded
    assert {line.partition(":")[0] for line in told} >= set(bad) - {"deep", "empty"}
    assert not any("fault of this program" in line for line in told)
    size = sum(file.stat().st_size for file in world.home.iterdir())
    assert size < 2_000_000


def test_a_full_disk_is_waited_out(world):
    world.server.pages |= {
        "/feed": feed(("a", "/a", "1")),
        "/a": article("Three civilians were killed by shelling in Kafr Nabl."),
    }
    world.free = 1000
    with pytest.raises(StoreError, match="Make room"):
        world.watch(wire(world))
    told = world.watch(wire(world), once=False, until=START + 600)
    assert (len(told), world.asked()) == (1, [])
    assert "are free on the disk" in told[0]
    world.free = 10**12
    world.watch(wire(world))
    assert len(world.recorded) == 1


def test_a_source_cannot_flood_the_ledger(world):
    world.server.pages |= {"/feed": feed(*((n, f"/{n}", "1") for n in range(9)))}
    world.server.pages |= {f"/{n}": article(f"Three civilians were killed by shelling in {n}.") for n in range(9)}
    world.watch(wire(world), items_a_day=4)
    assert len(world.recorded) == 4
    world.now += 86_400
    world.watch(wire(world), items_a_day=4)
    assert len(world.recorded) == 8


def test_a_list_without_end_does_not_fill_the_memory(world, monkeypatch):
    monkeypatch.setattr(watching, "MOST_WAITING", 30)
    monkeypatch.setattr(watching, "MOST_REMEMBERED", 10)
    world.server.pages["/a"] = article("Three civilians were killed by shelling in Kafr Nabl.")
    for turn in range(5):
        world.server.pages["/feed"] = feed(*((f"{turn}-{n}", "/a", "1") for n in range(20)))
        world.watch(wire(world), items_a_day=15, delay=1)
        world.now += 7200
    with closing(WatchMemory(world.home)) as memory:
        assert memory.counts("Wire") == {"waiting": 30, "done": 10}


def test_a_ledger_in_use_is_no_failure_of_the_source(world):
    world.server.pages |= {
        "/feed": feed(("a", "/a", "1")),
        "/a": article("Three civilians were killed by shelling in Kafr Nabl."),
    }
    world.busy = 2
    world.watch(wire(world), once=False, until=START + 600)
    assert len(world.recorded) == 1
    with closing(WatchMemory(world.home)) as memory:
        assert memory.sources()[0].failed == 0


def test_a_watch_that_was_killed_goes_on_where_it_was(world):
    world.server.pages |= {"/feed": feed(*((n, f"/{n}", "1") for n in "abc"))}
    world.server.pages |= {f"/{n}": article(f"Three civilians were killed by shelling in {n}.") for n in "abc"}
    world.watch(wire(world), once=False, until=START + 10)
    assert world.asked() == ["/feed", "/a"]
    world.watch(wire(world))
    assert world.asked() == ["/b", "/c"]


def test_a_clock_that_was_wrong_does_not_stop_a_source(world):
    world.server.pages["/feed"] = feed()
    world.now += 50 * 365 * 86_400
    world.watch(wire(world))
    world.now = START
    world.asked()
    world.watch(wire(world))
    assert world.asked() == ["/feed"]
