"""Pages on which Telegram shows a channel in a browser (`t.me/s/CHANNEL`, or one message): each message is a report."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from marsad.intake.capture import Capture, Raw, check_text, mend, oddities, refused
from marsad.intake.day import known, read_day
from marsad.intake.decode import decode
from marsad.intake.extras import named
from marsad.intake.page import PAGE_LIMIT, charset, tree_of
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.when import When

_MESSAGE = "tgme_widget_message"
"""The class of a message; its parts have it for a beginning."""
_HOST = "t.me"
"""The host of all channels is the publisher of none."""
_LINES = frozenset("br p div blockquote".split())


def is_preview(data: bytes) -> bool:
    """Tell whether a page shows messages of Telegram in Telegram's own markup."""
    return b"data-post=" in data and f"{_MESSAGE}_text".encode() in data


def preview_captures(
    data: bytes, where: str, default: Report, answer: Raw | None = None
) -> Iterator[Capture | Problem]:
    """Read the messages of a page; those without words are counted. Raises MarsadError where the page holds none."""
    if len(data) > PAGE_LIMIT:
        raise MarsadError(f"is too large a page: more than {PAGE_LIMIT:,} bytes; export the channel instead")
    answer = replace(answer or Raw(b""), bytes=data, extractor=named("lxml"))
    tree = tree_of(decode(data, charset(data, answer.content_type)).text)
    channel = _words(_first(tree, "tgme_channel_info_header_title")) or _words(_first(tree, f"{_MESSAGE}_owner_name"))
    if not default.publisher or default.publisher == _HOST:
        default = replace(default, publisher=channel or None)
    messages = [element for element in tree.iter("div") if element.get("data-post")]
    wordless = 0
    for message in messages:
        text = _words(_text(message))
        if not text:
            wordless += 1
            continue
        yield _capture(message, text, where, default, answer)
    if wordless:
        noun = "message" if wordless == 1 else "messages"
        yield Problem("passed-over", f"{wordless:,} {noun} without words (pictures, videos) passed over.", where)
    if not messages:
        raise MarsadError("is a page of Telegram without messages")


def _capture(message: Any, text: str, where: str, default: Report, answer: Raw) -> Capture | Problem:
    """Make the report of one message."""
    id_ = str(message.get("data-post"))
    place = f"{where}, message {id_.rpartition('/')[2]}"
    try:
        check_text(text)
    except MarsadError as error:
        return refused(place, str(error))
    times = (time.get("datetime") for time in message.iter("time"))
    published = _day(next((time for time in times if time), None)) or default.published
    report = Report(mend(text), publisher=default.publisher, published=published, seen=default.seen, name=id_)
    fields: dict[str, Any] = {"id": id_, "source": default.publisher, "text": report.text, "url": f"https://t.me/{id_}"}
    if source := _words(_first(message, f"{_MESSAGE}_forwarded_from_name")):
        fields["forwarded_from"] = source
    return Capture(report, place, fields, tuple(oddities(text, None, place)), answer)


def _text(message: Any) -> Any:
    """Return the part of a message that holds its words, and not those of the message that it answers."""
    for part in _called(message, f"{_MESSAGE}_text"):
        if not any(f"{_MESSAGE}_reply" in (above.get("class") or "").split() for above in part.iterancestors()):
            return part
    return None


def _first(element: Any, name: str) -> Any:
    return next(_called(element, name), None)


def _called(element: Any, name: str) -> Iterator[Any]:
    return (part for part in element.iter() if name in (part.get("class") or "").split())


def _words(element: Any) -> str:
    """Return the words of an element, line by line; empty where there is none."""
    if element is None:
        return ""
    for part in element.iter(*_LINES):
        if part is not element:
            part.tail = f"\n{part.tail or ''}"
    lines = (" ".join(line.split()) for line in "".join(element.itertext()).split("\n"))
    return "\n".join(lines).strip("\n")


def _day(said: str | None) -> When | None:
    """Read the day of a message by the clock of its page."""
    try:
        return known(read_day(said)) if said else None
    except MarsadError:
        return None
