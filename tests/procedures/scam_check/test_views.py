"""Is this a scam? Compared with published warnings; nothing pasted is kept or repeated."""

import logging

import pytest
from django.test import Client

from announcements.actions import ending
from announcements.publishing.snapshot import announcements as snapshot
from procedures.actions import change_vocabulary
from procedures.models import Signpost
from procedures.scam_check.checking import MAX_LENGTH
from tests.announcements.factories import approver_of, published

pytestmark = pytest.mark.django_db
PATH = "/api/v1/scam-checks/"
TITLE = "Giả mạo VNeID"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def ask(text):
    client = Client(headers={"Accept": "application/json"})
    return client.post(PATH, {"text": text}, content_type="application/json")


def sign():
    change_vocabulary(
        lambda: Signpost.objects.create(
            name="Đòi mã OTP",
            doors=["scam_check:check"],
            reason="Không ai hỏi mã OTP.",
            terms=["gọi"],
            with_any=["mã otp"],
        )
    )


@pytest.mark.parametrize(
    "text",
    [
        "gọi 0912 345 678 ngay",
        "+84912345678",
        "tải ở https://tai.VNeID-app.xyz/a.apk nhé",
        "vneid-app.xyz",
    ],
)
def test_what_a_warning_names_is_recognised_however_it_is_written(text):
    row = published(
        "scam_warning", title=TITLE, scam_marks=["Gọi từ 0912.345.678", "vneid-app.xyz"]
    )
    found = ask(text).json()
    assert (found["is_known"], [one["id"] for one in found["warnings"]]) == (True, [row.slug])
    assert found["verdict"].startswith("Có trong cảnh báo ngày ")
    assert TITLE in found["verdict"]


def test_a_withdrawn_warning_no_longer_counts():
    row = published("scam_warning", title=TITLE, scam_marks=["0912345678"])
    ending.withdraw(row, approver_of(), "Đã hết.")
    snapshot.refresh()
    assert ask("0912345678").json()["is_known"] is False


def test_what_is_not_warned_of_is_never_called_safe():
    published("scam_warning", title=TITLE, scam_marks=["0912345678"])
    for text in ("0987654321", "Chào bạn", "https://dichvucong.gov.vn/", "19036688123456"):
        verdict = ask(text).json()["verdict"]
        assert verdict.startswith("Chưa có trong cảnh báo")
        assert "an toàn" not in verdict


def test_signs_that_officers_keep_are_named():
    sign()
    found = ask("Ngân hàng gọi tôi. " * 20 + "Họ xin mã OTP").json()
    assert found["verdict"] == "Chưa có trong cảnh báo; dấu hiệu: đòi mã otp."
    assert found["signs"] == [{"title": "Đòi mã OTP", "text": "Không ai hỏi mã OTP."}]


def test_a_link_that_looks_like_the_states_is_a_sign():
    assert ask("vào dichvucong-gov.top/login").json()["signs"]
    assert not ask("vào dichvucong.gov.vn/login").json()["signs"]


def test_nothing_pasted_is_repeated_logged_or_cached(caplog):
    caplog.set_level(logging.DEBUG)
    answer = ask("Chị Lan 0912345678 bảo vào lan-vay-tien.xyz")
    assert answer["Cache-Control"] == "no-store"
    for secret in ("0912345678", "lan-vay-tien"):
        assert secret not in answer.content.decode()
        assert secret not in caplog.text


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({}, 400),
        ({"text": ""}, 400),
        ({"text": "x" * (MAX_LENGTH + 1)}, 400),
        ({"text": "🚓"}, 200),
    ],
)
def test_bad_input_is_refused_clearly(body, status):
    client = Client(headers={"Accept": "application/json"})
    assert client.post(PATH, body, content_type="application/json").status_code == status


def test_a_search_for_a_pasted_message_leads_to_the_check():
    client = Client(headers={"Accept": "application/json"})
    for text in ("0912 345 678", "bấm http://vneid-app.xyz/a", "số 19036688123456 của ai"):
        answer = client.get("/api/v1/procedures/", {"search": text})
        assert [door["origin"] for door in answer.json()["doors"]] == ["scam_check"]
        assert (answer.json()["results"], answer["Cache-Control"]) == ([], "no-cache")


@pytest.mark.parametrize(
    ("language", "advice"),
    [("en", "Do not open the link"), ("zh", "不要点击链接"), ("ko", "링크를")],
)
def test_the_answer_is_in_the_chosen_language(language, advice):
    client = Client(headers={"Accept": "application/json"})
    path = f"{PATH}?lang={language}"
    body = {"text": "vào dichvucong-gov.top/login"}
    answer = client.post(path, body, content_type="application/json")
    found = answer.json()
    assert answer["Content-Language"] == language
    assert found["advice"].startswith(advice)
    assert "Chưa có" not in found["verdict"]
    assert (
        found["signs"][0]["text"] != "Trang của Nhà nước có đuôi .gov.vn; đường dẫn này thì không."
    )
