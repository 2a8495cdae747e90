"""Methods and scope: whose deaths are counted, how, and what a figure means, in words for readers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from marsad.web.roles import Role, asks
from marsad.web.templatetags.field import language

if TYPE_CHECKING:
    from django.http import HttpResponse

    from marsad.web.sign_in import Request


@asks(Role.VIEWER)
def methods(request: Request) -> HttpResponse:
    """Show the text, which is written in each language by itself and not translated word by word."""
    return render(request, f"marsad/methods_{language()}.html", {})
