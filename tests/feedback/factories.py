"""Questions, photos and published answers for tests."""

import uuid
from datetime import date, timedelta
from itertools import count

from django.contrib.auth.models import Permission, User
from django.utils import timezone

from citizens.actions import record_consent
from citizens.models import Purpose
from citizens.privacy import policy
from feedback.faq import actions as faq
from feedback.models import (
    AnswerTemplate,
    FaqEntry,
    FollowUp,
    Origin,
    Poster,
    PublishedFigure,
    Questionnaire,
    Rating,
    RatingAlarm,
    SatisfactionRelease,
)
from feedback.questions import actions, resolving
from feedback.questions.actions import SentMessage
from feedback.ratings import questionnaires, workflow
from feedback.ratings.rater_hashes import owner_hash
from feedback.satisfaction import publishing, rating_totals
from foundation.records.encryption import keyed_hash
from foundation.records.smallest_group import SMALLEST_GROUP
from offices.models import Office, Officer
from offices.snapshot import directory
from tests import rights
from tests.citizens.factories import citizen
from tests.offices.factories import province, thanh_mieu

_numbers = count(1)
TEXT = "Tôi muốn hỏi thủ tục cấp lại thẻ căn cước bị mất thì cần giấy tờ gì?"
ANSWER = "Ông bà mang theo giấy tờ tuỳ thân đến công an cấp xã nơi cư trú."


def question(who=None, text=TEXT, **body):
    """Ask as a citizen; the question goes to the province unless `body` has another office."""
    province()
    who = who or citizen()
    destination, about = resolving.resolve_request(who, body)
    return actions.ask(who, SentMessage(text), destination, about)


def officer_of(office, *permissions, **values):
    """Return a user with a post in an office, who may answer questions there."""
    user = User.objects.create_user(f"tra-loi-{next(_numbers)}", is_staff=True, **values)
    Officer.objects.create(office=office, user=user, public_name="Đại úy Trần Thị Bình")
    grant(user, "view_question", "answer_question", *permissions)
    return user


def grant(user, *names):
    """Grant an account missing permissions of feedback."""
    rights.grant(
        user, Permission.objects.filter(content_type__app_label="feedback", codename__in=names)
    )


def answered(who=None, officer=None, text=TEXT, answer=ANSWER, **body):
    """Return a question that was answered."""
    return answer_question(question(who, text, **body), officer, answer)


def answer_question(asked, officer=None, answer=ANSWER):
    """Let an officer of its office answer a question, and return it."""
    officer = officer or officer_of(asked.office)
    actions.take(asked, officer)
    return actions.answer(asked, officer, answer)


def faq_entry(
    question="Mất thẻ căn cước thì làm lại thế nào?",
    answer="Đến công an cấp xã để được cấp lại.",
    procedures=(),
    **values,
):
    """Return a draft of a published answer."""
    entry = FaqEntry.objects.create(question=question, answer=answer, **values)
    entry.procedures.set(procedures)
    return entry


def published(*, by=None, **values):
    """Return a published answer."""
    entry = faq_entry(**values)
    faq.publish(
        entry.pk, by or User.objects.create_user(f"bien-tap-{next(_numbers)}"), "Nhiều người hỏi"
    )
    entry.refresh_from_db()
    return entry


def template(**values):
    return AnswerTemplate.objects.create(
        **{"title": f"Mẫu {next(_numbers)}", "text": "Thời hạn: {thời hạn}.", **values}
    )


def agree_to_photos(who, *, granted=True):
    record_consent(who, Purpose.PHOTO, granted=granted, policy_version=policy.CURRENT)


# --- ratings -------------------------------------------------------------------------------------


def commune():
    return Office.objects.filter(pk="ca-phuong-thanh-mieu").first() or thanh_mieu()


def rating(who=None, **values):
    """Return a stored rating.

    By default it is of today, by a new citizen, for a commune. `month` follows `rated_on`. A low
    one has a follow-up only if given.
    """
    day = values.pop("rated_on", None) or timezone.localdate()
    defaults = {
        "key": uuid.uuid4(),
        "office": values.pop("office", None) or commune(),
        "origin": Origin.COUNTER,
        "questionnaire": questionnaires.questionnaire_on(day),
        "overall": 5,
        "rated_on": day,
        "month": day.replace(day=1),
        "written_on": day,
        "rater_hash": keyed_hash("rater", f"test-{next(_numbers)}"),
        "owner_hash": owner_hash(who or citizen()),
    }
    return Rating.objects.create(**{**defaults, **values})


def publish_ratings():
    """Recount the totals and publish the figures of closed months, as happens every morning."""
    rating_totals.rebuild_totals()
    publishing.publish_due_months(timezone.localdate())


def follow_up(office=None, **values):
    """Return an open follow-up without its rating, opened today by default."""
    day = values.pop("opened_on", None) or timezone.localdate()
    clocks = workflow.clocks_at_opening(day, directory.current().calendar)
    dates = {
        "decline_by": clocks.decline_by,
        "ask_by": clocks.ask_by,
        "handle_by": clocks.handle_by,
        "due_on": clocks.handle_by,
    }
    return FollowUp.objects.create(
        **{"office": office or commune(), "opened_on": day, **dates, **values}
    )


def rating_alarm(office=None, **values):
    """Return an alarm that is not judged yet: few raters, in a week of its own."""
    last = values.pop("last", LONG_AGO + timedelta(days=next(_numbers)))
    span = {"first": last - timedelta(days=6), "last": last}
    defaults = {"office": office or commune(), "rule": "few_raters", "count": 12, **span}
    return RatingAlarm.objects.create(**{**defaults, **values})


LONG_AGO = date(2026, 3, 10)


def publish_office(office, month):
    """Publish the figure of an office.

    It joins the release of that month if there is one.
    """
    release = SatisfactionRelease.objects.filter(month=month).first()
    if release is None:
        publish_ratings()
        return
    figure = {"office": office.pk, "measure": "overall", "first": month, "last": month}
    PublishedFigure.objects.create(
        release=release,
        **figure,
        count=SMALLEST_GROUP,
        total=5 * SMALLEST_GROUP,
        satisfied=SMALLEST_GROUP,
    )


def visible_rating(**values):
    """Return a rating that officers can see: of a closed month with enough others."""
    office = values.pop("office", None) or commune()
    day = values.pop("rated_on", LONG_AGO)
    for _number in range(
        SMALLEST_GROUP
        - Rating.objects.counted().filter(office=office, month=day.replace(day=1)).count()
        - 1
    ):
        rating(office=office, rated_on=day)
    made = rating(office=office, rated_on=day, **values)
    if not PublishedFigure.objects.filter(office=office.pk).exists():
        publish_office(office, day.replace(day=1))
    return made


def questionnaire(**values):
    """Return a questionnaire version that comes into force in a far year."""
    number = (
        Questionnaire.objects.order_by("-number").values_list("number", flat=True).first() or 1
    ) + 1
    defaults = {
        "number": number,
        "in_force_on": date(2100, 1, 1),
        "source": "Thử nghiệm",
        "aspects": [{"key": "time", "label": "Thời gian"}],
    }
    return Questionnaire.objects.create(**{**defaults, **values})


def poster(office=None, **values):
    maker = User.objects.create_user(f"in-ap-phich-{next(_numbers)}")
    return Poster.objects.create(
        **{"office": office or commune(), "place": "Quầy 3", "made_by": maker, **values}
    )


def leader_of(office, **values):
    """Return a leader of an office who reads ratings in full and handles follow-ups."""
    return officer_of(office, "view_rating", "view_followup", "lead_rating", **values)
