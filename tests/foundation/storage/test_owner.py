"""Files belong to one database: no other one sweeps, writes or deletes them."""

import uuid
from datetime import date
from functools import partial

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.db import OperationalError
from django.utils import timezone

from announcements.pictures import keeping
from announcements.pictures import sweeping as pictures
from feedback.photos import actions as photos
from feedback.photos import storage as photo_files
from foundation.api.problems import Problem
from foundation.files import guard
from foundation.files.away import StorageAway
from foundation.media.custody import End
from foundation.media.sealed_files import delete_sealed, path_of, write_sealed
from foundation.records.models import Identity
from foundation.storage import owner
from foundation.storage.opening import attempt
from police_portal import checks
from reports.evidence import custody_ends
from reports.evidence import sweeping as evidence
from tests.announcements.factories import jpeg
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
KEY, DAY = uuid.uuid4(), date(2026, 11, 24)
SWEEPS = [photos.delete_lost_files, pictures.delete_lost_files, evidence.delete_lost_files]


@pytest.fixture(params=["folder", "bucket"])
def place(request, settings, tmp_path):
    """Keep files in an empty folder, then in an empty bucket."""
    settings.MEDIA_ROOT, settings.SEALED_ROOT = tmp_path / "media", tmp_path / "sealed"
    if request.param == "bucket":
        request.getfixturevalue("bucket")
    return request.param


@pytest.fixture
def marked(place):
    owner.require()


def become_another():
    """Become the database of another province."""
    Identity.objects.update(database=uuid.uuid4(), turn=0, home="")


def become_copy():
    """Become a dump from before the last sweep, restored on the same server."""
    Identity.objects.update(turn=Identity.objects.get().turn - 1)


def become_dump():
    """Become a dump of this moment, on another server."""
    Identity.objects.update(home="7512345678901234567 police_portal")


OTHERS = [become_another, become_copy, become_dump]


def test_the_first_sweep_marks_the_files(place):
    owner.require()
    assert owner.fault(Identity.objects.get()) == ""
    owner.require()
    assert Identity.objects.get().turn == 2


@for_each("become", OTHERS)
@for_each("sweep", SWEEPS)
def test_no_sweep_runs_on_the_files_of_another_database(marked, become, sweep):
    become()
    with pytest.raises(guard.NotOurs):
        sweep(timezone.now())


@for_each("become", OTHERS)
def test_another_database_does_not_start(marked, become):
    become()
    with pytest.raises(SystemExit, match=r"storage\.E008"):
        checks.refuse_foreign_files()
    errors = run_checks(databases=["default"], include_deployment_checks=True)
    assert "storage.E008" in [error.id for error in errors]


def test_the_owner_starts(marked):
    checks.refuse_foreign_files()


@for_each("become", OTHERS)
def test_an_operator_adopts_them(marked, become):
    become()
    call_command("adopt_files")
    with pytest.raises(guard.NotOurs):
        owner.require()
    call_command("adopt_files", apply=True)
    for sweep in SWEEPS:
        sweep(timezone.now())


def test_the_previous_owner_loses_them(marked):
    first = Identity.objects.get()
    become_another()
    owner.adopt()
    Identity.objects.update(database=first.database, turn=first.turn, home=first.home)
    with pytest.raises(guard.NotOurs):
        owner.require()


def test_files_of_a_backup_are_still_ours(place):
    """The database went on, and an older mark came back with the files: no file is unknown."""
    owner.require()
    Identity.objects.update(turn=9)
    owner.require()


def test_an_unreadable_mark_is_anothers(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SEALED_ROOT = tmp_path
    (tmp_path / owner.MARK).write_bytes(b"\xff\x00 nothing")
    with pytest.raises(guard.NotOurs):
        owner.require()


# --- every way to change files --------------------------------------------------------------------

CHANGES = {
    "write a photo": lambda: photo_files.write_photo(KEY, b"anh", DAY),
    "delete a photo": lambda: photo_files.delete_file(f"photos/{DAY}/{KEY.hex}.jpg"),
    "keep a picture": lambda: keeping.keep_picture(jpeg(), None),
    "keep an original": lambda: write_sealed([b"goc"], path_of(KEY), KEY),
    "delete an original": lambda: delete_sealed(KEY),
    "keep the end of a chain": lambda: custody_ends.keep_end(KEY, End(1, "00", "00")),
}


@pytest.fixture
def asked(monkeypatch):
    """Let this process ask whose the files are, as one that has just started."""
    monkeypatch.setattr(guard._Known, "until", 0.0)


@for_each("become", OTHERS)
@for_each("change", CHANGES.values(), ids=list(CHANGES))
def test_nothing_changes_files_of_another_database(marked, asked, become, change):
    become()
    with pytest.raises((guard.NotOurs, Problem)) as refused:
        change()
    told = refused.value
    assert isinstance(told, guard.NotOurs) or isinstance(told.__cause__, guard.NotOurs)


@for_each("change", CHANGES.values(), ids=list(CHANGES))
def test_the_owner_changes_its_files(marked, asked, change):
    change()


def test_what_follows_a_deletion_leaves_them_for_the_owner(marked, asked):
    path = photo_files.write_photo(KEY, b"anh", DAY)
    become_another()
    guard.ask_anew()
    assert not attempt(partial(photo_files.delete_file, path))
    assert photo_files.read_photo(path) == b"anh"


def test_a_process_that_runs_on_notices_within_a_minute(marked, asked, monkeypatch):
    guard.require_ours()
    become_another()
    guard.require_ours()
    later = guard.time.monotonic() + guard.SECONDS
    monkeypatch.setattr(guard.time, "monotonic", lambda: later)
    with pytest.raises(guard.NotOurs):
        guard.require_ours()


def test_while_nobody_can_say_nothing_changes(marked, asked, monkeypatch):
    def fail():
        raise OperationalError

    monkeypatch.setattr(guard._Known, "ask", fail)
    with pytest.raises(StorageAway):
        photo_files.write_photo(KEY, b"anh", DAY)
