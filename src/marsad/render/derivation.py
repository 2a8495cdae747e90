"""How claims were read, for a terminal: the words with their classes, the rules as a tree, the reason of each slot."""

from __future__ import annotations

from typing import TYPE_CHECKING

from marsad.model.derivation import Chunk
from marsad.render.calm import ARABIC_RUN, FIRST_STRONG_ISOLATE, POP_ISOLATE, isolate, party_words, visible
from marsad.render.claims import heading
from marsad.render.reasons import reason_words
from marsad.render.wrap import cells, wrap

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.model.claim import Claim
    from marsad.model.derivation import Choice, Derivation, Tree
    from marsad.model.reading import Reading
    from marsad.render.paint import Paint

_INDENT = "   "
_SLOT = 9
_SEEN = "  out of "
_LEAST = 24


def derivation_lines(reading: Reading, derivations: Sequence[Derivation], width: int, paint: Paint) -> Iterator[str]:
    """Show in lines of a terminal how the claims of a report were read."""
    yield from heading(reading, width, paint)
    if reading.report.cells:
        yield from _of_cells(reading, width, paint)
        return
    for claim, derivation in zip(reading.claims, derivations, strict=True):
        yield ""
        yield from _claim(claim, derivation, width, paint)


def _of_cells(reading: Reading, width: int, paint: Paint) -> Iterator[str]:
    """Show the claims of a casebook's row, each with the column that it is made of."""
    for claim in reading.claims:
        yield ""
        yield f"{f'{claim.index + 1}'.ljust(len(_INDENT))}{paint(f'{claim.harm} {claim.count}', claim.harm)}"
        yield from (f"{_INDENT}{line}" for line in _isolated(claim.quote.text, width - len(_INDENT)))
        yield f"{_INDENT}{', '.join(claim.rules)}"


def _claim(claim: Claim, derivation: Derivation, width: int, paint: Paint) -> Iterator[str]:
    number = f"{claim.index + 1}".ljust(len(_INDENT))
    yield f"{number}{paint(f'{claim.harm} {claim.count}', claim.harm)}"
    yield from (f"{_INDENT}{line}" for line in _isolated(claim.quote.text, width - len(_INDENT)))
    yield from (f"{_INDENT}{line}" for line in _tree(derivation.tree, width - len(_INDENT), "", "", paint))
    for choice in derivation.choices:
        yield from _choice(choice, width, paint)


def _tree(tree: Tree, width: int, first: str, rest: str, paint: Paint) -> Iterator[str]:
    """Draw a tree: a rule with the classes that it gives, below it its parts, at the ends the words."""
    tags = " ".join(tree.tags)
    if not isinstance(tree, Chunk):
        yield from _beside(f"{isolate(tree.quote.text)}  ", tags, first, rest, width, paint)
        return
    yield from _beside(f"{tree.rule}  ", tags, first, f"{rest}│", width, paint)
    if tree.seen is not None:
        room = max(width - cells(rest) - len(_SEEN), _LEAST)
        for at, line in enumerate(_isolated(tree.seen.text, room)):
            yield f"{rest}│{(_SEEN if at == 0 else ' ' * len(_SEEN))[1:]}{line}"
    *parts, last = tree.parts
    for part in parts:
        yield from _tree(part, width, f"{rest}├─ ", f"{rest}│  ", paint)
    yield from _tree(last, width, f"{rest}└─ ", f"{rest}   ", paint)


def _beside(name: str, tags: str, first: str, rest: str, width: int, paint: Paint) -> Iterator[str]:  # noqa: PLR0913
    """Put classes behind what has them; those for which there is no room stand below."""
    room = max(width - cells(first) - cells(name), _LEAST)
    line, *more = wrap(tags, room)
    yield f"{first}{name}{paint(line, 'dim')}"
    yield from (f"{rest.ljust(len(first))}{' ' * 2}{paint(one, 'dim')}" for one in more)


def _choice(choice: Choice, width: int, paint: Paint) -> Iterator[str]:
    """Show a slot: what was understood and on which words, then why."""
    room = max(width - len(_INDENT) - _SLOT, _LEAST)
    slot = choice.slot.replace("_", " ").ljust(_SLOT)
    lines = _words_for(choice, room)
    lines += _calm(f"{reason_words(choice, 'en')} ({choice.reason})", room)
    for note in choice.notes:
        lines += [f"{'·' if at == 0 else ' '} {line}" for at, line in enumerate(_calm(note, room - 2))]
    for at, line in enumerate(lines):
        yield f"{_INDENT}{paint(slot, 'dim') if at == 0 else ' ' * _SLOT}{line}".rstrip()


def _words_for(choice: Choice, room: int) -> list[str]:
    """Write what a slot was filled with, and the words for it with the rule that found them."""
    understood = party_words(choice.value) if choice.slot in {"party", "by", "source"} else choice.value
    repeated = choice.tree is not None and choice.tree.quote.text == understood
    lines = _calm(understood, room) if understood and not repeated else []
    if choice.tree is None:
        return lines
    rule = f" by {choice.tree.rule}" if isinstance(choice.tree, Chunk) else ""
    words = _isolated(choice.tree.quote.text, room)
    if rule and cells(words[-1]) + len(rule) <= room:
        words[-1] += rule
    elif rule:
        words.append(rule.strip())
    return [*lines, *words]


def _isolated(words: str, width: int) -> list[str]:
    return [f"{FIRST_STRONG_ISOLATE}{line}{POP_ISOLATE}" for line in wrap(visible(words), width)]


def _calm(words: str, width: int) -> list[str]:
    """Wrap a sentence of ours; Arabic words in it are set apart, line by line."""
    return [ARABIC_RUN.sub(lambda found: isolate(found[0]), line) for line in wrap(visible(words), width)]
