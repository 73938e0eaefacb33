"""Watches of administrators, auditors and editors."""

from datetime import date, timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone

from citizens.models import Channel, ChannelStop
from citizens.notices import channel_stops
from dossiers.models import ConnectorKey
from foundation.records import timers
from foundation.records.models import TimerRun
from officers.models import AccessChange
from official_accounts.models import OaToken
from tests.announcements import factories as announcements
from tests.citizens import factories as citizens
from tests.dossiers.factories import at
from tests.dossiers.importing.factories import connector_key
from tests.officers.first_page.test_cards import of_role, signed_in
from tests.offices.factories import calendar_2026_2027, office
from tests.procedures.factories import (
    fee,
    make_reduction,
    publish_procedure,
    withdraw_procedure,
)

pytestmark = pytest.mark.django_db
NOW = "2026-11-24 09:00"


@pytest.fixture
def now(time_machine):
    """Stop the clock and return a function that moves it; timers exist since NOW."""
    time_machine.move_to(at(NOW), tick=False)
    TimerRun.objects.all().delete()
    timers.know_after_migrations()
    return lambda text: time_machine.move_to(at(text), tick=False)


def watched(role):
    """Return {title: lines, or the text without any} of a role's first page."""
    user = User.objects.filter(groups__name=role).first() or of_role(role, office("ca-xa-a"))
    page = signed_in(user).get(reverse("admin:index"))
    assert page.status_code == 200
    assert "Tài khoản của đồng chí chưa được giao việc" not in page.content.decode()
    return {
        one.title: [line.words for line in one.noticed] or one.quiet
        for one in page.context_data["watches"]
    }


def test_an_administrator_sees_that_all_is_well(now):
    calendar_2026_2027()
    assert watched("Quản trị hệ thống") == {
        "Kênh Zalo đang dừng": "Mọi kênh đang hoạt động.",
        "Mã truy cập Official Account": "Không mã nào sắp hết hạn.",
        "Kết nối hệ thống một cửa": "Mọi kết nối đang hoạt động.",
        "Bộ hẹn giờ": "Mọi bộ hẹn giờ chạy đúng giờ.",
        "Khoá đăng nhập": "Không tài khoản nào bị khoá.",
        "Tài khoản lâu không dùng": "Mọi tài khoản đều đang được dùng.",
        "Lịch làm việc": "Đã đủ ngày nghỉ của 12 tháng tới.",
        "Thay đổi quyền trong 7 ngày": "Không có thay đổi quyền nào.",
    }


def test_a_silent_connector_is_reported_even_if_it_never_sent(now):
    calendar_2026_2027()
    used, unused = connector_key(), connector_key()
    ConnectorKey.objects.filter(pk=used.pk).update(last_used_on=date(2026, 11, 24))
    ConnectorKey.objects.update(expires_at=at("2027-11-24 09:00"))
    title = "Kết nối hệ thống một cửa"
    now("2026-11-26 09:00")
    assert watched("Quản trị hệ thống")[title] == "Mọi kết nối đang hoạt động."
    now("2026-11-27 09:00")
    assert watched("Quản trị hệ thống")[title] == [
        f"{used.name}: không gửi gì từ ngày 24/11/2026",
        f"{unused.name}: không gửi gì từ khi tạo ngày 24/11/2026",
    ]


