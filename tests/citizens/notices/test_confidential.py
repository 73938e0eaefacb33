"""Notices that do not name their citizen: listed, read, sent, exported and erased all the same."""

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from citizens import actions
from citizens.models import Delivery, Erasure, Notice, NoticeReading
from citizens.models.delivery import State
from citizens.notices import outbox, personal_data, queueing
from citizens.webhooks import OaEvent
from foundation.api.problems import Problem
from tests.citizens.factories import (
    agree,
    confidential_notice,
    delivery,
    notice,
    notice_template,
)
from tests.citizens.notices.conftest import state_of
from zalo_client.simulator.faults import Fault

pytestmark = pytest.mark.django_db
LIST = "/api/v1/me/notices/"
EVENT = "report_decided"


def listed(client, query=""):
    return [one["title"] for one in client.get(f"{LIST}{query}").json()["results"]]


def read(client, body):
    return client.patch(LIST, body, content_type="application/json").json()["unread"]


def tell(who, change="report-1", event=EVENT):
    queueing._queue_alone(queueing.Telling(event, change, [who.pk], {}))


# --- the app -------------------------------------------------------------------------------------


def test_they_stand_in_the_list_of_their_citizen_only(as_lan, lan, as_hung):
    notice(lan, title="Đầu")
    confidential_notice(lan, title="Kín")
    notice(lan, title="Cuối")
    assert listed(as_lan) == ["Cuối", "Kín", "Đầu"]
    assert listed(as_hung) == []
    assert as_lan.get("/api/v1/me/overview/").json()["unread_notices"] == 3


def test_the_queries_do_not_grow_with_them(as_lan, lan, django_assert_num_queries):
    for number in (1, 19):
        for _one in range(number):
            confidential_notice(lan)
        with django_assert_num_queries(5):  # as for ordinary ones
            as_lan.get(LIST)


def test_what_was_read_is_read_and_no_row_of_theirs_changes(as_lan, lan):
    first, _second = (confidential_notice(lan, title=title) for title in ("Một", "Hai"))
    before = list(Notice.objects.order_by("pk").values())
    assert read(as_lan, {"read_ids": [str(first.key)]}) == 1
    assert listed(as_lan, "?unread=true") == ["Hai"]
    shown = {one["title"]: one["read_at"] for one in as_lan.get(LIST).json()["results"]}
    assert (shown["Một"] is None, shown["Hai"]) == (False, None)
    assert read(as_lan, {"read_all": True}) == 0
    assert list(Notice.objects.order_by("pk").values()) == before


def test_nobody_marks_anothers(lan, as_hung, as_lan):
    row = confidential_notice(lan)
    read(as_hung, {"read_ids": [str(row.key)]})
    read(as_hung, {"read_all": True})
    assert as_lan.get(LIST).json()["unread"] == 1


def test_what_is_kept_of_reading_looks_alike_with_and_without_them(as_lan, lan, as_hung, hung):
    for _one in range(5):
        confidential_notice(lan)
    for client in (as_lan, as_hung):
        read(client, {"read_all": True})
    with connection.cursor() as cursor:
        cursor.execute("SELECT moments FROM citizens_noticereading")
        lengths = [len(text) for (text,) in cursor.fetchall()]
    assert len(lengths) == 2
    assert len(set(lengths)) == 1


def test_what_was_read_of_notices_that_are_gone_is_forgotten(as_lan, lan):
    confidential_notice(lan)
    read(as_lan, {"read_all": True})
    Notice.objects.all().delete()
    read(as_lan, {"read_all": True})
    assert NoticeReading.objects.get().moments.strip() == "{}"


# --- personal data -------------------------------------------------------------------------------


def test_the_export_has_them(as_lan, lan, hung):
    confidential_notice(lan, title="Kín")
    read(as_lan, {"read_all": True})
    (told,) = personal_data.export_confidential(lan)
    assert (told["title"], told["read_at"] is None, told["deliveries"]) == ("Kín", False, [])
    assert personal_data.export(lan)["notices"] == personal_data.export_confidential(hung) == []


def test_erasing_deletes_them_and_tells_officers_nothing(as_lan, lan, hung):
    kept = confidential_notice(hung)
    delivery(confidential_notice(lan))
    read(as_lan, {"read_all": True})
    erased = actions.erase(lan, Erasure.Cause.OWN_WISH)
    assert list(Notice.objects.all()) == [kept]
    assert not NoticeReading.objects.exists()
    assert erased.counts["confidential_notices"] == 2  # with its delivery
    assert "confidential_notices" not in Erasure.objects.get().counts


def test_nothing_is_marked_for_somebody_erased_meanwhile(lan):
    from citizens.notices import inbox

    actions.erase(lan, Erasure.Cause.OWN_WISH)
    with pytest.raises(Problem, match="session_ended"):
        inbox.mark_all_read(lan)
    assert not NoticeReading.objects.exists()


# --- queueing ------------------------------------------------------------------------------------


def test_a_change_is_told_once(lan, settings):
    settings.ZALO_OA_ID = "123"
    notice_template(EVENT, text="")
    tell(lan)
    tell(lan)
    tell(lan, "report-2")
    assert (Notice.objects.count(), Delivery.objects.count()) == (2, 2)


def test_confidential_events_have_a_way_of_their_own(lan):
    with pytest.raises(ValueError, match="queue_apart"), transaction.atomic():
        queueing.queue(EVENT, "c", [lan.pk], {})
    with pytest.raises(ValueError, match="queue_apart"):
        tell(lan, event="dossier_accepted")


def test_nobody_is_told_who_was_erased(lan):
    actions.erase(lan, Erasure.Cause.OWN_WISH)
    tell(lan)
    assert not Notice.objects.exists()


# --- sending -------------------------------------------------------------------------------------


@pytest.fixture
def going_out(subscriber):
    """Return a delivery of a confidential notice that is due."""
    notice_template(EVENT, phone="dossier-update", user="100200", text="")
    return delivery(confidential_notice(subscriber))


def test_they_reach_their_citizen_and_nothing_is_kept_of_it(oa, going_out, subscriber, work):
    assert work() == 1
    assert [message.channel for message in oa.world.messages] == ["template_to_phone"]
    assert not Delivery.objects.exists()
    assert Notice.objects.exists()


def test_that_somebody_is_not_reached_is_not_kept(oa, going_out, subscriber, work):
    agree(subscriber, granted=False)
    assert work() == 1
    assert not oa.world.messages
    assert not Delivery.objects.exists()
    assert Notice.objects.exists()


def test_the_next_channel_is_tried_and_no_failure_is_kept(oa, going_out, work):
    oa.plan("template_to_phone", Fault.error(-118))
    work()
    assert oa.world.messages[-1].channel == "template_to_user"
    assert not Delivery.objects.exists()


def test_a_receipt_leaves_nothing_either(going_out):
    outbox.mark_received(
        OaEvent("user_received_message", going_out.created_at, tracking_id=going_out.tracking_id)
    )
    assert not Delivery.objects.exists()


def test_what_an_unknown_number_set_aside_is_sent_again(oa, going_out, work):
    notice_template(EVENT, phone="dossier-update")
    oa.plan("template_to_phone", Fault.error(-9999))
    work()
    assert state_of(going_out) == (State.FAILED, "unknown")
    call_command("resend_notices", "-9999", "--apply")
    work()
    assert len(oa.world.messages) == 2
    assert list(Delivery.objects.all()) == [going_out]
