"""Writing translations: one reviews, another publishes; the Ministry's words need its page."""

import pytest
from django.contrib.auth.models import Permission, User
from django.core.exceptions import PermissionDenied, ValidationError

from procedures.actions import publish, record_edit
from procedures.drafts.history import newest_version
from procedures.models import Translation
from procedures.querysets import with_parts
from procedures.translations.actions import Decision, Wording, write_words
from procedures.translations.staleness import texts_now
from procedures.translations.workflow import ADOPT, REVIEW
from tests.for_each import for_each
from tests.procedures.factories import make_procedure, make_translation, publish_procedure

pytestmark = pytest.mark.django_db
MINISTRY = "https://e-services.mps.gov.vn/procedures?matt=26283"


@pytest.fixture
def procedure():
    procedure = make_procedure(id="a", name="Cấp thẻ", short_name="Thẻ")
    make_translation(procedure, "name", "Cấp thẻ", "Card by a machine")
    return publish_procedure(procedure)


def person(name, *permissions):
    user = User.objects.create(username=name)
    user.user_permissions.set(Permission.objects.filter(codename__in=permissions))
    return user


@pytest.fixture
def translator():
    return person("nguoi.dich", "change_translation")


def write(procedure, words, officer, move=REVIEW, url="", source="Cấp thẻ"):
    texts = texts_now(with_parts(type(procedure).objects.filter(pk=procedure.pk)).get())
    wording = Wording("name", source, words)
    return write_words(procedure.pk, "en", [wording], texts, Decision(move, officer, url))


def published_name(procedure):
    rows = newest_version(procedure).translations["en"]
    [row] = [row for row in rows if row["field"] == "name"]
    return row["words"], row["origin"]


def test_words_of_the_reviewer_wait_for_another_person(procedure, translator):
    write(procedure, "Residence card", translator)
    assert publish("a", translator, "Tự công bố") is None
    assert published_name(procedure) == ("Card by a machine", "machine")
    publish("a", person("bien.tap"), "Người khác công bố")
    assert published_name(procedure) == ("Residence card", "reviewed")


def test_other_words_lose_their_back_translation(procedure, translator):
    Translation.objects.update(back_translation="Thẻ do máy dịch")
    write(procedure, "Card by a machine", translator)
    assert Translation.objects.get().back_translation == "Thẻ do máy dịch"
    write(procedure, "Residence card", translator)
    assert Translation.objects.get().back_translation == ""


def test_a_length_that_the_vietnamese_text_does_not_have_is_refused(procedure, translator):
    with pytest.raises(ValidationError, match="không có thời hạn, số tiền «2 năm»"):
        write(procedure, "Card for {2 năm}", translator)


def test_words_published_by_another_are_kept_when_the_reviewer_publishes(procedure, translator):
    write(procedure, "Residence card", translator)
    publish("a", person("bien.tap"), "Người khác công bố")
    type(procedure).objects.update(short_name="Thẻ mới")
    publish("a", translator, "Tên mới")
    assert published_name(procedure) == ("Residence card", "reviewed")


def test_nobody_reviews_without_the_right(procedure):
    with pytest.raises(PermissionDenied):
        write(procedure, "Residence card", person("nguoi.la"))


def test_the_ministrys_words_need_the_right_and_its_page(procedure, translator):
    with pytest.raises(PermissionDenied):
        write(procedure, "Official", translator, ADOPT, MINISTRY)
    editor = person("bien.tap", "change_translation", "adopt_translation")
    write(procedure, "Official", editor, ADOPT, MINISTRY)
    publish("a", editor, "Bản chính thức")
    assert published_name(procedure) == ("Official", "official")


@for_each(
    "url",
    ["", "http://mps.gov.vn/a", "https://mps.gov.vn.lua-dao.example/", "https://[", "https://x.vn"],
)
def test_an_official_translation_without_a_page_of_the_ministry_is_refused(procedure, url):
    editor = person("bien.tap", "adopt_translation")
    with pytest.raises(ValidationError, match="địa chỉ trang của Bộ Công an"):
        write(procedure, "Official", editor, ADOPT, url)
    assert Translation.objects.get().origin == "machine"


