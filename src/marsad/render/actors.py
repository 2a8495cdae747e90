"""Actors of the registry for a terminal: a card for a few, a line for each of many; and as records."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from marsad.model.actor import Actor
from marsad.render.calm import FIRST_STRONG_ISOLATE, POP_ISOLATE, isolate, party_words
from marsad.render.wrap import cells, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.actors.search import Entry
    from marsad.model.actor import Held
    from marsad.render.paint import Paint

CARDS = 5
"""Up to so many are shown with all that is known of them."""
_LABEL = 10
_SHARED = "shared name"


def actor_lines(found: Sequence[Entry], width: int, paint: Paint) -> Iterator[str]:
    """Show actors: cards where they are few, else a line for each."""
    if len(found) > CARDS:
        yield from _rows(found, width, paint)
        return
    for number, entry in enumerate(found):
        if number:
            yield ""
        yield from _card(entry, width, paint)


def actor_record(entry: Entry) -> dict[str, Any]:
    """Write an actor or shared name for other programs."""
    names = {"ar": [entry.name_ar, *entry.aliases_ar], "en": [entry.name_en, *entry.aliases_en]}
    if not isinstance(entry, Actor):
        return {
            "id": entry.id,
            "kind": _SHARED,
            **names,
            "by_day": list(map(_span_record, entry.by_day)),
            "otherwise": entry.otherwise,
        }
    return {
        "id": entry.id,
        "kind": entry.kind,
        "party": entry.party,
        "parties": list(map(_span_record, entry.parties)),
        **names,
        "parents": list(map(_span_record, entry.parents)),
        "civil": entry.civil,
        "silent": entry.silent,
        "ucdp": entry.ucdp,
        "acled": entry.acled,
    }


def _span_record(held: Held) -> dict[str, str | None]:
    first, last = (day.isoformat() if day else None for day in (held.first, held.last))
    return {"id": held.what, "from": first, "to": last}


def _rows(found: Sequence[Entry], width: int, paint: Paint) -> Iterator[str]:
    """Yield a line for each: id, party, names; wrapped behind the party."""
    ids = max(cells(entry.id) for entry in found)
    parties = max(cells(_party(entry)) for entry in found)
    indent = ids + parties + 4
    for entry in found:
        head = f"{paint(entry.id, 'bold')}{' ' * (ids - cells(entry.id))}  {_party(entry):{parties}}  "
        names = _joined([isolate(entry.name_ar), isolate(entry.name_en)], max(width - indent, 12), " · ")
        yield from (f"{head if number == 0 else ' ' * indent}{line}" for number, line in enumerate(names))


def _party(entry: Entry) -> str:
    return party_words(entry.party or "–") if isinstance(entry, Actor) else _SHARED


def _card(entry: Entry, width: int, paint: Paint) -> Iterator[str]:
    kind = entry.kind if isinstance(entry, Actor) else _SHARED
    yield f"{paint(entry.id, 'bold')} · {kind}"
    facts = _facts(entry) if isinstance(entry, Actor) else _bearers(entry)
    names = (("Arabic", [entry.name_ar, *entry.aliases_ar]), ("English", [entry.name_en, *entry.aliases_en]))
    for label, said in (*((label, list(map(isolate, words))) for label, words in names), *facts):
        for number, line in enumerate(_joined(said, width - _LABEL - 2, ", ")):
            yield f"  {paint(f'{label if number == 0 else str():{_LABEL}}', 'dim')}{line}"


def _facts(actor: Actor) -> Iterator[tuple[str, list[str]]]:
    if actor.party or actor.parties:
        now = [party_words(actor.party)] if actor.party else []
        yield "counted", [*now, *(party_words(_held(held)) for held in actor.parties)]
    if actor.civil:
        yield "counted", ["its people are civilians"]
    if actor.parents:
        yield "part of", [_held(held) for held in actor.parents]
    if actor.silent:
        yield "in texts", ["not looked for: the name is as often that of an area, or of nobody"]
    yield from ((label, [name]) for label, name in (("UCDP", actor.ucdp), ("ACLED", actor.acled)) if name)


def _bearers(entry: Entry) -> Iterator[tuple[str, list[str]]]:
    assert not isinstance(entry, Actor)
    if entry.heads:
        yield "means", [f"whom the report names with {' or '.join(map(isolate, sorted(entry.heads)))}"]
    if entry.by_day:
        yield "by day", [_held(held) for held in entry.by_day]
    if entry.otherwise:
        yield "otherwise", [entry.otherwise]


def _held(held: Held) -> str:
    """Write what held, with its days: `sna from 2017-12-30 to 2025-01-28`."""
    since = f" from {held.first}" if held.first else ""
    return f"{held.what}{since}" + (f" to {held.last}" if held.last else "")


def _joined(words: Sequence[str], width: int, joint: str) -> list[str]:
    """Join words into lines of at most so many columns, breaking between them, inside one only where it must be."""
    lines: list[str] = []
    for number, word in enumerate(words):
        whole = word + (joint.rstrip() if number + 1 < len(words) else "")
        if lines and cells(lines[-1]) + 1 + cells(whole) <= width:
            lines[-1] += f" {whole}"
        else:
            lines += [whole] if cells(whole) <= width else _broken(whole, width)
    return lines


def _broken(words: str, width: int) -> list[str]:
    """Break a long name into lines, each set apart by itself."""
    bare = words.replace(FIRST_STRONG_ISOLATE, "").replace(POP_ISOLATE, "")
    return [isolate(line) for line in wrap(bare, max(width, 1))]
