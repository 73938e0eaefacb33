"""Every row of the demo could result from real actions, and the rows tell the story."""

from collections import Counter, defaultdict
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db.models import F
from django.test import Client
from django.urls import reverse

from citizens.models import Citizen, Delivery, Notice, VisitDay
from citizens.notices import alarms
from demo import people, report_kinds, story
from demo.creating import create_demo
from demo.stage import find_stage
from dossiers.models import Dossier, DossierDay, DossierEvent
from dossiers.workflow import MEANINGS, Actor, Facts, Need, State, Status, refusals
from feedback.models import FaqEntry, Question, QuestionDay, QuestionEvent, QuestionMessage
from feedback.needs import need_counts
from feedback.questions import workflow as questions
from foundation.desk import roles
from officers.demo_accounts import DEMO_PASSWORD, role_accounts
from offices.working_time.calendar_rows import load_calendar
from procedures.models import ReadCount, SearchCount
from procedures.publishing.snapshot import catalogue
from reports.models import ReportKind
from tests.demo.conftest import NOW

pytestmark = pytest.mark.django_db


def test_five_kinds_of_reports_are_taken(made):
    """Of crimes, rules and officers none: these wait for a province's own decision."""
    taken = set(ReportKind.objects.filter(switched_on=True).values_list("pk", flat=True))
    assert taken == set(report_kinds.OPEN)
    assert not taken & {"crime", "about_officer", "admin_rule"}


def test_every_status_occurs(made):
    assert made["hồ sơ"] > 2000
    assert made["câu hỏi"] > 300
    assert made["phản ánh"] >= 40
    assert set(Dossier.objects.values_list("status", flat=True)) == set(Status)
    assert set(Question.objects.values_list("status", flat=True)) >= {
        "waiting",
        "taken",
        "asked_back",
        "answered",
        "solved",
        "closed",
    }


def test_a_receipt_printed_again_says_papers_fee_and_where(made):
    row = Dossier.objects.filter(
        office=find_stage().parts[story.FIRST_COMMUNE], channel="direct"
    ).earliest("pk")
    officer = Client()
    officer.force_login(User.objects.get(username="demo.motcua"))
    shown = officer.get(reverse("admin:dossiers_dossier_receipt", args=[row.pk])).content.decode()
    for part in ("Phí, lệ phí", "Giấy tờ đã nhận: ", "địa chỉ thử nghiệm", "0900000"):
        assert part in shown, part


def test_a_second_run_changes_nothing(made):
    tables = (Dossier, DossierEvent, Question, QuestionMessage, User, Citizen, SearchCount, Notice)
    before = [table.objects.count() for table in tables]
    assert create_demo(NOW) is None
    assert [table.objects.count() for table in tables] == before


def test_notices_are_due_and_nothing_is_overdue(made):
    assert Delivery.objects.due(NOW).exists()
    assert alarms.warnings(NOW) == []


# --- allowed moves -------------------------------------------------------------------------------


def test_every_step_of_a_dossier_is_allowed(made):
    events = defaultdict(list)
    for event in DossierEvent.objects.order_by("dossier", "number"):
        events[event.dossier_id].append(event)
    wrong = []
    for steps in events.values():
        state = State(None)
        for number, event in enumerate(steps, 1):
            found = refusals(state, Status(event.status_to), Actor.OFFICER, facts_of(event), NOW)
            wrong += [(event.dossier_id, refusal.code) for refusal in found]
            assert (event.number, event.status_from) == (number, state.status or "")
            supplements = state.supplements + (event.status_to == Status.SUPPLEMENT_REQUIRED)
            state = State(
                Status(event.status_to),
                state.accepted or event.status_to == Status.ACCEPTED,
                supplements,
                event.at,
            )
    assert wrong == []
    last = {key: (steps[-1].status_to, len(steps)) for key, steps in events.items()}
    assert last == {
        key: (status, count)
        for key, status, count in Dossier.objects.values_list("pk", "status", "events_count")
    }


def facts_of(event):
    from datetime import date

    details = event.details
    due = (
        date.fromisoformat(details["supplement_due_on"])
        if details.get("supplement_due_on")
        else None
    )
    return Facts(
        event.at,
        reason=event.public_note,
        papers=tuple(details.get("papers", ())),
        supplement_due=due,
        fee=details.get("fee"),
    )


def test_events_hold_what_their_status_needs(made):
    """This shows that `facts_of` reads the events, so that the test above can fail."""
    asked = [status for status, meaning in MEANINGS.items() if Need.PAPERS in meaning.needs]
    assert all(facts_of(event).papers for event in DossierEvent.objects.filter(status_to__in=asked))


def test_due_dates_follow_the_calendar(made):
    from dossiers.due import recomputing

    before = dict(Dossier.objects.values_list("pk", "due_at"))
    recomputing.recompute()
    assert dict(Dossier.objects.values_list("pk", "due_at")) == before


def test_every_move_of_a_question_is_allowed(made):
    events = defaultdict(list)
    for event in QuestionEvent.objects.order_by("pk"):
        events[event.question_id].append(event)
    for steps in events.values():
        assert (steps[0].move, steps[0].status) == ("ask", "waiting")
        status = "waiting"
        for event in steps[1:]:
            rule = questions.RULES[questions.Move(event.move)]
            assert (event.officer_id is None) == (rule.party is questions.Party.CITIZEN)
            assert rule.ends[questions.Status(status)] == event.status
            status = event.status
        assert [event.at for event in steps] == sorted(event.at for event in steps)
    assert {key: steps[-1].status for key, steps in events.items()} == dict(
        Question.objects.values_list("pk", "status")
    )


