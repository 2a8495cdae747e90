"""What takes long is worked out beside: whoever asks waits a little, then is told to come again, and others go on."""

from __future__ import annotations

from threading import Event, Lock, Thread
from time import monotonic
from typing import TYPE_CHECKING, TypeAlias

from django.db import DatabaseError, connections
from django.utils.translation import gettext as _

from marsad.model.problem import MarsadError
from marsad.web.refusals import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from django.http import HttpRequest, HttpResponse

    from marsad.flow import Book
    from marsad.ledger.sight import Sight
    from marsad.store.journal import Head

SECONDS = 8.0
"""So long somebody waits for a ledger that is being worked out; servers give up after a while (gunicorn: 120 s)."""
AGAIN = 5
"""After so many seconds a page that has to wait asks again by itself."""


class WorkingError(MarsadError):
    """The ledger that was asked for is still being worked out."""

    def __init__(self) -> None:
        super().__init__("The ledger is being worked out of the journal; ask again in some seconds.")


Made: TypeAlias = "tuple[Head, Sight, Book]"
"""The head of the journal at which it was begun to work out a ledger, what was hidden then, and the ledger."""


class Work:
    """One ledger that is being worked out in a thread of its own."""

    def __init__(self, make: Callable[[], Made]) -> None:
        self.done = Event()
        self._make = make
        self.made: Made | None = None
        self.ended = 0.0
        """When it was done, by a clock that only goes on."""
        self.error: Exception | None = None

    def run(self) -> None:
        """Work it out."""
        try:
            self.made = self._make()
        except (MarsadError, DatabaseError, OSError) as error:  # whoever waits for it raises it
            self.error = error
        finally:
            connections.close_all()
            self.ended = monotonic()
            self.done.set()


class Works:
    """Ledgers that are being worked out, each by one thread, whoever asks for it."""

    def __init__(self) -> None:
        self._works: dict[Hashable, Work] = {}
        self._lock = Lock()

    def made(self, key: Hashable, make: Callable[[], Made], fits: Callable[[Work], bool], *, wait: bool = True) -> Made:
        """Return what is made, if that is done soon; raises WorkingError where it is not, and what making it raised.

        Without `wait` it must be done already. What does not fit any more is made once more.
        """
        for _again in range(2):
            work = self._begun(key, make)
            if not work.done.wait(SECONDS if wait else 0):
                break
            with self._lock:
                if self._works.get(key) is work:
                    del self._works[key]
            if work.made is None:
                raise work.error or RuntimeError(
                    "the ledger could not be worked out; the thread that tried has told why"
                )
            if fits(work):
                return work.made
        raise WorkingError

    def _begun(self, key: Hashable, make: Callable[[], Made]) -> Work:
        """Return the work on something, which is begun where nobody has."""
        with self._lock:
            work = self._works.get(key)
            if work is None:
                work = self._works[key] = Work(make)
                Thread(target=work.run, name="marsad ledger", daemon=True).start()
        return work


class Patience:
    """The middleware that tells whoever asked for such a ledger to wait; the page asks again by itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer."""
        return self._answer(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Answer for a ledger that is still being worked out (503)."""
        if not isinstance(error, WorkingError):
            return None
        sentence = _("This page needs the whole ledger, which takes a while. It comes by itself when it is ready.")
        response = refuse(request, 503, _("The ledger is being read"), sentence)
        response.headers["Retry-After"] = response.headers["Refresh"] = str(AGAIN)
        return response
