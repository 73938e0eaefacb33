"""The page that edits translations next to the Vietnamese text."""

import pytest

from procedures.models import Procedure, Translation
from tests.procedures.admin.browser import fields_of
from tests.procedures.factories import make_procedure, make_translation, publish_procedure

TRANSLATE = ("view_translation", "change_translation")


@pytest.fixture
def procedure(db):
    procedure = make_procedure(id="a", name="Cấp thẻ", short_name="Thẻ")
    make_translation(procedure, "name", "Cấp thẻ", "Card by a machine")
    return publish_procedure(procedure)


@pytest.fixture
def translator(sign_in):
    return sign_in(*TRANSLATE)


@pytest.fixture
def fill(client, page):
    """Return a function that opens the page of a language, fills it in and saves it."""

    def send(procedure, source, language="en", **values):
        opened = page(procedure, "translations", lang=language)
        lines = opened.context_data["forms"].words
        [form] = [
            form for form in lines if form.line.source == source and form.line.field == "name"
        ]
        named = {form.add_prefix(k): v for k, v in values.items() if k in {"words", "done"}}
        others = {k: v for k, v in values.items() if k not in {"words", "done"}}
        data = fields_of(opened, "translations_form") | named | {"move": "review"} | others
        address = f"{page.address(procedure, 'translations')}?lang={language}"
        return client.post(address, data)

    return send


def test_words_are_saved_as_reviewed(translator, procedure, fill):
    assert fill(procedure, "Cấp thẻ", words="Residence card").status_code == 302
    [row] = Translation.objects.all()
    assert (row.words, row.origin, row.reviewer) == ("Residence card", "reviewed", translator)


def test_a_tick_reviews_the_words_of_a_machine(translator, procedure, fill):
    fill(procedure, "Cấp thẻ", done="on")
    [row] = Translation.objects.all()
    assert (row.words, row.origin) == ("Card by a machine", "reviewed")


def test_a_text_without_translation_gets_one_in_the_chosen_language(translator, procedure, fill):
    fill(procedure, "Cấp thẻ", "ko", words="거주증")
    assert Translation.objects.get(language="ko").words == "거주증"


def test_translators_see_published_texts_only(translator, procedure, page):
    Procedure.objects.update(name="Tên còn là bản nháp", short_name="Bản nháp")
    html = page(procedure, "translations").content.decode()
    assert "Cấp thẻ" in html
    assert "bản nháp" not in html.lower()


def test_translators_do_not_see_unpublished_procedures(translator, page):
    draft = make_procedure(name="Chưa ai được thấy", short_name="Chưa ai được thấy")
    html = page(draft, "translations").content.decode()
    assert "chưa có gì để dịch" in html
    assert "Chưa ai được thấy" not in html


def test_editors_see_the_draft_and_stale_translations(sign_in, procedure, page):
    sign_in(*TRANSLATE, "view_procedure")
    Procedure.objects.update(name="Cấp thẻ mới")
    html = page(procedure, "translations").content.decode()
    assert "Cấp thẻ mới" in html
    assert "Trước đây: Cấp thẻ" in html


def test_without_the_right_the_page_is_closed(sign_in, procedure, page):
    sign_in("view_procedure", "change_procedure")
    assert page(procedure, "translations").status_code == 403


def test_official_words_without_a_page_of_the_ministry_are_refused(sign_in, procedure, fill):
    sign_in(*TRANSLATE, "adopt_translation")
    answer = fill(procedure, "Cấp thẻ", words="Official", move="adopt", source_url="https://x.vn/")
    assert "cần địa chỉ trang của Bộ Công an" in answer.content.decode()
    assert Translation.objects.get().origin == "machine"


def test_words_for_a_replaced_text_are_refused(sign_in, procedure, fill, client):
    sign_in(*TRANSLATE, "view_procedure")
    answer = fill(procedure, "Cấp thẻ", words="Card", **{"t0-mark": "0" * 32})
    assert "vừa được sửa sau khi mở trang" in answer.content.decode()
    assert Translation.objects.get().words == "Card by a machine"


def test_publishing_shows_words_that_wait_for_another_person(
    sign_in, procedure, fill, decide, page
):
    sign_in(*TRANSLATE, "view_procedure", "publish_procedure")
    fill(procedure, "Cấp thẻ", words="Residence card")
    assert "1 câu dịch do đồng chí soát phải do người khác công bố" in (
        page(procedure, "publish").content.decode()
    )
    sign_in("view_procedure", "publish_procedure", username="nguoi.khac")
    shown = page(procedure, "publish").content.decode()
    assert "Bản dịch (Tiếng Anh) · Tên thủ tục" in shown
    assert "<ins>Residence</ins>" in shown
    decide(procedure, "publish", reason="Bản dịch")
    assert procedure.versions.first().translations["en"][0]["words"] == "Residence card"


def test_words_of_another_translator_are_not_overwritten(translator, procedure, fill, client, page):
    late = fields_of(page(procedure, "translations", lang="en"), "translations_form")
    fill(procedure, "Cấp thẻ", words="Residence card")
    address = f"{page.address(procedure, 'translations')}?lang=en"
    answer = client.post(address, late | {"t0-words": "Card of mine", "move": "review"})
    assert "vừa được sửa sau khi mở trang" in answer.content.decode()
    assert Translation.objects.get(source="Cấp thẻ").words == "Residence card"
