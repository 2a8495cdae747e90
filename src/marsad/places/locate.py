"""Find where words put something: a point with the radius that the words leave open, or None.

None is an answer: the name is not known, or several places bear it and nothing decides. Where the words name a place
that is not known inside one that is, the answer is the wider one, with its own precision.
"""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.model.place import Location, Precision
from marsad.places.choice import CERTAIN, Candidate, candidates, decide, hinted, support
from marsad.places.expression import Unit, units
from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import distance
from marsad.places.names import is_arabic
from marsad.places.shape import around, between, governorate_of, part, seat, spot, together

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.place import Place

LEAST = 0.75
"""What the evidence for a place must add up to; a listed name alone has 1."""
HINTS = 5
TOLD, UNTOLD = 0.4, 0.3
"""What another telling of the same place adds to it, and what its silence takes away."""
FINE = (Precision.POINT, Precision.NEAR, Precision.COMMUNITY)
RULED_OUT = -2.0
"""Words that put a place elsewhere rule it out."""
RUNNING = 0.6
"""How much other places of a running text say, beside the region that a table gives: a round-up goes all over."""
NAMED_AFTER = {"camp", "base", "airport", "field", "crossing", "dam", "prison"}
"""What is often named after a town and lies outside it."""
_EXACT = {"village", "town", "city", "neighbourhood", "camp"}


def locate(words: str, hints: Sequence[str] = (), country: str = "sy") -> Location | None:
    """Locate a place expression of a text; `hints` are other place words of the report, the nearest first.

    A bare `دير الزور` is left open between the city and its governorate.
    """
    return _in_text(words, tuple(hints), country)


@lru_cache(maxsize=4096)
def _in_text(words: str, hints: tuple[str, ...], country: str) -> Location | None:
    parsed = _units(words, country)
    for unit in parsed:
        unit.running = True
    if not parsed:
        return None
    return _located(parsed, _all_anchors(hints, country), country) or _quarter(parsed, hints, country)


def locate_told(tellings: Sequence[str], hints: Sequence[str] = (), country: str = "sy") -> Location | None:
    """Locate one place as a table tells it, perhaps several times (in Arabic, in English): the tellings must agree.

    A bare `دير الزور` in the column of places is the city.
    """
    anchors = _all_anchors(hints, country)
    read = [parsed for words in tellings if words and (parsed := _units(words, country))]
    if len(read) > 1:
        return _agreed(read, anchors, country)
    return (_located(read[0], anchors, country) or _quarter(read[0], hints, country)) if read else None


def _units(words: str, country: str) -> list[Unit]:
    return units(words, gazetteer(country))


def _all_anchors(hints: Sequence[str], country: str) -> list[tuple[Candidate, ...]]:
    return [anchor for hint in tuple(hints)[:HINTS] if (anchor := _anchors(hint, country))]


@lru_cache(maxsize=2048)
def _anchors(hint: str, country: str) -> tuple[Candidate, ...]:
    """Return what a hint may mean: the best of each name in it, areas and well-known places before villages."""
    found = []
    for unit in _units(hint, country):
        all_of_it = sorted(candidates(unit, country), key=lambda c: -c.score)
        areas = [c for c in all_of_it if c.place.kind == "governorate"]
        best, _ = decide(all_of_it, LEAST)
        found += areas or ([best] if best else [])
    return tuple(found)


def _ranked(parsed: list[Unit], at: int, anchors: list[tuple[Candidate, ...]], country: str) -> list[Candidate]:
    """Score every place that the unit may mean by the rest of the words and by the hints."""
    wider = [(u, candidates(u, country)) for u in _containers(parsed, at)]
    share = RUNNING if parsed[at].running else 1.0
    return [_weighed(c, wider, anchors, country, share) for c in candidates(parsed[at], country)]


def _containers(parsed: list[Unit], at: int) -> list[Unit]:
    """Return the units that say where the one at `at` lies: what follows its list."""
    return [unit for unit in parsed[at + 1 :] if not unit.joined or unit.rural]


