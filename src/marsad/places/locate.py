"""Find where words put something: a point with the radius that the words leave open, or None.

None is an answer: the name is not known, or several places bear it and nothing decides. Where the words name a place
that is not known inside one that is, the answer is the wider one, with its own precision.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.model.country import DEFAULT
from marsad.model.place import Location, Precision
from marsad.places.areas import km_outside
from marsad.places.choice import CERTAIN, WIDE, Candidate, candidates, decide, hinted, losers, support
from marsad.places.context import HINTS, LEAST, Context, city, context, read_units
from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import distance
from marsad.places.names import is_arabic
from marsad.places.shape import TOWN, around, governorate_of, named_area, part, seat, spot, together, with_surroundings
from marsad.places.stretches import line_of, stretch_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.place import Lost, Place
    from marsad.places.expression import Unit

__all__ = ["HINTS", "locate", "weighed"]
FINE = (Precision.POINT, Precision.NEAR, Precision.COMMUNITY)
RULED_OUT = -2.0
"""Words that put a place elsewhere rule it out."""
BORDER_KM = 20.0
"""How far a table's region is taken to reach beyond its communities, for a place that is listed by the very name."""
OF_A_CITY = frozenset(("neighbourhood", "quarters", "street", "landmark"))
BORNE_OUT = 0.4
"""How much the rest of a report says of a place that the words themselves bear out."""
RUNNING = 0.6
"""How much other places of a running text say, beside the region that a table gives: a round-up goes all over."""
PARTY = 0.35
"""What it says for a place that it lies where the party was: as much as settles a tie."""
SEAT = 2
"""From this rank on a town is the seat of a district or governorate."""
ABOUT = 1.2
"""So many times as wide as a region, an area that the words put it in still says as much of where."""
NAMED_AFTER = {"camp", "base", "airport", "field", "crossing", "dam", "prison"}
"""What is often named after a town and lies outside it."""
_OPEN = (None, "area", "site")
BESIDE_KM = 6.0
"""How far from a town lies what a table names beside it, which no list has and no word calls a village."""
_EXACT = {"village", "town", "city", "neighbourhood", "camp"}


def locate(words: str, hints: Sequence[str] = (), country: str = DEFAULT, party: Sequence[str] = ()) -> Location | None:
    """Locate a place expression of a text; `hints` are other place words of the report, the nearest first.

    `party` are the p-codes of areas in which the parties mostly are. A bare `دير الزور` is left open between the city
    and its governorate.
    """
    return _in_text(words, tuple(hints), country, tuple(party))


@lru_cache(maxsize=4096)
def _in_text(words: str, hints: tuple[str, ...], country: str, party: tuple[str, ...]) -> Location | None:
    parsed = read_units(words, country)
    for unit in parsed:
        unit.running = True
    if not parsed:
        return None
    told = replace(context(hints, country, binding=False), party=party)
    return located(parsed, told) or in_city(parsed, told)


def _ranked(parsed: list[Unit], at: int, told: Context) -> list[Candidate]:
    """Score every place that the unit may mean by the rest of the words and by the hints."""
    wider = [(u, candidates(u, told.country)) for u in containers(parsed, at)]
    share = RUNNING if parsed[at].running else 1.0
    found = candidates(parsed[at], told.country, areas_of(wider, told))
    listed = [c for c in found if c.place.kind == "country" and c.name >= CERTAIN]  # no village spelt much like it
    return [weighed_by(c, wider, told, share) for c in listed or found]


def areas_of(wider: list[tuple[Unit, list[Candidate]]], told: Context) -> tuple[str, ...]:
    """Return the governorates in which the words or the hints put a place."""
    named = (c.place for _, options in wider for c in options if c.name >= CERTAIN)
    within = tuple(dict.fromkeys(place.pcode for place in named if place.kind == "governorate"))
    return within or told.areas[:2]


def containers(parsed: list[Unit], at: int) -> list[Unit]:
    """Return the units that say where the one at `at` lies: what follows its list."""
    return [unit for unit in parsed[at + 1 :] if not unit.joined or unit.rural]


