"""Choose among the places that share a name, by evidence that can be listed, or decline.

Evidence comes from the name itself (as listed, another spelling), from the kind of place the words say, from the
places that contain it in the words, and from other places of the report. Each item is a number and a sentence; a place
that the words rule out, or a tie between places far apart, is not chosen: a wrong place is the worst answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from marsad.model.place import Lost
from marsad.places.areas import km_outside, within
from marsad.places.gazetteer import gazetteer
from marsad.places.geometry import bearing, distance, turn
from marsad.places.kinds import abroad, own_name, says_kind, says_less, tells_kind
from marsad.places.likeness import BEGUN, SLIP, listed, resembling, sounding
from marsad.places.names import is_arabic, loose, plain
from marsad.places.words import KIND_OF

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from marsad.model.place import Place
    from marsad.places.expression import Unit
    from marsad.places.gazetteer import Hit

ADMIN = ("governorate", "district", "subdistrict")
SPOTS = ("community", "neighbourhood", "site", "camp", "base", "airport", "crossing", "dam", "field")
WIDE = frozenset(("region", "desert", "mountain", "lake"))
"""Kinds of what lies in several areas."""
HINT_NEAR, HINT_60, HINT_FAR = 0.2, -0.6, -1.4
QUARTER_KM = 4.0
"""How far what lies in a quarter may be from its middle."""
CITY_KM = 25.0
"""A governorate no larger than this is a city, and its name is given to what lies this near, too (`دمشق`)."""
MARGIN = 0.3
"""How much better than a namesake far away a place must fit to be chosen."""
GUESS = 0.5
"""How much more evidence a place needs whose name only resembles the words."""
TOGETHER_KM = 8.0
"""Namesakes no farther apart are one answer."""

VERY, VARIANT = 0.93, 0.85
"""A name that is the listed one, and one that differs by an article or an ending."""
NAMED_ALIKE = ("community", "neighbourhood")
AGREED = 0.4
"""How much less doubt there is where the words or another telling bear a place out."""
AGAINST = ("it does not lie", "it lies")
DOUBTFUL = 1.9
"""So much doubt is too much."""

_RANK = (0.0, 0.5, 0.9, 1.3)
CERTAIN = 0.75
"""A name that fits so well is the name; what fits less is another spelling or another name."""
_FITS: dict[str, dict[str, float]] = {
    "governorate": {"governorate": 2.0, "community": -1.5},
    "district": {"district": 1.2, "community": -0.3},
    "subdistrict": {"subdistrict": 1.2, "community": 0.3},
    "area": {"region": 0.5, "district": 0.0, "subdistrict": 0.0},
    "village": {"community": 0.4, "governorate": -2, "district": -1.5, "subdistrict": -1.5, "neighbourhood": -0.3},
    "town": {"community": 0.4, "governorate": -2, "district": -1.5, "subdistrict": -1.5, "neighbourhood": -0.3},
    "city": {"community": 0.3, "governorate": -2, "district": -1.5, "subdistrict": -1.5, "neighbourhood": -0.6},
    "neighbourhood": {
        "neighbourhood": 1.2,
        "community": -2.4,
        "governorate": -3,
        "district": -2.5,
        "subdistrict": -2.5,
    },
    "quarters": {"neighbourhood": 1.2, "community": -0.9, "governorate": -3, "district": -2.5, "subdistrict": -2.5},
    "street": {"neighbourhood": 0.2, "community": -4, "governorate": -4, "district": -4, "subdistrict": -4, "camp": -2},
    "landmark": {"neighbourhood": 0.1, "community": -0.6, "governorate": -1.5, "district": -1.5, "subdistrict": -1.5},
    "farm": {"community": 0.3, "site": 0.3, "neighbourhood": -2, "governorate": -3, "district": -2, "subdistrict": -2},
    "suburb": {"neighbourhood": 0.4, "community": 0.4, "governorate": -2, "district": -1.5},
}
_BARE = {"governorate": -0.7, "district": -0.7, "subdistrict": -0.7, "neighbourhood": -0.3, "site": -0.2}
BARE_QUARTER = 0.3
"""A table has a quarter's bare name for a quarter; in running text a bare name is rather a town's."""
OF_A_VILLAGE = -2.0
"""A table names a mosque or school after whom it is named after, rather than after a village."""
SAID = 1.0
"""What it says for a place that the words have its kind."""
_RURAL = {"governorate": 0.9, "district": 0.3, "subdistrict": 0.2, "neighbourhood": -1.5}
_WITHIN = {"subdistrict": 1.6, "district": 1.5, "governorate": 1.3}
RESEMBLES = 0.4
"""What a likeness loses where another place is listed by the very name."""
_PREFIX = {
    "desert": "باديه",
    "mountain": "جبل",
    "camp": "مخيم",
    "field": "حقل",
    "airport": "مطار",
    "base": "قاعده",
    "crossing": "معبر",
    "dam": "سد",
    "river": "نهر",
    "lake": "بحيره",
    "plain": "سهل",
    "prison": "سجن",
    "road": "طريق",
}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name may mean: how well it fits (higher is better) and why."""

    place: Place
    score: float
    why: tuple[str, ...] = ()
    name: float = 1.0
    """How well the name alone fits: 1 as listed, less for other spellings."""
    agreed: int = 0
    """1 where the words or another telling bear it out, -1 where a telling is silent on it."""

    @property
    def at(self) -> tuple[float, float]:
        """Latitude and longitude."""
        return self.place.lat, self.place.lon


