"""The API as a whole: who is let in, how faults are told, where it is documented."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, AuthorizationError, HttpError, ValidationError

from marsad import __version__
from marsad.ledger.unmoved import ChangedError
from marsad.model.problem import MarsadError
from marsad.render.rows import plain
from marsad.store.errors import NoLedgerError, StoreError
from marsad.web.api.access import Key, SignedIn
from marsad.web.api.answers import MissingError, UnchangedError
from marsad.web.api.reading import router
from marsad.web.api.shapes import Problem
from marsad.web.api.writing import joined
from marsad.web.patience import WorkingError

if TYPE_CHECKING:
    from django.http import HttpRequest

_ABOUT = (
    "The ledger for other programs. Every number is an interval (low, best, high; `open` where no top is stated). "
    "Whoever asks sees what the account may see. Answers carry an ETag that stands for the journal's head."
)
_FAULTS = (400, 401, 403, 404, 409, 422)

api = NinjaAPI(
    title="marsad",
    version=__version__,
    description=_ABOUT,
    auth=[Key(), SignedIn()],
    docs_url=None,
    openapi_url="openapi.json",
    urls_namespace="api",
    openapi_extra={"info": {"license": {"name": "Apache-2.0"}}},
)
api.add_router("", joined(router))


def _fault(status: int, sentence: str, **more: Any) -> HttpResponse:
    return JsonResponse({"error": sentence, **more}, status=status, json_dumps_params={"ensure_ascii": False})


@api.exception_handler(UnchangedError)
def unchanged(_request: HttpRequest, error: UnchangedError) -> HttpResponse:
    """Say that the caller has it (304)."""
    return HttpResponse(status=304, headers={"ETag": error.tag})


@api.exception_handler(ChangedError)
def changed(_request: HttpRequest, error: ChangedError) -> HttpResponse:
    """Refuse a decision on what is no longer so (409), and tell what became of it."""
    return _fault(409, str(error), changes=plain(error.changes))


@api.exception_handler(MarsadError)
def refused(_request: HttpRequest, error: MarsadError) -> HttpResponse:
    """Tell what is wrong with what was asked (400, 404), or with the ledger (503)."""
    if isinstance(error, MissingError | NoLedgerError):
        return _fault(404, str(error))
    return _fault(503 if isinstance(error, WorkingError) or type(error).__name__ in _BROKEN else 400, str(error))


_BROKEN = frozenset(kind.__name__ for kind in StoreError.__subclasses__()) - {"RefusedError", "NoLedgerError"}
"""Faults of the database, not of what was asked."""


@api.exception_handler(ValidationError)
def not_so(_request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Tell which part of a call cannot be read (422)."""
    where = [f"{'.'.join(str(step) for step in one.get('loc', ()))}: {one.get('msg', '')}" for one in error.errors]
    return _fault(422, "This cannot be read; `where` says which part.", where=where)


@api.exception_handler(AuthenticationError)
def nobody(_request: HttpRequest, _error: AuthenticationError) -> HttpResponse:
    """Ask who it is (401)."""
    told = _fault(401, "Say who asks: a key in the header “Authorization: Bearer marsad_…”, or sign in to the pages.")
    told["WWW-Authenticate"] = "Bearer"
    return told


@api.exception_handler(AuthorizationError)
def not_allowed(_request: HttpRequest, _error: AuthorizationError) -> HttpResponse:
    """Say that this is not for them (403)."""
    return _fault(403, "Your account may not do this.")


@api.exception_handler(HttpError)
def told(_request: HttpRequest, error: HttpError) -> HttpResponse:
    """Tell it in the one shape."""
    return _fault(error.status_code, str(error))


@api.exception_handler(Http404)
def missing(_request: HttpRequest, _error: Http404) -> HttpResponse:
    """Say that it is not there (404)."""
    return _fault(404, "There is nothing here.")


def described() -> dict[str, Any]:
    """Return the description of the API (OpenAPI 3.1), with the faults that every call may end in."""
    schema: dict[str, Any] = json.loads(json.dumps(api.get_openapi_schema(path_prefix="/api/"), default=str))
    schema["components"]["schemas"]["Problem"] = Problem.model_json_schema()
    fault = {"application/json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    for calls in schema["paths"].values():
        for call in calls.values():
            for status in _FAULTS:
                call["responses"].setdefault(str(status), {"description": "What is wrong.", "content": fault})
            call["responses"].setdefault("304", {"description": "You have it already (If-None-Match)."})
            ok = call["responses"].get("200", {}).get("content", {})
            for kind in _others(call):
                ok.setdefault(kind, {"schema": {"type": "string"}})
    return schema


def _others(call: dict[str, Any]) -> list[str]:
    """Return the other kinds in which a call answers."""
    formats = [one for one in call.get("parameters", ()) if one["name"] == "format"]
    if not formats:
        return []
    return ["text/csv", "application/geo+json"] if call["operationId"].endswith("incidents") else ["text/csv"]


@login_not_required
def description(_request: HttpRequest) -> HttpResponse:
    """Give the description of the API; it tells nothing of the ledger."""
    return JsonResponse(described(), json_dumps_params={"ensure_ascii": False})


@login_not_required
def documentation(request: HttpRequest) -> HttpResponse:
    """Show the API as a page that needs nothing from outside."""
    schema = described()
    calls = [
        {
            "method": method.upper(),
            "path": f"{where}",
            "summary": call.get("description") or call.get("summary"),
            "parameters": [one for one in call.get("parameters", ()) if one["in"] in {"query", "path"}],
            "body": _fields(schema, call),
        }
        for where, methods in schema["paths"].items()
        for method, call in methods.items()
    ]
    return render(request, "marsad/api.html", {"calls": calls, "about": schema["info"]["description"]})


def _fields(schema: dict[str, Any], call: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """Return what the body of a call has: names, what they mean, whether they must be there."""
    body = call.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    named = body.get("items", body).get("$ref", "").rpartition("/")[2]
    found = schema["components"]["schemas"].get(named, {})
    needed = found.get("required", ())
    return [(name, one.get("description", ""), name in needed) for name, one in found.get("properties", {}).items()]


def urls() -> list[URLPattern]:
    """Return the addresses; the API asks itself who comes, and answers without a page to sign in on."""
    patterns = [one for one in api.urls[0] if isinstance(one, URLPattern)]
    ours = [path("openapi.json", description, name="api_description"), path("", documentation, name="api")]
    kept = [one for one in patterns if str(one.name) not in {"openapi-json", "api-root"}]
    for one in kept:
        login_not_required(one.callback)
    return [*ours, *kept]