def test_an_administrator_sees_delays(now, zalo):
    citizens.oa_token(refresh_expires_at=timezone.now() + timedelta(days=2))
    channel_stops.stop(Channel.TEXT, ChannelStop.Cause.RATE, None)
    old = User.objects.create_user("lau.khong.dung", date_joined=at("2026-01-01 09:00"))
    AccessAttempt.objects.create(
        username=old.username, ip_address="192.0.2.1", failures_since_start=5
    )
    AccessAttempt.objects.create(
        username="mat-khau-go-nham", ip_address="192.0.2.1", failures_since_start=5
    )
    AccessAttempt.objects.update(attempt_time=at("2026-11-24 09:20"))
    now("2026-11-24 09:30")
    found = watched("Quản trị hệ thống")
    assert found["Kênh Zalo đang dừng"][0].startswith("Toàn tỉnh: ")
    assert found["Mã truy cập Official Account"][0].endswith("Mã làm mới sắp hết hạn")
    assert "Xử lý lại sự kiện Zalo còn dở dang: chưa chạy xong lần nào" in found["Bộ hẹn giờ"]
    assert sorted(found["Khoá đăng nhập"]) == [
        "Tên không có tài khoản: sai 5 lần, lúc 09:20 24/11/2026",
        "lau.khong.dung: sai 5 lần, lúc 09:20 24/11/2026",
    ]
    assert found["Tài khoản lâu không dùng"] == ["lau.khong.dung: không đăng nhập từ 01/01/2026"]
    assert OaToken.objects.count() == 1


def test_an_auditor_sees_refusals_volumes_and_changed_rights(now):
    one, two, three = (User.objects.create_user(f"can.bo.{number}") for number in range(3))
    for user, count in ((one, 900), (two, 40), (three, 50)):
        citizens.access_entry(officer=user, actor_kind="officer", count=count)
    citizens.access_entry(officer=two, actor_kind="officer", allowed=False, count=0)
    AccessChange.objects.create(account=one, changed_by=two, what="Thêm vai trò Lãnh đạo")
    found = watched("Kiểm tra")
    assert found["Bị từ chối truy cập dữ liệu"] == ["can.bo.1: bị từ chối 1 lần trong 7 ngày"]
    assert found["Xem dữ liệu nhiều bất thường"] == ["can.bo.0: đã xem 900 dòng trong 24 giờ"]
    assert found["Thay đổi quyền trong 7 ngày"] == [
        "can.bo.0: Thêm vai trò Lãnh đạo – can.bo.1, 09:00 24/11/2026 (Chờ xác nhận)"
    ]


def test_older_events_are_not_shown(now):
    user = User.objects.create_user("can.bo")
    citizens.access_entry(officer=user, actor_kind="officer", allowed=False)
    now("2026-12-02 09:00")
    assert watched("Kiểm tra")["Bị từ chối truy cập dữ liệu"] == "Không có lượt nào bị từ chối."


def test_an_editor_sees_what_ends_within_60_days(now):
    soon = publish_procedure(fees=[fee(1, effective_to="2026-12-31")], fee_status="confirmed")
    publish_procedure(effective_to=date(2027, 1, 10))
    publish_procedure(effective_to=date(2027, 6, 1))
    found = watched("Biên tập")["Hết hiệu lực trong 60 ngày"]
    assert found[0] == f"31/12/2026: mức phí của «{soon}»"
    assert [line[:10] for line in found] == ["31/12/2026", "10/01/2027"]


def test_an_ending_reduction_is_shown_once_by_name_and_day(now):
    later = fee(1, effective_to="2028-12-31")
    first, second = (publish_procedure(fees=[later], fee_status="confirmed") for _ in range(2))
    make_reduction(
        first, second, withdraw_procedure(), name="Miễn phí số", effective_to=date(2027, 1, 10)
    )
    make_reduction(first, effective_to=date(2027, 6, 1))
    make_reduction(withdraw_procedure(), effective_to=date(2027, 1, 10))
    found = watched("Biên tập")["Hết hiệu lực trong 60 ngày"]
    assert found == ["10/01/2027: «Miễn phí số» ở 2 thủ tục"]


def test_an_editor_of_news_sees_what_goes_off(now):
    row = announcements.published(expires_at=at("2026-12-01 09:00"))
    of_role("Biên tập tin", row.office)
    found = watched("Biên tập tin")["Bản tin hết hạn trong 60 ngày"]
    assert found == [f"09:00 01/12/2026: {row}"]
