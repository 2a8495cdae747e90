"""The map: what it is given to draw, that it draws, what it says to those who cannot see it, and whose it is."""

from __future__ import annotations

import base64
import gzip
import json
import struct
import zlib

import pytest

from marsad.web.roles import Role
from marsad.web.tiles import tiles

SHARE = """async ([png, wanted, near]) => {
  const picture = new Image();
  picture.src = `data:image/png;base64,${png}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const seen = pen.getImageData(0, 0, picture.width, picture.height).data;
  let alike = 0;
  for (let n = 0; n < seen.length; n += 4) alike += wanted.every((part, k) => Math.abs(seen[n + k] - part) < near);
  return (4 * alike) / seen.length;
}"""


def data(site, query="", role=Role.REVIEWER):
    return json.loads(site.client(role).get(f"/en/map/data.json{query}").content)


def rows(found):
    return [dict(zip(found["columns"], row, strict=True)) for row in found["incidents"]]


# ---- what is drawn


def test_every_incident_stands_at_a_spot_with_the_area_that_words_leave_open(site):
    found = data(site)
    assert len(rows(found)) == 14
    assert len(rows(data(site, "?conflict=all"))) == 15, "a mine left behind is not of the fighting itself"
    assert all(spot["km"] > 0 or "line" in spot for spot in found["spots"])
    [idlib] = [spot for spot in found["spots"] if spot["precision"] == "governorate"]
    assert "sector" in idlib or found["areas"][idlib["area"]]
    assert all(spot.get("area") in {None, *found["areas"]} for spot in found["spots"])


def test_figures_are_intervals_and_what_is_not_stated_is_not_nought(site):
    by_low = {one["low"] for one in rows(data(site))}
    assert None in by_low
    assert any(one["low"] < one["high"] for one in rows(data(site)) if one["low"] is not None)
    injured = {one["id"]: one["low"] for one in rows(data(site, "?harm=injured"))}
    assert injured != {one["id"]: one["low"] for one in rows(data(site))}


def test_days_and_parties_choose(site):
    found = data(site, "?from=2019-04-01&to=2019-04-30&party=isis")
    assert found["begin"] == "2019-04-18"
    assert all("isis" in one["parties"] for one in rows(found))
    assert [one for one in rows(found) if not one["sure"]], "an incident of no known day is perhaps among them"


def test_presence_has_a_shape_as_large_as_the_words_say_and_its_day(site):
    [held] = data(site)["presences"]
    assert held["who"] == "ISIS"
    assert held["said"] == "2019-02-20"
    assert held["ring"][0] == held["ring"][-1]
    assert len(held["ring"]) > 10
    assert data(site, "?to=2018-12-31")["presences"] == []


def test_the_land_is_geojson_with_names_in_both_languages(site):
    answer = site.client().get("/en/map/land.json", headers={"accept-encoding": "gzip"})
    found = json.loads(gzip.decompress(answer.content))
    kinds = [feature["properties"]["kind"] for feature in found["features"]]
    assert {"country", "border", "name"} == set(kinds)
    assert {"ar": "حمص", "en": "Homs", "rank": 4, "kind": "name"} in [one["properties"] for one in found["features"]]
    assert len(answer.content) < 80_000


# ---- that it is drawn


def drawn(page, path):
    page.goto(path)
    page.wait_for_selector("#map[data-drawn]", timeout=30_000)
    assert page.locator("#map").get_attribute("data-drawn") == "yes"


def share(page, wanted, near=24):
    """Return which part of the map's pixels has about a colour."""
    taken = base64.b64encode(page.locator("#map").screenshot()).decode()
    return page.evaluate(SHARE, [taken, list(wanted), near])


@pytest.fixture
def page(site, chromium):
    context = site.context(chromium, viewport={"width": 1200, "height": 900})
    yield context.new_page()
    context.close()


