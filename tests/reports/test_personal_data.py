"""Export, erasure and retention of reports."""

from datetime import date

import orjson
import pytest
from django.core.management import call_command
from django.test import TestCase
from django.utils import timezone

from citizens import actions
from citizens.models import Erasure
from citizens.privacy import personal_data_registry
from foundation.api.models import IdempotencyKey
from foundation.desk.roles import Role
from foundation.media import sealed_files
from reports.actions import acknowledging, deciding, incidents, reporter
from reports.actions.acknowledging import Receipt
from reports.actions.acting import Sender
from reports.actions.deciding import OutsideBody
from reports.models import (
    Evidence,
    Report,
    ReportedPlate,
    ReporterSeal,
    ReportMessage,
    SendingDay,
)
from reports.querysets import citizen_hash
from reports.workflow import Outcome
from tests.citizens.factories import client_of
from tests.reports.api.test_views import KEY, body, post
from tests.reports.factories import evidence, report
from tests.reports.officers import (
    concluded,
    leader_of,
    listed,
    officer_of,
    received,
    verifying,
)

pytestmark = pytest.mark.django_db


def part():
    return next(part for part in personal_data_registry.parts() if part.name == "reports")


def test_an_export_holds_ones_own_reports(lan, hung, offices):
    own, _other = report(offices, lan), report(offices, hung, words="Của Hùng")
    (exported,) = part().export(lan)
    assert (exported["number"], exported["words"]) == (own.number, own.words)


def test_an_export_says_of_a_report_what_its_page_says(lan, offices, as_lan):
    report(offices, lan)
    sent = evidence(citizen_hash(lan))
    number = post(as_lan, body(evidence=[str(sent.pk)]), **KEY).json()["number"]
    row = Report.objects.get(number=number)
    for text, internal in (("Xin bổ sung", False), ("Chỉ cán bộ đọc", True)):
        ReportMessage.objects.create(report=row, author="officer", text=text, internal=internal)
    numbers = Report.objects.of_citizen(lan).order_by("pk").values_list("number", flat=True)
    pages = [as_lan.get(f"/api/v1/reports/{number}/").json() for number in numbers]
    exported = orjson.loads(orjson.dumps(part().export(lan)))
    assert exported == pages
    assert [len(exported[1][name]) for name in ("plates", "evidence", "messages")] == [1, 1, 1]


def test_the_sender_is_erased_and_the_report_stays(lan, offices, as_lan, settings, tmp_path):
    settings.SEALED_ROOT = tmp_path
    sent = evidence(citizen_hash(lan))
    unsent = evidence(citizen_hash(lan))
    path = sealed_files.path_of(unsent.pk)
    path.parent.mkdir(parents=True)
    path.write_bytes(b"sealed")
    number = post(as_lan, body(evidence=[str(sent.pk)]), **KEY).json()["number"]
    with TestCase.captureOnCommitCallbacks(execute=True):
        erased = actions.erase(lan, Erasure.Cause.OWN_WISH)
    row = Report.objects.get(number=number)
    assert (row.words, row.status) == (body()["words"], "sent")
    assert not ReporterSeal.objects.exists()
    assert not IdempotencyKey.objects.exists()
    assert (Evidence.objects.get(pk=sent.pk).removed_at, path.exists()) == (None, False)
    assert not Evidence.objects.filter(pk=unsent.pk).exists()
    assert any("không còn dẫn tới người gửi" in kept.what for kept in erased.kept)


def test_officers_do_not_learn_that_somebody_reported(lan, offices):
    report(offices, lan)
    actions.erase(lan, Erasure.Cause.OWN_WISH)
    assert "reports" not in personal_data_registry.names_shown_to_officers()


# --- retention -----------------------------------------------------------------------------------


def withdrawn(row):
    return reporter.withdraw(Sender(None), row, "Nhầm")


def declined(row):
    return deciding.decline(received(row), leader_of(row.office), listed())


def insufficient(row):
    return concluded(row, outcome=Outcome.INSUFFICIENT)


def handed_over(row):
    leader = leader_of(row.office)
    deciding.hand_over(verifying(row, leader), leader, OutsideBody("CQĐT", "7/PC"), "Đã chuyển.")
    receipt = Receipt(timezone.localdate(), "3/BN", "Văn thư")
    acknowledging.acknowledge(row, officer_of(row.office), receipt)


