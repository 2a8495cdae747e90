"""robots.txt as RFC 9309 has it: groups, wildcards, the longest rule, escapes; and whatever else stands there."""

from __future__ import annotations

import time

import pytest

from marsad.intake.robots import LONGEST_DELAY, Robots


def allows(rules, path, agent="marsad/0.1"):
    return Robots.of(f"User-agent: *\n{rules}".encode()).allow(f"https://news.example{path}", agent)


@pytest.mark.parametrize(
    ("rules", "path", "allowed"),
    [
        ("Disallow: /fish", "/fish.html", False),
        ("Disallow: /fish", "/Fish", True),
        ("Disallow: /fish/", "/fish", True),
        ("Disallow: /*.pdf$", "/a/b.pdf", False),
        ("Disallow: /*.pdf$", "/a/b.pdf?x=1", True),
        ("Disallow: /*.pdf", "/a/b.pdf?x=1", False),
        ("Disallow: /*?", "/a?x=1", False),
        ("Disallow: /*?", "/a", True),
        ("Disallow: /a*b*c$", "/a-b-b-c", False),
        ("Disallow: /a*b*c$", "/a-b-c-d", True),
        ("Disallow: /a*b$", "/ab", False),
        ("Disallow: /ab*b$", "/ab", True),
        ("Disallow: *", "/", False),
        ("Disallow: /$", "/", False),
        ("Disallow: /$", "/a", True),
        ("Disallow: /\nAllow: /news/", "/news/1", True),
        ("Allow: /news/\nDisallow: /", "/about", False),
        ("Disallow: /news/private\nAllow: /news", "/news/private/1", False),
        ("Disallow: /news\nAllow: /news", "/news", True),
        ("Disallow:", "/a", True),
        ("Disallow: wp-admin", "/wp-admin/x", False),
        ("Disallow: /أخبار", "/%D8%A3%D8%AE%D8%A8%D8%A7%D8%B1/1", False),
        ("Disallow: /%d8%a3", "/أ", False),
        ("Disallow: /%7Ejoe", "/~joe/", False),
        ("Disallow: /a%2Fb", "/a/b", True),
        ("Disallow: / # all", "/a", False),
        ("Disallow: /robots.txt\nDisallow: /", "/robots.txt", True),
        ("Disallow /a\nnonsense\n:\n\x00", "/a", True),
    ],
)
def test_the_longest_rule_that_fits_decides(rules, path, allowed):
    assert allows(rules, path) is allowed


def test_a_program_follows_the_groups_with_its_name_and_else_those_for_anyone():
    robots = Robots.of(
        b"\xef\xbb\xbfUser-agent: other\nUser-Agent: MARSAD/9 (x)\r\nDisallow: /a\rCrawl-delay: 7\n\n"
        b"User-agent: *\nDisallow: /\nCrawl-delay: 3\nSitemap: https://news.example/map.xml\n"
        b"User-agent: marsad\nDisallow: /b\n"
    )
    asked = {path: robots.allow(f"https://news.example{path}", "marsad/0.1") for path in ("/a", "/b", "/c")}
    assert asked == {"/a": False, "/b": False, "/c": True}
    assert not robots.allow("https://news.example/c", "marsadic/1")
    assert (robots.delay("marsad/0.1"), robots.delay("else")) == (7, 3)


@pytest.mark.parametrize(
    ("said", "seconds"), [("2.5", 2.5), ("-1", 0), ("nan", 0), ("9" * 30, LONGEST_DELAY), ("x", 0)]
)
def test_a_delay_is_a_number_of_seconds_up_to_an_hour(said, seconds):
    assert Robots.of(f"User-agent: *\nCrawl-delay: {said}".encode()).delay("marsad") == seconds


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\x00", b"<html>not found</html>", b"Disallow: /", b"User-agent: *"])
def test_what_is_no_robots_txt_allows_all(data):
    assert Robots.of(data).allow("https://news.example/a", "marsad")


def test_rules_that_are_made_to_take_long_do_not():
    began = time.process_time()
    assert allows("Disallow: /" + "a*" * 5_000 + "b$", "/" + "a" * 60_000)
    assert time.process_time() - began < 2
