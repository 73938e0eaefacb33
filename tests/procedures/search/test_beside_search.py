"""Suggestions next to a search: registered by others, returned without a query."""

import pytest
from django.test import Client

from announcements.actions import ending
from announcements.publishing.snapshot import announcements as snapshot
from procedures.search import beside_search
from procedures.search.words import MAX_CHARACTERS
from tests.announcements.factories import approver_of, published
from tests.procedures.factories import publish_procedure

pytestmark = pytest.mark.django_db
WARNING = "Cảnh báo lừa đảo mạo danh VNeID"


@pytest.fixture
def offices(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def beside(text, **query):
    client = Client(headers={"Accept": "application/json"})
    found = client.get("/api/v1/procedures/", {"search": text, **query}).json()["beside"]
    return [one["title"] for one in found]


def test_a_search_finds_the_warning(offices):
    publish_procedure()
    row = published("scam_warning", title=WARNING)
    assert beside("lừa đảo vneid") == beside("lua dao vneid") == [WARNING]
    assert beside("hộ chiếu") == []
    ending.withdraw(row, approver_of(), "Đã hết.")
    snapshot.refresh()
    assert beside("lừa đảo vneid") == []


def test_remembered_answers_are_dropped_after_a_publication(offices):
    assert beside("lừa đảo vneid") == beside("lừa đảo vneid") == []
    published("scam_warning", title=WARNING)
    assert beside("lừa đảo vneid") == [WARNING]


def test_a_notice_about_a_person_is_shown_with_no_search(offices):
    published("wanted", title="Truy nã Nguyễn Văn Thử")
    assert beside("truy nã nguyễn văn thử") == []


def test_an_empty_search_has_no_suggestions(offices):
    published("scam_warning", title=WARNING)
    client = Client(headers={"Accept": "application/json"})
    assert client.get("/api/v1/procedures/").json()["beside"] == []


@pytest.mark.parametrize("query", [{}, {"page": 1}])
def test_sources_get_no_more_of_a_text_than_the_search(monkeypatch, query):
    texts = []
    monkeypatch.setattr(beside_search, "suggest", lambda text: texts.append(text) or [])
    assert beside("lừa đảo " * 100, **query) == []
    assert [len(text) for text in texts] == [MAX_CHARACTERS]
