"""Build the packaged gazetteer of Syria from the source tables (DATA_LICENSES.md tells what is taken and changed).

    build_gazetteer.py SOURCES   read SOURCES/ocha, SOURCES/geonames and SOURCES/ged_places.csv
    build_gazetteer.py           renew only the curated layer (src/marsad/places/curated_sy*.toml) in the packaged file

The same sources give the same bytes.
"""

from __future__ import annotations

import csv
import gzip
import json
import re
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "scripts")]

from bounds import bounded  # noqa: E402
from ucdp_places import Hands, same_name, told  # noqa: E402

from marsad.places.geometry import Ring, centre, distance, inside, reach  # noqa: E402
from marsad.places.names import loose, plain, sound  # noqa: E402
from marsad.places.outlines import outline  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PACKAGED = ROOT / "src/marsad/data/sy.gazetteer.tsv.gz"
CURATED = ROOT / "src/marsad/places/curated_sy.toml"
QUARTERS = ROOT / "src/marsad/places/curated_sy_quarters.toml"
NEIGHBOURS = {"IQ": 80_000, "TR": 150_000, "LB": 20_000, "JO": 60_000, "IL": 100_000, "PS": 100_000}
BORDER_KM = 20
TOWN = 10_000
"""From so many people on, a place is a town: what its name means where villages bear it, too."""
MUCH_NAMED = 10
"""From so many of UCDP's events on, a place is one that reports name often."""
SITE_KM = {"0": 4.0, "1": 6.0, "2": 3.0, "3": 2.0, "": 1.0}
_SUFFIX = re.compile(r"^(?P<name>\S.*?) (?:ال)?(?:فوقاني|تحتاني|كبير|صغير|غربي|شرقي|شمالي|جنوبي|وسط)[هاي]?$")

_PREFIX = re.compile("(?:Upper|Lower|Big|Little|Small|Eastern|Western|Northern|Southern|Middle) (?P<name>[A-Z].+)$")

_QUARTER = re.compile(r"^(?:كرم|مساكن|Karm|Masakin) ")
"""What the name of a city quarter begins with and people leave out."""


_FIELD = re.compile(r" (?:oil|gas) ?fields?$")


@dataclass(frozen=True)
class Row:
    """One line of the places table."""

    pcode: str
    kind: str
    name_ar: str
    name_en: str
    lat: float
    lon: float
    radius: float
    rank: int = 0
    parents: tuple[str, ...] = ()
    also: tuple[str, ...] = field(default=())

    def line(self) -> str:
        """Write the row as tab-separated text."""
        fields = (
            self.pcode,
            self.kind,
            " ".join(self.name_ar.split()),
            " ".join(self.name_en.split()),
            f"{self.lat:.5f}",
            f"{self.lon:.5f}",
        )
        return "\t".join([*fields, f"{self.radius:g}", str(self.rank), " ".join(self.parents), "|".join(self.also)])

    @classmethod
    def parse(cls, line: str) -> Row:
        """Read what `line` writes."""
        pcode, kind, ar, en, lat, lon, radius, rank, parents, also = line.split("\t")
        return cls(
            pcode, kind, ar, en, float(lat), float(lon), float(radius), int(rank), tuple(parents.split()), _split(also)
        )


def _split(also: str) -> tuple[str, ...]:
    return tuple(also.split("|")) if also else ()


def _csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _outlines(path: Path, code: str) -> dict[str, list[Ring]]:
    """Read the outer rings of each area of a GeoJSON file."""
    outlines = {}
    for feature in json.loads(path.read_text(encoding="utf-8"))["features"]:
        shape: dict[str, Any] = feature["geometry"]
        polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
        outlines[str(feature["properties"][code])] = [polygon[0] for polygon in polygons]
    return outlines


