"""Totals: people in rows and columns of one's choice, what stands behind each cell, and all of it as a table file."""

from __future__ import annotations

import csv
from io import StringIO
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from marsad.ledger.queries.pivot import ALL, Axis
from marsad.model.claim import Harm
from marsad.web.choices import harm, parties
from marsad.web.counted import Asked, ask, behind
from marsad.web.roles import Role, asks

if TYPE_CHECKING:
    from marsad.ledger.queries.sums import Sum
    from marsad.web.sign_in import Request

_BOM = "\ufeff"
"""By which spreadsheets know that a file is UTF-8."""
_COLUMNS = (
    "row",
    "row_name",
    "column",
    "column_name",
    "low",
    "best",
    "high",
    "open",
    "incidents",
    "perhaps",
    "silent",
    "unallocated_low",
    "unallocated_high",
    "unallocated_open",
)


@asks(Role.VIEWER)
def totals(request: Request) -> HttpResponse:
    """Show the table."""
    found = ask(request)
    rows, columns = (_shown(keys, axis) for keys, axis in zip(found.keys, found.axes, strict=True))
    table = [
        (found.name(row, found.axes[0]), row == ALL, [_cell(request, found, row, column) for column in columns])
        for row in rows
    ]
    page = _common(request, found) | {
        "columns": [(found.name(column, found.axes[1]), column == ALL) for column in columns],
        "table": table,
        "file_url": f"{reverse('totals_file')}?{request.GET.urlencode()}",
    }
    return render(request, "marsad/totals.html", page)


def _shown(keys: tuple[str, ...], axis: Axis | None) -> tuple[str, ...]:
    """Return the keys shown along an axis: with its margin, but for harms, which are no parts of one whole."""
    return keys if axis is Axis.HARM else (ALL, *keys)


def _common(request: Request, found: Asked) -> dict[str, object]:
    return {
        "as_of": found.when,
        "selection": found.selection,
        "problem": found.problem,
        "harm": harm(request),
        "harms": list(Harm),
        "parties": parties(found.book),
        "conflict": request.GET.get("conflict", ""),
        "left_out": found.selection.left_out(found.book.ledger.incidents),
        "axes": list(Axis),
        "rows": found.axes[0],
        "across": found.axes[1],
    }


def _cell(request: Request, found: Asked, row: str, column: str) -> tuple[Sum | None, str]:
    """Return the sum of a cell, None where there is nobody, and the address of what stands behind it."""
    counted = found.pivot.sums.get((row, column))
    if counted is None:
        return None, ""
    kept = {key: value for key, value in request.GET.items() if value}
    asked = {**kept, "rows": str(found.axes[0]), "columns": str(found.axes[1] or ""), "row": row, "column": column}
    return counted, f"{reverse('totals_behind')}?{urlencode(asked)}"


@asks(Role.VIEWER)
def totals_behind(request: Request) -> HttpResponse:
    """Show the incidents, the totals and the unallocated people behind a cell."""
    found = ask(request)
    row, column = request.GET.get("row", ALL), request.GET.get("column", ALL)
    shown = behind(found, row, column)
    if shown is None:
        raise Http404
    kept = {key: value for key, value in request.GET.items() if key not in ("row", "column")}
    names = [found.name(key, axis) for key, axis in zip((row, column), found.axes, strict=True) if key != ALL]
    page = _common(request, found) | {
        "behind": shown,
        "names": names,
        "back_url": f"{reverse('totals')}?{urlencode(kept)}",
    }
    return render(request, "marsad/totals_behind.html", page)


@asks(Role.VIEWER)
def totals_file(request: Request) -> HttpResponse:
    """Give the table as CSV (RFC 4180), a cell a line; an empty key is a margin."""
    found = ask(request)
    out = StringIO()
    out.write(_BOM)
    written = csv.writer(out)
    written.writerow(_COLUMNS)
    for (row, column), counted in found.pivot.sums.items():
        people, apart = counted.counted, counted.unallocated
        written.writerow(
            [
                row,
                found.name(row, found.axes[0]),
                column,
                found.name(column, found.axes[1]),
                *(people.low, people.best, people.high, int(people.open)),
                *(len(counted.sure), len(counted.perhaps), counted.silent),
                *(apart.low, apart.high, int(apart.open)),
            ]
        )
    response = HttpResponse(out.getvalue(), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = 'attachment; filename="totals.csv"'
    return response
