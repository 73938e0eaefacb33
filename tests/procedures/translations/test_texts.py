"""The texts that can be translated: the same in a draft and in its published page."""

import orjson
import pytest

from procedures.choices import Language
from procedures.models import Procedure, ProcedureVersion
from procedures.querysets import with_parts
from procedures.translations.matching import match
from procedures.translations.staleness import texts_now
from procedures.translations.texts import texts_of
from tests.for_each import for_each

pytestmark = pytest.mark.django_db


def test_a_draft_and_its_published_page_have_the_same_texts(shipped):
    rows = ProcedureVersion.objects.values_list("procedure", "document", "fees")
    published = {name: texts_of(orjson.loads(page), fees) for name, page, fees in rows}
    drafts = {one.pk: texts_now(one) for one in with_parts(Procedure.objects.all())}
    assert len(drafts) == 164
    different = [name for name, texts in drafts.items() if texts != published[name]]
    assert different == []


@for_each("language", Language.values)
def test_no_shipped_translation_is_stale_or_without_a_text(shipped, language):
    names = {"field", "order", "source", "words"}
    wrong, count = [], 0
    for procedure in with_parts(
        Procedure.objects.filter(translations__language=language).distinct()
    ):
        rows = [
            {name: getattr(row, name) for name in names}
            for row in procedure.translations.all()
            if row.language == language
        ]
        found = match(texts_now(procedure), rows)
        wrong += [*found.stale, *found.lost]
        count += len(found.current)
    assert wrong == []
    assert count >= 22 * 3


def test_every_text_for_foreigners_is_in_english(shipped):
    """Documents, places, steps: only notes are left in Vietnamese."""
    missing = []
    for procedure in with_parts(Procedure.objects.filter(translations__language="en").distinct()):
        translated = {(row.field, row.source) for row in procedure.translations.all()}
        missing += [
            (procedure.pk, field, text)
            for field, texts in texts_now(procedure).items()
            for text in texts
            if (field, text) not in translated
        ]
    assert missing == []
