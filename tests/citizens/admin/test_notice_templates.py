"""Officers' pages for the texts of notices."""

import pytest
from django.urls import reverse

from citizens.models import NoticeTemplate
from tests.citizens.factories import notice_template, staff

pytestmark = pytest.mark.django_db


def page(row, name="change"):
    return reverse(f"admin:citizens_noticetemplate_{name}", args=[row.pk])


def text_of(response):
    return response.content.decode()


def form(row, **values):
    channels = list(row.channels.order_by("pk"))
    data = {
        "title": row.title,
        "text": row.text,
        "channels-TOTAL_FORMS": len(channels),
        "channels-INITIAL_FORMS": len(channels),
    }
    for number, one in enumerate(channels):
        data |= {
            f"channels-{number}-id": one.pk,
            f"channels-{number}-template": row.pk,
        }
    return data | values


@pytest.fixture
def row(db):
    """Return the text of an accepted dossier, every channel off."""
    return notice_template()


@pytest.fixture
def as_editor(client):
    """Return the client of an officer who edits texts."""
    client.force_login(
        staff(
            "view_noticetemplate",
            "change_noticetemplate",
            "view_templatechannel",
            "change_templatechannel",
        )
    )
    return client


def test_an_editor_can_change_a_text(as_editor, row):
    answer = as_editor.post(page(row), form(row, title="Hồ sơ {code} đã nhận"))
    assert answer.status_code == 302
    assert NoticeTemplate.objects.get(pk=row.pk).title == "Hồ sơ {code} đã nhận"


@pytest.mark.parametrize(
    "values",
    [{"title": "Hồ sơ {ten}"}, {"text": "Anh {name}"}, {"text": "{code"}, {"title": "{due_on}"}],
)
def test_placeholders_unknown_to_the_event_are_refused(as_editor, row, values):
    answer = as_editor.post(page(row), form(row, **values))
    assert answer.status_code == 200
    assert "{code}" in text_of(answer)
    assert NoticeTemplate.objects.get(pk=row.pk).title == row.title


def test_a_channel_needs_a_template_id_and_known_parameters(as_editor, row):
    on = {"channels-0-enabled": "on"}
    for wrong in (
        {},
        {
            "channels-0-zalo_template_id": "7",
            "channels-0-parameters_code": "ma_ho_so",
            "channels-0-parameters_due_on": "ma_ho_so",
        },
    ):
        assert as_editor.post(page(row), form(row, **on, **wrong)).status_code == 200
    good = {"channels-0-zalo_template_id": "7", "channels-0-parameters_code": "ma_ho_so, ma"}
    assert as_editor.post(page(row), form(row, **on, **good)).status_code == 302
    assert row.channels.get(channel="phone").parameters == {"ma_ho_so": "code", "ma": "code"}


def test_the_page_previews_the_text(as_editor, row):
    shown = text_of(as_editor.get(page(row)))
    assert "Đơn vị đã tiếp nhận hồ sơ G01.899.909-260916-890028." in shown
    assert "{due_on}: ngày hẹn trả" in shown


def test_nobody_can_add_or_delete_a_text(admin_client, row):
    assert admin_client.get(reverse("admin:citizens_noticetemplate_add")).status_code == 403
    assert admin_client.post(page(row, "delete"), {"post": "yes"}).status_code == 403
