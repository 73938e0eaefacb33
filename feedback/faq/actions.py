"""Drafts, publishes and withdraws answers; nothing else writes them.

Nothing is published while it contains personal data.
"""

import re

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from feedback.models import Author, FaqEntry, FaqVersion, Question
from feedback.models.faq import MAX_ANSWER, MAX_QUESTION, FaqState
from foundation.publishing.models import bump_revision
from foundation.records import screening
from offices.snapshot import directory

REVISION = "faq"


def office_phone_numbers() -> frozenset[str]:
    """Return the digits of offices' telephones: the only numbers that an answer may contain."""
    offices = directory.current().offices.values()
    lines = [
        phone["openPhone"]["phoneNumber"]
        for office in offices
        for phone in office.card["contact"]["phones"]
    ]
    return frozenset(re.sub(r"\D", "", line) for line in lines)


def publication_errors(entry: FaqEntry) -> list[str]:
    """Return in Vietnamese why an entry may not be published. Findings are named, not repeated."""
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
    """Return in Vietnamese what to read again before publishing: it may be a person's name."""
    own = office_phone_numbers()
    names = [
        found
        for text in (entry.question, entry.answer)
        for found in screening.find(text, own)
        if found.kind == screening.Kind.NAME
    ]
    return ["Có thể còn tên người trong nội dung: hãy đọc lại."] if names else []


@transaction.atomic
def draft_from_question(question: Question) -> FaqEntry:
    """Draft an entry from a question and its last answer, with personal data masked."""
    asked = question.messages.public().filter(author=Author.CITIZEN).order_by("pk").first()
    said = question.messages.public().filter(author=Author.OFFICER).order_by("-pk").first()
    own = office_phone_numbers()
    entry = FaqEntry.objects.create(
        question=screening.mask(asked.text if asked else "", own).replace("\n", " ")[:MAX_QUESTION],
        answer=screening.mask(said.text if said else "", own)[:MAX_ANSWER],
        field=question.field,
        source=question,
    )
    if question.procedure:
        entry.procedures.add(question.procedure)
    return entry


@transaction.atomic
def publish(key: int, officer: User, reason: str) -> FaqVersion | None:
    """Show the draft to citizens as a new version; None if they see just that already.

    Raises ValidationError.
    """
    entry = FaqEntry.objects.select_for_update().get(pk=key)
    if found := publication_errors(entry):
        raise ValidationError(found, code="personal")
    content = _content(entry)
    newest = entry.versions.order_by("-number").first()
    if (
        newest
        and newest.state == FaqState.PUBLISHED
        and all(getattr(newest, name) == value for name, value in content.items())
    ):
        return None
    return _append(entry, FaqState.PUBLISHED, content, officer, reason)


@transaction.atomic
def withdraw(key: int, officer: User, reason: str) -> FaqVersion:
    """Withdraw an entry. Raises ValidationError if citizens do not see it."""
    entry = FaqEntry.objects.select_for_update().get(pk=key)
    if entry.state != FaqState.PUBLISHED:
        raise ValidationError("Chỉ gỡ được câu trả lời đang công bố.", code="not_published")
    newest = entry.versions.latest("number")
    content = {
        name: getattr(newest, name) for name in ("question", "answer", "field", "procedures")
    }
    return _append(entry, FaqState.WITHDRAWN, content, officer, reason)


def _content(entry: FaqEntry) -> dict[str, str | list[str]]:
    procedures = sorted(entry.procedures.values_list("pk", flat=True))
    return {
        "question": entry.question,
        "answer": entry.answer,
        "field": entry.field_id or "",
        "procedures": procedures,
    }


def _append(
    entry: FaqEntry,
    state: FaqState,
    content: dict[str, str | list[str]],
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