def _areas(ocha: Path) -> Iterator[Row]:
    """Yield governorates, districts and subdistricts with the circle that covers each."""
    for level, kind in ((1, "governorate"), (2, "district"), (3, "subdistrict")):
        outlines = _outlines(ocha / f"syr_admin{level}.geojson", "PCODE")
        other = {row["ADMIN3_COD"]: row for row in _csv(ocha / "syr_admin3_names.csv")} if level == 3 else {}
        for row in _csv(ocha / f"syr_admin{level}.csv"):
            rings = outlines[row["PCODE"]]
            middle = centre(rings)
            parents = tuple(row[f"ADM{up}_PCODE"] for up in range(level - 1, 0, -1))
            arabic = row["NAME_AR"]
            also = {arabic.removeprefix("مركز ")} | {other.get(row["PCODE"], {}).get("ADMIN3_ARA", arabic)}
            also |= {other.get(row["PCODE"], {}).get("ADMIN3_EN", row["NAME_EN"])}
            named = tuple(sorted(also - {arabic, row["NAME_EN"]}))
            yield Row(row["PCODE"], kind, arabic, row["NAME_EN"], *middle, reach(middle, rings), 0, parents, named)


def _community(row: dict[str, str]) -> Row:
    level = row["CAPIT_LVL"]
    arabic, *other = [_tidy(part) for part in re.split(r"[_/]| - ", row["NAME_ARA"]) if part.strip()]
    english, *latin = [part.strip() for part in re.split(r" - | / ", row["NAME_EN"]) if part.strip()]
    also = [*other, *latin]
    for name, ups in ((arabic, ("ADMIN3_ARA", "ADMIN2_ARA")), (english, ("ADMIN3_EN", "ADMIN2_EN"))):
        also += [short for up in ups if (short := _without_container(name, row[up]))]
    also += [found["name"] for found in (_SUFFIX.match(arabic), _PREFIX.match(english)) if found]
    return Row(
        row["PCODE"],
        "community",
        arabic,
        english,
        float(row["LATITUDE"]),
        float(row["LONGITUDE"]),
        SITE_KM[level],
        {"1": 3, "2": 2, "3": 1}.get(level, 0),
        (row["ADMIN3_COD"], row["ADMIN2_COD"], row["ADMIN1_COD"]),
        tuple(dict.fromkeys(name for name in also if name not in (arabic, english))),
    )


def _tidy(name: str) -> str:
    return re.sub(r"\s+", " ", name.replace("\u0640", "").replace("-", " ")).strip()


def _without_container(name: str, container: str) -> str | None:
    """Cut off the district that OCHA appends to tell namesakes apart (`الطيبة سفيرة`, `Ghazala Elhole`)."""
    words = name.split()
    for cut in range(len(words) - 1, 0, -1):
        tail = loose(" ".join(words[cut:]))
        if len(tail) > 2 and tail in (loose(container), loose(container.removeprefix("مركز "))):
            return " ".join(words[:cut])
    return None


def _neighbourhoods(ocha: Path) -> Iterator[Row]:
    outlines = _outlines(ocha / "city_neighbourhoods.geojson", "PCODE")
    for row in _csv(ocha / "city_neighbourhoods.csv"):
        middle = float(row["LATITUDE"]), float(row["LONGITUDE"])
        radius = max(0.3, min(3.0, reach(middle, outlines[row["PCODE"]])))
        parents = tuple(row[f"ADM{level}_PCODE"] for level in (4, 3, 2, 1))
        arabic, english = row["NAME_AR"].removeprefix("حي "), row["NAME_EN"]
        also = {arabic.removesuffix(" البلد"), _QUARTER.sub("", arabic), _QUARTER.sub("", english)}
        also |= {found["name"]} if (found := _SUFFIX.match(arabic)) else set()
        also -= {arabic, english, row["ADM4_AR"]}
        yield Row(row["PCODE"], "neighbourhood", arabic, english, *middle, radius, 0, parents, tuple(sorted(also)))


