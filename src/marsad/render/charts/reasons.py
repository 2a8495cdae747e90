"""The ledger's reasons for a step of a toll, in Arabic and English; what a report's own words say stays as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from marsad.model.claim import Group, Side

if TYPE_CHECKING:
    from collections.abc import Callable

    from marsad.render.charts.words import ChartWords

_COUNT = r"at least \d+|\d+ to \d+|\d+(?:–\d+)?"
_WHO = r"(?: \((?P<of>" + _COUNT + r")(?P<more> more)? of (?P<who>[^()]*)\))?"
_SAID = r"(?:: (?P<because>.*?))?"
_REASONS: tuple[tuple[str, str], ...] = (
    (r"the first figure", "أول رقم"),
    (rf"rises from (?P<a>{_COUNT}) to (?P<b>{_COUNT})", "ارتفع من {a} إلى {b}"),
    (rf"corrected downward from (?P<a>{_COUNT}), though no word says so", "خُفِّض عن {a} دون أي تصريح بالتصحيح"),
    (rf"corrected downward from (?P<a>{_COUNT})", "صُحِّح نزولاً عن {a}"),
    (rf"another figure: (?P<a>{_COUNT})", "رقم آخر: {a}"),
    (r"a figure of a part", "رقم يخص جزءاً من الضحايا"),
    (r"told again", "تكرار الرقم نفسه"),
    (rf"superseded by (?P<a>{_COUNT})", "حلّ محله رقم أحدث: {a}"),
    (rf"overtaken by (?P<a>{_COUNT}) of (?P<v>[^()]+)", "تجاوزه رقم أحدث: {a} عن {v}"),
    (rf"says less than (?P<a>{_COUNT}) of (?P<v>[^()]+)", "أقل تحديداً من {a} عن {v}"),
    (r"a denial by a voice that gave no number before", "نفي ممن لم يذكر رقماً من قبل"),
    (rf"(?P<a>{_COUNT}) more", "أضيف إليهم {a}"),
)
_OF_VOICE = re.compile(r" of ([a-z_]+)$")
_OF_PEOPLE = re.compile(rf"( \((?:{_COUNT})(?: more)? of )([^()]*)\)$")
_PATTERNS = [(re.compile(f"{pattern}{_SAID}{_WHO}"), arabic) for pattern, arabic in _REASONS]


def told_reason(reason: str, words: ChartWords) -> str:
    """Say a reason of a step in the language of a chart; one that is not known here stays as the ledger gives it."""
    if not words.rtl:
        reason = _OF_VOICE.sub(lambda found: f" of {words.voice(found[1])}", reason)
        reason = _OF_PEOPLE.sub(lambda found: f"{found[1]}{_people(found[2], words)})", reason)
        return words.in_digits(reason[:1].upper() + reason[1:])
    for pattern, arabic in _PATTERNS:
        found = pattern.fullmatch(reason)
        if found:
            return _arabic(found, arabic, words)
    return words.foreign(reason)


def _arabic(found: re.Match[str], arabic: str, words: ChartWords) -> str:
    parts = found.groupdict()
    count: Callable[[str], str] = lambda figure: _count(figure, words)  # noqa: E731
    values = {key: count(parts[key]) for key in ("a", "b") if parts.get(key)}
    if parts.get("v"):
        values["v"] = words.foreign(words.voice(parts["v"]))
    said = arabic.format(**values)
    if parts["because"]:
        said += f": {words.say('semicolon').join(map(words.foreign, parts['because'].split('; ')))}"
    if parts["who"] is not None:
        who = _people(parts["who"], words)
        more = "أضيف إليهم " if parts["more"] else ""
        said += f" ({more}{count(parts['of'])}، {who})"
    return said


def _count(figure: str, words: ChartWords) -> str:
    if figure.startswith("at least "):
        return words.say("or_more", figure=words.number(int(figure.removeprefix("at least "))))
    ends = [int(end) for end in re.split("–| to ", figure)]
    return words.figure(ends[0], ends[-1])


def _people(who: str, words: ChartWords) -> str:
    """Say of whom a figure is: `syrian government, officers` is those of the Syrian government, officers."""
    keys = [word.replace(" ", "_") for word in who.split(", ")]
    known = {*Side, *Group}
    return words.say("comma").join(words.value(key) if key in known else words.party(key) for key in keys)
