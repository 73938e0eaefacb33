"""Kinds of reports: as shipped, as published, and their endpoint."""