def _latin(names: str) -> list[str]:
    """Keep the romanised names that people write: plain letters, no codes, no sounding-out of letters."""
    kept = [n for n in names.split("|") if re.fullmatch(r"[A-Za-z][A-Za-z' `-]{3,}", n) and re.search("[aeiou]", n)]
    return [name for name in kept if not re.match("Eh|Ajn|alr|als", name)]


class Known:
    """The places read so far, by the sound of their names."""

    def __init__(self, rows: Iterable[Row]) -> None:
        self._by_sound: dict[str, list[Row]] = defaultdict(list)
        for row in rows:
            for key in {sound(name) for name in (row.name_ar, row.name_en, *row.also) if name}:
                self._by_sound[key].append(row)

    def near(self, names: Iterable[str], at: tuple[float, float], km: float) -> list[Row]:
        """Return the places that sound like one of the names within so many km, the nearest first."""
        alike = {row.pcode: row for key in {sound(name) for name in names} for row in self._by_sound.get(key, ())}
        reached = sorted((distance((row.lat, row.lon), at), code) for code, row in alike.items())
        return [alike[code] for apart, code in reached if apart < km]

    def bears(self, arabic: str, at: tuple[float, float]) -> bool:
        """Tell whether a place within 60 km bears an Arabic name: who hears it there thinks of that one."""
        return any(loose(arabic) == loose(row.name_ar) for row in self.near([arabic], at, 60) if row.name_ar)


def _geonames(path: Path, known: Known, border: list[Ring]) -> tuple[list[Row], dict[str, list[str]], set[str]]:
    """Read GeoNames: names to add to OCHA's communities, the places that OCHA lacks, and which are towns."""
    new: list[Row] = []
    more: dict[str, list[str]] = defaultdict(list)
    towns: set[str] = set()
    edge = [(y, x) for ring in border for x, y in ring[::5]]
    for row in _csv(path):
        at = float(row["lat"]), float(row["lon"])
        arabic = [name for name in row["names_ar"].split("|") if re.fullmatch("[ء-ي ]+", name)]
        latin = [row["name"], *_latin(row["names_latin"])]
        if row["countrycode"] == "SY":
            # two files may place one town far apart: what is named alike within 30 km is not new
            namesakes = known.near((*arabic, *latin), at, 30)
            close = [r for r in namesakes if r.kind == "community" and distance((r.lat, r.lon), at) < 6]
            if close:
                more[close[0].pcode] += [*arabic, *latin]
                towns |= {close[0].pcode} if int(row["population"]) >= TOWN else set()
            if namesakes:
                continue
        elif not _wanted_abroad(row, at, edge):
            continue
        rank = 1 if int(row["population"]) > 20_000 else 0
        parents = () if row["countrycode"] == "SY" else (row["countrycode"],)
        names = tuple(dict.fromkeys([*arabic[1:], *latin[1:]]))
        head = arabic[0] if arabic else ""
        new.append(Row(f"G{row['geonameid']}", "community", head, latin[0], *at, 2.0, rank, parents, names))
    return new, more, towns


def _wanted_abroad(row: dict[str, str], at: tuple[float, float], edge: list[tuple[float, float]]) -> bool:
    floor = NEIGHBOURS.get(row["countrycode"])
    if floor is None:
        return False
    return int(row["population"]) >= floor or any(
        abs(lat - at[0]) < 0.3 and distance((lat, lon), at) < BORDER_KM for lat, lon in edge
    )


def _ucdp(path: Path, known: Known, hands: Hands) -> tuple[list[Row], dict[str, list[str]], set[str]]:
    """Read UCDP's list: places near none of that name, spellings to add to communities, and those much named."""
    new: list[Row] = []
    more: dict[str, list[str]] = defaultdict(list)
    named: Counter[str] = Counter()
    for one in told(path):
        sounding = known.near(one.names, one.at, 20)
        close = [r for r in sounding if r.kind == "community" and distance((r.lat, r.lon), one.at) < 3]
        if close:
            more[close[0].pcode] += one.names
            named[close[0].pcode] += one.events
        if not close and not any(same_name(one.names, (r.name_en, *r.also)) for r in sounding):
            arabic = [name for latin in one.names if (name := hands.arabic(latin)) and not known.bears(name, one.at)]
            names = tuple(dict.fromkeys([*one.names[1:], *arabic]))
            new.append(Row(f"U{one.number:04}", one.kind, "", one.names[0], *one.at, 1.0, 0, (), names))
    return new, more, {code for code, events in named.items() if events >= MUCH_NAMED}


