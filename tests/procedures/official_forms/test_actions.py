"""A form is published with all procedures that need it at once."""

import orjson
import pytest

from procedures.models import OfficialForm, Procedure
from procedures.official_forms.actions import publish_forms, waiting_for
from tests.procedures.factories import make_form, make_procedure, publish_procedure

pytestmark = pytest.mark.django_db
NEEDS = {"forms": [{"form": "tk01"}]}


def newest(procedure):
    return procedure.versions.order_by("-number").first()


def shown(procedure):
    return [form["name"] for form in orjson.loads(newest(procedure).document)["forms"]]


def ids(procedures):
    return [procedure.pk for procedure in procedures]


def rename(name="Tên mới"):
    OfficialForm.objects.filter(pk="tk01").update(name=name)


def test_each_procedure_gets_a_version_and_the_revision_is_bumped_once(revision):
    two = [publish_procedure(id=name, **NEEDS) for name in ("a", "b")]
    publish_procedure(id="c")
    rename()
    before = revision()
    assert ids(waiting_for(["tk01"])) == ["a", "b"]
    outcome = publish_forms(["tk01"], None, "Sửa tên")
    assert (ids(outcome.published), outcome.left, revision()) == (["a", "b"], [], before + 1)
    assert [shown(procedure) for procedure in two] == [["Tên mới"]] * 2
    assert publish_forms(["tk01"], None, "Lại").published == []


def test_an_old_version_keeps_its_form():
    procedure = publish_procedure(**NEEDS)
    first = newest(procedure)
    name = first.forms[0]["chain"][0]["name"]
    rename()
    publish_forms(["tk01"], None, "Sửa tên")
    first.refresh_from_db()
    assert first.forms[0]["chain"][0]["name"] == name
    assert orjson.loads(first.document)["forms"][0]["name"] == name


def test_a_procedure_with_another_edit_is_skipped_and_listed():
    clean, edited = publish_procedure(id="a", **NEEDS), publish_procedure(id="b", **NEEDS)
    Procedure.objects.filter(pk="b").update(short_name="Đang sửa dở")
    rename()
    outcome = publish_forms(["tk01"], None, "Sửa tên")
    assert (ids(outcome.published), ids(outcome.left)) == (["a"], ["b"])
    assert (shown(clean), "Tên mới" in shown(edited)) == (["Tên mới"], False)


def test_another_edited_form_is_not_published_with_it():
    publish_procedure(id="a", forms=[{"form": "tk01"}, {"form": "tk02"}])
    OfficialForm.objects.filter(pk="tk02").update(name="Đang sửa dở")
    rename()
    assert ids(publish_forms(["tk01"], None, "Sửa tên").left) == ["a"]


def test_a_replacement_reaches_the_procedures_of_the_old_form():
    procedure = publish_procedure(id="a", **NEEDS)
    heir = make_form("tk01-moi", effective_from="2026-02-01", code="TK09", name="Mẫu mới")
    OfficialForm.objects.filter(pk="tk01").update(replaced_by=heir, effective_to="2026-01-31")
    assert ids(publish_forms(["tk01-moi"], None, "Thông tư mới").published) == ["a"]
    assert shown(procedure)[0] == "Mẫu mới"
    assert "TK09" in newest(procedure).search_entry["codes"]


def test_a_form_of_a_draft_only_is_not_published():
    procedure = publish_procedure(id="a", **NEEDS)
    procedure.forms.all().delete()
    assert ids(publish_forms(["tk01"], None, "Bỏ").left) == ["a"]


def test_drafts_are_not_published_with_a_form():
    make_procedure(id="nhap", **NEEDS)
    assert publish_forms(["tk01"], None, "Vào").published == []
    assert Procedure.objects.get(pk="nhap").state == "draft"
