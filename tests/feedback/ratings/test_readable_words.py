"""What officers read of a rating's words: leaders all, others masked."""

import pytest
from django.test import Client
from django.urls import reverse

from feedback.models import Rating
from feedback.ratings import readable_words
from foundation.records import screening
from tests.feedback.factories import leader_of, officer_of, visible_rating
from tests.offices.factories import officer

pytestmark = pytest.mark.django_db
LIST = reverse("admin:feedback_rating_changelist")
NAMES = frozenset({("nguyen", "van", "binh"), ("tran", "thi", "hanh")})


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("Nguyễn Văn Bình hẹn ba lần", "••• hẹn ba lần"),
        ("gap nguyen van binh o quay 3", "gap ••• o quay 3"),
        ("anh bình rất tốt, chị HẠNH thì không", "anh ••• rất tốt, chị ••• thì không"),
        ("đồng chí Lê Thị Mai nói to", "đồng chí ••• nói to"),
        ("cán bộ Phạm Văn Đức", "cán bộ •••"),
        ("Bình thường, không có gì", "Bình thường, không có gì"),
        ("Hành chính một cửa", "Hành chính một cửa"),
        ("Gọi 0912345678 hoặc CCCD 025090001234", "Gọi ••• hoặc CCCD •••"),
        ("Nguyễn\u200b Văn Bình", "•••"),
    ],
)
def test_names_of_officers_and_numbers_are_masked(said, read):
    assert screening.mask(said, names=NAMES) == read


def test_names_are_read_from_posts_without_ranks(offices):
    officer(offices, public_name="Đại úy Nguyễn Văn Bình")
    assert ("nguyen", "van", "binh") in readable_words.officers_names()


def test_only_leaders_read_unmasked_words(offices):
    row = visible_rating(office=offices, words="Đồng chí Lê Thị Mai hẹn mãi, gọi 0912345678")
    page = reverse("admin:feedback_rating_change", args=[row.pk])
    for user, whole in ((officer_of(offices, "view_rating"), False), (leader_of(offices), True)):
        client = Client()
        client.force_login(user)
        for address in (LIST, page):
            text = client.get(address).content.decode()
            assert ("Lê Thị Mai" in text) is (whole and address == page)  # lists never show names
            assert ("0912345678" in text) is (whole and address == page)


def test_only_leaders_read_abusive_words(offices):
    row = visible_rating(office=offices, words="Đồ chó chết, hẹn ba lần", held_back=True)
    page = reverse("admin:feedback_rating_change", args=[row.pk])
    reader, leader = Client(), Client()
    reader.force_login(officer_of(offices, "view_rating"))
    leader.force_login(leader_of(offices))
    for address in (LIST, page):
        text = reader.get(address).content.decode()
        assert "hẹn ba lần" not in text
        assert "Đang chờ lãnh đạo xem" in text
    assert "hẹn ba lần" in leader.get(page).content.decode()
    release = reverse("admin:feedback_rating_release", args=[row.pk])
    assert reader.post(release, {"_form_submitted": "on"}).status_code == 403
    assert Rating.objects.get(pk=row.pk).held_back
    assert leader.post(release, {"_form_submitted": "on"}).status_code == 200
    assert "hẹn ba lần" in reader.get(page).content.decode()


def test_abusive_words_are_held_back_on_arrival(as_lan, done, rate):
    rate(as_lan, done, 1, words="Toàn lũ mất dạy")
    assert Rating.objects.get().held_back
    rate(as_lan, done, 1, words="Toàn những người chậm")
    assert not Rating.objects.counted().get().held_back


def test_words_are_encrypted_at_rest(as_lan, done, rate):
    from django.db import connection

    rate(as_lan, done, 4, words="Chữ riêng tư")
    with connection.cursor() as cursor:
        cursor.execute("SELECT words FROM feedback_rating")
        assert cursor.fetchone()[0].startswith("gAAAA")
