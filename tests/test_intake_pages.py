"""Pages of news: the article is read, with its day and publisher, and other articles' headlines are not."""

from __future__ import annotations

import time
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad.intake.capture import Raw
from marsad.intake.files import read_files
from marsad.intake.furniture import Cleared
from marsad.intake.page import ELEMENTS, page_capture
from marsad.model.problem import MarsadError
from marsad.model.report import Report
from marsad.model.when import Days
from marsad.reader.read import read
from news_pages import THEMES, Story, amp, front, joomla, live_blog, plain, wordpress

STORY = Story(
    "مقتل ثلاثة مدنيين بقصف على بلدة كنصفرة",
    (
        "قُتل ثلاثة مدنيين وأصيب سبعة آخرون، اليوم الجمعة، بقصف مدفعي استهدف بلدة كنصفرة في ريف إدلب الجنوبي.",
        "وقال مراسل الشبكة إن القصف طال السوق الرئيسي في البلدة، وإن فرق الدفاع المدني نقلت المصابين إلى مشفى قريب.",
        "وتشهد المنطقة قصفاً متكرراً منذ مطلع الأسبوع على الرغم من اتفاق وقف إطلاق النار.",
    ),
    (
        "مقتل 12 عنصراً من قوات النظام بهجوم في بادية دير الزور",
        "إصابة 40 شخصاً بانفجار مستودع ذخيرة في ريف حماة الشرقي",
        "مقتل عائلة من ستة أشخاص بغارة جوية على قرية في جبل الزاوية",
        "العثور على جثث 9 مدنيين في مقبرة جماعية قرب مدينة الرقة",
    ),
)
SHORT = Story("انفجار لغم", ("مقتل طفل بانفجار لغم أرضي في قرية الكريم غرب حماة.",), STORY.others)


def captured(page, encoding="utf-8", **answer):
    data = page if isinstance(page, bytes) else page.encode(encoding)
    return page_capture(data, "a.html", Report(""), "a.html", Raw(data, **answer) if answer else None)


def beside(text, story=STORY):
    return [one for one in story.others if one in text]


# ---- the article, and nothing beside it


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("story", [STORY, SHORT], ids=["long", "short"])
def test_the_article_of_a_theme_is_read_and_no_headline_of_another(theme, story):
    found = captured(THEMES[theme](story))
    assert [one for one in story.paragraphs if one not in found.report.text] == []
    assert beside(found.report.text) == []
    claims = read(found.report).claims
    assert {claim.count.low for claim in claims} == ({3, 7} if story is STORY else {1})


@pytest.mark.parametrize("theme", THEMES)
def test_what_was_kept_apart_can_be_looked_at(theme):
    assert beside("\n".join(captured(THEMES[theme](STORY)).fields["beside"])) == list(STORY.others)


@pytest.mark.parametrize(
    ("page", "publisher", "published"),
    [
        (wordpress(STORY), "شبكة السهل", "2021-03-05"),
        (amp(STORY), "شبكة السهل", "2021-03-05"),
        (live_blog(STORY), "شبكة السهل", "2021-03-05 to 2021-03-06"),
        (joomla(STORY), None, None),
    ],
    ids=["wordpress", "amp", "live blog", "joomla"],
)
def test_what_a_page_says_of_itself(page, publisher, published):
    report = captured(page).report
    assert (report.title, report.publisher) == (STORY.title, publisher)
    assert (str(report.published.days) if report.published else None) == published


def test_without_metadata_the_day_is_read_from_the_words_of_the_page():
    report = captured(joomla(STORY), url="https://www.sahl.example/index.php?id=3").report
    assert report.text.startswith("الجمعة, 05 آذار/مارس 2021")
    assert read(report).published.days == Days.of(date(2021, 3, 5))
    assert report.publisher == "sahl.example"


# ---- days


