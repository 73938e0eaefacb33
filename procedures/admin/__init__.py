"""Officers' pages of procedures, forms, versions, words of search, and what people searched for."""

from procedures.admin import (
    danger,
    fee_reduction,
    official_form,
    procedure,
    search_counts,
    search_words,
    translation_list,
    versions,
)

__all__ = [
    "danger",
    "fee_reduction",
    "official_form",
    "procedure",
    "search_counts",
    "search_words",
    "translation_list",
    "versions",
]
