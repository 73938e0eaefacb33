"""The officers' pages of announcements: list, form, dialogs, preview, and what comes."""

import html
import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from announcements.actions import editing, reviewing
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


def test_the_office_is_the_editors_own(offices):
    from tests.offices.factories import office

    other, client = office("ca-xa-khac"), browser(editor_of(offices))
    asked = client.get(reverse("admin:announcements_announcement_add")).content.decode()
    assert 'name="office"' not in asked
    values = {"kind": "news", "office": other.pk, "title": "Mở cửa sáng thứ Bảy"}
    client.post(reverse("admin:announcements_announcement_add"), values)
    assert Announcement.objects.get().office == offices


def test_who_has_two_posts_chooses_between_them(offices):
    from tests.offices.factories import office

    other, third = office("ca-xa-khac"), office("ca-xa-ba")
    editor = editor_of(offices)
    editor.posts.create(office=other, public_name="Đại úy Lê Văn An")
    address = reverse("admin:announcements_announcement_add")
    asked = browser(editor).get(address).context_data["adminform"].form.fields["office"]
    assert set(asked.queryset) == {offices, other}
    values = {"kind": "news", "office": third.pk, "title": "Mở cửa"}
    browser(editor).post(address, values)
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


def test_an_editor_saves_and_submits_in_one_act(offices):
    row = draft()
    client = browser(editor_of())
    pressed = {"announcements_announcement_save_and_submit": ""}
    client.post(page(row), typed(row, title="Mở cửa Chủ nhật", **pressed))
    row.refresh_from_db()
    assert (row.title, row.state) == ("Mở cửa Chủ nhật", State.SUBMITTED)


def test_what_may_not_be_submitted_is_saved_and_says_why(offices):
    row = draft()
    client = browser(editor_of())
    pressed = {"announcements_announcement_save_and_submit": ""}
    body = client.post(page(row), typed(row, summary="", **pressed), follow=True).content.decode()
    row.refresh_from_db()
    assert (row.summary, row.state) == ("", State.DRAFT)
    assert "Hãy ghi «Tóm tắt»" in body


def test_a_new_one_leads_on_to_what_its_kind_needs(offices):
    values = {"kind": "scam_warning", "title": "Giả danh công an"}
    address = reverse("admin:announcements_announcement_add")
    response = browser(editor_of()).post(address, values)
    assert response["Location"] == page(Announcement.objects.get())


def test_an_approver_decides_on_the_page_itself(offices):
    row = submitted()
    decision = browser(approver_of()).get(page(row)).context_data["decision"]
    assert decision["address"] == page(row, "do_approve")
    assert set(decision["form"].fields) == {"publish_at", "expires_at"}
    assert browser(editor_of()).get(page(row)).context_data["decision"] is None


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
    duty = browser(duty_leader_of())
    press(duty, row, "revoke")
    assert state_of(row) == State.PUBLISHED  # without a reason
    press(duty, row, "revoke", reason="found")
    assert state_of(row) == State.WITHDRAWN
    assert row.events.latest("pk").words == "Đã tìm thấy, đã bắt được, đã ra đầu thú"


def test_the_first_page_of_the_leader_on_duty_has_live_notices_about_persons(offices):
    row, gone = published("wanted", title="Truy nã Trần Văn Tý"), published("missing")
    duty = browser(duty_leader_of())
    press(duty, gone, "revoke", reason="found")
    home = duty.get(reverse("admin:index")).content.decode()
    assert "Truy nã Trần Văn Tý" in home
    assert page(row, "do_revoke") in home
    assert page(gone, "do_revoke") not in home
    assert duty.get(page(row, "do_revoke")).content.decode().count('name="reason"') == 5
    editors_home = browser(editor_of()).get(reverse("admin:index")).content.decode()
    assert page(row, "do_revoke") not in editors_home


def test_only_lawful_buttons_are_offered(offices):
    row = submitted()
    shown = browser(approver_of()).get(page(row)).content.decode()
    assert page(row, "do_approve") in shown
    assert page(row, "do_withdraw") not in shown
    assert page(row, "do_submit") not in shown


def test_an_approver_schedules_in_the_same_act(offices):
    row, later = submitted(), timezone.now() + timedelta(days=2)
    until = later + timedelta(days=9)
    moments = {"publish_at": f"{later:%Y-%m-%dT%H:%M}", "expires_at": f"{until:%Y-%m-%dT%H:%M}"}
    press(browser(approver_of()), row, "approve", **moments)
    row.refresh_from_db()
    assert row.state == State.APPROVED
    assert row.expires_at - row.publish_at == timedelta(days=9)


