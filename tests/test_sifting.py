"""Pages are set aside by their bytes only where nothing can be read from them."""

from __future__ import annotations

import html
import json
from functools import cache
from pathlib import Path

import pytest

from marsad.intake.files import captures
from marsad.intake.visible import shown, without_scripts
from marsad.model.problem import Problem
from marsad.model.report import Report
from marsad.reader.read import read
from marsad.sifting import worth_reading
from news_pages import THEMES, Story, amp, plain, wordpress
from test_intake_formats import archive

PLAIN = Story(
    "موسم الزيتون",
    ("وبدأ المزارعون في محيط البلدة موسم القطاف، وقدّر اتحادهم المحصول بنحو 30 طناً من الزيتون.",),
    ("أسعار الخضار ترتفع في أسواق حماة مع اقتراب العيد",),
)
HARM = Story("خبر", ("وعُثر قرب البلدة على رجلين لقيا حتفهما بلغم من مخلفات الحرب.",), PLAIN.others)


@pytest.mark.parametrize("theme", THEMES)
def test_pages_of_every_theme_without_a_harm_word_are_set_aside(theme):
    assert not worth_reading(THEMES[theme](PLAIN).encode())
    assert worth_reading(THEMES[theme](HARM).encode())


def numbered(page):
    return "".join(char if char.isascii() else f"&#{ord(char)};" for char in page).encode()


def spoilt(page):
    return (
        page.encode().decode("cp1252", "surrogateescape").encode("utf-8", "replace")
        if page.isascii()
        else ("".join(bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in page.encode()).encode())
    )


STORED = {
    "UTF-8": str.encode,
    "UTF-8, damaged": lambda page: page.encode().replace("ز".encode(), b"\xd8", 1),
    "UTF-16": lambda page: page.encode("utf-16"),
    "Windows-1256": lambda page: page.encode("cp1256", "xmlcharrefreplace"),
    "ISO-8859-6": lambda page: page.encode("iso8859-6", "xmlcharrefreplace"),
    "numbered letters": numbered,
    "UTF-8 twice": spoilt,
}


@pytest.mark.parametrize("stored", STORED)
def test_a_harm_word_is_seen_in_every_encoding(stored):
    assert worth_reading(STORED[stored](plain(HARM, "x")))


@pytest.mark.parametrize(
    "words",
    [
        "قت<b>ل</b>ى",
        "قُـتِـلَ",
        "&#1602;&#1578;&#1604;",
        "قتل<br>ثلاثة",
        "<td>قتلى</td><td>5</td>",
        "ki<i>lled</i>",
        "a < b قتلى > c",
    ],
)
def test_a_harm_word_is_seen_however_the_page_writes_it(words):
    assert worth_reading(f"<html><body><p>{words}</p></body></html>".encode())


@pytest.mark.parametrize(
    "words",
    ["<script>killed=5</script>", "<!-- قتلى -->", "<STYLE>.killed{}</STYLE >", '<a href="/killed-5">x</a>'],
)
def test_scripts_comments_and_addresses_are_no_words(words):
    assert not worth_reading(f"<html><body>{words}<p>olives</p></body></html>".encode())


def test_what_is_never_closed_is_not_cut_out():
    assert without_scripts(b"a<script>b</script>c<!-- d <style>e") == [b"a", b">c<!-- d <style>e"]
    assert worth_reading(b"<p>a<!-- killed")


def test_markup_within_a_word_is_taken_out_and_other_markup_is_not():
    page = "<p>قت<B>ل</B><i>ى</i> <b>خمسة</b></p>\n<P>a < b > c</P>".encode()
    assert shown(page).decode().split() == ["قتلى", "خمسة", "a", "<", "b", ">", "c"]
    assert shown("<span>أ</span><a href='x'>ب</a>".encode()).decode() == "أ ب "


def test_pages_of_an_archive_are_set_aside_and_counted(tmp_path):
    pages = [wordpress(PLAIN), wordpress(HARM), amp(PLAIN)]
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(archive(*[(f"https://a.example/{n}", "text/html", page.encode()) for n, page in enumerate(pages)]))
    one, told = captures([path], worth=worth_reading)
    assert (one.raw.url, isinstance(told, Problem)) == ("https://a.example/1", True)
    assert told.sentence == "passed over: 2 pages without a word of harm."


SHARED = Path(__file__).parents[2] / "shared"


@cache
def harmful():
    """Return the texts of the exams in which a person marked a claim, or the reader finds one."""
    rows = [
        json.loads(line)
        for corpus in ("gold/dev.jsonl", "incidents/reports.jsonl")
        for line in (SHARED / corpus).read_text("utf-8").splitlines()
    ]
    return [row["text"] for row in rows if row.get("claims") or read(Report(row["text"])).claims]


@pytest.mark.long
@pytest.mark.skipif(not SHARED.exists(), reason="the exams do not lie beside the checkout")
@pytest.mark.parametrize("stored", ["UTF-8", "Windows-1256", "ISO-8859-6", "numbered letters", "UTF-8 twice"])
def test_hardly_any_page_with_a_claim_is_set_aside(stored):
    texts = harmful()
    missed = [text for text in texts if not worth_reading(STORED[stored](_page(text)))]
    assert len(texts) > 500
    assert len(missed) <= len(texts) * 0.001


def _page(text):
    lines = "".join(f"<p>{html.escape(line)}</p>" for line in text.splitlines())
    return wordpress(PLAIN).replace("</article>", f"{lines}</article>")


def test_a_sieve_that_read_no_entities_would_be_seen(monkeypatch):
    monkeypatch.setattr("marsad.sifting._writes_letters", lambda bare: False)
    assert not worth_reading(numbered(plain(HARM, "x")))


def test_a_sieve_that_knew_one_encoding_would_be_seen(monkeypatch):
    monkeypatch.setattr("marsad.sifting._ONE_BYTE", ("iso8859-6",))
    assert not worth_reading(plain(HARM).encode("cp1256"))
