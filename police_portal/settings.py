"""Django's settings. Values that differ between installations come from `environment.SETTINGS`."""

from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import environ
from csp.constants import NONE, SELF
from django.templatetags.static import static
from django.urls import reverse_lazy

from foundation.api import logs
from police_portal import api_guide, environment

BASE_DIR = environment.BASE_DIR
ENVIRONMENT = environment.read()

DEBUG: bool = ENVIRONMENT["DEBUG"]
# A key that is public protects nothing, which is fine for a developer; production has none by
# default.
SECRET_KEY: str = ENVIRONMENT["SECRET_KEY"] or ("development-only-" + "0" * 50 if DEBUG else "")
SECRET_KEY_FALLBACKS: list[str] = ENVIRONMENT["SECRET_KEY_FALLBACKS"]
DATA_KEYS: list[str] = ENVIRONMENT["DATA_KEYS"] or (
    ["development-only-data-" + "0" * 50] if DEBUG else []
)
HASH_KEY: str = ENVIRONMENT["HASH_KEY"] or ("development-only-hash-" + "0" * 50 if DEBUG else "")
ALLOWED_HOSTS: list[str] = ENVIRONMENT["ALLOWED_HOSTS"] or (
    ["127.0.0.1", "localhost", "[::1]"] if DEBUG else []
)
NUM_PROXIES: int | None = (
    0 if DEBUG and ENVIRONMENT["NUM_PROXIES"] is None else ENVIRONMENT["NUM_PROXIES"]
)
POLICE_NAME: str = ENVIRONMENT["POLICE_NAME"]
POLICE_ADDRESS: str = ENVIRONMENT["POLICE_ADDRESS"]
PRIVACY_CONTACT: str = ENVIRONMENT["PRIVACY_CONTACT"]
PRIVACY_PHONE: str = ENVIRONMENT["PRIVACY_PHONE"]
PRIVACY_EMAIL: str = ENVIRONMENT["PRIVACY_EMAIL"]
CATALOGUE_REFRESH_SECONDS: float = ENVIRONMENT["CATALOGUE_REFRESH_SECONDS"]
DEMO_ACCOUNTS: bool = ENVIRONMENT["DEMO_ACCOUNTS"]
DEVELOPMENT_LOGIN: bool = ENVIRONMENT["DEVELOPMENT_LOGIN"]
SESSION_HOURS: int = ENVIRONMENT["SESSION_HOURS"]
MAX_BODY_BYTES: int = ENVIRONMENT["MAX_BODY_BYTES"]
PHOTO_MAX_BYTES: int = ENVIRONMENT["PHOTO_MAX_BYTES"]
# Paths whose bodies may be larger: four photos and what multipart writes around them.
MAX_BODY_BYTES_BY_PATH = {"/api/v1/photos/": 4 * PHOTO_MAX_BYTES + 65_536}
DATA_UPLOAD_MAX_NUMBER_FIELDS = (
    5000  # an edit page of a procedure with many documents has about 1,500
)

INSTALLED_APPS = [
    # First, because their templates replace unfold's and Django's.
    "police_portal",
    "foundation.api",
    "foundation.publishing",
    "foundation.desk",
    "foundation.records",
    "foundation.zalo",
    "officers",
    "unfold",
    "unfold.contrib.filters",
    "django.contrib.admin",
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
    "citizens",
    "procedures",
    "dossiers",
    "feedback",
    "demo",
]

