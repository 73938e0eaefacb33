"""The reports of the demo went through the real actions, at moments of the story."""

from collections import Counter, defaultdict
from itertools import pairwise

import pytest
from django.urls import reverse

from citizens.models import Citizen
from demo import people
from demo.reports import KNOWN_SECRET, known_report
from foundation.media.sealed_files import digest, path_of
from reports import workflow
from reports.models import Evidence, HandlingOpinion, HandOver, Report, ReportDay, ReportEvent
from reports.workflow import Move, Outcome, Status
from tests.demo.conftest import NOW

pytestmark = pytest.mark.django_db


def test_every_status_kind_and_outcome_occurs(made):
    rows = Report.objects.all()
    assert made["phản ánh"] == rows.count() == rows.filter(demo=True).count() >= 40
    assert set(rows.values_list("status", flat=True)) == set(Status)
    outcomes = set(rows.values_list("outcome", flat=True)) - {""}
    assert outcomes == set(Outcome) - {Outcome.OUT_OF_TIME}
    assert Counter(rows.values_list("kind", flat=True)).keys() == {
        "traffic_violation",
        "other_violation",
        "security_opinion",
        "site_report",
        "scam",
    }
    assert HandOver.objects.waiting().count() == 1
    assert HandlingOpinion.objects.count() >= 5
    assert rows.late(NOW).exists()
    assert rows.filter(extended=True).exists()


def test_every_step_is_a_lawful_move(made):
    steps = defaultdict(list)
    for event in ReportEvent.objects.select_related("report__kind").order_by("pk"):
        steps[event.report].append(event)
    for report, events in steps.items():
        assert [event.at for event in events] == sorted(event.at for event in events)
        assert (events[0].move, events[0].status) == (Move.SEND, Status.SENT)
        for before, event in pairwise(events):
            told_of_incident = report.status == Status.MERGED and event.move == Move.CONCLUDE
            assert told_of_incident or workflow.is_allowed(
                event.move, before.status, report.kind.traits
            )
        assert events[-1].status == report.status


def test_it_all_happened_before_now_within_the_weeks(made):
    moments = [*ReportEvent.objects.values_list("at", flat=True)]
    moments += Report.objects.values_list("first_received_at", flat=True)
    moments += Evidence.objects.values_list("completed_at", flat=True)
    assert max(moments) < NOW
    assert min(moments) < NOW.replace(month=10, day=25)
    assert ReportDay.objects.values("day").distinct().count() > 15


def test_originals_are_sealed_as_they_came(made):
    row = Evidence.objects.exclude(report=None).first()
    assert row.holder_hash == ""
    assert digest(path_of(row.pk), row.pk, row.key) == row.sha256


def test_the_printed_secret_opens_the_report_without_a_name(made, client):
    answer = client.post(
        reverse("reports-lookup"),
        {"number": known_report(), "secret_code": KNOWN_SECRET},
        content_type="application/json",
    )
    assert answer.status_code == 200
    assert answer.json()["report"]["status"] == Status.CONCLUDED


def test_the_citizen_who_signs_in_has_reports(made):
    lan = Citizen.objects.get(zalo_user_id=people.LAN.zalo_user_id)
    assert set(Report.objects.of_citizen(lan).values_list("status", flat=True)) >= {
        Status.SENT,
        Status.NEED_MORE,
        Status.CONCLUDED,
    }


def test_another_leader_looked_at_what_was_disputed(made):
    again = ReportEvent.objects.filter(move__in=[Move.REOPEN, Move.UPHOLD])
    assert {event.move for event in again} == {Move.REOPEN, Move.UPHOLD}
    for event in again:
        decided = event.report.events.get(move=Move.CONCLUDE)
        assert decided.officer_id != event.officer_id
