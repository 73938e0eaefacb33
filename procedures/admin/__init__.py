"""Officers' pages of procedures, forms, versions, words of search, and what people searched for."""

from procedures.admin import (
    answer_words,
    danger,
    fee_reduction,
    law_change,
    official_form,
    procedure,
    search_counts,
    search_words,
    translation_list,
    versions,
)

__all__ = [
    "answer_words",
    "danger",
    "fee_reduction",
    "law_change",
    "official_form",
    "procedure",
    "search_counts",
    "search_words",
    "translation_list",
    "versions",
]