@pytest.mark.parametrize(
    ("end", "last_day", "over"),
    [
        (withdrawn, "2027-11-23 08:00", "2027-11-23 10:00"),
        (declined, "2027-11-23 08:00", "2027-11-23 10:00"),
        (insufficient, "2027-11-23 08:00", "2027-11-23 10:00"),
        (handed_over, "2027-11-23 08:00", "2027-11-23 10:00"),
        (concluded, "2028-11-22 08:00", "2028-11-22 10:00"),
    ],
)
def test_words_sender_and_files_go_when_their_time_is_over(lan, offices, now, end, last_day, over):
    row = report(offices, lan, latitude=21.3, longitude=105.4)
    ReportedPlate.objects.create(report=row, plate="29A-12345", plate_hash="x")
    evidence(report=row)
    end(row)
    now(last_day)
    call_command("apply_retention", apply=True, verbosity=0)
    assert Report.objects.get().words
    now(over)
    call_command("apply_retention", apply=True, verbosity=0)
    kept = Report.objects.get()
    assert (kept.words, kept.search_words, kept.latitude, kept.office_id) == (
        "",
        "",
        None,
        offices.pk,
    )
    assert kept.erased_at is not None
    for model in (ReporterSeal, ReportMessage, ReportedPlate):
        assert not model.objects.exists()
    assert (Evidence.objects.get().key, kept.events.last().move) == ("", "erase")


def test_open_reports_and_what_nobody_acknowledged_stay(lan, offices, now):
    waiting = verifying(report(offices, lan))
    leader = leader_of(offices)
    unanswered = verifying(report(offices, lan), leader)
    deciding.hand_over(unanswered, leader, OutsideBody("CQĐT", "7/PC"), "Đã chuyển.")
    now("2036-01-01 09:00")
    call_command("apply_retention", apply=True, verbosity=0)
    assert all(Report.objects.get(pk=row.pk).words for row in (waiting, unanswered))


def test_what_was_merged_is_kept_until_the_leading_report_is_acknowledged(lan, offices, now):
    leader, receiver = leader_of(offices), officer_of(offices)
    leading, merged = verifying(report(offices), leader), received(report(offices, lan))
    incidents.merge(merged, receiver, leading, "Đánh bắt cá bằng điện")
    deciding.hand_over(leading, leader, OutsideBody("Kiểm ngư", "7/PC"), "Đã chuyển.")
    now("2029-11-23 09:00")
    call_command("apply_retention", apply=True, verbosity=0)
    assert Report.objects.get(pk=merged.pk).words
    receipt = Receipt(date(2026, 11, 30), "3/BN", "Văn thư")  # it came long before it was entered
    acknowledging.acknowledge(leading, receiver, receipt)
    call_command("apply_retention", apply=True, verbosity=0)
    assert [row.words for row in Report.objects.all()] == ["", ""]


def test_an_erased_report_can_be_read_and_not_be_acted_upon(lan, offices, now):
    row = concluded(report(offices, lan))
    now("2028-12-01 09:00")
    call_command("apply_retention", apply=True, verbosity=0)
    assert client_of(lan).get("/api/v1/reports/").json()["count"] == 0  # the seal is gone
    assert Report.objects.get(pk=row.pk).outcome == Outcome.HANDLED


def test_files_that_were_never_sent_go_after_two_days(lan, offices, now, settings, tmp_path):
    settings.SEALED_ROOT = tmp_path
    evidence(citizen_hash(lan))
    sent = evidence(report=report(offices, lan))
    now("2026-11-25 09:01")
    fresh = evidence(citizen_hash(lan))
    call_command("apply_retention", apply=True, verbosity=0)
    assert set(Evidence.objects.values_list("pk", "removed_at")) == {
        (sent.pk, None),
        (fresh.pk, None),
    }


def test_counts_of_former_versions_go_with_their_day(offices, now):
    for day in ("2026-11-22", "2026-11-23"):
        SendingDay.objects.create(mark="a" * 64, day=day, sent=1)
    call_command("apply_retention", apply=True, verbosity=0)
    assert [f"{row.day}" for row in SendingDay.objects.all()] == ["2026-11-23"]


def test_a_look_at_a_report_is_a_look_at_its_sender(lan, hung, offices):
    from citizens import access_log

    row, viewer = report(offices, lan), leader_of(offices, Role.VERIFIER)
    access_log.record(
        actor=viewer,
        action=access_log.Action.SEEN,
        subject=("report", [row.pk]),
        where=access_log.Where.ADMIN,
    )
    assert [len(access_log.looks_at(who, 10)) for who in (lan, hung)] == [1, 0]