def curated(known: Iterable[Row] = ()) -> list[Row]:
    """Read the curated layer; `known` are the places that may hold a quarter."""
    rows = quarters({row.pcode: row for row in known})
    for pcode, kind, arabic, english, lat, lon, radius in tomllib.loads(CURATED.read_text(encoding="utf-8"))["place"]:
        code = pcode if pcode == "SY" else f"M-{pcode}"
        also = also_called(kind, arabic, english)
        rows.append(Row(code, kind, arabic[0], english[0], lat, lon, radius, 1, (), also))
    return rows


def also_called(kind: str, arabic: list[str], english: list[str]) -> tuple[str, ...]:
    """Return the further names of a curated place: a field of oil or gas is a field without these words, too."""
    fields = [_FIELD.sub(" field", name) for name in english if _FIELD.search(name)] if kind == "field" else []
    names = (*arabic[1:], *english[1:], *fields)
    return tuple(dict.fromkeys(name for name in names if name not in (arabic[0], english[0])))


def quarters(known: dict[str, Row]) -> list[Row]:
    """Read the quarters of cities, each with its city and what contains that."""
    rows = []
    for city in tomllib.loads(QUARTERS.read_text(encoding="utf-8"))["city"]:
        seat = known.get(city["pcode"])
        parents = (city["pcode"], *(seat.parents if seat else ()))
        for code, arabic, english, lat, lon, radius in city["quarters"]:
            also = (*arabic[1:], *english[1:])
            rows.append(
                Row(f"M-q-{code}", "neighbourhood", arabic[0], english[0], lat, lon, radius, 0, parents, also),
            )
            if seat and distance((lat, lon), (seat.lat, seat.lon)) > city["km"]:
                raise SystemExit(f"{code} lies more than {city['km']} km from {seat.name_en}; correct {QUARTERS.name}")
    return rows


def renamed(rows: Iterable[Row]) -> list[Row]:
    """Give places of the lists the further names that the curated layer knows."""
    names = dict(tomllib.loads(CURATED.read_text(encoding="utf-8"))["names"])
    return [
        replace(row, also=tuple(dict.fromkeys([*row.also, *names[row.pcode]]))) if row.pcode in names else row
        for row in rows
    ]


def placed(rows: Iterable[Row], subdistricts: dict[str, list[Ring]], chain: dict[str, tuple[str, ...]]) -> list[Row]:
    """Give rows without parents those of the subdistrict they lie in."""
    frames = {code: _frame(rings) for code, rings in subdistricts.items()}
    done = []
    for row in rows:
        if not row.parents and row.kind not in {"country", "governorate"}:
            near = (c for c, (w, s, e, n) in frames.items() if w < row.lon < e and s < row.lat < n)
            code = next((c for c in near if inside((row.lat, row.lon), subdistricts[c])), None)
            row = replace(row, parents=(code, *chain[code])) if code else row  # noqa: PLW2901
        done.append(row)
    return done


def _frame(rings: list[Ring]) -> tuple[float, float, float, float]:
    """Return the westmost, southmost, eastmost and northmost degree of an area."""
    lons, lats = zip(*(corner for ring in rings for corner in ring), strict=True)
    return min(lons), min(lats), max(lons), max(lats)


