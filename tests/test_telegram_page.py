"""Telegram's pages of a channel: each message is a report with its own day, and what it answers is not its text."""

from __future__ import annotations

import pytest

from marsad.intake.bodies import body_captures
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report


def message(number, text, more="", day="2021-03-05T18:40:12+03:00"):
    words = f'<div class="tgme_widget_message_text js-message_text" dir="auto">{text}</div>' if text else ""
    return (
        f'<div class="tgme_widget_message_wrap js-widget_message_wrap"><div class="tgme_widget_message '
        f'js-widget_message" data-post="sahl/{number}"><div class="tgme_widget_message_author"><a class="'
        f'tgme_widget_message_owner_name" href="/sahl"><span dir="auto">شبكة السهل</span></a></div>{more}{words}'
        f'<div class="tgme_widget_message_footer"><span class="tgme_widget_message_views">1.2K</span><a class="'
        f'tgme_widget_message_date" href="/sahl/{number}"><time datetime="{day}" class="time">18:40</time></a>'
        "</div></div></div>"
    )


def page(*messages, title="شبكة السهل"):
    info = f'<div class="tgme_channel_info_header_title"><span dir="auto">{title}</span></div>' if title else ""
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>x</title></head><body><main>{info}'
        f'<section class="tgme_channel_history js-message_history">{"".join(messages)}</section></main></body></html>'
    )


def read(text, publisher=None):
    return [*body_captures(text.encode(), "page.html", Report("", publisher=publisher), "page.html")]


REPLY = (
    '<a class="tgme_widget_message_reply" href="/1"><div class="tgme_widget_message_text js-message_reply_text">'
    "مقتل 9 عناصر</div></a>"
)
FORWARDED = (
    '<div class="tgme_widget_message_forwarded_from">Forwarded from <a class="tgme_widget_message_forwarded_from_name">'
    "مراسل البادية</a></div>"
)


def test_each_message_is_a_report_with_its_day_and_its_channel():
    found = read(
        page(message(7, "عاجل | <b>مقتل 3 مدنيين</b><br/>بقصف على سرمين"), message(8, "إصابة طفل", REPLY + FORWARDED))
    )
    assert [one.report.text for one in found] == ["عاجل | مقتل 3 مدنيين\nبقصف على سرمين", "إصابة طفل"]
    assert {one.report.publisher for one in found} == {"شبكة السهل"}
    assert [one.report.name for one in found] == ["sahl/7", "sahl/8"]
    assert str(found[0].report.published.days) == "2021-03-05"
    assert (found[1].fields["forwarded_from"], found[1].fields["url"]) == ("مراسل البادية", "https://t.me/sahl/8")
    assert found[0].raw.bytes == found[1].raw.bytes != b""


def test_messages_without_words_are_counted():
    [_, told] = read(page(message(7, "مقتل 3 مدنيين بقصف"), message(8, "")))
    assert isinstance(told, Problem)
    assert "1 message without words (pictures, videos) passed over." in str(told)


def test_a_single_message_is_its_channels_and_a_named_publisher_holds():
    assert read(page(message(7, "مقتل 3 مدنيين"), title=""))[0].report.publisher == "شبكة السهل"
    assert read(page(message(7, "مقتل 3 مدنيين")), "السهل")[0].report.publisher == "السهل"
    assert read(page(message(7, "مقتل 3 مدنيين")), "t.me")[0].report.publisher == "شبكة السهل"


def test_a_day_that_is_none_is_left_out():
    assert read(page(message(7, "مقتل 3 مدنيين", day="soon")))[0].report.published is None


def test_a_page_that_only_looks_like_one_is_told():
    with pytest.raises(MarsadError, match="without messages"):
        read('<html><body><p data-post="1" class="tgme_widget_message_text">x</p></body></html>')
