"""Generated sentences exist in every language, with the same placeholders."""

import ast
from importlib import import_module
from string import Formatter

import orjson
import pytest
from django.conf import settings

from offices.finding import receiving
from offices.geography.maps import APPROXIMATE
from offices.models import Level, Office
from procedures import choices
from procedures.fees import doubts
from procedures.fees import fee_and_time_texts as texts
from procedures.scam_check import checking
from procedures.translations import rendering
from procedures.translations.sentences import (
    ACT_WORDS,
    SENTENCES,
    say,
    say_act,
    say_day,
    say_length,
    speaking,
)
from tests.for_each import for_each

ROOM = settings.BASE_DIR / "procedures"
ENUMS = (
    *(choices.ApplicantType, choices.ChannelKind, choices.Currency, choices.FeeStatus, Level),
    *(choices.OnlineLevel, choices.SourceType, choices.Trust, choices.Requirement),
    *(choices.TimeRelation, receiving.Receives, choices.Scope, Office.Kind),
)


def _said():
    """Yield every text in a call of `say`, literal or by name."""
    for path in ROOM.rglob("*.py"):
        calls = [
            node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)
        ]
        said = [call.args[0] for call in calls if getattr(call.func, "id", "") == "say"]
        if said:
            name = ".".join(path.relative_to(settings.BASE_DIR).with_suffix("").parts)
            yield from filter(None, (_text_of(one, import_module(name)) for one in said))


def _text_of(said, module):
    if isinstance(said, ast.Constant):
        return said.value
    if isinstance(said, ast.Name):
        found = getattr(module, said.id, None)
    elif isinstance(said, ast.Attribute):
        found = getattr(getattr(module, said.value.id, None), said.attr, None)
    else:
        return None
    return found if isinstance(found, str) else None


def _listed():
    """Yield the texts that reach `say` from tables and choices."""
    tables = (doubts._OF_ROW, doubts.OF_STATUS, doubts.IN_PLACE, rendering.FROM)
    yield from (text for table in (*tables, texts._JOINTS) for text in table.values())
    yield from (rendering.PREVAILS, rendering.WITHHELD, rendering.STALE)
    reasons = ("ASKS_FIRST", "BY_LEVEL", "NOT_HERE", "NOT_ABOVE", "OTHER_FIELDS", "NO_VISITORS")
    yield from (getattr(receiving, name) for name in (*reasons, "NOT_DECLARED"))
    yield from (str(member.label) for enum in ENUMS for member in enum)
    yield from (texts.describe_trust(trust) for trust in choices.Trust)
    yield from (texts.name_trust(trust) for trust in choices.Trust)
    yield from (*texts._ONLINE_LEVELS.values(), texts._UNKNOWN_ONLINE_LEVEL)
    yield from (f"{{number}} {unit.label}" for unit in choices.TimeUnit)
    yield from (APPROXIMATE, *ACT_WORDS, "{number} năm", "1 năm")
    yield from (field["name"] for field in _read("offices/data/fields.json")["fields"])
    words = _read("procedures/catalogue/vocabulary.json")
    yield from (pair["hint"] for pair in words["confusables"])
    yield from (item["advice"] for item in words["emergencies"])
    yield from (item["agency"] for item in words["elsewhere"])
    for kind in words["danger_kinds"]:
        yield from (kind["sentence"], kind["until_help"])
    for post in words["signposts"]:
        if any(door.startswith("scam_check") for door in post["doors"]):
            yield from (post["name"], post["reason"])
    yield from (checking.ADVICE, *checking._LIKE_STATE.values())


def _read(path):
    return orjson.loads((settings.BASE_DIR / path).read_bytes())


@for_each("language", SENTENCES)
def test_every_sentence_exists_in_every_language(language):
    wanted = {*_said(), *_listed()} - {" + "}
    assert len(wanted) > 85
    assert sorted(wanted - SENTENCES[language].keys()) == []


@for_each("language", SENTENCES)
def test_a_sentence_has_the_placeholders_of_the_vietnamese_one(language):
    different = [
        text
        for text, said in SENTENCES[language].items()
        if "{day}/" not in text and _fields(said) != _fields(text)
    ]
    assert different == []


def _fields(text):
    return {name for _text, name, _spec, _conversion in Formatter().parse(text) if name}


@pytest.mark.parametrize(
    ("language", "day", "one", "many"),
    [
        ("", "02/01/2027", "1 ngày làm việc", "5 ngày làm việc"),
        ("en", "2 January 2027", "1 working day", "5 working days"),
        ("zh", "2027年1月2日", "1 个工作日", "5 个工作日"),
        ("ko", "2027년 1월 2일", "근무일 1일", "근무일 5일"),
    ],
)
def test_days_and_lengths_are_written_in_the_usual_form(language, day, one, many):
    with speaking(language, {}):
        said = say_day("2027-01-02"), *(say_length(n, "ngày làm việc") for n in ("1", "5"))
    assert said == (day, one, many)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("", "Thông tư 04/2015/TT-BCA, sửa đổi bởi Thông tư 57/2020/TT-BCA và 22/2023/TT-BCA"),
        ("en", "Circular 04/2015/TT-BCA, amended by Circular 57/2020/TT-BCA and 22/2023/TT-BCA"),
    ],
)
def test_acts_are_cited_in_the_language(language, said):
    with speaking(language, {}):
        act = "Thông tư 04/2015/TT-BCA, sửa đổi bởi Thông tư 57/2020/TT-BCA và 22/2023/TT-BCA"
        assert say_act(act) == said


def test_a_sentence_of_a_city_is_said_as_that_of_a_province():
    hint = "Người đã ở Việt Nam: cấp thị thực ở Công an {}; chưa nhập cảnh: e-visa."
    with speaking("en", {}):
        assert say(hint.format("thành phố")) == say(hint.format("tỉnh")) != hint.format("tỉnh")
