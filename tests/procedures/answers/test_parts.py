"""Which part the model of parts hears, and what a card does where words and model differ."""

import pytest

from procedures.answers.parts import Part, part_model, without_things
from procedures.answers.words import AnswerWords
from tests.procedures.factories import publish_procedure

WORDS = AnswerWords()


@pytest.mark.parametrize("thing", ["hộ chiếu", "căn cước", "bằng lái", "con dấu"])
def test_how_one_asks_does_not_depend_on_what_for(thing):
    seen = WORDS.without_things(f"{thing} mấy hôm thì lấy được")
    assert seen == WORDS.without_things("tạm trú mấy hôm thì lấy được")


def test_what_a_question_is_about_is_one_word():
    assert without_things(["làm", "hộ", "chiếu", "mới"], {1, 2}) == "làm zz mới"


@pytest.mark.parametrize(
    ("question", "part"),
    [
        ("hộ chiếu chừng mô thì lấy được", Part.TIME),
        ("bằng lái xong xuôi thì cầm về được tờ gì", Part.RESULT),
        ("quầy căn cước chiều mở tới lúc nào", Part.HOURS),
        ("lý lịch tư pháp giờ nộp bên công an hay sở tư pháp", Part.WHERE),
    ],
)
def test_a_part_is_heard_that_no_phrase_names(question, part):
    asked = WORDS.read(question)
    assert (asked.part, asked.is_part_sure) == (part, True)


@pytest.mark.parametrize(
    "question", ["giá vàng hôm nay bao nhiêu một chỉ", "chiều nay có mưa không"]
)
def test_what_no_part_answers_is_heard_as_such(question):
    reading = part_model().read(question.split(), ())
    assert reading.none > reading.odds


@pytest.mark.parametrize("question", ["tôi muốn làm hộ chiếu", "đổi bằng lái cho mẹ"])
def test_whoever_only_names_a_procedure_asks_for_no_part(question):
    assert WORDS.read(question).part is None


def test_words_and_model_that_differ_are_both_kept():
    asked = WORDS.read("tam tru phai o bao lau moi duoc dang ky")
    assert (set(asked.parts), asked.is_part_sure) == ({Part.CONDITIONS, Part.TIME}, False)


@pytest.mark.django_db
def test_a_card_asks_which_part_is_meant(api):
    publish_procedure(
        id="tam-tru", short_name="Đăng ký tạm trú", conditions=["Ở từ 30 ngày"], results=["Giấy"]
    )
    query = {"search": "tam tru phai o bao lau moi duoc dang ky"}
    card = api.get("/api/v1/answers/", query).json()
    assert card["kind"] == "ask"
    asked = {
        one["label"]: api.get("/api/v1/answers/", {"search": one["q"]}).json()["part"]
        for one in card["choices"]
    }
    assert asked == {"Điều kiện": "conditions", "Thời hạn": "time"}
