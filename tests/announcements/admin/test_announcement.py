"""The officers' pages of announcements: list, form, dialogs, preview, and what comes."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from announcements.actions import reviewing
from announcements.models import Announcement
from announcements.workflow import State
from foundation.desk.models import ChangeEntry
from tests.announcements.factories import (
    approved,
    approver_of,
    draft,
    duty_leader_of,
    editor_of,
    jpeg,
    published,
    submitted,
)

pytestmark = pytest.mark.django_db
LIST = reverse("admin:announcements_announcement_changelist")


def browser(user):
    client = Client()
    client.force_login(user)
    return client


def page(row, name="change"):
    return reverse(f"admin:announcements_announcement_{name}", args=[row.pk])


def press(client, row, move, **values):
    seen = Announcement.objects.get(pk=row.pk).events_count
    sent = {"seen": seen, "_form_submitted": "on", **values}
    return client.post(page(row, f"do_{move}"), sent)


def state_of(row):
    return Announcement.objects.get(pk=row.pk).state


def typed(row, **values):
    """Return what the form of a draft sends."""
    return {
        "title": row.title, "summary": row.summary, "body": row.body, "audience": row.audience,
        "severity": row.severity, "seen": row.events_count, "publish_at": "",
        "expires_at": "", "picture_alternative": row.picture_alternative,
        "legal_document": "", **values,
    }  # fmt: skip


def test_an_editor_writes_a_new_one(offices):
    editor = editor_of(offices)
    client = browser(editor)
    values = {"kind": "news", "office": offices.pk, "title": "Mở cửa sáng thứ Bảy"}
    client.post(reverse("admin:announcements_announcement_add"), values)
    row = Announcement.objects.get()
    assert row.slug.startswith("mo-cua-sang-thu-bay-")
    assert list(row.authors.all()) == [editor]


def test_an_office_out_of_reach_is_not_offered(offices):
    from tests.offices.factories import office

    other = office("ca-xa-khac")
    client = browser(editor_of(offices))
    values = {"kind": "news", "office": other.pk, "title": "Mở cửa sáng thứ Bảy"}
    client.post(reverse("admin:announcements_announcement_add"), values)
    assert not Announcement.objects.exists()


def test_the_form_keeps_words_and_a_picture_that_was_encoded_anew(offices):
    row = draft()
    client = browser(editor_of())
    values = typed(row, title="Tiêu đề mới", picture_file=jpeg(), picture_alternative="Cổng trụ sở")
    response = client.post(page(row), values)
    assert response.status_code == 302, response.context_data["adminform"].form.errors
    row = Announcement.objects.get(pk=row.pk)
    assert row.title == "Tiêu đề mới"
    assert row.picture.sizes[0]["width"] == 320
    entry = ChangeEntry.objects.latest("pk")
    assert "Tiêu đề mới" not in str(entry.__dict__)


def test_what_is_no_picture_is_refused_and_nothing_is_kept(offices):
    from django.core.files.uploadedfile import SimpleUploadedFile

    row = draft()
    file = SimpleUploadedFile("anh.jpg", b"<script>", "image/jpeg")
    response = browser(editor_of()).post(page(row), typed(row, title="Khác", picture_file=file))
    assert response.status_code == 200
    assert "không phải ảnh" in response.content.decode()
    assert Announcement.objects.get(pk=row.pk).title == row.title


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(offices):
    row = draft()
    first = typed(row, title="Của người thứ nhất")
    second = typed(row, title="Của người thứ hai")
    browser(editor_of()).post(page(row), first)
    response = browser(editor_of()).post(page(row), second)
    assert response.status_code == 200
    assert "vừa thay đổi" in response.content.decode()
    assert Announcement.objects.get(pk=row.pk).title == "Của người thứ nhất"


def test_nobody_edits_what_is_submitted(offices):
    row = submitted()
    response = browser(editor_of()).post(page(row), typed(row, title="Khác"))
    assert response.status_code == 403
    assert Announcement.objects.get(pk=row.pk).title == row.title


def test_from_draft_over_two_officers_to_approved(offices):
    row = draft()
    press(browser(editor_of()), row, "submit", read_again="on")
    assert state_of(row) == State.SUBMITTED
    press(browser(approver_of()), row, "approve")
    assert state_of(row) == State.APPROVED


def test_submitting_asks_to_read_it_again(offices):
    row = draft()
    press(browser(editor_of()), row, "submit")
    assert state_of(row) == State.DRAFT


def test_what_a_rule_forbids_is_said_and_not_done(offices):
    row = draft(summary="")
    client = browser(editor_of())
    press(client, row, "submit", read_again="on")
    assert state_of(row) == State.DRAFT
    assert "Tóm tắt" in client.get(page(row)).content.decode()


def test_a_short_notice_of_an_outage_shows_the_law(offices):
    now = timezone.now()
    soon = {"begins_at": now + timedelta(days=2), "ends_at": now + timedelta(days=3)}
    row = draft("service_outage", **soon)
    shown = browser(editor_of()).get(page(row, "do_submit")).content.decode()
    assert "224/2026" in shown
    in_time = draft("service_outage")
    assert "224/2026" not in browser(editor_of()).get(page(in_time, "do_submit")).content.decode()


def test_of_two_approvers_one_is_told(offices):
    row = submitted()
    seen = row.events_count
    reviewing.give_back(row, approver_of(), "Ghi rõ.")
    client = browser(approver_of())
    client.post(page(row, "do_approve"), {"seen": seen, "_form_submitted": "on"})
    assert state_of(row) == State.DRAFT


@pytest.mark.parametrize(
    ("move", "values"),
    [
        ("return", {"words": "Ghi rõ giờ."}),
        ("approve", {}),
    ],
)
def test_what_approvers_do_with_a_draft(offices, move, values):
    row = submitted()
    press(browser(approver_of()), row, move, **values)
    assert state_of(row) != State.SUBMITTED


def test_what_approvers_do_with_a_published_one(offices):
    row, client = published(), browser(approver_of())
    press(client, row, "pin", until="2026-11-24T10:00")
    assert Announcement.objects.get(pk=row.pk).pinned_until is not None
    press(client, row, "unpin")
    assert Announcement.objects.get(pk=row.pk).pinned_until is None
    press(client, row, "prolong", until="2026-12-24T10:00")
    assert Announcement.objects.get(pk=row.pk).expires_at is not None
    press(client, row, "withdraw", reason="Lịch đã đổi.")
    assert state_of(row) == State.WITHDRAWN


def test_the_leader_on_duty_revokes(offices):
    row = published("wanted")
    press(browser(duty_leader_of()), row, "revoke")
    assert state_of(row) == State.WITHDRAWN


def test_only_lawful_buttons_are_offered(offices):
    row = submitted()
    shown = browser(approver_of()).get(page(row)).content.decode()
    assert page(row, "do_approve") in shown
    assert page(row, "do_withdraw") not in shown
    assert page(row, "do_submit") not in shown


def test_the_preview_shows_it_three_times_with_what_stands_against_it(offices):
    row = draft("scam_warning", summary="", body="Đừng mở vneid-capnhat.xyz.")
    shown = browser(editor_of()).get(page(row, "preview")).content.decode()
    for title in ("Trên điện thoại", "Trang tin", "Bài trên Official Account"):
        assert title in shown
    assert "vneid-capnhat[.]xyz" in shown
    assert "Hãy ghi «Tóm tắt»" in shown


def test_the_calendar_shows_what_comes(offices):
    later = timezone.now() + timedelta(days=3)
    row = approved(publish_at=later, expires_at=later + timedelta(days=3))
    client = browser(editor_of())
    shown = client.get(reverse("admin:announcements_announcement_calendar")).content.decode()
    assert "26/11/2026" in shown
    assert "29/11/2026" in shown
    assert row.title in shown


@pytest.mark.parametrize("part", ["to_approve", "draft", "listed", "pinned", "to_reconfirm"])
def test_the_list_in_parts(offices, part):
    draft()
    published()
    submitted()
    response = browser(editor_of()).get(LIST, {"state": part})
    count = {"to_approve": 1, "draft": 1, "listed": 1}.get(part, 0)
    assert len(response.context_data["cl"].result_list) == count


def test_a_commune_sees_its_own_only(offices):
    draft()
    own = draft(office=offices)
    response = browser(editor_of(offices)).get(LIST)
    assert [row.pk for row in response.context_data["cl"].result_list] == [own.pk]


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same_for_twenty(offices, rows, django_assert_max_num_queries):
    for _ in range(rows):
        draft(officer=None)
    client = browser(editor_of())
    client.get(LIST)
    with django_assert_max_num_queries(22):
        client.get(LIST)
