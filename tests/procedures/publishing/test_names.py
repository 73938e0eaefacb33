"""Citizens read published names only, and no link leads to a page that they cannot open."""

import orjson
import pytest

from offices.models import Field
from procedures import actions
from procedures.models import NextProcedure, Procedure
from procedures.publishing.snapshot import catalogue
from tests.procedures.factories import make_procedure, publish_procedure

pytestmark = pytest.mark.django_db


@pytest.fixture
def led():
    """Return a published procedure that links to «b», which is only a draft."""
    target = make_procedure(id="b", short_name="Nháp")
    make_procedure(id="a", superseded_by=target)
    NextProcedure.objects.create(procedure_id="a", target=target, sentence="Làm tiếp.")
    actions.record_edit("a", None)
    return publish_procedure(Procedure.objects.get(pk="a"))


@pytest.fixture
def shown(refreshed):
    """Return a function that returns the links of the page: names, and the successor."""

    def read():
        document = orjson.loads(refreshed().documents["a"].document)
        names = [link["name"] for link in document["next_procedures"]]
        return names, document["superseded_by"]

    return read


def rename(name):
    Procedure.objects.filter(pk="b").update(short_name=name)
    actions.record_edit("b", None)


def test_a_draft_is_not_linked(led, shown):
    assert shown() == ([], None)


def test_a_link_shows_the_published_name_of_the_day_without_a_new_version(led, shown):
    actions.publish("b", None, "Thử")
    assert shown() == (["Nháp"], "b")
    rename("Tên mới")
    assert shown() == (["Nháp"], "b")
    actions.publish("b", None, "Thử")
    assert shown() == (["Tên mới"], "b")
    assert led.versions.count() == 1


def test_a_link_disappears_and_returns_with_its_procedure(led, shown):
    actions.publish("b", None, "Thử")
    actions.withdraw("b", None, "Thử")
    assert shown() == ([], None)
    actions.publish("b", None, "Thử")
    assert shown() == (["Nháp"], "b")


def test_a_revalidating_client_gets_a_new_name(led, client, refreshed):
    actions.publish("b", None, "Thử")
    before = refreshed().documents["a"].etag
    rename("Tên mới")
    actions.publish("b", None, "Thử")
    assert refreshed().documents["a"].etag != before


def test_a_field_is_shown_by_its_current_name(client, refreshed):
    publish_procedure(id="a")
    refreshed()
    field = Field.objects.get(pk="cutru")
    field.name = "Cư trú và tạm trú"
    field.save()
    found = refreshed().documents["a"]
    assert orjson.loads(found.document)["field"]["name"] == "Cư trú và tạm trú"
    assert orjson.loads(found.card)["field_name"] == found.entry.field_name == "Cư trú và tạm trú"


def test_the_preview_of_a_draft_shows_published_names_too(led, editor, page):
    assert "Nháp" not in page(led, "preview").content.decode()
    actions.publish("b", None, "Thử")
    rename("Tên mới")
    html = page(led, "preview").content.decode()
    assert "<strong>Nháp</strong>" in html
    assert "Tên mới" not in html


def test_unchanged_procedures_are_not_rendered_again(led, refreshed):
    publish_procedure(id="c")
    before = refreshed().documents["a"]
    publish_procedure(id="d")
    assert refreshed().documents["a"] is before
    assert catalogue.current().documents["a"] is before
