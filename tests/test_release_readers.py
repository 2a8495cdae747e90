"""Other people's programs read a release: libhxl, geopandas, DuckDB, LibreOffice where it is installed."""

import csv
import json
import shutil
import subprocess
import warnings

import duckdb
import geopandas
import hxl
import openpyxl
import pytest
import shapely
from hypothesis import given

from conftest import CASEBOOK
from marsad.release.geo import geometry
from releases import recorded, released, rows, run
from values import locations


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    """The casebook as a release."""
    folder = tmp_path_factory.mktemp("release")
    run(folder / "home", "add", CASEBOOK)
    run(folder / "home", "release", folder / "out")
    return folder / "out"


def test_libhxl_finds_no_fault(out):
    faults = []
    data = hxl.data(str(out / "incidents.hxl.csv"), hxl.InputOptions(allow_local=True))
    hxl.schema(None, callback=faults.append).validate(data)
    assert [fault for fault in faults if "outlier" not in str(fault)] == []
    tags = {column.display_tag for column in data.columns}
    assert {"#event+id", "#date+start", "#adm1+code", "#affected+killed"} <= tags


def test_geopandas_reads_both_files_with_the_same_valid_shapes(out):
    parquet = geopandas.read_parquet(out / "incidents.parquet")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        features = geopandas.read_file(out / "incidents.geojson")
    assert len(parquet) == len(features) == len(rows(out, "incidents"))
    assert parquet.crs == "OGC:CRS84"
    shapes = parquet.geometry[parquet.geometry.notna()]
    assert shapes.is_valid.all()
    assert "Point" not in set(shapes.geom_type), "a place is never a bare dot"
    assert parquet.geometry.to_wkt().tolist() == features.geometry.to_wkt().tolist()
    points = geopandas.GeoSeries(geopandas.points_from_xy(parquet.longitude, parquet.latitude), crs=parquet.crs)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # degrees are near enough here
        assert parquet.geometry.distance(points).max() < 0.5


def test_duckdb_reads_parquet_and_csv(out):
    [(people, first)] = duckdb.sql(f"SELECT sum(killed_best), min(first_day) FROM '{out}/incidents.parquet'").fetchall()
    assert people == sum(int(row["killed_best"] or 0) for row in rows(out, "incidents"))
    assert first.year >= 2019
    groups = " + ".join(f"coalesce(deaths_{who}, 0)" for who in ("a", "b", "civilians", "unknown"))
    wrong = f"{groups} <> best OR NOT low <= best OR NOT best <= high"
    [(off,)] = duckdb.sql(f"SELECT count(*) FROM read_csv('{out}/ged.csv') WHERE {wrong}").fetchall()
    assert off == 0


def test_rings_of_geojson_run_counterclockwise(out):

    told = json.loads((out / "incidents.geojson").read_text(encoding="utf-8"))
    for feature in told["features"]:
        found = shapely.geometry.shape(feature["geometry"]) if feature["geometry"] else None
        for polygon in getattr(found, "geoms", [found]) if found is not None else []:
            if polygon.geom_type == "Polygon":
                assert polygon.exterior.is_ccw
                assert not any(ring.is_ccw for ring in polygon.interiors)


OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
AS_CSV = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"
"""Every sheet to a file of its own: commas, quotes, UTF-8 (76), cells as they are shown."""


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed here")
def test_libreoffice_opens_every_sheet_of_the_workbook(out, tmp_path):
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    words = [OFFICE, profile, "--headless", "--convert-to", AS_CSV, "--outdir", tmp_path, out / "ledger.ar.xlsx"]
    subprocess.run(words, check=True, capture_output=True, timeout=240)
    told = openpyxl.load_workbook(out / "ledger.ar.xlsx")
    for sheet in told:
        shown = list(csv.reader((tmp_path / f"ledger.ar-{sheet.title}.csv").open(encoding="utf-8", newline="")))
        assert len(shown) == sheet.max_row, sheet.title
        assert shown[0] == [cell.value for cell in sheet[1]], sheet.title
        broken = [cell for row in shown for cell in row if cell.startswith(("#REF", "#NAME", "#VALUE", "Err:"))]
        assert broken == [], sheet.title
    assert "الحادثة" in (tmp_path / f"ledger.ar-{told.worksheets[0].title}.csv").read_text(encoding="utf-8")


def test_places_far_apart_in_kind_are_drawn_as_told(marsad, tmp_path):
    lines = [
        ("W", "2021-03-03", "قُتل 3 مدنيين أمس بقصف شمال مدينة تدمر."),
        ("W", "2021-03-09", "قُتل 4 مدنيين أمس بانفجار لغم على طريق تدمر - السخنة."),
        ("W", "2021-03-15", "قُتل 5 مدنيين أمس بغارة جوية في محافظة الحسكة."),
    ]
    recorded(marsad, tmp_path, lines)
    shapes = geopandas.read_parquet(released(marsad, tmp_path / "out") / "incidents.parquet").geometry
    assert [shape.geom_type for shape in shapes] == ["Polygon", "LineString", "Polygon"]
    assert len(shapes[2].exterior.coords) > 100, "the outline of a governorate"


@given(locations)
def test_whatever_a_location_holds_is_written_so_that_others_read_it(location):
    if abs(location.lat) > 89 or abs(location.lon) > 179 or location.radius_km > 500:
        return
    drawn = geometry(location, "sy")
    shape = shapely.from_wkb(drawn.wkb())
    assert shape.geom_type == drawn.kind
    assert shape.equals_exact(shapely.geometry.shape(drawn.record()))
    west, south, east, north = shape.bounds
    assert (-180 <= west <= east <= 180, -90 <= south <= north <= 90) == (True, True)
    assert drawn.box == (west, south, east, north)
    assert shape.geom_type == "LineString" or shape.area > 0