# The citizens' API passes seven light layers; what only officers need is skipped outside the admin.
MIDDLEWARE = [
    "police_portal.middleware.RequestIdentity",
    "corsheaders.middleware.CorsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "police_portal.middleware.StaticFiles",
    "police_portal.middleware.RequestGuard",
    "police_portal.middleware.Slashes",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "police_portal.middleware.ContentSecurityPolicy",
    "police_portal.middleware.AdminSession",
    "police_portal.middleware.AdminCsrf",
    "police_portal.middleware.AdminAuthentication",
    "police_portal.middleware.AdminSecondFactor",
    "police_portal.middleware.AdminMessages",
    "officers.second_factor.gate.SessionLimits",
    "officers.second_factor.gate.SecondFactor",
    "police_portal.middleware.AdminLockout",
    "police_portal.middleware.AdminForms",
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

# --- Data -----------------------------------------------------------------------------------------

DATA_DIR = Path(ENVIRONMENT["DATA_DIR"])
# The change log notes where an officer worked; the foundation knows the model by this name only.
OFFICE_MODEL = "offices.Office"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def database(url: str) -> dict[str, Any]:
    """Return Django's description of the database at `url`.

    With time-outs and persistent connections.
    """
    config = dict(environ.Env.db_url_config(url))
    options = config.setdefault("OPTIONS", {})
    if config["ENGINE"].endswith("sqlite3"):
        # IMMEDIATE: a writer waits for its turn instead of failing when it upgrades its lock.
        options |= {
            "timeout": 20,
            "transaction_mode": "IMMEDIATE",
            "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL;",
        }
        return config
    config["HOST"] = unquote(
        config["HOST"]
    )  # a Unix socket's folder is percent-encoded in the address
    options |= {"connect_timeout": 3, "options": "-c statement_timeout=15000"}
    return {**config, "CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}


DATABASES = {"default": database(ENVIRONMENT["DATABASE_URL"])}
# Holds the counters of the throttles: one for each citizen and address of the current minute.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    }
}

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "police_portal" / "static"]
MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = DEBUG
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
]
SECOND_FACTOR: bool = (
    not DEBUG if ENVIRONMENT["SECOND_FACTOR"] is None else ENVIRONMENT["SECOND_FACTOR"]
)
OFFICER_IDLE_MINUTES: int = ENVIRONMENT["OFFICER_IDLE_MINUTES"]
OFFICER_SESSION_HOURS: int = ENVIRONMENT["OFFICER_SESSION_HOURS"]
OFFICER_DISABLE_DAYS: int = ENVIRONMENT["OFFICER_DISABLE_DAYS"]
ACCOUNT_REVIEW_DAYS: int = ENVIRONMENT["ACCOUNT_REVIEW_DAYS"]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
SESSION_COOKIE_AGE = OFFICER_SESSION_HOURS * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
# The pair is locked: a whole office may share its address, and nobody can lock an officer out from
# elsewhere.
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "admin/locked_out.html"
AXES_IPWARE_PROXY_COUNT = NUM_PROXIES or None
AXES_VERBOSE = False
SILENCED_SYSTEM_CHECKS = [
    "axes.W002",
    "security.W003",
]  # AdminLockout and AdminCsrf are these layers, as subclasses

# --- Transport and browser ------------------------------------------------------------------------

CORS_ALLOWED_ORIGINS: list[str] = ENVIRONMENT["CORS_ALLOWED_ORIGINS"] + (
    ["http://localhost:3000", "http://localhost:5173"] if DEBUG else []
)
CORS_URLS_REGEX = r"^/api/"
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_HEADERS = [
    "accept",
    "authorization",
    "content-type",
    "idempotency-key",
    "if-none-match",
    "x-request-id",
]
CORS_EXPOSE_HEADERS = ["etag", "retry-after", "x-request-id"]
CORS_PREFLIGHT_MAX_AGE = 86400
CSRF_TRUSTED_ORIGINS: list[str] = ENVIRONMENT["CSRF_TRUSTED_ORIGINS"]
CSRF_FAILURE_VIEW = "foundation.api.problems.csrf_failed"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
if not DEBUG:
    SECURE_SSL_REDIRECT = ENVIRONMENT["SECURE_SSL_REDIRECT"]
    SECURE_REDIRECT_EXEMPT = [r"^health/"]
    SECURE_HSTS_SECONDS = ENVIRONMENT["SECURE_HSTS_SECONDS"]
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SECURE_HSTS_PRELOAD = True
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    # Browsers take such names over https only, for this host only, so that no other host can plant
    # a session.
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-sessionid", "__Host-csrftoken"
    # The proxy must overwrite this header; deploy/nginx.conf does.
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if NUM_PROXIES else None
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        # unfold's Alpine components evaluate expressions and set inline styles; no page has an
        # inline script.
        "script-src": [SELF, "'unsafe-eval'"],
        "style-src": [SELF, "'unsafe-inline'"],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# --- API ------------------------------------------------------------------------------------------

