"""The pages as Django knows them."""

from __future__ import annotations

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Pages, and the accounts of those who use them."""

    name = "marsad.web"
    label = "marsad_web"
    verbose_name = "Pages and accounts"

    def ready(self) -> None:
        """Listen for changed passwords."""
        from marsad.web import sign_in

        sign_in.listen()
