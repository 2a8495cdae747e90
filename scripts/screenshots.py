"""Photograph every page in both languages at three widths into docs/screenshots, over the sample casebook.

`screenshots.py [FOLDER [PAGE…]]`; it needs Chromium. Look at them: no clipped or unjoined Arabic, no mirrored figure,
nothing on top of anything else.
"""

from __future__ import annotations

import base64
import os
import struct
import sys
import zlib
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests"))
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # the browser runs a loop of its own in this thread

from marsad.settings import configure  # noqa: E402 - after the path

configure(Path("/nowhere"), "sqlite:////nowhere/ledger.sqlite3", pages=True)

from browsing import a_browser, serving  # noqa: E402 - Django must be set up before
from marsad import flow  # noqa: E402

WIDTHS = (360, 768, 1440)
TALLEST = 2600
"""Higher pages are cut off here, in CSS pixels."""


def pages() -> dict[str, str]:
    """Return the pages by name, with their addresses behind the language; `*` needs no account."""
    incident = next(one.id for one in flow.ledger().ledger.incidents if "الكوم" in (one.place or ""))
    return {
        "*sign-in": "account/sign-in/",
        "overview": "",
        "incident": f"incident/{incident}/",
        "incident-then": f"incident/{incident}/?published=2019-04-18",
        "incidents": "incidents/",
        "reports": "reports/",
        "report": "report/2/",
        "report-en": "report/3/",
        "review": "review/",
        "review-link": "review/?kind=link",
        "correct": "report/1/correct/?claim=1",
        "edit": f"incident/{incident}/edit/",
        "map": "map/",
        "totals": "totals/",
        "totals-behind": "totals/behind/?rows=month&columns=harm&row=2019-04&column=killed",
        "search": "search/?q=قتل",
        "sources": "sources/",
        "actors": "actors/",
        "looked-up": "actors/?q=داعش",
        "methods": "methods/",
        "password": "account/password/",
        "no-such-page": "nowhere/",
    }


PIXELS = """async (png) => {
  const picture = await createImageBitmap(await (await fetch(`data:image/png;base64,${png}`)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height), pen = canvas.getContext("2d");
  pen.drawImage(picture, 0, 0);
  const bytes = pen.getImageData(0, 0, picture.width, picture.height).data;
  const url = await new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(reader.result);
    reader.readAsDataURL(new Blob([bytes]));
  });
  return [picture.width, picture.height, url.slice(url.indexOf(",") + 1)];
}"""
"""Decodes a PNG in a blank page: width, height, and the bytes of all pixels (RGBA)."""


def small(width: int, height: int, pixels: bytes) -> bytes:
    """Write pixels as a PNG of at most 256 colours: a third of the size, and the same to the eye."""
    seen = np.frombuffer(pixels, np.uint8).reshape(-1, 4)[:, :3].astype(np.int32) & 0xFC
    keys = (seen[:, 0] << 16) | (seen[:, 1] << 8) | seen[:, 2]
    colours, inverse, counts = np.unique(keys, return_inverse=True, return_counts=True)
    kept = colours[np.argsort(counts)[::-1][:256]]
    parts = [np.stack([(keys >> shift) & 255 for shift in (16, 8, 0)], -1) for keys in (colours, kept)]
    nearest = np.abs(parts[0][:, None] - parts[1][None]).sum(-1).argmin(-1).astype(np.uint8)
    rows = np.zeros((height, width + 1), np.uint8)
    rows[:, 1:] = nearest[inverse.reshape(-1)].reshape(height, width)
    palette = (parts[1] | (parts[1] >> 6)).astype(np.uint8).tobytes()
    head = struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", zlib.compress(rows.tobytes(), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data)) for name, data in chunks
    )


def main(folder: Path, only: list[str]) -> None:
    """Take them all, or only the pages named."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in () if only else folder.glob("*.png"):
        old.unlink()
    with serving() as site, a_browser() as browser:
        desk = browser.new_page()
        for width in WIDTHS:
            size = {"width": width, "height": 900}
            known, stranger = site.context(browser, viewport=size), site.context(browser, None, viewport=size)
            for name, path in pages().items():
                if only and name not in only:
                    continue
                for language in ("ar", "en"):
                    page = (stranger if name.startswith("*") else known).new_page()
                    page.goto(f"/{language}/{path}")
                    page.wait_for_load_state("networkidle")
                    if page.locator("#map").count():
                        page.wait_for_selector("#map[data-drawn]")
                    height = min(page.evaluate("document.documentElement.scrollHeight"), TALLEST)
                    clip = {"x": 0, "y": 0, "width": width, "height": height}
                    file = folder / f"{name.lstrip('*')}.{language}.{width}.png"
                    taken = page.screenshot(full_page=True, clip=clip)
                    wide, high, pixels = desk.evaluate(PIXELS, base64.b64encode(taken).decode())
                    file.write_bytes(small(wide, high, base64.b64decode(pixels)))
                    page.close()
    print(f"{len(list(folder.glob('*.png')))} pictures in {folder}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "screenshots", sys.argv[2:])
