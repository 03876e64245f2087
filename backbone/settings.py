"""Settings, from the environment; `make start` and the tests set it for their embedded servers.

Without BACKBONE_EMBEDDED no secret has a default: a missing one stops the start with its name.
"""

from importlib.util import find_spec
from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from backbone import deadlines
from backbone.logs import to_console
from backbone.schedule import SCHEDULE

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# True under `make start` and in the tests: one machine, servers started by us, mail into var/mail.
EMBEDDED = env.bool("BACKBONE_EMBEDDED", False)
VAR = Path(env.str("BACKBONE_VAR", str(BASE_DIR / "var")))

SECRET_KEY = env.str("SECRET_KEY")
# Only `make dev` sets it: its error pages show settings, code and rows to whoever can reach them.
DEBUG = env.str("BACKBONE_DEV", "") == "1"
if DEBUG and not EMBEDDED:
    raise ImproperlyConfigured("BACKBONE_DEV=1 is for `make dev` on one's own machine; unset it here.")
BASE_URL = env.str("BASE_URL").rstrip("/")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS")
CSRF_TRUSTED_ORIGINS = [BASE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.forms",
    "django.contrib.postgres",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "template_partials",
    "heroicons",
    "pgtrigger",
    "pghistory",
    "backbone.database.apps.DatabaseConfig",
    "backbone.accounts",
    "backbone.outbox",
    "backbone.files",
    "backbone.apps.BackboneConfig",
    "partnerships",
    "partnerships.documents",
    "partnerships.attachments",
    "partnerships.bodies",
    "partnerships.prospects",
    "partnerships.identity",
    "partnerships.conveners",
    "partnerships.letters",
    "partnerships.agreement_papers",
    "partnerships.packs",
    "partnerships.inviting",
    "partnerships.mandates",
    "partnerships.imports",
    "partnerships.correspondence",
    "partnerships.people",
    "partnerships.scoping",
    "partnerships.commenting",
    "partnerships.disputes",
    "partnerships.cards",
    "partnerships.giving",
    "partnerships.agreements",
    "partnerships.signing",
    "partnerships.proposals",
    "partnerships.sharing",
    "workplans",
    "meetings",
    "impact",
    "demo",
]

MIDDLEWARE = [
    "backbone.logs.RequestMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "backbone.pages.request_size.RequestSizeMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "backbone.pages.compression.TextGZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "backbone.accounts.middleware.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "backbone.unavailable.FormReadingMiddleware",
    "backbone.accounts.middleware.SignInMiddleware",
    "backbone.accounts.middleware.TwoFactorMiddleware",
    "backbone.accounts.presentation.PresentationMiddleware",
    "backbone.accounts.once.OnceMiddleware",
    "backbone.database.history.TrailMiddleware",
    "partnerships.closing.closed_page.ClosedMiddleware",
    "meetings.after_issue.AfterIssueMiddleware",
    "backbone.unavailable.UnavailableMiddleware",
]

ROOT_URLCONF = "backbone.urls"
WSGI_APPLICATION = "backbone.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "template_partials.templatetags.partials",
                "backbone.templatetags.ui",
            ],
        },
    }
]
FORM_RENDERER = "backbone.pages.forms.Renderer"

DATABASES = {"default": env.db_url("DATABASE_URL")}
DATABASES["default"].update(
    CONN_MAX_AGE=env.int("CONN_MAX_AGE", 60),
    CONN_HEALTH_CHECKS=True,
    # A cursor that lives on in the server would need its session, which a pooler in transaction mode changes.
    DISABLE_SERVER_SIDE_CURSORS=True,
)
REDIS_URL = env.str("REDIS_URL")

CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.redis.RedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "backbone",
        # A page waits no longer for a server that is away.
        "OPTIONS": {"socket_connect_timeout": 3, "socket_timeout": 5},
    }
}
AUTH_USER_MODEL = "accounts.Person"
AUTHENTICATION_BACKENDS = ["backbone.accounts.backends.AddressBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"

# allauth: the mailed code is the proof of the address, so addresses are not verified a second time.
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
# Our own, besides allauth's: asking for a new link, by caller and by the address that is typed; codes in an hour.
ACCOUNT_RATE_LIMITS = {"new_link": "20/m/ip,5/h/key", "login_code_hour": "10/h/key"}
ACCOUNT_FORMS = {
    "request_login_code": "backbone.accounts.forms.SignInForm",
    "confirm_login_code": "backbone.accounts.forms.CodeForm",
    "login": "backbone.accounts.forms.PasswordSignInForm",
    "reauthenticate": "backbone.accounts.forms.PasswordAgainForm",
}
MFA_FORMS = {
    "authenticate": "backbone.accounts.forms.SecondStepForm",
    "reauthenticate": "backbone.accounts.forms.SecondStepAgainForm",
    "activate_totp": "backbone.accounts.forms.ActivateAppForm",
}
MFA_ALLOW_UNVERIFIED_EMAIL = True
ACCOUNT_ADAPTER = "backbone.accounts.adapters.AccountAdapter"
MFA_ADAPTER = "backbone.accounts.adapters.MFAAdapter"
MFA_TOTP_TOLERANCE = 1
MFA_TOTP_ISSUER = "Backbone"
# Sign-ins are limited per caller: behind a proxy all would be one, and one caller could lock everybody out.
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", 0)
# Coordinators and administrators must set up a second factor before they go on.
TWO_FACTOR_REQUIRED = env.bool("TWO_FACTOR_REQUIRED", not EMBEDDED)

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("nl", _("Dutch"))]
# Names of countries in each language; as an installed app it would bring all their flags to be served.
LOCALE_PATHS = [BASE_DIR / "locale", Path(find_spec("django_countries").origin).parent / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"
INSTALLATION_TIME_ZONE = env.str("TIME_ZONE", "Europe/Amsterdam")

STATIC_URL, STATIC_ROOT = "static/", VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
# The last one makes the stylesheet and the font subset when static files are collected.
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "backbone.pages.assets.MadeFiles",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Files live in the database. Bytes of a request and of a file in it; MB of all that one partnership keeps.
REQUEST_LIMIT, UPLOAD_LIMIT = 105 * 1024 * 1024, 10 * 1024 * 1024
FILE_ROOM, CLAMD = env.int("FILE_ROOM", 1000), env.str("CLAMD", "")
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000

# Mail: EMAIL_URL names the server (smtp+tls://user:password@host:587); embedded, it goes to var/mail.
MAIL_DIRECTORY = VAR / "mail"
if EMBEDDED and not env.str("EMAIL_URL", ""):
    EMAIL_BACKEND = "backbone.outbox.backends.MailDirectory"
    MAIL_IS_LOCAL = True
else:
    vars().update(env.email_url("EMAIL_URL"))
    if EMAIL_BACKEND == "django.core.mail.backends.smtp.EmailBackend":
        EMAIL_BACKEND = "backbone.outbox.backends.PatientSMTP"
    MAIL_IS_LOCAL = False
EMAIL_TIMEOUT = deadlines.CONNECT
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "backbone@localhost")
# A refused mail is tried again after this long, then twice as long …; a server that is down, after the pause.
OUTBOX_RETRY_SECONDS = env.int("OUTBOX_RETRY_SECONDS", 60)
OUTBOX_PAUSE_SECONDS = env.int("OUTBOX_PAUSE_SECONDS", 30)

CELERY_BROKER_URL = env.str("CELERY_BROKER_URL", REDIS_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_TIME_LIMIT = deadlines.TASK_HARD
CELERY_TASK_SOFT_TIME_LIMIT = deadlines.TASK_SOFT
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
# In kilobytes: what a large PDF or import took is given back, by a new process in that one's place.
CELERY_WORKER_MAX_MEMORY_PER_CHILD = 400_000
# However long the broker is away, a worker waits for it; by default it ends after a hundred tries.
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "visibility_timeout": deadlines.VISIBILITY,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "socket_connect_timeout": 3,
}
CELERY_WORKER_HIJACK_ROOT_LOGGER, CELERY_TIMEZONE = False, "UTC"
CELERY_BEAT_SCHEDULE = SCHEDULE

# Security. The embedded mode speaks plain http on the loopback address only.
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
if not EMBEDDED:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = env.bool("SECURE_SSL_REDIRECT", True)
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_SECONDS = 31536000
    # For a domain whose other hosts all speak https too; it cannot be taken back for a year.
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = env.bool("HSTS_SUBDOMAINS", False)
    SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
    }
}

LOGGING = to_console(
    env.str("LOG_LEVEL", "INFO"),
    {
        "django.server": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        # Scanners ask under any name; each such request has its line with status 400 already.
        "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
        "celery": {"level": "WARNING"},
    },
)
