"""The pages of official forms."""

import pytest
from django.urls import reverse

from procedures.models import OfficialForm
from tests.for_each import for_each
from tests.procedures.admin.browser import fields_of
from tests.procedures.factories import make_form, publish_procedure

LIST = reverse("admin:procedures_officialform_changelist")


@pytest.fixture
def editor(sign_in):
    return sign_in(
        "view_officialform",
        "add_officialform",
        "change_officialform",
        "view_procedure",
        "publish_procedure",
    )


def address(form, name="change"):
    return reverse(f"admin:procedures_officialform_{name}", args=[form.pk])


def names(client, **parameters):
    return [form.pk for form in client.get(LIST, parameters).context_data["cl"].result_list]


def test_publishing_a_form_publishes_its_procedures_and_lists_the_others(editor, client):
    clean, edited = (
        publish_procedure(id=name, short_name=f"Thủ tục {name}", forms=[{"form": "tk01"}])
        for name in "ab"
    )
    type(edited).objects.filter(pk="b").update(short_name="Đang sửa")
    OfficialForm.objects.update(name="Tên mới")
    form = OfficialForm.objects.get()
    assert "chưa thấy nội dung này ở 2 thủ tục" in client.get(address(form)).content.decode()
    client.post(address(form, "publish"), {"reason": "Thông tư mới", "_form_submitted": "on"})
    text = client.get(address(form)).content.decode()
    assert "Đã công bố 1 thủ tục; còn 1 thủ tục phải công bố riêng: Đang sửa" in text
    assert [p.versions.count() for p in (clean, edited)] == [2, 1]


@for_each(
    ("change", "status", "confirmed"),
    [
        ({"name": "Tên mới"}, 302, False),
        ({"note": "Trang 3"}, 302, True),
        ({"effective_from": "02/02/2026", "effective_to": "01/02/2026"}, 200, True),
        ({"link": "http://bocongan.gov.vn/a.pdf"}, 200, True),
        ({"replaced_by": "tk01", "effective_to": "01/02/2026"}, 200, True),
        ({"replaced_by": "tk02"}, 200, True),
        ({"replaced_by": "tk02", "effective_to": "01/02/2026"}, 302, False),
    ],
)
def test_a_changed_form_needs_a_new_confirmation(editor, client, change, status, confirmed):
    make_form("tk02")
    form = make_form("tk01", confirmed_on="2026-11-01")
    data = fields_of(client.get(address(form)), "officialform_form") | change
    assert client.post(address(form), data).status_code == status
    form.refresh_from_db()
    assert (form.confirmed_on is not None) is confirmed


@for_each(
    ("work", "waiting"),
    [
        ("ending", ["sap-het"]),
        ("unconfirmed", ["co-tep", "moi", "sap-het"]),
        ("no_file", ["moi", "sap-het", "xong"]),
        ("replaced", ["cu"]),
        ("unused", ["sap-het", "xong"]),
    ],
)
def test_the_list_shows_forms_that_need_attention(editor, client, work, waiting):
    make_form("moi", code="B")
    make_form("cu", code="A", effective_to="2026-06-30", replaced_by_id="moi")
    make_form("sap-het", code="C", effective_to="2027-01-20")
    make_form("co-tep", code="A2", link="https://bocongan.gov.vn/a.pdf")
    make_form("xong", code="D", confirmed_on="2026-11-01")
    publish_procedure(forms=[{"form": "cu"}, {"form": "co-tep"}])
    assert sorted(names(client, work=work)) == waiting


def test_procedures_of_replaced_forms_are_counted_and_listed(editor, client):
    heir = make_form("moi")
    old = make_form("cu", effective_to="2026-06-30", replaced_by=heir)
    publish_procedure(short_name="Làm hộ chiếu", forms=[{"form": "cu"}])
    counted = client.get(LIST).context_data["cl"].result_list
    assert {form.pk: form.procedures for form in counted} == {old.pk: 1, heir.pk: 1}
    assert "Làm hộ chiếu" in client.get(address(heir)).content.decode()


def test_a_form_is_never_deleted(admin, client):
    assert client.post(address(make_form(), "delete"), {"post": "yes"}).status_code == 403