def _weighed(
    candidate: Candidate,
    wider: list[tuple[Unit, list[Candidate]]],
    anchors: list[tuple[Candidate, ...]],
    country: str,
    share: float = 1.0,
) -> Candidate:
    score, why = candidate.score, list(candidate.why)
    for unit, options in wider:
        scored = [(support(candidate.place, unit, o, country) + 0.3 * (o.score - 1), o) for o in options if o.score > 0]
        if scored:
            best, option = max(scored, key=lambda pair: (pair[0], pair[1].place.pcode))
            if max(o.score for _, o in scored) < LEAST:  # a container that is itself a guess contradicts nothing
                best = max(best, -0.3)
            score += best if best > RULED_OUT else -10.0
            name = option.place.name_ar or option.place.name_en
            why.append(f"the words put it by {name}" if best > 0 else f"it does not lie by {name}, as the words say")
    if anchors:  # what the words themselves say of the place weighs more than the rest of the report
        near = hinted(candidate.place, anchors, country) * (TOLD if score > candidate.score else share)
        score += near
        if near > 0:
            why.append("other places of the report lie near it")
    return replace(candidate, score=score, why=tuple(why))


def _located(parsed: list[Unit], anchors: list[tuple[Candidate, ...]], country: str) -> Location | None:
    head = parsed[0]
    if head.bearing is not None and (nearer := [unit for unit in parsed[1:] if unit.near]):
        return _located([*nearer, *(unit for unit in parsed if not unit.near)], anchors, country)
    members = _members(parsed)
    if len(members) > 1:
        return _list(parsed, members, anchors, country)
    best, order = decide(_ranked(parsed, 0, anchors, country), LEAST)
    if best is None:
        return _wider(parsed, order, anchors, country)
    return _placed(best, head, order, country)


def _members(parsed: list[Unit]) -> list[int]:
    """Return the units of the list that the expression begins with."""
    end = 1
    while end < len(parsed) and parsed[end].joined and parsed[end].rural == parsed[0].rural:
        end += 1
    return list(range(end))


def _list(
    parsed: list[Unit], members: list[int], anchors: list[tuple[Candidate, ...]], country: str
) -> Location | None:
    """Locate a list of places, or the stretch between two."""
    found = []
    for at in members:
        rest = [parsed[at], *parsed[len(members) :]]
        ranked = [_among(c, parsed, members, at, country) for c in _ranked(rest, 0, anchors, country)]
        best, order = decide(ranked, LEAST)
        if best:
            found.append(_placed(best, parsed[at], order, country))
    if not found:
        return _wider(parsed, [], anchors, country)
    if parsed[0].between or parsed[0].kind == "road":
        return between(found) if len(found) == len(members) else None
    return together(found)


def _among(candidate: Candidate, parsed: list[Unit], members: list[int], at: int, country: str) -> Candidate:
    """Credit a place that lies by the other members of its list."""
    near = sum(
        any(distance(candidate.at, other.at) < 20 for other in candidates(parsed[m], country))
        for m in members
        if m != at
    )
    return replace(candidate, score=candidate.score + 0.6 * min(near, 2)) if near else candidate


def _placed(best: Candidate, unit: Unit, order: list[Candidate], country: str) -> Location:
    """Make the location of a chosen place as the words mean it: itself, its part, or an area that lies to it."""
    why = [*best.why, *_lost(best, order)]
    arabic = is_arabic(unit.name)
    if unit.bearing is not None or (unit.near and unit.kind != "desert"):
        return around(best.place, unit.bearing, unit.km, why, arabic=arabic, country=country)
    if unit.rural or unit.kind == "desert" or unit.compass is not None:
        return part(best.place, unit, why, arabic=arabic, country=country)
    if unit.running and unit.kind is None and (area := governorate_of(best.place, country)):
        return seat(best.place, area, why, arabic=arabic)
    if unit.kind in NAMED_AFTER and best.place.kind == "community":
        return around(
            best.place, None, None, [*why, f"no {unit.kind} is listed by this name"], arabic=arabic, country=country
        )
    return spot(best.place, why, arabic=arabic)