def candidates(unit: Unit, country: str, areas: tuple[str, ...] = ()) -> list[Candidate]:
    """List the places that a unit's name may mean, each scored by name and kind alone.

    Where the governorates are known in which to look, also those in them whose name is spelt much like it.
    """
    found: dict[str, Candidate] = {}
    for name in (unit.name, *unit.others):
        for candidate in _meant(name, unit.kind, areas, country):
            old = found.get(candidate.place.pcode)
            if old is None or candidate.score > old.score:
                found[candidate.place.pcode] = candidate
    return [
        Candidate(c.place, c.score + _kind(c.place, unit, country) * (1.0 if c.name >= CERTAIN else 0.4), c.why, c.name)
        for c in found.values()
    ]


@lru_cache(maxsize=4096)
def _meant(name: str, kind: str | None, areas: tuple[str, ...], country: str) -> tuple[Candidate, ...]:
    """List the places of a name, and where none lies in the areas that are told, those of a name much like it."""
    strict = _by_name(name, kind, country)
    if any(c.name >= CERTAIN and not {*areas}.isdisjoint(c.place.parents) for c in strict):
        return strict
    seen = {c.place.pcode for c in strict}
    weak = [c for c in _by_sound(name, kind, country) if c.place.pcode not in seen]
    return (*strict, *weak, *_alike_within(name, kind, areas, country))


@lru_cache(maxsize=4096)
def _by_name(name: str, kind: str | None, country: str) -> tuple[Candidate, ...]:
    """List the places listed by a name, without regard to its kind but for names that hold it (`مخيم الهول`)."""
    places = gazetteer(country)
    if kind in _PREFIX:
        for whole in [f"{_PREFIX[kind]} {name}"] if is_arabic(name) else [f"{name} {kind}", f"{name} oil {kind}"]:
            if places.exact(plain(whole)):
                return tuple(Candidate(hit.place, 1.5, (_name_reason(hit.place, 1.0),)) for hit in places.named(whole))
    return tuple(_candidate(hit.place, _listed(name, hit)) for hit in places.named(name))


@lru_cache(maxsize=4096)
def _by_sound(name: str, kind: str | None, country: str) -> tuple[Candidate, ...]:
    """List the places of another name that sounds the same or begins with it."""
    places, strict = gazetteer(country), _by_name(name, kind, country)
    if any(c.score > 1 for c in strict):  # the name with its kind
        return ()
    weak = [
        (hit.place, sounding(name, hit.place.name_ar, hit.place.name_en) - 0.1 * hit.other)
        for hit in places.sounding(name)
    ]
    loss = RESEMBLES if any(c.name >= CERTAIN for c in strict) else 0.0
    if is_arabic(name) and not loss:
        weak += [(hit.place, BEGUN) for hit in places.begun(name) if name.removeprefix("ال") not in KIND_OF]
        if name.startswith("البو"):  # people of Abu X, and their village
            father = f"ابو {name[4:].strip()}"
            named = (*_by_name(father, kind, country), *_by_sound(father, kind, country))
            weak += [(c.place, min(c.name, SLIP)) for c in named]
    best: dict[str, tuple[Place, float]] = {}
    for place, score in weak:
        if score > 0.2 and not says_less(place):
            best.setdefault(place.pcode, (place, score - loss))
    return tuple(_candidate(place, score) for place, score in best.values())


def _candidate(place: Place, score: float) -> Candidate:
    """Make a candidate of a place by how well its name fits; a district says less of where something was."""
    return Candidate(place, score - 0.5 * says_less(place), (_name_reason(place, score),), score)


def _listed(name: str, hit: Hit) -> float:
    return listed(name, hit.place.name_ar, hit.place.name_en, other=hit.other, exact=hit.exact)


def _alike_within(name: str, kind: str | None, areas: tuple[str, ...], country: str) -> tuple[Candidate, ...]:
    """List the places of some governorates whose name is spelt much like one that none of them bears."""
    if not areas:
        return ()
    loss = RESEMBLES if any(c.name >= CERTAIN for c in _by_name(name, kind, country)) else 0.0
    key, arabic, places = loose(name), is_arabic(name), gazetteer(country)
    found = []
    for area in areas:
        for other, hits in places.alike(key, area):
            score = resembling(key, other, arabic=arabic) - loss
            found += [
                Candidate(h.place, score - 0.1 * h.other, (_name_reason(h.place, score),), score)
                for h in hits
                if score > 0.2
            ]
    return tuple(found)


