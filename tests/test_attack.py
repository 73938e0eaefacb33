"""Schemathesis against the served schema, with the real catalogue.

No request gets a 500 or an answer outside the schema. The requests are generated from the schema
that the service serves: valid ones, broken ones and methods that do not exist. The seed is fixed,
so a failure can be repeated. `make test` sends few examples of each operation, `make fuzz` many;
ATTACK_EXAMPLES sets their number.
"""

import os
from collections import Counter
from functools import cache

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

from announcements.actions.ending import withdraw as take_back
from announcements.models import Announcement
from citizens.models import Citizen, PersonalRequest
from dossiers.connector import keys, scopes
from dossiers.models import Dossier
from feedback.models import Question
from offices.models import Office
from offices.snapshot import directory
from procedures.actions import withdraw
from procedures.publishing.snapshot import catalogue
from reception.models import Queue, QueueNumber
from reports.evidence import holders, receiving
from reports.models import Evidence, Report
from tests import shipped_data
from tests.announcements import factories as announcements
from tests.citizens.factories import PHONE, citizen, personal_request, token_of
from tests.dossiers.factories import dossier, move
from tests.feedback.factories import agree_to_photos, answer_question, answered, rating
from tests.reception import factories as reception
from tests.reports.factories import report

EXAMPLES = int(os.environ.get("ATTACK_EXAMPLES", "10"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
READING = "PATCH /api/v1/me/notices/"
SOLVING = "PATCH /api/v1/questions/{question_id}/"
LOOKUP = "POST /api/v1/dossiers/lookup/"
PART = "PATCH /api/v1/evidence/uploads/{upload_id}/"
THUMB = "POST /api/v1/answers/ratings/"
CONNECTOR = "POST /api/v1/integration/dossiers/"
MACHINES = " /api/v1/integration/"  # they have keys, not sessions
# A generated request holds no token that Zalo knows, no picture, no signature of ours, no kind of
# reports that is switched on, and no secret code.
BEYOND_GENERATION = {
    "POST /api/v1/session/",
    "POST /api/v1/location/",
    "POST /api/v1/me/phone/",
    "POST /api/v1/photos/",
    "GET /api/v1/integration/counts/",
    "POST /api/v1/evidence/",
    "GET /api/v1/photos/{name}",
    "GET /api/v1/announcements/pictures/{key}-{width}.jpg",
    "POST /api/v1/ratings/",
    "POST /api/v1/reports/",
    "POST /api/v1/reports/checks/",
    "POST /api/v1/reports/lookup/",
    "POST /api/v1/reception/numbers/",  # no window, no code of a screen, no secret of a slip
    "PATCH /api/v1/reception/numbers/{number_id}/",
    "POST /api/v1/reception/numbers/{number_id}/arrival/",
    "POST /api/v1/reception/numbers/lookup/",
    "GET /api/v1/reception/numbers/{number_id}/calendar.ics",  # nobody has booked
    "POST /api/v1/ratings/{rating_id}/reply/",  # only after a leader asked back
}
bounded = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def connection_kept():
    """Keep requests from closing this test's connection, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def schema(db, settings, zalo, connection_kept):
    """Return the served schema, with all shipped data behind it and one withdrawn procedure."""
    settings.THROTTLES = dict.fromkeys(settings.THROTTLES, 1_000_000)
    shipped_data.load()
    withdraw("tthc-1-001456", None, "Thử nghiệm", "tthc-1-001194")
    return schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())


def real_keys():
    """Return values for path parameters that exist: generated ones would only meet 404."""
    held = catalogue.current()
    return {
        "key": st.sampled_from(list(held.withdrawn))
        | st.sampled_from([*held.documents, *held.ids_by_code]),
        "office_id": st.sampled_from(list(directory.current().offices)),
        "request_id": st.builds(request_id),
        "code": st.builds(dossier_code) | st.builds(finished_dossier_code),
        "rating_id": st.builds(rating_key),
        "question_id": st.builds(question_id),
        "queue_id": st.builds(queue_id),
        "number_id": st.builds(number_id),
        "upload_id": st.builds(upload_id),
        "number": st.builds(open_report) | st.builds(decided_report),
        "name": st.just("0" * 32 + ".jpg"),
        "slug": st.builds(announcement_slug) | st.builds(withdrawn_slug),
        "width": st.just(480),
    }


def announcement_slug():
    """Return the address of a scam warning, which is in every feed."""
    row = Announcement.objects.filter(state="published").first() or announcements.published(
        "scam_warning"
    )
    return row.slug


def withdrawn_slug():
    """Return the address of an announcement that was taken back."""
    row = Announcement.objects.filter(state="withdrawn").first()
    if not row:
        row = announcements.published()
        take_back(row, announcements.approver_of(row.office), "Thông tin không còn đúng.")
    return row.slug


def any_citizen():
    """Return a citizen with a phone; the generated requests also erase citizens and phones."""
    found = Citizen.objects.active().exclude(phone="").first()
    if not found:
        found = citizen(PHONE)
        agree_to_photos(found)
        answered(found)
    return found


def live_session():
    """Return a session that is alive, as the generated requests also log out."""
    return token_of(any_citizen())


def dossier_code():
    """Return the code of a dossier that belongs to the phone."""
    row = Dossier.objects.first() or dossier(phone=PHONE)
    return row.code


def finished_dossier_code():
    """Return the code of a returned dossier that its owner may rate."""
    row = Dossier.objects.filter(status="returned").first() or move(
        dossier(phone=PHONE), "processing", "completed", "returned"
    )
    return row.code


def rating_key():
    """Return the key of a rating by the citizen who calls."""
    return rating(any_citizen()).key


def request_id():
    """Return the id of a request of the citizen who calls."""
    who = any_citizen()
    made = PersonalRequest.objects.filter(citizen=who)
    return (made.filter(closed_at=None).first() or made.first() or personal_request(who)).pk


def upload_id():
    """Return the id of an upload of the citizen who calls, of which nothing has come."""
    holder = holders.holder_of_citizen(any_citizen())
    begun = Evidence.objects.filter(holder_hash=holder.mark, completed_at=None)
    return str((begun.first() or receiving.begin_upload(holder, 100_000, receiving.Said())).pk)


def queue_id():
    """Return the id of a counter."""
    return (Queue.objects.first() or reception.queue()).pk


def number_id():
    """Return the id of a number of the citizen who calls, who waits with it."""
    own = QueueNumber.objects.filter(citizen=any_citizen(), state="waiting")
    return (own.first() or reception.walked_in(who=any_citizen())).pk


def question_id():
    """Return the id of a question of the citizen who calls, an answered one if possible."""
    asked = Question.objects.filter(citizen=any_citizen())
    waiting = asked.filter(status="waiting").first()
    if waiting and not asked.filter(status="answered").exists():
        answer_question(waiting)
    return (asked.filter(status="answered").first() or asked.first()).pk


def open_report():
    """Return the number of a report by the citizen who calls, to which more may be added."""
    who = any_citizen()
    own = Report.objects.of_citizen(who).filter(status="sent")
    return (own.first() or report(Office.objects.get(parent=None), who)).number


def decided_report():
    """Return the number of a report by the citizen who calls that may be disputed."""
    who = any_citizen()
    own = Report.objects.of_citizen(who).filter(status="concluded")
    now = timezone.now()
    ended = {"status": "concluded", "outcome": "handled", "ended_at": now, "decided_at": now}
    return (own.first() or report(Office.objects.get(parent=None), who, **ended)).number


@cache
def connector_key():
    """Return a connector's key that may do everything."""
    province = Office.objects.get(parent=None).pk
    granted = [name for name, _title in scopes.choices()]
    return keys.create("Thử nghiệm", [province], 30, granted=granted)[1]


def attack(operation, mode, keys, asking, seen):
    """Send generated requests of one operation.

    Half of them come from a citizen with a session and name things that exist.
    """

    @seed(20261124)
    @bounded
    @given(case=operation.as_strategy(generation_mode=mode), real=st.booleans(), data=st.data())
    def send(case, real, data):
        # The only key that writes: without it a handful of requests may hold none that succeeds.
        if real or (operation.label == CONNECTOR and mode is GenerationMode.POSITIVE):
            case.headers["Authorization"] = (
                f"Bearer {connector_key() if MACHINES in operation.label else asking()}"
            )
            if operation.label == LOOKUP and isinstance(case.body, dict):
                case.body["code"] = dossier_code()
            if operation.label == PART:
                case.headers["Upload-Offset"] = "0"
            if operation.label == SOLVING and mode is GenerationMode.POSITIVE:
                case.body = {"solved": True}  # most generated bodies are empty, which is refused
            if operation.label == READING and mode is GenerationMode.POSITIVE:
                case.body = {"read_all": True}  # likewise
            case.path_parameters.update(
                {name: data.draw(keys[name]) for name in case.path_parameters or {}}
            )
        if operation.label == THUMB and mode is GenerationMode.POSITIVE:
            case.body["procedure"] = data.draw(keys["key"])
        response = case.call_and_validate(checks=CHECKS)
        seen[operation.label, response.status_code] += 1

    try:
        send()
    except Unsatisfiable:
        assert (
            mode is GenerationMode.NEGATIVE
        )  # where every text is a valid key, there is no wrong one


def test_generated_requests_get_documented_answers_only(schema):
    operations = [operation.ok() for operation in schema.get_all_operations()]
    seen, keys = Counter(), real_keys()
    for operation in operations:
        for mode in GenerationMode.POSITIVE, GenerationMode.NEGATIVE:
            attack(operation, mode, keys, live_session, seen)
    succeeded = {label for label, status in seen if status < 300}
    assert succeeded | BEYOND_GENERATION == {operation.label for operation in operations}
    assert {200, 204, 400, 401, 404, 410} <= {status for _label, status in seen}
