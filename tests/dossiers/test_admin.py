"""Officers' pages over HTTP: who sees which dossiers, which buttons lead where, what is logged."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from citizens.models import AccessEntry
from dossiers import actions
from dossiers.models import Dossier
from tests.citizens.factories import PHONE
from tests.dossiers.factories import MACHINE, at, dossier, move, new_code, officer_of
from tests.for_each import for_each
from tests.offices import factories as offices
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
LIST = "/quan-tri/dossiers/dossier/"
VIEW, CHANGE, ADD = "dossiers.view_dossier", "dossiers.change_dossier", "dossiers.add_dossier"


def page(row):
    return reverse("admin:dossiers_dossier_change", args=[row.pk])


def button(row, name):
    return reverse(f"admin:dossiers_dossier_{name}", args=[row.pk])


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


def press(client, row, name, **typed):
    """Send the dialog of a button with what the officer saw, and return the answer."""
    body = {"_form_submitted": "on", "seen": Dossier.objects.get(pk=row.pk).events_count, **typed}
    return client.post(button(row, name), body)


def refusals(response):
    return re.findall(r"[^<>]*(?:phải|Hãy|không|Không)[^<>]*\.", response.content.decode())


@pytest.fixture
def row(now):
    return dossier(
        office=offices.office("ca-xa-a"),
        phone=PHONE,
        id_last4="7391",
        applicant_name="Trần Thị Bưởi",
    )


@pytest.fixture
def officer(row):
    return officer_of(row.office, VIEW, CHANGE, ADD)


@pytest.fixture
def client(officer):
    return signed_in(officer)


def codes(client, **query):
    return set(re.findall(r"G01\.899\.909-260916-\d{6}", client.get(LIST, query).content.decode()))


# --- who sees what -------------------------------------------------------------------------------


def test_an_officer_sees_the_dossiers_of_their_office_and_below(row):
    foreign = dossier(office=offices.office("ca-xa-b"))
    own, above, other = (
        officer_of(row.office, VIEW),
        officer_of(offices.province(), VIEW),
        officer_of(foreign.office, VIEW),
    )
    assert codes(signed_in(own)) == {row.code}
    assert codes(signed_in(above)) == {row.code, foreign.code}
    assert codes(signed_in(other)) == {foreign.code}
    assert codes(signed_in(User.objects.create_superuser("truong"))) == {row.code, foreign.code}


def test_who_left_the_post_sees_nothing(row):
    from datetime import date

    gone = officer_of(row.office, VIEW, valid_to=date(2026, 11, 22))
    assert codes(signed_in(gone)) == set()
    assert signed_in(gone).get(page(row)).status_code == 302


@pytest.mark.parametrize(
    "name", ["to_processing", "to_suspended", "assign", "set_applicant", "issue_slip"]
)
def test_a_foreign_officer_reaches_no_button(row, name):
    foreign = signed_in(officer_of(offices.office("ca-xa-b"), VIEW, CHANGE))
    assert foreign.get(button(row, name)).status_code == 404
    assert press(foreign, row, name, reason="x").status_code == 404
    assert Dossier.objects.get().events_count == 1
    assert AccessEntry.objects.filter(allowed=False, subject_kind="dossier").count() == 2


def test_who_only_reads_has_no_buttons(row):
    reader = signed_in(officer_of(row.office, VIEW))
    assert "chuyen-processing" not in reader.get(page(row)).content.decode()
    assert press(reader, row, "to_processing").status_code == 403
    assert press(reader, row, "correct").status_code == 403


def test_filters_lists_and_search_never_show_another_office(row, client):
    foreign = dossier(office=offices.office("ca-xa-b"), applicant_name="Trần Thị Bưởi")
    for query in (
        {"q": "buoi"},
        {"q": foreign.code},
        {"office": "ca-xa-b"},
        {"due": "late"},
        {"handler": "nobody"},
    ):
        assert foreign.code not in codes(client, **query) - {query.get("q")}
    assert "ca-xa-b" not in client.get(LIST).content.decode()


# --- the list ------------------------------------------------------------------------------------


@for_each(
    ("query", "found"),
    [
        ({"q": "bưởi"}, True),
        ({"q": "tran thi BUOI"}, True),
        ({"q": "cam"}, False),
        ({"q": "g01.899.909-26"}, True),
        ({"q": "899"}, False),  # codes are found by their beginning
        ({"status__exact": "accepted"}, True),
        ({"status__exact": "returned"}, False),
        ({"due": "late"}, False),
        ({"due": "nearly"}, False),
        ({"office": "ca-xa-a"}, True),
        ({"handler": "me"}, False),
        ({"handler": "nobody"}, True),
    ],
)
def test_search_and_filters(row, client, query, found):
    assert (row.code in codes(client, **query)) is found


@pytest.mark.parametrize(("moment", "due", "found"), [
    ("2026-12-01 10:00", "nearly", True),
    ("2026-12-03 10:00", "nearly", True),
    ("2026-12-03 10:00", "today", True),
    ("2026-12-02 10:00", "today", False),
    ("2026-12-03 23:59", "late", False),
    ("2026-12-04 10:00", "late", True),
    ("2026-12-04 10:00", "nearly", False),
])  # fmt: skip
def test_the_clock_as_a_filter(row, officer, now, moment, due, found):
    now(moment)
    assert (row.code in codes(signed_in(officer), due=due)) is found


def test_a_list_shows_no_phone_and_no_number(row, client):
    text = client.get(LIST).content.decode()
    assert "Trần Thị Bưởi" in text
    assert not any(value in text for value in ("345678", "•••", "7391"))


# --- one dossier ---------------------------------------------------------------------------------


def test_the_page_shows_clock_history_and_a_masked_phone(row, client):
    move(row, "suspended", reason="Chờ xác minh", internal_note="Nghi giả mạo")
    text = client.get(page(row)).content.decode()
    assert all(
        part in text
        for part in ("0912•••678", "Chờ xác minh", "Nghi giả mạo", "7 ngày làm việc", "Tạm dừng")
    )
    assert not any(value in text for value in ("912345678", "7391"))


@pytest.mark.parametrize(
    ("moves", "expected", "absent"),
    [
        (
            (),
            {"to_processing", "to_supplement_required", "to_suspended", "extend"},
            {"to_completed", "to_returned", "to_accepted", "set_fee"},
        ),
        (("processing",), {"to_completed"}, {"to_processing", "to_returned"}),
        (("payment_required",), {"to_processing", "set_fee"}, {"extend"}),
        (("processing", "completed"), {"to_returned"}, {"to_processing", "extend"}),
        (("withdrawn",), set(), {"to_processing", "to_returned", "extend"}),
        (
            ("supplement_required", "processing"),
            {"to_completed"},
            {"to_supplement_required"},
        ),  # a second time needs a manager
    ],
)
def test_the_buttons_are_the_lawful_moves(row, client, moves, expected, absent):
    move(row, *moves)
    text = client.get(page(row)).content.decode()
    shown = {name for name in expected | absent if button(row, name) in text}
    assert shown == expected
    assert button(row, "correct") not in text


# --- buttons -------------------------------------------------------------------------------------


def test_a_button_moves_the_dossier_and_says_who_did_it(row, client, officer):
    response = press(client, row, "to_processing", internal_note="Giao tổ 1")
    assert response["HX-Redirect"] == page(row)
    event = Dossier.objects.get().events.order_by("number").last()
    assert (event.status_to, event.officer, event.internal_note, event.source) == (
        "processing",
        officer,
        "Giao tổ 1",
        "manual",
    )
    assert AccessEntry.objects.filter(action="changed", subjects=str(row.pk)).exists()


def test_a_dialog_asks_for_exactly_what_the_move_needs(row, client):
    asked = client.get(button(row, "to_supplement_required")).content.decode()
    assert all(f'name="{name}"' in asked for name in ("reason", "papers", "supplement_due", "seen"))
    assert not any(f'name="{name}"' in asked for name in ("fee", "limit_value"))
    plain = client.get(button(row, "to_processing")).content.decode()
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
def test_what_is_wrong_is_said_in_the_dialog_and_nothing_is_written(
    row, client, name, typed, message
):
    response = press(client, row, name, **typed)
    assert response.status_code == 200
    assert message in response.content.decode()
    assert Dossier.objects.get().events_count == 1


def test_whoever_saw_an_older_state_is_told(row, client):
    move(row, "processing", "suspended", "processing")
    client.post(button(row, "to_suspended"), {"_form_submitted": "on", "seen": 1, "reason": "Chờ"})
    assert "Người khác vừa thay đổi" in client.get(page(row)).content.decode()
    assert Dossier.objects.get().status == "processing"


def test_acceptance_offers_the_limits_of_the_procedure(row, client):
    limits = [
        {"value": 3, "unit": "working_day", "condition": "Có hộ khẩu"},
        {"value": 7, "unit": "working_day", "condition": "Không có"},
    ]
    procedure = publish_procedure(
        time_limits=limits, channels=[{"kind": "direct", "time_relation": "alternatives"}]
    )
    waiting = dossier(office=row.office, procedure=procedure, accepted_at=None)
    asked = client.get(button(waiting, "to_accepted")).content.decode()
    assert "3 ngày làm việc – Có hộ khẩu" in asked
    assert "Hãy chọn hoặc ghi thời hạn" in press(client, waiting, "to_accepted").content.decode()
    press(client, waiting, "to_accepted", limit="0")
    waiting.refresh_from_db()
    assert (waiting.status, waiting.limit_value) == ("accepted", 3)


def test_another_limit_can_be_typed(row, client):
    waiting = dossier(office=row.office, accepted_at=None)
    press(client, waiting, "to_accepted", limit_value="15", limit_unit="day")
    waiting.refresh_from_db()
    assert (waiting.limit_value, waiting.limit_unit) == (15, "day")


def test_extension_assignment_fee_and_applicant(row, client):
    post = offices.officer(row.office)
    press(client, row, "extend", last_day="2026-12-10", apology="Xin lỗi")
    press(client, row, "assign", officer=post.pk)
    press(client, row, "set_applicant", applicant_name="Lê Văn Đạt")
    press(client, row, "to_payment_required", fee="50000")
    press(client, row, "set_fee", fee="60000", reason="Tính nhầm")
    row.refresh_from_db()
    assert (row.extended_to.isoformat(), row.officer, row.applicant_folded, row.fee_due) == (
        "2026-12-10",
        post,
        "le van dat",
        60000,
    )
    assert row.applicant_phone == PHONE  # left empty: stays
    assert row.id_last4 == "7391"


def test_a_slips_secret_is_shown_once(row, client):
    press(client, row, "issue_slip")
    text = client.get(page(row)).content.decode()
    secret = re.search(r"Mã tra cứu: ([0-9A-Z-]{14})", text)[1]
    assert secret not in client.get(page(row)).content.decode()
    found = Client().post(
        "/api/v1/dossiers/lookup/",
        {"code": row.code, "slip_secret": secret},
        content_type="application/json",
    )
    assert found.json()["dossier"]["code"] == row.code


def test_a_correction_takes_the_right(row):
    move(row, "processing", "completed", "returned")
    trusted = signed_in(officer_of(row.office, VIEW, actions.CORRECT))
    assert button(row, "correct") in trusted.get(page(row)).content.decode()
    assert "bắt buộc" in press(trusted, row, "correct", status="processing").content.decode()
    press(trusted, row, "correct", status="processing", reason="Bấm nhầm")
    assert Dossier.objects.get().status == "processing"


# --- taking one in -------------------------------------------------------------------------------


def registered(client, row, **typed):
    body = {
        "code": new_code().lower(), "procedure": row.procedure_id, "office": row.office_id, "channel": "direct",
        "applicant_name": "Lê Văn Đạt", "phone": "0987 654 321", "id_last4": "025123456789",
        "accepted_at": "2026-11-23T08:00", "limit_value": "5", "limit_unit": "working_day", **typed,
    }  # fmt: skip
    return client.post(f"{LIST}add/", body)


def test_an_officer_takes_a_dossier_in(row, client, officer):
    assert registered(client, row).status_code == 302
    made = Dossier.objects.order_by("pk").last()
    assert (made.code, made.applicant_phone, made.id_last4) == (
        made.code.upper(),
        "+84987654321",
        "6789",
    )
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
def test_what_is_wrong_with_a_new_dossier_is_said_at_its_field(row, client, typed, message):
    offices.office("ca-xa-b")
    response = registered(client, row, **typed)
    assert response.status_code == 200
    assert (
        'class="must">' in response.content.decode() or "notice-danger" in response.content.decode()
    )
    assert message in response.content.decode()
    assert Dossier.objects.count() == 1


def test_a_taken_code_is_said(row, client):
    assert "Mã hồ sơ này đã có." in registered(client, row, code=row.code).content.decode()


def test_taking_in_needs_the_right(row):
    assert signed_in(officer_of(row.office, VIEW)).get(f"{LIST}add/").status_code == 403


# --- the log -------------------------------------------------------------------------------------


def test_each_look_is_logged(row, client, officer):
    client.get(LIST)
    client.get(page(row))
    client.get(f"{LIST}?q=buoi")
    seen = (
        AccessEntry.objects.filter(officer=officer, subject_kind="dossier")
        .order_by("pk")
        .values_list("action", "subjects")
    )
    assert list(seen) == [("listed", str(row.pk)), ("seen", str(row.pk)), ("searched", str(row.pk))]


def test_lists_and_pages_cost_the_same_for_1_and_20(row, client):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address).status_code == 200
        return len(captured)

    one = [queries(address) for address in (LIST, page(row))]
    for _number in range(19):
        made = dossier(office=row.office)
        actions.assign(made.pk, offices.officer(row.office).pk, MACHINE)
        move(row, "suspended", "processing")
    assert [queries(address) for address in (LIST, page(row))] == one
