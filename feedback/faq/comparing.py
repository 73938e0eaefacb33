"""The draft of a published answer, the published text, and their differences."""

import hashlib

import orjson

from feedback.models import FaqEntry
from feedback.models.faq import FaqState
from offices.models import Field
from procedures.drafts.comparison import Difference
from procedures.models import Procedure

Content = dict[str, str | list[str]]
_TITLES = {
    "question": "Câu hỏi",
    "answer": "Câu trả lời",
    "field": "Lĩnh vực",
    "procedures": "Thủ tục",
}


def content_of(entry: FaqEntry) -> Content:
    """Return the draft as it would be published."""
    return {
        "question": entry.question,
        "answer": entry.answer,
        "field": entry.field_id or "",
        "procedures": sorted(entry.procedures.values_list("pk", flat=True)),
    }


def published_content(entry: FaqEntry) -> Content | None:
    """Return the published content, or None."""
    newest = entry.versions.order_by("-number").first()
    if newest is None or newest.state != FaqState.PUBLISHED:
        return None
    return {name: getattr(newest, name) for name in _TITLES}


def is_shown_as_drafted(entry: FaqEntry) -> bool:
    """Return True if the draft is published unchanged."""
    return content_of(entry) == published_content(entry)


def fingerprint(entry: FaqEntry) -> str:
    """Return a digest of the draft, to notice later changes."""
    return hashlib.sha256(orjson.dumps(content_of(entry))).hexdigest()


def differences(entry: FaqEntry) -> list[Difference]:
    """Return what publishing would change for citizens; everything for a new answer."""
    shown, drafted = published_content(entry) or {}, content_of(entry)
    return [
        Difference(
            _TITLES[name],
            _in_words(name, shown.get(name, "")),
            _in_words(name, value),
        )
        for name, value in drafted.items()
        if value != shown.get(name, type(value)())
    ]


def _in_words(name: str, value: str | list[str]) -> str:
    if name == "procedures":
        return "\n".join(map(str, Procedure.objects.filter(pk__in=value)))
    if name == "field":
        return str(Field.objects.filter(pk=value).first() or "")
    return str(value)
