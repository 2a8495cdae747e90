"""What a search found, in lines of a terminal and as a record."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from marsad.render.calm import FIRST_STRONG_ISOLATE, POP_ISOLATE, visible
from marsad.render.wrap import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.flow import Searched
    from marsad.render.paint import Paint
    from marsad.store.search_hits import Hit

_INDENT = "  "


def search_lines(found: Searched, width: int, paint: Paint) -> Iterator[str]:
    """Show what was found, kind by kind: how it is called, its day, its words with the matches in brackets."""
    if not found.hits:
        yield "Nothing was found."
        return
    for at, (kind, count) in enumerate(found.counts.items()):
        if at:
            yield ""
        shown = [hit for hit in found.hits if hit.kind == kind]
        some = f", the {'newest ' if shown[0].days else ''}{len(shown)} of them" if len(shown) < count else ""
        yield paint(f"{kind}{'' if count == 1 else 's'}: {count}{some}", "bold")
        for hit in shown:
            yield from _hit_lines(hit, width)


def _hit_lines(hit: Hit, width: int) -> Iterator[str]:
    incident = f"incident {hit.incident}" if hit.incident and hit.incident != hit.id else None
    yield _INDENT + " · ".join(visible(words) for words in (hit.name, hit.days, incident) if words)
    for line in wrap(visible(hit.snippet.bracketed()), max(width - 2 * len(_INDENT), 1)):
        yield f"{_INDENT * 2}{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}"


def search_record(found: Searched) -> dict[str, Any]:
    """Return what was found as JSON has it; `marks` count code points of `text`."""
    rows = []
    for hit in found.hits:
        words = asdict(hit.snippet)
        rows.append(
            {"kind": hit.kind, "id": hit.id, "name": hit.name, "days": hit.days, "incident": hit.incident, **words}
        )
    return {"terms": [str(term) for term in found.terms], "counts": dict(found.counts), "found": rows}
