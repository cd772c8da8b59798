"""One file for every place, driven by the environment, failing loudly.

=========================  ======================================================  ======================
variable                   what it says                                            left out
=========================  ======================================================  ======================
FALLIBLE_ORIGIN            the address people type: scheme, host, port             http://localhost:8000
FALLIBLE_SECRET_KEY        signs forms and cookies                                 made, under http only
FALLIBLE_OLD_SECRET_KEYS   those before it, with commas, while it is being changed
FALLIBLE_PEPPER            64 hex digits; never stored in the database             made, under http only
FALLIBLE_DATABASE          sqlite:///PATH or postgresql://USER:PASSWORD@HOST/NAME  a file in the state folder
FALLIBLE_STATE             folder for the embedded database and locks              .demo
FALLIBLE_HOSTS             more host names that may be asked for, with commas
FALLIBLE_TIME_ZONE         the zone in which days begin                            UTC
FALLIBLE_BEHIND_PROXY      set when a proxy of yours ends TLS and says so          not set
=========================  ======================================================  ======================

Everything that an owner may want to change while the site runs is a column of ``forum.models.House``.
"""

import json
import os
import secrets
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP

BASE_DIR = Path(__file__).resolve().parent.parent
STATE_DIR = Path(os.environ.get("FALLIBLE_STATE", BASE_DIR / ".demo"))
STATE_DIR.mkdir(mode=0o700, parents=True, exist_ok=True)

# Where is it?

ORIGIN = os.environ.get("FALLIBLE_ORIGIN", "http://localhost:8000").rstrip("/")
_origin = urlsplit(ORIGIN)
if _origin.scheme not in ("http", "https") or not _origin.hostname:
    raise ImproperlyConfigured("FALLIBLE_ORIGIN must look like https://example.org")
TLS = _origin.scheme == "https"
DEBUG = False
ALLOWED_HOSTS = [_origin.hostname, *filter(None, os.environ.get("FALLIBLE_HOSTS", "").split(","))]
if not TLS:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]
CSRF_TRUSTED_ORIGINS = [ORIGIN]

# What must stay secret?


def _secret(name):
    """A secret from the environment; under http alone one that is made once and kept in the state folder."""
    if value := os.environ.get(name):
        return value
    if TLS:
        raise ImproperlyConfigured(f"{name} must be set when FALLIBLE_ORIGIN is https")
    path = STATE_DIR / "secrets.json"
    kept = json.loads(path.read_text()) if path.exists() else {}
    if name not in kept:
        kept[name] = secrets.token_hex(32)
        fresh = path.with_name(f"secrets.{os.getpid()}")
        with open(os.open(fresh, os.O_CREAT | os.O_WRONLY, 0o600), "w") as file:
            json.dump(kept, file)
        fresh.replace(path)
    return kept[name]


SECRET_KEY = _secret("FALLIBLE_SECRET_KEY")
SECRET_KEY_FALLBACKS = [*filter(None, os.environ.get("FALLIBLE_OLD_SECRET_KEYS", "").split(","))]  # old ones
try:
    PEPPER = bytes.fromhex(_secret("FALLIBLE_PEPPER"))
except ValueError:
    raise ImproperlyConfigured("FALLIBLE_PEPPER must be hexadecimal digits") from None
if len(PEPPER) < 32 or len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("FALLIBLE_PEPPER needs 64 hex digits, FALLIBLE_SECRET_KEY 50 characters")

# Argon2id for return words: (memory in KiB, passes). 64 MiB and 3 passes cost about 0.4 s of one core.
STRETCH_COST = (65536, 3)

# What is it made of?

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "taggit",
    "forum",
    "forum.members",
    "moderation",
    "stories",
]
MIDDLEWARE = [
    "forum.middleware.ScrubClient",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "forum.middleware.PrivatePages",
    "forum.middleware.NoOtherMethod",
    "forum.middleware.AfterExit",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "forum.members.unlocking.KeyringMiddleware",
    "forum.members.unlocking.MembersOnly",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "forum.urls"
WSGI_APPLICATION = "forum.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "forum.views.place",
            ],
            "builtins": ["django.templatetags.i18n"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Seconds between a form's being shown to a stranger and their sending it: nobody fills it in faster. 0 asks nothing.
FORM_AGE = 3

# Where do the rows live?


def _database(address):
    url = urlsplit(address)
    if url.scheme == "sqlite":
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": url.path[1:],
            "CONN_MAX_AGE": None,  # to open one and set it up costs as much as a page from memory
            "TEST": {"NAME": STATE_DIR / "test.sqlite3"},  # a file: tests use threads and a real server
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=NORMAL;PRAGMA secure_delete=ON;",
            },
        }
    if url.scheme == "postgresql":
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": url.path[1:],
            "USER": unquote(url.username or ""),
            "PASSWORD": unquote(url.password or ""),
            "HOST": url.hostname or "",
            "PORT": url.port or "",
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ImproperlyConfigured("FALLIBLE_DATABASE must begin with sqlite:/// or postgresql://")