def test_official_words_are_replaced_only_after_a_vietnamese_change(procedure, translator):
    Translation.objects.update(origin="official", source_url=MINISTRY)
    with pytest.raises(ValidationError, match="bản chính thức"):
        write(procedure, "Mine", translator)
    type(procedure).objects.update(name="Cấp thẻ mới")
    write(procedure, "Mine", translator, source="Cấp thẻ mới")
    assert Translation.objects.get().origin == "reviewed"


def test_a_changed_vietnamese_text_makes_its_translation_stale_until_reviewed(
    procedure, translator
):
    type(procedure).objects.update(name="Cấp thẻ mới")
    record_edit("a", None)
    assert Translation.objects.get().stale
    write(procedure, "New card", translator, source="Cấp thẻ mới")
    row = Translation.objects.get()
    assert (row.stale, row.source, row.words) == (False, "Cấp thẻ mới", "New card")


@for_each(
    ("source", "words", "said"),
    [
        ("Câu đã bị sửa", "Card", "vừa được sửa"),
        ("Cấp thẻ", "  ", "Chưa có lời dịch"),
        ("Cấp thẻ", "x" * 6001, "quá dài"),
    ],
)
def test_words_for_no_text_or_without_words_are_refused(procedure, translator, source, words, said):
    with pytest.raises(ValidationError, match=said):
        write(procedure, words, translator, source=source)
    assert Translation.objects.get().words == "Card by a machine"


# --- published words while reviewed ones wait for another person --------------------------------


@pytest.fixture
def conditions():
    """Return the procedure with two published conditions, each with a machine's translation."""
    procedure = make_procedure(id="a", conditions=["Có hộ chiếu", "Có ảnh"])
    for order, (source, words) in enumerate([("Có hộ chiếu", "Passport"), ("Có ảnh", "Photo")]):
        make_translation(procedure, "conditions", source, words, order=order)
    return publish_procedure(procedure)


def review(procedure, officer, conditions, **words):
    """Change the conditions, review those in `words` by position, and publish."""
    type(procedure).objects.filter(pk="a").update(conditions=conditions)
    record_edit("a", None)
    texts = texts_now(with_parts(type(procedure).objects.filter(pk="a")).get())
    found = [Wording("conditions", conditions[int(key[1:])], said) for key, said in words.items()]
    write_words("a", "en", found, texts, Decision(REVIEW, officer))
    publish("a", officer, "Điều kiện mới")
    return {
        row["source"]: row["words"]
        for row in newest_version(procedure).translations["en"]
        if row["field"] == "conditions"
    }


@pytest.mark.parametrize(
    "now",
    [
        pytest.param(["Đủ 14 tuổi", "Có hộ chiếu", "Có ảnh"], id="one before them"),
        pytest.param(["Có ảnh", "Có hộ chiếu"], id="turned round"),
        pytest.param(["Có ảnh", "Đủ 14 tuổi", "Có hộ chiếu"], id="one between them"),
    ],
)
def test_published_words_are_found_by_the_vietnamese_text_at_any_place(conditions, translator, now):
    reviewed = {f"_{now.index('Có hộ chiếu')}": "Mine", f"_{now.index('Có ảnh')}": "Mine, too"}
    found = review(conditions, translator, now, **reviewed)
    assert found == {"Có hộ chiếu": "Passport", "Có ảnh": "Photo"}


def test_the_published_words_of_a_changed_text_are_found_by_its_place(conditions, translator):
    found = review(conditions, translator, ["Có hộ chiếu còn hạn", "Có ảnh"], _0="Valid passport")
    assert found == {"Có hộ chiếu": "Passport", "Có ảnh": "Photo"}


def test_a_text_never_gets_the_published_words_of_another(conditions, translator):
    found = review(
        conditions, translator, ["Đủ 14 tuổi", "Có hộ chiếu", "Có ảnh"], _0="Aged 14", _1="Mine"
    )
    assert found == {"Có hộ chiếu": "Passport", "Có ảnh": "Photo"}
