"""The only writers of answers: draft, publish, withdraw.

Nothing with personal data is published.
"""

from collections.abc import Collection

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from feedback.faq.comparing import (
    Content,
    content_of,
    fingerprint,
    is_shown_as_drafted,
    published_content,
)
from feedback.models import Author, FaqEntry, FaqVersion, Question, QuestionMessage
from feedback.models.faq import MAX_ANSWER, MAX_QUESTION, FaqState
from foundation.publishing.models import bump_revision
from foundation.records import screening
from offices.persons_numbers import office_phone_numbers

REVISION = "faq"


def publication_errors(entry: FaqEntry) -> list[str]:
    """Return in Vietnamese why an entry may not be published; personal data is not repeated."""
    own = office_phone_numbers()
    kinds = {
        found.kind
        for text in (entry.question, entry.answer)
        for found in screening.find(text, own)
        if found.kind in screening.NEVER_PUBLISHED
    }
    said = [
        f"Còn {screening.Kind(kind).label} trong nội dung: hãy xoá trước khi công bố."
        for kind in sorted(kinds)
    ]
    empty = not entry.question.strip() or not entry.answer.strip()
    return [*said, *(["Cần cả câu hỏi và câu trả lời."] if empty else [])]


def publication_warnings(entry: FaqEntry) -> list[str]:
    """Return in Vietnamese what to check before publishing: possible names of persons."""
    own = office_phone_numbers()
    names = [
        found
        for text in (entry.question, entry.answer)
        for found in screening.find(text, own)
        if found.kind == screening.Kind.NAME
    ]
    return ["Có thể còn tên người trong nội dung: hãy đọc lại."] if names else []


@transaction.atomic
def draft_from_question(
    question: Question, messages: Collection[QuestionMessage], officer: User
) -> FaqEntry:
    """Draft an entry from chosen messages of a conversation, with personal data masked.

    The citizen's messages become the question, the officers' the answer, in their order. Notes
    between officers are not messages. `officer` may edit the draft until it is published.
    """
    chosen = sorted(messages, key=lambda one: one.pk)
    own = office_phone_numbers()
    asked, said = (
        screening.mask("\n".join(one.text for one in chosen if one.author == side), own)
        for side in (Author.CITIZEN, Author.OFFICER)
    )
    entry = FaqEntry.objects.create(
        question=" ".join(asked.split())[:MAX_QUESTION],
        answer=said[:MAX_ANSWER],
        field=question.field,
        source=question,
        drafted_by=officer,
    )
    if question.procedure:
        entry.procedures.add(question.procedure)
    return entry


@transaction.atomic
def publish(key: int, officer: User, reason: str, *, seen: str | None = None) -> FaqVersion | None:
    """Publish the draft as a new version; None if nothing would change.

    `seen` is the fingerprint of the draft that the officer read. Raises ValidationError.
    """
    entry = FaqEntry.objects.select_for_update().get(pk=key)
    if seen is not None and seen != fingerprint(entry):
        raise ValidationError(
            "Bản nháp vừa được sửa. Hãy đọc lại những chỗ khác rồi công bố.", code="overtaken"
        )
    if found := publication_errors(entry):
        raise ValidationError(found, code="personal")
    if is_shown_as_drafted(entry):
        return None
    return _append(entry, FaqState.PUBLISHED, content_of(entry), officer, reason)


@transaction.atomic
def withdraw(key: int, officer: User, reason: str) -> FaqVersion:
    """Withdraw an entry. Raises ValidationError if it is not published."""
    entry = FaqEntry.objects.select_for_update().get(pk=key)
    shown = published_content(entry)
    if shown is None:
        raise ValidationError("Chỉ gỡ được câu trả lời đang công bố.", code="not_published")
    return _append(entry, FaqState.WITHDRAWN, shown, officer, reason)


def _append(
    entry: FaqEntry,
    state: FaqState,
    content: Content,
    officer: User,
    reason: str,
) -> FaqVersion:
    number = entry.versions.count() + 1
    version = FaqVersion.objects.create(
        entry=entry, number=number, state=state, officer=officer, reason=reason, **content
    )
    entry.state = state
    entry.save(update_fields=["state"])
    bump_revision(REVISION)
    return version
