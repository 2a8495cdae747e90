"""Tables of the review: who works on what, and decisions that wait for another person. None of them is a fact."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone

if TYPE_CHECKING:
    from marsad.web.models import Account

HOURS = 4
"""So long somebody who took an item keeps it from others."""


class Assignment(models.Model):
    """An item of the review that somebody took, by its key, so that two people do not work on one."""

    item = models.CharField(max_length=80, unique=True)
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        """As Django keeps them."""

        db_table = "web_assignment"

    def __str__(self) -> str:
        """Say who took what."""
        return f"{self.item}: {self.account}"


class Proposed(models.Model):
    """A decision that somebody wants, and that takes another person: what the form said, and by whom."""

    wish = models.JSONField()
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    declined_by = models.CharField(max_length=120, blank=True)
    """Who said no to it; it is then shown to whoever wanted it, until they put it away."""
    declined_why = models.TextField(blank=True)

    class Meta:
        """As Django keeps them."""

        db_table = "web_proposed"

    def __str__(self) -> str:
        """Say what it is."""
        return f"{self.wish.get('kind')} by {self.account}"


def taken() -> dict[str, Assignment]:
    """Return the items that somebody works on, by key; what was taken long ago is free again."""
    since: datetime = timezone.now() - timedelta(hours=HOURS)
    return {one.item: one for one in Assignment.objects.filter(at__gte=since).select_related("account")}


def take(item: str, account: Account, *, over: bool = False) -> Assignment:
    """Take an item, where it is free or is to be taken over; return who has it then."""
    held = taken().get(item)
    if held is not None and held.account != account and not over:
        return held
    made, _ = Assignment.objects.update_or_create(item=item, defaults={"account": account, "at": timezone.now()})
    return made


def release(item: str, account: Account) -> None:
    """Let others have an item that this account took."""
    Assignment.objects.filter(item=item, account=account).delete()
