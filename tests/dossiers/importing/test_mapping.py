"""Mapping headers and office names, which is remembered."""

import pytest

from dossiers.importing import mapping, running
from dossiers.models import ColumnName, Dossier, OfficeName
from tests.dossiers.importing.conftest import counts
from tests.dossiers.importing.making import good
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def test_mapped_headers_are_remembered(load):
    rows = [
        {
            "Ma so": good()["MaHoSo"],
            "Ma TT": "1.001456",
            "Buoc": "4",
            "Ngay": "16/09/2026",
            "Noi": "Công an phường Thanh Miếu",
        }
    ]
    batch = load(rows)
    assert batch.state == running.State.MAPPING
    meanings = {
        "Ma so": "code",
        "Ma TT": "procedure_code",
        "Buoc": "status",
        "Ngay": "accepted_at",
        "Noi": "office",
    }
    assert mapping.map_columns(batch.pk, meanings, None).state == running.State.CHECKING
    assert load(rows).created == 1


NAMED = {**{key: value for key, value in good().items() if key != "ChuHoSo"}, "Họ tên": "Lê An"}
STATE = running.State


def explain(batch, key="applicant", user=None):
    return mapping.map_columns(batch.pk, {"Họ tên": key}, user)


@pytest.mark.parametrize(("key", "name"), [("applicant", "Lê An"), ("ignored", "")])
def test_an_unknown_column_is_asked_about_once(load, key, name):
    asked = load([NAMED])
    assert (asked.state, Dossier.objects.count()) == (STATE.MAPPING, 0)
    explain(asked, key)
    assert load([NAMED]).state == STATE.DONE
    assert Dossier.objects.get().applicant_name == name


def test_other_offices_are_asked_for_themselves(load, province):
    explain(load([NAMED], office_id=province.pk))
    elsewhere = offices.office("ca-xa-b")
    assert load([NAMED], office_id=province.pk).state == STATE.DONE
    assert load([NAMED], office_id=elsewhere.pk).state == STATE.MAPPING


def test_what_was_said_above_holds_below_until_an_office_says_otherwise(load, province):
    explain(load([NAMED], office_id=province.parent_id))
    below = load([NAMED], office_id=province.pk, apply=False)
    assert below.state == STATE.READY
    explain(below, "reason")
    assert load([NAMED], office_id=province.pk, apply=False).keys[-1] == "reason"
    assert load([NAMED], office_id=province.parent_id, apply=False).keys[-1] == "applicant"


def test_a_file_without_an_office_comes_from_that_of_the_officer(load, province):
    officer, colleague = (offices.officer(province).user for _number in range(2))
    stranger = offices.officer(offices.office("ca-xa-b")).user
    explain(load([NAMED], user=officer), user=officer)
    assert load([NAMED], user=colleague, apply=False).state == STATE.READY
    assert load([NAMED], user=stranger, apply=False).state == STATE.MAPPING


def test_only_what_was_not_known_is_remembered(load):
    batch = load([NAMED])
    mapping.map_columns(batch.pk, {"MaHoSo": "code", "Họ tên": "applicant"}, None)
    assert ColumnName.objects.get().written == "Họ tên"


def test_a_mapped_office_is_remembered(load):
    rows = [good(DonViXuLy="CAP Thanh Miếu – Việt Trì")]
    batch = load(rows, apply=False)
    assert mapping.unknown_offices(batch) == ["CAP Thanh Miếu – Việt Trì"]
    mapping.map_office(batch.pk, "CAP Thanh Miếu – Việt Trì", "ca-phuong-thanh-mieu", None)
    list(running.work(batch.pk))
    batch.refresh_from_db()
    assert (counts(batch), OfficeName.objects.count()) == ((1, 0, 0, 0, 0), 1)
