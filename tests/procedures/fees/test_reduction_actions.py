"""An act of reductions is published with all its procedures at once."""

import pytest

from procedures.actions import publish
from procedures.fees.reduction_actions import apply_reductions, publish_reductions, waiting_for
from procedures.fees.reduction_format import reduction_draft_of
from procedures.models import FeeReduction, Procedure
from tests.procedures.factories import (
    fee,
    make_procedure,
    make_reduction,
    make_translation,
    publish_procedure,
)

pytestmark = pytest.mark.django_db
FEES = {"fee_status": "confirmed", "fees": [fee(5)]}


def given(procedure):
    return [row["text"] for row in document(procedure)["fee"]["reductions"]]


def document(procedure):
    import orjson

    return orjson.loads(procedure.versions.order_by("-number").first().document)


def ids(procedures):
    return [procedure.pk for procedure in procedures]


def test_each_procedure_gets_a_version_and_the_revision_is_bumped_once(revision):
    two = [publish_procedure(id=name, **FEES) for name in ("a", "b")]
    act = make_reduction(*two, channel="online")
    before = revision()
    assert ids(waiting_for([act.pk])) == ["a", "b"]
    outcome = publish_reductions([act.pk], None, "Thông tư 117")
    assert (ids(outcome.published), outcome.left, revision()) == (["a", "b"], [], before + 1)
    assert [given(procedure) for procedure in two] == [["Miễn phí khi nộp trực tuyến"]] * 2
    assert publish_reductions([act.pk], None, "Lại").published == []


def test_a_procedure_with_another_edit_is_skipped_and_listed():
    clean, edited = publish_procedure(id="a", **FEES), publish_procedure(id="b", **FEES)
    act = make_reduction(clean, edited)
    Procedure.objects.filter(pk="b").update(short_name="Đang sửa dở")
    outcome = publish_reductions([act.pk], None, "Thông tư 117")
    assert (ids(outcome.published), ids(outcome.left)) == (["a"], ["b"])
    assert given(edited) == []
    assert document(edited)["short_name"] != "Đang sửa dở"


def test_an_edit_of_an_up_to_date_procedure_does_not_matter():
    procedure = publish_procedure(id="a", **FEES)
    act = make_reduction(procedure)
    publish_reductions([act.pk], None, "Vào")
    Procedure.objects.filter(pk="a").update(short_name="Đang sửa dở")
    outcome = publish_reductions([act.pk], None, "Lại")
    assert (waiting_for([act.pk]), outcome.published, outcome.left) == ([], [], [])


def test_a_procedure_removed_from_the_act_loses_the_reduction():
    procedure = publish_procedure(id="a", **FEES)
    act = make_reduction(procedure)
    publish_reductions([act.pk], None, "Vào")
    act.reduced.all().delete()
    assert ids(publish_reductions([act.pk], None, "Ra").published) == ["a"]
    assert given(procedure) == []


def test_drafts_are_not_published_with_an_act():
    act = make_reduction(make_procedure(id="nhap", **FEES))
    assert publish_reductions([act.pk], None, "Vào").published == []
    assert Procedure.objects.get(pk="nhap").state == "draft"


def test_publishing_a_procedure_publishes_its_reductions():
    procedure = make_procedure(id="a", **FEES)
    make_reduction(procedure, share=50)
    publish("a", None, "Lần đầu")
    assert given(procedure) == ["Giảm 50 %"]


@pytest.fixture
def translated():
    """Return a published act, its procedure, and the translation of its beneficiaries."""
    procedure = publish_procedure(id="a", **FEES)
    act = make_reduction(procedure, id="tt-117", who="Trẻ em dưới 16 tuổi")
    publish_reductions([act.pk], None, "Vào")
    return act, make_translation(procedure, "reductions.who", act.who, "Children under 16")


def is_stale(translation):
    translation.refresh_from_db()
    return translation.stale


def test_translations_of_words_in_the_act_are_not_stale(translated):
    act, translation = translated
    publish_reductions([act.pk], None, "Lại")
    assert not is_stale(translation)


def test_a_reworded_published_act_makes_its_translations_stale(translated):
    act, translation = translated
    FeeReduction.objects.update(who="Trẻ em dưới 18 tuổi")
    publish_reductions([act.pk], None, "Đổi đối tượng")
    assert is_stale(translation)


def test_a_reworded_imported_act_makes_its_translations_stale(translated):
    act, translation = translated
    draft = reduction_draft_of(act) | {"who": "Trẻ em dưới 18 tuổi"}
    apply_reductions([draft])
    assert is_stale(translation)
    apply_reductions([draft | {"who": "Trẻ em dưới 16 tuổi"}])
    assert not is_stale(translation)


def test_a_procedure_removed_from_the_act_has_its_translations_marked_too(translated):
    act, translation = translated
    act.reduced.all().delete()
    publish_reductions([act.pk], None, "Bỏ thủ tục")
    assert is_stale(translation)
