"""A page with the text of each report, its claims marked and listed: one file, nothing fetched from anywhere."""

from __future__ import annotations

from html import escape
from itertools import zip_longest
from typing import TYPE_CHECKING

from marsad import __version__
from marsad.model.claim import Harm
from marsad.model.when import WhenBasis
from marsad.render.calm import party_words
from marsad.render.derivation_html import derivation_html
from marsad.render.document import document
from marsad.render.labels import labels
from marsad.render.marked import in_order, marked_text, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from marsad.model.claim import Claim
    from marsad.model.count import Count
    from marsad.model.derivation import Derivation
    from marsad.model.presence import Presence
    from marsad.model.reading import Reading
    from marsad.model.span import Quote
    from marsad.model.when import Days, When

Labels = dict[str, str]
Cell = tuple[str, "Quote | None"]
"""What was understood, and the words for it."""

_CLAIM_COLUMNS = ("count", "victims", "kind", "place", "when", "by", "method", "source")
_PRESENCE_COLUMNS = ("actor", "strength", "area", "bounds", "besieged_by", "since", "as_of", "source")


def page(readings: Sequence[Reading], derivations: Sequence[Sequence[Derivation] | None] = ()) -> str:
    """Write the page; its own words are Arabic where most of the reports are.

    `derivations` are those of each reading: how its claims were read, unfolded where a reader of the page wants it.
    """
    arabic = sum(language(reading) == "ar" for reading in readings) * 2 > len(readings)
    chosen, direction = ("ar", "rtl") if arabic else ("en", "ltr")
    words = labels(chosen)
    title = words["title_one"] if len(readings) == 1 else words["title"].format(n=len(readings))
    shown = enumerate(zip_longest(readings, derivations), 1)
    body = "\n".join(_section(reading, derived, f"t{number}", words) for number, (reading, derived) in shown)
    footer = f"<footer>{escape(words['made_by'].format(version=__version__))}</footer>"
    inner = f"<h1>{escape(title)}</h1>\n{_legend(words)}\n{body}\n{footer}"
    return document(title, inner, ("page.css",), lang=chosen, direction=direction)


def language(reading: Reading) -> str:
    """Tell the language of a report: as given, else by which letters it has more of."""
    if reading.report.lang in ("ar", "en"):
        return reading.report.lang
    letters = [char for char in reading.report.text if char.isalpha()]
    return "ar" if sum("\u0600" <= char <= "\u06ff" for char in letters) * 2 > len(letters) else "en"


def _legend(words: Labels) -> str:
    marks = " ".join(f'<mark class="claim {harm}">{escape(words[harm])}</mark>' for harm in Harm)
    presence = f'<mark class="claim presence">{escape(words["presences"])}</mark>'
    slots = f'<mark class="slot">{escape(words["legend_slots"])}</mark>'
    return f'<p class="legend"><b>{escape(words["legend"])}</b> {marks} {presence} {slots}</p>'


def _section(reading: Reading, derived: Sequence[Derivation] | None, prefix: str, words: Labels) -> str:
    report = reading.report
    spoken = language(reading)
    direction = "rtl" if spoken == "ar" else "ltr"
    name = " · ".join(f"<bdi>{safe(part)}</bdi>" for part in (report.title, report.publisher, report.name) if part)
    facts = f"{escape(words['published'])}: {in_order(_published(reading, words))} · {escape(words['claims'])}: "
    text = f'<div class="text" lang="{spoken}" dir="{direction}">{marked_text(reading, prefix)}</div>'
    parts = [f"<h2>{name or '—'}</h2>", f'<p class="facts">{facts}{len(reading.claims)}</p>', text]
    if reading.claims:
        rows = ((str(claim.index + 1), str(claim.harm), _claim_cells(claim, words)) for claim in reading.claims)
        parts.append(_table(_CLAIM_COLUMNS, rows, prefix, words))
        if derived:
            parts += [f"<h3>{escape(words['derivation'])}</h3>", derivation_html(reading.claims, derived, words)]
    else:
        parts.append(f"<p>{escape(words['no_claims'])}</p>")
    if reading.presences:
        parts.append(f"<h3>{escape(words['presences'])}</h3>")
        stated = ((f"p{p.index + 1}", "presence", _presence_cells(p, words)) for p in reading.presences)
        parts.append(_table(_PRESENCE_COLUMNS, stated, prefix, words))
    if reading.problems:
        items = "".join(f"<li>{safe(problem.sentence)}</li>" for problem in reading.problems)
        parts.append(f"<h3>{escape(words['problems'])}</h3><ul>{items}</ul>")
    return "<section>\n" + "\n".join(parts) + "\n</section>"


