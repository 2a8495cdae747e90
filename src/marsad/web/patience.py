"""What takes long is worked out beside: whoever asks waits a little, then is told to come again, and others go on."""

from __future__ import annotations

from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from django.db import connections
from django.utils.translation import gettext as _

from marsad.model.problem import MarsadError
from marsad.web.refusals import refuse

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from django.http import HttpRequest, HttpResponse

    from marsad.flow import Book

SECONDS = 8.0
"""So long somebody waits for a ledger that is being worked out; servers give up after a while (gunicorn: 120 s)."""
AGAIN = 5
"""After so many seconds a page that has to wait asks again by itself."""


class WorkingError(MarsadError):
    """The ledger that was asked for is still being worked out."""

    def __init__(self) -> None:
        super().__init__("The ledger is being worked out of the journal; ask again in some seconds.")


class _Work:
    """One ledger that is being worked out in a thread of its own."""

    def __init__(self, make: Callable[[], Book]) -> None:
        self.done = Event()
        self._make = make
        self.book: Book | None = None
        self.error: MarsadError | None = None

    def run(self) -> None:
        """Work it out."""
        try:
            self.book = self._make()
        except MarsadError as error:  # whoever waits for it is told
            self.error = error
        finally:
            connections.close_all()
            self.done.set()


class Works:
    """Ledgers that are being worked out, each by one thread, whoever asks for it."""

    def __init__(self) -> None:
        self._works: dict[Hashable, _Work] = {}
        self._lock = Lock()

    def book(self, key: Hashable, make: Callable[[], Book], *, wait: bool = True) -> Book:
        """Return what is made, if that is done soon; raises WorkingError where it is not, and what making it raised.

        Without `wait` it must be done already.
        """
        with self._lock:
            work = self._works.get(key)
            if work is None:
                work = self._works[key] = _Work(make)
                Thread(target=work.run, name="marsad ledger", daemon=True).start()
        if not work.done.wait(SECONDS if wait else 0):
            raise WorkingError
        with self._lock:
            if self._works.get(key) is work:
                del self._works[key]
        if work.error is not None:
            raise work.error
        if work.book is None:
            raise RuntimeError("the ledger could not be worked out; what went wrong stands on standard error")
        return work.book


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
