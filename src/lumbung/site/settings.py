"""Django's settings; a deployment changes them by the environment, see ``config.py``."""

from __future__ import annotations

from urllib.parse import urlsplit

from csp.constants import SELF

from lumbung.kit.fairness import fair_use
from lumbung.site import config

HOME = config.home()

SECRET_KEY = config.secret_key()
DEBUG = False
ALLOWED_HOSTS = config.choice("hosts", "localhost,127.0.0.1,[::1],testserver").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in config.choice("origins").split(",") if origin]
BEHIND_TLS = config.choice("tls", "no") == "yes"

INSTALLED_APPS = [
    "lumbung.kit",
    "lumbung.rooms.journal",
    "lumbung.rooms.people",
    "lumbung.rooms.standards",
    "lumbung.rooms.catalog",
    "lumbung.rooms.metadata",
    "lumbung.rooms.forum",
    "lumbung.rooms.query",
    "lumbung.rooms.collection",
    "lumbung.rooms.review",
    "lumbung.rooms.release",
    "lumbung.rooms.quality",
    "lumbung.rooms.harvest",
    "lumbung.faces.portal",
    "lumbung.faces.desk",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "lumbung.kit.fairness_crawlers.CrawlersMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "lumbung.kit.moments.MomentMiddleware",
    "lumbung.kit.language.LanguageMiddleware",
    "lumbung.kit.told.ProblemMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "lumbung.site.urls"
WSGI_APPLICATION = "lumbung.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,  # each app's folder ``jinja2/``
        "OPTIONS": {"environment": "lumbung.kit.jinja.environment"},
    },
]

DATABASES = {"default": {**config.database(), "ATOMIC_REQUESTS": False}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/masuk"
LOGIN_REDIRECT_URL = "/desk/"
LOGOUT_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_CALLABLE = "lumbung.faces.desk.door.locked_out"

LANGUAGE_CODE = "id"
USE_I18N = False  # both languages stand in the code and the templates: docs/decisions/0003
TIME_ZONE = config.choice("time_zone", "Asia/Jakarta")
USE_TZ = True

# Letters: where they are handed over (none: they are kept as files), from whom, and where their links lead.
MAIL = config.choice("mail")
PUBLIC_ADDRESS = (
    config.choice("address") or next(iter(CSRF_TRUSTED_ORIGINS), "http://127.0.0.1:8000")
).rstrip("/")
MAIL_FROM = config.choice("mail_from") or f"satu-data@{urlsplit(PUBLIC_ADDRESS).hostname}"

STATIC_URL = "/static/"
STATIC_ROOT = None  # nothing is collected: built files stand in the package, named by their content
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
WHITENOISE_IMMUTABLE_FILE_TEST = r"^/static/dist/.+\.(?:[0-9A-Z]{8}|[0-9a-f]{12})\.\w+$"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = BEHIND_TLS
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SECURE = BEHIND_TLS
CSRF_FAILURE_VIEW = "lumbung.kit.told.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = BEHIND_TLS
SECURE_HSTS_SECONDS = 31_536_000 if BEHIND_TLS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

# Portals of the inner network that may be harvested: hosts, or hosts with ports.
HARVEST_NEAR = [host for host in config.choice("harvest_near").split(",") if host]

# Uploads: larger files go to disk at once; the declared limit is in collection.
FILE_UPLOAD_HANDLERS = [
    "lumbung.kit.uploads.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_242_880
DATA_UPLOAD_MAX_NUMBER_FIELDS = 6_000  # a grid of five hundred codes, a form with long tables

# Fair use: points a second of one address (none: no limit), what may be spent at once, how many times as
# much a token may, and whose word is taken for where a request comes from. See kit/fairness.py.
FAIR_USE = fair_use(
    points=config.choice("fair_points"),
    at_once=config.choice("fair_points_at_once"),
    token_times=config.choice("fair_token_times"),
    known_proxies=config.choice("proxies", "127.0.0.1,::1"),
)

# The sites whose pages may ask the server for assistants at /mcp; * for all.
MCP_ORIGINS = [origin for origin in config.choice("mcp_origins").split(",") if origin]

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["stderr"], "level": config.choice("log", "WARNING")},
}
