"""Makes the demo in one transaction, and only once."""

from collections.abc import Mapping
from datetime import datetime
from random import Random

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.utils import timezone

from citizens.models import Delivery
from citizens.models.delivery import State
from demo import (
    announcements,
    counters,
    counts,
    dossiers,
    duty,
    official_accounts,
    people,
    questions,
    ratings,
    reception,
    report_kinds,
    reports,
    texts,
)
from demo.days import Weeks
from demo.people import People
from demo.stage import Incomplete, Stage, find_stage
from dossiers import notifying
from dossiers.models import Dossier
from feedback.faq import actions as faq
from feedback.models import AnswerTemplate, FaqEntry
from foundation.desk.roles import sync_groups
from foundation.publishing.snapshots import own_snapshots
from officers.demo_accounts import DEMO_PREFIX
from offices.working_time.calendar_rows import load_calendar
from procedures.models import Procedure

SEED = 20261124


class NotPossible(Exception):
    """The demo can't be made or removed; the text says why, in Vietnamese."""


def refuse_unless_trial() -> None:
    """Raise ImproperlyConfigured unless DEBUG and DEMO_ACCOUNTS are on."""
    if not (settings.DEBUG and settings.DEMO_ACCOUNTS):
        raise ImproperlyConfigured(
            "Dữ liệu thử nghiệm chỉ được tạo và xoá khi DEBUG và DEMO_ACCOUNTS cùng bật."
        )


@own_snapshots()
@transaction.atomic
def create_demo(now: datetime | None = None) -> Mapping[str, int] | None:
    """Make the demo as of `now` and return the number of rows by their Vietnamese name.

    Returns None if the demo exists. Raises NotPossible if an office is missing, and YearNotLoaded
    if the working calendar does not have the years.
    """
    refuse_unless_trial()
    if dossiers.has_demo():
        return None
    try:
        stage = find_stage()
    except Incomplete as missing:
        raise NotPossible(f"Thiếu đơn vị của dữ liệu thử nghiệm: {missing}.") from missing
    sync_groups()
    return _play(stage, Weeks(now or timezone.now(), load_calendar(), Random(SEED)))  # noqa: S311  # no secret hangs on it


def _play(stage: Stage, weeks: Weeks) -> Mapping[str, int]:
    """Make everybody and let the weeks of the story pass; return the number of rows by name."""
    taking_part = people.create_officers(stage, weeks.random)
    people.create_citizens(taking_part, weeks.random, weeks.some_time(weeks.first))
    accounts = official_accounts.create_accounts(stage, taking_part.lan)
    counters.give_contacts(stage)
    written = dossiers.create_dossiers(weeks, taking_part)
    asked = questions.create_questions(weeks, taking_part)
    rated = ratings.create_ratings(weeks, taking_part)
    counts.create_counts(weeks)
    report_kinds.switch_on_kinds(weeks.first)
    sent = reports.create_reports(weeks, taking_part)
    told = announcements.create_announcements(weeks, taking_part)
    numbers = reception.create_numbers(taking_part)
    beats = duty.create_duty(taking_part)
    _publish_answers()
    _notify_citizen(taking_part, written)
    _let_deliveries_begin()
    return {
        "hồ sơ": len(written.dossiers),
        "thay đổi của hồ sơ": len(written.events),
        "câu hỏi": len(asked),
        "đánh giá": len(rated),
        "phản ánh": len(sent),
        "số thứ tự": numbers,
        "địa bàn": beats,
        "Official Account": len(accounts),
        "tin": len(told),
        "cán bộ": len(taking_part.posts),
        "công dân": len(taking_part.citizens) + 2,
    }


def _publish_answers() -> None:
    editor = User.objects.get(username=f"{DEMO_PREFIX}bientap")
    AnswerTemplate.objects.bulk_create(
        [AnswerTemplate(title=title, text=text) for title, text in texts.TEMPLATES],
        ignore_conflicts=True,
    )
    for question, answer, procedure in (*texts.FAQS, texts.DRAFT_FAQ):
        entry = FaqEntry.objects.create(question=question, answer=answer)
        entry.procedures.set(Procedure.objects.filter(pk=procedure))
        if question != texts.DRAFT_FAQ[0]:
            faq.publish(entry.pk, editor, "Nhiều người hỏi")


def _notify_citizen(taking_part: People, written: dossiers.Written) -> None:
    """Queue notices about the last changes of the dossiers of the citizen who can sign in."""
    own = {dossier.pk: dossier for dossier in Dossier.objects.of_citizen(taking_part.lan)}
    last = {event.dossier_id: event for event in written.events if event.dossier_id in own}
    notifying.tell_many([(own[key], event) for key, event in last.items()])


def _let_deliveries_begin() -> None:
    """Make what was queued in the weeks before due now: no worker has left it lying."""
    Delivery.objects.filter(state=State.WAITING).update(next_try_at=timezone.now())