def test_events_are_on_past_working_days(made):
    calendar = load_calendar()
    assert not DossierEvent.objects.filter(at__gt=NOW).exists()
    assert not QuestionEvent.objects.filter(at__gt=NOW).exists()
    days = {
        moment.astimezone(NOW.tzinfo).date()
        for moment in DossierEvent.objects.values_list("at", flat=True)
    }
    assert all(calendar.is_working_day(day) for day in days)


def test_counts_equal_a_recount(made):
    from dossiers.actions import day_totals
    from feedback.models import NeedCount

    days = sorted(
        DossierDay.objects.values_list("office", "day", "accepted", "completed", "on_time")
    )
    needs = sorted(
        NeedCount.objects.values_list("office", "week", "procedure", "words", "questions")
    )
    day_totals.recount()
    need_counts.recount_questions()
    assert (
        sorted(DossierDay.objects.values_list("office", "day", "accepted", "completed", "on_time"))
        == days
    )
    assert sum(QuestionDay.objects.values_list("asked", flat=True)) == Question.objects.count()
    assert [row for row in needs if not row[3]] == [
        row
        for row in sorted(
            NeedCount.objects.values_list("office", "week", "procedure", "words", "questions")
        )
        if not row[3]
    ]


# --- the story -----------------------------------------------------------------------------------


def by_week(moments):
    first = NOW.date() - timedelta(days=7 * story.WEEKS - 1)
    counted = Counter(
        (moment.astimezone(NOW.tzinfo).date() - first).days // 7 for moment in moments
    )
    return [counted[week] for week in range(story.WEEKS)]


def test_the_campaign_is_visible(made):
    weeks = by_week(
        Dossier.objects.filter(procedure="cancuoc-cap-doi-lai").values_list(
            "submitted_at", flat=True
        )
    )
    assert max(weeks) == weeks[story.CAMPAIGN_WEEK]
    assert weeks[story.CAMPAIGN_WEEK] > 1.5 * weeks[story.CAMPAIGN_WEEK - 1]


def test_the_slow_office_catches_up(made):
    slow = find_stage().parts[story.SLOW_OFFICE]
    done = Dossier.objects.filter(office=slow, completed_at__isnull=False)
    late = by_week(done.filter(completed_at__gt=F("due_at")).values_list("accepted_at", flat=True))
    every = by_week(done.values_list("accepted_at", flat=True))
    assert sum(late[:3]) > 0.5 * sum(every[:3])
    assert late[-1] <= 0.2 * every[-1]


def test_counted_searches_find_procedures(made):
    index = catalogue.current().index
    assert [term for term, _number in story.FOUND if not index.search(term).ids] == []
    vain = [term for term, _number in story.MISSED if not index.search(term).ids]
    assert len(vain) > len(story.MISSED) / 2  # the catalogue may have gained words


def test_charts_have_a_value_for_every_day(made):
    assert VisitDay.objects.count() == 7 * story.WEEKS
    assert (
        8_000
        < sum(
            VisitDay.objects.filter(day__gt=NOW.date() - timedelta(days=30)).values_list(
                "visits", flat=True
            )
        )
        < 20_000
    )
    assert ReadCount.objects.values("day").distinct().count() == 7 * story.WEEKS


# --- people --------------------------------------------------------------------------------------


def test_every_role_has_an_officer_who_can_sign_in(made, client):
    accounts = role_accounts()
    assert {role for _name, held in accounts for role in held.split(", ")} == set(roles.Role)
    assert max(held.count(", ") for _name, held in accounts) == 3  # few do everything in a ward
    for name, _role in accounts:
        officer = User.objects.get(username=name)
        assert officer.check_password(DEMO_PASSWORD)
        client.force_login(officer)
        assert client.get(reverse("admin:index")).status_code == 200
        assert officer.posts.exists()


def test_the_citizen_who_signs_in_has_dossiers_and_questions(made):
    from django.conf import settings

    lan = Citizen.objects.get(zalo_user_id=people.LAN.zalo_user_id)
    assert lan.app_id == (settings.ZALO_APP_ID.strip() or people.APP)
    own = Dossier.objects.of_citizen(lan)
    assert set(own.values_list("status", flat=True)) >= {
        "submitted",
        "processing",
        "supplement_required",
        "completed",
        "returned",
    }
    assert own.late(NOW).count() == 1
    assert set(Question.objects.of_citizen(lan).values_list("status", flat=True)) == {
        "answered",
        "asked_back",
        "waiting",
    }
    assert Notice.objects.filter(citizen=lan).count() >= 5


def test_published_answers_hold_no_personal_data(made):
    from feedback.faq.actions import publication_errors, publication_warnings

    assert FaqEntry.objects.filter(state="published").count() == 6
    assert [
        found
        for entry in FaqEntry.objects.all()
        for found in (*publication_errors(entry), *publication_warnings(entry))
    ] == []


def test_phones_are_unassigned_numbers(made):
    given = set(
        Dossier.objects.exclude(applicant_phone="").values_list("applicant_phone", flat=True)
    )
    assert {phone for phone in given if not phone.startswith("+849000")} == {people.LAN.phone}
