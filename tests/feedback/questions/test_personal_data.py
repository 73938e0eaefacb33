"""Export, erasure and retention of questions."""

from datetime import timedelta

import orjson
import pytest
from django.utils import timezone

from citizens import access_log
from citizens import actions as citizens
from citizens.models import Purpose
from citizens.privacy import policy
from feedback.models import FaqEntry, Photo, Question, QuestionMessage
from feedback.photos import actions as photos
from feedback.questions import actions, personal_data
from feedback.questions.workflow import Status
from foundation.records import retention
from tests.citizens.factories import client_of
from tests.feedback.factories import (
    ANSWER,
    TEXT,
    agree_to_photos,
    answered,
    faq_entry,
    officer_of,
    published,
    question,
)
from tests.feedback.photos.uploading import file
from tests.foundation.media.pictures import picture

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def with_photo(lan):
    """Return an answered question of Lan with a photo."""
    agree_to_photos(lan)
    (photo,) = photos.upload_photos(lan, [file(picture())])
    asked = answered(lan)
    actions.add_message(lan, asked, actions.SentMessage("Ảnh đây", (photo.pk,)))
    return asked


def left(asked):
    asked.refresh_from_db()
    return (
        asked.citizen,
        asked.dossier,
        asked.words,
        asked.messages.count(),
        Photo.objects.count(),
    )


def test_the_export_holds_only_own_questions(lan, hung, with_photo):
    question(hung, "Câu hỏi của Hùng")
    (exported,) = personal_data.export(lan)
    assert [message["text"] for message in exported["messages"]] == [TEXT, ANSWER, "Ảnh đây"]
    assert "Hùng" not in str(exported)


def test_withdrawing_photo_consent_deletes_the_photos(
    lan, hung, with_photo, tmp_path, django_capture_on_commit_callbacks
):
    agree_to_photos(hung)
    photos.upload_photos(lan, [file(picture())])  # not sent yet
    (others,) = photos.upload_photos(hung, [file(picture())])
    with django_capture_on_commit_callbacks(execute=True):
        citizens.decide(lan, Purpose.PHOTO, granted=False, policy_version=policy.CURRENT)
    assert [photo.pk for photo in Photo.objects.all()] == [others.pk]
    assert len([path for path in tmp_path.rglob("*") if path.is_file()]) == 1
    assert with_photo.messages.count() == 3


def test_erasing_removes_texts_and_photos(
    lan, with_photo, tmp_path, django_capture_on_commit_callbacks
):
    open_one = question(lan)
    with django_capture_on_commit_callbacks(execute=True):
        citizens.erase(lan, "own_wish")
    for asked in (with_photo, open_one):
        assert left(asked) == (None, None, "", 0, 0)
        assert (asked.status, asked.ended_at is not None) in {("closed", True), ("waiting", False)}
        assert asked.status not in {"waiting", "taken"}
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []
    assert Question.objects.count() == 2
    assert with_photo.events.latest("pk").move == "erase"


def test_erasing_deletes_drafts_and_keeps_published_answers(lan):
    asked = answered(lan)
    draft, shown = faq_entry(source=asked), published(source=asked)
    personal_data.erase(lan)
    assert not FaqEntry.objects.filter(pk=draft.pk).exists()
    assert FaqEntry.objects.filter(pk=shown.pk).exists()


def class_of(name):
    return next(one for one in retention.classes() if one.name == name)


def test_texts_are_deleted_after_their_period(lan, settings, time_machine):
    settings.QUESTION_WORDS_DAYS = 30
    time_machine.move_to("2026-06-01T03:00:00Z", tick=False)
    over, waiting = answered(lan), question(lan)
    time_machine.move_to("2026-07-05T03:00:00Z", tick=False)
    assert class_of("question_words").apply(timezone.now()) == 1
    assert class_of("question_words").apply(timezone.now()) == 0
    assert left(over)[0] is None
    assert left(waiting)[0] == lan
    assert QuestionMessage.objects.count() == 1


def test_an_unanswered_question_to_the_citizen_ends(lan, settings, time_machine):
    settings.QUESTION_WORDS_DAYS = 30
    time_machine.move_to("2026-05-01T03:00:00Z", tick=False)
    given_up, answered_at_last = question(lan), question(lan)
    for asked in (given_up, answered_at_last):
        officer = officer_of(asked.office)
        actions.take(asked, officer)
        actions.ask_back(asked, officer, "Ở đâu?")
    time_machine.move_to("2026-06-20T03:00:00Z", tick=False)
    actions.add_message(lan, answered_at_last, actions.SentMessage("Ở Bạch Hạc."))
    time_machine.move_to("2026-06-25T03:00:00Z", tick=False)
    assert class_of("question_words").apply(timezone.now()) == 1
    given_up.refresh_from_db()
    assert (left(given_up)[0], given_up.status) == (None, Status.CLOSED)
    assert given_up.ended_at
    assert left(answered_at_last)[0] == lan


def test_the_export_says_of_a_question_what_its_page_says(lan, with_photo):
    question(lan)
    own = [f"/api/v1/questions/{row.pk}/" for row in lan.questions.order_by("pk")]
    pages = [client_of(lan).get(path).json() for path in own]
    exported = orjson.loads(orjson.dumps(personal_data.export(lan)))
    for row in (*pages, *exported):
        for message in row["messages"]:  # addresses hold the moment until which they serve
            message["photos"] = [(one["width"], one["height"]) for one in message["photos"]]
    assert exported == pages
    assert any(message["photos"] for message in exported[0]["messages"])


def test_the_export_lists_looks_at_questions(lan, client):
    asked = question(lan)
    client.force_login(officer_of(asked.office))
    client.get(f"/quan-tri/feedback/question/{asked.pk}/change/")
    assert [entry.subject_kind for entry in access_log.looks_at(lan, 10)] == ["question"]
    assert timedelta(0) <= timezone.now() - access_log.looks_at(lan, 10)[0].at
