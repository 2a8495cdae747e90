"""A small map of one place, drawn on the server as SVG without any script: what the words leave open, never a dot."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import cos, radians
from typing import TYPE_CHECKING, TypeAlias

from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe

from marsad.places.geometry import KM_A_DEGREE, moved
from marsad.places.land import area, borders, names
from marsad.web import digits
from marsad.web.mapped import Plan, country_of
from marsad.web.templatetags.field import kilometres, language
from marsad.web.templatetags.reading import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.utils.safestring import SafeString

    from marsad.model.place import Location
    from marsad.places.geometry import Ring

WIDE, HIGH = 340, 240
"""In the units of the drawing."""
_ROOM = 1.5
"""So much wider than the place is the land that is shown."""
_LEAST_KM = 15.0
"""So far it reaches up and down at least; and not farther, so that a kilometre is no dot."""
_INSET_KM = 130.0
"""What reaches less far than this is also shown in its country, in a corner."""
_INSET = 64
"""How wide and high that corner is."""
_NAMES = 9
_BORDERS_TO_KM = {0: 5000.0, 1: 5000.0, 2: 160.0, 3: 60.0}
"""Borders of each level are drawn where the land shown reaches no farther than this."""
_SCALES = (200, 100, 50, 20, 10, 5, 2, 1)
_CORNERS = 48
Name: TypeAlias = tuple[float, float, int, str]
"""Where a name stands in the drawing, its rank, its words."""


@dataclass(frozen=True, slots=True)
class Window:
    """The land shown: its middle, and how many km it reaches up and down; flat, which it is at this size."""

    lat: float
    lon: float
    km: float

    @property
    def scale(self) -> float:
        """Units of the drawing for a km."""
        return HIGH / (2 * self.km)

    def put(self, lon: float, lat: float) -> tuple[float, float]:
        """Return where a point lies in the drawing."""
        east = (lon - self.lon) * KM_A_DEGREE * cos(radians(self.lat))
        north = (lat - self.lat) * KM_A_DEGREE
        return round(WIDE / 2 + east * self.scale, 1), round(HIGH / 2 - north * self.scale, 1)

    def path(self, line: Iterable[Sequence[float]]) -> str:
        """Write a line of points (longitude, latitude) as a path."""
        return "M" + "L".join(f"{x:g} {y:g}" for x, y in (self.put(*point) for point in line))

    def meets(self, line: Sequence[Sequence[float]]) -> bool:
        """Tell whether a line may come into the drawing."""
        points = [self.put(*point) for point in line]
        across, down = zip(*points, strict=True)
        return bool(min(across) < WIDE and max(across) > 0 and min(down) < HIGH and max(down) > 0)


def sketch(location: Location) -> SafeString:
    """Draw a place as precisely as it is known, with the land and the names about it, in the reader's language."""
    return _drawn(location, language(), digits.chosen())


@lru_cache(maxsize=256)
def _drawn(location: Location, _language: str, _digits: object) -> SafeString:
    plan = Plan()
    spot = plan.spots[plan.spot(location)]
    rings = _rings(location, spot, plan)
    country = country_of(location.pcodes[-1] if location.pcodes else "")
    window = _window([point for ring in rings for point in ring])
    return format_html(
        '<svg viewBox="0 0 {} {}" aria-hidden="true" focusable="false">{}{}{}{}{}{}</svg>',
        WIDE,
        HIGH,
        _land(window, country),
        _borders(window, country),
        _where(window, rings, line="line" in spot),
        format_html_join("", '<text x="{}" y="{}" class="rank-{}">{}</text>', _placed(window, country)),
        _scale(window),
        _inset(window, country),
    )


def _rings(location: Location, spot: dict[str, object], plan: Plan) -> list[Ring]:
    """Return what is to be drawn: the rings of an area, a sector, a circle; or a course, which is no ring."""
    if "area" in spot:
        return list(plan.areas[str(spot["area"])])
    for kind in ("ring", "line"):
        if kind in spot:
            return [spot[kind]]  # type: ignore[list-item]
    shape = location.shape
    if "sector" in spot and shape.reach_km and shape.towards is not None:
        start, spread = shape.points[0], shape.spread or 0.0
        arc = [moved(start, shape.towards + spread * (step / 8 - 1), shape.reach_km) for step in range(17)]
        return [[[lon, lat] for lat, lon in (start, *arc, start)]]
    km = max(location.radius_km, 0.3)
    return [[[lon, lat] for lat, lon in (moved((location.lat, location.lon), n * 7.5, km) for n in range(_CORNERS))]]