@pytest.mark.parametrize(
    ("said", "days"),
    [
        ("2021-03-05T23:30:00+03:00", "2021-03-05"),
        ("2021-03-05T20:30:00Z", "2021-03-05"),
        ("2021-03-05T22:30:00Z", "2021-03-05 to 2021-03-06"),
        ("2021-03-05", "2021-03-05"),
        ("٢٠٢١-٠٣-٠٥", "2021-03-05"),
        ("Fri, 05 Mar 2021 10:00:00 +0200", "2021-03-05"),
        ("0001-01-01T00:00:00", None),
        ("soon", None),
        ("", None),
    ],
)
def test_the_day_of_a_time_with_its_zone(said, days):
    page = amp(Story("خبر", STORY.paragraphs, published=said))
    published = captured(page).report.published
    assert (str(published.days) if published else None) == days


def test_no_page_came_out_after_it_was_seen():
    seen = datetime(2021, 3, 4, 9, tzinfo=UTC)
    found = captured(wordpress(STORY), fetched_at=seen)
    assert (found.report.published, found.report.seen.days) == (None, Days.of(seen.date()))
    [problem] = found.problems
    assert problem.sentence.startswith("says that it came out on 2021-03-05, but was seen on 2021-03-04")
    late = captured(live_blog(STORY), fetched_at=datetime(2021, 3, 5, 20, tzinfo=UTC)).report
    assert late.published.days == Days.of(date(2021, 3, 5))


def test_times_of_other_articles_are_not_its_own():
    page = """<html><body><main><article><h1>خبر</h1><time datetime="2021-03-05T08:00">اليوم</time><p>قتل ثلاثة مدنيين
    بقصف على بلدة كنصفرة في ريف إدلب.</p></article></main>
    <div><time datetime="2019-01-01">قديم</time></div></body></html>"""
    assert captured(page).report.published.days == Days.of(date(2021, 3, 5))


# ---- encodings


@pytest.mark.parametrize("declared", ["windows-1256", "utf-8", "iso-8859-1", "x-nonsense"])
@pytest.mark.parametrize("encoding", ["cp1256", "utf-8"])
def test_the_letters_decide_where_a_page_names_another_encoding(encoding, declared):
    found = captured(plain(STORY, declared), encoding)
    assert STORY.paragraphs[0] in found.report.text


def test_an_encoding_that_the_server_or_the_page_names_is_no_guess():
    bare = plain(STORY).encode("iso8859-6", "replace")
    assert captured(bare, content_type="text/html; charset=ISO-8859-6").problems == ()
    assert captured(plain(STORY), "cp1256").problems == ()
    [problem] = captured(plain(STORY, "utf-8"), "cp1256").problems
    assert problem.kind == "encoding"


@pytest.mark.parametrize("wrong", ["cp1252", "cp1256", "latin-1"])
def test_utf8_that_was_stored_as_another_encoding_is_mended_and_said(wrong):
    spoilt = "".join(_spoil(char, wrong) for char in "\n".join(STORY.paragraphs))
    page = f"<html><head><meta charset=utf-8></head><body><article><p>{spoilt}</p></article></body></html>"
    found = captured(page)
    assert STORY.paragraphs[0] in found.report.text
    assert [problem.kind for problem in found.problems] == ["encoding"]


def _spoil(char, encoding):
    return (
        char.encode().decode("latin-1")
        if encoding == "latin-1"
        else "".join(bytes([byte]).decode(encoding, "ignore") or chr(byte) for byte in char.encode())
    )


def test_broken_utf8_is_read_and_said():
    data = wordpress(STORY).encode().replace("السوق".encode(), "السو".encode() + b"\xd9")
    found = captured(data)
    assert "السو\ufffd" in found.report.text
    assert [problem.kind for problem in found.problems] == ["damaged-characters"]


def test_the_language_that_a_theme_names_for_all_pages_is_not_believed():
    assert captured(wordpress(Story(STORY.title, STORY.paragraphs, lang="en-US"))).report.lang is None
    assert captured(wordpress(STORY)).report.lang == "ar"


