"""The backend for PostgreSQL."""
