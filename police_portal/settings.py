"""Django's settings. What differs between installations comes from `environment`."""

from foundation.api import logs
from foundation.database import REPLICA
from officers import sign_in_lock
from police_portal.database import databases
from police_portal.environment import BASE_DIR, development, made
from police_portal.environment.constants import limits, periods
from police_portal.environment.constants.limits import *  # noqa: F403  # settings of Django by the same names
from police_portal.environment.constants.periods import *  # noqa: F403  # the same
from police_portal.environment.constants.throttles import *  # noqa: F403  # the same
from police_portal.environment.constants.zalo import *  # noqa: F403  # the same

# Each setting of the environment is a Django setting of the same name, declared once, over there.
from police_portal.environment.development import *  # noqa: F403  # the same
from police_portal.environment.engines import *  # noqa: F403  # the same
from police_portal.environment.large import *  # noqa: F403  # the same
from police_portal.environment.made import *  # noqa: F403  # the same
from police_portal.environment.province import *  # noqa: F403  # the same
from police_portal.environment.storage import *  # noqa: F403  # the same
from police_portal.packages.browsers import *  # noqa: F403  # settings of corsheaders and csp
from police_portal.packages.spectacular import SPECTACULAR_SETTINGS  # noqa: F401  # a setting of drf_spectacular
from police_portal.packages.unfold import UNFOLD  # noqa: F401  # a setting of unfold

# A public key protects nothing, which is fine for a developer; production has none by default.
SECRET_KEY = made.SECRET_KEY or ("development-only-" + "0" * 50 if development.DEBUG else "")
DATA_KEYS = made.DATA_KEYS or (["development-only-data-" + "0" * 50] if development.DEBUG else [])
HASH_KEY = made.HASH_KEY or ("development-only-hash-" + "0" * 50 if development.DEBUG else "")
CUSTODY_KEY = made.CUSTODY_KEY or (
    "development-only-custody-" + "0" * 50 if development.DEBUG else ""
)
EVIDENCE_SIGNING_KEY = made.EVIDENCE_SIGNING_KEY or (
    "development-only-signing-" + "0" * 50 if development.DEBUG else ""
)
ALLOWED_HOSTS = made.ALLOWED_HOSTS or (
    ["127.0.0.1", "localhost", "[::1]"] if development.DEBUG else []
)
NUM_PROXIES = 0 if development.DEBUG and made.NUM_PROXIES is None else made.NUM_PROXIES
MULTIPART_BYTES = 65_536  # the size of multipart and other fields around files
# One form of evidence: a video, or photos.
EVIDENCE_REQUEST_BYTES = max(
    limits.REPORT_VIDEO_MAX_BYTES, limits.REPORT_MAX_FILES * limits.REPORT_PHOTO_MAX_BYTES
)
# Paths with larger bodies: four photos, the connector's thousand dossiers, an officer's file of
# dossiers (50 MiB), and evidence.
MAX_BODY_BYTES_BY_PATH = {
    "/api/v1/photos/": 4 * limits.PHOTO_MAX_BYTES + MULTIPART_BYTES,
    "/api/v1/integration/dossiers/": limits.CONNECTOR_MAX_BODY_BYTES,
    "/quan-tri/dossiers/dossierimport/add/": 50 * 1024 * 1024 + MULTIPART_BYTES,
    "/api/v1/evidence/": EVIDENCE_REQUEST_BYTES + MULTIPART_BYTES,
}
# Folders of addresses with larger bodies.
MAX_BODY_BYTES_BELOW = {
    "/api/v1/evidence/uploads/": 4 * 1024 * 1024,
    # A draft of an announcement with a picture of 10 MiB.
    "/quan-tri/announcements/announcement/": 11 * 1024 * 1024,
}
# Any other form of a signed-in officer. Strangers get MAX_BODY_BYTES there, too.
ADMIN_MAX_BODY_BYTES = 4 * 1024 * 1024
# A dossier of the ministry's exchange has 37 members, and lists within it.
MAX_BODY_VALUES_BY_PATH = {"/api/v1/integration/dossiers/": 250_000}
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    5000  # an edit page of a procedure with many documents has about 1,500
)

INSTALLED_APPS = [
    # First, because their templates replace unfold's and Django's.
    "police_portal",
    "foundation.api",
    "foundation.media",
    "foundation.publishing",
    "foundation.events",
    "foundation.desk",
    "foundation.work",
    "foundation.records",
    "foundation.zalo",
    "officers",
    "unfold.apps.BasicAppConfig",
    "unfold.contrib.filters",
    "officers.apps.OfficersAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "rest_framework",
    "django_filters",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
    "corsheaders",
    "csp",
    "offices",
    "official_accounts",
    "citizens",
    "procedures",
    "dossiers",
    "reception",
    "feedback",
    "reports",
    "announcements",
    "security",
    "demo",
]

