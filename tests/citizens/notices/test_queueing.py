"""`queue` stores one notice per change and person, in the transaction of the change."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from citizens.models import Delivery, Notice, NoticeTemplate
from citizens.notices.queueing import Telling, queue, queue_many
from tests.citizens.factories import citizen, erased_citizen, notice_template


@pytest.fixture(autouse=True)
def account(settings):
    """Configure an Official Account, so that messages can leave the app."""
    settings.ZALO_OA_ID = "123"


CODE = "G01.899.909-260916-890028"


def queue_notice(*citizens, change="dossier-event-1", event="dossier_accepted", **values):
    with transaction.atomic():
        return queue(event, change, [one.pk for one in citizens], {"code": CODE, **values})


def test_each_citizen_gets_one_notice_in_the_current_words(lan, hung):
    row = notice_template()
    assert queue_notice(lan, hung, due_on="25/11/2026") == 2
    NoticeTemplate.objects.filter(pk=row.pk).update(title="Khác", text="Khác")
    mine = Notice.objects.get(citizen=lan)
    assert (mine.title, mine.link) == (f"Hồ sơ {CODE} đã được tiếp nhận", f"?dossier={CODE}")
    assert (
        mine.text
        == f"Đơn vị đã tiếp nhận hồ sơ {CODE}.\nNgày hẹn trả: 25/11/2026.\nMở ứng dụng để xem chi "
        "tiết."
    )


def test_queueing_the_same_change_twice_does_nothing(lan, hung):
    notice_template(text="")
    assert queue_notice(lan) == 1
    assert queue_notice(lan, lan, hung) == 1
    assert (Notice.objects.count(), Delivery.objects.count()) == (2, 2)


def test_another_change_queues_another_notice(lan):
    assert [queue_notice(lan), queue_notice(lan, change="dossier-event-2")] == [1, 1]


def test_without_a_stored_text_the_shipped_one_is_used(lan):
    assert queue_notice(lan) == 1
    assert Notice.objects.get().title == f"Hồ sơ {CODE} đã được tiếp nhận"


def test_a_delivery_is_queued_if_a_channel_is_enabled(lan):
    notice_template(text="")
    queue_notice(lan)
    assert list(Delivery.objects.values_list("state", "channel", "attempts")) == [
        ("waiting", "", 0)
    ]


def test_no_delivery_is_queued_without_an_enabled_channel(lan):
    notice_template()
    queue_notice(lan)
    assert not Delivery.objects.exists()


def test_no_delivery_is_queued_without_an_official_account(lan, settings):
    settings.ZALO_OA_ID = ""
    notice_template(text="")
    assert queue_notice(lan) == 1
    assert not Delivery.objects.exists()


def test_a_rolled_back_change_queues_nothing(lan):
    notice_template(text="")

    def change_that_fails():
        with transaction.atomic():
            queue("dossier_accepted", "c", [lan.pk], {"code": CODE})
            raise RuntimeError("undo")

    with pytest.raises(RuntimeError, match="undo"):
        change_that_fails()
    assert not Notice.objects.exists()
    assert not Delivery.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_queueing_needs_a_transaction():
    with pytest.raises(RuntimeError):
        queue("dossier_accepted", "c", [], {"code": CODE})


def test_erased_and_unknown_citizens_are_skipped(lan, db):
    assert queue_notice(erased_citizen(), lan) == 1
    with transaction.atomic():
        assert queue("dossier_accepted", "c2", [10**9], {"code": CODE}) == 0


@pytest.mark.parametrize(
    ("event", "values", "error"),
    [
        ("dossier_vanished", {"code": CODE}, KeyError),
        ("dossier_accepted", {}, ValueError),
        ("dossier_accepted", {"code": ""}, ValueError),
        ("dossier_accepted", {"code": CODE, "name": "Lan"}, ValueError),
        ("dossier_accepted", {"code": "x" * 101}, ValueError),
        ("dossier_accepted", {"code": "a\nb"}, ValueError),
        ("dossier_accepted", {"code": CODE, "due_on": "a\u202eb"}, ValueError),
    ],
)
def test_wrong_values_from_the_caller_are_refused(lan, event, values, error):
    with pytest.raises(error), transaction.atomic():
        queue(event, "c", [lan.pk], values)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("change", ["", "x" * 101])
def test_the_name_of_a_change_is_limited_in_length(lan, change):
    with pytest.raises(ValueError, match="change"), transaction.atomic():
        queue("dossier_accepted", change, [lan.pk], {"code": CODE})


def test_the_query_count_is_constant(db):
    notice_template(text="")
    people = [citizen() for _number in range(20)]

    def cost(number, start):
        tellings = [
            Telling("dossier_accepted", f"e{start + i}", [people[i % 20].pk], {"code": f"A-{i}"})
            for i in range(number)
        ]
        with transaction.atomic(), CaptureQueriesContext(connection) as captured:
            assert queue_many(tellings) == number
        return len(captured)

    assert cost(2, 0) == cost(20, 1000)  # SQLite splits larger ones


def test_the_database_refuses_a_second_notice_for_a_change(lan):
    queue_notice(lan)
    first = Notice.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(
            citizen=lan, change=first.change, event=first.event, title="x", text="x"
        )