def _name_reason(place: Place, score: float) -> str:
    if score >= 1:
        return f"{_shown(place)} is listed by this name"
    if score == BEGUN:
        return f"{_shown(place)} bears this name with a further word"
    return f"{_shown(place)} is {'also called so' if score >= CERTAIN else 'spelt much like it'}"


def _shown(place: Place) -> str:
    return f"{place.name_ar or place.name_en} ({place.kind}, {place.pcode})"


def _kind(place: Place, unit: Unit, country: str) -> float:
    """Score a place by rank and by the kind of place that the words say."""
    prior = _RANK[place.rank] if place.kind == "community" else 0.2 if place.rank else 0.0
    if unit.rural:
        named = place.kind == "governorate" and own_name(place.pcode, country)
        return prior + _RURAL.get(place.kind, 0.0) + 0.6 * named
    kind = unit.kind
    if kind is None or (kind in {"road", "desert"} and place.kind != kind):
        table_quarter = kind is None and not unit.running and place.kind == "neighbourhood"
        told = 0.0 if tells_kind(place, unit.name, country) else _BARE.get(place.kind, 0.0)
        told = SAID if says_kind(place, unit.name) else told
        return prior + (BARE_QUARTER if table_quarter else told)
    if kind == "village" and place.rank >= 2:
        prior = 0.2
    if kind == "city":
        prior *= 1.3
    fits = _FITS.get(kind)
    if kind == "landmark" and place.kind == "community" and not (place.rank or unit.running):
        return prior + OF_A_VILLAGE
    if fits is not None:
        return prior + fits.get(place.kind, -0.2)
    named_after = 0.2 if place.kind in {"site", "region", "base"} else -0.2 if kind == "camp" else -0.3
    return prior + (SAID if place.kind == kind else named_after)


def support(place: Place, unit: Unit, wider: Candidate, country: str) -> float:
    """Score how well the words' container, landmark or direction fits a place: negative where it contradicts."""
    anchor = wider.place
    if anchor.kind == "country":
        return -1.0 if abroad(place) else 0.2
    if anchor.kind in ADMIN:
        if within(place, anchor):
            return _WITHIN[anchor.kind] + _side(place, unit, wider)
        outside = km_outside(anchor.pcode, (place.lat, place.lon), country)
        outside -= 1.5 * place.radius_km if place.kind in WIDE else 0.0
        return 0.2 if outside < 5 else -0.3 if outside < 15 else -3.0
    apart = distance((place.lat, place.lon), wider.at)
    if anchor.kind not in SPOTS:
        return _by_region(apart, anchor.radius_km)
    return _by_spot(place, unit, wider, apart)


def _by_region(apart: float, radius: float) -> float:
    """Score by a desert, mountain, region or road: the larger it is, the less it says."""
    telling = 1.3 if radius < 60 else 0.8 if radius < 120 else 0.2
    return telling if apart <= radius else 0.6 * telling if apart < 1.4 * radius else -2.0


def _by_spot(place: Place, unit: Unit, wider: Candidate, apart: float) -> float:
    """Score by a town or other landmark: beside it, in a direction from it, or in the country about it."""
    if unit.bearing is not None or unit.km is not None:
        return _by_way(place, unit, wider, apart)
    if wider.place.kind == "neighbourhood":  # no village lies in a quarter of a city
        return 1.4 if apart < QUARTER_KM + wider.place.radius_km else -2.5
    if unit.near:
        return 1.5 if apart < 8 else 1.0 if apart < 15 else 0.3 if apart < 30 else -2.5
    if place.kind == "neighbourhood" or unit.kind in {"city", "town"}:
        inside = 1.8 if wider.place.pcode in place.parents else 1.2 - apart / 10
        return inside if apart < 30 else -2.5
    reach = 40.0 if wider.place.rank >= 2 else 22.0
    return 1.4 - apart / reach if apart < reach * 1.5 else -2.5


def _by_way(place: Place, unit: Unit, wider: Candidate, apart: float) -> float:
    """Score by the direction and the distance at which a place lies from a town."""
    if apart > max(unit.km * 2.4 if unit.km else 90.0, 18.0):
        return -2.5
    if unit.bearing is None:
        return 1.3 - abs(apart - (unit.km or 0.0)) / 50
    right = turn(bearing(wider.at, (place.lat, place.lon)), unit.bearing) <= 70
    return (1.5 if right else 0.3) - apart / 100


