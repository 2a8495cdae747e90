"""What changed since an earlier release: incidents that are new, figures that moved and why, incidents withdrawn."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from marsad.release.dictionary import header
from marsad.release.incidents import INCIDENT_COLUMNS
from marsad.release.table import Column, Table, listed, written

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from marsad.model.incident import Cell, Step, Toll
    from marsad.release.base import Base, Row
    from marsad.release.folder import Tables
    from marsad.release.material import Issued, Material
    from marsad.release.table import Value

NEW, CHANGED, WITHDRAWN = "new", "changed", "withdrawn"
COLUMNS = tuple(Column(key) for key in ("change", "incident", "what", "old", "new", "why"))
_COUNTED = re.compile("_(low|best|high|open)$")
"""Columns that the tolls tell more closely."""
_QUIET = frozenset({"incident", "decisions", "reports"})
"""Columns that follow from others."""
_OF_REPORTS = "reports since"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changed; `why` is the ledger's own reason, or the decision, or that more was reported.

    `about` tells people which incident it is, by day and place.
    """

    change: str
    incident: str
    what: str = ""
    old: str = ""
    new: str = ""
    why: str = ""
    about: str = ""


def changes(base: Base, made: Tables, material: Material, now: Mapping[str, str]) -> list[Change]:
    """Compare with an earlier release; `now` has the incident that every id, also an older one, is today."""
    rows = {str(row["incident"]): row for row in made.incidents.records()}
    found: list[Change] = []
    for one in material.incidents:
        before = base.incidents.get(one.incident.id)
        if before is None:
            told = [Change(NEW, one.incident.id, new=_tolls(one))]
        else:
            told = [*_moved(one, base, before, rows[one.incident.id], material)]
        found += [replace(change, about=_about(rows[one.incident.id])) for change in told]
    for incident in base.incidents:
        today = now.get(incident)
        if today is None:
            found.append(Change(WITHDRAWN, incident, why="no report that may be shown tells of it any more"))
        elif today != incident:
            found.append(Change(WITHDRAWN, incident, new=today, why="it is the same as another incident"))
    return found


def _about(row: Mapping[str, Value]) -> str:
    return ", ".join(str(row[key]) for key in ("first_day", "place") if row[key])


def changes_table(found: Sequence[Change]) -> Table:
    """Return the changes as a table."""
    rows = tuple((c.change, c.incident, c.what, c.old, c.new, c.why) for c in found)
    return Table("CHANGES", COLUMNS, tuple(tuple(value or None for value in row) for row in rows))


def _moved(one: Issued, base: Base, before: Row, row: Mapping[str, Value], material: Material) -> Iterator[Change]:
    incident = one.incident
    decided = [n for n in material.decided.get(incident.id, ()) if n > base.head[0]]
    why = f"decision {listed([str(n) for n in decided])}" if decided else _OF_REPORTS
    was = {cell: old for (name, cell), old in base.tolls.items() if name == incident.id}
    for toll in incident.tolls:
        old = _old_figure(was.pop(str(toll.cell), None))
        new = figure(toll)
        if old != new:
            reason = _reason(incident.history, toll, public=material.public)
            yield Change(CHANGED, incident.id, str(toll.cell), old, new, why if decided else reason)
    for cell, gone in was.items():
        yield Change(CHANGED, incident.id, cell, _old_figure(gone), "", why)
    for key, value in row.items():
        old, new = before.get(key, ""), _written(value)
        if key in before and old != new and key not in _QUIET and not _COUNTED.search(key):
            yield Change(CHANGED, incident.id, key, old, new, why)


def _reason(history: Sequence[Step], toll: Toll, *, public: bool) -> str:
    """Return the reason of the step that set a toll; for everybody without the words of a report behind it."""
    reason = _OF_REPORTS
    before: tuple[int, int, int, bool] | None = None
    for step in history:
        now = (step.low, step.best, step.high, step.open)
        if step.cell == toll.cell and now != before:
            reason, before = step.reason, now
    return _bare(reason) if public else reason


def _bare(reason: str) -> str:
    """Leave the words of a report out of a reason: they stand behind a colon and before who is meant."""
    told = re.fullmatch(r"(rises from|corrected downward)([^:]*): .*?( \([^()]*\))?", reason)
    return f"{told[1]}{told[2]}{told[3] or ''}" if told else reason


def figure(toll: Toll) -> str:
    """Write a toll: `27`, `15-27`, `27+` where it has no top."""
    ends = str(toll.low) if toll.low == toll.high else f"{toll.low}-{toll.high}"
    return f"{ends}{'+' if toll.open else ''}{_best(toll.low, toll.best, toll.high)}"


