"""Dossiers of the ministry's exchange, and names that an officer or a file explained."""

from datetime import datetime

import orjson
import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from dossiers.connector import keys
from dossiers.connector.serializers import NationalDossierSerializer
from dossiers.importing import presets
from dossiers.models import ColumnName, ConnectorRefusal, Dossier
from foundation.api.body_bounds import is_within
from offices.working_time.calendar import ZONE
from tests.dossiers.connector.making import NATIONAL
from tests.dossiers.connector.test_views import ITEM, PATH, results, send, text  # noqa: F401  # fixtures
from tests.dossiers.importing.conftest import frozen, province  # noqa: F401  # fixtures
from tests.for_each import for_each

pytestmark = pytest.mark.django_db


def test_the_document_declares_what_the_exchange_has():
    assert set(NationalDossierSerializer().fields) == set(NATIONAL)
    assert len(NATIONAL) == 37


def test_a_dossier_with_all_members_of_the_exchange_is_taken(send):  # noqa: F811
    assert results(send(NATIONAL)) == [("created", [])]
    row = Dossier.objects.get()
    assert (row.status, row.channel, row.office_id) == (
        "processing",
        "online",
        "ca-phuong-thanh-mieu",
    )
    assert (row.applicant_name, row.applicant_phone, row.id_last4) == (
        "Nguyễn Văn A",
        "+84912345678",
        "0028",
    )
    assert row.submitted_at == datetime(2026, 9, 15, 10, 15, tzinfo=ZONE)
    assert row.due_at == datetime(2026, 9, 25, 17, tzinfo=ZONE)
    assert results(send(NATIONAL)) == [("unchanged", [])]


def test_the_same_dossier_under_either_kind_of_names_is_the_same(send):  # noqa: F811
    send(NATIONAL)
    ours = {
        "code": NATIONAL["MaHoSo"],
        "procedure_code": "1.001456",
        "status": 4,
        "applicant_name": "Nguyễn Văn A",
        "accepted_at": "2026-09-16T08:30:00+07:00",
        "due_at": "25/09/2026 17:00",
    }
    assert results(send(ours)) == [("unchanged", [])]


@for_each(
    ("said", "status", "kept"),
    [
        ({"TrangThaiHoSo": "6"}, "payment_required", {"fee_due": 20_000}),
        (
            {"TrangThaiHoSo": "9", "NgayKetThucXuLy": "20260920090000"},
            "completed",
            {"completed_at": datetime(2026, 9, 20, 9, tzinfo=ZONE)},
        ),
        (
            {"TrangThaiHoSo": "3", "NgayTuChoi": "20260917090000", "LyDo": "Sai thẩm quyền"},
            "declined",
            {"stated_at": datetime(2026, 9, 17, 9, tzinfo=ZONE)},
        ),
        (
            {
                "TrangThaiHoSo": "5",
                "DanhSachHoSoBoSung": [{"HoSoBoSungId": 1, "NoiDungBoSung": "Giấy khai sinh"}],
                "HanBoSung": "20261201",
            },
            "supplement_required",
            {"reason": "Giấy khai sinh", "papers": ["Giấy khai sinh"]},
        ),
    ],
)
def test_lists_within_a_dossier_say_what_its_status_needs(send, said, status, kept):  # noqa: F811
    assert results(send({**NATIONAL, **said})) == [("created", [])]
    row = Dossier.objects.get()
    assert row.status == status
    assert {name: getattr(row, name) for name in kept} == kept


def test_a_number_of_the_applicant_may_stand_in_the_list_only(send):  # noqa: F811
    send({**NATIONAL, "SoGiayToChuHoSo": ""})
    assert Dossier.objects.get().id_last4 == "0028"


def test_a_fault_points_to_the_member_as_it_was_sent(send):  # noqa: F811
    wrong = {**NATIONAL, "NgayHenTra": "hôm qua"}
    assert results(send(wrong)) == [("refused", [("/body/dossiers/0/NgayHenTra", "invalid_date")])]


def test_a_value_under_two_names_is_refused(send):  # noqa: F811
    assert results(send({**ITEM, "MaHoSo": "G01.899.909-260916-000029"})) == [
        ("refused", [("/body/dossiers/0/MaHoSo", "repeated_field")])
    ]


def test_a_fault_names_no_member_that_cannot_be_stored(send):  # noqa: F811
    wrong = send({**ITEM, "NgayTra\0": "hôm qua"})
    assert results(wrong) == [("refused", [("/body/dossiers/0/NgayTra\ufffd", "invalid_date")])]
    twice = send({**ITEM, "NgayTra\0": "", "Ngày trả\0": ""})
    assert results(twice) == [("refused", [("/body/dossiers/0/Ngày trả\ufffd", "repeated_field")])]
    assert "\0" not in str(twice.json())


