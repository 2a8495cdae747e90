"""How claims were read, for a page: one folded part a claim, its rules as nested lists, the reason of each slot."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from marsad.model.derivation import Chunk
from marsad.render.calm import ARABIC_RUN, party_words
from marsad.render.labels import labels
from marsad.render.marked import in_order, safe
from marsad.render.reasons import reason_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from marsad.model.claim import Claim
    from marsad.model.derivation import Choice, Derivation, Tree

Labels = dict[str, str]


def derivation_html(claims: Sequence[Claim], derivations: Sequence[Derivation], words: Labels) -> str:
    """Write how each claim of a report was read."""
    pairs = zip(claims, derivations, strict=True)
    return "\n".join(_claim(claim, derivation, words) for claim, derivation in pairs)


def _claim(claim: Claim, derivation: Derivation, words: Labels) -> str:
    summary = f'<span class="number">{claim.index + 1}</span> <bdi>{safe(claim.quote.text)}</bdi>'
    tree = f'<div class="tree" dir="ltr"><ul>{_tree(derivation.tree)}</ul></div>'
    slots = "".join(
        f"<dt>{escape(_name(choice, words))}</dt><dd>{_choice(choice, words)}</dd>" for choice in derivation.choices
    )
    return f'<details><summary>{summary}</summary>{tree}<dl class="why">{slots}</dl></details>'


def _tree(tree: Tree) -> str:
    tags = escape(" ".join(tree.tags))
    if not isinstance(tree, Chunk):
        return f"<li><bdi>{safe(tree.quote.text)}</bdi> {tags}</li>"
    seen = f" ← <bdi>{safe(tree.seen.text)}</bdi>" if tree.seen else ""
    return f"<li>{escape(tree.rule)} {tags}{seen}<ul>{''.join(map(_tree, tree.parts))}</ul></li>"


def _name(choice: Choice, words: Labels) -> str:
    return words.get(f"{choice.slot}_slot") or words[choice.slot]


def _choice(choice: Choice, words: Labels) -> str:
    return " ".join(_parts(choice, words))


def _parts(choice: Choice, words: Labels) -> Iterator[str]:
    repeated = choice.tree is not None and choice.tree.quote.text == choice.value
    if choice.value and not repeated:
        yield f"<b>{in_order(words.get(choice.value, party_words(choice.value)))}</b>"
    if choice.tree:
        yield f"<bdi>{safe(choice.tree.quote.text)}</bdi>"
    language = "ar" if words is labels("ar") else "en"
    names = ", ".join([choice.reason, *([choice.tree.rule] if isinstance(choice.tree, Chunk) else [])])
    yield f'<span>{in_order(reason_words(choice, language))}</span> <bdi dir="ltr">({escape(names)})</bdi>'
    for note in choice.notes:
        apart = ARABIC_RUN.sub(lambda found: f"<bdi>{found[0]}</bdi>", safe(note))
        yield f'<small lang="en" dir="ltr">{apart}</small>'
