"""Values in the change log are written in words; secrets and personal data are only named."""

from datetime import UTC, datetime

import pytest
from django.contrib.auth.models import Group, Permission, User

from citizens.login.phones import phone_hash
from citizens.models import Citizen
from foundation.desk.change_log.values import MAX_LENGTH, differences, in_words, state_of
from tests.citizens.factories import PHONE, citizen
from tests.dossiers.factories import dossier
from tests.offices import factories as offices

pytestmark = pytest.mark.django_db


def said(model, before, after, shown=None):
    return {
        one.name: (one.title, one.before, one.after)
        for one in differences(model, before, after, shown)
    }


def test_values_are_written_as_officers_read_them():
    row = offices.office("ca-xa-a", former_names=["Ao"], valid_from="2026-01-02")
    row.refresh_from_db()
    before = state_of(row)
    row.kind, row.parent, row.verified, row.former_names = "department", None, True, ["Ao", "Sen"]
    row.save()
    row.fields.set([offices.field("cutru", name="Cư trú")])
    assert said(type(row), before, state_of(row)) == {
        "kind": ("Loại", "Công an xã, phường", "Phòng"),
        "parent": ("Đơn vị cấp trên", "Công an tỉnh Thử Nghiệm", ""),
        "verified": ("Đã xác minh", "Không", "Có"),
        "former_names": ("Tên địa danh cũ", "Ao", "Ao; Sen"),
        "fields": ("Lĩnh vực", "", "Cư trú"),
    }


def test_equal_values_are_left_out():
    row = offices.office("ca-xa-a")
    assert differences(type(row), state_of(row), state_of(row)) == []


def test_a_missing_row_has_no_values():
    assert state_of(None) == state_of(User(pk=999)) == state_of(User()) == {}


def test_secrets_are_only_named():
    user = User.objects.create_user("can.bo", password="mat-khau-rat-dai-2026")
    before = state_of(user)
    user.set_password("mot-mat-khau-khac-2026")
    user.save()
    assert said(User, before, state_of(user)) == {"password": ("Mật khẩu", None, None)}


def test_encrypted_fields_and_their_hashes_are_only_named():
    who = citizen()
    before = state_of(who)
    Citizen.objects.filter(pk=who.pk).update(
        phone=PHONE,
        phone_hash=phone_hash(PHONE),
        phone_verified_at=datetime(2026, 1, 2, tzinfo=UTC),
    )
    found = said(Citizen, before, state_of(who))
    assert (found["phone"][1:], found["phone_hash"][1:]) == ((None, None), (None, None))
    assert found["phone_verified_at"][1:] == ("", "07:00 02/01/2026")


def test_a_page_of_personal_data_shows_only_what_it_lists():
    who = citizen(name="Nguyễn Văn A")
    before = state_of(who)
    Citizen.objects.filter(pk=who.pk).update(name="Lê Thị B")
    assert said(Citizen, before, state_of(who), ()) == {"name": ("Tên", None, None)}


def test_citizens_are_named_by_their_number(now):
    from feedback.models import Question

    field = Question._meta.get_field("citizen")
    assert in_words(field, citizen(name="Nguyễn Văn A").pk).startswith("số ")
    assert in_words(Question._meta.get_field("dossier"), dossier().pk).startswith("số ")


def test_rights_are_named_in_vietnamese():
    group = Group.objects.create(name="Nhóm riêng")
    before = state_of(group)
    group.permissions.set(Permission.objects.filter(codename="change_office"))
    assert said(Group, before, state_of(group))["permissions"][2] == "Đơn vị – Sửa"


def test_long_values_are_shortened():
    assert len(in_words(User._meta.get_field("email"), "x" * 1000)) == MAX_LENGTH
