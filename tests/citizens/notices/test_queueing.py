"""`queue`: one notice for each change and person, in the transaction of the change."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from citizens.models import Delivery, Notice, NoticeTemplate
from citizens.notices.queueing import Telling, queue, queue_many
from tests.citizens.factories import citizen, erased_citizen, notice_template


@pytest.fixture(autouse=True)
def account(settings):
    """Name an Official Account: there is a way out of the app."""
    settings.ZALO_OA_ID = "123"


CODE = "G01.899.909-260916-890028"


def tell(*citizens, change="dossier-event-1", event="dossier_accepted", **values):
    with transaction.atomic():
        return queue(event, change, [one.pk for one in citizens], {"code": CODE, **values})


def test_each_is_told_once_in_the_words_of_the_moment(lan, hung):
    row = notice_template()
    assert tell(lan, hung, due_on="25/11/2026") == 2
    NoticeTemplate.objects.filter(pk=row.pk).update(title="Khác", text="Khác")
    mine = Notice.objects.get(citizen=lan)
    assert (mine.title, mine.link) == (f"Hồ sơ {CODE} đã được tiếp nhận", f"dossiers/{CODE}")
    assert (
        mine.text
        == f"Đơn vị đã tiếp nhận hồ sơ {CODE}.\nNgày hẹn trả: 25/11/2026.\nMở ứng dụng để xem chi "
        "tiết."
    )


def test_a_repeated_call_does_nothing(lan, hung):
    notice_template(text="")
    assert tell(lan) == 1
    assert tell(lan, lan, hung) == 1
    assert (Notice.objects.count(), Delivery.objects.count()) == (2, 2)


def test_another_change_is_told_again(lan):
    assert [tell(lan), tell(lan, change="dossier-event-2")] == [1, 1]


def test_without_an_officers_row_the_shipped_words_hold(lan):
    assert tell(lan) == 1
    assert Notice.objects.get().title == f"Hồ sơ {CODE} đã được tiếp nhận"


def test_a_message_outside_is_queued_where_a_channel_is_on(lan):
    notice_template(text="")
    tell(lan)
    assert list(Delivery.objects.values_list("state", "channel", "attempts")) == [
        ("waiting", "", 0)
    ]


def test_no_message_outside_where_no_channel_is_on(lan):
    notice_template()
    tell(lan)
    assert not Delivery.objects.exists()


def test_no_message_outside_where_there_is_no_official_account(lan, settings):
    settings.ZALO_OA_ID = ""
    notice_template(text="")
    assert tell(lan) == 1
    assert not Delivery.objects.exists()


def test_a_rolled_back_change_is_told_to_nobody(lan):
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
def test_outside_a_transaction_it_refuses():
    with pytest.raises(RuntimeError):
        queue("dossier_accepted", "c", [], {"code": CODE})


def test_erased_and_unknown_citizens_are_passed_over(lan, db):
    assert tell(erased_citizen(), lan) == 1
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
def test_what_the_calling_code_does_wrong_is_refused(lan, event, values, error):
    with pytest.raises(error), transaction.atomic():
        queue(event, "c", [lan.pk], values)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("change", ["", "x" * 101])
def test_a_change_needs_a_short_name(lan, change):
    with pytest.raises(ValueError, match="change"), transaction.atomic():
        queue("dossier_accepted", change, [lan.pk], {"code": CODE})


def test_many_changes_cost_as_many_queries_as_two(db):
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


def test_the_database_refuses_a_second_notice_of_a_change(lan):
    tell(lan)
    first = Notice.objects.get()
    with pytest.raises(IntegrityError), transaction.atomic():
        Notice.objects.create(
            citizen=lan, change=first.change, event=first.event, title="x", text="x"
        )
