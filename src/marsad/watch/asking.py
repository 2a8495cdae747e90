"""Asking several hosts at once, one request to each: a slow server holds up nobody but itself."""

from __future__ import annotations

from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from marsad.intake.address import FetchError
from marsad.model.problem import MarsadError

if TYPE_CHECKING:
    from marsad.intake.fetch import Fetched, Fetcher

Job = TypeVar("Job")
FAULTS = (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError)
"""What a library raises on an answer or a page that nobody foresaw: that page is given up, the watch goes on."""


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a host: the address, and what `Fetcher.fetch` is told beside it."""

    origin: str
    url: str
    how: dict[str, Any] = field(default_factory=dict)
    robots: bool = False
    """Whether it is the host's robots.txt that is asked for, before the page itself."""


@dataclass(frozen=True, slots=True)
class Answer(Generic[Job]):
    """What came of a request: what was fetched, or why nothing was."""

    job: Job
    request: Request
    outcome: Fetched | Exception

    def fetched(self) -> Fetched:
        """Return what was fetched; raises what went wrong."""
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


class Asking(Generic[Job]):
    """Requests that are under way, each in a thread that ends with the program.

    Only the fetching is done beside: what is remembered and recorded is the caller's, one answer after another.
    """

    def __init__(self, fetcher: Fetcher, at_once: int) -> None:
        self._fetcher, self._at_once = fetcher, at_once
        self._answers: SimpleQueue[Answer[Job]] = SimpleQueue()
        self.origins: set[str] = set()
        """The hosts that are being asked."""

    @property
    def is_full(self) -> bool:
        """Whether as many hosts are asked as may be at once."""
        return len(self.origins) >= self._at_once

    def start(self, job: Job, request: Request) -> None:
        """Ask a host that is not being asked."""
        self.origins.add(request.origin)
        Thread(target=self._ask, args=(job, request), daemon=True).start()

    def answer(self, seconds: float) -> Answer[Job] | None:
        """Wait for the next answer, so many seconds at most; None where none came."""
        try:
            found = self._answers.get(timeout=max(seconds, 0.0))
        except Empty:
            return None
        self.origins.discard(found.request.origin)
        return found

    def _ask(self, job: Job, request: Request) -> None:
        outcome: Fetched | Exception = FetchError("ended through a fault of this program.", lasting=True)
        try:
            outcome = self._fetcher.fetch(request.url, **request.how)
        except (MarsadError, *FAULTS) as error:
            outcome = error
        except OSError as error:
            outcome = FetchError(f"could not be fetched ({error.strerror or type(error).__name__}).")
        finally:
            self._answers.put(Answer(job, request, outcome))
