"""Every setting that comes from the environment: its name, type, default and one sentence.

`.env.example` and `docs/settings.md` are generated from this table by `manage.py generate_docs`,
so a setting that is not in the table does not exist.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import KW_ONLY, dataclass
from pathlib import Path
from typing import Any

import environ

BASE_DIR = Path(__file__).resolve().parent.parent


@dataclass(frozen=True)
class Setting:
    """One environment variable; `default` None means that it has no value until it is set."""

    name: str
    type: type
    default: Any
    sentence: str
    _: KW_ONLY
    required_in_production: bool = False


SETTINGS = (
    Setting(
        "DEBUG",
        bool,
        default=False,
        sentence="Development mode: error pages, console logs, demo accounts. Never on the "
        "internet.",
    ),
    Setting(
        "SECRET_KEY",
        str,
        "",
        "Signs sessions and tokens: at least 50 random characters.",
        required_in_production=True,
    ),
    Setting(
        "SECRET_KEY_FALLBACKS",
        list,
        [],
        "Former values of SECRET_KEY that still hold: keep one for as long as sessions live.",
    ),
    Setting(
        "DATA_KEYS",
        list,
        [],
        "Encrypt phone numbers: random texts of at least 50 characters. The first encrypts, all "
        "decrypt. Required where citizens log in.",
    ),
    Setting(
        "HASH_KEY",
        str,
        "",
        "Finds phone numbers: at least 50 random characters. Never changes. Required where "
        "citizens log in.",
    ),
    Setting(
        "ALLOWED_HOSTS",
        list,
        [],
        "Host names that this service answers to, separated by commas; no wildcards.",
        required_in_production=True,
    ),
    Setting(
        "NUM_PROXIES",
        int,
        None,
        "How many reverse proxies stand before us; 0 means that clients connect directly.",
        required_in_production=True,
    ),
    Setting(
        "DATABASE_URL",
        str,
        f"sqlite:///{BASE_DIR}/var/police_portal.sqlite3",
        "Where the data is, for example postgres://user:password@127.0.0.1/portal.",
    ),
    Setting(
        "DATA_DIR", str, f"{BASE_DIR}/var", "Folder for uploaded files and collected static files."
    ),
    Setting(
        "POLICE_NAME",
        str,
        "Công an tỉnh Phú Thọ",
        "Name of the provincial police, shown to officers and citizens.",
    ),
    Setting(
        "POLICE_ADDRESS",
        str,
        "",
        "Postal address of the provincial police, shown in the privacy notice.",
    ),
    Setting(
        "PRIVACY_CONTACT",
        str,
        "",
        "Unit or person who answers for personal data, shown in the privacy notice.",
    ),
    Setting(
        "PRIVACY_PHONE",
        str,
        "",
        "Phone number at which questions about personal data are answered.",
    ),
    Setting(
        "PRIVACY_EMAIL",
        str,
        "",
        "E-mail address at which questions about personal data are answered.",
    ),
    Setting(
        "CORS_ALLOWED_ORIGINS",
        list,
        ["https://h5.zdn.vn", "zbrowser://h5.zdn.vn"],
        "Web origins that may call the API: the two of Zalo Mini Apps.",
    ),
    Setting(
        "CSRF_TRUSTED_ORIGINS",
        list,
        [],
        "Origins from which officers' forms may be posted, with https://.",
    ),
    Setting(
        "CATALOGUE_REFRESH_SECONDS",
        float,
        2.0,
        "How often a web process looks for newly published data; 0 stops it looking.",
    ),
    Setting(
        "THROTTLE_CATALOGUE_PER_MINUTE",
        int,
        6000,
        "Requests for catalogue answers not yet in memory, per address and process.",
    ),
    Setting(
        "THROTTLE_CITIZEN_PER_MINUTE", int, 300, "Requests of one signed-in citizen, per process."
    ),
    Setting(
        "THROTTLE_LOGIN_PER_MINUTE",
        int,
        1200,
        "Logins from one address, per process; carriers put thousands of phones behind one.",
    ),
    Setting("THROTTLE_TOKEN_PER_MINUTE", int, 10, "Uses of one Zalo access token, per process."),
    Setting(
        "THROTTLE_PHONE_PER_MINUTE", int, 5, "Phone verifications of one citizen, per process."
    ),
    Setting(
        "THROTTLE_WEBHOOK_PER_MINUTE",
        int,
        6000,
        "Webhooks from one address, per process; Zalo sends from few.",
    ),
    Setting(
        "SECOND_FACTOR",
        bool,
        None,
        "Officers prove a second factor at sign-in; unset: unless DEBUG is on. Never off in "
        "production.",
    ),
    Setting(
        "OFFICER_IDLE_MINUTES",
        int,
        30,
        "An officer's session ends after this time without a click.",
    ),
    Setting(
        "OFFICER_SESSION_HOURS", int, 12, "An officer's session ends after this time at the latest."
    ),
    Setting(
        "OFFICER_DISABLE_DAYS",
        int,
        45,
        "An officer's account that nobody signed in to for so many days is disabled.",
    ),
    Setting(
        "ACCOUNT_REVIEW_DAYS",
        int,
        90,
        "How often leaders are to review each account of their offices, in days.",
    ),
    Setting(
        "THROTTLE_EXPORT_PER_MINUTE", int, 2, "Exports of one citizen's own data, per process."
    ),
    Setting(
        "THROTTLE_LOOKUP_PER_MINUTE",
        int,
        60,
        "Dossier look-ups of one citizen or, without a session, one address, per process.",
    ),
    Setting(
        "THROTTLE_CONNECTOR_PER_MINUTE", int, 60, "Deliveries of one connector key, per process."
    ),
    Setting("LOOKUP_TRIES", int, 20, "Dossier look-ups that a citizen has in ten minutes."),
    Setting(
        "LOOKUP_ADDRESS_TRIES",
        int,
        20,
        "Dossier look-ups in ten minutes of one address without a session.",
    ),
    Setting(
        "IMPORT_DAYS",
        int,
        30,
        "How many days the encrypted rows of an imported file and its list of faults are kept.",
    ),
    Setting(
        "CONNECTOR_DELIVERY_DAYS",
        int,
        90,
        "How many days the answers to the connector's deliveries are kept.",
    ),
    Setting(
        "ACCESS_LOG_DAYS",
        int,
        730,
        "How many days the logs of looks at personal data and of changes are kept; at least 730.",
    ),
    Setting(
        "ADMIN_HISTORY_DAYS",
        int,
        1825,
        "How many days the admin's own history of officers' acts is kept.",
    ),
    Setting(
        "SIGN_IN_LOG_DAYS",
        int,
        365,
        "How many days officers' sign-ins and failed sign-ins are kept.",
    ),
    Setting(
        "REQUEST_WORDS_DAYS",
        int,
        365,
        "How many days the words of a closed request about personal data are kept.",
    ),
    Setting(
        "CITIZEN_UNSEEN_DAYS",
        int,
        1095,
        "After how many days without a login a citizen's data is erased; at least 30.",
    ),
    Setting(
        "BLOCKED_IDENTITY_DAYS",
        int,
        730,
        "How many days a blocked citizen who erased their data is still recognised; at least 30.",
    ),
    Setting(
        "IDEMPOTENCY_DAYS",
        int,
        2,
        "How many days a repeated write is recognised by its Idempotency-Key.",
    ),
    Setting(
        "WEBHOOK_EVENT_DAYS",
        int,
        30,
        "How many days it is kept that a webhook came; at least 7. What it said goes at once.",
    ),
    Setting(
        "NOTICE_DAYS",
        int,
        365,
        "How many days notices to citizens are kept, with the ways they went; at least 30.",
    ),
    Setting(
        "SEARCH_COUNT_DAYS", int, 730, "How many days the daily counts of search texts are kept."
    ),
    Setting(
        "LOOKUP_LOG_DAYS",
        int,
        180,
        "How many days the log of dossier look-ups is kept; at least 30.",
    ),
    Setting(
        "NEARLY_DUE_DAYS",
        int,
        2,
        "A dossier is nearly due from so many working days before its due date.",
    ),
    Setting(
        "THROTTLE_QUESTION_PER_MINUTE",
        int,
        10,
        "Questions and messages of one citizen, per process.",
    ),
    Setting("THROTTLE_PHOTO_PER_MINUTE", int, 20, "Photo uploads of one citizen, per process."),
    Setting(
        "THROTTLE_PHOTO_VIEW_PER_MINUTE", int, 1200, "Photos fetched by one address, per process."
    ),
    Setting("THROTTLE_RATING_PER_MINUTE", int, 10, "Ratings of one citizen, per process."),
    Setting("RATING_QR_MINUTES", int, 10, "How long a single-use code for rating a visit works."),
    Setting(
        "RATING_QR_LINK",
        str,
        "https://zalo.me/s/{mini_app}/?rating={code}",
        "What a rating's QR code holds once ZALO_MINI_APP_ID is set: an address that opens the "
        "Mini App, ending in `={code}`.",
    ),
    Setting(
        "RATING_WORDS_DAYS",
        int,
        730,
        "How many days the words of a rating are kept; its marks stay, and lead to nobody.",
    ),
    Setting("SESSION_HOURS", int, 12, "How long a citizen's session lives after login."),
    Setting(
        "QUESTION_ANSWER_HOURS",
        int,
        16,
        "Within how many working hours a citizen's question has to be answered.",
    ),
    Setting(
        "QUESTION_WORDS_DAYS",
        int,
        730,
        "How many days the words and photos of a question that is over are kept.",
    ),
    Setting("PHOTO_MAX_BYTES", int, 10_485_760, "Largest photo in bytes that a citizen may send."),
    Setting(
        "PHOTOS_AT_ONCE",
        int,
        1,
        "How many photos one process re-encodes at once; each takes up to 150 MB for a moment.",
    ),
    Setting(
        "PHOTO_ADDRESS_MINUTES",
        int,
        10,
        "How long the signed address of a photo and an upload ticket work.",
    ),
    Setting(
        "PHOTO_UNUSED_DAYS",
        int,
        1,
        "After how many days a photo that was uploaded and never sent is deleted.",
    ),
    Setting("MAX_BODY_BYTES", int, 1_048_576, "Largest request body in bytes that the API reads."),
    Setting(
        "SECURE_SSL_REDIRECT",
        bool,
        default=True,
        sentence="Send http to https (production only); off only where a proxy already does.",
    ),
    Setting(
        "SECURE_HSTS_SECONDS",
        int,
        31_536_000,
        "How many seconds browsers must insist on https (production only).",
    ),
    Setting(
        "LOG_LEVEL",
        str,
        "INFO",
        "Least important log line that is written: DEBUG, INFO, WARNING or ERROR.",
    ),
    Setting(
        "WEB_THREADS",
        int,
        4,
        "Threads of one web process, as given to the web server; at most half of them may wait "
        "for Zalo at once.",
    ),
    Setting(
        "ZALO_APP_ID",
        str,
        "",
        "Id of the Zalo app. Empty, with ZALO_APP_SECRET: catalogue only, login answers 503.",
    ),
    Setting(
        "ZALO_APP_SECRET",
        str,
        "",
        "Secret key of the Zalo app; proves to Zalo that a call is ours.",
    ),
    Setting(
        "ZALO_MINI_APP_ID",
        str,
        "",
        "Id of the Mini App itself, which is not the Zalo app's; its webhooks may name either.",
    ),
    Setting(
        "ZALO_OPENAPI_KEY",
        str,
        "",
        "Open API key of the Mini App: checks its webhooks, sends its notifications.",
    ),
    Setting("ZALO_OA_ID", str, "", "Id of the Official Account, if there is one."),
    Setting(
        "ZALO_OA_SECRET",
        str,
        "",
        "Secret that signs the Official Account's webhooks: its secret key, or the app's.",
    ),
    Setting(
        "ZALO_WEBHOOK_HOURS",
        int,
        3,
        "How old a webhook may be; Zalo repeats for two hours what it could not deliver.",
    ),
    Setting(
        "NOTICES_SENDERS",
        int,
        4,
        "How many messages one process of send_notices has on their way to Zalo at once.",
    ),
    Setting(
        "NOTICES_PER_SECOND",
        float,
        10.0,
        "How many messages a second one process of send_notices sends at most.",
    ),
    Setting(
        "NOTICES_MINIAPP",
        bool,
        default=False,
        sentence="Send Mini App notifications too; Zalo does not open them to every app.",
    ),
    Setting(
        "ZALO_PROXY",
        str,
        "",
        "Proxy in Vietnam for calls to Zalo, for example http://user:password@10.0.0.5:3128.",
    ),
    Setting(
        "ZALO_GRAPH_URL",
        str,
        "https://graph.zalo.me",
        "Address of Zalo's Social API; only tests and demos change it.",
    ),
    Setting(
        "ZALO_OAUTH_URL",
        str,
        "https://oauth.zaloapp.com",
        "Address at which Zalo renews the Official Account's tokens.",
    ),
    Setting(
        "ZALO_BUSINESS_URL",
        str,
        "https://business.openapi.zalo.me",
        "Address of Zalo's messages by phone number.",
    ),
    Setting(
        "ZALO_OPENAPI_URL",
        str,
        "https://openapi.zalo.me",
        "Address of Zalo's messages by Official Account.",
    ),
    Setting(
        "ZALO_MINIAPP_URL",
        str,
        "https://openapi.mini.zalo.me",
        "Address of Zalo's Mini App notifications.",
    ),
    Setting("ZALO_CONNECT_SECONDS", float, 2.0, "How long a connection to Zalo may take."),
    Setting("ZALO_READ_SECONDS", float, 4.0, "How long Zalo may be silent."),
    Setting("ZALO_TOTAL_SECONDS", float, 6.0, "How long a call to Zalo may take in all."),
    Setting(
        "DEVELOPMENT_LOGIN",
        bool,
        default=False,
        sentence="Zalo is the simulator, whose demo citizens log in without a phone; refused "
        "unless DEBUG is on.",
    ),
    Setting(
        "DEMO_ACCOUNTS",
        bool,
        default=False,
        sentence="Create demo officers with known passwords; refused unless DEBUG is on.",
    ),
)


_THROTTLE = re.compile(r"THROTTLE_(\w+)_PER_MINUTE")
_YES, _NO = ("true", "yes", "on", "1"), ("false", "no", "off", "0")


def _boolean(text: str) -> bool:
    """Refuse what is neither yes nor no: a slip of the finger must not switch a safeguard off."""
    if text.lower() not in _YES + _NO:
        raise ValueError(text)
    return text.lower() in _YES


def _list(text: str) -> list[str]:
    return [part.strip() for part in text.split(",") if part.strip()]


_PARSERS: Mapping[type, Callable[[str], Any]] = {
    bool: _boolean,
    int: int,
    float: float,
    str: str,
    list: _list,
}


def read() -> dict[str, Any]:
    """Return the value of every setting, taken from the environment, then from `.env`.

    Then from the table.

    Raises `environ.ImproperlyConfigured`, naming the setting, when a value does not have its type.
    """
    reader = environ.Env()
    reader.read_env(BASE_DIR / ".env")
    return {
        setting.name: _value(setting, reader.get_value(setting.name, default=None))
        for setting in SETTINGS
    }


def throttles(values: Mapping[str, Any]) -> dict[str, int]:
    """Return the rate of each throttle's scope, in requests a minute.

    >>> throttles({"THROTTLE_PHOTO_VIEW_PER_MINUTE": 1200, "DEBUG": True})
    {'photo_view': 1200}
    """
    found = {_THROTTLE.fullmatch(name): value for name, value in values.items()}
    return {match[1].lower(): value for match, value in found.items() if match}


def _value(setting: Setting, text: str | None) -> Any:
    if text is None:
        return setting.default
    try:
        return _PARSERS[setting.type](text.strip())
    except ValueError as error:
        raise environ.ImproperlyConfigured(
            f"{setting.name} must be {_EXPECTED[setting.type]}."
        ) from error


_EXPECTED: Mapping[type, str] = {bool: "true or false", int: "a whole number", float: "a number"}
