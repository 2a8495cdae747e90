"""The store as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig


class StoreConfig(AppConfig):
    """The journal and its projections."""

    name = "marsad.store"
    label = "store"
    verbose_name = "Journal and projections"
