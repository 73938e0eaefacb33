"""Export, erasure and retention of ratings."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.utils import timezone

from feedback.models import FollowUp, FollowUpMessage, Rating, UsedMark
from feedback.ratings import follow_ups, qr
from tests.feedback.factories import follow_up, leader_of, rating

pytestmark = pytest.mark.django_db


def test_the_export_holds_only_own_ratings(as_lan, as_hung, done, rate, offices):
    rate(as_lan, done, 4, words="Lần đầu")
    rate(as_lan, done, 1, words="Nghĩ lại")
    follow_ups.ask_back(FollowUp.objects.get(), leader_of(offices), "Ngày nào?")
    rows = as_lan.get("/api/v1/me/export/").json()["parts"]["ratings"]["content"]
    assert [(row["version"], row["overall"], row["words"], row["replaced"]) for row in rows] == [
        (1, 4, "Lần đầu", True),
        (2, 1, "Nghĩ lại", False),
    ]
    assert [one["text"] for one in rows[1]["follow_up"]["messages"]] == ["Ngày nào?"]
    assert as_hung.get("/api/v1/me/export/").json()["parts"]["ratings"]["content"] == []


def test_erasing_keeps_figures_and_removes_the_rater(as_lan, as_hung, done, offices, rate, visit):
    rate(as_lan, done, 1, words="Của Lan")
    visit(
        as_hung, qr.make_counter_code(offices.pk, None, None, qr.code_expiry()), 4, words="Của Hùng"
    )
    answer = as_lan.delete("/api/v1/me/").json()
    assert "Điểm đánh giá theo đơn vị" in str(answer)
    lans, hungs = Rating.objects.get(overall=1), Rating.objects.get(overall=4)
    assert (lans.words, lans.owner_hash, lans.rater_hash, lans.key, lans.office_id) == (
        "",
        "",
        "",
        None,
        offices.pk,
    )
    assert (hungs.words, bool(hungs.owner_hash)) == ("Của Hùng", True)
    assert FollowUp.objects.get().rater == ""


def test_words_are_deleted_after_their_period(settings, offices, lan):
    old, new = (
        rating(lan, rated_on=timezone.localdate() - timedelta(days=days), words="Lời")
        for days in (731, 729)
    )
    settings.RATING_WORDS_DAYS = 730
    ended = timezone.localdate() - timedelta(days=731)
    row = follow_up(
        offices, opened_on=ended - timedelta(days=9), status="declined", due_on=None, ended_on=ended
    )
    FollowUpMessage.objects.create(
        follow_up=row, number=1, move="decline", author="officer", text="Lý do", on=ended
    )
    call_command("apply_retention", apply=True, verbosity=0)
    old.refresh_from_db()
    new.refresh_from_db()
    assert (old.words, old.overall, bool(old.owner_hash), new.words) == ("", 5, True, "Lời")
    assert not FollowUpMessage.objects.exists()


def test_used_codes_are_deleted_after_they_expire():
    now = timezone.now()
    for name, until in (
        ("a" * 64, now - timedelta(minutes=1)),
        ("b" * 64, now + timedelta(minutes=1)),
    ):
        UsedMark.objects.create(mark=name, expires_at=until)
    call_command("apply_retention", apply=True, verbosity=0)
    assert UsedMark.objects.get().mark == "b" * 64


def test_words_survive_a_key_rotation(settings, lan):
    row = rating(lan, words="Lời", overall=1, follow_up=follow_up(rater=str(lan.pk)))
    settings.DATA_KEYS = [
        "a-new-key-that-is-long-enough-for-a-test-0000000000000",
        *settings.DATA_KEYS,
    ]
    call_command("rotate_data_keys", verbosity=0)
    settings.DATA_KEYS = settings.DATA_KEYS[:1]
    row = Rating.objects.select_related("follow_up").get(pk=row.pk)
    assert (row.words, row.follow_up.rater) == ("Lời", str(lan.pk))