# ---- what a browser hides


HIDING = ["display:none", "visibility: hidden", "font-size:0", 'x" hidden="']


@pytest.mark.parametrize("style", HIDING)
def test_hidden_words_are_left_out_and_named(style):
    page = wordpress(STORY).replace("السوق الرئيسي", f'السوق <span style="{style}">وقتل 99 شخصاً</span>الرئيسي')
    found = captured(page)
    assert "99" not in found.report.text
    [problem] = found.problems
    assert (problem.kind, "“وقتل 99 شخصاً”" in problem.sentence) == ("hidden-text", True)


def test_hidden_menus_are_no_news():
    page = wordpress(STORY).replace("<h1", '<div style="display:none"><ul><li><a href="/">قائمة</a></li></ul></div><h1')
    assert captured(page).problems == ()


def test_controls_of_direction_stay_and_zero_width_signs_do_not_hide_a_word():
    found = captured(
        wordpress(Story("خبر", ("مق\u200bتل 3 مدنيين \u202eو8 جنود\u202c بقصف على بلدة كنصفرة في ريف إدلب.",)))
    )
    assert "\u202e" in found.report.text
    assert [problem.kind for problem in found.problems] == ["bidi-control"]


# ---- pages that hold no article, and hostile ones


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        (front(STORY.others), "is a front page or a list of articles"),
        ("<html><body></body></html>", "is a web page without an article"),
        ("<html><body><script>killed = 5</script></body></html>", "is a web page without an article"),
        ("<!doctype html>", "is a web page without"),
        (
            f"<html><body><ul>{'<li><a href=x>' + STORY.others[0] + '</a></li>'}</ul></body></html>",
            "is a web page without",
        ),
        ("<html>" + "x" * (1 << 23), "is too large a page"),
        ("<html><body>" + "<p>a</p>" * ELEMENTS, "is too large a page: more than 30,000 elements"),
    ],
    ids=["front", "empty", "script", "bare", "links", "bytes", "elements"],
)
def test_pages_that_are_refused(page, sentence):
    with pytest.raises(MarsadError) as told:
        captured(page)
    assert str(told.value).startswith(sentence)


