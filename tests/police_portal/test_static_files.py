"""A page of an earlier version finds its files after an upgrade, until they are swept."""

import os
from datetime import timedelta

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
from django.test import Client

from police_portal.static_files import KEPT, KeptStaticFiles

pytestmark = pytest.mark.django_db  # the end of a request checks its connection


@pytest.fixture
def machine(tmp_path, settings, monkeypatch):
    """Return a function that installs a version whose style is `text`, and returns its address."""
    (tmp_path / "source").mkdir()
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATICFILES_DIRS = [tmp_path / "source"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.WHITENOISE_USE_FINDERS = False
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "police_portal.static_files.KeptStaticFiles"}
    }

    def install(version, text):
        monkeypatch.setattr(KeptStaticFiles, "manifest_name", f"staticfiles.{version}.json")
        (tmp_path / "source" / "a.css").write_text(text)
        call_command("collectstatic", interactive=False, verbosity=0)
        return address()

    return install


def address():
    """Return the address of the style for pages of a new process."""
    staticfiles_storage.hashed_files = staticfiles_storage.load_manifest()[0]
    return staticfiles_storage.url("a.css")


def status(path, process=None):
    """Request from a process, by default a new one."""
    response = (process or Client()).get(path)
    response.close()
    return response.status_code


def make_older(settings, by):
    """Make every file there older."""
    for file in settings.STATIC_ROOT.rglob("*"):
        moment = file.stat().st_mtime - by.total_seconds()
        os.utime(file, (moment, moment))


@pytest.fixture
def real_clock(time_machine, tmp_path):
    """Set the clock to that of the disk, which no test can set."""
    (tmp_path / "now").touch()
    time_machine.move_to((tmp_path / "now").stat().st_mtime)


@pytest.mark.usefixtures("real_clock")
def test_a_page_of_an_earlier_version_finds_its_file_until_it_is_swept(machine, settings):
    before = machine("one", "a { color: red }")
    make_older(settings, timedelta(days=400))  # it was in use for long
    after = machine("two", "a { color: blue }")
    call_command("sweep_static_files", verbosity=0)
    assert before != after
    assert (status(before), status(after)) == (200, 200)
    make_older(settings, KEPT + timedelta(days=1))
    machine("three", "a { color: blue }")
    call_command("sweep_static_files", verbosity=0)
    assert (status(before), status(after)) == (404, 200)


@pytest.mark.usefixtures("real_clock")
def test_an_unchanged_file_is_kept_whatever_its_age(machine, settings):
    machine("one", "a { color: red }")
    make_older(settings, timedelta(days=400))
    same = machine("two", "a { color: red }")
    make_older(settings, timedelta(days=400))
    call_command("sweep_static_files", verbosity=0)
    assert status(same) == 200


def test_a_restarted_process_of_an_earlier_version_uses_its_own_files(machine, monkeypatch):
    before = machine("one", "a { color: red }")
    machine("two", "a { color: blue }")
    monkeypatch.setattr(KeptStaticFiles, "manifest_name", "staticfiles.one.json")
    assert address() == before


def test_a_file_swept_under_a_running_process_is_not_found(machine, settings):
    found = machine("one", "a { color: red }")
    running = Client()
    assert status(found, running) == 200
    for file in settings.STATIC_ROOT.glob("a.*"):
        file.unlink()
    assert status(found, running) == 404
