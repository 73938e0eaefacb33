"""Export, erasure and retention of notices."""

import json
from datetime import timedelta

import pytest
from django.utils import timezone

from citizens import access_log, webhooks
from citizens.models import Citizen, Delivery, Notice, NoticePreference
from citizens.notices import personal_data
from citizens.privacy import personal_data_registry
from foundation.records import retention
from tests.citizens.factories import delivery, notice

pytestmark = pytest.mark.django_db


def test_the_export_holds_only_the_citizens_notices(lan, hung):
    delivery(notice(lan), state="sent")
    notice(hung, title="Của Hùng")
    NoticePreference.objects.create(citizen=lan, kind="questions", outside=False)
    told = personal_data.export(lan)
    assert [(one["title"], one["deliveries"][0]["state_name"]) for one in told["notices"]] == [
        ("Hồ sơ A-1 đã được tiếp nhận", "Đã gửi")
    ]
    assert told["outside"]["questions"] is False
    assert json.dumps(told)


def test_erasing_deletes_all_notices_and_deliveries(lan, hung):
    for state in ("waiting", "claimed", "sent", "failed"):
        delivery(notice(lan), state=state)
    NoticePreference.objects.create(citizen=lan, kind="questions", outside=False)
    other = notice(hung)
    assert list(personal_data.erase(lan)) == []
    assert list(Notice.objects.all()) == [other]
    assert not Delivery.objects.exists()
    assert not NoticePreference.objects.exists()


def test_old_notices_are_deleted_unless_one_is_being_sent(lan, settings):
    old = timezone.now() - timedelta(days=settings.NOTICE_DAYS, minutes=1)
    done, waiting, young = notice(lan, created_at=old), notice(lan, created_at=old), notice(lan)
    delivery(done, state="failed")
    delivery(waiting)
    assert personal_data.NOTICES.apply(timezone.now()) == 1
    assert set(Notice.objects.all()) == {waiting, young}
    assert Delivery.objects.count() == 1


def test_notices_are_registered_for_export_and_erasure():
    assert personal_data.PART in personal_data_registry.parts()
    assert personal_data.NOTICES in retention.classes()
    assert personal_data.KIND in access_log.kinds()


def test_viewing_a_delivery_counts_as_viewing_its_citizen(lan, hung):
    row = delivery(notice(lan))
    assert (list(personal_data.KIND.keys_of(lan)), list(personal_data.KIND.keys_of(hung))) == (
        [row.pk],
        [],
    )


@pytest.mark.parametrize("name", ["user_received_message", "user_seen_message"])
def test_receipts_from_zalo_are_handled(lan, name):
    from citizens.webhooks import handlers

    row = delivery(notice(lan), state="sent", message_id="m1")
    for handler in handlers.handlers_of(name):
        handler(webhooks.OaEvent(name, timezone.now(), message_ids=("m1",)))
    row.refresh_from_db()
    assert row.state == "delivered"
    assert Citizen.objects.count() == 1
