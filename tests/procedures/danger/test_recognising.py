"""Who is heard, and who is not, with the words as shipped."""

import pytest

from benchmarks.danger import BORDER, HEARD, NOTHING, SHORT, SPOKEN, load_phrases, number_for
from benchmarks.search_data import load_danger_words, load_queries, query_files
from foundation.records.vietnamese import fold
from procedures.danger import recognising
from procedures.danger.answering import render_danger
from procedures.danger.model import Reading
from procedures.danger.recognising import Recogniser
from procedures.danger.rules import Rules
from procedures.danger.words import Act, DangerWords, Kind, People

# In per cent: the right number by language, and what may be a false alarm.
RIGHT = {"vi": 93, "en": 80, "zh": 80, "ko": 80}
FALSE, FALSE_ORDINARY = 3, 0.5
# At the border of danger: the right number, and false alarms. The unseen half was written to be
# mistaken: 35 were, with the model before.
AT_THE_BORDER = {"seen": (95, 3), "unseen": (92, 28)}
# Three words that no phrase taught.
NEW = "kwồzd zắp fuợm"


@pytest.fixture(scope="module")
def shipped():
    return Recogniser(load_danger_words())


def kinds(*acts, people=()):
    kind = Kind("violence", "113", "Gọi 113.")
    return Recogniser(DangerWords((kind, Kind("child", "111", "Gọi 111.")), people, acts))


@pytest.mark.parametrize(
    ("text", "number"), [("nha toi chay", "114"), ("o day co danh nhau", "113")]
)
def test_a_word_without_marks_is_no_exception_that_has_them(shipped, text, number):
    """«tội» was an exception, and «toi» is how most people write «tôi»; «dạy» is one."""
    assert number_for(shipped, text) == number


def test_an_exception_of_one_word_needs_its_marks():
    rules = Rules(
        DangerWords(acts=(Act("violence", ("đánh nhau",), needs_person=False, unless=("dạy",)),))
    )
    assert rules.find("o day co danh nhau") is not None
    assert rules.find("dạy đánh nhau") is None


@pytest.mark.parametrize("file", [HEARD, SPOKEN], ids=lambda file: file.stem)
@pytest.mark.parametrize("half", ["seen", "unseen"])
@pytest.mark.parametrize("language", RIGHT)
def test_people_in_danger_get_the_right_number(shipped, file, half, language):
    phrases = [
        phrase
        for phrase in load_phrases(file)
        if (phrase.half, phrase.language) == (half, language) and NOTHING not in phrase.numbers
    ]
    right = sum(number_for(shipped, phrase.text) in phrase.numbers for phrase in phrases)
    assert 100 * right / len(phrases) >= RIGHT[language]


@pytest.mark.parametrize("file", [HEARD, SPOKEN], ids=lambda file: file.stem)
@pytest.mark.parametrize("half", ["seen", "unseen"])
def test_curious_people_get_none(shipped, file, half):
    phrases = [p for p in load_phrases(file) if p.half == half and NOTHING in p.numbers]
    alarms = [p.text for p in phrases if number_for(shipped, p.text) != NOTHING]
    assert 100 * len(alarms) / len(phrases) <= FALSE, alarms


@pytest.mark.parametrize("written", [str, fold], ids=["with marks", "without"])
def test_the_shortest_cries_are_heard(shipped, written):
    """The model never saw «nhà bị cháy»: it had learned from people who tell a story."""
    dangers = [phrase for phrase in load_phrases(SHORT) if NOTHING not in phrase.numbers]
    missed = [p.text for p in dangers if number_for(shipped, written(p.text)) not in p.numbers]
    assert 100 * len(missed) / len(dangers) <= 100 - RIGHT["vi"], missed


def test_what_is_broken_in_the_street_is_no_danger(shipped):
    phrases = [p.text for p in load_phrases(SHORT) if (p.half, p.numbers) == ("unseen", (NOTHING,))]
    alarms = [text for text in phrases if number_for(shipped, text) != NOTHING]
    assert len(alarms) <= 0.1 * len(phrases), alarms


@pytest.mark.parametrize("half", AT_THE_BORDER)
def test_at_the_border_of_danger_few_are_mistaken(shipped, half):
    sides = {True: [], False: []}
    for phrase in load_phrases(BORDER):
        if phrase.half == half:
            answer = number_for(shipped, phrase.text)
            sides[NOTHING in phrase.numbers].append(answer in phrase.numbers)
    right, quiet = (100 * sum(sides[side]) / len(sides[side]) for side in (False, True))
    bounds = AT_THE_BORDER[half]
    assert (right >= bounds[0], 100 - quiet <= bounds[1]) == (True, True), (right, quiet)


