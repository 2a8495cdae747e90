"""Telegram channels as Telegram Desktop exports them (`result.json`): each message with words is a report.

A message is what its channel published; where it was forwarded from, what it answers and when it was edited stand
among the fields of its capture.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeGuard

from marsad.intake.capture import Capture, Raw, check_text, mend, oddities, refused
from marsad.intake.day import known, read_day
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.model.when import When


def is_export(loaded: object) -> TypeGuard[dict[str, Any]]:
    """Tell whether a JSON document is an export of one chat, or of several."""
    if not isinstance(loaded, dict):
        return False
    return (isinstance(loaded.get("messages"), list) and ("type" in loaded or "name" in loaded)) or bool(_chats(loaded))


def telegram_captures(loaded: dict[str, Any], name: str, default: Report) -> Iterator[Capture | Problem]:
    """Read the messages of every chat of an export; what has no words is passed over and counted."""
    for chat in _chats(loaded) or [loaded]:
        yield from _chat_captures(chat, name, default)


def _chats(loaded: dict[str, Any]) -> list[dict[str, Any]]:
    chats = loaded.get("chats")
    listed = chats.get("list") if isinstance(chats, dict) else None
    found = listed if isinstance(listed, list) else []
    return [chat for chat in found if isinstance(chat, dict) and isinstance(chat.get("messages"), list)]


def _chat_captures(chat: dict[str, Any], name: str, default: Report) -> Iterator[Capture | Problem]:
    channel = _plain(chat.get("name")) or default.publisher
    service = wordless = damaged = 0
    for number, message in enumerate(chat["messages"], 1):
        if not isinstance(message, dict):
            damaged += 1
        elif message.get("type", "message") != "message":
            service += 1
        elif not _text(message.get("text")).strip():
            wordless += 1
        else:
            id_ = _plain(message.get("id")) or str(number)
            yield _capture(message, id_, f"{name}, message {id_}", channel, default)
    passed = [
        f"{count:,} {noun}{'' if count == 1 else 's'}{more}"
        for count, noun, more in (
            (service, "service message", ""),
            (wordless, "message", " without words (pictures, videos)"),
            (damaged, "damaged message", ""),
        )
        if count
    ]
    if passed:
        yield Problem("passed-over", f"{' and '.join(passed)} of “{channel or 'a chat'}” passed over.", name)
    if not chat["messages"]:
        yield refused(name, f"the export of “{channel or 'a chat'}” holds no messages.")


def _capture(message: dict[str, Any], id_: str, where: str, channel: str | None, default: Report) -> Capture | Problem:
    """Make the report of one message."""
    text = _text(message.get("text")).strip("\n")
    try:
        check_text(text)
    except MarsadError as error:
        return refused(where, str(error))
    problems = oddities(text, None, where)
    published = _day(message, "date", where, problems) or default.published
    fields = _fields(message, id_, channel, text)
    edited = _day(message, "edited", where, problems)
    if published and edited and edited.days.first > published.days.last:
        sentence = f"was edited on {edited.days}, after it came out; what it said before is not in the export."
        problems.append(Problem("edited", sentence, where))
    report = Report(mend(text), publisher=channel, published=published, name=f"{channel or 'telegram'}/{id_}")
    data = json.dumps(message, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace")
    return Capture(report, where, fields, tuple(problems), Raw(data, content_type="application/json"))


def _fields(message: dict[str, Any], id_: str, channel: str | None, text: str) -> dict[str, Any]:
    """Return what is known of a message, under the names that a line of JSON has for it."""
    beside = {
        "published": message.get("date"),
        "edited": message.get("edited"),
        "forwarded_from": message.get("forwarded_from"),
        "reply_to": message.get("reply_to_message_id"),
        "author": message.get("author"),
    }
    named = {"id": id_, "source": channel, "text": mend(text)}
    return {**named, **{key: value for key, value in beside.items() if isinstance(value, str | int)}}


def _day(message: dict[str, Any], field: str, where: str, problems: list[Problem]) -> When | None:
    """Return the day of a message's field, by the clock of who exported it; one that is none is a problem."""
    value = message.get(field)
    if not isinstance(value, str) or value.startswith("1970-01-01"):  # older exports write that for never
        return None
    try:
        return known(read_day(value))
    except MarsadError as error:
        problems.append(Problem("no-day", f"field “{field}”: {error} The report was read without it.", where))
        return None


def _text(value: object) -> str:
    """Join the parts of a message: plain words, and links, names and bold words as objects with a text."""
    parts = value if isinstance(value, list) else [value]
    words = (part.get("text") if isinstance(part, dict) else part for part in parts)
    return "".join(part for part in words if isinstance(part, str)).replace("\r\n", "\n")


def _plain(value: object) -> str | None:
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return mend(value).strip() or None if isinstance(value, str) else None
