"""Settings that `police-portal setup` and `police-portal zalo` write."""

from police_portal.environment.reading import (
    BASE_DIR,
    folder,
    optional_whole_number,
    part,
    text,
    texts,
)

part(
    "What setup makes",
    "`police-portal setup` writes them, and `police-portal zalo` those of Zalo. No editor is "
    "needed.",
)
SECRET_KEY = text(
    "SECRET_KEY", "", "Signs sessions and tokens: at least 50 random characters.", required=True
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
CSRF_TRUSTED_ORIGINS = texts(
    "CSRF_TRUSTED_ORIGINS", [], "Origins from which officers' forms may be posted, with https://."
)
NUM_PROXIES = optional_whole_number(
    "NUM_PROXIES",
    "How many reverse proxies stand before us: in production at least 1, which takes slow and "
    "half-sent bodies in.",
    required=True,
)
PUBLIC_URL = text(
    "PUBLIC_URL",
    "",
    "Own address of this service, such as https://dichvu.congan.example.vn: in feeds, on pages for "
    "readers, and printed in QR codes and links, from where /m/ leads to the Mini App and serves "
    "people without Zalo. Empty: feeds and pages name the address that was asked, and the Mini "
    "App's address at Zalo is printed.",
)
DATABASE_URL = text(
    "DATABASE_URL",
    f"sqlite:///{BASE_DIR}/var/police_portal.sqlite3",
    "Where the data is, for example postgres://user:password@127.0.0.1/portal. A primary and its "
    "standbys: user:password@10.0.0.1,10.0.0.2/portal?target_session_attrs=read-write.",
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
ZALO_APP_ID = text(
    "ZALO_APP_ID",
    "",
    "Id of the Zalo app. Empty, with ZALO_APP_SECRET: catalogue only, login answers 503.",
)
ZALO_APP_SECRET = text(
    "ZALO_APP_SECRET", "", "Secret key of the Zalo app; proves to Zalo that a call is ours."
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
