"""The files of a release: every table in its formats, and the manifest that vouches for them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from marsad.release.acled import acled_table
from marsad.release.airwars import airwars
from marsad.release.book import release_book
from marsad.release.claims import assertions, claims, presence, sources
from marsad.release.dictionary import LANGUAGES, dictionary, dictionary_page
from marsad.release.ged import ged
from marsad.release.geo import geojson_bytes, geometry
from marsad.release.incidents import incidents, tolls
from marsad.release.parquet import geoparquet_bytes, parquet_bytes
from marsad.release.table import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.release.geo import Geometry
    from marsad.release.material import Issued, Material
    from marsad.release.table import Table

MANIFEST = "manifest.json"
FORMAT = 1


@dataclass(frozen=True, slots=True)
class Tables:
    """The tables of a release: the ledger's own, and those in the columns of other data sets."""

    own: tuple[Table, ...]
    others: tuple[Table, ...]

    @property
    def incidents(self) -> Table:
        """One row an incident."""
        return self.own[0]


def tables(material: Material) -> Tables:
    """Make every table."""
    own = tuple(make(material) for make in (incidents, tolls, claims, assertions, presence, sources))
    return Tables(own, (ged(material), acled_table(material), airwars(material)))


def all_files(material: Material, made: Tables, labels: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """Return every file but the manifest, by name; `labels` are the words for keys by language."""
    whole = (*made.own, *made.others)
    shapes = [_shape(one) for one in material.incidents]
    return {
        **plain_files(made),
        **{f"{table.key}.parquet": parquet_bytes(table) for table in made.own[1:]},
        "incidents.parquet": geoparquet_bytes(made.incidents, shapes),
        "incidents.geojson": geojson_bytes(made.incidents, shapes),
        **{f"ledger.{lang}.xlsx": release_book(made.own, lang, labels[lang]) for lang in LANGUAGES},
        "dictionary.csv": csv_bytes(dictionary(whole)),
        "dictionary.md": dictionary_page(whole).encode(),
    }


def _shape(one: Issued) -> Geometry | None:
    return geometry(one.incident.location, one.country) if one.incident.location else None


def plain_files(made: Tables) -> dict[str, bytes]:
    """Return the files of text, by name."""
    found = {f"{table.key}.csv": csv_bytes(table) for table in (*made.own, *made.others)}
    return {**found, "incidents.hxl.csv": csv_bytes(made.incidents, hxl=True)}


def manifest(about: Mapping[str, Any], files: Mapping[str, bytes], warnings: Sequence[str] = ()) -> bytes:
    """Return the manifest: what the release is, and the SHA-256 of each of its files."""
    listed = [
        {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for name, data in sorted(files.items())
    ]
    whole = {"file": "marsad release", "format": FORMAT, **about, "warnings": [*warnings], "files": listed}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