def test_a_time_that_the_rules_forbid_approves_nothing(offices):
    row, gone = submitted(), timezone.now() - timedelta(days=2)
    press(browser(approver_of()), row, "approve", publish_at=f"{gone:%Y-%m-%dT%H:%M}")
    assert state_of(row) == State.SUBMITTED


def test_the_approver_reads_what_citizens_will_and_each_word_that_changes(offices):
    row = published(body="Mở cửa từ 7 giờ.")
    row.body, row.correction_note = "Mở cửa từ 8 giờ.", "Giờ ghi sai."
    editor = editor_of()
    editing.save(row, editor, row.events_count)
    reviewing.propose(row, editor)
    shown = browser(approver_of()).get(page(row)).content.decode()
    assert "<del>7</del><ins>8</ins>" in shown
    assert "Khác bản đang đăng" in shown
    (framed,) = re.findall(r'srcdoc="([^"]*)"', shown)
    whole = html.unescape(framed)
    assert whole.rstrip().endswith("</html>")
    assert "Mở cửa từ 8 giờ." in whole
    assert 'name="body"' not in shown


def test_what_is_typed_is_shown_at_once_and_not_kept(offices):
    row = draft()
    values = typed(row, title="Đang gõ", body="**Đậm**")
    shown = browser(editor_of()).post(page(row, "preview"), values)
    body = shown.content.decode()
    assert "Đang gõ" in body
    assert "<strong>Đậm</strong>" in body
    assert "đã hết hạn" not in body
    assert "no-store" in shown["Cache-Control"]
    row.refresh_from_db()
    assert row.title != "Đang gõ"
    assert not ChangeEntry.objects.filter(act="changed").exists()


def test_half_a_form_is_shown_too(offices):
    row = draft()
    values = typed(row, title="x" * 500, publish_at="khi nào rảnh")
    shown = browser(editor_of()).post(page(row, "preview"), values)
    assert shown.status_code == 200
    assert row.title in shown.content.decode()


def test_a_colleague_of_another_office_sees_no_draft(offices):
    row = draft()
    assert browser(editor_of(offices)).get(page(row, "preview")).status_code == 404


@pytest.mark.parametrize(
    ("kind", "there", "missing"),
    [
        ("news", {"audience", "legal_document"}, {"severity", "claim", "scam_marks"}),
        ("scam_warning", {"severity", "scam_marks"}, {"legal_document", "decision_number"}),
        ("wanted", {"decision_number", "severity"}, {"audience", "legal_document", "service"}),
    ],
)
def test_a_kind_is_asked_for_what_it_needs_only(offices, kind, there, missing):
    row = draft(kind)
    fields = set(browser(editor_of()).get(page(row)).context_data["adminform"].form.fields)
    assert there <= fields
    assert not missing & fields


def test_rows_are_named_by_their_titles_and_the_log_names_no_person(offices):
    row = published("missing", title="Tìm cháu Nguyễn Thị Lan")
    shown = browser(editor_of()).get(LIST).content.decode()
    assert "Tìm cháu Nguyễn Thị Lan" in shown
    assert row.slug not in shown
    assert str(row) == "Tìm người 7/TB-CAP"


def test_the_page_shows_it_three_times_with_what_stands_against_it(offices):
    row = draft("scam_warning", summary="", body="Đừng mở vneid-capnhat.xyz.")
    shown = browser(editor_of()).get(page(row)).content.decode()
    for title in ("Trong Mini App", "Trang tin /tin/", "Bài trên Official Account"):
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
    response = browser(editor_of(offices)).get(LIST, {"state": "all"})
    assert [row.pk for row in response.context_data["cl"].result_list] == [own.pk]


def test_the_list_opens_with_what_is_on_air_and_a_search_looks_everywhere(offices):
    row, other = published(), draft(title="Bản nháp về xe")
    client = browser(editor_of())
    assert [one.pk for one in client.get(LIST).context_data["cl"].result_list] == [row.pk]
    found = client.get(LIST, {"q": "Bản nháp"}).context_data["cl"].result_list
    assert [one.pk for one in found] == [other.pk]


@pytest.mark.parametrize("rows", [1, 20])
def test_the_list_costs_the_same_for_twenty(offices, rows, django_assert_max_num_queries):
    for _ in range(rows):
        draft(officer=None)
    client = browser(editor_of())
    client.get(LIST, {"state": "draft"})
    with django_assert_max_num_queries(22):
        client.get(LIST, {"state": "draft"})
