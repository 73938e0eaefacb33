"""What the connector sent and was refused is an office's work, until it is taken."""

import re
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from dossiers.connector import refusals
from dossiers.models import ConnectorRefusal, Dossier
from dossiers.retention import CLASSES
from tests.dossiers.connector.test_views import ITEM, send, text  # noqa: F401  # fixtures
from tests.dossiers.importing.conftest import frozen, province  # noqa: F401  # fixtures
from tests.dossiers.importing.factories import refusal
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db
BAD = {**ITEM, "status": "9"}  # without its day


def kept():
    rows = ConnectorRefusal.objects.order_by("pk")
    return [(row.code, row.office_id, row.state, row.faults) for row in rows]


def test_what_is_refused_is_kept_for_the_office_until_it_is_taken(send):  # noqa: F811
    send(BAD)
    why = "Trạng thái «Đã xử lý xong» cần ngày xử lý xong."
    assert kept() == [(ITEM["code"], "ca-phuong-thanh-mieu", "open", [why])]
    send(BAD)
    assert len(kept()) == 1
    send({**BAD, "completed_at": "23/11/2026 09:00"})
    assert (kept(), Dossier.objects.get().status) == ([], "completed")


@pytest.mark.parametrize(
    ("values", "code", "office"),
    [
        ({"code": " h54-9 "}, "h54-9", "ca-phuong-thanh-mieu"),
        ({"code": "Nguyễn Thị Lan"}, "•••", "ca-phuong-thanh-mieu"),
        ({"code": "025090001234"}, "•••", "ca-phuong-thanh-mieu"),
        ({"code": "CCCD-025090001234"}, "CCCD-•••", "ca-phuong-thanh-mieu"),
        ({"code": "Nguyễn Thị Lan 0912345678"}, "••• •••", "ca-phuong-thanh-mieu"),
        ({"office": "Công an xã Không Có"}, ITEM["code"], "tinh"),
        ({"office": 7}, ITEM["code"], "tinh"),
        ({"procedure_code": "9.999999"}, ITEM["code"], "ca-phuong-thanh-mieu"),
        ({"code": "x-1" * 200}, "x-1" * 20, "ca-phuong-thanh-mieu"),
    ],
)
def test_each_kind_of_refusal_has_an_office(send, values, code, office):  # noqa: F811
    send({**ITEM, **values})
    ((kept_as, kept_by, *_more),) = kept()
    assert (re.sub(r" [0-9a-f]{6}$", "", kept_as), kept_by) == (code, office)


def test_two_whose_codes_are_hidden_alike_are_two(send):  # noqa: F811
    send(*({**ITEM, "code": code} for code in ("Nguyễn Thị Lan", "Trần Văn Bình")))
    send({**ITEM, "code": "Trần Văn Bình"})
    assert [row[0][:3] for row in kept()] == ["•••", "•••"]


def test_a_number_at_the_bound_of_a_code_is_hidden_as_a_whole(send):  # noqa: F811
    sent = f"{'mã ' * 18}0912345678"
    answer = send({**ITEM, "code": sent}).json()["results"][0]["code"]
    assert not any(letter.isdigit() for letter in answer)


@pytest.mark.parametrize("item", ["x", {"code": 7}, {}, {"code": ""}])
def test_what_names_no_dossier_is_only_answered(send, item):  # noqa: F811
    assert send(item).json()["results"][0]["result"] == "refused"
    assert kept() == []


def test_the_second_item_of_a_code_is_no_refusal_of_the_first(send):  # noqa: F811
    send(ITEM, BAD)
    assert kept() == []


def test_what_is_settled_opens_again_only_with_other_faults(send):  # noqa: F811
    send(BAD)
    refusals.settle(ConnectorRefusal.objects.get(), " Đã báo bên kết nối ")
    send(BAD)
    assert [row[2] for row in kept()] == ["settled"]
    send({**ITEM, "status": "77"})
    row = ConnectorRefusal.objects.get()
    assert (row.state, row.note, row.faults) == (
        "open",
        "",
        ["Không có trạng thái này. Ghi số từ 1 đến 10 hoặc tên trạng thái."],
    )


def test_a_refusal_is_settled_once(send):  # noqa: F811
    send(BAD)
    row = ConnectorRefusal.objects.get()
    refusals.settle(row, "Đã ghi nhận bằng tay")
    with pytest.raises(ValidationError):
        refusals.settle(row, "Lần nữa")


def test_only_what_was_settled_is_forgotten_in_time(db):
    settled, waiting = refusal(), refusal(offices.office("ca-xa-khac"))
    refusals.settle(settled, "Xong")
    (rule,) = (one for one in CLASSES if one.name == "connector_refusals")
    assert list(rule.due(timezone.now() + timedelta(days=1))) == [settled]
    assert rule.remove(rule.due(timezone.now() + timedelta(days=1))) == 1
    assert list(ConnectorRefusal.objects.all()) == [waiting]
