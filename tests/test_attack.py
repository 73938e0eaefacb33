"""Schemathesis against the served schema, with the real catalogue.

No 500, no answer outside the schema.

The requests are generated from the document that the service itself serves: valid ones, broken ones
and methods that do not exist. The seed is fixed, so that a failure comes back; set ATTACK_EXAMPLES
for more.
"""

import os
from collections import Counter
from functools import cache
from io import StringIO

import pytest
import schemathesis
from django.core.management import call_command
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
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

from citizens.models import Citizen, PersonalRequest
from dossiers.connector import keys
from dossiers.models import Dossier
from feedback.models import Question
from offices.models import Office
from offices.snapshot import directory
from procedures.actions import withdraw
from procedures.snapshot import catalogue
from tests.citizens.factories import PHONE, citizen, personal_request, token_of
from tests.dossiers.factories import dossier, move
from tests.feedback.factories import agree_to_photos, answered, rating

EXAMPLES = int(os.environ.get("ATTACK_EXAMPLES", "40"))
CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
LOOKUP = "POST /api/v1/dossiers/lookup/"
CONNECTOR = "POST /api/v1/integration/dossiers/"  # machines have keys, not sessions
# No generated request holds a token that Zalo knows, a picture, or a signature of ours.
BEYOND_GENERATION = {
    "POST /api/v1/session/",
    "POST /api/v1/me/phone/",
    "POST /api/v1/photos/",
    "GET /api/v1/photos/{name}",
    "POST /api/v1/ratings/",
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
    """Let requests leave this test's transaction alone, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def schema(db, settings, zalo, connection_kept):
    """Return the served schema.

    With everything that the project ships behind it and one withdrawn procedure.
    """
    settings.THROTTLES = dict.fromkeys(settings.THROTTLES, 1_000_000)
    call_command("load_initial_data", stdout=StringIO())
    withdraw("tthc-1-001456", None, "Thử nghiệm", "tthc-1-001194")
    return schemathesis.openapi.from_wsgi("/api/schema/?format=json", get_wsgi_application())


def real_keys():
    """Return what path parameters may be: generated texts alone would only ever meet 404."""
    held = catalogue.current()
    return {
        "key": st.sampled_from(list(held.withdrawn))
        | st.sampled_from([*held.documents, *held.ids_by_code]),
        "office_id": st.sampled_from(list(directory.current().offices)),
        "request_id": st.builds(a_request_s_id),
        "code": st.builds(a_dossier_s_code) | st.builds(a_finished_dossier_s_code),
        "rating_id": st.builds(a_rating_s_key),
        "question_id": st.builds(a_question_s_id),
        "name": st.just("0" * 32 + ".jpg"),
    }


def somebody():
    """Return a citizen with a phone.

    The generated requests also erase citizens and remove their phones.
    """
    found = Citizen.objects.active().exclude(phone="").first()
    if not found:
        found = citizen(PHONE)
        agree_to_photos(found)
        answered(found)
    return found


def session_of_somebody():
    """Return a session that lives: the generated requests log out, too."""
    return token_of(somebody())


def a_dossier_s_code():
    """Return the code of a dossier of whoever has the phone."""
    row = Dossier.objects.first() or dossier(phone=PHONE)
    return row.code


def a_finished_dossier_s_code():
    """Return the code of one that was returned, and that its owner may rate."""
    row = Dossier.objects.filter(status="returned").first() or move(
        dossier(phone=PHONE), "processing", "completed", "returned"
    )
    return row.code


def a_rating_s_key():
    """Return the key of a rating of the citizen who asks now."""
    return rating(somebody()).key


def a_request_s_id():
    """Return the id of a request of the citizen who asks now."""
    who = somebody()
    made = PersonalRequest.objects.filter(citizen=who)
    return (made.filter(closed_at=None).first() or made.first() or personal_request(who)).pk


def a_question_s_id():
    """Return the id of a question of the citizen who asks now.

    If possible of one that was answered.
    """
    asked = Question.objects.filter(citizen=somebody())
    return (asked.filter(status="answered").first() or asked.first()).pk


@cache
def key_of_somebody():
    """Return a key of a connector that may write everything."""
    return keys.create("Thử nghiệm", [Office.objects.get(parent=None).pk], 30)[1]


def attack(operation, mode, keys, asking, seen):
    """Send generated requests of one operation.

    Half of them by a citizen with a session and to things that exist.
    """

    @seed(20261124)
    @bounded
    @given(case=operation.as_strategy(generation_mode=mode), real=st.booleans(), data=st.data())
    def send(case, real, data):
        if real:
            case.headers["Authorization"] = (
                f"Bearer {key_of_somebody() if operation.label == CONNECTOR else asking()}"
            )
            if operation.label == LOOKUP and isinstance(case.body, dict):
                case.body["code"] = a_dossier_s_code()
            case.path_parameters.update(
                {name: data.draw(keys[name]) for name in case.path_parameters or {}}
            )
        response = case.call_and_validate(checks=CHECKS)
        seen[operation.label, response.status_code] += 1

    try:
        send()
    except Unsatisfiable:
        assert (
            mode is GenerationMode.NEGATIVE
        )  # where every text is a valid key, there is no wrong one


def test_generated_requests_meet_only_documented_answers(schema):
    operations = [operation.ok() for operation in schema.get_all_operations()]
    seen, keys = Counter(), real_keys()
    for operation in operations:
        for mode in GenerationMode.POSITIVE, GenerationMode.NEGATIVE:
            attack(operation, mode, keys, session_of_somebody, seen)
    succeeded = {label for label, status in seen if status < 300}
    assert succeeded == {operation.label for operation in operations} - BEYOND_GENERATION
    assert {200, 204, 400, 401, 404, 410} <= {status for _label, status in seen}
