"""Officers' pages for the catalogue.

Procedures, what was published, the words of search, what people look for.
"""

from procedures.admin import procedure, search_counts, search_words, versions

__all__ = ["procedure", "search_counts", "search_words", "versions"]
