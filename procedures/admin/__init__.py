"""Officers' pages of procedures, versions, words of search, and what people searched for."""

from procedures.admin import procedure, search_counts, search_words, versions

__all__ = ["procedure", "search_counts", "search_words", "versions"]
