"""Who is refused when a citizen's row is locked, for every act that locks it.

Blocking and erasing end all sessions, so these are requests that were already running: each act
gets the citizen as read before.
"""

import uuid

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils import timezone

from citizens import actions
from citizens.locking import Act, lock_citizen
from citizens.login import sessions
from citizens.models import Citizen, Erasure, PersonalRequest, Purpose
from citizens.privacy import export
from citizens.privacy.policy import CURRENT
from citizens.requests import actions as requests
from citizens.requests.workflow import Status
from feedback.models import FollowUp, Photo, Question, Rating
from feedback.photos import actions as photos
from feedback.questions import actions as questions
from feedback.questions.actions import About, SentMessage
from feedback.questions.routing import Concern, choose_office
from feedback.ratings import actions as ratings
from feedback.ratings import follow_ups
from foundation.api.problems import Problem
from offices.snapshot import directory
from tests.citizens.factories import PHONE, citizen, personal_request
from tests.feedback.factories import (
    TEXT,
    agree_to_photos,
    officer_of,
    question,
)
from tests.feedback.ratings.conftest import finished
from tests.foundation.media.pictures import picture
from tests.offices.factories import calendar_2026_2027, province, thanh_mieu

pytestmark = pytest.mark.django_db


@pytest.fixture
def lan():
    """Return a citizen with a verified phone, in a province with a calendar."""
    province()
    calendar_2026_2027()
    return citizen(PHONE)


def blocked(who):
    """Block a citizen and return the object read before."""
    actions.block(who, "Quấy rối")
    return who


def refusal_of(act):
    """Return the code of the problem that an act raises, or None."""
    try:
        act()
    except Problem as problem:
        return problem.type.code
    return None


@pytest.mark.parametrize(
    ("state", "refused"),
    [
        ({}, set()),
        ({"blocked_at": timezone.now()}, {Act.NEW_CONTENT}),
        (
            {"erased_at": timezone.now(), "zalo_user_id": None, "name": ""},
            {Act.NEW_CONTENT, Act.DATA_RIGHT},
        ),
    ],
)
def test_each_act_refuses_its_own_states(state, refused):
    who = citizen(**state)
    with transaction.atomic():
        found = {act: refusal_of(lambda act=act: lock_citizen(who.pk, act)) for act in Act}
    assert found == {act: "session_ended" if act in refused else None for act in Act}


def test_a_missing_citizen_is_treated_as_erased():
    with transaction.atomic(), pytest.raises(Problem) as error:
        lock_citizen(999_999)
    assert error.value.type.code == "session_ended"


def test_the_current_row_is_returned(lan):
    Citizen.objects.filter(pk=lan.pk).update(name="Tên mới")
    with transaction.atomic():
        assert lock_citizen(lan.pk).name == "Tên mới"


def test_a_blocked_citizen_cannot_add_anything(lan, tmp_path, settings):
    settings.MEDIA_ROOT = tmp_path
    agree_to_photos(lan)
    asked = question(lan)
    row = finished(lan, thanh_mieu())
    desk = choose_office(Concern(), directory.current(), timezone.localdate())
    low = follow_ups.open_for_low_mark(lan, 1, "x" * 64, row.office_id)
    blocked(lan)
    upload = [SimpleUploadedFile("a.jpg", picture(), "image/jpeg")]
    acts = {
        "ask": lambda: questions.ask(lan, SentMessage(TEXT), desk, About()),
        "ask by OA": lambda: questions.receive_from_chat(lan, SentMessage(TEXT), desk, About()),
        "say": lambda: questions.add_message(lan, asked, SentMessage("Còn nữa")),
        "solve": lambda: questions.mark_solved(lan, asked),
        "rate": lambda: ratings.rate_dossier(lan, row, None),
        "rate a visit": lambda: ratings.rate_visit(lan, None, None),
        "reply": lambda: follow_ups.reply(lan, low, "Vì chậm"),
        "photo": lambda: photos.upload_photos(lan, upload),
    }
    found = {name: refusal_of(act) for name, act in acts.items()}
    assert found == dict.fromkeys(acts, "session_ended")
    assert (Question.objects.count(), Rating.objects.count(), Photo.objects.count()) == (1, 0, 0)
    assert list(tmp_path.rglob("*.*")) == []


def test_a_blocked_citizen_keeps_data_rights(lan):
    waiting = personal_request(lan)
    blocked(lan)
    acts = {
        "request": lambda: requests.receive(lan, "access", ""),
        "take back": lambda: requests.cancel(waiting),
        "consent": lambda: actions.decide(
            lan, Purpose.NOTICES, granted=False, policy_version=CURRENT
        ),
        "rename": lambda: actions.rename(lan, "Lan"),
        "phone": lambda: actions.remove_phone(lan),
        "export": lambda: export.export_citizen(lan),
        "log out": lambda: actions.log_out(sessions.begin(lan)[1]),
        "erase": lambda: actions.erase(lan, Erasure.Cause.OWN_WISH),
    }
    assert {name: refusal_of(act) for name, act in acts.items()} == dict.fromkeys(acts)
    lan.refresh_from_db()
    assert lan.erased_at
    assert lan.blocked_identity
    assert PersonalRequest.objects.open().count() == 0


def test_an_erased_citizen_cannot_use_data_rights(lan):
    actions.erase(lan, Erasure.Cause.OWN_WISH)
    acts = {
        "request": lambda: requests.receive(lan, "access", ""),
        "consent": lambda: actions.decide(
            lan, Purpose.NOTICES, granted=True, policy_version=CURRENT
        ),
        "rename": lambda: actions.rename(lan, "Lan"),
        "phone": lambda: actions.remove_phone(lan),
    }
    found = {name: refusal_of(act) for name, act in acts.items()}
    assert found == dict.fromkeys(acts, "session_ended")
    assert actions.erase(lan, Erasure.Cause.OWN_WISH) is None


def test_officers_can_close_cases_of_a_blocked_citizen(lan):
    asked, waiting = question(lan), personal_request(lan)
    low = follow_ups.open_for_low_mark(lan, 1, uuid.uuid4().hex, asked.office_id)
    officer = officer_of(asked.office)
    boss = User.objects.create_superuser("truong")
    blocked(lan)
    questions.take(asked, officer)
    assert questions.answer(asked, officer, "Mời bạn đến.").status == "answered"
    assert requests.refuse(waiting, boss, "Không có căn cứ").status == Status.REFUSED
    assert follow_ups.decline(low, boss, "Không có căn cứ").status == "declined"
    assert FollowUp.objects.get().rater == ""
