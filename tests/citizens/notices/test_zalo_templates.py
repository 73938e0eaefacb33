"""What each event lacks at Zalo, and the wordings that are handed in."""

import pytest
from django.urls import reverse
from django.utils import timezone

from citizens.models import TemplateChannel
from citizens.notices import zalo_templates
from citizens.notices.events import find_event
from official_accounts.models import ZaloTemplate
from tests.citizens.factories import notice_template, official_account, staff

pytestmark = pytest.mark.django_db
CODE = {"name": "ma_ho_so", "required": True, "max_length": 30}


@pytest.fixture
def read(settings):
    """Return a function that puts a template into Zalo's list."""
    account = official_account()
    settings.ZALO_OA_ID = account.oa_id

    def make(*parameters, **values):
        defaults = {"status": "ENABLE", "read_at": timezone.now(), "parameters": list(parameters)}
        return ZaloTemplate.objects.create(
            account=account, template_id="100200", **{**defaults, **values}
        )

    return make


def row_of(template, **values):
    channel = template.channels.get(channel="user")
    for name, value in values.items():
        setattr(channel, name, value)
    return channel


def lacking(row, known):
    return zalo_templates.lacking(row, find_event("dossier_accepted"), known)


def test_a_complete_mapping_lacks_nothing(read):
    assert lacking(row_of(notice_template(user="100200")), read(CODE)) == []


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ((CODE, {"name": "ngay"}), "chưa chọn giá trị cho «ngay»"),
        (({**CODE, "max_length": 5},), "«ma_ho_so»: dài 25 chữ, mẫu nhận 5"),
        ((), "mẫu không có tham số «ma_ho_so»"),
    ],
)
def test_what_does_not_fit_is_named(read, parameters, words):
    assert words in lacking(row_of(notice_template(user="100200")), read(*parameters))


def test_a_template_that_zalo_switched_off_is_named(read):
    known = read(CODE, status="DISABLE", quality="LOW")
    assert len(lacking(row_of(notice_template(user="100200")), known)) == 2


def test_an_event_without_a_template_says_so():
    assert lacking(row_of(notice_template()), None) == ["chưa chọn mẫu của Zalo"]


def test_every_wording_is_within_zalos_limits():
    faults = {one.event.name: one.faults for one in zalo_templates.submissions() if one.faults}
    assert faults == {}


# --- the officers' page --------------------------------------------------------------------------


@pytest.fixture
def editor(client):
    names = ("noticetemplate", "templatechannel")
    client.force_login(staff(*(f"{act}_{name}" for name in names for act in ("view", "change"))))
    return client


def form(row, **values):
    channels = list(row.channels.order_by("pk"))
    count = {f"channels-{name}_FORMS": len(channels) for name in ("TOTAL", "INITIAL")}
    data = {"title": row.title, "text": row.text, **count}
    for number, one in enumerate(channels):
        data |= {f"channels-{number}-id": one.pk, f"channels-{number}-template": row.pk}
        prefix = f"channels-{number}-"
        if one.channel == "user":
            data |= {prefix + name: value for name, value in values.items()}
        else:
            data[f"{prefix}parameters"] = "{}"
    return data


def test_a_value_is_chosen_for_each_parameter(editor, read):
    read(CODE, {"name": "ngay", "required": False})
    row = notice_template(user="100200")
    page = reverse("admin:citizens_noticetemplate_change", args=[row.pk])
    assert "ma_ho_so * (tối đa 30 chữ)" in editor.get(page).content.decode()
    chosen = {"parameters_ma_ho_so": "code", "parameters_ngay": "due_on"}
    sent = form(row, enabled="on", zalo_template_id="100200", **chosen)
    assert editor.post(page, sent).status_code == 302
    assert TemplateChannel.objects.get(template=row, channel="user").parameters == {
        "ma_ho_so": "code",
        "ngay": "due_on",
    }


def test_what_zalo_would_refuse_is_not_switched_on(editor, read):
    read(CODE)
    row = notice_template(user="100200")
    page = reverse("admin:citizens_noticetemplate_change", args=[row.pk])
    sent = form(row, enabled="on", zalo_template_id="100200", parameters_ma_ho_so="")
    assert "chưa chọn giá trị cho «ma_ho_so»" in editor.post(page, sent).content.decode()


def test_the_page_names_what_is_missing_and_the_wordings(editor):
    notice_template()
    page = editor.get(reverse("admin:citizens_noticetemplate_missing")).content.decode()
    assert "chưa chọn mẫu của Zalo" in page
    assert "&lt;code&gt;" in page
