"""Settings of unusual networks, of several machines, and of what watches them."""

from police_portal.environment.reading import flag, number, part, text, texts, whole_number

part(
    "Unusual networks, several machines, many provinces",
    "[large.md](large.md) says when they are needed.",
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
ZALO_OA_TEXT_V2 = flag(
    "ZALO_OA_TEXT_V2",
    default=False,
    sentence="Send consultation messages by /v2.0/oa/message: where Zalo answers -235 to the "
    "account of a state agency.",
)
MINI_APP_LINK = text(
    "MINI_APP_LINK",
    "https://zalo.me/s/{mini_app}/",
    "Address that opens the Mini App once ZALO_MINI_APP_ID, here {mini_app}, is set: in QR codes, "
    "notices and what citizens share. An own https address that redirects there survives a new id.",
)
SECURE_SSL_REDIRECT = flag(
    "SECURE_SSL_REDIRECT",
    default=True,
    sentence="Send http to https (production only); off only where a proxy already does.",
)
SECRET_KEY_FALLBACKS = texts(
    "SECRET_KEY_FALLBACKS",
    [],
    "Former values of SECRET_KEY that still hold: keep one for as long as sessions live.",
)
LOG_REQUESTS = flag(
    "LOG_REQUESTS",
    default=False,
    sentence="Write a log line for every request, not only for slow and failed ones: route, "
    "status, time and request id, nothing of the person.",
)
NOTICES_PER_SECOND = number(
    "NOTICES_PER_SECOND",
    10.0,
    "How many messages a second one process of send_notices sends at most; all of them together "
    "where CACHE_URL is set.",
)
WEB_THREADS = whole_number(
    "WEB_THREADS",
    4,
    "Threads of one web process, as given to the web server; at most half of them may wait for "
    "Zalo at once, and half for a database that hangs.",
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
