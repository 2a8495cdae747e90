"""The addresses of the pages: each under the language in which it is read, `/ar/…` and `/en/…`."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.conf.urls.i18n import i18n_patterns
from django.urls import include, path

from marsad.web import deciding, office_keys, preferences, refusals, routes
from marsad.web.api import site
from marsad.web.office import office
from marsad.web.pages import charts, incident, overview, report

office_keys.join()
_ACCOUNT = [
    path("sign-in/", account.login, name="account_login"),
    path("sign-out/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/", account.password_change, name="account_change_password"),
    path("again/", account.reauthenticate, name="account_reauthenticate"),
    path("second/", mfa.index, name="mfa_index"),
    path("second/code/", mfa.authenticate, name="mfa_authenticate"),
    path("second/again/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("second/on/", totp.activate_totp, name="mfa_activate_totp"),
    path("second/off/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second/codes/new/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second/codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
]
"""What of allauth is offered: nobody signs up, and no letter is sent."""

urlpatterns = [
    path("api/", include((site.urls(), "api"))),
    path("digits/", preferences.choose_digits, name="digits"),
    *i18n_patterns(
        path("", overview.overview, name="overview"),
        path("incident/<slug:name>/", incident.incident, name="incident"),
        path("incident/<slug:name>/evidence.zip", incident.evidence, name="evidence"),
        path("incident/<slug:name>/chart/", charts.steps, name="steps"),
        path("chart/weeks/", charts.weeks, name="weeks"),
        path("report/<int:number>/", report.report, name="report"),
        path("report/<int:number>/claim/<int:claim>/", report.derivation, name="derivation"),
        *deciding.urls,
        path("account/", include(_ACCOUNT)),
        path("office/", office.urls),
        *routes.READING,
    ),
]

handler400 = refusals.bad_request
handler403 = refusals.not_allowed
handler404 = refusals.not_here
handler500 = refusals.at_fault
