"""Readings made of reports whose claims a person marked, so that the ledger is examined apart from the reader."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from marsad.model.claim import Claim, Group, Harm, Method, Side, TollKind
from marsad.model.count import Count
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis

try:
    from marsad.places.locate import locate
except ImportError:

    def locate(words: str) -> None:
        return None


Record = dict[str, Any]

_MORE = re.compile(r"\bآخر|\bأخرى|\b(?:more|another)\b")
_WOUNDED = re.compile("متأثر|بجراح|مصاب|wounds|wounded|succumbed")
_SAID = re.compile(r"(?:نشر|أعلن|قال|ذكر|published|said)")
_DOERS = {
    "isis": ("داعش", "التنظيم", "الدولة الإسلامية", "Islamic State", "ISIS"),
    "us_coalition": ("التحالف", "coalition"),
    "sdf": ("قسد", "SDF"),
    "russia": ("روس", "Russia"),
    "turkey": ("ترك", "Turk"),
    "syrian_government": ("النظام", "regime", "government"),
}


def days(pair: list[str] | None) -> Days | None:
    return Days(date.fromisoformat(pair[0]), date.fromisoformat(pair[1])) if pair else None


def reading(record: Record, extras: dict[int, Record] | None = None, published: Days | None = None) -> Reading:
    """Make the reading of a marked report; `extras` sets slots that the marks do not have, by claim."""
    day = days([record["published"]] * 2) if record.get("published") else published
    seen = date.fromisoformat(record["seen"]) if record.get("seen") else None
    report = Report(
        text=record["text"],
        publisher=record.get("source"),
        title=record.get("title"),
        lang=record.get("lang"),
        published=When(day, WhenBasis.METADATA) if record.get("published") and day else None,
        seen=When(Days.of(seen), WhenBasis.SEEN) if seen else None,
        name=record.get("id"),
    )
    if day is None and seen:
        day = Days(seen - timedelta(3), seen)
    claims = tuple(_claim(report, n, mark, (extras or {}).get(n, {})) for n, mark in enumerate(record["claims"]))
    return Reading(report, claims, published=When(day, WhenBasis.METADATA) if day else None)


def _claim(report: Report, index: int, mark: Record, extra: Record) -> Claim:
    when = days(mark.get("when"))
    after = report.text[mark["start"] : mark["start"] + len(mark["quote"]) + 60]
    slots: Record = {
        "quote": Quote(mark["start"], mark["quote"]),
        "harm": Harm(mark["harm"]),
        "count": Count(mark["low"], mark["high"], mark.get("approx", False), mark.get("vague", False)),
        "victims": _quote(mark, "victims"),
        "side": Side(mark["side"]),
        "group": Group(mark["group"]) if mark["group"] else None,
        "party": mark["party"],
        "part_of": mark["part_of"],
        "toll": TollKind(mark["toll"]),
        "by": _quote(mark, "by"),
        "by_party": _doer(mark.get("by")),
        "method": Method(mark["method"]) if mark["method"] else None,
        "place": _quote(mark, "place"),
        "location": locate(mark["place"]) if mark.get("place") else None,
        "when": When(when, WhenBasis.STATED) if when else None,
        "source_key": mark["source"],
        "hedged": mark["hedged"],
        "adds": mark["harm"] == "killed" and bool(_MORE.search(mark["quote"])),
    }
    if mark["harm"] == "killed" and mark["toll"] == "event" and _WOUNDED.search(after) and mark["low"] < 5:
        slots["moved_from"] = Harm.INJURED
    return Claim(report=report.id, index=index, **(slots | extra))


def _quote(mark: Record, slot: str) -> Quote | None:
    return Quote(mark["start"], mark[slot]) if mark.get(slot) else None


def _doer(by: str | None) -> str | None:
    return next((key for key, names in _DOERS.items() if by and any(name in by for name in names)), None)
