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
    from collections.abc import Iterator

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
    from marsad.sifting import worth_reading

    made = [*pages(PAGES, harm=True)]
    size = sum(map(len, made)) / 1e6
    read(page_capture(made[0], "0", Report(""), "0").report)
    print(f"reading {WHOLE:,} invented pages of {1000 * size / PAGES:.0f} KB, measured on {PAGES:,}, one core:")
    texts = _timed("pages into texts (marsad)", lambda: [page_capture(p, "p", Report(""), "p") for p in made])
    _timed("pages into texts and claims", lambda: [read(page_capture(p, "p", Report(""), "p").report) for p in made])
    _timed("trafilatura.extract alone, fast", lambda: [trafilatura.extract(p, fast=True) for p in made])
    _timed(
        "trafilatura.extract alone, as it comes",
        lambda: [trafilatura.extract(p) for p in made[: PAGES // 5]],
        PAGES // 5,
    )
    if texts < FLOOR:
        print(f"  less than {FLOOR} pages a second")
    plain = [*pages(PAGES, harm=False)]
    for name, rows in (("UTF-8", plain), ("Windows-1256", [_narrow(page) for page in plain])):
        start = time.process_time()
        kept = sum(map(worth_reading, rows))
        seconds = time.process_time() - start
        rate = sum(map(len, rows)) / 1e6 / seconds
        below = f", less than {SIEVE_FLOOR}" if rate < SIEVE_FLOOR else ""
        print(
            f"pages without a harm word set aside, {name}: {rate:.0f} MB a second{below}; {kept} of {PAGES:,} let through"
        )


def _timed(name: str, run: object, count: int = PAGES) -> float:
    start = time.process_time()
    run()  # type: ignore[operator]
    rate = count / (time.process_time() - start)
    print(f"  {name:<40} {rate:7.1f} pages a second")
    return rate


def _narrow(page: bytes) -> bytes:
    return page.decode().replace("utf-8", "windows-1256").replace("UTF-8", "windows-1256").encode("cp1256", "ignore")


if __name__ == "__main__":
    main()
