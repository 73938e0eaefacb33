"""Waiting for the database, and changing its tables."""
