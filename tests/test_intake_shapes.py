"""The shapes that pages of news come in: the article is read, and nothing of what stands beside it."""

from __future__ import annotations

from datetime import date

import pytest

from marsad.model.when import Days
from marsad.reader.read import read
from page_shapes import BANNER, COMMENT, DAYLESS, NAMED, SHAPES, drupal_new, elementor, linked_lines
from test_intake_pages import SHORT, STORY, beside, captured

STORIES = pytest.mark.parametrize("story", [STORY, SHORT], ids=["long", "short"])


@STORIES
@pytest.mark.parametrize("shape", SHAPES)
def test_the_article_is_read_and_nothing_beside_it(shape, story):
    report = captured(SHAPES[shape](story)).report
    assert [one for one in story.paragraphs if one not in report.text] == []
    assert [words for words in (COMMENT, BANNER) if words in report.text] == []
    assert beside(report.text) == []
    assert {claim.count.low for claim in read(report).claims} == ({3, 7} if story is STORY else {1})


@STORIES
@pytest.mark.parametrize("shape", SHAPES)
def test_title_publisher_and_day(shape, story):
    report = captured(SHAPES[shape](story)).report
    assert report.title == story.title
    assert report.publisher == (story.publisher if shape in NAMED else None)
    if shape not in DAYLESS:
        assert report.published.days == Days.of(date(2021, 3, 5))


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
@pytest.mark.parametrize("said", ["utf-8", "windows-1256", "iso-8859-1"])
@pytest.mark.parametrize("shape", ["portal", "rtl tables", "blogger", "aspnet"])
def test_a_page_that_names_another_encoding_than_it_has(shape, encoding, said):
    page = SHAPES[shape](STORY).replace('charset="utf-8"', f'charset="{said}"').encode(encoding, "xmlcharrefreplace")
    assert STORY.paragraphs[0] in captured(page).report.text


def test_what_is_taken_off_is_kept_apart_and_not_lost():
    assert beside("\n".join(captured(linked_lines(STORY)).fields["beside"])) == list(STORY.others)
    assert set(beside("\n".join(captured(elementor(SHORT)).fields["beside"]))) == set(STORY.others)


def test_a_wrapper_called_after_comments_that_holds_the_article_stays():
    page = drupal_new(STORY).replace('class="layout-container"', 'class="layout-container has-comments cookie-ok"')
    assert STORY.paragraphs[1] in captured(page).report.text
