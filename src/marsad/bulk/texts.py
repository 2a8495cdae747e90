"""From pages to reports: the same extraction as for single files, each page within its time."""

from __future__ import annotations

import io
from dataclasses import replace
from typing import TYPE_CHECKING

from marsad.bulk.limit import TooLongError, time_limit
from marsad.intake.bodies import body_captures
from marsad.intake.capture import Raw, refused
from marsad.intake.kinds import HEAD, Kind, kind_of
from marsad.intake.lines import line_captures, object_captures
from marsad.intake.page import page_capture
from marsad.model.problem import MarsadError, Problem
from marsad.model.report import Report

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.bulk.page import Page
    from marsad.intake.capture import Capture

_PAGES = ("text/html", "application/xhtml")
SLOW = "slow"
"""The kind of a problem for which a page was cut off, since it took more than its time."""


def report_of(page: Page, seconds: float | None = None) -> Report | Problem | None:
    """Return the report of a page; a problem where it has none, or takes longer than so many seconds."""
    found = reports_of(page, seconds)
    return next((one for one in found if isinstance(one, Report)), found[0] if found else None)


def reports_of(page: Page, seconds: float | None = None) -> list[Report | Problem]:
    """Return every report of a page (a page of a channel has several) and what is odd about each."""
    try:
        with time_limit(seconds):
            return [one for found in _captures(page) for one in _parts(found, page)]
    except TooLongError:
        sentence = f"took more than {seconds:g} seconds and was cut off; look at the page, and read it by itself."
        return [Problem(SLOW, sentence, page.where)]
    except MarsadError as error:
        return [refused(page.where, f"{error}".rstrip(".") + ".")]


def _captures(page: Page) -> Iterator[Capture | Problem]:
    if page.fields is not None:
        yield from object_captures([dict(page.fields)], page.file, Report(""))
    elif page.is_line:
        yield from line_captures(io.BytesIO(page.body), page.file, Report(""))
    else:
        answer = Raw(page.body, page.url, page.headers, page.media_type, page.fetched) if page.url else None
        called = (page.media_type or "").lower().startswith(_PAGES)
        if called and kind_of(page.body[:HEAD]) is Kind.TEXT:  # a page that does not begin as one
            yield page_capture(page.body, page.where, Report(""), page.url, answer)
        else:
            yield from body_captures(page.body, page.where, Report(""), page.url or page.file, answer)


def _parts(found: Capture | Problem, page: Page) -> Iterator[Report | Problem]:
    """Yield a report and its problems, each with the place of its page."""
    if isinstance(found, Problem):
        yield replace(found, where=page.where)
    else:
        yield found.report
        yield from (replace(one, where=page.where) for one in found.problems)