DATABASES = {"default": _database(os.environ.get("FALLIBLE_DATABASE", f"sqlite:///{STATE_DIR / 'fallible.sqlite3'}"))}
# In each worker's own memory, and nowhere else: rate limits, and pages as every reader without a session gets them.
_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": _MEMORY},
    "pages": {"BACKEND": _MEMORY, "LOCATION": "pages", "TIMEOUT": 600, "OPTIONS": {"MAX_ENTRIES": 400}},
}

# Who is it?

AUTH_USER_MODEL = "members.Member"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["forum.members.adapter.StretchedPasswordHasher"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "stories:desk"
ACCOUNT_ADAPTER = "forum.members.adapter.MemberAdapter"
ACCOUNT_FORMS = {
    "login": "forum.members.forms.WordsForm",
    "reauthenticate": "forum.members.forms.WordsAgainForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_SESSION_REMEMBER = False
# By network, or by a nullifier of the keyring; in memory alone.
ACCOUNT_RATE_LIMITS = {"words": "20/m/ip", "phrase": "5/h/ip", "flag": "10/h/ip", "answer": "20/h/ip"}
ACCOUNT_RATE_LIMITS |= {"look": "30/m/key"}
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 7200  # the proof is kept rounded down to its hour
MFA_ADAPTER = "forum.members.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "add_webauthn": "forum.members.forms.AddPasskeyForm",
    "authenticate": "forum.members.forms.CodeForm",
    "reauthenticate": "forum.members.forms.CodeAgainForm",
}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not TLS  # browsers allow passkeys without TLS on localhost alone
MFA_TOTP_ISSUER = "Fallible"

SESSION_ENGINE = "forum.members.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
_host = "__Host-" if TLS else ""
SESSION_COOKIE_NAME = f"{_host}session"
KEYRING_COOKIE_NAME = f"{_host}keyring"
KEYRING_IDLE = 30 * 60  # seconds
CSRF_COOKIE_NAME = f"{_host}form"
LEFT_COOKIE_NAME = f"{_host}left"  # what Exit leaves, so that Back finds an empty page
LEFT_FOR = 30 * 60  # seconds
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_AGE = None
CSRF_FAILURE_VIEW = "forum.views.stale_form"

# What may a browser do with it?

SECURE_CSP = {
    "default-src": [CSP.NONE],
    "script-src": [CSP.SELF],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "manifest-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "frame-ancestors": [CSP.NONE],
    "base-uri": [CSP.NONE],
}
# Not no-referrer: Chromium then sends "Origin: null" with forms, and every form would be refused.
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = TLS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = 31536000 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
if os.environ.get("FALLIBLE_BEHIND_PROXY"):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
X_FRAME_OPTIONS = "DENY"

# What may it write down? Kinds of trouble and places in the code, never a word of anybody's.

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"quiet": {"()": "forum.logs.QuietFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "quiet"}},
    "root": {"handlers": ["console"], "level": "ERROR"},
    "loggers": {
        "django": {"handlers": ["console"], "level": "ERROR", "propagate": False},
        "django.server": {"handlers": [], "level": "CRITICAL", "propagate": False},
        "django.security": {"handlers": [], "level": "CRITICAL", "propagate": False},
    },
}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
SILENCED_SYSTEM_CHECKS = ["mail.E001"]  # no mail is ever sent

# What does it read and serve?

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]  # no other before its texts can be screened: docs/translating.md
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = os.environ.get("FALLIBLE_TIME_ZONE", "UTC")
USE_TZ = True
STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = BASE_DIR / ".staticfiles"
STATIC_ROOT.mkdir(exist_ok=True)
WHITENOISE_USE_FINDERS = WHITENOISE_AUTOREFRESH = not TLS
if TLS:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    }
else:
    STORAGES = {
        "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000  # bytes; a full story in a four-byte script, form-encoded, is 1.7 MB
DATA_UPLOAD_MAX_NUMBER_FIELDS = 300
TAGGIT_CASE_INSENSITIVE = True

# Who reads first? The command that screens, and how long (seconds) an answer may take before a text is held.
SCREENER = [sys.executable, "-m", "moderation.screening", "--full"]
SCREENER_PATIENCE = 2.0
RESCREEN_PATIENCE = 30.0  # the same for held texts, where nobody waits at a page
