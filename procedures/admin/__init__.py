"""Officers' pages for the catalogue.

Procedures, what was published, the words of search, what people look for.
"""

from procedures.admin import procedure, search_counts, versions, vocabulary

__all__ = ["procedure", "search_counts", "versions", "vocabulary"]
