"""The work list of translations."""

import pytest
from django.urls import reverse

from procedures.actions import record_edit
from procedures.models import Procedure
from procedures.translations.actions import Decision, Wording, write_words
from procedures.translations.workflow import REVIEW
from tests.for_each import for_each
from tests.procedures.factories import make_procedure, make_translation, publish_procedure

LIST = reverse("admin:procedures_translation_changelist")


@pytest.fixture
def _rows(sign_in):
    reviewer = sign_in("view_translation", "change_translation")
    for name, text in (("a", "Cấp thẻ"), ("b", "Cấp dấu")):
        procedure = make_procedure(id=name, name=text, short_name=f"Tên {name}")
        make_translation(procedure, "name", text, f"Words of {name}")
        publish_procedure(procedure)
    Procedure.objects.filter(pk="b").update(name="Cấp dấu mới", short_name="Bản nháp")
    record_edit("b", None)
    texts = {"name": ["Cấp thẻ"]}
    decision = Decision(REVIEW, reviewer)
    write_words("a", "en", [Wording("name", "Cấp thẻ", "Better words")], texts, decision)


@pytest.mark.usefixtures("_rows")
@for_each(("work", "named"), [("stale", "b"), ("machine", "b"), ("waiting", "a"), ("", "ab")])
def test_translations_are_listed_by_their_work(client, work, named):
    html = client.get(LIST, {"work": work}).content.decode()
    assert [name for name in "ab" if f"Tên {name}" in html] == list(named)


@pytest.mark.usefixtures("_rows")
def test_no_words_of_a_draft_are_listed(client):
    html = client.get(LIST).content.decode()
    assert "Tên b" in html
    assert not [word for word in ("Bản nháp", "Cấp dấu mới") if word in html]
