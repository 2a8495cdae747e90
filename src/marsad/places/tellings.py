"""One place that a table tells several times, in Arabic and in English: the tellings must agree."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.model.country import DEFAULT
from marsad.places.areas import FAR_KM
from marsad.places.choice import CERTAIN, VARIANT, VERY, Candidate, candidates, decide
from marsad.places.context import LEAST, Context, context, read_units
from marsad.places.geometry import distance
from marsad.places.likeness import alike
from marsad.places.locate import (
    FINE,
    NAMED_AFTER,
    OF_A_CITY,
    areas_of,
    containers,
    in_city,
    located,
    outside,
    placed,
    weighed_by,
)
from marsad.places.names import is_arabic, loose, sound

if TYPE_CHECKING:
    from collections.abc import Sequence

    from marsad.model.place import Location, Place
    from marsad.places.expression import Unit

TOLD, UNTOLD, CONTRADICTED = 0.4, 0.3, 0.9
"""What another telling of the same place adds to it, and what its silence or another name takes away."""
UNLISTED = 0.1
"""What a place loses that has no name in the letters of another telling."""
KINDRED = 0.6
"""So many letters two spellings of one name have in common."""


def locate_told(tellings: Sequence[str], hints: Sequence[str] = (), country: str = DEFAULT) -> Location | None:
    """Locate one place as a table tells it, perhaps several times (in Arabic, in English): the tellings must agree.

    `hints` are the table's columns of regions: they bind. A bare `دير الزور` in the column of places is the city.
    """
    told = context(tuple(hints), country, binding=True)
    read = [parsed for words in tellings if words and (parsed := read_units(words, country))]
    if len(read) > 1:
        read = _headed(read, country)
    if len(read) > 1:
        return _agreed(read, told)
    return (located(read[0], told) or in_city(read[0], told)) if read else None


def _headed(read: list[list[Unit]], country: str) -> list[list[Unit]]:
    """Let all tellings begin with the same place: one may name first what another puts it in (`Abu Kamal, Baghouz`).

    A telling that names only what the finer place of another lies in adds nothing.
    """
    one, other = read[:2]
    for told, longer in ((one, other), (other, one)):
        at = next((n for n, unit in enumerate(longer) if _same_name(unit, told[0])), 0)
        listed = any(unit.joined or unit.between for unit in (*told, *longer))
        if at and not listed and not _same_name(longer[0], told[0]):
            if _rank(longer[0], country) > _rank(longer[at], country) >= 0:
                first = replace(longer[at], joined=False)
                moved = [first, *longer[:at], *longer[at + 1 :]]
                return [moved if parsed is longer else parsed for parsed in read]
            if len(told) == 1 and _rank(longer[0], country) >= 0:
                return [longer]
    return read


def _same_name(one: Unit, other: Unit) -> bool:
    """Tell whether two units of different tellings name the same."""
    return len(sound(one.name)) > 1 and sound(one.name) == sound(other.name)


def _rank(unit: Unit, country: str) -> int:
    """Return the rank of the town that a unit's very name means; -1 where it is not listed."""
    return max((c.place.rank for c in candidates(unit, country) if c.name >= CERTAIN), default=-1)


def _agreed(read: list[list[Unit]], told: Context) -> Location | None:
    """Choose by all tellings at once: what one alone leaves open, another may decide; where they differ, None."""
    _share_kinds([parsed[0] for parsed in read])
    wider = [(u, candidates(u, told.country)) for parsed in read for u in containers(parsed, 0)]
    areas = areas_of(wider, told)
    named = [candidates(parsed[0], told.country, areas) for parsed in read]
    pool = _pooled(_without_guesses(named, areas), [parsed[0].name for parsed in read])
    best, order = decide([weighed_by(c, wider, told) for c in pool], LEAST, wary=True)
    met = None if best else _met(read, told)
    best = best or (None if met else _town_elsewhere(pool, told))
    if best is None:
        return None if met and _gainsaid((met.lat, met.lon), read, told) else met
    if best.agreed < 0 and _gainsaid(best.at, read, told):
        return None
    unit = next(p[0] for p, options in zip(read, named, strict=True) if any(c.place == best.place for c in options))
    return placed(best, unit, order, told.country)


