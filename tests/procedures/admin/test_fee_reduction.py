"""The pages of acts that exempt or reduce."""

import pytest
from django.urls import reverse

from procedures.models import FeeReduction
from tests.procedures.admin.browser import fields_of
from tests.procedures.factories import fee, make_reduction, make_translation, publish_procedure

FEES = {"fee_status": "confirmed", "fees": [fee(5)]}


@pytest.fixture
def editor(sign_in):
    return sign_in(
        "view_feereduction",
        "add_feereduction",
        "change_feereduction",
        "view_procedure",
        "publish_procedure",
    )


def address(act, name="change"):
    return reverse(f"admin:procedures_feereduction_{name}", args=[act.pk])


def test_publishing_an_act_publishes_its_procedures_and_lists_the_others(editor, client):
    clean, edited = (
        publish_procedure(id=name, short_name=f"Thủ tục {name}", **FEES) for name in "ab"
    )
    act = make_reduction(clean, edited)
    type(edited).objects.filter(pk="b").update(short_name="Đang sửa")
    assert "chưa thấy nội dung này ở 2 thủ tục" in client.get(address(act)).content.decode()
    client.post(address(act, "publish"), {"reason": "Thông tư 117", "_form_submitted": "on"})
    text = client.get(address(act)).content.decode()
    assert "Đã công bố 1 thủ tục; còn 1 thủ tục phải công bố riêng: Đang sửa" in text
    assert [p.versions.count() for p in (clean, edited)] == [2, 1]


@pytest.mark.parametrize(
    ("change", "status", "confirmed"),
    [
        ({"name": "Tên mới"}, 302, False),
        ({"note": "Trang 3"}, 302, True),
        ({"effective_from": "02/02/2026", "effective_to": "01/02/2026"}, 200, True),
    ],
)
def test_a_changed_act_needs_a_new_confirmation(editor, client, change, status, confirmed):
    act = make_reduction(confirmed_on="2026-11-01")
    data = fields_of(client.get(address(act)), "feereduction_form") | change
    assert client.post(address(act), data).status_code == status
    assert (FeeReduction.objects.get().confirmed_on is not None) is confirmed


@pytest.mark.parametrize(
    ("change", "confirmed"), [({"reduced-0-share": "50"}, False), ({"reduced-0-note": "x"}, True)]
)
def test_an_act_with_another_reduction_needs_a_new_confirmation(editor, client, change, confirmed):
    act = make_reduction(publish_procedure(id="a", **FEES), confirmed_on="2026-11-01")
    data = fields_of(client.get(address(act)), "feereduction_form") | change
    assert client.post(address(act), data).status_code == 302
    assert (FeeReduction.objects.get().confirmed_on is not None) is confirmed


def test_an_act_is_never_deleted(admin, client):
    assert client.post(address(make_reduction(), "delete"), {"post": "yes"}).status_code == 403


def test_a_reworded_act_makes_its_translations_stale_at_once(editor, client):
    procedure = publish_procedure(id="a", **FEES)
    act = make_reduction(procedure)
    translation = make_translation(procedure, "reductions.who", act.who, "Level 2")
    data = fields_of(client.get(address(act)), "feereduction_form")
    assert client.post(address(act), data | {"who": "Trẻ em"}).status_code == 302
    translation.refresh_from_db()
    assert translation.stale
