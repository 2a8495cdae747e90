"""The accounts of those who use the pages. They stand beside the journal, which knows nothing of them but names."""

from __future__ import annotations

from functools import cached_property
from typing import ClassVar

from django.contrib.auth.models import AbstractBaseUser, Group, PermissionsMixin, UserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy

from marsad.model.audience import TEAM, Audience
from marsad.web.desk import Assignment, Proposed
from marsad.web.roles import Role

__all__ = ["Account", "Assignment", "Proposed"]


class Account(AbstractBaseUser, PermissionsMixin):
    """Somebody who signs in: under which name they decide, what they may do, and as whom they see.

    `name` is what decisions carry (`by`) and what restrictions name; it is unique, so that nobody sees what was kept
    for another. `in_person` tells that they see as that person what is kept for few; without it they see what the
    whole team sees.
    """

    username = models.CharField(
        gettext_lazy("sign-in name"), max_length=80, unique=True, validators=[UnicodeUsernameValidator()]
    )
    name = models.CharField(
        gettext_lazy("name"), max_length=120, unique=True, help_text=gettext_lazy("The name that decisions carry.")
    )
    email = models.EmailField(blank=True)
    in_person = models.BooleanField(
        gettext_lazy("sees in person"),
        default=True,
        help_text=gettext_lazy("Sees what is kept for this person by name, not only what the whole team sees."),
    )
    must_change = models.BooleanField(default=False)
    """Whether the password was given by somebody else and has to be changed at the first sign-in."""
    is_active = models.BooleanField(gettext_lazy("may sign in"), default=True)
    date_joined = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Meta:
        """As Django keeps them."""

        db_table = "web_account"
        verbose_name = gettext_lazy("account")
        verbose_name_plural = gettext_lazy("accounts")

    def __str__(self) -> str:
        """Return the name that decisions carry."""
        return self.name

    @cached_property
    def role(self) -> Role | None:
        """The greatest role that the account has; None where it was given none, and may see nothing."""
        held = set(self.groups.values_list("name", flat=True))
        return next((role for role in reversed(Role) if role in held), None)

    def give(self, role: Role) -> None:
        """Give the account this role and no other."""
        self.groups.set([Group.objects.get_or_create(name=str(role))[0]])
        self.__dict__.pop("role", None)

    @property
    def is_staff(self) -> bool:
        """Whether the account may use the back office, as Django asks for it."""
        return self.role is Role.ADMINISTRATOR

    @property
    def audience(self) -> Audience:
        """As whom they see the ledger."""
        return Audience(" ".join(self.name.split())) if self.in_person else TEAM

    def get_full_name(self) -> str:
        """Return the name, where Django asks for it."""
        return self.name

    def get_short_name(self) -> str:
        """Return the name, where Django asks for it."""
        return self.name


class Token(models.Model):
    """A key by which a program comes to the API in somebody's name; of its words only the hash is kept."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="tokens", verbose_name=gettext_lazy("account"))
    name = models.CharField(gettext_lazy("what it is for"), max_length=80)
    digest = models.CharField(max_length=64, unique=True, editable=False)
    scopes = models.CharField(gettext_lazy("what it may do"), max_length=40)
    made = models.DateTimeField(gettext_lazy("made"), auto_now_add=True)
    until = models.DateTimeField(gettext_lazy("opens until"))
    used = models.DateTimeField(gettext_lazy("last used"), null=True, editable=False)

    class Meta:
        """As Django keeps them."""

        db_table = "web_token"
        verbose_name = gettext_lazy("key for programs")
        verbose_name_plural = gettext_lazy("keys for programs")

    def __str__(self) -> str:
        """Return what it is for."""
        return self.name


class Looked(models.Model):
    """That somebody looked at what is kept for few: who, at what, when. Rows are added, never changed."""

    who = models.CharField(gettext_lazy("who"), max_length=120)
    what = models.CharField(gettext_lazy("at what"), max_length=120)
    at = models.DateTimeField(gettext_lazy("when"), auto_now_add=True, db_index=True)

    class Meta:
        """As Django keeps them."""

        db_table = "web_looked"
        verbose_name = gettext_lazy("look at something restricted")
        verbose_name_plural = gettext_lazy("looks at something restricted")

    def __str__(self) -> str:
        """Return who looked at what."""
        return f"{self.who}: {self.what}"
