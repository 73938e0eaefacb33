"""Ratings stay anonymous for a leader who wants to know who rated.

The leader knows whose dossier was returned when, and who was at the counter. No page, order, time,
number, log or notice may connect that with a mark.
"""

import json
import logging
import re
from datetime import date, timedelta

import pytest
import time_machine
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.core.management import get_commands
from django.db import models
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from citizens import access_log
from citizens import actions as citizens
from citizens.models import AccessEntry, Citizen, Delivery, Erasure, Notice
from citizens.notices.events import confidential_names
from citizens.privacy import personal_data_registry
from feedback.models import FollowUp, FollowUpEvent, FollowUpMessage, Rating
from feedback.navigation import count_late_follow_ups
from feedback.ratings import follow_ups, qr, rater_hashes
from foundation.api.models import IdempotencyKey
from foundation.records.smallest_group import SMALLEST_GROUP
from tests.citizens.factories import agree, client_of, notice_template
from tests.feedback.factories import follow_up, leader_of, publish_ratings, rating
from tests.feedback.ratings.conftest import finished

pytestmark = pytest.mark.django_db
LIST, QUEUE = (
    reverse("admin:feedback_rating_changelist"),
    reverse("admin:feedback_followup_changelist"),
)
CLOSED = date(2026, 9, 10)  # on 24/11 no rating of September can be replaced


@pytest.fixture
def boss(admin_user):
    """Return the client of a superuser, who sees the most."""
    client = Client()
    client.force_login(admin_user)
    return client


def listed(client, address=LIST):
    return list(client.get(address).context_data["cl"].result_list)


# --- times ---------------------------------------------------------------------------------------


def test_rating_tables_hold_no_time_serial_or_person():
    for model in (Rating, FollowUp, FollowUpMessage, FollowUpEvent):
        columns = model._meta.concrete_fields
        assert not any(
            isinstance(column, models.DateTimeField | models.AutoField) for column in columns
        ), model
        assert not any(
            column.related_model
            and column.related_model._meta.label in {"citizens.Citizen", "dossiers.Dossier"}
            for column in columns
        )


def test_a_new_rating_does_not_change_the_page(as_leader, offices, done, rate, lan):
    """Comparing the list before and after somebody's visit shows no difference."""
    with time_machine.travel("2026-11-24T10:00:00+07:00", tick=True):
        for _number in range(SMALLEST_GROUP):
            rating(office=offices, rated_on=CLOSED)
        for _number in range(SMALLEST_GROUP):
            rating(office=offices)
        publish_ratings()
        before = [row.pk for row in listed(as_leader)], listed(as_leader, QUEUE)
        rate(client_of(lan), done, 1, words="Chậm")
        after = [row.pk for row in listed(as_leader)], listed(as_leader, QUEUE)
        assert before == after
        assert len(before[0]) == SMALLEST_GROUP
        assert count_late_follow_ups(as_leader.get(QUEUE).wsgi_request) == "0"


# --- pages ---------------------------------------------------------------------------------------


@pytest.fixture
def identifying_values(offices, lan, rate, visit, settings):
    """Let Lan rate a dossier and a visit, be asked and get notices; return what identifies her."""
    settings.ZALO_OA_ID = "oa"
    row = finished(lan, offices)
    agree(lan)
    for name in confidential_names():
        notice_template(name, user="1")
    with time_machine.travel(timezone.now() - timedelta(days=3), tick=True):
        client = client_of(lan)
        mine = rate(client, row, 1, words="Chậm lắm").json()
        scanned = visit(
            client,
            qr.make_counter_code(offices.pk, None, None, qr.code_expiry()),
            2,
            {"Idempotency-Key": "khoa-12345"},
        ).json()
    leader = leader_of(offices)
    followed = list(FollowUp.objects.order_by("pk"))
    follow_ups.ask_back(followed[0], leader, "Ngày nào?")
    follow_ups.handle(followed[1], leader, "Đã nhắc nhở")
    follow_ups.publish(followed[1], leader)
    names = [
        row.code,
        lan.name,
        mine["id"],
        scanned["id"],
        mine["follow_up"]["number"],
        scanned["follow_up"]["number"],
    ]
    hashes = [
        rater_hashes.owner_hash(lan),
        rater_hashes.dossier_rater_hash(lan.pk, row.pk),
        rater_hashes.idempotency_caller(lan),
    ]
    return [*names, *hashes]


