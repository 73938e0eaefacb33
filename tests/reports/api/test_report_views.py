"""One report of its sender over HTTP: what it shows, and what the sender may do with it."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from citizens.models import AccessEntry
from foundation.desk.one_screen import notes
from foundation.desk.roles import Role
from reports import by_code
from reports.actions import deciding, incidents, officers
from reports.actions.deciding import OutsideBody
from reports.actions.moving import PAGE
from reports.models import HandlingOpinion, Report, ReportMessage
from reports.querysets import citizen_hash
from reports.workflow import Outcome, Status
from tests.citizens.factories import client_of
from tests.for_each import for_each
from tests.reports.factories import evidence, kind, report
from tests.reports.officers import (
    concluded,
    conclusion,
    leader_of,
    listed,
    officer_of,
    received,
    verifying,
)

REPORTS = "/api/v1/reports/"
KEY = {"Idempotency-Key": "3d1f0f2e-0000-4000-8000-000000000001"}
ACTS = (
    ("GET", "", None),
    ("POST", "messages/", {"text": "Thêm"}),
    ("POST", "withdrawal/", {}),
    ("POST", "dispute/", {"reason": "Chưa đồng ý"}),
    ("PUT", "opinion/", {"mark": "poor"}),
)
pytestmark = pytest.mark.django_db


def act(client, row, method="GET", path="", sent=None, **headers):
    return client.generic(
        method,
        f"{REPORTS}{row.number}/{path}",
        json_of(sent),
        content_type="application/json",
        headers=headers,
    )


def json_of(sent):
    import json

    return json.dumps(sent) if sent is not None else ""


def say(client, row, text="Tôi gửi thêm.", **values):
    return act(client, row, "POST", "messages/", {"text": text, **values})


def bearer_of(row):
    """Return a client of who looked the report up."""
    return Client(
        headers={
            "Accept": "application/json",
            "Authorization": f"Report {by_code.make_pass(row)}",
        }
    )


def need_more(row, words="Biển số là gì?"):
    """Let an officer ask the sender for more."""
    return officers.ask_more(
        received(row), officer_of(row.office, Role.VERIFIER), [listed("ask_more")], words
    )


# --- whose it is ---------------------------------------------------------------------------------


def test_a_report_of_another_is_not_found(as_hung, lan, offices):
    theirs, missing = report(offices, lan), Report(number="PA26-ZZZZZZ")
    for row in (theirs, missing):
        for method, path, sent in ACTS:
            response = act(as_hung, row, method, path, sent)
            assert (response.status_code, response.json()["code"]) == (404, "not_found")
    assert theirs.messages.count() == 0
    refused = AccessEntry.objects.filter(allowed=False, subject_kind="report")
    assert (refused.count(), {one.subjects for one in refused}) == (2 * len(ACTS), {""})


def test_a_bearer_of_a_pass_acts_on_one_report_only(offices):
    own, other = report(offices), report(offices)
    client = bearer_of(own)
    for method, path, sent in ACTS:
        assert act(client, other, method, path, sent).status_code == 404
    assert say(client, own).status_code == 201
    assert act(client, own, "POST", "withdrawal/", {}).json()["status"] == "withdrawn"


def test_a_number_is_read_as_it_is_typed(as_lan, lan, offices):
    row = report(offices, lan, number="PA26-0V1K3M")
    assert as_lan.get(f"{REPORTS}pa26ovlk3m/").json()["number"] == row.number


# --- what it shows -------------------------------------------------------------------------------


def test_words_between_officers_and_their_names_are_never_shown(as_lan, lan, offices):
    leader = leader_of(offices)
    row = verifying(report(offices, lan), leader)
    notes.write(PAGE, row.pk, leader, "Nghi người gửi là hàng xóm")
    officers.extend(row, leader, "Chờ giám định")
    concluded_row = deciding.conclude(
        row, leader, deciding.Conclusion(Outcome.HANDLED, "45/KL", "Đã xử lý xong.")
    )
    text = act(as_lan, concluded_row).content.decode()
    assert "Đã xử lý xong." in text
    for secret in ("hàng xóm", "Bình", leader.username, "1/2026"):
        assert secret not in text


def test_a_decision_is_told_in_words_with_its_document(as_lan, lan, offices):
    row = concluded(report(offices, lan))
    shown = act(as_lan, row).json()
    assert (shown["status"], shown["document_number"], shown["due_at"]) == (
        "concluded",
        "45/KL-CSGT",
        None,
    )
    assert shown["outcome_words"].startswith("Công an đã xử lý theo quy định.")
    assert [(m["author"], m["text"]) for m in shown["messages"]] == [
        ("officer", "Đã xử phạt theo quy định.")
    ]


def test_a_report_that_is_looked_at_again_has_no_outcome_yet(as_lan, lan, offices):
    row = concluded(report(offices, lan))
    shown = act(as_lan, row, "POST", "dispute/", {"reason": "Chưa xem video"}).json()
    assert (shown["status"], shown["outcome_words"]) == ("disputed", None)


def test_a_merged_report_tells_the_decision_and_nobody_else(as_hung, lan, hung, offices):
    leader = leader_of(offices)
    first = verifying(report(offices, lan, words="Lời của Lan"), leader)
    second = received(report(offices, hung))
    incidents.merge(second, officer_of(offices), first, "Va chạm ở ngã tư")
    waiting = act(as_hung, second).json()
    assert (waiting["status"], waiting["outcome_words"]) == ("merged", None)
    deciding.conclude(first, leader, deciding.Conclusion(Outcome.NO_VIOLATION, "46/KL", "Không."))
    response = act(as_hung, second)
    shown = response.json()
    assert shown["outcome_words"] == "Công an đã xác minh và không thấy vi phạm."
    assert (shown["document_number"], shown["can_give_opinion"]) == ("46/KL", True)
    assert first.number not in response.content.decode()
    assert " Lan" not in response.content.decode()


def test_a_detail_costs_the_same_however_much_was_said(as_lan, lan, offices):
    row = report(offices, lan)

    def queries():
        with CaptureQueriesContext(connection) as captured:
            assert act(as_lan, row).status_code == 200
        return len(captured)

    say(as_lan, row, evidence=[str(evidence(citizen_hash(lan)).pk)])
    queries()  # what is remembered from now on
    once = queries()
    for _number in range(10):
        say(as_lan, row, evidence=[str(evidence(citizen_hash(lan)).pk)])
    assert queries() == once


# --- adding --------------------------------------------------------------------------------------


def test_what_was_asked_is_supplied_and_the_clock_goes_on(as_lan, lan, offices, now):
    row = need_more(report(offices, lan))
    asked = act(as_lan, row).json()
    assert asked["asked"].endswith("Biển số là gì?")
    assert (asked["supply_by"], asked["due_at"]) == (
        "2026-11-30T16:59:59Z",
        "2026-11-24T02:00:00Z",
    )
    now("2026-11-23 12:00")
    file = evidence(citizen_hash(lan))
    shown = say(as_lan, row, "29-B1 123.45", evidence=[str(file.pk)]).json()
    assert (shown["status"], shown["asked"], shown["supply_by"]) == ("received", None, None)
    assert shown["due_at"] == asked["due_at"]
    assert (shown["messages"][-1]["text"], shown["messages"][-1]["evidence"]) == (
        "29-B1 123.45",
        [str(file.pk)],
    )
    assert [one["id"] for one in shown["evidence"]] == [str(file.pk)]


def test_words_may_be_added_before_a_decision_and_officers_learn_of_it(as_lan, lan, offices):
    row = verifying(report(offices, lan))
    assert say(as_lan, row).json()["status"] == "verifying"
    assert not row.events.filter(move="supply").exists()
    assert Report.objects.get(pk=row.pk).events_count == row.events_count + 1


def test_nothing_is_added_after_a_decision(as_lan, lan, offices):
    row = concluded(report(offices, lan))
    response = say(as_lan, row)
    assert (response.status_code, response.json()["code"]) == (422, "report_moved_on")
    assert act(as_lan, row).json()["can_write"] is False


def test_a_repeated_key_adds_once(as_lan, lan, offices):
    row = report(offices, lan)
    for _time in range(2):
        answer = act(as_lan, row, "POST", "messages/", {"text": "Thêm"}, **KEY)
        assert (answer.status_code, len(answer.json()["messages"])) == (201, 1)


def test_files_of_others_are_not_added(as_lan, lan, hung, offices):
    row = report(offices, lan)
    response = say(as_lan, row, evidence=[str(evidence(citizen_hash(hung)).pk)])
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [
        ("/body/evidence/0", "unknown")
    ]
    assert row.messages.count() == 0


def test_a_report_takes_so_many_messages(as_lan, lan, offices, monkeypatch):
    monkeypatch.setattr("reports.actions.reporter.MAX_MESSAGES", 1)
    row = report(offices, lan)
    assert [say(as_lan, row).status_code for _time in range(2)] == [201, 422]


@for_each(
    ("sent", "pointer", "code"),
    [
        ({}, "/body/text", "required"),
        ({"text": " \u200b "}, "/body/text", "blank"),
        ({"text": "x" * 2001}, "/body/text", "max_length"),
        ({"text": "x", "internal": True}, "/body/internal", "unknown"),
        ({"text": "x", "evidence": ["1"]}, "/body/evidence/0", "invalid"),
    ],
)
def test_invalid_messages_are_refused(as_lan, lan, offices, sent, pointer, code):
    response = act(as_lan, report(offices, lan), "POST", "messages/", sent)
    assert response.status_code == 400
    assert [(e["pointer"], e["code"]) for e in response.json()["errors"]] == [(pointer, code)]


# --- withdrawing ---------------------------------------------------------------------------------


def test_a_report_is_withdrawn_until_it_is_decided(as_lan, lan, offices):
    row = report(offices, lan)
    for _time in range(2):  # repeating it is not an error
        shown = act(as_lan, row, "POST", "withdrawal/", {"reason": "Nhầm biển số"}).json()
        assert (shown["status"], shown["can_withdraw"], shown["due_at"]) == (
            "withdrawn",
            False,
            None,
        )
    assert [m.text for m in row.messages.all()] == ["Nhầm biển số"]
    late = act(as_lan, concluded(report(offices, lan)), "POST", "withdrawal/", {})
    assert (late.status_code, late.json()["code"]) == (422, "report_moved_on")


def test_of_a_crime_only_the_wish_is_noted(as_lan, lan, offices):
    row = report(offices, lan, kind=kind("crime", is_crime=True))
    for _time in range(2):
        shown = act(as_lan, row, "POST", "withdrawal/", {"reason": "Tôi sợ"}).json()
        assert shown["status"] == "sent"
    assert [event.move for event in row.events.all()] == ["wish_withdrawn"]


def test_merged_reports_go_on_when_the_leading_one_is_withdrawn(as_lan, lan, hung, offices):
    first, second = verifying(report(offices, lan)), received(report(offices, hung))
    incidents.merge(second, officer_of(offices), first, "Va chạm")
    act(as_lan, first, "POST", "withdrawal/", {})
    assert Report.objects.get(pk=second.pk).status == Status.RECEIVED


# --- disputing -----------------------------------------------------------------------------------


def test_a_decision_is_disputed_once(as_lan, lan, offices):
    leader, another = leader_of(offices), leader_of(offices)
    row = concluded(report(offices, lan), leader)
    first = act(as_lan, row, "POST", "dispute/", {"reason": "Giây 12 thấy rõ."}, **KEY)
    again = act(as_lan, row, "POST", "dispute/", {"reason": "Giây 12 thấy rõ."}, **KEY)
    assert (first.status_code, again.status_code) == (201, 201)
    assert first.json()["status"] == "disputed"
    assert first.json()["due_at"] is not None
    deciding.uphold(Report.objects.get(pk=row.pk), another, "Đã xem lại, giữ nguyên.")
    second = act(as_lan, row, "POST", "dispute/", {"reason": "Vẫn chưa đồng ý"})
    assert (second.status_code, second.json()["code"]) == (422, "dispute_used")
    assert act(as_lan, row).json()["can_dispute_until"] is None


@pytest.mark.parametrize(
    ("moment", "status"), [("2026-12-07 23:59", 201), ("2026-12-08 00:00", 422)]
)
def test_a_decision_is_disputed_within_14_days(lan, offices, now, moment, status):
    row = concluded(report(offices, lan))
    assert act(client_of(lan), row).json()["can_dispute_until"] == "2026-12-07T16:59:59Z"
    now(moment)
    response = act(client_of(lan), row, "POST", "dispute/", {"reason": "Chưa đồng ý"})
    assert response.status_code == status


@pytest.fixture
def merged(lan, hung, offices):
    """Return a report of Lan, the one of Hùng that it was merged into, and who decides."""
    leader, row = leader_of(offices), received(report(offices, lan))
    leading = verifying(report(offices, hung), leader)
    incidents.merge(row, officer_of(offices), leading, "Đua xe")
    return row, Report.objects.get(pk=leading.pk), leader


def test_who_was_told_the_decision_of_an_incident_disputes_it_alone(merged, lan, hung, now):
    row, leading, leader = merged
    early = act(client_of(lan), row, "POST", "dispute/", {"reason": "Lâu quá"})
    assert (early.status_code, early.json()["code"]) == (422, "report_moved_on")
    now("2026-12-21 09:00")
    deciding.conclude(leading, leader, conclusion())
    as_lan, as_hung = client_of(lan), client_of(hung)
    assert act(as_lan, row).json()["can_dispute_until"] == "2027-01-04T16:59:59Z"
    shown = act(as_lan, row, "POST", "dispute/", {"reason": "Xe khác, giây 12"}).json()
    assert (shown["status"], shown["can_dispute_until"]) == ("disputed", None)
    others = act(as_hung, leading).json()
    assert (others["status"], others["can_dispute_until"]) == ("concluded", "2027-01-04T16:59:59Z")
    assert "Xe khác" not in str(others)
    assert act(as_hung, row, "POST", "dispute/", {"reason": "x"}).status_code == 404


@pytest.mark.parametrize(("decide", "end"), [("conclude", "concluded"), ("decline", "declined")])
def test_what_is_upheld_after_a_dispute_stays_as_it_was_decided(merged, as_lan, decide, end):
    row, leading, leader = merged
    if decide == "conclude":
        deciding.conclude(leading, leader, conclusion())
    else:
        Report.objects.filter(pk=leading.pk).update(status=Status.RECEIVED)
        deciding.decline(leading, leader, listed())
    act(as_lan, row, "POST", "dispute/", {"reason": "Chưa đồng ý"})
    with pytest.raises(PermissionDenied):
        deciding.uphold(row, leader, "Tôi đã quyết định")
    deciding.uphold(row, leader_of(row.office), "Đã xem lại.")
    assert act(as_lan, row).json()["status"] == end


def test_a_reopened_report_of_an_incident_is_decided_by_itself(merged, as_lan, as_hung):
    row, leading, leader = merged
    deciding.conclude(leading, leader, conclusion())
    act(as_lan, row, "POST", "dispute/", {"reason": "Chưa đồng ý"})
    another = leader_of(row.office)
    deciding.reopen(row, another, "Xem lại camera")
    assert act(as_lan, row).json()["outcome_words"] is None
    deciding.conclude(row, another, conclusion(Outcome.NO_VIOLATION))
    assert "không thấy vi phạm" in act(as_lan, row).json()["outcome_words"]
    assert "đã xử lý" in act(as_hung, leading).json()["outcome_words"]


def test_what_was_handed_over_is_not_disputed(as_lan, lan, offices):
    leader = leader_of(offices)
    row = verifying(report(offices, lan), leader)
    deciding.hand_over(row, leader, OutsideBody("Cơ quan điều tra", "7/PC"), "Đã chuyển.")
    response = act(as_lan, row, "POST", "dispute/", {"reason": "Chưa đồng ý"})
    assert (response.status_code, response.json()["code"]) == (422, "report_moved_on")


def test_an_open_report_is_not_disputed(as_lan, lan, offices):
    response = act(as_lan, report(offices, lan), "POST", "dispute/", {"reason": "Lâu quá"})
    assert (response.status_code, response.json()["code"]) == (422, "report_moved_on")


# --- opinion -------------------------------------------------------------------------------------


def test_an_opinion_replaces_the_former_one(as_lan, lan, offices):
    row = concluded(report(offices, lan))
    act(as_lan, row, "PUT", "opinion/", {"mark": "poor", "words": "Lâu"})
    shown = act(as_lan, row, "PUT", "opinion/", {"mark": "good"}).json()["opinion"]
    assert (shown["mark"], shown["mark_name"], shown["words"]) == ("good", "Hài lòng", "")
    assert HandlingOpinion.objects.count() == 1


def test_there_is_no_opinion_before_a_decision(as_lan, lan, offices):
    response = act(as_lan, report(offices, lan), "PUT", "opinion/", {"mark": "good"})
    assert (response.status_code, response.json()["code"]) == (422, "report_moved_on")
    wrong = act(as_lan, concluded(report(offices, lan)), "PUT", "opinion/", {"mark": "5"})
    assert wrong.status_code == 400


def test_each_sender_of_an_incident_judges_the_handling_once_it_is_decided(merged, as_lan, as_hung):
    row, leading, leader = merged
    early = act(as_lan, row, "PUT", "opinion/", {"mark": "good"})
    assert (early.status_code, early.json()["code"]) == (422, "report_moved_on")
    deciding.conclude(leading, leader, conclusion())
    mine = act(as_lan, row, "PUT", "opinion/", {"mark": "poor", "words": "Lâu"}).json()
    assert mine["opinion"]["mark"] == "poor"
    assert act(as_hung, leading).json()["opinion"] is None


# --- without a session ---------------------------------------------------------------------------


def test_words_of_a_bearer_lead_to_nobody(offices):
    row = report(offices)
    shown = say(bearer_of(row), row).json()
    assert [(m["author"], m["author_name"]) for m in shown["messages"]] == [
        ("reporter", "Người gửi")
    ]
    assert ReportMessage.objects.get().officer is None
    assert not AccessEntry.objects.exists()


def test_undeclared_methods_answer_405(as_lan, lan, offices):
    row = report(offices, lan)
    for method in ("PUT", "DELETE", "OPTIONS"):
        assert act(as_lan, row, method).status_code == 405
