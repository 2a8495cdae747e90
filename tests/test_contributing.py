"""CONTRIBUTING.md: what it names is there, and a place or an actor added as it says is found."""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files
from pathlib import Path

import pytest

import actor_files
from marsad.actors import pack as packs
from marsad.actors import registry as registries
from marsad.places.gazetteer import Gazetteer
from test_places_gazetteer import builder

ROOT = Path(__file__).resolve().parents[1]
NAMED = re.compile(r"`((?:src|tests|scripts|docs|examples)/[\w./-]+)`|\]\(([\w./-]+)\)")


def missing(text):
    """List the files that a document names and that are not there; CODE stands for any country."""
    named = {one or other for one, other in NAMED.findall(text)}
    return sorted(name for name in named if not any(ROOT.glob(name.rstrip("/").replace("CODE", "*"))))


def test_every_file_that_it_names_is_there():
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert len(NAMED.findall(text)) > 10
    assert missing(text) == []


def test_a_file_that_is_not_there_is_seen():
    assert missing("Write it into `src/marsad/places/nowhere.toml`.") == ["src/marsad/places/nowhere.toml"]


@pytest.fixture
def added(tmp_path, monkeypatch):
    """Add a camp as CONTRIBUTING says, and build the packaged file from what is packaged."""
    script = builder()
    curated = tmp_path / "curated_sy.toml"
    line = '  ["dummy-camp", "camp", ["مخيم النموذج"], ["Namudhaj camp"], 35.90, 36.65, 4],\n'
    text = script.CURATED.read_text("utf-8")
    curated.write_text(text.replace("  # ---- oil and gas\n", f"{line}  # ---- oil and gas\n"), encoding="utf-8")
    monkeypatch.setattr(script, "CURATED", curated)
    kept = [row for row in script.packaged() if row.pcode != "SY" and not row.pcode.startswith("M-")]
    near = [row for row in kept if row.kind in {"subdistrict", "community"} and "SY0700" in row.parents]
    chain = {row.pcode: row.parents for row in near if row.kind == "subdistrict"}
    outlines = {code: list(rings) for code in chain if (rings := script.outline(code))}
    new = [row for row in script.curated(kept) if row.pcode == "M-dummy-camp"]
    rows = [*near, *map(script.bounded, script.placed(new, outlines, chain))]
    tables = (
        "\n".join(f"{key}\t{' '.join(found)}" for key, found in sorted(t.items())) for t in script.index(rows).values()
    )
    return Gazetteer("\n\n".join(["\n".join(row.line() for row in rows), *tables]))


@pytest.mark.parametrize("name", ["مخيم النموذج", "Namudhaj camp", "al-Namudhaj camp"])
def test_a_place_that_is_added_is_found(added, name):
    (place,) = added.find(name)
    assert place.pcode == "M-dummy-camp"
    assert place.parents[-2:] == ("SY0700", "SY07")


def test_an_actor_that_is_added_is_found_and_keeps_the_schema(monkeypatch):
    tables = {
        name: tomllib.loads((files("marsad.actors") / f"{name}.toml").read_text("utf-8")) for name in ("sy", "world")
    }
    entry = {
        "id": "sample_brigade",
        "party": "opposition",
        "ar": ["لواء النموذج", "كتائب النموذج"],
        "en": ["Sample Brigade"],
        "kind": "armed group",
        "parents": ["sna 2018..2025-01-28"],
    }
    tables["sy"]["actor"].append(entry)
    assert actor_files.faults(tables["sy"], tables["world"]) == []
    monkeypatch.setattr(packs, "_table", lambda name: tables[name])
    registries._loaded.cache_clear()
    try:
        actors = registries.registry("sy")
        assert actors.resolve("مقتل عنصرين من كتائب النموذج").id == "sample_brigade"
        assert actors.resolve("Sample Brigade").party == "opposition"
    finally:
        registries._loaded.cache_clear()
