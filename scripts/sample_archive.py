"""Invent a web archive, the same for the same seed: `python scripts/sample_archive.py pages.warc.gz --pages 10000`.

Pages have a median of 60 KB, as those of news sites have, two fifths of it scripts and styles. One in ten is a bulletin
of the sample generator in the markup of a theme; the others hold no word of harm. One in twelve is in Windows-1256.
"""

from __future__ import annotations

import argparse
import gzip
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from marsad.sample.invent import invent
from marsad.sample.page import sentences
from news_pages import THEMES, Story

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.report import Report

MEDIAN, SPREAD = 60_000, 0.5
"""Bytes of a page, and the spread of their logarithm."""
HARM = 0.1
"""Share of the pages that are bulletins."""
NARROW = 1 / 12
"""Share of the pages in Windows-1256."""
_STEPS = "window.dataLayer.push function return document.querySelector addEventListener undefined typeof null".split()
_NAMES = "menu item link post card entry title meta widget share icon wrapper inner row col grid header footer".split()


@dataclass(frozen=True)
class Sampled:
    """One invented page: its address, its encoding, its bytes, and the bulletin in it if it is one."""

    url: str
    charset: str
    body: bytes
    report: Report | None


def pages(count: int, seed: int = 0) -> Iterator[Sampled]:
    """Invent so many pages."""
    chance = Random(seed)  # noqa: S311 - invented pages
    themes = [*THEMES.values()]
    for number in range(count):
        report = chance.choice(_bulletins(seed)) if chance.random() < HARM else None
        lang = report.lang or "ar" if report else chance.choice(("ar", "ar", "en"))
        page = _grown(themes[number % len(themes)](_story(report, lang, chance)), lang, chance)
        charset = "windows-1256" if chance.random() < NARROW else "utf-8"
        if charset != "utf-8":
            page = page.replace('charset="utf-8"', f'charset="{charset}"').replace(
                "charset=utf-8", f"charset={charset}"
            )
            page = page.replace('charset="UTF-8"', f'charset="{charset}"')
        body = page.encode("cp1256" if charset != "utf-8" else charset, "xmlcharrefreplace")
        yield Sampled(f"https://news.example/{seed}/{number}", charset, body, report)


@cache
def _bulletins(seed: int) -> tuple[Report, ...]:
    return tuple(reading.report for reading in invent(100, seed).readings)


def _story(report: Report | None, lang: str, chance: Random) -> Story:
    """Make a page's words: a bulletin among other paragraphs, or only these."""
    plain = tuple(_said(lang, chance) for _ in range(chance.randint(3, 9)))
    others = tuple(_said(lang, chance, 8) for _ in range(12))
    if report is None:
        return Story(_said(lang, chance, 7), plain, others, lang=lang)
    said = [f"{line}." for line in report.text.removesuffix(".").split(". ")]
    day = report.published.days.first if report.published else None
    return Story(
        said[0][:70],
        (" ".join(said), *plain[:3]),
        others,
        f"{day}T10:30:00+03:00" if day else "2021-03-05T10:30:00+03:00",
        report.publisher or "",
        lang,
    )


@cache
def _words(lang: str) -> list[str]:
    words: str = sentences()[lang]["filler"]
    return words.split()


def _said(lang: str, chance: Random, words: int | None = None) -> str:
    said = chance.choices(_words(lang), k=words or chance.randint(12, 40))
    return " ".join(said).capitalize() + ("" if words else ".")


def _grown(page: str, lang: str, chance: Random) -> str:
    """Put menus, teasers, styles and scripts into a page until it has its size, as sites do."""
    left = int(chance.lognormvariate(0, SPREAD) * MEDIAN) - len(page.encode())
    head, body = page.split("<body", 1)
    tag, body = body.split(">", 1)
    menu = "".join(_until(left * 0.3, lambda: _link(lang, chance)))
    foot = "".join(_until(left * 0.25, lambda: _card(lang, chance)))
    script = "".join(_until(left * 0.33, lambda: _step(chance)))
    style = "".join(_until(left * 0.12, lambda: f".{_name(chance)}{{margin:{chance.randint(0, 9)}px;color:#fff}}"))
    built = f'{head}<body{tag}><div class="top"><ul class="menu">{menu}</ul></div>{body}'
    built = built.replace("</head>", f"<style>{style}</style><script>{script}</script></head>", 1)
    return built.replace("</body>", f'<aside class="sidebar"><div class="widget">{foot}</div></aside></body>', 1)


def _until(size: float, make: object) -> Iterator[str]:
    """Yield pieces until they have so many bytes."""
    while size > 0:
        piece = make()  # type: ignore[operator]
        size -= len(piece.encode())
        yield piece


def _name(chance: Random) -> str:
    return chance.choice(_classes())


@cache
def _classes() -> list[str]:
    """Return the class names of a site's theme: the same ones on all its pages."""
    chance = Random(1)  # noqa: S311
    return ["-".join(chance.choices(_NAMES, k=3)) for _ in range(400)]


def _link(lang: str, chance: Random) -> str:
    word = chance.choice(_words(lang))
    return (
        f'<li class="menu-item menu-item-type-taxonomy {_name(chance)} item-{chance.randint(1, 99)}">'
        f'<a class="link {_name(chance)}" '
        f'href="https://news.example/section/{chance.randint(1, 999)}/">{word}</a></li>\n'
    )


def _card(lang: str, chance: Random) -> str:
    number = chance.randint(1, 99_999)
    images = ", ".join(f"https://cdn.news.example/{lang}/{number}-{width}.jpg {width}w" for width in (300, 768, 1024))
    slug = quote("-".join(chance.choices(_words(lang), k=7)))
    return (
        f'<div class="{_name(chance)}"><a class="{_name(chance)}" href="https://news.example/{slug}/" rel="bookmark">'
        f'<img src="https://cdn.news.example/{number}.jpg" srcset="{images}" width="300" height="200" alt="">'
        f"</a><h5><a href='https://news.example/{slug}/'>{_said(lang, chance, 8)}</a></h5></div>\n"
    )


def _step(chance: Random) -> str:
    return f"{chance.choice(_STEPS)}({{{_name(chance).replace('-', '_')}:'{chance.getrandbits(40):x}'}});\n"


def member(page: Sampled) -> bytes:
    """Return the record of a page in an archive, packed."""
    http = f"HTTP/1.1 200 OK\r\nServer: nginx\r\nContent-Type: text/html; charset={page.charset}\r\n\r\n".encode()
    header = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:sample:{page.url}>\r\nWARC-Target-URI: {page.url}\r\n"
        f"WARC-Date: 2022-03-06T10:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(http) + len(page.body)}\r\n\r\n"
    )
    return gzip.compress(header.encode() + http + page.body + b"\r\n\r\n", mtime=0)


def write(path: Path, count: int, seed: int = 0) -> int:
    """Write an archive of so many pages; return the bytes of the pages."""
    size = 0
    with path.open("wb") as out:
        for page in pages(count, seed):
            out.write(member(page))
            size += len(page.body)
    return size


def main() -> None:
    """Write an archive."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("out", type=Path)
    asked.add_argument("--pages", type=int, default=1000)
    asked.add_argument("--seed", type=int, default=0)
    told = asked.parse_args()
    size = write(told.out, told.pages, told.seed)
    print(f"{told.out}: {told.pages:,} pages, {size / 1e6:,.0f} MB, packed {told.out.stat().st_size / 1e6:,.0f} MB")


if __name__ == "__main__":
    main()
