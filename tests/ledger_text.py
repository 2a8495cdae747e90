"""Read ledgers in tests from a few lines of text.

    2019-04-18 SOHR: at least 15 killed, syrian_government, @al-Kawm
    2019-04-20 Enab citing SOHR: now 27 killed, syrian_government, @al-Kawm; of them at least 4 officers
    seen 2019-04-21 Wire: in all 35 killed, syrian_government, on 2019-04-18..2019-04-19

A line is a report: the day it was published (`?` not known, `seen DAY`, `DAY..DAY`), its publisher, the source it
cites, then claims. `;` ends a sentence, ` and ` goes on with a list. A claim is a count, a group or nothing, a harm,
then in any order a side or a party, `@place`, `on DAYS`, `taken DAYS` (the report's own, no word says them), `said
DAYS`, `by PARTY`, a method, `citing SOURCE`, `hedged`, `teaser` (a headline of another article), `from HARM` (counted
under it before). Before the count: `now` (a new figure for a known incident), `in all` (a total), `of them` (part of
the whole before). After it: `more`. What a claim does not say of place, days, doer, method and source is as in the
claim before it. A line that begins with `=` prints the report before it again, word for word: `= 2019-04-19 Baladi`.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from hashlib import sha256

from marsad.model.claim import Claim, Group, Harm, Method, Side, TollKind
from marsad.model.count import Count
from marsad.model.reading import Reading
from marsad.model.report import Report
from marsad.model.span import Quote
from marsad.model.when import Days, When, WhenBasis

_HEAD = re.compile(
    r"(?P<seen>seen )?(?P<days>\?|[\d.-]+) (?P<publisher>.+?)(?: citing (?P<source>[^:]+))?: (?P<claims>.*)"
)
_COUNT = re.compile(
    r"(?P<lead>(?:now |in all |of them )*)(?P<bound>at least |about |up to )?"
    r"(?P<low>\d+|dozens|several|no)(?:-(?P<high>\d+))?(?P<more> more)?(?: (?P<words>[a-z ]+))?"
)
_VAGUE = {"dozens": 20, "several": 2}
_KEPT = ("place", "when", "by_party", "method", "source_key")


def readings(text: str) -> list[Reading]:
    """Read the lines of a ledger; empty lines and those that begin with # are passed over."""
    found: list[Reading] = []
    for line in (line.strip() for line in text.splitlines()):
        if line.startswith("= "):
            found.append(_reprint(found[-1], line[2:]))
        elif line and not line.startswith("#"):
            found.append(_reading(line))
    return found


def days(words: str) -> Days:
    first, _, last = words.partition("..")
    return Days(date.fromisoformat(first), date.fromisoformat(last or first))


def _reading(line: str) -> Reading:
    head = _HEAD.fullmatch(line)
    assert head, f"no line of a ledger: {line}"
    text = f"{line}. {_filler(line)}"
    when = None if head["days"] == "?" else When(days(head["days"]), WhenBasis.METADATA)
    seen = bool(head["seen"])
    report = Report(
        text=text, publisher=head["publisher"], lang="en", published=None if seen else when, seen=when if seen else None
    )
    return Reading(report, _claims(report, head), published=report.published)


def _filler(line: str) -> str:
    """Make some more words, so that reports are as different, and reprints as alike, as they are in the field."""
    return " ".join(sha256(f"{line}{n}".encode()).hexdigest()[:6] for n in range(20))


def _claims(report: Report, head: re.Match[str]) -> tuple[Claim, ...]:
    found: list[Claim] = []
    before: dict[str, object] = {"source_key": head["source"] and head["source"].lower()}
    for piece in re.finditer(r"(?:(?! and |;).)+", head["claims"]):
        words = piece[0].strip().removeprefix("and ")
        start = report.text.index(words, head.start("claims") + piece.start())
        found.append(_claim(words, Quote(start, words), report, found, before))
        before = {slot: getattr(found[-1], slot) for slot in _KEPT}
    return tuple(found)


def _claim(words: str, quote: Quote, report: Report, found: list[Claim], before: dict[str, object]) -> Claim:
    first, *rest = [part.strip() for part in words.split(",")]
    count = _COUNT.fullmatch(first)
    assert count, f"no count: {first}"
    slots: dict[str, object] = {k: v for k, v in before.items() if v is not None}
    lead = count["lead"].split()
    whole = next((c for c in reversed(found) if c.part_of is None), None) if lead[:1] == ["of"] else None
    if whole is not None:
        slots |= {"part_of": whole.index, "side": whole.side, "party": whole.party, "toll": whole.toll}
    if "now" in lead:
        slots["toll"] = TollKind.RUNNING
    if "all" in lead:
        slots["toll"] = TollKind.TOTAL
    slots |= {"adds": True} if count["more"] else {}
    harm = whole.harm if whole else found[-1].harm if found else Harm.KILLED
    for word in (count["words"] or "").split():
        if word in {h.value for h in Harm}:
            harm = Harm(word)
        elif word in {g.value for g in Group}:
            slots["group"] = Group(word)
    for attribute in rest:
        slots |= _attribute(attribute, quote, words)
    return Claim(report=report.id, index=len(found), quote=quote, harm=harm, count=_count(count), **slots)


def _count(count: re.Match[str]) -> Count:
    if count["low"] in _VAGUE:
        return Count(_VAGUE[count["low"]], None, vague=True)
    low = 0 if count["low"] == "no" else int(count["low"])
    bound = (count["bound"] or "").strip()
    if bound == "at least":
        return Count(low, None)
    if bound == "up to":
        return Count(0, low)
    return Count(low, int(count["high"]) if count["high"] else low, approx=bound == "about")


def _attribute(words: str, quote: Quote, claim: str) -> dict[str, object]:
    if words.startswith("@"):
        return {"place": Quote(quote.start + claim.index(words) + 1, words[1:])}
    kind, _, value = words.partition(" ")
    readers = {
        "on": lambda: {"when": When(days(value), WhenBasis.STATED)},
        "taken": lambda: {"when": When(days(value), WhenBasis.REPORT)},
        "said": lambda: {"said": When(days(value), WhenBasis.STATED)},
        "by": lambda: {"by_party": value},
        "from": lambda: {"moved_from": Harm(value)},
        "citing": lambda: {"source_key": value.lower()},
        "hedged": lambda: {"hedged": True},
        "teaser": lambda: {"teaser": True},
    }
    if kind in readers:
        return readers[kind]()
    if words in {m.value for m in Method}:
        return {"method": Method(words)}
    if words in {s.value for s in Side}:
        return {"side": Side(words)}
    return {"party": words, "side": Side.COMBATANT}


def _reprint(of: Reading, head: str) -> Reading:
    day, _, publisher = head.partition(" ")
    when = When(days(day), WhenBasis.METADATA)
    report = replace(of.report, publisher=publisher, published=when, seen=None)
    return Reading(report, tuple(replace(c, report=report.id) for c in of.claims), published=when)
