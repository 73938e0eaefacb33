"""A pooler before PostgreSQL, and a replica beside it, where they are set."""
