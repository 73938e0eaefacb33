"""Officers' pages for dossiers, loaded files and the connector."""

from dossiers.admin import conflicts, connector, dossier, imports, mapped_names, refusals

__all__ = ["conflicts", "connector", "dossier", "imports", "mapped_names", "refusals"]