REST_FRAMEWORK = {
    # Closed: an endpoint that forgets to declare who may use it answers nobody.
    "DEFAULT_AUTHENTICATION_CLASSES": [],
    "DEFAULT_PERMISSION_CLASSES": ["foundation.api.permissions.Nobody"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["foundation.api.bodies.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "foundation.api.schema.AutoSchema",
    "EXCEPTION_HANDLER": "foundation.api.problems.exception_handler",
    "UNAUTHENTICATED_USER": None,
    "URL_FORMAT_OVERRIDE": None,
    # OPTIONS would describe endpoints in English; the schema does it better
    "DEFAULT_METADATA_CLASS": None,
    "NUM_PROXIES": NUM_PROXIES,
}
THROTTLES = {
    "catalogue": ENVIRONMENT["THROTTLE_CATALOGUE_PER_MINUTE"],
    "citizen": ENVIRONMENT["THROTTLE_CITIZEN_PER_MINUTE"],
    "question": ENVIRONMENT["THROTTLE_QUESTION_PER_MINUTE"],
    "photo": ENVIRONMENT["THROTTLE_PHOTO_PER_MINUTE"],
    "photo_view": ENVIRONMENT["THROTTLE_PHOTO_VIEW_PER_MINUTE"],
    "rating": ENVIRONMENT["THROTTLE_RATING_PER_MINUTE"],
    "login": ENVIRONMENT["THROTTLE_LOGIN_PER_MINUTE"],
    "token": ENVIRONMENT["THROTTLE_TOKEN_PER_MINUTE"],
    "phone": ENVIRONMENT["THROTTLE_PHONE_PER_MINUTE"],
    "export": ENVIRONMENT["THROTTLE_EXPORT_PER_MINUTE"],
    "lookup": ENVIRONMENT["THROTTLE_LOOKUP_PER_MINUTE"],
    "connector": ENVIRONMENT["THROTTLE_CONNECTOR_PER_MINUTE"],
    "webhook": ENVIRONMENT["THROTTLE_WEBHOOK_PER_MINUTE"],
}
SPECTACULAR_SETTINGS = {
    "TITLE": f"Cổng dịch vụ – {POLICE_NAME}",
    "DESCRIPTION": api_guide.DESCRIPTION,
    "TAGS": list(api_guide.TAGS),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SERVE_PUBLIC": True,
    "SCHEMA_PATH_PREFIX": r"/api/v1/",
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "SWAGGER_UI_SETTINGS": {
        "deepLinking": True,
        "defaultModelsExpandDepth": 0,
        "tryItOutEnabled": True,
    },
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_NAME_OVERRIDES": {
        "DossierStatusEnum": "dossiers.workflow.Status",
        "KindEnum": "offices.models.Office.Kind",
        "LevelEnum": "offices.models.Level",
        "PersonalRequestKindEnum": "citizens.requests.workflow.Kind",
        "PersonalRequestStatusEnum": "citizens.requests.workflow.Status",
        "QuestionStatusEnum": "feedback.questions.workflow.Status",
        "MessageAuthorEnum": "feedback.models.Author",
    },
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "foundation.api.schema.add_components",
    ],
}

# --- Zalo -----------------------------------------------------------------------------------------

WEB_THREADS: int = ENVIRONMENT["WEB_THREADS"]
ZALO_APP_ID: str = ENVIRONMENT["ZALO_APP_ID"]
ZALO_APP_SECRET: str = ENVIRONMENT["ZALO_APP_SECRET"]
ZALO_MINI_APP_ID: str = ENVIRONMENT["ZALO_MINI_APP_ID"]
ZALO_OPENAPI_KEY: str = ENVIRONMENT["ZALO_OPENAPI_KEY"]
ZALO_OA_ID: str = ENVIRONMENT["ZALO_OA_ID"]
ZALO_OA_SECRET: str = ENVIRONMENT["ZALO_OA_SECRET"]
ZALO_WEBHOOK_HOURS: int = ENVIRONMENT["ZALO_WEBHOOK_HOURS"]
NOTICES_SENDERS: int = ENVIRONMENT["NOTICES_SENDERS"]
NOTICES_PER_SECOND: float = ENVIRONMENT["NOTICES_PER_SECOND"]
NOTICES_MINIAPP: bool = ENVIRONMENT["NOTICES_MINIAPP"]
ZALO_PROXY: str = ENVIRONMENT["ZALO_PROXY"]
ZALO_GRAPH_URL: str = ENVIRONMENT["ZALO_GRAPH_URL"]
ZALO_OAUTH_URL: str = ENVIRONMENT["ZALO_OAUTH_URL"]
ZALO_BUSINESS_URL: str = ENVIRONMENT["ZALO_BUSINESS_URL"]
ZALO_OPENAPI_URL: str = ENVIRONMENT["ZALO_OPENAPI_URL"]
ZALO_MINIAPP_URL: str = ENVIRONMENT["ZALO_MINIAPP_URL"]
ZALO_CONNECT_SECONDS: float = ENVIRONMENT["ZALO_CONNECT_SECONDS"]
ZALO_READ_SECONDS: float = ENVIRONMENT["ZALO_READ_SECONDS"]
ZALO_TOTAL_SECONDS: float = ENVIRONMENT["ZALO_TOTAL_SECONDS"]
ZALO_PLAIN_HTTP = DEBUG  # the simulator speaks http

# --- Dossiers -------------------------------------------------------------------------------------

