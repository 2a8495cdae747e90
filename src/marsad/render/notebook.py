"""How a ledger, an incident, a claim and a table show themselves in a notebook: fragments of HTML on their own."""

from __future__ import annotations

from html import escape
from itertools import islice
from typing import TYPE_CHECKING

from marsad.ledger.history import held
from marsad.model.claim import Harm
from marsad.model.incident import Cell
from marsad.render.calm import party_words
from marsad.render.cited import Cited, around
from marsad.render.figures import cell_words, day_words, toll_figure, whole
from marsad.render.history import days_held
from marsad.render.html import language
from marsad.render.ledger import place_words
from marsad.render.marked import in_order, marked_text, safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from marsad.model.claim import Claim
    from marsad.model.incident import Incident, Step
    from marsad.model.reading import Reading
    from marsad.render.cited import Shelf

MOST = 30
"""So many rows of a table are shown, and how many are left is said."""
_FRAME = (
    "font-family:'IBM Plex Sans','IBM Plex Sans Arabic',system-ui,sans-serif;line-height:1.5;max-width:60rem;"
    "overflow-x:auto"
)
_CELL = "padding:.25rem .6rem;text-align:start;vertical-align:top;border-bottom:1px solid #e4e7eb"
_MARK = "background:#a6cee6;color:#1f2933;padding:0 .15em;border-radius:.2em"


def ledger_html(told: Shelf, chart: str = "") -> str:
    """Show a ledger: how many incidents out of how many reports, a chart where one is given, the newest incidents."""
    incidents = sorted(told.ledger.incidents, key=_newest, reverse=True)
    rows = [
        [
            one.id,
            _nowrap(day_words(one)),
            _words(place_words(one)),
            *(toll_figure(whole(one, harm)) for harm in _HARMS),
            *_last(one),
        ]
        for one in incidents[:MOST]
    ]
    heads = ["incident", "day", "place", *map(str, _HARMS), "reports", "grade"]
    lead = f"<b>{len(incidents)}</b> incidents out of <b>{len(told.readings)}</b> reports"
    return _framed(f"<p>{lead}</p>{chart}{_table(heads, rows)}{_left(len(incidents))}")


def incident_html(incident: Incident, told: Shelf, chart: str = "") -> str:
    """Show an incident: what, where and when, its tolls, how the whole toll of each harm moved, and the sentences."""
    cited = Cited(told)
    parties = ", ".join(map(party_words, incident.parties)) or "parties not known"
    head = (
        f"<h3>{_words(place_words(incident))}</h3><p>{safe(day_words(incident))} · {safe(parties)} · {incident.id}</p>"
    )
    tolls = [[cell_words(toll.cell), toll_figure(toll), str(toll.best)] for toll in incident.tolls]
    parts = [head, chart, _table(["whom", "low–high", "best"], tolls)]
    for harm in _HARMS:
        figures = held(incident.history, Cell(harm))
        moved = [
            [
                _nowrap(days_held(f.first, f.last)),
                _figure(f.step),
                safe(cited.in_words(f.step.reason)),
                safe(cited.voice(f.step.voice)),
            ]
            for f in figures
        ]
        if moved:
            parts.append(f"<h4>{harm}: how the toll moved</h4>{_table(['held', 'toll', 'why', 'voice'], moved)}")
    said = "".join(f"<li>{_sentence(cited.around(claim))}</li>" for claim in incident.claims[:MOST])
    return _framed(f"{''.join(parts)}<h4>The sentences</h4><ol>{said}</ol>{_left(len(incident.claims))}")


def claim_html(claim: Claim, reading: Reading) -> str:
    """Show a claim: what it says, and its sentence with the words marked."""
    facts = {
        "harm": str(claim.harm),
        "count": str(claim.count),
        "whom": ", ".join(
            str(part) for part in (claim.side, claim.party and party_words(claim.party), claim.group) if part
        ),
        "where": claim.place.text if claim.place else "",
        "when": str(claim.when.days) if claim.when else "",
        "by": party_words(claim.by_party or ""),
        "how": str(claim.method or ""),
        "kind": str(claim.toll),
        "source": claim.source.text if claim.source else "",
    }
    rows = [[escape(name), _words(value)] for name, value in facts.items() if value]
    return _framed(f"<blockquote>{_sentence(around(reading.report.text, claim.quote))}</blockquote>{_table([], rows)}")


def reading_html(reading: Reading) -> str:
    """Show a report with its claims marked, and what they say."""
    spoken = language(reading)
    direction = "rtl" if spoken == "ar" else "ltr"
    marked = marked_text(reading, f"m{reading.report.text_id[:8]}").replace("<mark ", f'<mark style="{_MARK}" ')
    rows = [
        [str(claim.index + 1), str(claim.harm), in_order(str(claim.count)), _words(claim.quote.text)]
        for claim in reading.claims
    ]
    text = f'<div lang="{spoken}" dir="{direction}" style="white-space:pre-wrap">{marked}</div>'
    return _framed(text + _table(["#", "harm", "count", "words"], rows))


def table_html(names: Sequence[str], rows: Sequence[Mapping[str, object]]) -> str:
    """Show the first rows of a table."""
    shown = [[_value(row[name]) for name in names] for row in islice(rows, MOST)]
    return _framed(_table(list(names), shown) + _left(len(rows)))


_HARMS = (Harm.KILLED, Harm.INJURED, Harm.MISSING, Harm.CAPTURED)


def _newest(incident: Incident) -> tuple[str, str]:
    when = incident.when.last if incident.when else incident.known_by
    return str(when or ""), incident.id


def _last(incident: Incident) -> list[str]:
    return [str(len(incident.reports)), incident.grade or ""]


def _figure(step: Step) -> str:
    body = str(step.low) if step.low == step.high else f"{step.low}–{step.high}"
    return body + ("+" if step.open else "")


def _sentence(parts: tuple[str, str, str]) -> str:
    before, quote, after = parts
    marked = f'{safe(before)}<mark style="{_MARK}">{safe(quote)}</mark>{safe(after)}'
    return f'<p dir="auto" style="margin:.2rem 0">{marked}</p>'


def _nowrap(words: str) -> str:
    return f'<span style="white-space:nowrap">{safe(words)}</span>'


def _words(words: str) -> str:
    return f'<bdi dir="auto">{in_order(words)}</bdi>'


def _value(value: object) -> str:
    if value is None:
        return ""
    return _words(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def _table(heads: Iterable[str], rows: Sequence[Sequence[str]]) -> str:
    """Write a table; heads are plain words, cells markup."""
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(name)}</th>' for name in heads)
    body = "".join("<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in cells) + "</tr>" for cells in rows)
    lead = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f'<table style="border-collapse:collapse">{lead}<tbody>{body}</tbody></table>'


def _left(all_rows: int) -> str:
    return f"<p>… and {all_rows - MOST} more</p>" if all_rows > MOST else ""


def _framed(inner: str) -> str:
    return f'<div style="{_FRAME}">{inner}</div>'
