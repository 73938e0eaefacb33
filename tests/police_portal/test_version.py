"""The version stands in one file, and is shown wherever somebody asks for it."""

import re

from django.conf import settings
from django.test import Client

from foundation.desk.roles import Role
from police_portal import VERSION
from tests import openapi
from tests.officers.first_page.test_cards import of_role, signed_in
from tests.offices.factories import province

ROOT = settings.BASE_DIR


def test_it_is_what_the_file_says_and_has_three_numbers():
    assert (ROOT / "VERSION").read_text().strip() == VERSION
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def test_health_says_it():
    assert Client().get("/health/live/").json()["version"] == VERSION


def test_the_api_document_says_it():
    assert openapi.document()["info"]["version"] == VERSION


def test_the_foot_of_the_officers_pages_says_it(db):
    page = signed_in(of_role(Role.LEADER, province())).get("/quan-tri/").content.decode()
    assert f"Phiên bản {VERSION}" in page


def test_the_changelog_begins_with_it():
    newest = re.search(r"^## (\S+) – (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest.group(1) == VERSION
    assert re.fullmatch(r"\d{4}-\d\d-\d\d|unreleased", newest.group(2))
