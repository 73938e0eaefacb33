"""The receipt that a citizen takes home, and the secret that stands on it once."""

import re

import pytest
from django.contrib.messages import get_messages
from django.test import Client

from citizens.models import AccessEntry
from dossiers.models import Dossier
from foundation.desk.models import ChangeEntry
from offices.snapshot import directory
from reception.models import Queue
from tests.dossiers.admin.pages import CHANGE, VIEW, button, page, signed_in
from tests.dossiers.admin.test_applicant_forms import register
from tests.dossiers.factories import move, officer_of
from tests.offices.factories import field
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
SECRET = re.compile(r'class="secret">([0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4})<')


def receipt(row):
    return button(row, "receipt")


def issue(client, row, **typed):
    body = {"seen": Dossier.objects.get(pk=row.pk).events_count, **typed}
    return client.post(receipt(row), body)


def test_a_receipt_says_what_the_citizen_needs_and_no_whole_phone(row, as_officer):
    shown = as_officer.get(receipt(row)).content.decode()
    said = ("Giấy tiếp nhận hồ sơ và hẹn trả kết quả", row.code, "Trần Thị Bưởi", "0912•••678")
    assert all(part in shown for part in (*said, "7 ngày làm việc", "<svg"))
    assert "còn thiếu" not in shown  # nobody has looked
    assert f"{row.due_at:%d/%m/%Y}" in shown
    assert "912345678" not in shown


def counter(row, as_officer, **typed):
    """Return the receipt of a dossier whose papers were looked at when it was registered."""
    papers = [{"name": "Tờ khai", "original_count": 1}, {"name": "Ảnh", "copy_count": 2}]
    chosen = publish_procedure(documents=papers, channels=[{"kind": "direct"}])
    register(as_officer, row, procedure=chosen.pk, **typed)
    return as_officer.get(receipt(Dossier.objects.order_by("pk").last())).content.decode()


def test_a_receipt_proves_what_was_handed_in(row, as_officer):
    row.office.address, row.office.phones = "Số 1 đường Hoà Bình", ["0210 3846 123"]
    row.office.save()
    directory.refresh()
    typed = {"paper-0": "Tờ khai", "originals-0": "2", "copies-0": "1", "complete": "on"}
    shown = counter(row, as_officer, **typed, paid="100000", collected="post")
    said = ("đã nhận: 1", "Tờ khai: 2 bản chính, 1 bản sao", "còn thiếu: không", "100.000 đồng")
    for part in (*said, "Qua bưu chính", "Số 1 đường Hoà Bình", "02103846123", "Cộng hòa xã hội"):
        assert part in shown, part
    assert "Ảnh" not in shown


def test_what_nobody_checked_is_not_called_complete(row, as_officer):
    shown = counter(row, as_officer, **{"paper-1": "Ảnh"})
    assert "Ảnh: 2 bản sao" in shown
    assert "còn thiếu" not in shown


def test_a_count_of_any_length_is_read_or_left(row, as_officer):
    typed = {"paper-0": "Tờ khai", "originals-0": "9" * 5000, "copies-0": "120"}
    shown = counter(row, as_officer, **typed)
    assert "Tờ khai: 1 bản chính, 99 bản sao" in shown


def test_a_name_that_is_not_on_the_check_list_is_no_paper(row, as_officer):
    assert "đã nhận" not in counter(row, as_officer, **{"paper-0": "Vàng miếng"})


def test_what_is_missing_stands_on_a_page_that_is_no_receipt(row, as_officer):
    Dossier.objects.filter(pk=row.pk).update(accepted_at=None, status="submitted")
    papers = tuple(f"Giấy {number}" for number in range(9))
    move(row, "supplement_required", reason="Thiếu", papers=papers)
    shown = as_officer.get(receipt(row)).content.decode()
    assert "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ" in shown
    assert ("Giấy 4" in shown, "Giấy 5" in shown, "và 4 giấy tờ khác" in shown) == (
        True,
        False,
        True,
    )


def test_a_secret_is_on_the_answer_that_made_it_and_nowhere_else(row, as_officer):
    answer = issue(as_officer, row)
    secret = SECRET.search(answer.content.decode())[1]
    assert "no-store" in answer["Cache-Control"]
    assert not list(get_messages(answer.wsgi_request))
    for address in (receipt(row), page(row)):
        assert secret not in as_officer.get(address).content.decode()
    found = Client().post(
        "/api/v1/dossiers/lookup/",
        {"code": row.code, "slip_secret": secret},
        content_type="application/json",
    )
    assert found.json()["dossier"]["code"] == row.code


def test_receipts_are_logged_and_the_secret_is_not(row, as_officer):
    as_officer.get(receipt(row))
    secret = SECRET.search(issue(as_officer, row).content.decode())[1]
    logged = AccessEntry.objects.filter(subjects=str(row.pk)).order_by("pk")
    assert list(logged.values_list("action", flat=True)) == ["seen", "changed", "seen"]
    entry = ChangeEntry.objects.get()
    assert entry.what == "In giấy tiếp nhận, cấp mã tra cứu"
    assert secret not in str(vars(entry))


def test_a_secret_is_not_made_over_a_change_that_was_not_seen(row, as_officer):
    move(row, "processing")
    refused = as_officer.post(receipt(row), {"seen": row.events_count}).content.decode()
    assert "Người khác vừa thay đổi hồ sơ này" in refused
    assert not SECRET.search(refused)
    assert Dossier.objects.get().slip_hash == ""


def test_only_who_may_move_a_dossier_prints_its_receipt(row):
    reader = signed_in(officer_of(row.office, VIEW))
    assert [reader.get(receipt(row)).status_code, issue(reader, row).status_code] == [403, 403]
    assert signed_in(officer_of(row.office, VIEW, CHANGE)).get(receipt(row)).status_code == 200


def test_the_picture_opens_the_dossier_and_holds_no_secret(row, as_officer, settings):
    from dossiers.admin import receipts

    settings.ZALO_MINI_APP_ID = "123"
    asked = []
    with pytest.MonkeyPatch.context() as patch:
        make = receipts.segno.make
        patch.setattr(
            receipts.segno, "make", lambda text, **how: (asked.append(text), make(text, **how))[1]
        )
        issue(as_officer, row)
    assert asked == [f"https://zalo.me/s/123/?dossier={row.code}"]


BOOKING = "Đặt lịch đến nhận kết quả"


@pytest.fixture
def counter_there(row, settings):
    """Return a counter of the dossier's office, which the Mini App opens."""
    settings.ZALO_MINI_APP_ID = "123"
    return Queue.objects.create(office=row.office, name="Một cửa")


@pytest.mark.parametrize(("collected", "is_there"), [("office", True), ("post", False)])
def test_where_a_result_is_collected_a_code_leads_to_booking(
    row, as_officer, counter_there, collected, is_there
):
    shown = counter(row, as_officer, **{"paper-0": "Tờ khai"}, complete="on", collected=collected)
    assert (BOOKING in shown, shown.count("<svg")) == (is_there, 1 + is_there)


def test_a_counter_of_another_field_or_closed_is_not_named(row, as_officer, counter_there):
    Queue.objects.update(active=False)
    typed = {"paper-0": "Tờ khai", "complete": "on", "collected": "office"}
    assert BOOKING not in counter(row, as_officer, **typed)
    Queue.objects.update(active=True, field=field("khac"))
    assert BOOKING not in as_officer.get(receipt(Dossier.objects.last())).content.decode()
