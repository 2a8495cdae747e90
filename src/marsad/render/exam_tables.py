"""The figures of an exam and its errors by kind as tables of a page."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from marsad.exam.errors import Kind, counted
from marsad.render.exam_words import sort_words
from marsad.render.marked import in_order

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Sequence

    from marsad.exam.errors import Sort
    from marsad.exam.scores import Scores
    from marsad.render.exam_entries import Listing

Words = dict[str, str]


def figures(made: Scores, words: Words) -> str:
    """Write rows and slots."""
    return f'<div class="figures">{_rows_table(made, words)}{_slots_table(made, words)}</div>'


def _rows_table(made: Scores, words: Words) -> str:
    """Write the rows of all parts beside each other: F1 large, precision and recall under it."""
    heads = "".join(
        f'<th scope="col">{escape(words.get(part.name, part.name))}'
        f"<small>{in_order(words['summary'].format(reports=part.reports, gold=part.gold, read=part.read))}</small></th>"
        for part in made.parts
    )
    lines = []
    for number, first in enumerate(made.parts[0].rows):
        cells = "".join(
            f"<td><b>{row.f1:.3f}</b> <small>{escape(words['precision'])} {row.precision:.3f} · "
            f"{escape(words['recall'])} {row.recall:.3f}</small></td>"
            for row in (part.rows[number] for part in made.parts)
        )
        meaning = escape(words[f"row_{first.name}"])
        lines.append(f'<tr><th scope="row">{first.name} <small>{meaning}</small></th>{cells}</tr>')
    head = f'<tr><th scope="col">{escape(words["row"])}</th>{heads}</tr>'
    return f"<table><thead>{head}</thead><tbody>{''.join(lines)}</tbody></table>"


def _slots_table(made: Scores, words: Words) -> str:
    rows = [(words[f"slot_{slot.name}"], f"{slot.share:.3f}", str(slot.asked)) for slot in made.slots]
    rows += [(words[f"slot_{kind.name}"], "–" if kind.f1 is None else f"{kind.f1:.3f}", "") for kind in made.structures]
    body = "".join(
        f'<tr><th scope="row">{escape(name)}</th><td>{share}</td><td>{asked}</td></tr>' for name, share, asked in rows
    )
    heads = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in ("slot", "right", "asked"))
    caption = f"<caption>{escape(words['slots'])}</caption>"
    return f"<table>{caption}<thead><tr>{heads}</tr></thead><tbody>{body}</tbody></table>"


def kinds_table(listings: Sequence[Listing], words: Words) -> str:
    """Count the errors by kind; each kind leads to its first error."""
    found = [error for listed in listings for entry in listed.entries for error in entry.errors]
    heading = f"<h2>{escape(words['errors'])}</h2>"
    if not found:
        return f"{heading}<p>{escape(words['no_errors'])}</p>"
    first: dict[Kind, str] = {}
    for at, listed in enumerate(listings, 1):
        for entry in listed.entries:
            for error in entry.errors:
                first.setdefault(error.kind, f"r{at}-e{entry.number}")
    rows = "".join(
        f'<tr><th scope="row"><a class="chip {kind}" href="#{first[kind]}">{escape(words[f"kind_{kind}"])}</a></th>'
        f"<td>{sorts.total()}</td><td>{_often(kind, sorts, words)}</td></tr>"
        for kind, sorts in counted(found).items()
        if sorts
    )
    heads = "".join(f'<th scope="col">{escape(words[name])}</th>' for name in ("kind", "number", "often"))
    return f'{heading}<table class="kinds"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _often(kind: Kind, sorts: Counter[Sort], words: Words) -> str:
    return " ".join(
        f'<span class="sort"><bdi>{escape(sort_words(kind, sort, words))}</bdi> <b>{number}</b></span>'
        for sort, number in sorts.most_common()
    )