def _town_elsewhere(pool: list[Candidate], told: Context) -> Candidate | None:
    """Return the town that every telling names, where the regions that are told have no place of its name.

    So the regions are mistaken: a town is what its name means.
    """
    if not told.binding or any(c.name >= VARIANT and not outside(c.place, told) for c in pool):
        return None
    named = [c for c in pool if c.name >= VERY and c.agreed > 0 and c.place.kind == "community"]
    towns = {c.place.pcode: c for c in named if c.place.rank}
    if len(towns) != 1:
        return None
    town = next(iter(towns.values()))
    return replace(town, why=(*town.why, "the region that is told has no place of this name"))


def _gainsaid(at: tuple[float, float], read: list[list[Unit]], told: Context) -> bool:
    """Tell whether a telling begins with the name of a city elsewhere, and of no place near this answer."""
    heads = [[c for c in candidates(parsed[0], told.country) if c.name >= VARIANT] for parsed in read]
    cities = (named for named in heads if any(c.place.rank >= 2 for c in named))
    return any(all(distance(c.at, at) > FAR_KM for c in named) for named in cities)


def _met(read: list[list[Unit]], told: Context) -> Location | None:
    """Answer where each telling has its answer and they meet, or where one alone has a wide one."""
    answers = [found for parsed in read if (found := located(parsed, told) or in_city(parsed, told))]
    named = [found for parsed in read if (found := located(parsed, told)) and found.precision in FINE]
    answers = named or answers  # what names its town, before what does not
    if len(answers) == 1:
        only = answers[0]
        alone = only.precision not in FINE or read[0][0].kind in OF_A_CITY or _is_container(only, read, told)
        return only if alone else None
    return answers[0] if answers and _meet(answers) else None


def _is_container(answer: Location, read: list[list[Unit]], told: Context) -> bool:
    """Tell whether an answer is a place in which the words put another one, that no list has."""
    heads = {c.place.pcode for parsed in read for c in candidates(parsed[0], told.country, told.areas[:2])}
    return bool(answer.pcodes) and answer.pcodes[0] not in heads


def _share_kinds(heads: list[Unit]) -> None:
    """Give a telling without a kind of place that of the others (`حي الرميلة`, `Rumaila`)."""
    known = next((unit for unit in heads if unit.kind in OF_A_CITY | NAMED_AFTER), None)
    for unit in heads if known else ():
        if not unit.kinds and known and sound(unit.name) == sound(known.name):
            unit.kinds = list(known.kinds)


def _without_guesses(tellings: list[list[Candidate]], areas: tuple[str, ...]) -> list[list[Candidate]]:
    """Where one telling gives a listed name, keep of the others' resembling names only those of the same places."""
    sure = {c.place.pcode for told in tellings for c in told if c.name >= CERTAIN and {*c.place.parents} & {*areas}}
    if not sure:
        return tellings
    return [[c for c in told if c.name >= CERTAIN or c.place.pcode in sure] for told in tellings]


def _pooled(told: list[list[Candidate]], names: list[str]) -> list[Candidate]:
    """Join the candidates of several tellings: two that name one place bear each other out, a missing one does not."""
    pool: dict[str, list[tuple[int, Candidate]]] = {}
    for number, options in enumerate(told):
        for one in options:
            pool.setdefault(one.place.pcode, []).append((number, one))
    joined = []
    for found in pool.values():
        options = [one for _, one in found]
        best = max(options, key=lambda c: c.score)
        missing = [name for number, name in enumerate(names) if number not in {at for at, _ in found}]
        score, why = best.score - sum(_silence(name, best.place) for name in missing), best.why
        if len(options) > 1 and best.name >= CERTAIN:
            score, why = score + TOLD * min(1.0, *(c.score for c in options)), (*why, "every telling of it agrees")
        joined.append(
            replace(best, score=score, why=why, name=max(c.name for c in options), agreed=-1 if missing else 1)
        )
    return joined


def _silence(name: str, place: Place) -> float:
    """Return what a place loses that one telling does not name: more where that one names something else."""
    listed = place.name_ar if is_arabic(name) else place.name_en
    if not listed:
        return UNLISTED
    kin = sound(name) == sound(listed) or alike(loose(name), loose(listed)) >= KINDRED
    return UNTOLD if kin else CONTRADICTED


def _meet(answers: list[Location]) -> bool:
    one, other = answers[0], answers[1]
    return distance((one.lat, one.lon), (other.lat, other.lon)) <= max(one.radius_km, other.radius_km, 8.0)