def from_sources(sources: Path) -> list[Row]:
    """Read every source but the curated layer."""
    ocha = sources / "ocha"
    rows = [*_areas(ocha), *map(_community, _csv(ocha / "syr_admin4_communities.csv")), *_neighbourhoods(ocha)]
    border = next(iter(_outlines(ocha / "syr_admin0.geojson", "PCODE").values()))
    new, more, towns = _geonames(sources / "geonames/geonames_cities500_mena.csv", Known(rows), border)
    seats = {(up, loose(r.name_ar)): r.pcode for r in rows if r.rank for up in r.parents}
    for row in rows:  # an area is romanised in as many ways as the town it is named after
        seat = seats.get((row.pcode, loose(row.name_ar.removeprefix("مركز "))))
        more[row.pcode] += more.get(seat, []) if seat else []
    rows = [replace(r, also=tuple(dict.fromkeys([*r.also, *more[r.pcode]]))) for r in rows] + new
    rows = [replace(r, rank=max(r.rank, 1)) if r.pcode in towns else r for r in rows]
    if not (sources / "ged_places.csv").exists():
        return rows
    hands = Hands((row.name_ar, row.name_en) for row in rows if row.pcode[0] in "CN")
    new, more, known = _ucdp(sources / "ged_places.csv", Known(rows), hands)
    rows = [replace(r, rank=max(r.rank, 1)) if r.pcode in known else r for r in rows]
    return [replace(r, also=tuple(dict.fromkeys([*r.also, *more[r.pcode]]))) for r in rows] + new


def index(rows: list[Row]) -> dict[str, dict[str, list[str]]]:
    """Map each key to the rows that bear it; `~` marks another name than the first."""
    keys: dict[str, dict[str, list[str]]] = {"plain": {}, "loose": {}, "sound": {}}
    for number, row in enumerate(rows):
        names = [(name, "") for name in (row.name_ar, row.name_en) if name] + [(name, "~") for name in row.also]
        for name, mark in names:
            for table, make in (("plain", plain), ("loose", loose), ("sound", sound)):
                if not (key := make(name)):
                    continue
                found = keys[table].setdefault(key, [])
                if str(number) not in found and f"~{number}" not in found:
                    found.append(f"{mark}{number}")
    return keys


def write(rows: list[Row], path: Path | None = None) -> None:
    """Write the packaged file: the places, then the three tables of keys, parted by empty lines."""
    tables = (
        "\n".join(f"{key}\t{' '.join(found)}" for key, found in sorted(table.items())) for table in index(rows).values()
    )
    places = "\n".join(row.line() for row in rows)
    data = gzip.compress("\n\n".join([places, *tables]).encode(), 9, mtime=0)
    path = path or PACKAGED
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data)
    print(f"{path.relative_to(ROOT)}: {len(rows)} places, {len(data):,} bytes")


def packaged(path: Path | None = None) -> list[Row]:
    """Read the places of the packaged file."""
    text = gzip.decompress((path or PACKAGED).read_bytes()).decode()
    return [Row.parse(line) for line in text.split("\n\n", 1)[0].split("\n")]


def main() -> None:
    """Build from sources, or renew the curated layer."""
    if len(sys.argv) > 1:
        sources = Path(sys.argv[1])
        if not (sources / "ocha").is_dir():
            raise SystemExit(f"{sources} holds no folder ocha; name the folder with the tables of OCHA and GeoNames")
        rows = from_sources(sources)
        outlines = _outlines(sources / "ocha/syr_admin3.geojson", "PCODE")
        chain = {row.pcode: row.parents for row in rows if row.kind == "subdistrict"}
        rows = placed([*renamed(rows), *curated(rows)], outlines, chain)
        write([bounded(row) if row.pcode.startswith("M-") else row for row in rows])
        return
    kept = [row for row in packaged() if row.pcode != "SY" and not row.pcode.startswith("M-")]
    chain = {row.pcode: row.parents for row in kept if row.kind == "subdistrict"}
    known = {code: list(rings) for code in chain if (rings := outline(code))}
    write([*renamed(kept), *map(bounded, placed(curated(kept), known, chain))])


if __name__ == "__main__":
    main()
