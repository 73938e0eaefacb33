"""Officers' pages for dossiers, loaded files and the connector."""

from dossiers.admin import conflicts, connector, dossier, imports, mapped_names

__all__ = ["conflicts", "connector", "dossier", "imports", "mapped_names"]
