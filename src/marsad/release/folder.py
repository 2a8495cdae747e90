"""The files of a release: every table in its formats, and the manifest that vouches for them."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any

from marsad.model.problem import MarsadError
from marsad.release.acled import acled_table
from marsad.release.airwars import airwars
from marsad.release.book import release_book
from marsad.release.changes import changes, changes_section, changes_table
from marsad.release.claims import assertions, claims, presence, sources
from marsad.release.dictionary import LANGUAGES, dictionary, dictionary_page
from marsad.release.ged import ged
from marsad.release.geo import geojson_bytes, geometry
from marsad.release.incidents import incidents, tolls
from marsad.release.parquet import geoparquet_bytes, parquet_bytes
from marsad.release.table import csv_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from marsad.model.problem import Problem
    from marsad.release.base import Base
    from marsad.release.changes import Change
    from marsad.release.geo import Geometry
    from marsad.release.material import Issued, Material
    from marsad.release.table import Table
    from marsad.text.masking import Names

MANIFEST, KIND = "manifest.json", "marsad release"
FORMAT = 1
LICENCE = (
    "The recorder's own choice; say it when you pass the data on. The words of reports belong to their publishers."
)
ATTRIBUTION = (
    "Names, codes and boundaries of places: OCHA (COD, CC BY-IGO 3.0), GeoNames (CC BY 4.0), UCDP (CC BY 4.0), "
    "Natural Earth."
)


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


def libraries() -> dict[str, str]:
    """Return the versions of the libraries that write the files: with others the bytes may be others.

    Raises MarsadError where one is not installed.
    """
    try:
        return {name: str(import_module(name).__version__) for name in ("openpyxl", "pyarrow")}
    except ImportError as error:
        raise MarsadError(
            f"A release needs the Python package {error.name}; install marsad with its extra: "
            "pip install 'marsad[release]'. Nothing was written."
        ) from error


def terms(material: Material) -> dict[str, Any]:
    """Say what may be done with a release, and how it is cited."""
    day = material.made.at.date()
    return {
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "citation": f"marsad release of {day}, entry {material.made.seq} ({material.made.hash[:12]}).",
    }


def changed(base: Base, made: Tables, material: Material, now: Mapping[str, str], hidden: Names) -> tuple[Change, ...]:
    """Return what changed since an earlier release; names shown then and `hidden` now are masked in it."""
    return tuple(replace(one, old=hidden.hide(one.old)) for one in changes(base, made, material, now))


def change_files(found: Sequence[Change], base: Base, labels: Mapping[str, Mapping[str, str]]) -> dict[str, bytes]:
    """Return the files that tell what changed since an earlier release, by name."""
    page = "\n".join(line for lang in LANGUAGES for line in changes_section(found, base, lang, labels[lang]))
    return {"CHANGES.csv": csv_bytes(changes_table(found)), "CHANGES.md": page.encode()}


def manifest(about: Mapping[str, Any], files: Mapping[str, bytes], warnings: Sequence[Problem] = ()) -> bytes:
    """Return the manifest: what the release is, what is odd in it, and the SHA-256 of each of its files."""
    listed = [
        {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "bytes": len(data)}
        for name, data in sorted(files.items())
    ]
    odd = [{"check": one.kind, "where": one.where, "sentence": one.sentence} for one in warnings]
    whole = {"file": KIND, "format": FORMAT, **about, "warnings": odd, "files": listed}
    return (json.dumps(whole, ensure_ascii=False, indent=2) + "\n").encode()
