"""How this service waits for its database, and how migrations change large tables."""

ENGINE = "foundation.database.postgresql"
