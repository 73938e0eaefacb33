"""The public endpoints, asked through HTTP."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from announcements.actions import arranging, ending
from announcements.models.choices import RevocationReason
from announcements.publishing.snapshot import announcements as snapshot
from tests.announcements.factories import (
    approved,
    approver_of,
    corrected,
    draft,
    duty_leader_of,
    published,
    submitted,
)
from tests.offices.factories import office
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
LIST = "/api/v1/announcements/"


@pytest.fixture
def client():
    return Client(headers={"Accept": "application/json"})


def slugs(client, **query):
    response = client.get(LIST, query)
    assert response.status_code == 200, response.content
    return [one["slug"] for one in response.json()["results"]]


def detail(client, row, **headers):
    return client.get(f"{LIST}{row.slug}/", headers=headers)


def refreshed(row):
    snapshot.refresh()
    return row


def test_only_what_is_published_is_shown(client, offices):
    later = timezone.now() + timedelta(hours=1)
    for make in (draft, submitted, approved):
        assert detail(client, refreshed(make(publish_at=later))).status_code == 404
    row = published()
    assert slugs(client) == [row.slug]
    assert detail(client, row).json()["title"] == row.title


def test_answers_cost_no_query(client, offices, django_assert_num_queries):
    rows = [published() for _ in range(3)]
    with django_assert_num_queries(0):
        for path in (LIST, f"{LIST}?kind=news", f"{LIST}{rows[0].slug}/"):
            assert client.get(path).status_code == 200
            assert client.get(path).status_code == 200
        assert client.get(f"{LIST}{rows[0].slug}/history/").status_code == 200


def test_pinned_ones_stand_first_then_the_newest(client, offices, now):
    first = published()
    now("2026-11-23 09:01")
    second = published()
    assert slugs(client) == [second.slug, first.slug]
    arranging.pin(first, approver_of(), timezone.now() + timedelta(hours=2))
    snapshot.refresh()
    assert slugs(client) == [first.slug, second.slug]
    assert slugs(client, pinned="true") == [first.slug]
    assert slugs(client, pinned="false") == [second.slug]


def test_the_list_is_filtered_by_kind_office_area_and_time(client, offices, now):
    commune, other = offices, office("ca-xa-khac")
    here = published(office=commune, areas=[commune])
    there = published(areas=[other])
    now("2026-11-23 10:00")
    everywhere = published("traffic", place="Quốc lộ 2")
    assert slugs(client, kind="traffic") == [everywhere.slug]
    assert slugs(client, office=commune.pk) == [here.slug]
    assert set(slugs(client, area=commune.pk)) == {here.slug, everywhere.slug}
    assert set(slugs(client, area=other.pk)) == {there.slug, everywhere.slug}
    assert slugs(client, area=commune.pk, kind="news") == [here.slug]
    assert slugs(client, since="2026-11-23T02:30:00Z") == [everywhere.slug]


def test_pages(client, offices):
    for _ in range(3):
        published()
    page = client.get(LIST, {"page_size": 2}).json()
    assert (page["count"], len(page["results"])) == (3, 2)
    assert client.get(page["next"]).json()["results"]


@pytest.mark.parametrize(
    "query", [{"kind": "x"}, {"since": "hôm qua"}, {"pinned": "1"}, {"unknown": "x"}]
)
def test_wrong_parameters_are_named(client, db, query):
    response = client.get(LIST, query)
    assert (response.status_code, response.json()["code"]) == (400, "invalid_request")


def test_a_search_finds_a_warning_without_marks(client, offices):
    published()
    warning = published(
        "scam_warning", title="Cảnh báo lừa đảo mạo danh VNeID", body="Đừng cài ứng dụng lạ."
    )
    assert slugs(client, search="lua dao vneid") == [warning.slug]
    assert slugs(client, search="vneid-capnhat.xyz") == [warning.slug]
    assert slugs(client, search="xin cấp hộ chiếu") == []


def test_a_scams_links_cannot_be_followed(client, offices):
    row = published("scam_warning", body="Trang vneid-capnhat.xyz là giả.")
    shown = detail(client, row).json()
    assert shown["particulars"]["scam_marks"] == ["hxxp://vneid-capnhat[.]xyz", "0912[.]345[.]678"]
    assert "vneid-capnhat.xyz" not in str(shown)


def test_a_correction_is_shown_with_its_note_and_in_the_history(client, offices, now):
    row = published()
    now("2026-11-23 10:00")
    corrected(row)
    shown = detail(client, row).json()
    assert (shown["version"], shown["corrected_at"]) == (2, "2026-11-23T03:00:00Z")
    assert shown["correction_note"] == "Giờ mở cửa trước đây ghi sai."
    history = client.get(f"{LIST}{row.slug}/history/").json()["results"]
    assert [(one["move"], one["version"]) for one in history] == [("publish", 1), ("correct", 2)]


def test_a_draft_of_a_correction_is_not_shown(client, offices):
    from announcements.actions import editing
    from tests.announcements.factories import editor_of

    row = published()
    row.title = "Bản nháp đính chính"
    editing.save(row, editor_of(), row.events_count)
    snapshot.forget()
    assert detail(client, row).json()["title"] != "Bản nháp đính chính"


def test_an_expired_one_leaves_the_list_and_keeps_its_address(client, offices, now):
    from announcements.actions import publishing

    row = published(expires_at=timezone.now() + timedelta(hours=1))
    now("2026-11-23 11:00")
    publishing.work()
    snapshot.refresh()
    assert slugs(client) == slugs(client, search="tiếp dân thứ bảy") == []
    assert detail(client, row).json()["state"] == "expired"


def test_a_withdrawn_one_is_gone_with_a_tombstone(client, offices):
    row = published()
    ending.withdraw(row, approver_of(), "Lịch đã đổi.")
    snapshot.refresh()
    response = detail(client, row)
    assert (response.status_code, response.json()["code"]) == (410, "announcement_withdrawn")
    assert response.json()["tombstone"]["reason"] == "Lịch đã đổi."
    assert row.title not in response.content.decode()
    assert slugs(client) == []


def test_a_revoked_notice_vanishes_everywhere(client, offices, django_capture_on_commit_callbacks):
    title = "Truy nã bị can Nguyễn Văn Thử"
    row = published("wanted", title=title)
    image = detail(client, row).json()["picture"]["sizes"][0]["url"]
    assert client.get(image).status_code == 200
    assert slugs(client, search="truy na nguyen van thu") == [row.slug]
    with django_capture_on_commit_callbacks(execute=True):
        ending.revoke(row, duty_leader_of(), RevocationReason.FOUND)
    snapshot.refresh()
    gone = detail(client, row)
    assert gone.status_code == 410
    assert client.get(image).status_code == 404
    history = client.get(f"{LIST}{row.slug}/history/")
    assert slugs(client) == slugs(client, search="truy na nguyen van thu") == []
    assert "Thử" not in gone.content.decode() + history.content.decode()
    assert "thu" not in row.slug.split("-")


def test_what_may_be_withdrawn_is_kept_by_no_cache(client, offices):
    news, wanted = published(), published("wanted")
    image = detail(client, wanted).json()["picture"]["sizes"][0]["url"]
    one = f"{LIST}{news.slug}/"
    for path in (LIST, f"{LIST}?kind=news", one, f"{one}history/", f"{LIST}{wanted.slug}/", image):
        for response in (client.get(path), client.get(path)):  # fresh and remembered
            assert response["Cache-Control"] == "no-cache"
            assert response["X-Accel-Expires"] == "0"


def test_a_search_beside_which_one_stands_is_kept_by_no_cache(client, offices):
    published("scam_warning", title="Giả mạo cán bộ làm hộ chiếu")
    publish_procedure()
    for text, kept in (("giả mạo cán bộ", "no-cache"), ("thủ tục", "public")):
        response = client.get("/api/v1/procedures/", {"search": text})
        assert kept in response["Cache-Control"], response.json()["doors"]


def test_the_printed_address_of_a_withdrawn_one_is_gone(client, offices):
    row = published()
    path = f"/m/news/{row.slug}/"
    assert client.get(path).status_code == 200
    ending.withdraw(row, approver_of(), "Lịch đã đổi.")
    snapshot.refresh()
    response = client.get(path)
    assert (response.status_code, row.title in response.content.decode()) == (410, False)
    assert "<h1>Tin đã được gỡ</h1>" in response.content.decode()


def test_whoever_has_it_already_gets_304(client, offices):
    row = published("wanted")
    tag = detail(client, row)["ETag"]
    assert client.get(f"{LIST}{row.slug}/", headers={"If-None-Match": tag}).status_code == 304


def test_a_picture_comes_in_sizes_of_the_announcement_only(client, offices):
    row = published("wanted")
    sizes = detail(client, row).json()["picture"]["sizes"]
    assert client.get(sizes[-1]["url"])["Content-Type"] == "image/jpeg"
    assert client.get(sizes[0]["url"].replace("-3", "-9")).status_code == 404
    unpublished = draft("wanted")
    path = f"{LIST}pictures/{unpublished.picture_id}-{unpublished.picture.sizes[0]['width']}.jpg"
    assert client.get(path).status_code == 404


def test_no_link_of_a_scam_can_be_followed_anywhere_in_its_warning(offices, client):
    row = published(
        "scam_warning", title="Giả mạo vneid.xyz", summary="Đừng mở http://vneid.xyz/a.",
        body="Đừng mở https://vneid.top/a hay vneid.icu.",
    )  # fmt: skip
    text = client.get(f"{LIST}{row.slug}/").content.decode()
    assert "vneid[.]xyz" in text
    assert not any(
        link in text for link in ("vneid.xyz", "vneid.top", "vneid.icu", "https://vneid")
    )
