"""Evidence without a text of its own, noted by a person: what it is, when it was taken, and with what consent."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class EvidenceKind(StrEnum):
    """What the words of a statement were noted from."""

    TESTIMONY = "testimony"
    """Somebody told it, in person or on the phone."""
    LIST = "list"
    """A list of a hospital, a morgue, a family."""
    PHOTO = "photo"
    VIDEO = "video"
    DOCUMENT = "document"
    VISIT = "visit"
    """The recorder saw it."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the words of a report came to be noted; its publisher is who took them, its day of publication that day.

    `consent` is `yes`, `no`, or what it was given for, in words; `origin` who spoke or where the thing is from, as
    the recorder may write it; `kept` where the recording, the list or the picture itself lies.
    """

    kind: EvidenceKind
    consent: str
    origin: str | None = None
    kept: str | None = None

    @property
    def refused(self) -> bool:
        """Tell whether whoever spoke did not consent to be made known."""
        return self.consent == "no"

    def __str__(self) -> str:
        """Write it as a recorder would: `testimony of a nurse, consent: no`."""
        origin = f" of {self.origin}" if self.origin else ""
        kept = f", kept: {self.kept}" if self.kept else ""
        return f"{self.kind}{origin}, consent: {self.consent}{kept}"
