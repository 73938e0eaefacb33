"""The version is in one file, and shown in several places."""

import json
import re

from django.conf import settings
from django.test import Client

from foundation.desk.roles import Role
from police_portal import VERSION
from tests import openapi
from tests.officers.first_page.test_cards import of_role, signed_in
from tests.offices.factories import province

ROOT = settings.BASE_DIR


def test_it_equals_the_file_and_has_three_numbers():
    assert (ROOT / "VERSION").read_text().strip() == VERSION
    assert re.fullmatch(r"\d+\.\d+\.\d+", VERSION)


def test_health_shows_it():
    assert Client().get("/health/live/").json()["version"] == VERSION


def test_the_api_document_contains_it():
    assert openapi.document()["info"]["version"] == VERSION


def test_the_npm_package_has_it():
    package = json.loads((ROOT / "miniapp" / "client" / "package.json").read_text())
    assert package["version"] == VERSION


def test_the_footer_of_officers_pages_shows_it(db):
    page = signed_in(of_role(Role.LEADER, province())).get("/quan-tri/").content.decode()
    assert f"Phiên bản {VERSION}" in page


def test_the_changelog_begins_with_it():
    newest = re.search(r"^## (\S+) – (.+)$", (ROOT / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert newest.group(1) == VERSION
    assert re.fullmatch(r"\d{4}-\d\d-\d\d|unreleased", newest.group(2))
