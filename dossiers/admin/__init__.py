"""Officers' pages for dossiers, for files that are loaded, and for the connector."""

from dossiers.admin import conflicts, connector, dossier, imports, lookup_tries, mapped_names

__all__ = ["conflicts", "connector", "dossier", "imports", "lookup_tries", "mapped_names"]
