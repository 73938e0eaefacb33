"""`manage.py check_zalo`: its findings and advice; it prints no secret."""

import io
from datetime import timedelta

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.utils import timezone

from foundation.zalo.findings import HINTS
from tests.citizens.factories import notice_template
from zalo_client.errors import Reason
from zalo_client.simulator import Fault


@pytest.fixture
def run(zalo, monkeypatch, db):
    """Return a function that runs the command and returns (exit code, output).

    Tokens are typed and not shown.
    """

    def command(*options, typed=""):
        monkeypatch.setattr("sys.stdin", io.StringIO(typed))
        output = io.StringIO()
        try:
            call_command("check_zalo", *options, stdout=output)
        except CommandError as error:
            return error.returncode, f"{output.getvalue()}{error}"
        return 0, output.getvalue()

    return command


def test_a_working_installation_passes(zalo, run, token):
    zalo.world.templates.clear()
    code, text = run("--token", "--oa-token", typed=f"{token}\n{zalo.world.oa_pair()[0]}\n")
    assert (code, text.count("[ĐẠT]"), text.count("[LỖI]"), text.count("[LƯU Ý]")) == (0, 10, 0, 0)
    assert "Không có điều gì cần sửa." in text


def test_without_real_tokens_skipped_checks_are_listed(run):
    code, text = run()
    assert code == 0
    assert "Tới được Zalo, yêu cầu đúng dạng." in text
    assert "manage.py check_zalo --token" in text
    assert "manage.py check_zalo --oa-token" in text


def test_a_missing_app_is_reported(run, settings, zalo):
    settings.ZALO_APP_ID = settings.ZALO_APP_SECRET = ""
    code, text = run()
    assert code == 1
    assert "chỉ phục vụ danh mục" in text
    assert zalo.received == []


def test_an_incomplete_configuration_is_reported(run, settings, zalo):
    settings.ZALO_APP_SECRET = ""
    code, text = run()
    assert code == 1
    assert "ZALO_APP_SECRET chưa được đặt." in text
    assert zalo.received == []


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (Fault.error(-501), Reason.ABROAD),
        (Fault.error(11004), Reason.APP_DISABLED),
        (Fault.error(4711), Reason.UNKNOWN),
        (Fault.error(10000), Reason.INTERNAL),
        (Fault.error(12000), Reason.QUOTA),
        (Fault.hang(), Reason.TIMEOUT),
        (Fault.reset(), Reason.RESET),
        (Fault.status(502), Reason.STATUS),
        (Fault.status(429), Reason.RATE),
        (Fault.raw(b"<html>"), Reason.NOT_JSON),
    ],
)
def test_each_failure_has_its_hint(zalo, run, quick, fault, reason):
    zalo.plan("me", fault, times=None)
    code, text = run()
    assert code == 1
    assert HINTS[reason] in text


def test_an_unreachable_server_is_reported(run, settings):
    settings.ZALO_GRAPH_URL = "http://127.0.0.1:1"
    code, text = run()
    assert code == 1
    assert HINTS[Reason.CONNECT] in text


def test_an_unreachable_proxy_is_reported(run, settings):
    settings.ZALO_GRAPH_URL, settings.ZALO_PROXY = (
        "https://graph.zalo.invalid",
        "http://127.0.0.1:1",
    )
    assert HINTS[Reason.PROXY] in run()[1]


def test_a_failed_tls_handshake_is_reported(zalo, run, settings):
    settings.ZALO_GRAPH_URL = zalo.url.replace("http:", "https:")
    assert HINTS[Reason.TLS] in run()[1]


@pytest.mark.parametrize("body", [b'{"error":0,"id":"1"}', b"{}"])
def test_a_server_that_accepts_an_invented_token_is_not_zalo(zalo, run, body):
    zalo.plan("me", Fault.raw(body))
    code, text = run()
    assert code == 1
    assert "nơi trả lời không phải Zalo" in text


def test_a_malformed_error_number_is_reported(zalo, run):
    zalo.plan("me", Fault.raw(b'{"error":[]}'))
    assert "không đúng dạng" in run()[1]


@pytest.mark.parametrize(("seconds", "way"), [(600, "chậm"), (-600, "nhanh")])
def test_a_wrong_clock_is_reported(zalo, run, seconds, way):
    zalo.plan("me", Fault.skewed_clock(seconds))
    code, text = run()
    assert code == 1
    assert f"Đồng hồ máy chủ {way} " in text
    assert "timedatectl" in text


def test_the_own_clock_is_compared(run):
    with time_machine.travel(timezone.now() + timedelta(hours=1)):
        assert "Đồng hồ máy chủ" in run()[1]


def test_a_server_without_a_clock_passes(zalo, run):
    zalo.plan("me", Fault.raw(b'{"error":452}', headers={"Date": "soon"}))
    code, text = run()
    assert code == 0
    assert "Không so được đồng hồ" in text


def test_a_wrong_secret_is_reported(zalo, run, settings, token):
    settings.ZALO_APP_SECRET = "another"
    code, text = run("--token", typed=f"{token}\n")
    assert code == 1
    assert "ZALO_APP_SECRET sai" in text