# Every answer passes the first four layers; remembered ones are sent after them. The rest of the
# citizens' API passes seven light ones; layers for officers are skipped outside the admin.
MIDDLEWARE = [
    "foundation.api.middleware.RequestIdentity",
    "foundation.api.middleware.CrossOrigin",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "foundation.publishing.conditional.FromMemory",
    "foundation.api.middleware.StaticFiles",
    "foundation.api.middleware.RequestGuard",
    "foundation.api.middleware.Slashes",
    "officers.middleware.ContentSecurityPolicy",
    "officers.middleware.AdminSession",
    "officers.middleware.AdminCsrf",
    "officers.middleware.AdminAuthentication",
    "officers.middleware.AdminSecondFactor",
    "officers.middleware.AdminMessages",
    "officers.second_factor.gate.SessionLimits",
    "officers.second_person.gate.SecondPerson",
    "officers.second_factor.gate.SecondFactor",
    "officers.middleware.AdminBodies",
    "officers.middleware.AdminLockout",
    "officers.middleware.AdminForms",
    "officers.middleware.PageMemory",
]

ROOT_URLCONF = "police_portal.urls"
WSGI_APPLICATION = "police_portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "police_portal" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

FORM_RENDERER = "foundation.desk.form_renderer.FormRenderer"

# --- Data -----------------------------------------------------------------------------------------

# The change log records an officer's office; the foundation knows the model by this name only.
OFFICE_MODEL = "offices.Office"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


DATABASES = databases.configured()
# Models of rights and sessions, which are always read from the primary.
PRIMARY_ONLY = [
    *("admin", "auth", "axes", "contenttypes", "officers", "otp_static", "otp_totp", "sessions"),
    "offices.Officer",
]
if REPLICA in DATABASES:
    DATABASE_ROUTERS = ["foundation.scale.database.replica.Router"]
    MIDDLEWARE.insert(
        MIDDLEWARE.index("officers.middleware.AdminSession"), "officers.middleware.OwnWrites"
    )
# For packages; we use `foundation.counting`, which may share an engine (CACHE_URL).
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = made.DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "police_portal" / "static"]
MEDIA_ROOT = made.DATA_DIR / "media"
# Numbers of one day (foundation/counting/days.py). They are in no backup.
COUNTING_ROOT = made.DATA_DIR / "counting"
MEDIA_URL = "/media/"
SEALED_ROOT = MEDIA_ROOT / "sealed"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if development.DEBUG
        else "police_portal.static_files.KeptStaticFiles"
    },
}
WHITENOISE_USE_FINDERS = development.DEBUG
WHITENOISE_AUTOREFRESH = False

# --- Language and time ----------------------------------------------------------------------------

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", "Tiếng Việt")]
LOCALE_PATHS = [BASE_DIR / "police_portal" / "locale"]
FORMAT_MODULE_PATH = ["police_portal.formats"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

# --- Officers' sign-in ----------------------------------------------------------------------------

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {"NAME": "officers.passwords.WellKnownWordsValidator"},
    {"NAME": "officers.passwords.NewPasswordValidator"},
    {"NAME": "officers.passwords.PastPasswordsValidator"},
]
SECOND_FACTOR = not development.DEBUG
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_COOKIE_AGE = periods.OFFICER_SESSION_HOURS * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
AXES_LOCKOUT_PARAMETERS = sign_in_lock.LOCKED
AXES_FAILURE_LIMIT = sign_in_lock.FAILURES
AXES_COOLOFF_TIME = sign_in_lock.LOCKED_FOR
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_CLIENT_IP_CALLABLE = "foundation.api.client_addresses.client_address"
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = [
    "axes.W002",
    "security.W003",
]  # AdminLockout and AdminCsrf are these layers, as subclasses

# --- Transport and browser ------------------------------------------------------------------------

CORS_ALLOWED_ORIGINS = limits.CORS_ALLOWED_ORIGINS + (
    ["http://localhost:3000", "http://localhost:5173"] if development.DEBUG else []
)
CSRF_FAILURE_VIEW = "foundation.api.handlers.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if development.DEBUG:
    SECURE_SSL_REDIRECT, SECURE_HSTS_SECONDS = False, 0
else:
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    # Browsers accept such names over https only, for this host only, so that no other host can
    # plant a session.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    # The proxy must overwrite this header; deploy/nginx.conf does.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NUM_PROXIES else None
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- API ------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    # Closed: an endpoint that forgets to declare its permission refuses everybody.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["foundation.api.permissions.Nobody"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["foundation.api.bodies.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "foundation.api.schema.AutoSchema",
    "EXCEPTION_HANDLER": "foundation.api.handlers.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
    # OPTIONS would describe endpoints in English; the schema does it better
    "DEFAULT_METADATA_CLASS": None,
    "NUM_PROXIES": NUM_PROXIES,
}
# --- Zalo -----------------------------------------------------------------------------------------

ZALO_PLAIN_HTTP = development.DEBUG  # the simulator uses http

# --- Admin ----------------------------------------------------------------------------------------

AXES_ENABLE_ADMIN = False  # officers.admin has its own, in Vietnamese

# --- Logs -----------------------------------------------------------------------------------------

LOGGING = logs.configuration(json=not development.DEBUG, level=development.LOG_LEVEL)