def _published(reading: Reading, words: Labels) -> str:
    when = reading.published
    if when is None:
        return words["unknown_day"]
    basis = "" if when.basis == WhenBasis.METADATA else f" ({words['worked_out']})"
    return days_words(when.days, words) + basis


def days_words(days: Days, words: Labels) -> str:
    """Write days: `2019-04-18`, `2019-04-16 to 2019-04-18`."""
    first, last = days.first, days.last
    return str(first) if first == last else f"{first} {words['to']} {last}"


def _table(
    columns: Sequence[str], rows: Iterable[tuple[str, str, list[list[Cell]]]], prefix: str, words: Labels
) -> str:
    head = "".join(f'<th scope="col">{escape(words[column])}</th>' for column in ("#", *columns))
    names = [escape(words[column]) for column in columns]
    lines = []
    for number, kind, cells in rows:
        link = f'<a class="number" href="#{prefix}-c{number}">{number}</a>'
        pairs = zip(names, cells, strict=True)
        tds = "".join(f'<td data-label="{name}">{_cell(cell)}</td>' for name, cell in pairs)
        lines.append(f'<tr id="{prefix}-r{number}" class="{kind}"><td>{link}</td>{tds}</tr>')
    body = "\n".join(lines)
    return f"<table><thead><tr>{head}</tr></thead><tbody>\n{body}\n</tbody></table>"


def _cell(cell: list[Cell]) -> str:
    parts = []
    for meaning, quote in cell:
        if meaning:
            parts.append(f"<span>{in_order(meaning)}</span>")
        if quote:
            parts.append(f'<q dir="auto">{safe(quote.text)}</q>')
    return " ".join(parts)


def _claim_cells(claim: Claim, words: Labels) -> list[list[Cell]]:
    """Give the cells of a claim in the order of the columns."""
    who = "، " if words is labels("ar") else ", "
    victims = [_said(part, words) for part in (claim.side, claim.party, claim.group) if part]
    located = f"{claim.location.name} (±{claim.location.radius_km:g} {words['km']})" if claim.location else ""
    return [
        [(f"{words[claim.harm]} {count_words(claim.count, words)}", claim.quote)],
        [(who.join(victims), claim.victims)],
        [(who.join(_kind(claim, words)), None)],
        [(located, claim.place)],
        [_when(when, words) for when in (claim.when,) if when],
        [(_said(claim.by_party, words), claim.by)],
        [(_said(claim.method, words), claim.method_quote)],
        [("", claim.source)],
    ]


def _said(key: str | None, words: Labels) -> str:
    """Return the words for a key, or the key in words where there are none."""
    return words.get(key, party_words(key)) if key else ""


def _kind(claim: Claim, words: Labels) -> Iterator[str]:
    yield words[claim.toll]
    if claim.part_of is not None:
        yield words["part_of"].format(n=claim.part_of + 1)
    if claim.adds:
        yield words["adds"]
    if claim.moved_from:
        yield words["moved"].format(harm=words[claim.moved_from])
    if claim.teaser:
        yield words["teaser"]
    if claim.hedged:
        yield words["hedged"]


def _presence_cells(presence: Presence, words: Labels) -> list[list[Cell]]:
    """Give the cells of a presence statement in the order of the columns."""
    party = _said(presence.party, words)
    strength = count_words(presence.strength, words) if presence.strength else ""
    area = f"{presence.area_km2:g} {words['km']}²" if presence.area_km2 is not None else ""
    return [
        [(party, presence.actor)],
        [(strength, presence.strength_quote)],
        [(area, presence.area_quote)],
        [("", bound) for bound in presence.bounds],
        [("", besieger) for besieger in presence.besieged_by],
        [_when(when, words) for when in (presence.since,) if when],
        [_when(when, words) for when in (presence.as_of,) if when],
        [("", presence.source)],
    ]


def _when(when: When, words: Labels) -> Cell:
    return f"{days_words(when.days, words)} ({words[when.basis]})", when.quote


def count_words(count: Count, words: Labels) -> str:
    """Write a count: `at least 6`, `5–7`, `about 30`."""
    if count.high is None:
        number = words["at_least"].format(n=count.low)
    else:
        number = str(count.low) if count.low == count.high else f"{count.low}–{count.high}"
    if count.approx:
        number = f"{words['approx']} {number}"
    return f"{number} ({words['vague']})" if count.vague else number
