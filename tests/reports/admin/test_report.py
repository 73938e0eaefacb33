"""The officers' pages of reports: the queue, one report, its dialogs."""

import re

import pytest
from django.contrib.auth.models import Permission
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from citizens.models import AccessEntry
from foundation.desk.one_screen import notes
from foundation.desk.roles import Role
from reports.actions import officers, passing
from reports.actions.moving import PAGE, make_move
from reports.models import Evidence, Report, ReportedPlate, ReportKind
from reports.querysets import plate_hash
from reports.workflow import Move, Status
from tests.citizens.factories import citizen
from tests.offices.factories import office
from tests.reports.factories import kind, report
from tests.reports.officers import (
    concluded,
    leader_of,
    listed,
    officer_of,
    received,
    verifying,
)

pytestmark = pytest.mark.django_db
LIST = reverse("admin:reports_report_changelist")


def page(row, name="change"):
    return reverse(f"admin:reports_report_{name}", args=[row.pk])


def press(client, row, name, **values):
    """Send a dialog that was opened now, unless `values` say which state was seen."""
    seen = Report.objects.get(pk=row.pk).events_count
    return client.post(page(row, name), {"seen": seen, "_form_submitted": "on", **values})


def shown(response):
    return [row.pk for row in response.context_data["cl"].result_list]


@pytest.fixture
def commune(offices):
    return offices


@pytest.fixture
def other(offices):
    return office("ca-xa-khac", name="Công an xã Khác")