def _lost(best: Candidate, order: list[Candidate]) -> list[str]:
    """Tell which namesakes elsewhere fit less well."""
    rest = [c for c in order if distance(c.at, best.at) > best.place.radius_km + 8][:3]
    names = ", ".join(f"{c.place.name_ar or c.place.name_en} ({c.place.pcode})" for c in rest)
    return [f"fits better than {names}"] if rest else []


def _wider(
    parsed: list[Unit], order: list[Candidate], anchors: list[tuple[Candidate, ...]], country: str
) -> Location | None:
    """Fall back on what contains the place: a truthful wider answer, never its bare middle."""
    lost = parsed[0]
    reason = (
        f"{len(order)} places may be called {lost.name} and nothing decides" if order else f"{lost.name} is not listed"
    )
    rest = parsed[len(_members(parsed)) :]
    if not rest:
        return None
    rest[0].joined = False
    found = _located(rest, anchors, country)
    if found is None:
        return None
    container = rest[0]
    if lost.kind == "neighbourhood" and found.precision is Precision.COMMUNITY:
        return replace(found, why=(*found.why, reason))
    if container.km is not None:
        return replace(found, why=(*found.why, reason))
    if not lost.kinds and container.kind in _EXACT and container.bearing is None and not container.near:
        return replace(found, why=(*found.why, reason))
    return _coarser(found, reason)


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


def _quarter(parsed: list[Unit], hints: Sequence[str], country: str) -> Location | None:
    """Put a quarter that is on no list into the city that the report is about, as wide as the city is."""
    if len(parsed) > 1 or parsed[0].kind != "neighbourhood" or parsed[0].rural or not hints:
        return None
    city = _city(hints[0], country)
    elsewhere = any(c.name >= CERTAIN for c in candidates(parsed[0], country))
    if city is None or elsewhere:
        return None
    reason = f"{parsed[0].name} is not listed: a quarter of the city that the report names"
    return spot(city, [reason], arabic=is_arabic(parsed[0].name))


@lru_cache(maxsize=2048)
def _city(words: str, country: str) -> Place | None:
    """Return the city that words name: a seat of a governorate or district."""
    parsed = _units(words, country)
    if not parsed or parsed[0].rural or parsed[0].bearing is not None:
        return None
    best, _ = decide(candidates(parsed[0], country), LEAST)
    return best.place if best and best.place.kind == "community" and best.place.rank >= 2 else None


def _agreed(read: list[list[Unit]], anchors: list[tuple[Candidate, ...]], country: str) -> Location | None:
    """Choose by all tellings at once: what one alone leaves open, another may decide; where they differ, None."""
    wider = [(u, candidates(u, country)) for parsed in read for u in _containers(parsed, 0)]
    pool = _pooled([candidates(parsed[0], country) for parsed in read])
    best, order = decide([_weighed(c, wider, anchors, country) for c in pool], LEAST)
    if best is None:
        answers = [found for parsed in read if (found := _located(parsed, anchors, country))]
        alone = len(answers) == 1 and answers[0].precision not in FINE
        return answers[0] if alone or (len(answers) > 1 and _meet(answers)) else None
    unit = next(p[0] for p in read if any(c.place == best.place for c in candidates(p[0], country)))
    return _placed(best, unit, order, country)


def _pooled(told: list[list[Candidate]]) -> list[Candidate]:
    """Join the candidates of several tellings: two that name one place bear each other out, a missing one does not."""
    pool: dict[str, list[Candidate]] = {}
    for options in told:
        for one in options:
            pool.setdefault(one.place.pcode, []).append(one)
    joined = []
    for options in pool.values():
        best = max(options, key=lambda c: c.score)
        score, why = best.score - UNTOLD * (len(told) - len(options)), best.why
        if len(options) > 1 and best.name >= CERTAIN:
            score, why = score + TOLD * min(1.0, *(c.score for c in options)), (*why, "every telling of it agrees")
        joined.append(replace(best, score=score, why=why, name=max(c.name for c in options)))
    return joined


def _meet(answers: list[Location]) -> bool:
    one, other = answers[0], answers[1]
    return distance((one.lat, one.lon), (other.lat, other.lon)) <= max(one.radius_km, other.radius_km, 8.0)
