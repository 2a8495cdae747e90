"""Build the packaged outlines of Syria's administrative areas: build_outlines.py SOURCES (the folder with `ocha`).

The border between two subdistricts is kept once, as an arc, and simplified once, so that neighbours still meet. The
outlines of districts and governorates follow from those of their subdistricts. The same source gives the same bytes.
"""

from __future__ import annotations

import gzip
import sys
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from build_gazetteer import ROOT, _outlines

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGED = ROOT / "src/marsad/data/sy.outlines.txt.gz"
SCALE = 10_000
"""Units of a degree in the file: about ten metres."""
TOLERANCE = 0.001
"""How far a corner may lie from the simplified line, in degrees: about 100 metres."""

Corner = tuple[float, float]
Arc = tuple[Corner, ...]


def junctions(rings: list[list[Corner]]) -> set[Corner]:
    """Return the corners where more than two borders meet."""
    meeting: dict[Corner, set[Corner]] = defaultdict(set)
    for ring in rings:
        for one, other in pairwise(ring):
            meeting[one].add(other)
            meeting[other].add(one)
    return {corner for corner, others in meeting.items() if len(others) != 2}


def arcs_of(ring: list[Corner], meeting: set[Corner]) -> Iterator[Arc]:
    """Cut a closed ring where borders meet; each arc in the one direction that both neighbours give it."""
    corners = ring[:-1]
    starts = [at for at, corner in enumerate(corners) if corner in meeting] or [corners.index(min(corners))]
    for at, start in enumerate(starts):
        end = starts[at + 1] if at + 1 < len(starts) else starts[0] + len(corners)
        arc = tuple(corners[place % len(corners)] for place in range(start, end + 1))
        yield min(arc, arc[::-1])


def simplified(arc: Arc) -> Arc:
    """Leave out corners that lie near the line between their neighbours (Douglas and Peucker)."""
    if len(arc) < 3:
        return arc
    keep, ranges = {0, len(arc) - 1}, [(0, len(arc) - 1)]
    if arc[0] == arc[-1]:  # an island: two corners far off stay, so that it has a surface
        far = max(range(len(arc)), key=lambda at: (_apart(arc[at], arc[0], arc[0]), at))
        wide = max(range(len(arc)), key=lambda at: (_apart(arc[at], arc[0], arc[far]), at))
        keep |= {far, wide}
        ranges = [(0, far), (far, len(arc) - 1)]
    while ranges:
        first, last = ranges.pop()
        if last - first < 2:
            continue
        far = max(range(first + 1, last), key=lambda at: _apart(arc[at], arc[first], arc[last]))
        if _apart(arc[far], arc[first], arc[last]) > TOLERANCE:
            keep.add(far)
            ranges += [(first, far), (far, last)]
    return tuple(arc[at] for at in sorted(keep))


def _apart(corner: Corner, one: Corner, other: Corner) -> float:
    """Return how far a corner lies from the line between two others, in degrees."""
    x, y = corner[0] - one[0], corner[1] - one[1]
    dx, dy = other[0] - one[0], other[1] - one[1]
    length = dx * dx + dy * dy
    along = max(0.0, min(1.0, (x * dx + y * dy) / length)) if length else 0.0
    return float(((x - along * dx) ** 2 + (y - along * dy) ** 2) ** 0.5)


def write(areas: dict[str, list[list[Corner]]]) -> None:
    """Write the arcs, a line each, and under an empty line the areas with the numbers of their arcs."""
    meeting = junctions([ring for rings in areas.values() for ring in rings])
    numbers: dict[Arc, int] = {}
    borders = {
        code: [numbers.setdefault(arc, len(numbers)) for ring in rings for arc in arcs_of(ring, meeting)]
        for code, rings in sorted(areas.items())
    }
    lines = [_line(simplified(arc)) for arc in numbers]
    listed = [f"{code}\t{' '.join(map(str, arcs))}" for code, arcs in borders.items()]
    data = gzip.compress("\n".join([*lines, "", *listed]).encode(), 9, mtime=0)
    PACKAGED.write_bytes(data)
    print(f"{PACKAGED.relative_to(ROOT)}: {len(areas)} areas, {len(lines)} arcs, {len(data):,} bytes")


def _line(arc: Arc) -> str:
    """Write an arc: its first corner, then the steps from corner to corner, longitude and latitude."""
    units = [(round(lon * SCALE), round(lat * SCALE)) for lon, lat in arc]
    steps = [(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(units)]
    return " ".join(f"{lon} {lat}" for lon, lat in [units[0], *steps])


def main() -> None:
    """Read the subdistricts' outlines and write the packaged file."""
    source = Path(sys.argv[1]) / "ocha/syr_admin3.geojson" if len(sys.argv) == 2 else None
    if source is None or not source.is_file():
        raise SystemExit("build_outlines.py SOURCES: the folder that holds ocha/syr_admin3.geojson")
    outlines = _outlines(source, "PCODE")
    write(
        {
            code: [[(round(lon, 6), round(lat, 6)) for lon, lat, *_ in ring] for ring in rings]
            for code, rings in outlines.items()
        }
    )


if __name__ == "__main__":
    main()