def weighed_by(
    candidate: Candidate, wider: list[tuple[Unit, list[Candidate]]], told: Context, share: float = 1.0
) -> Candidate:
    score, why, governed = candidate.score, list(candidate.why), False
    for unit, options in wider:
        scored = [
            (support(candidate.place, unit, o, told.country) + 0.3 * (o.score - 1), o) for o in options if o.score > 0
        ]
        if scored and not _all_outside([o.place for _, o in scored], told):
            best, option = max(scored, key=lambda pair: (pair[0], pair[1].place.pcode))
            guessed = max(o.score for _, o in scored) < LEAST
            if guessed or (governed and option.place.kind == "region"):  # neither contradicts anything
                best = max(best, -0.3)
            elif best < 0:
                best -= 0.7
            score += best if best > RULED_OUT else -10.0
            governed = governed or (best > 0 and option.place.kind == "governorate")
            name = option.place.name_ar or option.place.name_en
            why.append(f"the words put it by {name}" if best > 0 else f"it does not lie by {name}, as the words say")
    supported = score > candidate.score
    if told.anchors:  # what the words themselves say of the place weighs more than the rest of the report
        near = hinted(candidate.place, told.anchors, told.country) * (BORNE_OUT if supported else share)
        score += near
        if near > 0:
            why.append("other places of the report lie near it")
    if told.party and not supported and not {candidate.place.pcode, *candidate.place.parents}.isdisjoint(told.party):
        score += PARTY
        why.append("people of the party mostly were in that area then")
    if (
        told.binding
        and not supported
        and (apart := outside(candidate.place, told)) > BORDER_KM * (candidate.name >= CERTAIN)
    ):
        score -= 10.0
        why.append(f"it lies {apart:.0f} km or more outside the region that is told")
    agreed = 1 if supported else candidate.agreed
    return Candidate(candidate.place, score, tuple(why), candidate.name, agreed)


def _all_outside(places: list[Place], told: Context) -> bool:
    """Tell whether a container can only lie outside the regions that are told: then it was misread."""
    return told.binding and all(outside(place, told) > BORDER_KM for place in places)


def outside(place: Place, told: Context) -> float:
    """Return how far a place lies from the regions that are told, in km."""
    if {place.pcode, *place.parents} & set(told.areas):
        return 0.0
    return min(km_outside(area, (place.lat, place.lon), told.country) for area in told.areas)


def located(parsed: list[Unit], told: Context) -> Location | None:
    head = parsed[0]
    line = line_of(parsed, told, located)
    if line is not None:
        return line
    if head.bearing is not None and (nearer := [unit for unit in parsed[1:] if unit.near]):
        return located([*nearer, *(unit for unit in parsed if not unit.near)], told)
    members = _members(parsed)
    if len(members) > 1:
        return _list(parsed, members, told)
    best, order = decide(_ranked(parsed, 0, told), LEAST, wary=told.binding)
    if best is None:
        return _wider(parsed, order, told)
    chosen = placed(best, head, order, told.country)
    if told.binding or len(parsed) == 1 or best.place.kind not in WIDE:
        return chosen
    return _part_of(chosen, located(parsed[1:], told))


def _part_of(wide: Location, held: Location | None) -> Location:
    """Return the area that the words put a region in, where it says more of where than the region."""
    if held is None or held.precision in FINE or held.radius_km > ABOUT * wide.radius_km:
        return wide
    return replace(held, why=(*held.why, f"the part of {wide.name} that lies there"))


def weighed(words: str, hints: Sequence[str] = (), country: str = DEFAULT) -> tuple[Lost, ...]:
    """List the places that the first name of an expression may mean, the likeliest first, chosen or not."""
    parsed = read_units(words, country)
    if not parsed:
        return ()
    _, order = decide(_ranked(parsed, 0, context(tuple(hints), country, binding=False)), LEAST)
    return losers(None, order, arabic=is_arabic(parsed[0].name), many=8)


def _members(parsed: list[Unit]) -> list[int]:
    """Return the units of the list that the expression begins with."""
    end = 1
    while end < len(parsed) and parsed[end].joined and parsed[end].rural == parsed[0].rural:
        end += 1
    return list(range(end))


def _list(parsed: list[Unit], members: list[int], told: Context) -> Location | None:
    """Locate a list of places, or the stretch between two."""
    rest = parsed[len(members) :]
    stretch = parsed[0].between or parsed[0].kind == "road"
    found = _each(parsed, members, rest, told)
    if stretch and rest and len(found) < len(members):  # a road leads out of what the words put a part of it in
        found = _each(parsed, members, [], told)
    if not found:
        return _wider(parsed, [], told)
    if not stretch:
        return together(found)
    whole = len(found) == len(members)
    return stretch_of(found, rest, told, located, road=parsed[0].kind == "road") if whole else None


def _each(parsed: list[Unit], members: list[int], rest: list[Unit], told: Context) -> list[Location]:
    """Locate every member of a list for which something decides; what a stretch leads to is a town, not its area."""
    stretch = parsed[0].between or parsed[0].kind == "road"
    found = []
    for at in members:
        own = replace(parsed[at], kinds=[k for k in parsed[at].kinds if k != "road"], running=False)
        unit = own if stretch else parsed[at]
        ranked = [_among(c, parsed, members, at, told.country) for c in _ranked([unit, *rest], 0, told)]
        best, order = decide(ranked, LEAST, wary=told.binding)
        if stretch and not told.binding:  # a road leads to the town of this name, whatever lies nearer
            town, among = decide(_ranked([unit], 0, told.alone()), LEAST)
            best, order = (town, among) if town and town.place.rank >= SEAT else (best, order)
        if best:
            found.append(placed(best, unit, order, told.country))
    return found


