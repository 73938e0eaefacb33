"""Dialogs that move a dossier."""

import re

import pytest
from django.urls import reverse

from citizens.models import AccessEntry
from dossiers import actions
from dossiers.models import Dossier
from tests.citizens.factories import PHONE
from tests.dossiers.admin.pages import VIEW, button, page, press, signed_in
from tests.dossiers.factories import dossier, handler_of, move, officer_of
from tests.for_each import for_each
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db


def test_a_button_moves_the_dossier(row, as_officer, officer):
    response = press(as_officer, row, "to_processing", internal_note="Giao tổ 1")
    assert response["HX-Redirect"] == page(row)
    event = Dossier.objects.get().events.order_by("number").last()
    assert (event.status_to, event.officer, event.internal_note, event.source) == (
        "processing",
        officer,
        "Giao tổ 1",
        "manual",
    )
    assert AccessEntry.objects.filter(action="changed", subjects=str(row.pk)).exists()


def test_a_dialog_asks_only_for_what_the_move_needs(row, as_officer):
    asked = as_officer.get(button(row, "to_supplement_required")).content.decode()
    assert all(f'name="{name}"' in asked for name in ("reason", "papers", "supplement_due", "seen"))
    assert not any(f'name="{name}"' in asked for name in ("fee", "limit_value"))
    plain = as_officer.get(button(row, "to_processing")).content.decode()
    assert not any(
        f'name="{name}"' in plain for name in ("papers", "supplement_due", "fee", "limit_value")
    )


@for_each(
    ("name", "typed", "message"),
    [
        ("to_supplement_required", {"papers": "Ảnh", "supplement_due": "2026-12-01"}, "bắt buộc"),
        (
            "to_supplement_required",
            {"reason": "Thiếu", "supplement_due": "2026-12-01"},
            "Hãy ghi đủ mọi giấy tờ",
        ),
        (
            "to_supplement_required",
            {"reason": "Thiếu", "papers": "Ảnh"},
            "Hãy ghi ngày cuối để bổ sung",
        ),
        (
            "to_supplement_required",
            {"reason": "Thiếu", "papers": "Ảnh", "supplement_due": "2026-11-23"},
            "phải sau ngày yêu cầu",
        ),
        (
            "to_supplement_required",
            {"reason": "Thiếu", "papers": "Ảnh", "supplement_due": "hôm qua"},
            "ngày",
        ),
        ("to_payment_required", {}, "Hãy ghi số tiền"),
        ("to_payment_required", {"fee": "-5"}, ""),
        ("to_processing", {"at": "2026-11-24T09:00"}, "không được ở tương lai"),
        ("to_processing", {"at": "2026-11-20T09:00"}, "không được trước lần thay đổi gần nhất"),
        ("to_returned", {}, "Không chuyển được từ"),
        ("extend", {"last_day": "2026-12-12", "apology": "Xin lỗi"}, "là ngày nghỉ"),
        ("extend", {"last_day": "2026-12-01", "apology": "Xin lỗi"}, "phải sau ngày hẹn cũ"),
        ("set_applicant", {"phone": "123"}, "Số điện thoại chưa đúng"),
        ("set_applicant", {"id_last4": "12"}, "4 số cuối"),
    ],
)
def test_errors_are_shown_in_the_dialog(row, as_officer, name, typed, message):
    response = press(as_officer, row, name, **typed)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert Dossier.objects.get().events_count == 1


def test_an_outdated_page_is_reported(row, as_officer):
    move(row, "processing", "suspended", "processing")
    as_officer.post(
        button(row, "to_suspended"), {"_form_submitted": "on", "seen": 1, "reason": "Chờ"}
    )
    assert "Người khác vừa thay đổi" in as_officer.get(page(row)).content.decode()
    assert Dossier.objects.get().status == "processing"


def test_acceptance_offers_the_limits_of_the_procedure(row, as_officer):
    limits = [
        {"value": 3, "unit": "working_day", "condition": "Có hộ khẩu"},
        {"value": 7, "unit": "working_day", "condition": "Không có"},
    ]
    procedure = publish_procedure(
        time_limits=limits, channels=[{"kind": "direct", "time_relation": "alternatives"}]
    )
    waiting = dossier(office=row.office, procedure=procedure, accepted_at=None)
    asked = as_officer.get(button(waiting, "to_accepted")).content.decode()
    assert "3 ngày làm việc – Có hộ khẩu" in asked
    assert (
        "Hãy chọn hoặc ghi thời hạn" in press(as_officer, waiting, "to_accepted").content.decode()
    )
    press(as_officer, waiting, "to_accepted", limit="0")
    waiting.refresh_from_db()
    assert (waiting.status, waiting.limit_value) == ("accepted", 3)


def test_another_limit_can_be_typed(row, as_officer):
    waiting = dossier(office=row.office, accepted_at=None)
    press(as_officer, waiting, "to_accepted", limit_value="15", limit_unit="day")
    waiting.refresh_from_db()
    assert (waiting.limit_value, waiting.limit_unit) == (15, "day")


def test_only_officers_who_may_see_the_dossier_are_offered(row, as_officer):
    able, unable = handler_of(row.office), offices.officer(row.office)
    shown = as_officer.get(reverse("admin:dossiers_dossier_assign", args=[row.pk]))
    offered = set(re.findall(r'name="officer" value="(\d+)"', shown.content.decode()))
    assert str(able.pk) in offered
    assert str(unable.pk) not in offered


def test_extension_assignment_fee_and_applicant_can_be_set(row, as_officer):
    post = handler_of(row.office)
    press(as_officer, row, "extend", last_day="2026-12-10", apology="Xin lỗi")
    press(as_officer, row, "assign", officer=post.pk)
    press(as_officer, row, "set_applicant", applicant_name="Lê Văn Đạt")
    press(as_officer, row, "to_payment_required", fee="50000")
    press(as_officer, row, "set_fee", fee="60000", reason="Tính nhầm")
    row.refresh_from_db()
    assert (row.extended_to.isoformat(), row.officer, row.applicant_folded, row.fee_due) == (
        "2026-12-10",
        post,
        "le van dat",
        60000,
    )
    assert row.applicant_phone == PHONE  # an empty field keeps the value
    assert row.id_last4 == "7391"


def test_correcting_a_status_needs_permission(row):
    move(row, "processing", "completed", "returned")
    trusted = signed_in(officer_of(row.office, VIEW, actions.CORRECT))
    assert button(row, "correct") in trusted.get(page(row)).content.decode()
    assert "bắt buộc" in press(trusted, row, "correct", status="processing").content.decode()
    press(trusted, row, "correct", status="processing", reason="Bấm nhầm")
    assert Dossier.objects.get().status == "processing"
