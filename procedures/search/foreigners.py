"""Offer procedures for foreigners when a search in a foreign language finds nothing."""

from collections.abc import Mapping

from procedures.choices import ApplicantType
from procedures.publishing.published import Published
from procedures.search.languages import foreign_language

_TEXTS = {
    "en": "Nothing was found for these words. Below are all procedures for foreigners.",
    "zh": "没有找到相关内容。以下是外国人可办理的所有手续。",
    "ko": "검색 결과가 없습니다. 아래는 외국인을 위한 모든 절차입니다.",
}


def offer_to_foreigners(
    text: str, documents: Mapping[str, Published], asked_in: str = ""
) -> tuple[list[Published], list[dict[str, str]]]:
    """Return the procedures for foreigners and a hint in the language of `text`, if foreign.

    The hint is in the language `asked_in`, if given. Both are empty for a text in Vietnamese, and
    if nothing for foreigners is published.
    """
    language = asked_in or foreign_language(text)
    offered = [
        published
        for published in documents.values()
        if language and ApplicantType.FOREIGNER in published.facets["applicant_types"]
    ]
    if not (language and offered):
        return [], []
    return offered, [{"type": "foreigners", "text": _TEXTS[language], "language": language}]
