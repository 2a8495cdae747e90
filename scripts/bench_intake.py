"""Measure reading web pages (part of `make bench`): pages a second beside trafilatura's own, and the sieve's speed.

The pages are invented: 60 KB each, five themes, Arabic and English. 1,000 are measured and stand for 10,000: each is
read by itself, so the rate is the same.
"""

from __future__ import annotations

import random
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))
from news_pages import THEMES, Story

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

PAGES = 1_000
WHOLE = 10_000
SIZE = 60_000
"""Bytes of a page."""
FLOOR, SIEVE_FLOOR = 40, 100
"""Pages a second a core; megabytes a second."""

_TOWNS = "كنصفرة كفرنبل السخنة الكريم البارة احسم معرزيتا الفطيرة سرجة بليون".split()
_HARM = (
    "قُتل {n} مدنيين وأصيب {m} آخرون، اليوم الجمعة، بقصف مدفعي استهدف بلدة {town} في الريف الجنوبي.",
    "وقال مراسل الشبكة إن {m} عناصر قتلوا بانفجار لغم أرضي قرب بلدة {town} خلال الساعات الماضية.",
)
_PLAIN = (
    "وتشهد أسواق بلدة {town} حركة نشطة مع اقتراب العيد، وارتفعت أسعار الخضار {n} بالمئة عن الشهر الماضي.",
    "وافتتح المجلس المحلي في {town} مدرسة تضم {n} غرفة وتتسع لنحو {m} مئات من التلاميذ من القرى المجاورة.",
    "وتوقعت الأرصاد الجوية هطول أمطار غزيرة على {town} ومحيطها مع رياح سرعتها {n} كيلومتراً خلال الليل.",
    "وبدأ المزارعون في محيط {town} موسم القطاف، وقدّر اتحادهم المحصول بنحو {n} أطنان من الزيتون للموسم.",
)
_MENU = "الرئيسية سياسة اقتصاد رياضة ثقافة منوعات صحة تكنولوجيا رأي صور فيديو بودكاست من نحن اتصل بنا".split()


def pages(count: int, *, harm: bool) -> Iterator[bytes]:
    """Invent pages, the same ones every time: articles of some ten paragraphs in the markup and scripts of a theme."""
    chance = random.Random(7)  # noqa: S311 - invented pages
    themes = [*THEMES.values()]
    for number in range(count):
        lines = _HARM + _PLAIN if harm else _PLAIN
        said = tuple(_line(lines, chance) for _ in range(12))
        others = tuple(_line(_PLAIN, chance)[:70] for _ in range(12))
        story = Story(_line(lines, chance)[:60], said, others)
        yield _grown(themes[number % len(themes)](story), chance).encode()


def _line(lines: tuple[str, ...], chance: random.Random) -> str:
    return chance.choice(lines).format(town=chance.choice(_TOWNS), n=chance.randint(3, 60), m=chance.randint(2, 9))


def _grown(page: str, chance: random.Random) -> str:
    """Put menus, styles and scripts into a page until it has its size, as sites do: half of it script."""
    menu = "".join(
        f'<li class="menu-item menu-item-type-custom menu-item-{n}"><a class="link" href="/c/{n}">{word}</a></li>'
        for n, word in enumerate(_MENU * 4)
    )
    head, body = page.split("<body", 1)
    tag, body = body.split(">", 1)
    built = f'{head}<body{tag}><div class="top"><ul class="menu">{menu}</ul></div>{body}'
    left = SIZE - len(built.encode())
    script = "".join(f"window.dataLayer.push({{k{n}:'{chance.getrandbits(60):x}'}});" for n in range(left // 78))
    style = "".join(f".c{n}-x{{margin:{n % 9}px;color:#{chance.getrandbits(24):06x}}}" for n in range(left // 68))
    return built.replace("</head>", f"<script>{script}</script><style>{style}</style></head>", 1)


def main() -> None:
    """Print the figures."""
    import trafilatura

    from marsad.intake.page import page_capture
    from marsad.model.report import Report
    from marsad.reader.read import read

    made = [*pages(PAGES, harm=True)]
    size = sum(map(len, made)) / 1e3 / PAGES
    read(page_capture(made[0], "0", Report(""), "0").report)
    print(
        f"reading {WHOLE:,} invented pages of {size:.0f} KB, measured on {PAGES:,}, pages a second of processor time:"
    )
    reports = _rate("into reports", lambda page: page_capture(page, "page", Report(""), "page"), made)
    if reports < FLOOR:
        print(f"  less than {FLOOR} a second")
    _rate("into reports with their claims", lambda page: read(page_capture(page, "p", Report(""), "p").report), made)
    _rate("trafilatura alone, fast as here", lambda page: trafilatura.extract(page, fast=True), made)
    _rate("trafilatura alone, as it comes", trafilatura.extract, made)
    plain = [*pages(PAGES, harm=False)]
    _sifted("UTF-8", plain)
    _sifted("Windows-1256", [_narrow(page) for page in plain])


def _rate(name: str, run: Callable[[bytes], object], rows: list[bytes]) -> float:
    start = time.process_time()
    for page in rows:
        run(page)
    rate = len(rows) / (time.process_time() - start)
    print(f"  {name:<34} {rate:7.1f}")
    return rate


def _sifted(name: str, rows: list[bytes]) -> None:
    """Print how fast pages without a harm word are set aside; without the first round, which learns words."""
    from marsad.sifting import worth_reading

    kept = sum(map(worth_reading, rows))
    rates = []
    for _ in range(3):
        start = time.process_time()
        for page in rows:
            worth_reading(page)
        rates.append(sum(map(len, rows)) / 1e6 / (time.process_time() - start))
    rate = sorted(rates)[1]
    below = f", less than {SIEVE_FLOOR}" if rate < SIEVE_FLOOR else ""
    print(f"pages without a harm word set aside, {name}: {rate:.0f} MB a second{below}; {kept} let through")


def _narrow(page: bytes) -> bytes:
    return page.decode().replace('charset="utf-8"', 'charset="windows-1256"').encode("cp1256", "ignore")


if __name__ == "__main__":
    main()