DEEP = 40_000
HOSTILE = {
    "nested blocks": "<div>" * DEEP + STORY.paragraphs[0],
    "nested words": "<b>" * DEEP + STORY.paragraphs[0],
    "nested tables": "<table><tr><td>" * (DEEP // 3) + STORY.paragraphs[0],
    "nested lists": "<ul><li>" * (DEEP // 2) + STORY.paragraphs[0],
    "nested quotes": "<blockquote><p>" * (DEEP // 2) + STORY.paragraphs[0],
    "many paragraphs": "<p>killed</p>" * 16_000,
    "many links": f"<p>{'<a href=x>three men killed in a town today</a> ' * 16_000}</p>",
    "many rows": f"<table>{'<tr><td>5<td>killed' * 15_000}</table>",
    "many breaks": f"<p>{'killed<br>' * 40_000}</p>",
    "many classes": f'<div class="{"related-x " * 200_000}"><p>{STORY.paragraphs[0]}</p></div>',
    "one long word": f"<p>{'قتل' * 300_000}</p>",
    "entities": "<!DOCTYPE html [<!ENTITY a 'x'><!ENTITY b '&a;&a;'>]>" + "&b;" * 50_000 + STORY.paragraphs[0],
    "open comments": "<!--" * 100_000 + STORY.paragraphs[0],
    "deep data": f'<script type="application/ld+json">{"[" * 100_000}</script><p>{STORY.paragraphs[0]}</p>',
    "wide data": f'<script type="application/ld+json">[{"[]," * 90_000}[]]</script><p>{STORY.paragraphs[0]}</p>',
    "open scripts": "<script>" * 50_000,
    "attributes": f"<p {' '.join(f'a{n}=b' for n in range(50_000))}>{STORY.paragraphs[0]}</p>",
    "style": f'<p style="{";" * 500_000}">{STORY.paragraphs[0]}</p>',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_no_page_hangs_or_breaks(name):
    start = time.process_time()
    try:
        read_text = captured(f"<html><body>{HOSTILE[name]}</body></html>").report.text
    except MarsadError as error:
        read_text = str(error)
    assert read_text
    assert time.process_time() - start < 10


# ---- any bytes; and the checks see what they are for


FRAGMENTS = st.sampled_from(
    """<p>|</p>|<div class=related>|<a href=x>|</a>|<h1>|<table>|<tr><td>|<ul><li>|<script>|</script>|<!--|-->|<title>
    |<time datetime="2021-03-05">|<meta charset=windows-1256>|<b hidden>|<style>|&#1602;|&amp;|&nbsp|<svg><math>
    |مقتل 3 مدنيين بقصف على بلدة كنصفرة اليوم.|اقرأ أيضاً|<frameset>|<body class=home>|</html>|<html lang=ar>|<template>
    |\x00|\ufffe|\u202e""".split("|")
)


@settings(max_examples=150, deadline=None)
@given(st.lists(FRAGMENTS, max_size=40).map("".join), st.sampled_from(["utf-8", "cp1256", "utf-16"]))
def test_any_markup_is_a_report_or_one_sentence(words, encoding):
    try:
        found = captured(f"<html>{words}".encode(encoding, "replace")).report
    except MarsadError:
        return
    assert found.text.strip()
    read(found)


@settings(max_examples=100, deadline=None)
@given(
    st.binary(max_size=300), st.sampled_from([b"<html>", b"PK\x03\x04", b"WARC/1.0\r\n", b'{"messages":', b"\x1f\x8b"])
)
def test_any_bytes_are_reports_or_sentences(tmp_path_factory, data, head):
    path = tmp_path_factory.mktemp("any") / "file"
    path.write_bytes(head + data)
    assert isinstance(read_files([path])[1], list)


def test_without_taking_out_furniture_other_headlines_would_be_read(monkeypatch):
    monkeypatch.setattr("marsad.intake.page.clear", lambda _: Cleared())
    assert any(beside(captured(THEMES[theme](STORY)).report.text) for theme in THEMES)


def test_without_marks_of_lists_a_single_link_would_be_read(monkeypatch):
    page = wordpress(STORY)
    assert STORY.others[-1] not in captured(page).report.text
    monkeypatch.setattr("marsad.intake.furniture._marks", frozenset)
    assert STORY.others[-1] in captured(page).report.text


def test_a_day_between_headline_and_text_is_the_page_s_whatever_it_is_called():
    page = joomla(STORY).replace("createdate", "x1").replace('<td class="contentheading">', "<td><h1>")
    found = captured(page.replace(f"<h1>{STORY.title}", f"<h1>{STORY.title}</h1>"))
    assert read(found.report).published.days == Days.of(date(2021, 3, 5))


def test_an_anchor_that_is_never_closed_makes_no_link_of_the_page():
    page = wordpress(STORY).replace("<header id", '<a name="top_of_page"/><header id', 1)
    assert STORY.paragraphs[0] in captured(page).report.text


def test_what_no_tree_can_hold_is_replaced_and_said():
    page = wordpress(STORY).replace("السوق", "السو\x01ق\ufffe\u202e&#1;&#xFFFE;")
    found = captured(page)
    assert "السو\ufffdق\ufffd\u202e" in found.report.text
    assert [problem.kind for problem in found.problems] == ["bidi-control", "damaged-characters"]


def test_an_article_filed_under_a_category_is_no_list():
    page = plain(STORY).replace("<body ", '<body class="article category search front" ')
    assert STORY.paragraphs[0] in captured(page).report.text
