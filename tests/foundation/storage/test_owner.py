"""Files belong to one database: no other one sweeps them."""

import uuid

import pytest
from django.core.checks import run_checks
from django.core.management import call_command
from django.utils import timezone

from announcements.pictures import sweeping as pictures
from feedback.photos import actions as photos
from foundation.records.models import Identity
from foundation.storage import owner
from police_portal import checks
from reports.evidence import sweeping as evidence
from tests.for_each import for_each

pytestmark = pytest.mark.django_db
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
    with pytest.raises(owner.NotOurs):
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
    with pytest.raises(owner.NotOurs):
        owner.require()
    call_command("adopt_files", apply=True)
    for sweep in SWEEPS:
        sweep(timezone.now())


def test_the_previous_owner_loses_them(marked):
    first = Identity.objects.get()
    become_another()
    owner.adopt()
    Identity.objects.update(database=first.database, turn=first.turn, home=first.home)
    with pytest.raises(owner.NotOurs):
        owner.require()


def test_files_of_a_backup_are_still_ours(place):
    """The database went on, and an older mark came back with the files: no file is unknown."""
    owner.require()
    Identity.objects.update(turn=9)
    owner.require()


def test_an_unreadable_mark_is_anothers(settings, tmp_path):
    settings.MEDIA_ROOT = settings.SEALED_ROOT = tmp_path
    (tmp_path / owner.MARK).write_bytes(b"\xff\x00 nothing")
    with pytest.raises(owner.NotOurs):
        owner.require()