def test_the_map_draws_incidents_on_land_and_asks_no_other_host(site, page):
    said = []
    page.on("console", lambda message: said.append(message.text))
    drawn(page, "/ar/map/")
    land, dead = (255, 255, 255), (176, 79, 73)
    assert share(page, land) > 0.2
    assert 0.001 < share(page, dead) < 0.1
    names = page.locator(".map-name").all_inner_texts()
    assert "حمص" in names
    assert (said, site.asked_elsewhere) == ([], [])
    drawn(page, "/ar/map/?from=2030-01-01&to=2030-01-02")
    assert share(page, dead) < 0.0002


def test_the_slider_moves_map_and_table_through_time_by_keyboard(page):
    drawn(page, "/en/map/")
    assert page.locator("#rows tr").count() == 14
    page.select_option("[name=stretch]", "30")
    slider = page.locator("[name=day]")
    slider.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowRight")
    assert page.locator("#map").get_attribute("data-shown") == str(page.locator("#rows tr").count())
    assert page.locator("#rows tr").count() < 5
    assert "April 2019" in page.locator(".map-days").inner_text()


def test_a_row_leads_to_its_spot_and_its_spot_to_the_incident(page):
    drawn(page, "/en/map/")
    page.locator("#rows tr", has_text="الكوم").get_by_role("button").click()
    card = page.locator("#spot")
    assert "27" in card.inner_text()
    card.get_by_role("link").first.click()
    page.wait_for_url("**/incident/**")


def test_where_nothing_can_be_drawn_the_table_says_the_same(site, chromium):
    context = site.context(chromium)
    context.add_init_script("HTMLCanvasElement.prototype.getContext = () => null")
    blind = context.new_page()
    blind.goto("/en/map/")
    blind.get_by_text("The map cannot be drawn here.").wait_for()
    assert blind.locator("#rows tr").count() == 14
    context.close()
    without = site.client().get("/en/map/").content.decode()
    assert "The map needs JavaScript" in without
    assert without.count("<tr data-id=") == 14


# ---- a background of one's own


def pmtiles(colour):
    """Write a PMTiles file (version 3) of one picture for the whole world."""
    part = lambda name, body: struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))  # noqa: E731
    head = part(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0))
    png = b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", zlib.compress(b"\0" + bytes(colour))) + part(b"IEND", b"")
    root, meta = bytes((1, 0, 1, len(png), 1)), b"{}"
    begin = 127 + len(root)
    offsets = (127, len(root), begin, len(meta), 0, 0, begin + len(meta), len(png), 1, 1, 1)
    world = (-1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000)
    kinds = struct.pack("<BBBBBB4iB2i", 1, 1, 1, 2, 0, 0, *world, 0, 0, 0)
    return b"PMTiles\x03" + struct.pack("<11Q", *offsets) + kinds + root + meta + png


def test_a_file_of_ones_own_lies_under_the_map(site, page, tmp_path, monkeypatch):
    (tmp_path / "own.pmtiles").write_bytes(pmtiles((0, 160, 0)))
    monkeypatch.setenv("MARSAD_TILES", str(tmp_path / "own.pmtiles"))
    drawn(page, "/en/map/")
    page.wait_for_timeout(500)
    assert share(page, (102, 198, 102), near=40) > 0.1
    assert site.asked_elsewhere == []


def test_pieces_of_the_file_are_given_as_asked(site, tmp_path, monkeypatch):
    client = site.client()
    assert client.get("/en/map/background.pmtiles").status_code == 404
    file = tmp_path / "own.pmtiles"
    file.write_bytes(pmtiles((0, 160, 0)))
    monkeypatch.setenv("MARSAD_TILES", str(file))
    answer = client.get("/en/map/background.pmtiles", headers={"range": "bytes=0-6"})
    assert (answer.status_code, answer.content) == (206, b"PMTiles")
    assert answer.headers["Content-Range"] == f"bytes 0-6/{file.stat().st_size}"
    for wrong in ("", "bytes=999999-", "bytes=a-b", "bytes=-5"):
        assert client.get("/en/map/background.pmtiles", headers={"range": wrong}).status_code == 416
    file.write_bytes(b"no tiles")
    assert tiles() is None
    assert client.get("/en/map/background.pmtiles", headers={"range": "bytes=0-6"}).status_code == 404
    assert "data-tiles" not in client.get("/en/map/").content.decode()