def test_a_foreign_egress_is_found_with_a_real_token(zalo, run, token):
    zalo.plan("me", Fault.error(452))
    zalo.plan("me", Fault.error(-501))
    code, text = run("--token", typed=f"{token}\n")
    assert code == 1
    assert "ZALO_PROXY tới máy trung gian ở Việt Nam" in text


def test_an_expired_token_is_reported(zalo, run, token):
    zalo.world.advance(3601)
    assert HINTS[Reason.TOKEN] in run("--token", typed=f"{token}\n")[1]


def test_an_unchecked_proof_is_reported(zalo, run, token):
    zalo.world.check_proof = False
    code, text = run("--token", typed=f"{token}\n")
    assert code == 0
    assert "chấp nhận cả bằng chứng sai" in text


def test_a_missing_official_account_is_reported(run, settings):
    settings.ZALO_OA_ID = settings.ZALO_OA_SECRET = ""
    code, text = run()
    assert code == 0
    assert "Chưa cấu hình Official Account" in text


def test_an_expired_official_account_token_is_reported(zalo, run):
    access = zalo.world.oa_pair()[0]
    zalo.world.advance(90001)
    code, text = run("--oa-token", typed=f"{access}\n")
    assert code == 1
    assert "Mã của Official Account đã hết hạn" in text


def test_a_different_official_account_is_reported(zalo, run, settings):
    settings.ZALO_OA_ID = "77"
    code, text = run("--oa-token", typed=f"{zalo.world.oa_pair()[0]}\n")
    assert code == 1
    assert "Kiểm tra ZALO_OA_ID" in text


def test_an_unchecked_proof_of_the_account_is_reported(zalo, run):
    zalo.world.check_proof = False
    code, text = run("--oa-token", typed=f"{zalo.world.oa_pair()[0]}\n")
    assert code == 0
    assert "bằng chứng sai với mã của Official Account" in text


def test_a_wrong_secret_is_found_by_the_accounts_token(zalo, run, settings):
    access = zalo.world.oa_pair()[0]
    settings.ZALO_APP_SECRET = "another"
    code, text = run("--oa-token", typed=f"{access}\n")
    assert code == 1
    assert "Mã của Official Account không dùng được. Mã lỗi: proof -242." in text
    assert "sao chép lại ZALO_APP_SECRET" in text


def test_the_kind_of_account_is_shown_with_its_restrictions(zalo, run):
    zalo.world.oa_type = 4
    code, text = run("--oa-token", typed=f"{zalo.world.oa_pair()[0]}\n")
    assert code == 0
    assert "Official Account: cơ quan nhà nước, gói Nâng cao." in text
    assert "-235" in text


def test_an_account_without_verification_or_money_is_reported(zalo, run):
    data = {"oaid": zalo.world.oa_id, "is_verified": False, "oa_type": "2"}
    zalo.plan("oa_account", Fault.changed(data=data))
    text = run("--oa-token", typed=f"{zalo.world.oa_pair()[0]}\n")[1]
    assert "chưa xác thực" in text
    assert "chưa liên kết tài khoản ZBS" in text


def test_templates_are_compared_with_zalos_own_limits(zalo, run):
    notice_template(phone="dossier-update", user="100200")
    zalo.world.templates["dossier-update"] = {"ma_ho_so": 5}
    zalo.world.templates["100200"] = {"ma_ho_so": 40}
    code, text = run("--oa-token", typed=f"{zalo.world.oa_pair()[0]}\n")
    assert code == 1
    assert "ma_ho_so: dài 25 chữ, mẫu nhận 5" in text
    assert text.count("đúng tham số") == 1


def test_a_template_unknown_to_zalo_is_reported(zalo, run):
    notice_template(user="777")
    code, text = run("--oa-token", typed=f"{zalo.world.oa_pair()[0]}\n")
    assert code == 1
    assert "Mẫu 777" in text
    assert "đã duyệt và đang bật chưa" in text


def test_an_unknown_parameter_of_a_template_is_reported(zalo, run):
    notice_template(user="100200")
    assert (
        "mẫu không có tham số ma_ho_so"
        in run("--oa-token", typed=f"{zalo.world.oa_pair()[0]}\n")[1]
    )


def test_zalos_shorter_periods_for_data_are_shown(run, settings):
    settings.ZALO_BREACH_HOURS = 12
    assert "báo Zalo vi phạm trong 12 giờ" in run()[1]


def test_an_unreachable_token_host_is_reported(run, settings):
    settings.ZALO_OAUTH_URL = "http://127.0.0.1:1"
    code, text = run()
    assert code == 1
    assert "Không tới được nơi làm mới mã" in text


def test_no_refresh_token_is_used_up(zalo, run):
    refresh = zalo.world.oa_pair()[1]
    run()
    assert refresh in zalo.world.oa_refresh_tokens


@pytest.mark.parametrize("fault", [Fault.error(452), Fault.error(4711), Fault.raw(b"<html>")])
def test_no_secret_is_printed(zalo, run, token, caplog, fault):
    access = zalo.world.oa_pair()[0]
    zalo.plan("me", fault, times=None)
    _code, text = run("--token", "--oa-token", typed=f"{token}\n{access}\n")
    secrets = (token, access, zalo.world.app_secret, zalo.world.openapi_key, zalo.world.oa_secret)
    assert [secret for secret in secrets if secret in text + caplog.text] == []
