"""The settings of the pages, on top of those of the command line: accounts, sessions, languages, safety.

MARSAD_HOSTS names the hosts under which the pages are reached, with commas; MARSAD_HTTPS=yes tells that they are served
over HTTPS (by a proxy in front, which sets X-Forwarded-Proto): cookies then go over HTTPS only. MARSAD_MFA=required
lets nobody work without a second factor. MARSAD_PUBLIC=yes makes them a public site: released incidents for everybody,
read-only, and nobody signs in. MARSAD_TWO_PERSONS=yes tells that a decision is recorded only when another reviewer
agrees.
"""

from __future__ import annotations

import os
from pathlib import Path

from marsad.settings import *  # noqa: F403 - Django's settings are the names of a module
from marsad.settings import DATABASES, switched_on, two_persons

_HERE = Path(__file__).parent
_HTTPS = switched_on("MARSAD_HTTPS")
MARSAD_PUBLIC = switched_on("MARSAD_PUBLIC")
_HOSTS = [host for host in map(str.strip, os.environ.get("MARSAD_HOSTS", "").split(",")) if host]

INSTALLED_APPS = [
    "marsad.store",
    "marsad.web",
    "django.contrib.admin.apps.SimpleAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
]
MIDDLEWARE = [
    "marsad.web.headers.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "marsad.web.public.Public",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "marsad.web.preferences.Preferences",
    "marsad.web.sign_in.FirstThings",
    "marsad.web.refusals.Refusals",
    "marsad.web.patience.Patience",
]
ROOT_URLCONF = "marsad.web.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [_HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "marsad.web.frame.frame",
            ],
            "builtins": [
                "marsad.web.templatetags.field",
                "marsad.web.templatetags.reading",
                "marsad.web.templatetags.wishes",
            ],
        },
    },
]

# People
AUTH_USER_MODEL = "marsad_web.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "overview"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "marsad.web.sign_in.Adapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_NOTIFICATIONS = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if _HTTPS else 0
"""Behind a proxy attempts are counted by the address that it adds to X-Forwarded-For, else by the one that asks."""
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "10/m/ip,5/300s/key", "change_password": "5/m/user"}
MFA_TOTP_ISSUER = "marsad"
MFA_TOTP_TOLERANCE = 1
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
SECOND_FACTOR_REQUIRED = os.environ.get("MARSAD_MFA", "").strip().lower() == "required"

# Sessions: they end with the browser, and after a working day
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = _HTTPS
SESSION_COOKIE_NAME = "marsad_session"
CSRF_COOKIE_SECURE = _HTTPS
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_NAME = "marsad_csrf"
CSRF_FAILURE_VIEW = "marsad.web.refusals.form_refused"

TWO_PERSONS = two_persons()

# Safety
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_HOSTS]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in _HOSTS]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024

# Languages
USE_I18N = True
LANGUAGE_CODE = "ar"
LANGUAGES = [("ar", "العربية"), ("en", "English")]
LOCALE_PATHS = [_HERE / "locale"]
LANGUAGE_COOKIE_NAME = "marsad_language"
LANGUAGE_COOKIE_AGE = 365 * 86_400
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Files that belong to the pages: from the package, no step between a checkout and a running server
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "marsad.web.assets.Versioned"},
}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 30 * 86_400
WHITENOISE_ALLOW_ALL_ORIGINS = False
_OF_PROCESS = {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}
_OF_ALL = {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "marsad_attempts"}
SHARED = DATABASES["default"].get("ENGINE", "").endswith("postgresql")
"""Whether several processes serve the pages, as a team's server does."""
CACHES = {
    "default": {**_OF_ALL, "OPTIONS": {"MAX_ENTRIES": 20_000}} if SHARED else _OF_PROCESS,
    "drawings": _OF_PROCESS,
}
"""Attempts to sign in are counted in the database where several processes serve; drawings are kept by each."""
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
INSTALLED_APPS.append("django.forms")
