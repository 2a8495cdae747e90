"""What outlets tell of one invented incident, day by day, so that what a ledger should make of it is known."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import TYPE_CHECKING

from marsad.model.claim import Group, Harm, Method, Side
from marsad.model.count import Count
from marsad.model.when import Days
from marsad.sample.page import Said
from marsad.sample.truth import TrueIncident

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from random import Random

    from marsad.model.place import Place

_MEANS = {
    Method.AIRSTRIKE: ("syrian_government", "russia"),
    Method.SHELLING: ("syrian_government", "opposition"),
    Method.EXPLOSIVE: ("isis",),
    Method.SHOOTING: ("isis", "opposition"),
    Method.CLASH: ("isis", "syrian_government"),
}
_FIGHTERS = ("syrian_government", "isis", "opposition", "sdf")


@dataclass(frozen=True, slots=True)
class Telling:
    """Sentences that one outlet prints on one day about one incident, the parts behind their wholes."""

    outlet: str
    day: date
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """An incident with all that is told of it."""

    truth: TrueIncident
    tellings: tuple[Telling, ...]


def story(name: int, day: date, place: Place, outlets: Sequence[str], random: Random) -> Story:
    """Invent an incident and how its toll came out; the first outlet settles it, the others are held against it."""
    killed = min(1 + int(random.expovariate(1 / 6)), 60)
    first, *others = random.sample(outlets, random.choices((1, 2, 3), (45, 35, 20))[0])
    base = _base(name, day, place, random)
    kind = random.choices(("plain", "rising", "corrected", "added"), (50, 30, 8, 12))[0]
    known, told = _first(kind, killed, base, first, random)
    end = told[-1].day
    kinds, ends = {kind}, [killed]
    for other in others:
        how = random.choices(("agrees", "differs", "early"), (60, 25, 15))[0]
        if how == "differs" and killed > 2 and kind == "plain":
            ends.append(killed + random.choice((-2, -1, 1, 2)))
            kinds.add("disputed")
        count = min(known, killed) if how == "early" else ends[-1]
        said = replace(base, count=Count(count, count))
        if how != "differs" and len(others) == 1 and random.random() < 0.5:
            said = replace(said, side=Side.UNKNOWN, party=None)
        told.append(Telling(other, told[0].day if how == "early" else end, (said,)))
    if random.random() < 0.05 and base.by_party:
        kinds.add("denied")
        told.append(Telling(base.by_party, end, (replace(base, kind="denied", count=Count(0, 0), party=None),)))
    if random.random() < 0.1:
        kinds.add("looked back on")
        later = end + timedelta(random.randint(5, 50))
        told.append(Telling(random.choice(outlets), later, (replace(base, count=Count(killed, killed), source=first),)))
    truth = TrueIncident(name, day, place, killed, (min(ends), max(ends)), frozenset(kinds))
    return Story(truth, tuple(told))


def _base(name: int, day: date, place: Place, random: Random) -> Said:
    method = random.choice(list(_MEANS))
    doer = random.choice(_MEANS[method]) if random.random() < 0.7 else None
    fighters = method is Method.CLASH or random.random() < 0.3
    party = random.choice([key for key in _FIGHTERS if key != doer]) if fighters else None
    return Said(
        kind="event",
        harm=Harm.KILLED,
        count=Count(0, None),
        when=Days.of(day),
        place=place,
        side=Side.COMBATANT if fighters else Side.CIVILIAN,
        party=party,
        by_party=doer,
        method=method,
        incident=name,
    )


def _first(kind: str, killed: int, base: Said, outlet: str, random: Random) -> tuple[int, list[Telling]]:
    """Tell what the outlet that settles the toll says, and how many it knew of at first."""
    soon = base.when.first + timedelta(random.randint(0, 1))
    later = soon + timedelta(random.randint(1, 3))
    final = replace(base, count=Count(killed, killed))
    known = max(killed // 2, 1)
    if kind == "plain" or (killed == 1 and kind != "corrected"):
        return killed, [Telling(outlet, soon, _with_details(final, random))]
    if kind == "corrected":
        known = killed + random.randint(1, 4)
    least = kind == "rising" and random.random() < 0.5
    opening = replace(base, count=Count(known, None if least else known))
    if kind == "added":
        update = replace(base, kind="more", count=Count(killed - known, killed - known))
        return known, [Telling(outlet, soon, (opening,)), Telling(outlet, later, (update,))]
    update = replace(final, kind="running")
    return known, [Telling(outlet, soon, _with_details(opening, random)), Telling(outlet, later, (update,))]


def _with_details(said: Said, random: Random) -> tuple[Said, ...]:
    """Add how many were children, or hurt, as reports do."""
    found = [said]
    if said.side is Side.CIVILIAN and said.count.low > 1 and random.random() < 0.3:
        some = random.randint(1, said.count.low - 1)
        group = random.choice((Group.CHILDREN, Group.WOMEN))
        found.append(replace(said, kind="part", count=Count(some, some), group=group))
    if random.random() < 0.5:
        hurt = random.randint(1, 30)
        approx = random.random() < 0.2
        found.append(replace(said, harm=Harm.INJURED, count=Count(hurt, hurt, approx=approx)))
    return tuple(found)
