"""The evidence that two incidents are one, in the reader's language: a name, a number, a sentence for each piece."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.html import strip_tags
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from marsad.ledger.timing import Meeting
from marsad.model.when import Days
from marsad.render.calm import isolate
from marsad.web import digits
from marsad.web.templatetags import field

if TYPE_CHECKING:
    from collections.abc import Iterable

    from marsad.ledger.evidence import Evidence

TOGETHER = "the same words, {}, though "
BUT = ", but the words name {} and {}"
"""The sentences that stand before or behind another one."""
SENTENCES = (
    gettext_noop("both can be of {}"),
    gettext_noop("a new figure, {} days later"),
    gettext_noop("the days lie {} apart"),
    gettext_noop("{} is not {}"),
    gettext_noop("when it was, or was told, is not known"),
    gettext_noop("told by {} or {}: they cannot be of one day"),
    gettext_noop("one gives no day; they were told {} days apart"),
    gettext_noop("a headline of another article, and no day"),
    gettext_noop("both name {}"),
    gettext_noop("both name {}, which no list has"),
    gettext_noop("{} beside {}"),
    gettext_noop("both are {}"),
    gettext_noop("{} and {} are a town and a quarter of it"),
    gettext_noop("{} and {} lie {:.0f} km apart"),
    gettext_noop("{} and {} lie {:.0f} km apart, within what several names take in"),
    gettext_noop("{} and {} lie {:.0f} km apart, within what the words leave open"),
    gettext_noop("the words name {} and {}, of which the map knows one"),
    gettext_noop("the same words, {}, though "),
    gettext_noop(", but the words name {} and {}"),
    gettext_noop("both tell of a mishap"),
    gettext_noop("a drone did it, which the other does not tell"),
    gettext_noop("both tell of harm {}"),
    gettext_noop("each names the side that the other says was harmed"),
    gettext_noop("both tell of {}"),
    gettext_noop("neither tells how many were harmed as the other does"),
    gettext_noop("the same number {}"),
    gettext_noop("the counts are large, and close"),
    gettext_noop("one denies what the other tells"),
    gettext_noop("the counts can be of one event"),
    gettext_noop("the counts differ, but one is a new figure"),
    gettext_noop("the counts differ"),
    gettext_noop("one tells who of the other’s are {} still"),
    gettext_noop("both reports are mainly about it"),
    gettext_noop("one voice tells alike of {} and of {}"),
    gettext_noop("the reports share {:.0%} of their wording"),
    gettext_noop("the same voice goes on"),
    gettext_noop("the titles share {:.0%} of their words"),
)
"""Every sentence of `ledger/pairs`, as it is written there."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One piece of evidence: its name, its number, its sentence."""

    name: str
    score: float
    reason: str

    @property
    def shown(self) -> str:
        """The number with its sign."""
        return f"{self.score:+.1f}".replace("-", "\u2212")


def facts(found: Iterable[Evidence]) -> list[Fact]:
    """Return evidence in words."""
    return [Fact(_name(one.name), one.score, said(one)) for one in found]


def said(one: Evidence) -> str:
    """Write the sentence of a piece of evidence."""
    words = one.words
    before = _(TOGETHER) if words.startswith(TOGETHER) else ""
    behind = _(BUT) if words.endswith(BUT) else ""
    inner = words.removeprefix(TOGETHER).removesuffix(BUT)
    return digits.shown((before + _(inner) + behind).format(*map(_part, one.of)))


def _part(of: object) -> object:
    """Write what stands in a sentence: keys in words, days as days, names set apart; numbers stay numbers."""
    if isinstance(of, frozenset):
        return field.comma().join(sorted(_KINDS[key]() if key in _KINDS else field.word(key) for key in of))
    if isinstance(of, Meeting):
        of = of.one.meet(of.other) or of.one
    if isinstance(of, Days):
        return strip_tags(field.days(of))
    return isolate(of) if isinstance(of, str) else of


_KINDS = {"from afar": lambda: pgettext("harm", "from afar"), "close": lambda: pgettext("harm", "from near")}


def _name(name: str) -> str:
    return {
        "days": pgettext("evidence", "days"),
        "place": pgettext("evidence", "place"),
        "method": pgettext("evidence", "method"),
        "doer": pgettext("evidence", "doer"),
        "harmed": pgettext("evidence", "harmed"),
        "counts": pgettext("evidence", "counts"),
        "still": pgettext("evidence", "still missing"),
        "main": pgettext("evidence", "main subject"),
        "formula": pgettext("evidence", "formula"),
        "wording": pgettext("evidence", "wording"),
        "source": pgettext("evidence", "source"),
        "titles": pgettext("evidence", "titles"),
    }.get(name, name)