def browser(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def receiver(commune):
    return browser(officer_of(commune))


@pytest.fixture
def leader(commune):
    return browser(leader_of(commune))


# --- the queue -----------------------------------------------------------------------------------


def test_the_queue_holds_what_the_officers_offices_and_desk_may_see(receiver, commune, other, now):
    own, _foreign = report(commune), report(other)
    crime = report(commune, kind=kind("crime", desk="crime", is_crime=True))
    _about_them = report(commune, about_office=commune)
    assert shown(receiver.get(LIST)) == [own.pk]
    duty = browser(officer_of(commune, Role.CRIME_DUTY))
    assert set(shown(duty.get(LIST))) == {own.pk, crime.pk}
    assert receiver.get(page(crime)).status_code == 302  # like a missing one


def test_who_runs_the_system_sees_no_report(admin_client, commune):
    row = report(commune)
    assert shown(admin_client.get(LIST)) == []
    assert admin_client.get(page(row)).status_code == 302


def test_the_most_urgent_stands_first(receiver, commune, now):
    later = report(commune, due_at=timezone.now() + timezone.timedelta(days=2))
    never, late = report(commune), report(commune, due_at=timezone.now())
    assert shown(receiver.get(LIST)) == [late.pk, later.pk, never.pk]


def test_each_part_of_the_queue_holds_its_reports(leader, commune, other, now):
    first = leader_of(commune)
    rows = {
        "unread": report(commune),
        "sender": officers.ask_more(received(report(commune)), first, [], "Biển số?"),
        "disputed": concluded(report(commune), first),
        "over": concluded(report(commune), first),
        "late": verifying(report(commune)),
        "today": verifying(report(commune)),
        "incoming": received(report(other)),
    }
    make_move(rows["disputed"], Move.DISPUTE)
    passing.pass_on(rows["incoming"], officer_of(other), commune, "Nơi xảy ra")
    Report.objects.exclude(pk__in=[rows["late"].pk, rows["today"].pk]).update(due_at=None)
    Report.objects.filter(pk=rows["late"].pk).update(due_at=timezone.now() - timezone.timedelta(1))
    Report.objects.filter(pk=rows["today"].pk).update(
        due_at=timezone.now() + timezone.timedelta(hours=3)
    )
    for state, row in rows.items():
        assert shown(leader.get(LIST, {"state": state})) == [row.pk], state
    assert shown(leader.get(LIST, {"state": "to_decide"})) == [rows["disputed"].pk]
    leads = browser(first)
    assert shown(leads.get(LIST, {"state": "to_decide"})) == []  # it was their decision
    assert len(shown(leader.get(LIST))) == len(rows) - 1
    assert len(shown(leader.get(LIST, {"state": "all"}))) == len(rows)


def test_the_queue_is_narrowed_by_kind_clock_and_office(commune, now):
    above = browser(officer_of(commune.parent))
    site = report(commune, kind=kind("site_report"))
    soon = report(commune.parent, due_at=timezone.now() + timezone.timedelta(days=5))
    assert shown(above.get(LIST, {"kind": "site_report"})) == [site.pk]
    assert shown(above.get(LIST, {"due": "week"})) == [soon.pk]
    assert shown(above.get(LIST, {"due": "three"})) == []
    assert shown(above.get(LIST, {"due": "none"})) == [site.pk]
    assert shown(above.get(LIST, {"place": commune.pk})) == [site.pk]


@pytest.mark.parametrize("text", ["vuot den do", "29-b1 123.45", "29B112345"])
def test_reports_are_found_by_words_and_plates(receiver, commune, text):
    row, _other = report(commune), report(commune, search_words="xe dap", words="Xe đạp")
    ReportedPlate.objects.create(
        report=row, plate="29-B1 123.45", plate_hash=plate_hash("29B1-123.45")
    )
    assert shown(receiver.get(LIST, {"q": text})) == [row.pk]
    assert shown(receiver.get(LIST, {"q": row.number.lower()})) == [row.pk]


@pytest.mark.parametrize(
    "column", ["seal__citizen_hash__startswith", "secret_hash", "identity", "plates__plate_hash"]
)
def test_an_address_cannot_ask_for_the_sender(receiver, commune, lan, column):
    report(commune, lan)
    assert receiver.get(LIST, {column: "a"}).status_code in {302, 400}


def test_the_queue_costs_the_same_for_1_and_20_rows(receiver, commune, now):
    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert receiver.get(LIST).status_code == 200
        return len(captured)

    report(commune)
    queries()
    one = queries()
    for _number in range(19):
        report(commune)
    assert queries() == one


# --- one report ----------------------------------------------------------------------------------


def test_nothing_on_the_page_names_the_sender(receiver, commune, lan):
    row = report(commune, lan)
    body = receiver.get(page(row)).content.decode()
    assert "Xe vượt đèn đỏ ở ngã tư." in body
    assert "Giữ kín" in body
    for personal in ("Nguyễn Thị", "912345678", row.seal.citizen_hash):
        assert personal not in body
    assert AccessEntry.objects.filter(
        action=AccessEntry.Action.SEEN, subject_kind="report", subjects=str(row.pk)
    ).exists()


def test_the_page_shows_what_was_said_done_and_is_due(leader, commune, other, now):
    row = verifying(report(commune, place_words="Ngã tư chợ", details='{"contacts":["0900"]}'))
    notes.write(PAGE, row.pk, officer_of(commune), "Đã gọi phường bên cạnh")
    Evidence.objects.create(
        report=row, path="a/b", media_type="video/mp4", size=2_097_152, sha256="f" * 64,
        completed_at=timezone.now(),
    )  # fmt: skip
    body = leader.get(page(row)).content.decode()
    for expected in (
        "Ngã tư chợ", "0900", "Đã gọi phường bên cạnh", "NĐ 61/2026 Đ21k1", "video/mp4", "f" * 64,
        "Tiếp nhận, vào sổ", "Thụ lý, xác minh", "23/12/2026",
    ):  # fmt: skip
        assert expected in body


def test_the_buttons_are_the_lawful_moves(receiver, leader, commune):
    row = report(commune)

    def buttons(client):
        offers = client.get(page(row)).context_data["actions_detail"]
        flat = [one for offer in offers for one in offer.get("items", [offer])]
        return {one["path"].rstrip("/").rpartition("/")[2] for one in flat}

    assert buttons(receiver) == {"tiep-nhan", "tiep-nhan-va-chuyen", "phan-loai"}
    received(row)
    assert buttons(receiver) == {
        "phan-loai", "chuyen", "bo-sung", "gop", "nhan",
    }  # fmt: skip
    assert buttons(leader) >= {"thu-ly", "chuyen-co-quan", "khong-thu-ly"}


# --- dialogs -------------------------------------------------------------------------------------


def test_a_report_goes_through_the_dialogs_to_its_conclusion(receiver, leader, commune, lan, now):
    row = report(commune, lan)
    press(receiver, row, "receive")
    press(leader, row, "take_on", note="Giao tổ 2")
    missing = listed("ask_more", "Biển số xe")
    press(receiver, row, "ask_more", missing=[missing.pk], words="")
    make_move(Report.objects.get(pk=row.pk), Move.SUPPLY)
    press(leader, row, "extend", words="Chờ giám định")
    press(leader, row, "conclude", outcome="handled", document_number="45/KL", words="Đã xử phạt.")
    row.refresh_from_db()
    assert (row.status, row.outcome, row.document_number) == (
        Status.CONCLUDED, "handled", "45/KL",
    )  # fmt: skip
    assert [one.text for one in row.messages.all()] == [
        "Giao tổ 2", "- Biển số xe", "Chờ giám định", "Đã xử phạt.",
    ]  # fmt: skip


def test_of_two_officers_who_opened_a_dialog_one_is_told(receiver, commune):
    row, colleague = report(commune), browser(officer_of(commune))
    press(receiver, row, "receive")
    press(colleague, row, "receive", seen=0)
    row.refresh_from_db()
    assert row.register_number == "1/2026"
    assert "vừa thay đổi" in colleague.get(page(row)).content.decode()


def test_a_report_is_passed_on_accepted_and_gone(receiver, commune, other):
    row = received(report(commune))
    press(receiver, row, "pass_on", office=other.pk, reason="Nơi xảy ra ở xã khác")
    there = browser(officer_of(other))
    assert shown(there.get(LIST, {"state": "incoming"})) == [row.pk]
    press(there, row, "accept")
    row.refresh_from_db()
    assert row.office == other
    assert receiver.get(page(row)).status_code == 302


def test_the_office_is_found_by_typing(receiver, commune, other):
    row = received(report(commune))
    asked = receiver.get(reverse("admin:reports_report_pass_on", args=[row.pk])).content.decode()
    assert "data-pick-filter" in asked
    assert f'value="{other.pk}"' in asked
    assert f'value="{commune.pk}"' not in asked


def test_who_does_not_take_a_report_over_sends_it_back(receiver, commune, other):
    row, there = received(report(commune)), browser(officer_of(other))
    press(receiver, row, "pass_on", office=other.pk, reason="Nơi xảy ra ở xã khác")
    assert "Trả lại đơn vị chuyển" not in receiver.get(page(row)).content.decode()
    assert "Trả lại đơn vị chuyển" in there.get(page(row)).content.decode()
    press(there, row, "send_back", reason="Ngã tư thuộc phường")
    body = receiver.get(page(row)).content.decode()
    assert "Ngã tư thuộc phường" in body
    assert re.search(r"Không nhận \d\d:\d\d 23/11/2026", body)


def test_officers_are_reminded_of_a_receipt_and_enter_it(leader, commune, now):
    row, user = received(report(commune)), officer_of(commune)
    press(leader, row, "hand_over", body="Kiểm ngư", slip_number="1/PC", words="Đã chuyển.")
    late = {"state": "unacknowledged"}
    assert shown(browser(user).get(LIST, late)) == []
    now("2026-12-09 09:00")
    receiver = browser(user)
    assert shown(receiver.get(LIST, late)) == [row.pk]
    assert page(row, "acknowledge") in receiver.get(page(row)).content.decode()
    press(receiver, row, "acknowledge", day="2026-12-08", number="3/BN", signed_by="Văn thư")
    body = receiver.get(page(row)).content.decode()
    assert "Đã xác nhận 08/12/2026, số 3/BN, Văn thư" in body
    assert page(row, "acknowledge") not in body
    assert shown(receiver.get(LIST, late)) == []


def test_reports_are_merged_by_number_and_split_again(receiver, commune, other):
    row, leading, hidden = received(report(commune)), received(report(commune)), report(other)
    press(receiver, row, "merge", number=hidden.number, title="")
    row.refresh_from_db()
    assert row.status == Status.RECEIVED
    press(receiver, row, "merge", number=leading.number.lower(), title="Đua xe")
    body = receiver.get(page(row)).content.decode()
    assert "Đua xe" in body
    assert leading.number in body
    press(receiver, row, "split", reason="Khác vụ")
    row.refresh_from_db()
    assert (row.status, row.incident) == (Status.RECEIVED, None)


def test_what_a_rule_refuses_is_said_in_the_dialog_above_what_was_typed(receiver, commune):
    row, reason = received(report(commune)), "Nên là loại khác"
    answer = press(receiver, row, "reclassify", kind=row.kind_id, reason=reason)
    body = answer.content.decode()
    assert "HX-Redirect" not in answer
    assert body.count("Phản ánh đã thuộc loại này.") == 1
    assert reason in body
    assert "Phản ánh đã thuộc loại này." not in receiver.get(page(row)).content.decode()


@pytest.mark.parametrize("plain", [False, True])
def test_what_needs_a_verification_needs_the_number_of_a_document(leader, commune, plain):
    row = verifying(report(commune))
    ReportKind.objects.filter(pk=row.kind_id).update(plain=plain)
    said = {"outcome": "handled", "document_number": "", "words": "Đã xử phạt."}
    answer = press(leader, row, "conclude", **said)
    assert ("Thông tin này là bắt buộc." in answer.content.decode()) is not plain
    row.refresh_from_db()
    assert (row.status == Status.CONCLUDED) is plain


def test_officers_find_a_merged_report_that_nothing_leads_and_split_it(receiver, commune):
    row, leading = received(report(commune)), received(report(commune))
    press(receiver, row, "merge", number=leading.number, title="Đua xe")
    alone = {"state": "leaderless"}
    assert shown(receiver.get(LIST, alone)) == []
    Report.objects.filter(pk=leading.pk).update(incident=None)  # as older versions let it
    assert shown(receiver.get(LIST, alone)) == [row.pk]
    press(receiver, row, "split", reason="Không còn phản ánh đứng đầu")
    assert shown(receiver.get(LIST, alone)) == []


def test_after_another_desk_the_officer_is_led_to_the_list(receiver, commune):
    row = received(report(commune))
    officer_of(commune, Role.CRIME_DUTY)
    kind("crime", desk="crime", is_crime=True)
    response = press(receiver, row, "reclassify", kind="crime", reason="Có dấu hiệu tội phạm")
    assert response["HX-Redirect"] == LIST


def test_a_hand_over_and_a_refusal_ask_for_what_proves_them(leader, commune):
    row, refused = received(report(commune)), received(report(commune))
    press(leader, row, "hand_over", body="Sở Xây dựng", slip_number="", words="Đã chuyển.")
    row.refresh_from_db()
    assert row.status == Status.RECEIVED
    press(leader, row, "hand_over", body="Sở Xây dựng", slip_number="1/PC", words="Đã chuyển.")
    press(leader, refused, "decline", reason=listed().pk, words="")
    row.refresh_from_db()
    refused.refresh_from_db()
    assert (row.status, refused.status) == (Status.CONCLUDED, Status.DECLINED)


def test_a_dispute_is_decided_in_the_dialogs_by_another_leader(leader, commune):
    first = leader_of(commune)
    row = concluded(report(commune), first)
    make_move(row, Move.DISPUTE)
    press(browser(first), row, "uphold", words="Tôi đã kết luận đúng")
    row.refresh_from_db()
    assert row.status == Status.DISPUTED
    press(leader, row, "reopen", words="Xem lại camera")
    row.refresh_from_db()
    assert row.status == Status.VERIFYING


def test_numbers_of_persons_do_not_leave_by_accident(leader, commune):
    row = verifying(report(commune))
    words = "Người lái là ông Tý, 0912 345 678."
    response = press(
        leader, row, "conclude", outcome="handled", document_number="45/KL", words=words
    )
    assert "0912 345 678" in response.content.decode()
    row.refresh_from_db()
    assert row.status == Status.VERIFYING


def test_a_leader_concludes_nothing_of_another_office(leader, other):
    row = verifying(report(other))
    response = press(leader, row, "conclude", outcome="handled", document_number="45/KL", words="x")
    assert response.status_code == 404
    row.refresh_from_db()
    assert row.status == Status.VERIFYING


def test_notes_of_officers_are_marked_as_theirs(receiver, commune):
    row = report(commune, citizen())
    receiver.post(page(row, "note"), {"note": "Gọi lại sau 17 giờ"})
    body = receiver.get(page(row)).content.decode()
    assert "Gọi lại sau 17 giờ" in body
    assert "công dân không thấy" in body


def test_only_who_works_on_reports_writes_notes(commune):
    row, reader = report(commune), officer_of(commune, Role.AUDITOR)
    reader.user_permissions.add(Permission.objects.get(codename="view_report"))
    assert browser(reader).post(page(row, "note"), {"note": "x"}).status_code == 403


def test_a_note_names_nobody_whom_the_report_is_about(receiver, commune, other):
    accused = officer_of(commune, Role.VERIFIER)
    accused.posts.create(office=other, public_name="Thiếu tá Đinh Quang Minh")
    officer_of(commune, Role.VERIFIER)
    row = report(commune, about_office=other)
    form = receiver.get(page(row)).context_data["note_form"]
    named = dict(form["mentioned"].field.choices)
    assert accused.pk not in named
    assert named


def test_the_screen_shows_what_is_there_and_nothing_that_is_empty(receiver, commune, now):
    body = receiver.get(page(report(commune))).content.decode()
    for expected in ("Chưa ai nhận", "Việc tiếp theo", "Tiếp nhận, vào sổ", "Nơi và lúc xảy ra"):
        assert expected in body
    for empty in ("Bằng chứng (", "Vụ việc", "Các lần chuyển", "Niêm phong đã mở", "viết bằng"):
        assert empty not in body


def test_the_place_is_named_and_leads_to_the_map(receiver, commune):
    row = report(commune, latitude=21.32, longitude=105.40, place_words="Ngã tư chợ")
    body = receiver.get(page(row)).content.decode()
    address = f"{reverse('admin:reports_report_map')}?state=all&amp;q={row.number}"
    assert address in body
    assert row.number in receiver.get(address.replace("&amp;", "&")).content.decode()


# --- owners and proposals ------------------------------------------------------------------------


def test_lists_know_whose_a_report_is(leader, commune, now):
    user = officer_of(commune, Role.VERIFIER)
    mine, free = verifying(report(commune)), verifying(report(commune))
    proposed, _unread = verifying(report(commune)), report(commune)
    press(leader, mine, "assign", owner=user.pk, until="2026-12-05")
    own = browser(user)
    conclusion = {"outcome": "handled", "document_number": "45/KL", "words": "Đã xử phạt."}
    press(own, proposed, "propose", basis="Camera", **conclusion)
    assert set(shown(own.get(LIST, {"state": "mine"}))) == {mine.pk, proposed.pk}
    assert shown(own.get(LIST, {"state": "nobody"})) == [free.pk]
    assert shown(leader.get(LIST, {"state": "proposed"})) == [proposed.pk]
    assert set(shown(leader.get(LIST, {"officer": user.pk}))) == {mine.pk, proposed.pk}


def test_only_what_an_officer_can_act_on_has_a_colour(leader, commune, now):
    report(commune)
    press(leader, verifying(report(commune)), "propose", basis="Camera", outcome="handled",
        document_number="45/KL", words="Đã xử phạt.")  # fmt: skip

    def coloured(browser):
        tabs = browser.get(LIST).context_data["head"]["tabs"]
        return {tab.title for tab in tabs if tab.tone} & {"Chưa tiếp nhận", "Chờ quyết định"}

    assert coloured(browser(officer_of(commune, Role.VERIFIER))) == set()
    assert coloured(browser(officer_of(commune, Role.RECEIVER))) == {"Chưa tiếp nhận"}
    assert coloured(leader) == {"Chưa tiếp nhận", "Chờ quyết định"}


def test_the_dialog_shows_each_colleagues_whole_load(leader, commune, now):
    user, row = officer_of(commune, Role.VERIFIER), verifying(report(commune))
    press(leader, verifying(report(commune)), "assign", owner=user.pk)
    body = leader.get(page(row, "assign")).content.decode()
    assert "Trần Thị Bình: đang giữ 1 phản ánh" in body


def test_a_leader_agrees_with_a_proposal_as_it_stands_in_the_dialog(leader, commune, now):
    row, verifier = verifying(report(commune)), browser(officer_of(commune, Role.VERIFIER))
    conclusion = {"outcome": "handled", "document_number": "45/KL", "words": "Đã xử phạt."}
    press(verifier, row, "propose", basis="Camera", **conclusion)
    dialog = leader.get(page(row, "conclude")).content.decode()
    assert "45/KL" in dialog
    assert "Đã xử phạt." in dialog
    press(leader, row, "conclude", **conclusion)
    row.refresh_from_db()
    assert row.status == Status.CONCLUDED
    assert "Đồng ý với đề xuất." in leader.get(page(row)).content.decode()


def test_a_new_report_is_taken_in_and_passed_on_in_one_act(receiver, commune, other):
    row = report(commune, place_words="Chợ xã Khác")
    dialog = receiver.get(page(row, "receive_and_pass_on")).content.decode()
    assert "Công an xã Khác (được nêu tên)" in dialog
    press(receiver, row, "receive_and_pass_on", office=other.pk, reason="Nơi xảy ra ở xã khác")
    row.refresh_from_db()
    assert (row.status, row.register_number) == (Status.RECEIVED, "1/2026")
    assert row.hand_overs.get().office == other
    assert [event.move for event in row.events.all()] == ["receive", "pass_on"]


def test_what_cannot_be_passed_on_is_not_taken_in_either(receiver, commune, other):
    row = report(commune, about_office=other)
    response = press(receiver, row, "receive_and_pass_on", office=other.pk, reason="x")
    assert response.status_code == 200  # the form again
    row.refresh_from_db()
    assert row.status == Status.SENT


# --- many at once --------------------------------------------------------------------------------


def bulk(name, *rows):
    keys = "&".join(f"ids={row.pk}" for row in rows)
    return f"{reverse(f'admin:reports_report_{name}')}?{keys}"


def test_many_reports_are_taken_in_at_once_and_what_is_refused_is_said(receiver, commune, now):
    rows = [report(commune) for _number in range(3)]
    address = bulk("receive_many", *rows)
    assert rows[0].number in receiver.get(address).content.decode()
    received(rows[1])
    body = receiver.post(address, {}, follow=True).content.decode()
    assert "Đã tiếp nhận 2 phản ánh" in body
    assert rows[1].number in body
    assert set(Report.objects.values_list("status", flat=True)) == {Status.RECEIVED}


def test_many_reports_are_given_to_a_colleague(leader, commune, now):
    user = officer_of(commune, Role.VERIFIER)
    rows = [verifying(report(commune)) for _number in range(2)]
    ticked = {"action": "assign_many", "_selected_action": [row.pk for row in rows]}
    address = leader.post(LIST, ticked)["Location"]
    assert "chưa giữ việc nào" in leader.get(address).content.decode()
    leader.post(address, {"owner": user.pk, "until": "05/12/2026"})
    assert set(Report.objects.values_list("officer", flat=True)) == {user.pk}


def test_of_many_only_what_is_in_reach_is_touched(receiver, commune, other, now):
    mine, foreign = report(commune), report(other)
    receiver.post(bulk("receive_many", mine, foreign), {})
    foreign.refresh_from_db()
    assert foreign.status == Status.SENT
    verifier = browser(officer_of(commune, Role.VERIFIER))
    assert verifier.post(bulk("receive_many", mine), {}).status_code == 403


def test_who_saw_an_older_state_of_one_of_many_is_told(receiver, commune, now):
    row = report(commune)
    body = receiver.post(
        bulk("receive_many", row), {f"seen_{row.pk}": "7"}, follow=True
    ).content.decode()
    assert "vừa thay đổi" in body
    row.refresh_from_db()
    assert row.status == Status.SENT
