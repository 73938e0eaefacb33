"""Settings of the engines: the pooler and the replica of the database, the shared cache."""

from police_portal.environment.reading import flag, text

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
DATABASE_REPLICA_URL = text(
    "DATABASE_REPLICA_URL",
    "",
    "A streaming replica of that database, which answers what may be some seconds old: published "
    "data, figures, exports; empty: the database itself answers everything.",
)
CACHE_URL = text(
    "CACHE_URL",
    "",
    "Valkey or Redis in which all processes and machines count together, such as "
    "rediss://:password@cache.example.vn:6379/0: what is said of one process then holds for all, "
    "but for WEB_THREADS. Empty: each process counts for itself.",
)
CACHE_PREFIX = text(
    "CACHE_PREFIX",
    "police-portal",
    "Begins the name of everything in the cache: one for each province that shares an engine.",
)
