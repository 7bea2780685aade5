"""Settings, read once from the environment, typed and loud.

Policy numbers never live here: they are dated rules. `HOMEWARD_DATA` is the one folder that holds
what a running Homeward writes (SQLite file, keys, uploads); everything else is code.
"""

import os
from pathlib import Path

from environs import Env

from homeward.foundation.crypto.keyfile import load_or_create

env = Env()
PACKAGE = Path(__file__).resolve().parent
ROOT = PACKAGE.parent.parent

DATA = Path(env.str("HOMEWARD_DATA", str(ROOT / "var"))).resolve()
DATA.mkdir(mode=0o700, parents=True, exist_ok=True)

KEYS_FILE = Path(env.str("HOMEWARD_KEYS_FILE", str(DATA / "keys.json")))
KEYS = load_or_create(KEYS_FILE)
SECRET_KEY = KEYS.django_secret
DEBUG = False
ALLOWED_HOSTS = env.list("HOMEWARD_HOSTS", ["127.0.0.1", "localhost", "[::1]", "testserver"])
HTTPS = env.bool("HOMEWARD_HTTPS", False)

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "axes",
    "csp",
    "django_htmx",
    "homeward.foundation.guard",
    "homeward.foundation.crypto",
    "homeward.foundation.audit",
    "homeward.foundation.commands",
    "homeward.foundation.outbox",
    "homeward.foundation.places",
    "homeward.foundation.accounts",
    "homeward.foundation.access",
    "homeward.domain.children",
    "homeward.domain.needs",
    "homeward.domain.care",
    "homeward.domain.helpers",
    "homeward.domain.watch",
    "homeward.entry.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "homeward.entry.web.middleware.QuietMiddleware",
    "homeward.entry.web.middleware.SignedInMiddleware",
    "homeward.entry.web.middleware.ProblemMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "homeward.entry.web.urls"
WSGI_APPLICATION = "homeward.entry.web.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "entry" / "web" / "templates"],
        "APP_DIRS": False,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "homeward.entry.web.frame.page",
            ],
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["django.template.loaders.filesystem.Loader"],
                )
            ],
        },
    }
]


def _database() -> dict[str, object]:
    """PostgreSQL when DATABASE_URL says so, otherwise one SQLite file that nobody has to install."""
    url = env.str("DATABASE_URL", "")
    if url:
        found = env.dj_db_url("DATABASE_URL")
        found["ENGINE"] = "homeward.foundation.postgres"
        found["CONN_MAX_AGE"] = None
        found["CONN_HEALTH_CHECKS"] = True
        # What is asked again and again is planned once: planning costs more than a look-up itself.
        again = {"server_side_binding": True, "prepare_threshold": 5}
        found["OPTIONS"] = {**again, **found.get("OPTIONS", {})}
        return found
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": DATA / "homeward.sqlite3",
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A writer takes the lock at once instead of failing half-way; readers go on beside it.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA recursive_triggers=ON; PRAGMA secure_delete=FAST;"
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
            ),
        },
    }


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "homeward.foundation.accounts.backend.NameOrPhoneBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "/login/"
LOGIN_REDIRECT_URL = "/"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = HTTPS
CSRF_TRUSTED_ORIGINS: list[str] = env.list("HOMEWARD_ORIGINS", [])
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
X_FRAME_OPTIONS = "DENY"

# Five wrong passwords close an account's door for a quarter of an hour, wherever they came from.
SILENCED_SYSTEM_CHECKS = ["axes.W006"]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "homeward.entry.web.account.login.locked_out"
AXES_USERNAME_CALLABLE = "homeward.entry.web.account.login.whose_door"
AXES_ENABLE_ACCESS_FAILURE_LOG = True  # the list of log-ins shows the wrong passwords too
AXES_SENSITIVE_PARAMETERS = ["password", "login", "username"]
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_ADAPTER = "homeward.foundation.accounts.adapter.ClosedAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_RATE_LIMITS = False  # django-axes is the one lock
ACCOUNT_SESSION_REMEMBER = False

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATICFILES_DIRS = [PACKAGE / "entry" / "web" / "static"]
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_MAX_AGE = 3600

UPLOADS = DATA / "uploads"
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 4 * 1024 * 1024
# A roll of a large county is a few megabytes; more than this is not a roll.
ROLL_MAX_BYTES = 40 * 1024 * 1024

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": os.environ.get("HOMEWARD_LOG", "WARNING")},
    # a form that came back for correction is no event for a log
    "loggers": {"django.request": {"level": "ERROR"}},
}
