"""Settings of the service as a whole: keys, addresses, database, limits, Zalo."""

from police_portal.environment.reading import (
    BASE_DIR,
    flag,
    folder,
    number,
    optional_whole_number,
    text,
    texts,
    whole_number,
)

DEBUG = flag(
    "DEBUG",
    default=False,
    sentence="Development mode: error pages, console logs, demo accounts. Never on the internet.",
)
SECRET_KEY = text(
    "SECRET_KEY", "", "Signs sessions and tokens: at least 50 random characters.", required=True
)
SECRET_KEY_FALLBACKS = texts(
    "SECRET_KEY_FALLBACKS",
    [],
    "Former values of SECRET_KEY that still hold: keep one for as long as sessions live.",
)
DATA_KEYS = texts(
    "DATA_KEYS",
    [],
    "Encrypt phone numbers: random texts of at least 50 characters. The first encrypts, all "
    "decrypt. Required where citizens log in.",
)
HASH_KEY = text(
    "HASH_KEY",
    "",
    "Finds phone numbers: at least 50 random characters. Never changes. Required where citizens "
    "log in.",
)
CUSTODY_KEY = text(
    "CUSTODY_KEY",
    "",
    "Proves that the records of who had a piece of evidence are as they were written: at least 50 "
    "random characters, kept outside the database. Never changes. Required where citizens log in.",
)
EVIDENCE_SIGNING_KEY = text(
    "EVIDENCE_SIGNING_KEY",
    "",
    "Signs exports of evidence: at least 50 random characters. Keep it as long as exports may have "
    "to be proven. Required where citizens log in.",
)
ALLOWED_HOSTS = texts(
    "ALLOWED_HOSTS",
    [],
    "Host names that this service answers to, separated by commas; no wildcards.",
    required=True,
)
NUM_PROXIES = optional_whole_number(
    "NUM_PROXIES",
    "How many reverse proxies stand before us: in production at least 1, which takes slow and "
    "half-sent bodies in.",
    required=True,
)
DATA_DIR = folder(
    "DATA_DIR", f"{BASE_DIR}/var", "Folder for uploaded files and collected static files."
)
ERASURE_LIST = text(
    "ERASURE_LIST",
    "",
    "File to which each erasure of a citizen is appended, outside the database and its backups, "
    "for after_restore; empty: no list is kept.",
)
POLICE_NAME = text(
    "POLICE_NAME",
    "",
    "Name of the provincial police, shown to officers and citizens; empty is the name of its "
    "office.",
)
POLICE_ADDRESS = text(
    "POLICE_ADDRESS",
    "",
    "Postal address of the provincial police, shown in privacy notice and terms.",
)
POLICE_PHONE = text(
    "POLICE_PHONE",
    "",
    "Phone number of the provincial police for questions and complaints about the service.",
)
APP_NAME = text(
    "APP_NAME",
    "",
    "Name of the Mini App as Zalo lists it, shown in its privacy notice and terms; empty is the "
    "name of the police.",
)
EXTERNAL_LINKS_OPEN = flag(
    "EXTERNAL_LINKS_OPEN",
    default=False,
    sentence="Whether the Mini App opens addresses outside Zalo, which Zalo has to agree to in "
    "writing; until then it shows them as text to copy.",
)
PRIVACY_CONTACT = text(
    "PRIVACY_CONTACT",
    "",
    "Unit or person who answers for personal data, shown in the privacy notice.",
)
PRIVACY_PHONE = text(
    "PRIVACY_PHONE", "", "Phone number at which questions about personal data are answered."
)
PRIVACY_EMAIL = text(
    "PRIVACY_EMAIL", "", "E-mail address at which questions about personal data are answered."
)
CORS_ALLOWED_ORIGINS = texts(
    "CORS_ALLOWED_ORIGINS",
    ["https://h5.zdn.vn", "zbrowser://h5.zdn.vn"],
    "Web origins that may call the API: the two of Zalo Mini Apps.",
)
CSRF_TRUSTED_ORIGINS = texts(
    "CSRF_TRUSTED_ORIGINS", [], "Origins from which officers' forms may be posted, with https://."
)
CATALOGUE_REFRESH_SECONDS = number(
    "CATALOGUE_REFRESH_SECONDS",
    2.0,
    "How often a web process looks for newly published data; 0 stops it looking.",
)
IDEMPOTENCY_DAYS = whole_number(
    "IDEMPOTENCY_DAYS", 2, "How many days a repeated write is recognised by its Idempotency-Key."
)
MAX_BODY_BYTES = whole_number(
    "MAX_BODY_BYTES",
    65_536,
    "Largest request body in bytes that the API reads; photos and the connector have their own.",
)
SECURE_SSL_REDIRECT = flag(
    "SECURE_SSL_REDIRECT",
    default=True,
    sentence="Send http to https (production only); off only where a proxy already does.",
)
SECURE_HSTS_SECONDS = whole_number(
    "SECURE_HSTS_SECONDS",
    31_536_000,
    "How many seconds browsers must insist on https (production only).",
)
LOG_LEVEL = text(
    "LOG_LEVEL", "INFO", "Least important log line that is written: DEBUG, INFO, WARNING or ERROR."
)
LOG_REQUESTS = flag(
    "LOG_REQUESTS",
    default=False,
    sentence="Write a log line for every request, not only for slow and failed ones: route, "
    "status, time and request id, nothing of the person.",
)
METRICS_DIR = text(
    "METRICS_DIR",
    "",
    "Folder in which web processes measure for Prometheus, such as /run/police-portal/metrics; "
    "empty: nothing is measured.",
)
METRICS_ADDRESS = text(
    "METRICS_ADDRESS",
    "127.0.0.1:9464",
    "Where `work` answers Prometheus; nothing else may reach it.",
)
METRICS_INSTANCES = texts(
    "METRICS_INSTANCES",
    ["127.0.0.1:8000", "127.0.0.1:8001"],
    "The instances of this machine, whose readiness is measured.",
)
METRICS_DISKS = texts(
    "METRICS_DISKS",
    [],
    "Folders whose disks are measured besides that of photos, such as /var/lib/postgresql.",
)
METRICS_NGINX_STATUS = text(
    "METRICS_NGINX_STATUS",
    "",
    "Address of nginx's stub_status, such as http://127.0.0.1:8081/; empty: not measured.",
)
WEB_THREADS = whole_number(
    "WEB_THREADS",
    4,
    "Threads of one web process, as given to the web server; at most half of them may wait for "
    "Zalo at once, and half for a database that hangs.",
)
ZALO_APP_ID = text(
    "ZALO_APP_ID",
    "",
    "Id of the Zalo app. Empty, with ZALO_APP_SECRET: catalogue only, login answers 503.",
)
ZALO_APP_SECRET = text(
    "ZALO_APP_SECRET", "", "Secret key of the Zalo app; proves to Zalo that a call is ours."
)
MINI_APP_LINK = text(
    "MINI_APP_LINK",
    "https://zalo.me/s/{mini_app}/",
    "Address that opens the Mini App once ZALO_MINI_APP_ID, here {mini_app}, is set: in QR codes, "
    "notices and what citizens share. An own https address that redirects there survives a new id.",
)
PUBLIC_URL = text(
    "PUBLIC_URL",
    "",
    "Own address of this service, such as https://dichvu.congan.example.vn: in feeds, on pages for "
    "readers, and printed in QR codes and links, from where /m/ leads to the Mini App and serves "
    "people without Zalo. Empty: feeds and pages name the address that was asked, and the Mini "
    "App's address at Zalo is printed.",
)
ZALO_MINI_APP_ID = text(
    "ZALO_MINI_APP_ID",
    "",
    "Id of the Mini App itself, which is not the Zalo app's; its webhooks may name either.",
)
ZALO_OPENAPI_KEY = text(
    "ZALO_OPENAPI_KEY",
    "",
    "Open API key of the Mini App: checks its webhooks, sends its notifications.",
)
ZALO_OA_ID = text(
    "ZALO_OA_ID", "", "Id of the province's Official Account, which sends the paid notices."
)
ZALO_OA_SECRET = text(
    "ZALO_OA_SECRET",
    "",
    "Secret that signs the Official Account's webhooks: its secret key, or the app's.",
)
ZALO_WEBHOOK_HOURS = whole_number(
    "ZALO_WEBHOOK_HOURS",
    3,
    "How old a webhook may be; Zalo repeats for two hours what it could not deliver.",
)
ZALO_OA_TEXT_V2 = flag(
    "ZALO_OA_TEXT_V2",
    default=False,
    sentence="Send consultation messages by /v2.0/oa/message: where Zalo answers -235 to the "
    "account of a state agency.",
)
ZALO_RIGHTS_HOURS = whole_number(
    "ZALO_RIGHTS_HOURS",
    72,
    "Zalo's data terms [S], shorter than the law: hours in which a person's request about their "
    "data is to be answered; 0 leaves the law's periods alone.",
)
ZALO_BREACH_HOURS = whole_number(
    "ZALO_BREACH_HOURS",
    24,
    "Zalo's data terms [S], shorter than the law's 72: hours in which Zalo is to be told of a "
    "breach; check_zalo shows them.",
)
ZALO_PROXY = text(
    "ZALO_PROXY",
    "",
    "Proxy in Vietnam for calls to Zalo, for example http://user:password@10.0.0.5:3128.",
)
ZALO_CA_FILE = text(
    "ZALO_CA_FILE",
    "",
    "File of the certificate authorities that are trusted in calls to Zalo; empty: the public ones "
    "that come with the packages. Where a device of the agency opens TLS, Debian's "
    "/etc/ssl/certs/ca-certificates.crt with the agency's own added.",
)
ZALO_GRAPH_URL = text(
    "ZALO_GRAPH_URL",
    "https://graph.zalo.me",
    "Address of Zalo's Social API; only tests and demos change it.",
)
ZALO_OAUTH_URL = text(
    "ZALO_OAUTH_URL",
    "https://oauth.zaloapp.com",
    "Address at which Zalo renews the Official Account's tokens.",
)
ZALO_BUSINESS_URL = text(
    "ZALO_BUSINESS_URL",
    "https://business.openapi.zalo.me",
    "Address of Zalo's messages by phone number.",
)
ZALO_OPENAPI_URL = text(
    "ZALO_OPENAPI_URL", "https://openapi.zalo.me", "Address of Zalo's messages by Official Account."
)
ZALO_MINIAPP_URL = text(
    "ZALO_MINIAPP_URL", "https://openapi.mini.zalo.me", "Address of Zalo's Mini App notifications."
)
ZALO_CONNECT_SECONDS = number(
    "ZALO_CONNECT_SECONDS", 2.0, "How long a connection to Zalo may take."
)
ZALO_READ_SECONDS = number("ZALO_READ_SECONDS", 4.0, "How long Zalo may be silent.")
ZALO_TOTAL_SECONDS = number("ZALO_TOTAL_SECONDS", 6.0, "How long a call to Zalo may take in all.")
ZALO_CALLS_TOGETHER = whole_number(
    "ZALO_CALLS_TOGETHER",
    64,
    "How many calls to Zalo all web processes together have under way, where CACHE_URL is set.",
)
DEVELOPMENT_LOGIN = flag(
    "DEVELOPMENT_LOGIN",
    default=False,
    sentence="Zalo is the simulator, whose demo citizens log in without a phone; refused unless "
    "DEBUG is on.",
)
DEMO_ACCOUNTS = flag(
    "DEMO_ACCOUNTS",
    default=False,
    sentence="Create demo officers with known passwords; refused unless DEBUG is on.",
)