def _old_figure(row: Row | None) -> str:
    if row is None:
        return ""
    ends = row["low"] if row["low"] == row["high"] else f"{row['low']}-{row['high']}"
    return f"{ends}{'+' if row['open'] == 'yes' else ''}{_best(row['low'], row['best'], row['high'])}"


def _best(low: object, best: object, high: object) -> str:
    return "" if low == high else f", best {best}"


def _tolls(one: Issued) -> str:
    def whole(cell: Cell) -> bool:
        return cell.side is None and cell.group is None

    return "; ".join(f"{toll.cell} {figure(toll)}" for toll in one.incident.tolls if whole(toll.cell))


def _written(value: Value) -> str:
    """Write a value as the CSV file of the earlier release has it."""
    return str(written(value))


_WORDS = {
    "en": {
        "title": "# Changes since the release of {day} (entry {entry})",
        NEW: "New incidents",
        CHANGED: "Changed",
        WITHDRAWN: "Withdrawn",
        "none": "Nothing changed.",
        "empty": "nothing",
        "now": "now {new}",
        "and": ", ",
    },
    "ar": {
        "title": "# التغييرات منذ إصدار {day} (المدخل {entry})",
        NEW: "حوادث جديدة",
        CHANGED: "ما تغيّر",
        WITHDRAWN: "ما سُحب",
        "none": "لم يتغير شيء.",
        "empty": "لا شيء",
        "now": "صارت {new}",
        "and": "، ",
    },
}


def changes_section(found: Sequence[Change], base: Base, lang: str, labels: Mapping[str, str]) -> Iterator[str]:
    """Write the changes for people in a language, line by line; `labels` are the words for keys."""
    words = _WORDS[lang]
    day, entry = str(base.manifest["head"]["recorded"])[:10], base.head[0]
    if lang == "ar":
        yield from ('<div dir="rtl">', "")
    yield from (words["title"].format(day=day, entry=entry), "")
    if not found:
        yield from (words["none"], "")
    for kind in (NEW, CHANGED, WITHDRAWN):
        told = [change for change in found if change.change == kind]
        if told:
            yield from (f"## {words[kind]} ({len(told)})", "")
            yield from (f"- {_line(change, lang, labels)}" for change in told)
            yield ""
    if lang == "ar":
        yield "</div>"


def _line(change: Change, lang: str, labels: Mapping[str, str]) -> str:
    words = _WORDS[lang]
    why = f" ({why_in(change.why, lang, labels)})" if change.why else ""
    incident = f"`{change.incident}`" + (f" ({change.about})" if change.about else "")
    if change.change == NEW:
        told = re.sub("[a-z]+", lambda word: labels.get(word[0], word[0]), change.new)
        return f"{incident}: {told or words['empty']}"
    if change.change == WITHDRAWN:
        return f"{incident}{', ' + words['now'].format(new=f'`{change.new}`') if change.new else ''}{why}"
    ends = change.old or words["empty"], change.new or words["empty"]
    arrow = "→" if lang == "en" else "←"
    cell = words["and"].join(labels.get(key, key) for key in re.split("[/:]", change.what))
    name = header("incidents", change.what, lang) if change.what in _OWN else cell
    return f"{incident}: {name}: {ends[0]} {arrow} {ends[1]}{why}"


_OWN = frozenset(column.key for column in INCIDENT_COLUMNS)


def why_in(why: str, lang: str, labels: Mapping[str, str]) -> str:
    """Say a reason in a language; what a report says stays in its own words."""
    if lang != "ar":
        return why

    def of_whom(found: re.Match[str]) -> str:
        who = (labels.get(word.replace(" ", "_"), word) for word in found[2].split(", "))
        return f"({found[1]} من {'، '.join(who)})"

    why = re.sub(r"\(([^()]*) of ([^()]*)\)", of_whom, why)
    for pattern, said in _ARABIC:
        why = re.sub(pattern, said, why)
    return why


_ARABIC = (
    ("^no report that may be shown tells of it any more$", "لم يعد يرويها تقرير يجوز عرضه"),
    ("^it is the same as another incident$", "هي وحادثة أخرى حادثة واحدة"),
    ("^reports since$", "تقارير لاحقة"),
    ("^decision ", "القرار "),
    ("^the first figure", "أول عدد"),
    ("^rises from (.*?) to (.*?)(?=:| \\(|$)", r"ارتفع من \1 إلى \2"),
    ("^corrected downward from ", "صُحّح نزولاً من "),
    ("though no word says so", "ولا كلمة تقول ذلك"),
    ("^another figure: ", "عدد آخر: "),
    ("^a figure of a part", "عدد لجزء"),
    ("^told again", "ذُكر ثانية"),
    ("^overtaken by (.*) of ", r"تجاوزه عدد أحدث، \1، من "),
    ("at least (\\d+)", r"\1 على الأقل"),
    ("(\\d+) more", r"\1 آخرون"),
)