def _side(place: Place, unit: Unit, wider: Candidate) -> float:
    """Score whether a place lies on the named side of a governorate (`ريف حلب الشمالي`)."""
    towards = unit.compass if unit.compass is not None else unit.bearing
    if towards is None:
        return 0.0
    off = turn(bearing(wider.at, (place.lat, place.lon)), towards)
    return 0.4 if off <= 60 else 0.1 if off <= 100 else -0.4


def hinted(place: Place, hints: Sequence[tuple[Candidate, ...]], country: str) -> float:
    """Score how near a place lies to the other places of the report, the nearest in the text counting most."""
    total, weight = 0.0, 1.0
    for anchors in hints:
        total += weight * max((_hint(place, anchor.place, country) for anchor in anchors), default=0.0)
        weight *= 0.75
    return max(-2.2, min(total, 1.8))


@lru_cache(maxsize=16384)
def _hint(place: Place, anchor: Place, country: str) -> float:
    slack = place.radius_km if place.kind in WIDE else 0.0
    if place.kind == "country":
        return 0.0  # any other place may lie in it
    if anchor.kind in ADMIN:
        if within(place, anchor):
            return 1.1
        outside = km_outside(anchor.pcode, (place.lat, place.lon), country) - slack
        if anchor.kind == "governorate" and anchor.radius_km < CITY_KM and outside < CITY_KM:
            return 0.8
        return HINT_NEAR if outside < 30 else HINT_60 if outside < 60 else HINT_FAR
    apart = max(0.0, distance((place.lat, place.lon), (anchor.lat, anchor.lon)) - anchor.radius_km - slack)
    return 1.1 if apart < 20 else 0.6 if apart < 45 else 0.1 if apart < 90 else -0.6


def doubt(best: Candidate, order: Sequence[Candidate]) -> float:
    """Return how much speaks for an unlisted place of this name: it is short, common, or not quite the one found.

    Where one village of a name stands in a governorate and many of its namesakes elsewhere, a further one that no list
    has is likely; a town is what its name means.
    """
    letters = len(loose(best.place.name_ar or best.place.name_en))
    unsure = 0.9 if best.name < CERTAIN else 0.5 if best.name < VERY else 0.0
    if best.name < CERTAIN and any(c.name >= VERY for c in order):
        unsure += 0.5
    unsure -= AGREED * best.agreed
    if best.place.rank or best.place.kind == "neighbourhood":
        return unsure
    far = [c for c in order if c.name >= VARIANT and distance(c.at, best.at) > 15 and c.place.kind in NAMED_ALIKE]
    rival = any(c.score > 0 and distance(c.at, best.at) > TOGETHER_KM for c in order if c is not best)
    return unsure + 0.45 * min(len(far), 4) + (0.7 if letters <= 3 else 0.4 * (letters == 4)) + 0.5 * rival


def decide(
    ranked: Iterable[Candidate], least: float, *, wary: bool = False
) -> tuple[Candidate | None, list[Candidate]]:
    """Return the one that fits best, or None where a namesake far away fits as well; and all, the best first.

    `wary` declines also what is in doubt although nothing listed speaks against it.
    """
    order = sorted(ranked, key=lambda c: (-c.score, c.place.pcode))
    if not order or order[0].score < least + (GUESS if order[0].name < CERTAIN else 0.0):
        return None, order
    best = order[0]
    if wary and doubt(best, order) >= DOUBTFUL:
        return None, order
    for rival in order[1:]:
        if best.score - rival.score >= MARGIN:
            break
        weaker = rival.name < CERTAIN and best.name >= 1
        if not weaker and not _same_place(best, rival):
            return None, order
    return best, order


def losers(best: Candidate | None, order: Sequence[Candidate], *, arabic: bool, many: int = 3) -> tuple[Lost, ...]:
    """Return the likeliest places elsewhere that were not chosen, each with what speaks against it."""
    others = [c for c in order if best is None or not _same_place(best, c)]
    equal = "it fits as well as others" if best is None else "it fits less well"
    return tuple(_lost(c, equal, arabic=arabic) for c in others[:many])


def _same_place(best: Candidate, other: Candidate) -> bool:
    """Tell whether two candidates are one answer: near each other, or the town and the area named after it."""
    inside = best.place.pcode in other.place.parents or other.place.pcode in best.place.parents
    return inside or distance(best.at, other.at) <= best.place.radius_km + TOGETHER_KM


def _lost(one: Candidate, otherwise: str, *, arabic: bool) -> Lost:
    place = one.place
    name = (place.name_ar or place.name_en) if arabic else (place.name_en or place.name_ar)
    against = [why for why in one.why if why.startswith(AGAINST)]
    reason = against[0] if against else one.why[0] if one.name < CERTAIN and one.why else otherwise
    return Lost(name, place.pcode, place.lat, place.lon, round(one.score, 2), reason)
