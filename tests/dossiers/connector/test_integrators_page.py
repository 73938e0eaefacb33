"""The commands of docs/integrators.md do what the page says."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from dossiers.connector import keys
from dossiers.models import Dossier
from tests.dossiers.connector.making import NATIONAL
from tests.dossiers.importing.conftest import frozen, province  # noqa: F401  # fixtures

PAGE = (Path(settings.BASE_DIR) / "docs" / "integrators.md").read_text(encoding="utf-8")


def commands(language):
    """Return the page's commands in this language; there is one of each."""
    (found,) = re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
    return found


def run(command, url, key):
    """Run a command as whoever reads the page does, and return what it prints."""
    environment = {**os.environ, "URL": url, "KEY": key}
    done = subprocess.run(
        command, env=environment, capture_output=True, text=True, timeout=100, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.mark.django_db(transaction=True)
def test_the_first_delivery_works_with_curl_and_with_python(live_server, province, settings):  # noqa: F811
    settings.DEBUG = True
    key = keys.sandbox()
    settings.DEBUG = False
    for _time in range(2):  # the same Idempotency-Key gets the same answer
        said = run(["sh", "-c", commands("sh")], live_server.url, key)
        assert '"created":1' in said.replace(" ", "")
    said = run([sys.executable, "-c", commands("python")], live_server.url, key)
    assert "'created': 2" in said
    assert "'unchanged': 1" in said
    assert Dossier.objects.count() == 3


@pytest.mark.django_db
def test_a_new_key_for_trying_ends_the_one_before(province, settings):  # noqa: F811
    settings.DEBUG = True
    first, second = keys.sandbox(), keys.sandbox()
    assert keys.find_valid(first) is None
    assert keys.find_valid(second) is not None


@pytest.mark.django_db
def test_where_the_service_is_in_use_there_is_no_key_for_trying(province):  # noqa: F811
    with pytest.raises(ImproperlyConfigured):
        keys.sandbox()


def test_the_page_names_every_member_of_the_exchange():
    table = PAGE.partition("| exchange |")[2]
    assert set(NATIONAL) <= set(re.findall(r"\w+", table))
