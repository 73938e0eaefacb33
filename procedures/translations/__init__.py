"""Procedures in other languages: whose words they are, which are stale, how they are rendered."""
