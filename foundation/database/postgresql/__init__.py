"""Django's backend for PostgreSQL, with waits that end: the ENGINE of our databases."""
