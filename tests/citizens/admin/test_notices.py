"""The officers' pages for notices: failed deliveries, channels and the token's state."""

from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse
from django.utils import timezone

from citizens.models import AccessEntry, ChannelStop, Delivery
from foundation.records import process_memory
from tests.citizens.factories import citizen, delivery, notice, staff

pytestmark = pytest.mark.django_db
LIST = reverse("admin:citizens_delivery_changelist")
STOPS = reverse("admin:citizens_channelstop_changelist")


@pytest.fixture
def as_officer(client):
    """Return a function that signs in an officer with these permissions."""

    def sign_in(*permissions):
        client.force_login(staff(*permissions))
        return client

    return sign_in


def page(model, row, name="change"):
    return reverse(f"admin:citizens_{model}_{name}", args=[row.pk])


def text_of(response):
    return response.content.decode()


# --- deliveries ----------------------------------------------------------------------------------


def test_the_list_shows_unresolved_failures(as_officer):
    who = citizen(name="Nguyễn Thị Lan", phone="+84912345678")
    alone = delivery(notice(who, title="Hồ sơ A-1 hỏng"), state="failed", why="person")
    delivery(notice(title="Hồ sơ B-2 đã gửi"), state="sent")
    followed = delivery(notice(title="Hồ sơ C-3 đã gửi lại"), state="failed")
    delivery(followed.notice)
    client = as_officer("view_delivery")
    shown, everything = text_of(client.get(LIST)), text_of(client.get(f"{LIST}?result=all"))
    assert "A-1 hỏng" in shown
    assert not any(title in shown for title in ("B-2", "C-3"))
    assert all(title in everything for title in ("A-1", "B-2", "C-3"))
    assert not any(personal in shown for personal in ("Nguyễn Thị Lan", "912345678", "0912"))
    assert AccessEntry.objects.filter(subject_kind="delivery", subjects=str(alone.pk)).exists()


def test_the_citizen_is_a_link_only_with_permission(as_officer, admin_client):
    row = delivery(state="failed")
    link = reverse("admin:citizens_citizen_change", args=[row.notice.citizen_id])
    client = as_officer("view_delivery")
    for shown in (LIST, page("delivery", row)):
        assert link in text_of(admin_client.get(shown))
        assert str(row.notice.citizen) in text_of(client.get(shown))
        assert link not in text_of(client.get(shown))


def test_the_list_shows_warnings_on_top(as_officer):
    ChannelStop.objects.create(channel="phone", cause="configuration")
    assert "đang dừng: cấu hình sai" in text_of(as_officer("view_delivery").get(LIST))


def test_an_officer_can_resend_a_failed_delivery(as_officer):
    row = delivery(state="failed")
    answer = as_officer("view_delivery", "resend_delivery").post(
        page("delivery", row, "resend"), {"_form_submitted": "on"}
    )
    again = Delivery.objects.exclude(pk=row.pk).get()
    assert answer["HX-Redirect"] == page("delivery", again)
    assert (again.state, again.notice_id) == ("waiting", row.notice_id)
    assert LogEntry.objects.get().object_id == str(row.pk)


def test_resending_twice_queues_one_delivery(as_officer):
    row = delivery(state="failed")
    client = as_officer("view_delivery", "resend_delivery")
    for _time in range(2):
        client.post(page("delivery", row, "resend"), {"_form_submitted": "on"})
    assert Delivery.objects.count() == 2


def test_several_deliveries_can_be_resent_together(as_officer):
    rows = [delivery(state="failed"), delivery(state="given_up"), delivery(state="sent")]
    body = {"action": "resend_selected", "_selected_action": [row.pk for row in rows]}
    client = as_officer("view_delivery", "resend_delivery")
    client.post(f"{LIST}?result=all", body)
    assert Delivery.objects.filter(state="waiting").count() == 2


def test_read_only_officers_cannot_resend(as_officer):
    row = delivery(state="failed")
    client = as_officer("view_delivery")
    assert (
        client.post(page("delivery", row, "resend"), {"_form_submitted": "on"}).status_code == 403
    )
    client.post(LIST, {"action": "resend_selected", "_selected_action": [row.pk]})
    assert Delivery.objects.count() == 1


def test_the_badge_counts_failed_deliveries(rf, admin_user):
    from citizens.navigation import count_failed_deliveries

    request = rf.get("/")
    request.user = admin_user
    assert count_failed_deliveries(request) == "0"
    for _number in range(3):
        delivery(state="failed")
    assert count_failed_deliveries(request) == "3"


# --- channels and token --------------------------------------------------------------------------


def test_an_officer_can_stop_and_resume_a_channel(as_officer):
    client = as_officer("view_channelstop", "add_channelstop")
    client.post(reverse("admin:citizens_channelstop_add"), {"channel": "phone"})
    stop = ChannelStop.objects.get()
    assert (stop.channel, stop.cause, stop.until) == ("phone", "operator", None)
    answer = client.post(page("channelstop", stop, "resume"), {"_form_submitted": "on"})
    assert answer["HX-Redirect"] == STOPS
    assert not ChannelStop.objects.exists()


def test_a_channel_is_stopped_once_beside_its_templates(as_officer):
    client, address = (
        as_officer("view_channelstop", "add_channelstop"),
        "admin:citizens_channelstop_add",
    )
    ChannelStop.objects.create(channel="phone", template_id="7", cause="configuration")
    past = timezone.now() - timedelta(minutes=1)
    ChannelStop.objects.create(channel="phone", cause="quota", until=past)
    assert client.post(reverse(address), {"channel": "phone"}).status_code == 302
    answer = client.post(reverse(address), {"channel": "phone"})
    assert "Kênh này đang dừng rồi." in text_of(answer)
    assert ChannelStop.objects.filter(channel="phone", template_id="").count() == 1


def test_a_stopped_template_shows_its_remedy_and_is_resumed_alone(as_officer):
    client = as_officer("view_channelstop", "add_channelstop")
    ChannelStop.objects.create(channel="phone", cause="operator")
    stop = ChannelStop.objects.create(
        channel="phone", template_id="7", cause="configuration", error_number=-146
    )
    assert "Zalo tắt mẫu vì chất lượng thấp" in text_of(client.get(page("channelstop", stop)))
    client.post(page("channelstop", stop, "resume"), {"_form_submitted": "on"})
    assert ChannelStop.objects.get().template_id == ""


def test_read_only_officers_cannot_resume_a_channel(as_officer):
    stop = ChannelStop.objects.create(channel="phone", cause="quota")
    assert (
        as_officer("view_channelstop")
        .post(page("channelstop", stop, "resume"), {"_form_submitted": "on"})
        .status_code
        == 403
    )
    assert ChannelStop.objects.exists()


def test_resuming_a_missing_stop_answers_404(as_officer):
    client = as_officer("view_channelstop", "add_channelstop")
    for number in ("999", "x"):
        address = reverse("admin:citizens_channelstop_resume", args=[number])
        assert client.post(address, {"_form_submitted": "on"}).status_code == 404


def test_warnings_appear_on_every_admin_page(admin_client):
    words = "Thông báo cho công dân: có sự cố"
    assert words not in text_of(admin_client.get(reverse("admin:index")))
    ChannelStop.objects.create(channel="phone", cause="configuration")
    process_memory.forget_everything()  # some seconds later
    assert words in text_of(admin_client.get(reverse("admin:index")))
