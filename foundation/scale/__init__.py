"""What only an installation on several machines needs. With one machine, skip this folder.

Each part is off until its setting names it, and then takes the place of something simple:

    setting               part        in place of
    DATABASE_REPLICA_URL  database/   reads that may be old go to a replica, not to the primary
    DATABASE_POOLED       database/   web processes share few connections through PgBouncer
    CACHE_URL             cache/      counts and limits of one process
    STORAGE_URL           bucket/     files below DATA_DIR
    METRICS_INSTANCES     instances   which of several instances serve, for Prometheus

The rooms do not know which it is: they call `foundation.counting`, `foundation.storage`, and
`may_be_old` around a read. How to set it up: docs/large.md.
"""
