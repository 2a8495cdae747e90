"""Choose the actor that a name means: one that several share, by the day and by whom else the report names.

Ambiguous stays None, with the reason.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.actors.registry import Registry
    from marsad.model.actor import Actor, Held, SharedName
    from marsad.model.when import Days


SOON = timedelta(60)
"""What ended so soon after a change of power belongs to the time before it."""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a name stands: the days told; `basis`, what they are if not those of the harm; who else is named.

    `named` holds the ids of the actors and shared names of the report, each with the folded alias that named it.
    """

    days: Days | None = None
    basis: str = ""
    named: Sequence[tuple[str, str]] = ()


NOWHERE = Setting()


@dataclass(frozen=True, slots=True)
class Chosen:
    """Who is meant, under which key its people are counted then, and why; no actor where it stays open."""

    actor: Actor | None
    party: str | None
    why: str = ""


def choose(actors: Registry, identity: str, setting: Setting = NOWHERE) -> Chosen:
    """Return the actor that an id means here; a shared name is settled by the setting."""
    shared = actors.shared.get(identity)
    if shared is not None:
        return _settled(actors, shared, setting)
    actor = actors.actors[identity]
    party = actor.party_on(setting.days)
    then = "" if party == actor.party else f"counted as {party} {_on(setting)}"
    return Chosen(actor, party, then)


def _settled(actors: Registry, shared: SharedName, setting: Setting) -> Chosen:
    told = _short_for(actors, shared, setting)
    own = _by_day(actors, shared, setting)
    if told and own.actor is not None:
        told[own.actor.id] = own
    if len(told) > 1:
        may_be = ", ".join(sorted(told))
        return Chosen(None, None, f"it may be any of {may_be}, which the report names or which bears the name then")
    if told:
        return next(iter(told.values()))
    if own.actor is None and shared.otherwise is not None:
        return _meant(actors, shared.otherwise, setting, "it is meant where the report names no other")
    return own


def _short_for(actors: Registry, shared: SharedName, setting: Setting) -> dict[str, Chosen]:
    """Return the actors of the report whose longer name the shared one is short for."""
    found: dict[str, Chosen] = {}
    for identity, alias in setting.named if shared.heads else ():
        if identity == shared.id or not any(_bare(word) in shared.heads for word in alias.split(" ")):
            continue
        one = choose(actors, identity, setting)
        if one.actor is not None and (not shared.kinds or one.actor.kind in shared.kinds):
            found.setdefault(one.actor.id, Chosen(one.actor, one.party, f"the report names it “{alias}”"))
    return found


def _by_day(actors: Registry, shared: SharedName, setting: Setting) -> Chosen:
    """Return who bore the name on the days; without days, the one to whose side or time others of the report belong."""
    if not shared.by_day:
        return Chosen(None, None, "the report names none whom the word can mean")
    always = next((held.what for held in shared.by_day if held.first is held.last is None), None)
    if always is not None:
        return _meant(actors, always, setting, "in this country it is meant")
    if setting.days is None:
        return _by_others(actors, shared, setting)
    for held in shared.by_day:
        if held.holds(setting.days):
            return _meant(actors, held.what, setting, f"it bore the name {_on(setting)}")
    return Chosen(None, None, f"who bears the name changed within {setting.days}")


def _by_others(actors: Registry, shared: SharedName, setting: Setting) -> Chosen:
    """Return the bearer of whose party, or else of whose time, the report names others."""
    others = [actors.actors[one] for one, _ in setting.named if one in actors.actors]
    parties = {other.party for other in others}
    meant = [held.what for held in shared.by_day if actors.actors[held.what].party in parties]
    if len(meant) == 1:
        return _meant(actors, meant[0], setting, "no day is known, and the report names others of its party")
    for held in () if meant else shared.by_day:
        witness = next((other.id for other in others if _ended_by(other, held)), None)
        if witness is not None:
            return _meant(actors, held.what, setting, f"no day is known, and the report names {witness}, of its time")
    return Chosen(None, None, "no day is known, and who bears it has changed")


def _ended_by(actor: Actor, held: Held) -> bool:
    """Tell whether all that an actor belonged to, or its key, had ended when a name changed hands, or soon after."""
    ends = [row.last for row in actor.parents] or [row.first for row in actor.parties]
    return held.last is not None and bool(ends) and all(end and end <= held.last + SOON for end in ends)


def _meant(actors: Registry, identity: str, setting: Setting, why: str) -> Chosen:
    actor = actors.actors[identity]
    return Chosen(actor, actor.party_on(setting.days), why)


def _on(setting: Setting) -> str:
    return f"on {setting.days}" + (f", {setting.basis}" if setting.basis else "")


def _bare(word: str) -> str:
    """Cut the Arabic article off, so that `تنظيم …` and `التنظيم` have one head."""
    return word.removeprefix("ال")
