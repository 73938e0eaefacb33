"""Two pairs of eyes, and what a draft has to have."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone

from announcements.actions import editing, reviewing
from announcements.models import Announcement, AnnouncementEvent, AnnouncementVersion
from announcements.workflow import State
from foundation.api.problems import Problem
from foundation.desk.roles import Role
from tests.announcements.factories import (
    approved,
    approver_of,
    corrected,
    draft,
    editor_of,
    officer_of,
    published,
    spokesperson_of,
    submitted,
)

pytestmark = pytest.mark.django_db


def refused(row):
    """Return the words with which submitting is refused."""
    with pytest.raises(Problem) as caught:
        reviewing.submit(row, editor_of(row.office))
    assert Announcement.objects.get(pk=row.pk).state == State.DRAFT
    return caught.value.detail


def test_whoever_wrote_some_of_it_does_not_approve_it(offices):
    both = officer_of(None, Role.NEWS_EDITOR, Role.NEWS_APPROVER)
    row = draft(officer=both)
    other = editor_of()
    row.title = "Công an phường mở cửa sáng thứ Bảy"
    editing.save(row, other, row.events_count)
    row = reviewing.submit(row, other)
    with pytest.raises(PermissionDenied):
        reviewing.approve(row, both)
    assert reviewing.approve(row, approver_of()).state == State.APPROVED


def test_an_editor_does_not_approve(offices):
    with pytest.raises(PermissionDenied):
        reviewing.approve(submitted(), editor_of())


def test_an_approver_of_another_commune_does_not_see_it(offices):
    from tests.offices.factories import office

    with pytest.raises(PermissionDenied):
        reviewing.approve(submitted(office=offices), approver_of(office()))


def test_a_fact_check_is_approved_by_the_spokesperson_only(offices):
    row = submitted("fact_check")
    with pytest.raises(PermissionDenied):
        reviewing.approve(row, approver_of())
    assert reviewing.approve(row, spokesperson_of()).state == State.APPROVED


@pytest.mark.parametrize("make", [submitted, approved])
def test_nobody_edits_while_it_is_being_approved(offices, make):
    row = make()
    row.title = "Khác"
    with pytest.raises(Problem) as caught:
        editing.save(row, editor_of(), row.events_count)
    assert caught.value.type.code == "announcement_moved_on"
    assert caught.value.type.status == 409


def test_a_second_editor_does_not_overwrite_what_the_first_just_saved(offices):
    row = draft()
    seen = row.events_count
    editing.save(row, editor_of(), seen)
    with pytest.raises(Problem):
        editing.save(Announcement.objects.get(pk=row.pk), editor_of(), seen)


def test_it_is_returned_with_words_and_edited_again(offices):
    row = reviewing.give_back(submitted(), approver_of(), "Ghi rõ địa chỉ.")
    assert row.state == State.DRAFT
    assert AnnouncementEvent.objects.last().words == "Ghi rõ địa chỉ."
    row.summary = "Trụ sở ở số 1."
    editing.save(row, editor_of(), row.events_count)


def test_words_of_officers_hold_no_numbers_of_persons(offices):
    row = submitted()
    with pytest.raises(Problem) as caught:
        reviewing.give_back(row, approver_of(), "Gọi anh Hùng 0912 345 678")
    assert "0912" not in caught.value.detail


@pytest.mark.parametrize(
    ("kind", "values", "said"),
    [
        ("news", {"title": ""}, "Tiêu đề"),
        ("news", {"body": " "}, "Nội dung"),
        ("news", {"body": "Gọi bà Lan 0912 345 678"}, "số điện thoại"),
        ("news", {"summary": "Căn cước 025090001234"}, "số giấy tờ"),
        ("news", {"body": "Xem [ở đây](http://bocongan.gov.vn)"}, "https"),
        ("news", {"body": "Xem [ở đây](https://vnеid.vn)"}, "chữ dễ nhầm"),  # a Cyrillic e
        ("fact_check", {"claim": ""}, "Điều được lan truyền"),
        ("fact_check", {"verdict": ""}, "Kết luận"),
        ("fact_check", {"sources": []}, "Nguồn"),
        ("wanted", {"decision_number": ""}, "Số quyết định"),
        ("wanted", {"picture": None}, "ảnh"),
        ("wanted", {"expires_at": None}, "Hết hạn"),
        ("wanted", {"picture_alternative": ""}, "lời mô tả"),
        ("missing", {"about_minor": True}, "người giám hộ"),
        ("service_outage", {"ends_at": None}, "lúc trở lại"),
        ("scam_warning", {"body": "Kẻ xấu gọi từ 0912 345 678"}, "của kẻ lừa đảo"),
    ],
)
def test_what_a_kind_lacks_is_refused_in_vietnamese(offices, kind, values, said):
    assert said in refused(draft(kind, **values))


def test_publication_in_the_past_is_refused(offices):
    row = draft(publish_at=timezone.now() - timedelta(minutes=1))
    assert "đã qua" in refused(row)


def test_an_end_that_is_over_is_refused(offices):
    row = draft(expires_at=timezone.now())
    assert "phải sau lúc đăng" in refused(row)


def test_a_missing_child_with_a_guardians_consent_goes_on(offices):
    row = draft("missing", about_minor=True, guardian_consent="Đơn ngày 20/11/2026")
    assert reviewing.submit(row, editor_of()).state == State.SUBMITTED


def test_a_correction_is_a_new_version_with_a_note(offices):
    row = published()
    corrected(row, title="Công an phường tiếp dân sáng thứ Bảy và Chủ nhật")
    first, second = AnnouncementVersion.objects.order_by("number")
    assert (first.number, second.number) == (1, 2)
    assert first.title != second.title
    assert second.correction_note == "Giờ mở cửa trước đây ghi sai."
    assert second.approver_id not in second.authors


def test_a_correction_needs_a_note_and_a_difference(offices):
    row = published()
    with pytest.raises(Problem) as caught:
        reviewing.propose(row, editor_of())
    assert "Điều đã đính chính" in caught.value.detail
    assert "không khác" in caught.value.detail


def test_a_correction_that_is_turned_down_leaves_what_citizens_see(offices):
    row = published()
    row.body, row.correction_note = "Khác hẳn.", "Sai."
    editing.save(row, editor_of(), row.events_count)
    row = reviewing.propose(row, editor_of())
    row = reviewing.give_back(row, approver_of(), "Chưa đúng.")
    assert row.state == State.PUBLISHED
    assert AnnouncementVersion.objects.count() == 1


def test_whoever_wrote_the_first_version_may_approve_a_correction_of_others(offices):
    both = officer_of(None, Role.NEWS_EDITOR, Role.NEWS_APPROVER)
    row = published(officer=both)
    row.body, row.correction_note = "Khác hẳn.", "Sai."
    editing.save(row, editor_of(), row.events_count)
    row = reviewing.propose(row, editor_of())
    assert reviewing.correct(row, both).state == State.PUBLISHED
