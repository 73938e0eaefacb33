"""Registering a dossier on its page."""

import pytest

from dossiers.models import Dossier
from dossiers.owners.applicant import id_number_hash
from tests.dossiers.admin.pages import LIST, VIEW, signed_in
from tests.dossiers.factories import at, new_code, officer_of
from tests.for_each import for_each
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def register(client, row, **typed):
    body = {
        "code": new_code().lower(),
        "procedure": row.procedure_id,
        "office": row.office_id,
        "channel": "direct",
        "applicant_name": "Lê Văn Đạt",
        "phone": "0987 654 321",
        "id_last4": "025123456789",
        "accepted_at": "2026-11-23T08:00",
        "limit_value": "5",
        "limit_unit": "working_day",
        **typed,
    }
    return client.post(f"{LIST}add/", body)


def test_an_officer_can_register_a_dossier(row, as_officer, officer):
    assert register(as_officer, row).status_code == 302
    made = Dossier.objects.order_by("pk").last()
    assert (made.code, made.applicant_phone, made.id_last4) == (
        made.code.upper(),
        "+84987654321",
        "6789",
    )
    assert made.id_number_hash == id_number_hash("025123456789")
    assert (made.accepted_at, made.due_at) == (at("2026-11-23 08:00"), at("2026-12-01 23:59:59"))
    assert made.events.get().officer == officer
    assert made.source == "manual"


@for_each(
    ("typed", "message"),
    [
        ({"code": "G01"}, "Mã hồ sơ chưa đúng"),
        ({"code": ""}, "bắt buộc"),
        ({"procedure": "khong-co"}, ""),
        ({"office": "ca-xa-b"}, ""),
        ({"channel": "fax"}, ""),
        ({"phone": "123"}, "Số điện thoại chưa đúng"),
        ({"id_last4": "12"}, "Ghi 4 số cuối"),
        ({"accepted_at": "2026-11-24T08:00"}, "không được ở tương lai"),
        ({"submitted_at": "2026-11-23T08:30"}, "không được trước lúc nộp"),
        ({"accepted_at": "31/02/2026"}, ""),
        ({"limit_value": ""}, "hãy ghi thời hạn"),
        ({"limit_value": "-1"}, ""),
        ({"limit_value": "400"}, "chưa có ngày nghỉ Tết"),
        ({"limit_value": "99999999999999999999"}, ""),
        ({"applicant_name": "x" * 201}, ""),
    ],
)
def test_errors_of_a_new_dossier_are_shown(row, as_officer, typed, message):
    offices.office("ca-xa-b")
    response = register(as_officer, row, **typed)
    assert response.status_code == 200
    assert (
        'class="must">' in response.content.decode() or "notice-danger" in response.content.decode()
    )
    assert message in response.content.decode()
    assert Dossier.objects.count() == 1


def test_a_code_in_use_is_reported(row, as_officer):
    assert "Mã hồ sơ này đã có." in register(as_officer, row, code=row.code).content.decode()


def test_registering_needs_permission(row):
    assert signed_in(officer_of(row.office, VIEW)).get(f"{LIST}add/").status_code == 403
