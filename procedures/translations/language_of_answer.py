"""The language of an answer: only the parameter `lang` selects it, never a header.

So caches depend on nothing but the address.
"""

import django_filters

from procedures.choices import Language

VIETNAMESE = "vi"


class LanguageParameter(django_filters.FilterSet):
    """The parameter `lang`, for `Parameters`."""

    lang = django_filters.CharFilter(
        help_text="Ngôn ngữ: en, zh hoặc ko. Ngôn ngữ khác, hay thủ tục chưa có bản dịch, thì nhận "
        "tiếng Việt; `Content-Language` nói ngôn ngữ của câu trả lời."
    )


def known_language(sent: str | None) -> str:
    """Return the requested language if we have translations into it, else an empty text."""
    return sent if sent and sent in Language.values else ""
