"""Settings of the engines: the database, its pooler and its replica, the shared cache."""

from police_portal.environment.reading import BASE_DIR, flag, number, text

DATABASE_URL = text(
    "DATABASE_URL",
    f"sqlite:///{BASE_DIR}/var/police_portal.sqlite3",
    "Where the data is, for example postgres://user:password@127.0.0.1/portal. A primary and its "
    "standbys: user:password@10.0.0.1,10.0.0.2/portal?target_session_attrs=read-write.",
)
DATABASE_POOLED = flag(
    "DATABASE_POOLED",
    default=False,
    sentence="DATABASE_URL leads to PgBouncer in transaction mode, for web processes; commands go "
    "to DATABASE_DIRECT_URL.",
)
DATABASE_DIRECT_URL = text(
    "DATABASE_DIRECT_URL",
    "",
    "Where commands and `work` reach PostgreSQL itself, with DATABASE_POOLED; it may name "
    "several hosts as DATABASE_URL does.",
)
DATABASE_WAIT_SECONDS = number(
    "DATABASE_WAIT_SECONDS",
    5.0,
    "How long a web request waits for an answer of PostgreSQL before it is answered 503; its "
    "statements end half a second earlier.",
)
DATABASE_REPLICA_URL = text(
    "DATABASE_REPLICA_URL",
    "",
    "A streaming replica of that database, which answers what may be some seconds old: published "
    "data, figures, exports; empty: the database itself answers everything.",
)
DATABASE_REPLICA_LATE_SECONDS = number(
    "DATABASE_REPLICA_LATE_SECONDS",
    10.0,
    "How many seconds late the replica may be; while it is later, the database itself answers.",
)
CACHE_URL = text(
    "CACHE_URL",
    "",
    "Valkey or Redis in which all processes and machines count together, such as "
    "rediss://:password@cache.example.vn:6379/0: what is said of one process below then holds for "
    "all, but for PHOTOS_AT_ONCE and WEB_THREADS. Empty: each process counts for itself.",
)
CACHE_PREFIX = text(
    "CACHE_PREFIX",
    "police-portal",
    "Begins the name of everything in the cache: one for each province that shares an engine.",
)
