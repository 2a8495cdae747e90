"""How figures, days, places and keys are written on a page: in the reader's language and digits, never mirrored."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _

from marsad.model.claim import Side
from marsad.model.incident import Verdict
from marsad.model.place import ShapeKind
from marsad.model.when import Days, When
from marsad.places.gazetteer import gazetteer
from marsad.render.figures import NOT_STATED
from marsad.render.html import count_words
from marsad.render.labels import PARTIES, labels
from marsad.web import digits
from marsad.web.roles import Role
from marsad.web.sentences import translated

if TYPE_CHECKING:
    from datetime import date, datetime

    from marsad.model.claim import Claim
    from marsad.model.count import Count, Interval
    from marsad.model.incident import Assertion, Cell, Incident, Toll
    from marsad.model.place import Location

register = template.Library()

_MONTHS = {
    "ar": "كانون الثاني|شباط|آذار|نيسان|أيار|حزيران|تموز|آب|أيلول|تشرين الأول|تشرين الثاني|كانون الأول".split("|"),
    "en": "January|February|March|April|May|June|July|August|September|October|November|December".split("|"),
}
"""Of the Arabic names those in use from Syria to Iraq."""


def language() -> str:
    """Return the language of the page: ar or en."""
    return "ar" if (get_language() or "ar").startswith("ar") else "en"


@register.filter
def n(number: object) -> str:
    """Write a number in the reader's digits."""
    return digits.shown(number)


@register.filter
def figure(people: Any) -> SafeString:
    """Write a number of people: `27`, `15–27`, `27+` where no top is known, a dash where nothing is stated."""
    if people is None:
        return format_html('<bdi class="figure none" title="{}">{}</bdi>', _("not stated"), NOT_STATED)
    low, high, is_open = people.low, people.high, getattr(people, "open", people.high is None)
    body = str(low) if high in (None, low) else f"{low}–{high}"
    return _left_to_right(f"{body}+" if is_open else body)


def _left_to_right(words: str) -> SafeString:
    return format_html('<bdi class="figure" dir="ltr">{}</bdi>', digits.shown(words))


@register.filter
def count(stated: Count) -> str:
    """Write a count as its words state it: `at least 6`, `about 30`."""
    return digits.shown(count_words(stated, labels(language())))


@register.filter
def days(when: Days | When | date | Interval | None) -> SafeString:
    """Write a day or days: `18 April 2019`, `16–18 April 2019`; words where none is known."""
    if when is None:
        return mark_safe(_("day not known"))  # noqa: S308 - a word of our own catalogue
    if isinstance(when, When):
        when = when.days
    first, last = (when.first, when.last) if isinstance(when, Days) else (when, when)
    return format_html('<bdi class="days">{}</bdi>', digits.shown(_stretch(first, last)))  # type: ignore[arg-type]


def _stretch(first: date, last: date) -> str:
    if first == last:
        return f"{first.day} {_month(first)} {first.year}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {_month(first)} {first.year}"
    year = "" if first.year == last.year else f" {first.year}"
    return f"{first.day} {_month(first)}{year} – {last.day} {_month(last)} {last.year}"


def _month(day: date) -> str:
    return month_name(day.month)


def month_name(number: int) -> str:
    """Return the name of a month, 1 to 12, in the reader's language."""
    return _MONTHS[language()][number - 1]


@register.filter
def moment(at: datetime | None) -> SafeString:
    """Write a time of ours (UTC): `18 April 2019, 14:05`."""
    if at is None:
        return mark_safe("")
    return format_html("<bdi>{}</bdi>", digits.shown(f"{_stretch(at.date(), at.date())}{comma()}{at:%H:%M}"))


def comma() -> str:
    """Return what stands between the items of a list."""
    return "، " if language() == "ar" else ", "


@register.filter
def word(key: object) -> str:
    """Write a key of the field (killed, civilian, syrian_government, airstrike …) in the reader's language."""
    if key is None or key == "":
        return ""
    known = labels(language()) if language() == "ar" else {**labels("en"), **PARTIES}
    return known.get(str(key), str(key).replace("_", " "))


@register.filter
def words(keys: Any) -> str:
    """Write several keys with commas between."""
    return comma().join(word(key) for key in keys)


