"""Bring the catalogue of the pages up to date: every string of templates and code in the .po, and the .mo made of it.

`catalogues.py` adds new strings, to be translated, and takes out old ones; `catalogues.py --check` says what is amiss.
"""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parent.parent / "src" / "marsad" / "web"
PO = WEB / "locale" / "ar" / "LC_MESSAGES" / "django.po"
KEYWORDS = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
HEADER = "# The words of the pages in Arabic. `python scripts/catalogues.py` brings it up to date."


def extracted() -> Catalog:
    """Return every string of the pages, with where it stands."""
    found = Catalog(charset="utf-8")
    for path in sorted([*WEB.rglob("*.py"), *WEB.rglob("*.html")]):
        source = path.read_text(encoding="utf-8")
        code = templatize(source) if path.suffix == ".html" else source
        for _, message, _, context in extract("python", BytesIO(code.encode()), keywords=KEYWORDS):
            if message and message != ("", ""):
                found.add(message, context=context, locations=[(str(path.relative_to(WEB)), 0)])
    return found


def catalogue() -> Catalog:
    """Return the catalogue as it stands."""
    if not PO.exists():
        begun = datetime(2026, 11, 26, tzinfo=UTC)
        return Catalog("ar", charset="utf-8", header_comment=HEADER, fuzzy=False, project="marsad", creation_date=begun)
    with PO.open("rb") as file:
        return read_po(file, locale="ar")


def untranslated(held: Catalog) -> list[str]:
    """Name the strings of the pages that the catalogue has no Arabic for."""
    missing = []
    for message in extracted():
        if message.id:
            said = held.get(message.id, message.context)
            strings = said.string if said and isinstance(said.string, tuple) else (said.string if said else "",)
            if said is None or said.fuzzy or not all(strings):
                missing.append(str(message.id))
    return missing


def compiled(held: Catalog) -> bytes:
    """Return the catalogue as programs read it."""
    out = BytesIO()
    write_mo(out, held)
    return out.getvalue()


def main(words: list[str]) -> int:
    """Do what is asked; return the status."""
    held = catalogue()
    if "--check" not in words:
        held.update(extracted(), no_fuzzy_matching=True, update_creation_date=False)
        held.obsolete.clear()
        out = BytesIO()
        write_po(out, held, width=120, sort_output=True, omit_header=False, include_lineno=False)
        PO.write_bytes(out.getvalue())
        PO.with_suffix(".mo").write_bytes(compiled(held))
    missing = untranslated(held)
    print("\n".join(f"not translated: {name}" for name in missing) or "All strings are translated.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
