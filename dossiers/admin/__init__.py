"""Officers' pages for dossiers, for files that are loaded, and for the connector."""

from dossiers.admin import conflicts, connectors, dossier, imports, lookups

__all__ = ["conflicts", "connectors", "dossier", "imports", "lookups"]