def test_a_thousand_whole_dossiers_of_the_exchange_fit(settings):
    body = {"dossiers": [NATIONAL] * 1_000}
    assert len(orjson.dumps(body)) < settings.MAX_BODY_BYTES_BY_PATH[PATH] / 2
    assert is_within(body, PATH)


def test_what_is_too_large_is_told_with_the_bound(text, settings):  # noqa: F811
    settings.MAX_BODY_BYTES_BY_PATH = {PATH: 1_000}
    response = Client().post(
        PATH,
        {"dossiers": [NATIONAL]},
        content_type="application/json",
        headers={"Authorization": f"Bearer {text}"},
    )
    assert (response.status_code, response.json()["code"]) == (413, "body_too_large")
    assert "tối đa 1000 byte" in response.json()["detail"]


def test_the_answer_tells_the_limits(send, settings):  # noqa: F811
    assert send(ITEM).json()["limits"] == {
        "dossiers": 1_000,
        "bytes": settings.CONNECTOR_MAX_BODY_BYTES,
        "per_minute": settings.THROTTLES["connector"],
    }


# --- names that are explained once ---------------------------------------------------------------


def test_an_unknown_member_is_told_and_once_explained_it_is_read(send, admin_client):  # noqa: F811
    item = {**ITEM, "applicant_name": "", "Tên công dân": "Lê Thị C"}
    response = send(item)
    assert results(response) == [("refused", [("/body/dossiers/0/Tên công dân", "unknown")])]
    assert response.json()["results"][0]["code"] == ITEM["code"]
    assert ConnectorRefusal.objects.get().code == ITEM["code"]
    page = "/quan-tri/dossiers/columnname/add/"
    said = {"written": "Tên công dân", "office": "", "key": "applicant"}
    assert admin_client.post(page, said).status_code == 302
    del item["applicant_name"]
    assert results(send(item)) == [("created", [])]
    assert (Dossier.objects.get().applicant_name, ConnectorRefusal.objects.count()) == (
        "Lê Thị C",
        0,
    )
    assert "đã khai báo" in admin_client.post(page, said).content.decode()


@for_each("which", ["opencps", "td-dichvucong", "vnpt-igate"])
def test_each_file_of_names_can_be_loaded(province, which):  # noqa: F811
    call_command("load_column_names", which, "--office", "tinh", verbosity=0)
    assert ColumnName.objects.filter(office="tinh").count() == len(presets.read(which))


def test_a_file_of_names_that_a_province_edited_is_used(send, tmp_path):  # noqa: F811
    file = tmp_path / "tinh.toml"
    file.write_text('[columns]\n"Hẹn ngày" = "due_at"\n"Mã nội bộ" = "ignored"\n')
    call_command("load_column_names", str(file), verbosity=0)
    item = {name: value for name, value in ITEM.items() if name != "due_at"}
    assert results(send({**item, "Hẹn ngày": "25/09/2026", "Mã nội bộ": [1]})) == [("created", [])]
    assert Dossier.objects.get().due_at.astimezone(ZONE).day == 25


@for_each(
    ("content", "word"),
    [
        (None, "Không đọc được"),
        ("[columns", "TOML"),
        ("a = 1", "[columns]"),
        ('[columns]\n"A" = "la"', "«la»"),
        (f'[columns]\n"{"x" * 121}" = "code"', "120"),
    ],
)
def test_a_bad_file_of_names_is_refused_and_nothing_is_kept(db, tmp_path, content, word):
    file = tmp_path / "tinh.toml"
    if content is not None:
        file.write_text(content)
    with pytest.raises(CommandError, match=word.replace("[", r"\[")):
        call_command("load_column_names", str(file), verbosity=0)
    assert not ColumnName.objects.exists()


# --- the same dossier twice, and limits ----------------------------------------------------------


def test_one_code_with_different_statuses_is_taken_by_neither_and_is_an_offices_work(send):  # noqa: F811
    other = {**ITEM, "status": 9, "completed_at": "23/11/2026"}
    assert results(send(ITEM, other)) == [
        ("refused", [(f"/body/dossiers/{index}/code", "repeated_differently")])
        for index in range(2)
    ]
    assert not Dossier.objects.exists()
    assert ConnectorRefusal.objects.get().code == ITEM["code"]
    assert results(send(other)) == [("created", [])]
    assert not ConnectorRefusal.objects.exists()


@for_each("code", [" h54-9 ", "x-1" * 200, "Hồ sơ số 5"])
def test_a_refused_item_echoes_the_code_that_it_was_sent_with(send, code):  # noqa: F811
    assert send({**ITEM, "code": code}).json()["results"][0]["code"] == code.strip()[:60]


def test_calls_are_counted_over_all_processes(text, time_machine):  # noqa: F811
    key = keys.find_valid(text)
    now = key.created_at
    assert [keys.count_call(keys.find_valid(text), now) for _time in range(3)] == [1, 2, 3]
    assert keys.count_call(key, now.replace(minute=(now.minute + 1) % 60)) == 1
