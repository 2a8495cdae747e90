"""How pages write what somebody wants to decide: the kind, slots and values, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from marsad.web import digits
from marsad.web.roles import Role
from marsad.web.templatetags import field

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from marsad.web.models import Account
    from marsad.web.wish import Wish

register = template.Library()
_KEYS = frozenset({"harm", "side", "group", "party", "by", "toll", "method"})


@register.filter
def wish_words(wish: Wish) -> str:
    """Name what is to be decided."""
    named = {
        "confirm": _("Confirm"),
        "correct": _("Correct"),
        "link": _("Keep together"),
        "part": _("Count as a part"),
        "merge": _("Merge"),
        "split": _("Split off"),
        "grade": _("Grade"),
        "retract": _("Mark as no claim"),
        "note": _("Note"),
        "undo": _("Take a decision back"),
        "person": _("Name a person"),
        "add": _("Add a missed claim"),
        "apart": _("Keep apart"),
        "leave": _("Leave as it is"),
    }
    said = named.get(wish.kind, wish.kind)
    if wish.kind == "undo" and wish.words:
        return f"{said}: {digits.shown(wish.words[0])}"
    if wish.kind == "grade" and wish.words:
        return f"{said}: {field.grade(wish.words[0])}"
    return said


@register.filter
def may_propose(person: Account | AnonymousUser) -> bool:
    """Tell whether somebody may decide, or propose what others decide."""
    role = person.role if person.is_authenticated else None
    return role is not None and role.covers(Role.RECORDER)


@register.filter
def slot_word(slot: str) -> str:
    """Name a slot of a claim."""
    return {
        "quote": _("Words of the claim"),
        "count": _("How many"),
        "harm": _("What happened"),
        "side": _("Side"),
        "party": _("Party"),
        "group": _("Group"),
        "place": _("Place"),
        "when": _("Day"),
        "by": _("By whom"),
        "method": _("Method"),
        "toll": _("Kind of figure"),
        "said": _("Said on"),
        "source": _("Source"),
        "part_of": _("Counted in"),
    }.get(slot, slot)


@register.filter
def slot_said(said: str, slot: str) -> str:
    """Write what a slot is set to."""
    if not said:
        return _("nothing")
    return field.word(said) if slot in _KEYS else digits.shown(said)
