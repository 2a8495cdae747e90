"""From an answer of a server to the reports in it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from marsad.intake.bodies import body_captures
from marsad.intake.capture import Raw, refused
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from marsad.intake.capture import Capture
    from marsad.intake.fetch import Fetched
    from marsad.model.problem import Problem
    from marsad.model.report import Report


def fetched_captures(fetched: Fetched, default: Report) -> Iterator[Capture | Problem]:
    """Read the reports of an answer; what cannot be read is a problem that names the address.

    `default` tells what holds where the page says nothing itself; who published it is else named by the host.
    """
    parts = urlsplit(fetched.url)
    host = (parts.hostname or "").removeprefix("www.")
    given = replace(default, publisher=default.publisher or host)
    media = fetched.header("content-type")
    answer = Raw(fetched.body, fetched.url, fetched.headers, media, fetched.at)
    if not fetched.body:
        yield refused(fetched.asked, "is empty.")
        return
    try:
        yield from body_captures(fetched.body, fetched.asked, given, parts.path.rpartition("/")[2] or None, answer)
    except MarsadError as error:
        yield refused(fetched.asked, f"{error}".rstrip(".") + ".")
