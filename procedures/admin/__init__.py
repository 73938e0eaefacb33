"""Officers' pages of procedures, versions, words of search, and what people searched for."""

from procedures.admin import procedure, search_counts, versions, vocabulary

__all__ = ["procedure", "search_counts", "versions", "vocabulary"]
