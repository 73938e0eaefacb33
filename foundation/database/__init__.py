"""How this service waits for its database, and how migrations change large tables."""

ENGINE = "foundation.database.postgresql"
# Under which Django knows the replica, where DATABASE_REPLICA_URL is set.
REPLICA = "replica"
