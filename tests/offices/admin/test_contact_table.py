"""A province's table of contacts on the officers' page: checked, shown, then written."""

import re
from html import unescape

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from foundation.desk import table_import
from foundation.desk.models import ChangeEntry
from offices import actions
from offices.models import Office
from offices.snapshot import directory
from tests import rights
from tests.offices import factories

pytestmark = pytest.mark.django_db
PAGE = "admin:offices_office_load_contacts"
HEADER = "Đơn vị,Địa chỉ,Điện thoại"
ROW = "Công an phường Thanh Miếu,Số 5 phố Mới,0210 3123 456"


@pytest.fixture
def ward():
    factories.office("cat-phu-tho", kind="province", name="Công an tỉnh Phú Thọ")
    row = factories.thanh_mieu()
    actions.publish([row.pk])
    directory.refresh()
    return row


@pytest.fixture
def administrator(client, django_user_model, ward):
    user = django_user_model.objects.create_superuser("quan.tri")
    client.force_login(user)
    return user


def send(client, *lines, name="bang.csv"):
    """Let the page check a table of these lines, and return what it says."""
    file = SimpleUploadedFile(name, "\n".join([HEADER, *lines]).encode())
    answer = client.post(reverse(PAGE), {"file": file, "source": "Công văn 12"})
    assert answer.status_code == 200
    return answer


def signed(checked):
    """Return the table that the page would send back."""
    return re.search(r'name="table" value="([^"]+)"', checked.content.decode())[1]


def write(client, checked, *overwrite):
    body = {"table": signed(checked), "overwrite": overwrite}
    return client.post(reverse(PAGE), body)


def test_a_table_is_shown_first_and_written_after(client, administrator, ward):
    checked = send(client, ROW)
    assert "địa chỉ (trống) → Số 5 phố Mới" in unescape(checked.content.decode())
    ward.refresh_from_db()
    assert ward.address == ""
    assert write(client, checked).status_code == 302
    ward.refresh_from_db()
    assert (ward.address, ward.phones, ward.source) == (
        "Số 5 phố Mới",
        ["0210 3123 456"],
        "Công văn 12",
    )
    entry = ChangeEntry.objects.get(key=ward.pk)
    assert (entry.officer, entry.command) == (administrator, "")


def test_every_fault_is_named_and_nothing_can_be_written(client, administrator, ward):
    shown = send(client, ROW, "Công an phường Thanh Mieu Mới,x,y", "Không có,a,12")
    said = unescape(shown.content.decode())
    assert "chưa ghi dòng nào" in said
    assert "Không có đơn vị «Không có»" in said
    assert 'name="table"' not in said


def test_what_an_office_wrote_itself_is_replaced_only_where_chosen(client, administrator, ward):
    Office.objects.filter(pk=ward.pk).update(address="Tự ghi", source=actions.OWN_WORD)
    checked = send(client, ROW)
    assert write(client, checked).status_code == 302
    ward.refresh_from_db()
    assert (ward.address, ward.phones) == ("Tự ghi", ["0210 3123 456"])
    Office.objects.filter(pk=ward.pk).update(source=actions.OWN_WORD)
    write(client, send(client, ROW), ward.pk)
    ward.refresh_from_db()
    assert ward.address == "Số 5 phố Mới"


def test_a_table_that_was_changed_or_is_another_officers_is_refused(
    client, administrator, ward, django_user_model
):
    checked = send(client, ROW)
    changed = signed(checked)[:-1] + ("b" if signed(checked)[-1] == "a" else "a")
    assert "chọn lại tệp" in client.post(reverse(PAGE), {"table": changed}).content.decode()
    client.force_login(django_user_model.objects.create_superuser("nguoi.khac"))
    assert "chọn lại tệp" in write(client, checked).content.decode()
    ward.refresh_from_db()
    assert ward.address == ""


def test_a_table_that_is_refused_when_it_is_written_asks_for_no_missing_file(
    client, administrator, ward, monkeypatch
):
    checked = send(client, ROW)
    Office.objects.filter(pk=ward.pk).update(name="Tên khác")  # meanwhile
    answer = write(client, checked)
    assert "chưa ghi dòng nào" in answer.content.decode()
    assert not answer.context_data["form"].errors


def test_a_large_or_broken_file_is_refused_in_words(client, administrator, monkeypatch):
    broken = send(client, "x", name="bang.xlsx")
    assert "Bảng có lỗi" in broken.content.decode() or "notice-danger" in broken.content.decode()
    monkeypatch.setattr(table_import, "MAX_BYTES", 10)
    assert "Tệp quá lớn" in send(client, ROW).content.decode()


def test_who_may_not_add_offices_may_not_load_a_table(client, ward):
    user = factories.officer(ward).user
    user.is_staff = True
    user.save()
    rights.grant(user, rights.named("offices.view_office", "offices.correct_office"))
    client.force_login(user)
    assert client.get(reverse(PAGE)).status_code == 403
