"""The back office, for administrators alone: who has an account, under which name, with which role. Django's own admin.

No account is deleted: its name stays in decisions and restrictions, and whoever was given it anew would see what was
kept for somebody else. It is switched off instead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from allauth.mfa.models import Authenticator
from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm, AdminUserCreationForm
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from marsad.web.models import Account
from marsad.web.roles import Role
from marsad.web.templatetags.field import role_word

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


class Office(admin.AdminSite):
    """The site of the back office."""

    site_header = site_title = gettext_lazy("Marsad: accounts")
    index_title = gettext_lazy("Accounts")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Let administrators in, by their role."""
        user = request.user
        return isinstance(user, Account) and user.is_active and user.role is Role.ADMINISTRATOR

    def login(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:  # noqa: ARG002
        """Lead to the one way in, with its second factor; whoever is in and may not be here is told so."""
        from marsad.web.refusals import not_allowed

        return not_allowed(request) if request.user.is_authenticated else HttpResponseRedirect(reverse("account_login"))


def _roles() -> list[tuple[str, str]]:
    return [(str(role), role_word(role)) for role in Role]


class _WithRole(forms.ModelForm):  # type: ignore[type-arg]
    """What both forms of an account have beside its fields."""

    role = forms.ChoiceField(label=gettext_lazy("Role"), choices=_roles)

    def clean(self) -> dict[str, Any] | None:
        """Keep one administrator who can sign in."""
        given = super().clean() or {}
        stays = given.get("role") == Role.ADMINISTRATOR and given.get("is_active", True)
        others = Account.objects.filter(is_active=True, groups__name=Role.ADMINISTRATOR).exclude(pk=self.instance.pk)
        if self.instance.pk and self.instance.role is Role.ADMINISTRATOR and not stays and not others.exists():
            raise forms.ValidationError(gettext("This is the last administrator; make another one first."))
        return given


class _New(_WithRole, AdminUserCreationForm):  # type: ignore[type-arg]
    class Meta:
        model = Account
        fields = ("username", "name", "in_person")


class _Changed(_WithRole):
    class Meta:
        model = Account
        fields = ("username", "name", "in_person", "is_active")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].initial = str(self.instance.role or Role.VIEWER)


class _GivenPassword(AdminPasswordChangeForm):  # type: ignore[type-arg]
    def save(self, commit: bool = True) -> Account:  # noqa: FBT001, FBT002 - Django's signature
        """Save a password that somebody else gave: it is changed at the first use."""
        self.user.must_change = True
        account: Account = super().save(commit)
        return account


class Accounts(UserAdmin):  # type: ignore[type-arg]
    """The accounts."""

    form, add_form, change_password_form = _Changed, _New, _GivenPassword
    list_display = ("name", "username", "its_role", "second_factor", "is_active", "last_login")
    list_filter = ("is_active", "groups")
    search_fields = ("name", "username")
    ordering = ("name",)
    filter_horizontal = ()
    actions = ("remove_second_factor",)
    fieldsets = ((None, {"fields": ("username", "name", "role", "in_person", "is_active")}),)
    add_fieldsets = ((None, {"fields": ("username", "name", "role", "in_person", "password1", "password2")}),)

    @admin.display(description=gettext_lazy("Role"))
    def its_role(self, account: Account) -> str:
        """Return the role in words."""
        return role_word(account.role)

    @admin.display(description=gettext_lazy("Second factor"), boolean=True)
    def second_factor(self, account: Account) -> bool:
        """Tell whether a second factor is asked for."""
        return bool(Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists())

    @admin.action(description=gettext_lazy("Remove the second factor (phone lost)"))
    def remove_second_factor(self, request: HttpRequest, chosen: QuerySet[Account]) -> None:
        """Let somebody sign in with the password alone, to set up another phone."""
        Authenticator.objects.filter(user__in=chosen).delete()
        self.message_user(request, gettext("The second factor was removed."))

    def save_model(self, request: HttpRequest, account: Account, form: Any, change: bool) -> None:  # noqa: FBT001
        """Save an account with its role; a new one has a password that somebody else gave."""
        account.must_change = account.must_change or not change
        super().save_model(request, account, form, change)
        account.give(Role(form.cleaned_data["role"]))

    def has_view_permission(self, request: HttpRequest, _account: object = None) -> bool:
        """Let administrators look."""
        return office.has_permission(request)

    has_add_permission = has_change_permission = has_module_permission = has_view_permission  # type: ignore[assignment]

    def has_delete_permission(self, request: HttpRequest, _account: object = None) -> bool:  # noqa: ARG002
        """Let nobody delete."""
        return False


office = Office(name="office")
office.register(Account, Accounts)