IMPORT_DAYS: int = ENVIRONMENT["IMPORT_DAYS"]
CONNECTOR_DELIVERY_DAYS: int = ENVIRONMENT["CONNECTOR_DELIVERY_DAYS"]
LOOKUP_TRIES: int = ENVIRONMENT["LOOKUP_TRIES"]
LOOKUP_ADDRESS_TRIES: int = ENVIRONMENT["LOOKUP_ADDRESS_TRIES"]
LOOKUP_LOG_DAYS: int = ENVIRONMENT["LOOKUP_LOG_DAYS"]
QUESTION_ANSWER_HOURS: int = ENVIRONMENT["QUESTION_ANSWER_HOURS"]
QUESTION_WORDS_DAYS: int = ENVIRONMENT["QUESTION_WORDS_DAYS"]
PHOTOS_AT_ONCE: int = ENVIRONMENT["PHOTOS_AT_ONCE"]
PHOTO_ADDRESS_MINUTES: int = ENVIRONMENT["PHOTO_ADDRESS_MINUTES"]
PHOTO_UNUSED_DAYS: int = ENVIRONMENT["PHOTO_UNUSED_DAYS"]
RATING_QR_MINUTES: int = ENVIRONMENT["RATING_QR_MINUTES"]
RATING_QR_LINK: str = ENVIRONMENT["RATING_QR_LINK"]
RATING_WORDS_DAYS: int = ENVIRONMENT["RATING_WORDS_DAYS"]
NEARLY_DUE_DAYS: int = ENVIRONMENT["NEARLY_DUE_DAYS"]

# --- Retention: how many days what is kept; foundation/records/retention.py ----------------------

ACCESS_LOG_DAYS: int = ENVIRONMENT["ACCESS_LOG_DAYS"]
ADMIN_HISTORY_DAYS: int = ENVIRONMENT["ADMIN_HISTORY_DAYS"]
SIGN_IN_LOG_DAYS: int = ENVIRONMENT["SIGN_IN_LOG_DAYS"]
REQUEST_WORDS_DAYS: int = ENVIRONMENT["REQUEST_WORDS_DAYS"]
BLOCKED_IDENTITY_DAYS: int = ENVIRONMENT["BLOCKED_IDENTITY_DAYS"]
CITIZEN_UNSEEN_DAYS: int = ENVIRONMENT["CITIZEN_UNSEEN_DAYS"]
IDEMPOTENCY_DAYS: int = ENVIRONMENT["IDEMPOTENCY_DAYS"]
WEBHOOK_EVENT_DAYS: int = ENVIRONMENT["WEBHOOK_EVENT_DAYS"]
NOTICE_DAYS: int = ENVIRONMENT["NOTICE_DAYS"]
SEARCH_COUNT_DAYS: int = ENVIRONMENT["SEARCH_COUNT_DAYS"]

# --- Admin ----------------------------------------------------------------------------------------

UNFOLD = {
    "SITE_TITLE": POLICE_NAME,
    "SITE_HEADER": POLICE_NAME,
    "SITE_SUBHEADER": "Cổng dịch vụ trên Zalo",
    "SITE_URL": None,
    "SITE_SYMBOL": "local_police",
    "SHOW_HISTORY": True,
    "SHOW_VIEW_ON_SITE": False,
    "BORDER_RADIUS": "6px",
    "COLORS": {
        # The green of the people's police.
        "primary": {
            "50": "#f0f7f1", "100": "#dcebde", "200": "#bbd8c0", "300": "#8fbd98", "400": "#5f9d6c", "500": "#3f814e",
            "600": "#2e673c", "700": "#265331", "800": "#204229", "900": "#1b3723", "950": "#0d1e13",
        },
    },
    "SIDEBAR": {"navigation": "police_portal.navigation.sidebar"},
    "ENVIRONMENT": "citizens.notices.alarms.banner",
    "DASHBOARD_CALLBACK": "officers.first_page.views.first_page",
    "ACCOUNT": {"navigation": [{"title": "Bảo mật đăng nhập", "link": reverse_lazy("second-factor")}]},
    "LOGIN": {"form": "officers.sign_in.SignInForm"},
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": lambda _request: static("favicon.svg")}],
    "STYLES": [lambda _request: static("admin.css")],
    "SCRIPTS": [lambda _request: static("admin_vi.js"), lambda _request: static("admin.js"), lambda _request: static("keyboard.js")],
}  # fmt: skip
AXES_ENABLE_ADMIN = False  # officers.admin has its own, in Vietnamese

# --- Logs -----------------------------------------------------------------------------------------

LOGGING = logs.configuration(json=not DEBUG, level=ENVIRONMENT["LOG_LEVEL"])
