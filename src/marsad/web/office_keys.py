"""Keys for programs, and looks at what is kept for few, in the back office."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.utils.translation import gettext, gettext_lazy

from marsad.web import tokens
from marsad.web.models import Looked, Token
from marsad.web.office import office
from marsad.web.tokens import Scope

if TYPE_CHECKING:
    from django.http import HttpRequest


def _scopes() -> list[tuple[str, str]]:
    words = {
        Scope.READ: gettext("read what the account sees"),
        Scope.ADD: gettext("add reports"),
        Scope.DECIDE: gettext("decide in the name of the account"),
    }
    return [(str(scope), words[scope]) for scope in Scope]


class _NewKey(forms.ModelForm):  # type: ignore[type-arg]
    scopes = forms.MultipleChoiceField(
        label=gettext_lazy("what it may do"), choices=_scopes, widget=forms.CheckboxSelectMultiple
    )
    days = forms.IntegerField(label=gettext_lazy("for so many days"), min_value=1, max_value=3660, initial=tokens.DAYS)

    class Meta:
        model = Token
        fields = ("account", "name")


class Keys(admin.ModelAdmin):  # type: ignore[type-arg]
    """The keys: made and taken away, never changed, their words shown once."""

    form = _NewKey
    fields = ("account", "name", "scopes", "days")
    list_display = ("name", "account", "scopes", "made", "until", "used")
    list_display_links = None

    def save_model(self, request: HttpRequest, obj: Token, form: Any, change: bool) -> None:  # noqa: FBT001
        """Make the key and show its words."""
        if change:
            return
        asked = form.cleaned_data
        made, words = tokens.make(obj.account, obj.name, [Scope(one) for one in asked["scopes"]], asked["days"])
        obj.pk = made.pk
        obj._state.adding = False  # noqa: SLF001 - as a saved model has it
        told = gettext("The key, shown only now: %(words)s") % {"words": words}
        self.message_user(request, told, messages.WARNING)

    def log_addition(self, request: HttpRequest, obj: Any, message: Any) -> Any:
        """Leave no log of Django's own."""

    def has_view_permission(self, request: HttpRequest, _obj: object = None) -> bool:
        """Let administrators look."""
        return office.has_permission(request)

    has_add_permission = has_delete_permission = has_module_permission = has_view_permission  # type: ignore[assignment]

    def has_change_permission(self, request: HttpRequest, _obj: object = None) -> bool:  # noqa: ARG002
        """Let nobody change one."""
        return False


class Looks(admin.ModelAdmin):  # type: ignore[type-arg]
    """Who looked at what is kept for few: read, never written."""

    list_display = ("at", "who", "what")
    list_display_links = None
    search_fields = ("who", "what")
    ordering = ("-at",)

    def has_view_permission(self, request: HttpRequest, _obj: object = None) -> bool:
        """Let administrators look."""
        return office.has_permission(request)

    has_module_permission = has_view_permission

    def has_add_permission(self, request: HttpRequest, _obj: object = None) -> bool:  # noqa: ARG002
        """Let nobody write."""
        return False

    has_change_permission = has_delete_permission = has_add_permission  # type: ignore[assignment]


def join() -> None:
    """Put them into the back office."""
    office.register(Token, Keys)
    office.register(Looked, Looks)