def test_rating_pages_identify_nobody(identifying_values, boss, offices):
    for _number in range(SMALLEST_GROUP):
        last = rating(office=offices, rated_on=CLOSED, words="Tốt")
    publish_ratings()
    rows = FollowUp.objects.all()
    pages = [
        LIST,
        f"{LIST}?words=some",
        QUEUE,
        f"{QUEUE}?part=all",
        reverse("admin:feedback_rating_change", args=[last.pk]),
    ]
    pages += [reverse("admin:feedback_followup_change", args=[row.pk]) for row in rows]
    pages += [reverse("admin:feedback_followup_history", args=[row.pk]) for row in rows]
    with time_machine.travel(timezone.now(), tick=True):
        answers = [boss.get(page) for page in pages]
    assert [answer.status_code for answer in answers] == [200] * len(pages)
    texts = [answer.content.decode() for answer in answers]
    assert "Chậm lắm" in "".join(texts)
    for text in texts:
        assert [name for name in identifying_values if name in text] == []
        assert not re.search(r"citizens/citizen/\d", text)


def test_a_rating_hides_day_procedure_and_origin(boss, offices):
    from tests.procedures.factories import make_procedure

    procedure = make_procedure(short_name="Thủ tục hiếm gặp")
    for _number in range(SMALLEST_GROUP):
        row = rating(office=offices, rated_on=CLOSED, procedure=procedure, field=procedure.field)
    publish_ratings()
    for page in (LIST, reverse("admin:feedback_rating_change", args=[row.pk])):
        text = boss.get(page).content.decode()
        assert "09/2026" in text
        for telling in ("10/09/2026", "2026-09-10", "Thủ tục hiếm gặp", str(row.key)):
            assert telling not in text


def test_follow_up_notices_are_hidden_from_officers(identifying_values, boss, lan):
    assert Notice.objects.confidential_of(lan).count() == 2
    rows = Delivery.objects.filter(notice__event__in=confidential_names())
    assert rows.count() == 2
    rows.update(state="failed", channel="user", finished_at=timezone.now())
    deliveries = reverse("admin:citizens_delivery_changelist")
    for page in (deliveries, f"{deliveries}?result=all"):
        assert listed(boss, page) == []
    for row in rows:
        assert boss.get(reverse("admin:citizens_delivery_change", args=[row.pk])).status_code == 302
        resent = boss.post(
            reverse("admin:citizens_delivery_resend", args=[row.pk]), {"_form_submitted": "on"}
        )
        assert resent.status_code == 404
    from citizens.navigation import count_failed_deliveries

    assert count_failed_deliveries(boss.get(deliveries).wsgi_request) == "0"


def test_the_leaders_access_log_contains_no_citizen(identifying_values, as_leader, lan):
    row = FollowUp.objects.filter(status="asked_back").get()
    as_leader.get(reverse("admin:feedback_followup_change", args=[row.pk]))
    looked = AccessEntry.objects.filter(subject_kind="followup")
    assert looked.exists()
    assert not {entry.subject_kind for entry in access_log.looks_at(lan, 100)} & {
        "followup",
        "rating",
    }
    assert not AccessEntry.objects.filter(citizen=lan).exists()
    for entry in LogEntry.objects.all():
        assert not re.search(r"Lan|công dân \d", f"{entry.object_repr} {entry.change_message}")


def test_citizen_and_erasure_pages_hide_ratings(identifying_values, boss, lan):
    page = reverse("admin:citizens_citizen_change", args=[lan.pk])
    assert not re.search(r"feedback/(rating|followup)/[0-9a-f]", boss.get(page).content.decode())
    citizens.erase(lan, "own_wish")
    assert "ratings" not in Erasure.objects.get().counts
    assert "ratings" in {part.name for part in personal_data_registry.parts()}


