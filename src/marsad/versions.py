"""The versions of a page: the reports that were captured at one address, and what each changed in the claims."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from marsad import flow
from marsad.ledger.as_of import Question
from marsad.ledger.edits import edits
from marsad.model.audience import TEAM
from marsad.store import captured
from marsad.store.errors import RefusedError

if TYPE_CHECKING:
    from marsad.ledger.rereading import Change
    from marsad.model.audience import Audience
    from marsad.model.reading import Reading
    from marsad.store.captured import Captured


@dataclass(frozen=True, slots=True)
class Version:
    """One text of a page: its number in the ledger, when it was captured, and what it changed in the claims before."""

    number: int
    reading: Reading
    captures: tuple[Captured, ...]
    changes: tuple[Change, ...] = ()


def versions(name: str, audience: Audience = TEAM) -> list[Version]:
    """Return the versions of a page, by its address or by one report of it, the oldest first.

    Raises RefusedError where nothing was captured there, MarsadError where no report is called so.
    """
    return versions_in(flow.ledger(Question(audience=audience)), name)


def versions_in(book: flow.Book, name: str) -> list[Version]:
    """Return the versions of a page as a ledger holds them; raises as `versions` does."""
    if "://" in name:
        ids = captured.reports_at(name)
    else:
        report = book.desk.report(name).id
        urls = {one.kept.url for one in captured.of_reports({report}) if one.kept.url}
        ids = [*dict.fromkeys(id_ for url in sorted(urls) for id_ in captured.reports_at(url))] or [report]
    told = {reading.report.id: reading for reading in book.decided if reading.report.id in ids}
    shown = sorted(told, key=lambda id_: book.numbers[id_])
    if not shown:
        raise RefusedError(f"Nothing was captured at {name}; name a report, or the address as it was fetched.")
    taken = captured.of_reports({*shown})
    found: list[Version] = []
    for id_ in shown:
        changed = tuple(edits(found[-1].reading, told[id_])) if found else ()
        mine = tuple(one for one in taken if one.report == id_)
        found.append(Version(book.numbers[id_], told[id_], mine, changed))
    return found