def _window(points: Sequence[Sequence[float]]) -> Window:
    """Return the land to show about these points."""
    lons, lats = zip(*points, strict=True)
    lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
    up = (max(lats) - min(lats)) / 2 * KM_A_DEGREE
    across = (max(lons) - min(lons)) / 2 * KM_A_DEGREE * cos(radians(lat)) * HIGH / WIDE
    return Window(lat, lon, max(up * _ROOM, across * _ROOM, _LEAST_KM))


def _land(window: Window, country: str) -> SafeString:
    rings = area(country.upper(), country)
    if not rings:  # no outlines of this country are packaged
        return format_html('<path class="land" d="M0 0H{}V{}H0Z"/>', WIDE, HIGH)
    seen = (ring for ring in rings if window.meets(ring))
    return format_html_join("", '<path class="land" d="{}Z"/>', ((window.path(ring),) for ring in seen))


def _borders(window: Window, country: str) -> SafeString:
    drawn = [(level, line) for level, line in borders(country) if window.km <= _BORDERS_TO_KM[level]]
    levels = {level: "".join(window.path(line) for at, line in drawn if at == level and window.meets(line))
              for level in sorted({level for level, _ in drawn}, reverse=True)}  # fmt: skip
    return format_html_join("", '<path class="border level{}" d="{}"/>', ((at, d) for at, d in levels.items() if d))


def _where(window: Window, rings: list[Ring], *, line: bool) -> SafeString:
    if line:
        return format_html('<path class="course" d="{}"/>', "".join(map(window.path, rings)))
    return format_html('<path class="where" d="{}"/>', "".join(f"{window.path(ring)}Z" for ring in rings))


def _placed(window: Window, country: str) -> Iterator[Name]:
    """Return the names that have room, the more important first."""
    taken = [(WIDE - _INSET - 8.0, 0.0, float(WIDE), _INSET + 8.0)] if window.km < _INSET_KM else []
    found = 0
    ranked = ((4 if place.kind == "governorate" else place.rank, place) for place in names(country))
    for rank, place in sorted(ranked, key=lambda one: (-one[0], one[1].pcode)):
        if (rank == 4) == (window.km < 60):  # near by, towns; from afar, governorates
            continue
        words = name_of(place)
        x, y = window.put(place.lon, place.lat)
        half = len(words) * 3.1 + 4
        box = (x - half, y - 8, x + half, y + 8)
        if box[0] < 0 or box[2] > WIDE or box[1] < 0 or box[3] > HIGH - 14 or any(_over(box, other) for other in taken):
            continue
        taken.append(box)
        yield x, y + 4, rank, words
        found += 1
        if found == _NAMES:
            return


def _over(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    return one[0] < other[2] and one[2] > other[0] and one[1] < other[3] and one[3] > other[1]


def _scale(window: Window) -> SafeString:
    """Draw a stretch of so many km, at most a quarter of the width."""
    km = next((km for km in _SCALES if km * window.scale <= WIDE / 4), None)
    if km is None:
        return mark_safe("")
    return format_html(
        '<path class="scale" d="M10 {0}v6h{1}v-6"/><text class="scale" x="{2}" y="{3}">{4}</text>',
        HIGH - 14,
        round(km * window.scale, 1),
        round(18 + km * window.scale, 1),
        HIGH - 6,
        digits.shown(f"{km} {kilometres()}"),
    )


def _inset(window: Window, country: str) -> SafeString:
    """Draw the country in a corner, and in it the land shown."""
    rings = area(country.upper(), country)
    if not rings or window.km >= _INSET_KM:
        return mark_safe("")
    lons, lats = zip(*(point for ring in rings for point in ring), strict=True)
    whole = Window(
        (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2, 0.5 * (max(lats) - min(lats)) * KM_A_DEGREE
    )
    smaller = 0.8 * _INSET / HIGH
    outline = "".join(_thinned(whole, ring, smaller) for ring in rings)
    x, y = (smaller * at for at in whole.put(window.lon, window.lat))
    high = max(4.0, smaller * 2 * window.km * whole.scale)
    wide = high * WIDE / HIGH
    middle = smaller * WIDE / 2
    return format_html(
        '<g class="inset" transform="translate({} {})"><rect width="{}" height="{}"/><g transform="translate({} {})">'
        '<path d="{}"/><rect class="here" x="{}" y="{}" width="{}" height="{}"/></g></g>',
        WIDE - _INSET - 6,
        6,
        _INSET,
        _INSET,
        round(_INSET / 2 - middle, 1),
        round(0.1 * _INSET, 1),
        outline,
        *(round(at, 1) for at in (x - wide / 2, y - high / 2, wide, high)),
    )


def _thinned(window: Window, ring: Ring, smaller: float) -> str:
    """Write a ring as a path in whole units, each point once."""
    points = dict.fromkeys((round(smaller * x), round(smaller * y)) for x, y in (window.put(*at) for at in ring))
    return "M" + "L".join(f"{x} {y}" for x, y in points) + "Z"