def test_erasing_does_not_change_the_follow_up_page(identifying_values, lan):
    before = list(FollowUp.objects.order_by("pk").values("status", "due_on", "ended_on"))
    events = FollowUpEvent.objects.count()
    citizens.erase(lan, "own_wish")
    assert list(FollowUp.objects.order_by("pk").values("status", "due_on", "ended_on")) == before
    assert FollowUpEvent.objects.count() == events
    assert not FollowUpMessage.objects.exists()


def test_idempotency_records_hold_no_caller_or_content(identifying_values, lan):
    row = IdempotencyKey.objects.get(operation="ratings_create")
    assert str(lan.pk) not in row.caller.removeprefix("rater:")[:8] or row.caller.startswith(
        "rater:"
    )
    kept = {row.caller, row.result, row.key}
    for rated in Rating.objects.all():
        assert not kept & {rated.rater_hash, rated.owner_hash, str(rated.key), str(rated.pk)}


def test_log_lines_contain_no_rating_citizen_or_dossier(caplog, as_lan, lan, done, rate):
    caplog.set_level(logging.INFO)
    body = rate(as_lan, done, 1).json()
    row, stored = FollowUp.objects.get(), Rating.objects.get()
    lines = json.dumps(
        [{key: repr(value) for key, value in vars(record).items()} for record in caplog.records],
        ensure_ascii=False,
    )
    assert "rated" in lines
    assert "follow_up" not in lines  # nor show that the mark was low
    for name in (body["id"], str(stored.pk), str(row.pk), done.code, rater_hashes.owner_hash(lan)):
        assert name not in lines
    assert not re.search(rf"citizen\W+{lan.pk}\b|dossier\W+{done.pk}\b", lines)


def test_rating_does_not_change_dossier_or_citizen(as_lan, lan, done, rate):
    before = [
        type(row).objects.filter(pk=row.pk).values().get()
        for row in (done, Citizen.objects.get(pk=lan.pk))
    ]
    rate(as_lan, done, 1)
    assert [
        type(row).objects.filter(pk=row.pk).values().get()
        for row in (done, Citizen.objects.get(pk=lan.pk))
    ] == before


def test_a_raised_mark_does_not_change_the_follow_up(as_leader, lan, done, rate):
    with time_machine.travel(timezone.now() - timedelta(days=2), tick=True):
        rate(client_of(lan), done, 1, words="Chậm")
    row = FollowUp.objects.get()
    page = reverse("admin:feedback_followup_change", args=[row.pk])

    def seen():
        return re.sub(
            r"csrf\w*\W+value=\W\w+|X-CSRFToken\W+\w+", "", as_leader.get(page).content.decode()
        )

    before = seen()
    assert "Rất không hài lòng" in before
    rate(client_of(lan), done, 5, words="Đã được xin lỗi")
    assert seen() == before


# --- no writing ----------------------------------------------------------------------------------


@pytest.mark.parametrize("model", ["rating", "followup"])
@pytest.mark.parametrize("page", ["add", "change", "delete"])
def test_officers_cannot_add_change_or_delete_ratings(boss, offices, model, page):
    row = (
        rating(office=offices, rated_on=CLOSED)
        if model == "rating"
        else follow_up(offices, opened_on=CLOSED)
    )
    for _number in range(SMALLEST_GROUP):
        rating(office=offices, rated_on=CLOSED)
    publish_ratings()
    path = reverse(f"admin:feedback_{model}_{page}", args=[] if page == "add" else [row.pk])
    before = list(type(row).objects.order_by("pk").values())
    assert boss.post(path, {"overall": 5, "status": "published", "post": "yes"}).status_code == 403
    assert list(type(row).objects.order_by("pk").values()) == before


def test_no_command_writes_ratings():
    for name, app in get_commands().items():
        config = apps.app_configs.get(app) if isinstance(app, str) else None
        if config and config.label in {
            "feedback",
            "dossiers",
            "citizens",
            "offices",
            "procedures",
            "police_portal",
        }:
            source = (
                __import__("pathlib").Path(config.path) / "management" / "commands" / f"{name}.py"
            ).read_text()
            assert not re.search(
                r"Rating\b.*(create|update|delete)|rate_(dossier|visit)", source
            ), name