@register.filter
def cell(counted: Cell) -> str:
    """Write what a toll counts: `killed, combatant, officers`; the party stands for its side."""
    side = counted.side if counted.party is None else None
    return words(filter(None, (counted.harm, side, counted.party, counted.group)))


@register.filter
def sentence(said: str) -> str:
    """Write a reason of the ledger, which it gives in English, in the reader's language."""
    return digits.shown(translated(said, language()))


@register.filter
def place(incident: Incident) -> SafeString:
    """Write where an incident was, in the words of the report, else by the gazetteer's name."""
    if incident.place:
        return format_html('<bdi class="said">{}</bdi>', incident.place)
    if incident.location:
        return format_html("<bdi>{}</bdi>", located(incident.location))
    return mark_safe(_("place not known"))  # noqa: S308 - a word of our own catalogue


@register.filter
def located(location: Location) -> str:
    """Return the gazetteer's name of a place in the reader's language."""
    found = gazetteer().place(location.pcodes[0]) if location.pcodes else None
    if found and language() == "ar" and found.name_ar:
        return found.name_ar
    if found and language() == "en" and found.name_en and location.name == found.name_ar:
        return found.name_en
    return location.name


@register.filter
def toll_of(incident: Incident, harm: str) -> Toll | None:
    """Return the toll over all sides of one harm, None where nothing is stated."""
    return next((toll for toll in incident.tolls if str(toll.cell) == harm), None)


@register.filter
def tongue(text: str) -> str:
    """Tell in which language words of a report are, for `lang`: ar or en."""
    letters = [char for char in text if char.isalpha()]
    return "ar" if sum("\u0600" <= char <= "\u06ff" for char in letters) * 2 > len(letters) else "en"


@register.filter
def incident_url(incident: Incident) -> str:
    """Return the address of an incident's page."""
    return address("incident", incident.id)


def address(name: str, *args: object) -> str:
    """Return the address of a page, empty as long as there is no such page."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""


@register.filter
def verdict(total: Assertion) -> str:
    """Write how a total compares with what it covers: `short by 3`."""
    return digits.shown(
        {
            Verdict.BALANCES: _("balances"),
            Verdict.SHORT: _("short by %(n)s"),
            Verdict.OVER: _("over by %(n)s"),
            Verdict.OPEN: _("open"),
        }[total.verdict]
        % {"n": total.by}
    )


@register.filter
def grade(key: str | None) -> str:
    """Write a grade."""
    named = {
        "confirmed": pgettext("grade", "confirmed"),
        "fair": pgettext("grade", "fair"),
        "weak": pgettext("grade", "weak"),
        "contested": pgettext("grade", "contested"),
        "discounted": pgettext("grade", "discounted"),
    }
    return named.get(key or "", _("not graded"))


@register.filter
def role_word(role: Role | None) -> str:
    """Write what somebody may do here."""
    named = {
        Role.VIEWER: _("viewer"),
        Role.RECORDER: _("recorder"),
        Role.REVIEWER: _("reviewer"),
        Role.ADMINISTRATOR: _("administrator"),
    }
    return named[role] if role else _("no role yet")


@register.filter
def victims(claim: Claim) -> str:
    """Write whom a claim counts: `civilian, children`."""
    side = claim.side if claim.party is None and claim.side is not Side.UNKNOWN else None
    return words(filter(None, (side, claim.party, claim.group)))


@register.filter
def reach(location: Location) -> SafeString:
    """Write how far a place may reach: `± 5 km`, with what the words draw where that is more than a circle."""
    drawn = "" if location.shape.kind is ShapeKind.CIRCLE else comma() + translated(location.shape.kind, language())
    figure_of = digits.shown(f"±{location.radius_km:g}")
    return format_html('<bdi dir="ltr">{}</bdi> {}{}', figure_of, kilometres(), drawn)


@register.filter
def bar(toll: Any, most: int) -> SafeString:
    """Draw an interval: solid up to the low end, outlined up to the high one; `most` fills the whole width."""
    if not most:
        return mark_safe("")
    low, high = (round(100 * end / most, 1) for end in (toll.low, toll.high))
    return format_html(
        '<svg class="bar" viewBox="0 0 102 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">'
        '<rect class="high" x="1" y="1" width="{}" height="8"/>'
        '<rect class="low" x="1" y="1" width="{}" height="8"/></svg>',
        high,
        low,
    )


def kilometres() -> str:
    """Return the sign for kilometres."""
    return labels(language())["km"]
