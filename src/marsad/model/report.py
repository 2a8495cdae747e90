"""A report: one text by one publisher."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.model.evidence import Evidence
    from marsad.model.row import RowCell
    from marsad.model.when import When


@dataclass(frozen=True)
class Report:
    """One text by one publisher, as stored; offsets of every claim refer to `text`, in code points.

    `publisher` is the outlet, not the source it cites. `published` and `seen` are the days known from outside the
    text (metadata, the day of capture); a day worked out from the words belongs to the reading, not to the report.
    """

    text: str
    publisher: str | None = None
    title: str | None = None
    lang: str | None = None
    published: When | None = None
    seen: When | None = None
    name: str | None = None
    """What the recorder calls it: a file name, the `id` of a JSONL line."""
    stands_for: str | None = None
    """The id of the report as it came in, where names in it are masked since: every anchor goes on binding."""
    cells: tuple[RowCell, ...] = ()
    """Of a row of a casebook: which of its words are which slot. Its claims are made of these, not read."""
    evidence: Evidence | None = None
    """Of a statement: what it was noted from, and with what consent."""
    version: int = 1
    """Which text of its page it is, in the order in which they were captured; said of one day, a later one holds."""

    @cached_property
    def text_id(self) -> str:
        """The SHA-256 of the stored text, in hexadecimal."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    @cached_property
    def id(self) -> str:
        """The report's identity, from (publisher, text_id) as it came in: 16 hexadecimal digits."""
        return self.stands_for or hashlib.sha256(f"{self.publisher or ''}\n{self.text_id}".encode()).hexdigest()[:16]
