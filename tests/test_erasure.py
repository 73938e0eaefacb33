"""Nothing is left of an erased citizen in any column, file or log line (PD-07).

The data of others stays.
"""

import json
import logging
import shutil
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client, override_settings

from citizens import actions
from citizens.models import Citizen, Erasure
from citizens.privacy import personal_data_registry
from foundation.zalo import process
from tests import erasure, memory
from tests.for_each import for_each
from tests.offices.factories import office
from zalo_client.simulator import Simulator

PHONES = ("84912345678", "84987650321")
# Models that lead to a citizen or hold encrypted values, and of which a life has no row of its
# own.
NOT_OF_A_LIFE = {
    "citizens.Erasure": "made by erasing itself; the test looks at it",
    "official_accounts.OaToken": "the Official Account's own secret, of no person",
    "official_accounts.OfficialAccount": "likewise",
    "official_accounts.Connection": "an officer's, gone after a day",
    "desk.SentForm": "an officer's, gone after days; its address is a page of ours, encrypted",
    "desk.Draft": "named by page and key; its own tests delete it with the citizen",
    "desk.Note": "named by page and key; a life has one, whose words are looked for",
}


class Kept(logging.Handler):
    """Keeps every line that is logged."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.records = []

    def emit(self, record):
        self.records.append(record)


@dataclass
class World:
    """Two people who used everything, and what that left outside the database."""

    lives: list[erasure.Life]
    records: list[logging.LogRecord]
    media: Path
    kept: Path  # a copy of their files
    cached: list[dict]

    def again(self):
        """Put files and cache back as they were, and return the lives."""
        shutil.rmtree(self.media)
        shutil.copytree(self.kept / "media", self.media)
        shutil.copytree(self.kept / "data", settings.DATA_DIR, dirs_exist_ok=True)
        cache._cache.update(self.cached[0])
        cache._expire_info.update(self.cached[1])
        return [
            replace(life, secrets=dict(life.secrets), written=list(life.written))
            for life in self.lives
        ]


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """Let two people use everything, one after the other, once: it takes seconds.

    What a test does to the database is rolled back to here.
    """
    media, kept, handler = tmp_path_factory.mktemp("media"), tmp_path_factory.mktemp("kept"), Kept()
    memory.forget()
    with (
        django_db_blocker.unblock(),
        transaction.atomic(),
        Simulator() as zalo,
        override_settings(MEDIA_ROOT=media, **zalo.settings()),
        _logged_to(handler),
    ):
        process.forget()
        lives = _lived(zalo)
        shutil.copytree(media, kept / "media")
        shutil.copytree(settings.DATA_DIR, kept / "data")
        cached = [cache._cache.copy(), cache._expire_info.copy()]
        with django_db_blocker.block():
            yield World(lives, handler.records, media, kept, cached)
        transaction.set_rollback(True)
    process.forget()


@contextmanager
def _logged_to(handler):
    root = logging.getLogger()
    level = root.level
    root.setLevel(logging.DEBUG)
    root.addHandler(handler)
    yield
    root.removeHandler(handler)
    root.setLevel(level)


def _lived(zalo):
    officer = Client()
    officer.force_login(User.objects.create_superuser("admin"))
    office("tinh", kind="province", name="Công an tỉnh")
    lived = [erasure.person(zalo, officer, phone) for phone in PHONES]
    for life in lived:
        erasure.live(life)
    return lived


@pytest.fixture
def lines(world, caplog):
    """Return every log line of the lives and the test with everything that came with it."""
    caplog.set_level(logging.DEBUG)

    def text():
        records = [*world.records, *caplog.get_records("setup"), *caplog.get_records("call")]
        return json.dumps(
            [{key: repr(value) for key, value in vars(record).items()} for record in records],
            ensure_ascii=False,
        )

    return text


@pytest.fixture
def lives(world, lines, db):
    """Return two people who used everything, one after the other."""
    return world.again()


@pytest.fixture
def rows_of_a_life(lives):
    """Return the labels of the models of which the first person has rows."""
    citizen = lives[0].citizen
    found = set()
    for model in apps.get_models(include_auto_created=True):
        paths = ["pk"] if model is Citizen else erasure.paths_to_citizen(model)
        if any(model._base_manager.filter(**{path: citizen.pk}).exists() for path in paths):
            found.add(model._meta.label)
    return found


def erase(life):
    answer = life.client.delete("/api/v1/me/")
    assert answer.status_code == 200
    return answer.json()


# --- the search itself ---------------------------------------------------------------------------


def test_every_personal_model_is_part_of_a_life_or_is_excused(rows_of_a_life):
    personal = {model._meta.label for model in erasure.personal_models()}
    leading = {
        model._meta.label
        for model in erasure.personal_models()
        if model is Citizen or erasure.paths_to_citizen(model)
    }
    listed = set(erasure.held) | set(NOT_OF_A_LIFE) | set(erasure.excused)
    assert personal - listed == set()
    assert (leading & set(erasure.held)) - rows_of_a_life == set(), (
        "a maker says it makes them, but there are none"
    )


def test_excused_models_and_tables_exist():
    known = {model._meta.label for model in apps.get_models(include_auto_created=True)}
    tables = set(connection.introspection.django_table_names())
    assert {*erasure.held, *NOT_OF_A_LIFE, *erasure.excused} <= known
    assert set(erasure.kept_tables) <= tables


def test_the_search_finds_every_secret_before_erasure(lives):
    for life in lives:
        found = {what for _place, what in erasure.traces(life.secrets)}
        missing = [
            what
            for what, secret in life.secrets.items()
            if secret in life.written and what not in found
        ]
        assert missing == []
        plain = {
            f"plain {life.user.id}",
            f"plain {life.user.oa_user_id}",
            f"plain {life.user.phone[2:]}",
        }
        assert plain <= found
        assert any(what.startswith("hash phone") for what in found)


@for_each("hiding_place", ["column", "encrypted", "json", "without marks", "cache", "file"])
def test_the_search_looks_everywhere(lives, hiding_place):
    from django.contrib.sessions.models import Session

    from foundation.records.encryption import encrypt
    from foundation.records.vietnamese import fold

    life = lives[0]
    secret = life.user.name.split()[-1]
    erase(life)
    data = {
        "column": secret,
        "encrypted": encrypt(secret),
        "json": json.dumps(secret),
        "without marks": fold(secret),
    }
    if hiding_place in data:
        Session.objects.create(
            session_key="x", session_data=data[hiding_place], expire_date="2027-01-01T00:00:00Z"
        )
    elif hiding_place == "file":
        Path(settings.MEDIA_ROOT, "photo.txt").write_text(secret)
    else:
        cache.set("x", secret)
    assert {what for _place, what in erasure.traces(life.secrets)} >= {f"plain {secret}"}


# --- erasing -------------------------------------------------------------------------------------


def by_the_citizen(life):
    erase(life)


def by_zalo(life):
    event = life.zalo.revocation(life.user)
    answer = life.client.post(
        "/webhooks/zalo/miniapp/", event.raw, content_type="application/json", headers=event.headers
    )
    assert answer.status_code == 200


def by_an_officer(life):
    from citizens.models import PersonalRequest
    from tests.citizens.lives import act

    number = life.send(
        "POST", "me/requests/", {"kind": "deletion", "text": life.writes("Xin xoá hết")}
    ).json()["id"]
    act(
        life,
        "personalrequest",
        "finish",
        PersonalRequest.objects.get(pk=number),
        words=life.writes("Đã xoá theo đơn"),
        erase="on",
    )


def by_retention(life):
    from django.core.management import call_command
    from django.utils import timezone

    life.client.delete("/api/v1/me/requests/1/")
    for request in life.citizen.personal_requests.all():
        life.client.delete(f"/api/v1/me/requests/{request.pk}/")
    Citizen.objects.filter(pk=life.citizen.pk).update(
        last_seen_on=timezone.localdate().replace(year=2020)
    )
    call_command("apply_retention", apply=True, verbosity=0)


WAYS = {
    by_the_citizen: "own_wish",
    by_zalo: "zalo_revoked",
    by_an_officer: "deletion_request",
    by_retention: "unseen",
}


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
def test_nothing_is_left_of_an_erased_citizen(lives, lines, way, monkeypatch):
    from citizens.webhooks import views

    monkeypatch.setattr(views, "REVOCATION_SECONDS", 0)
    gone, other = lives
    number, others = gone.citizen.pk, set(erasure.traces(other.secrets))
    way(gone)
    assert Citizen.objects.get(pk=number).erased_at
    assert erasure.traces(gone.secrets) == []
    assert Erasure.objects.get().cause == WAYS[way]
    assert set(erasure.traces(other.secrets)) == others
    text = lines()
    assert "citizen_logged_out" in text  # from their lives
    assert "citizen_erased" in text
    assert [what for life in lives for what, secret in life.secrets.items() if secret in text] == []


def test_only_the_block_is_left_of_an_erased_blocked_citizen(lives):
    gone = lives[0]
    actions.block(gone.citizen, gone.writes("Lý do"))
    actions.erase(gone.citizen, "deletion_request")
    assert {place for place, _what in erasure.traces(gone.secrets)} == {
        "citizens_citizen.blocked_identity"
    }


def test_personal_texts_are_encrypted_before_erasure(lives):
    """The database holds the phone and what people wrote to us encrypted (PD-09)."""
    life = lives[0]
    raw = {
        place
        for place, what in erasure.traces(life.secrets, raw=True)
        if what in {f"plain {life.user.phone[2:]}", "text Tôi yêu cầu"}
    }
    assert raw == set()


# --- exporting -----------------------------------------------------------------------------------


def test_an_export_holds_all_of_ones_own_data_and_nobody_elses(lives):
    for life, other in (lives, reversed(lives)):
        text = life.client.get("/api/v1/me/export/").content.decode()
        assert [what for what, secret in other.secrets.items() if secret in text] == []
        assert life.phone in text
        assert life.user.id in text
        assert life.user.name in text


def test_every_part_is_exported_under_its_name(lives):
    parts = lives[0].client.get("/api/v1/me/export/").json()["parts"]
    assert list(parts) == [part.name for part in personal_data_registry.parts()]
    assert all(part["content"] for name, part in parts.items())
