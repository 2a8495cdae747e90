"""What every answer tells the browser: run no script and no style but ours, ask no other host, store no page."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self' data:",
    "font-src": "'self'",
    "connect-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}
"""The content security policy (W3C CSP 3). `data:` pictures are the square codes of the second factor."""
_PERMISSIONS = "camera=(), geolocation=(), microphone=(), payment=(), usb=()"


def allowing(**more: str) -> Callable[[Callable[..., HttpResponse]], Callable[..., HttpResponse]]:
    """Let one view's pages do more: `@allowing(worker_src="'self' blob:")` for a map that draws in a worker."""

    def loosen(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
        @wraps(view)
        def loosened(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
            response = view(request, *args, **kwargs)
            response.headers["Content-Security-Policy"] = policy(more)
            return response

        return loosened

    return loosen


def policy(more: dict[str, str] | None = None) -> str:
    """Write the content security policy, with what one page may do besides."""
    rules = POLICY | {name.replace("_", "-"): value for name, value in (more or {}).items()}
    return "; ".join(f"{name} {value}" for name, value in rules.items())


class Headers:
    """The middleware that adds them."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._answer = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer, with the headers."""
        response = self._answer(request)
        response.headers.setdefault("Content-Security-Policy", policy())
        response.headers.setdefault("Permissions-Policy", _PERMISSIONS)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        if "Cache-Control" not in response.headers:
            response.headers["Cache-Control"] = "no-store, private"
        return response