def _among(candidate: Candidate, parsed: list[Unit], members: list[int], at: int, country: str) -> Candidate:
    """Credit a place that lies by the other members of its list."""
    near = sum(
        any(distance(candidate.at, other.at) < 20 for other in candidates(parsed[m], country))
        for m in members
        if m != at
    )
    return replace(candidate, score=candidate.score + 0.6 * min(near, 2)) if near else candidate


def placed(best: Candidate, unit: Unit, order: list[Candidate], country: str) -> Location:
    """Make the location of a chosen place as the words mean it: itself, its part, or an area that lies to it."""
    lost = losers(best, order, arabic=is_arabic(unit.name))
    why = [*best.why, *([f"fits better than {', '.join(f'{one.name} ({one.pcode})' for one in lost)}"] if lost else [])]
    return replace(_drawn(best.place, unit, why, country), lost=lost)


def _drawn(place: Place, unit: Unit, why: list[str], country: str) -> Location:
    arabic = is_arabic(unit.name)
    apart = unit.near or (unit.km is not None and unit.running)
    if unit.bearing is not None or (apart and unit.kind != "desert" and not unit.rural):
        city = unit.kind in TOWN
        return around(place, unit.bearing, unit.km, why, arabic=arabic, country=country, city=city)
    if not unit.rural and (division := named_area(place, unit, why, arabic=arabic, country=country)):
        return division
    if unit.rural or unit.kind == "desert" or unit.compass is not None:
        return part(place, unit, why, arabic=arabic, country=country)
    if unit.running and unit.kind in {None, "area"} and (area := governorate_of(place, country)):
        return seat(place, area, why, arabic=arabic)
    if unit.kind in NAMED_AFTER and place.kind == "community":
        why = [*why, f"no {unit.kind} is listed by this name"]
        return around(place, None, None, why, arabic=arabic, country=country)
    found = spot(place, why, arabic=arabic)
    return with_surroundings(found) if unit.about else found


def _wider(parsed: list[Unit], order: list[Candidate], told: Context) -> Location | None:
    """Fall back on what contains the place: a truthful wider answer, never its bare middle."""
    lost = parsed[0]
    reason = (
        f"{len(order)} places may be called {lost.name} and nothing decides" if order else f"{lost.name} is not listed"
    )
    rest = parsed[len(_members(parsed)) :]
    if not rest:
        return None
    rest[0].joined = False
    rest[0].running &= lost.kind not in OF_A_CITY  # a quarter of Aleppo is one of the city
    found = located(rest, told)
    if found is None:
        return None
    container = rest[0]
    known = lost.kind in OF_A_CITY and found.precision is Precision.COMMUNITY
    told_in = not lost.kinds and container.kind in _EXACT and container.bearing is None and not container.near
    if known or told_in or container.km is not None:
        return replace(found, why=(*found.why, reason))
    apart = lost.rural or container.kinds or container.near or len(rest) > 1
    if told.binding and lost.kind in _OPEN and not apart and _small(found, told):
        return replace(found, radius_km=BESIDE_KM, precision=Precision.SUBDISTRICT, why=(*found.why, reason))
    return _coarser(found, reason)


def _small(found: Location, told: Context) -> bool:
    """Tell whether an answer is a town or village whose name no district bears."""
    place = gazetteer(told.country).place(found.pcodes[0]) if found.pcodes else None
    return place is not None and place.kind == "community" and place.rank < 2


def _coarser(found: Location, reason: str) -> Location:
    """Widen an answer to what it contains: somewhere in or about this place."""
    if found.precision in (Precision.POINT, Precision.NEAR):
        return replace(
            found, radius_km=max(found.radius_km, 3.0), precision=Precision.COMMUNITY, why=(*found.why, reason)
        )
    if found.precision is Precision.COMMUNITY:
        return replace(
            found, radius_km=max(found.radius_km * 3, 15.0), precision=Precision.DISTRICT, why=(*found.why, reason)
        )
    return replace(found, why=(*found.why, reason))


def in_city(parsed: list[Unit], told: Context) -> Location | None:
    """Put a quarter, street or building that is on no list into the city that is told, as wide as the city is."""
    if len(parsed) > 1 or parsed[0].kind not in OF_A_CITY or parsed[0].rural:
        return None
    seat_of_it = city(told)
    listed = [c.place for c in candidates(parsed[0], told.country) if c.name >= CERTAIN]
    if told.binding:  # a village of this name is none of its quarters, a quarter of another city may be meant
        listed = [place for place in listed if place.kind == "neighbourhood" and not outside(place, told)]
    if seat_of_it is None or (parsed[0].kind == "neighbourhood" and listed):
        return None
    reason = f"{parsed[0].name} is not listed: a {parsed[0].kind} of the city that is told"
    return spot(seat_of_it, [reason], arabic=is_arabic(parsed[0].name))