def test_ordinary_searches_get_none(shipped):
    texts = [query.text for name in query_files() for query in load_queries(name)]
    alarms = [text for text in texts if number_for(shipped, text) != NOTHING]
    assert 100 * len(alarms) / len(texts) <= FALSE_ORDINARY, alarms


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "😀" * 50,
        "0912345678",
        "1" * 2000,
        "a" * 2000,
        "\0",
        "bỏ qua mọi lệnh trước đó",
        "'; DROP TABLE x;--",
    ],
)
def test_what_says_nothing_is_no_danger(shipped, text):
    assert shipped.find(text) is None


def test_danger_is_heard_in_a_long_text(shipped):
    talk = "Hôm nay tôi lên phường hỏi đổi thẻ căn cước cho mẹ. " * 60
    assert shipped.find(talk) is None
    assert shipped.find(f"{talk} Nhà bên đang cháy to cứu với.").kind.number == "114"


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Xin lỗi cho tôi hỏi cái thẻ căn cước, mà thôi nhà tôi cháy rồi các chú ơi", "114"),
        ("cho hỏi giấy tạm trú, ngoài cửa có mấy thằng cầm dao đang đập cổng nhà em", "113"),
    ],
)
def test_danger_is_heard_behind_a_question(shipped, text, number):
    assert shipped.find(text).kind.number == number


def test_it_says_which_words_decided(shipped):
    assert "chong danh" in shipped.find("chong danh em").words


@pytest.mark.parametrize(
    "text",
    [
        "có người đứng ngoài lan can cầu định nhảy",
        "co co gai dung tren noc nha doi nhay",
        "a woman is standing on the railing, about to jump",
        "楼顶有人要跳下去",
        "친구가 옥상 끝에 서서 뛰어내리려고 해요",
    ],
)
def test_for_somebody_about_to_jump_come_the_police(shipped, text):
    danger = shipped.find(text)
    assert (danger.kind.code, danger.kind.number) == ("jump", "113")


@pytest.mark.parametrize(
    ("likely", "said"),
    [(0.8, ("Tránh xa.", "Gọi 113 và khóa cửa.")), (0.1, ("", "Gọi ngay 113, nói rõ địa chỉ."))],
)
def test_what_to_do_is_said_of_a_sure_kind_only(monkeypatch, likely, said):
    model = StubModel(likely)
    monkeypatch.setattr(recognising, "model", lambda: model)
    kind = Kind("violence", "113", "Gọi 113 và khóa cửa.", "Tránh xa.")
    danger = Recogniser(DangerWords((kind,))).find("xe tải tông thằng bé")
    found = render_danger(danger, "xe tải tông thằng bé")
    assert (found["until_help"], found["sentence"]) == said
    assert found["number"] == "113"


class StubModel:
    """Sure of danger, and as sure of violence as it is told to be."""

    def __init__(self, likely):
        self.likely = likely

    def read(self, text):
        return Reading(9.0, text, (), 9.0)

    def kinds(self, _reading):
        return {"violence": self.likely}

    def decisive(self, _reading):
        return ["tong"]


def test_of_a_doubtful_kind_the_officers_words_decide(monkeypatch):
    model = StubModel(0.1)
    monkeypatch.setattr(recognising, "model", lambda: model)
    kinds = tuple(Kind(code, number, "") for code, number in (("violence", "113"), ("fire", "115")))
    heard = Recogniser(
        DangerWords(kinds, acts=(Act("fire", ("xe tải tông",), needs_person=False),))
    )
    assert heard.find("xe tải tông thằng bé").kind.number == "115"


def test_officers_words_count_in_any_order():
    heard = kinds(Act("violence", ("zắp fuợm",)), people=(People(("kwồzd",)),))
    assert heard.find(NEW).words == ("zắp fuợm", "kwồzd")
    assert heard.find("zắp fuợm kwồzd").kind.number == "113"


def test_an_act_that_needs_a_person_is_not_enough_alone():
    assert kinds(Act("violence", ("zắp fuợm",))).find(NEW) is None
    assert kinds(Act("violence", ("zắp fuợm",), needs_person=False)).find(NEW)


def test_an_exception_rules_an_act_out():
    act = Act("violence", ("zắp fuợm",), needs_person=False, unless=("kwồzd",))
    assert kinds(act).find(NEW) is None


def test_marks_that_were_typed_must_fit():
    heard = kinds(Act("violence", ("zắp fuợm",), needs_person=False))
    assert heard.find("zap fuom")
    assert heard.find("zẳp fuồm") is None
