"""No sentence of ours sends anybody to a phone or an address that is not there."""

import ast
import re

import pytest
from django.conf import settings

from procedures.publishing.public_texts import faults_of
from tests.house import packages

BASE = settings.BASE_DIR
SENDS = "bảo gọi, bảo đến"
_WORDS = re.compile(r"'((?:[^'\\]|\\.)*)'|\"((?:[^\"\\]|\\.)*)\"|`([^`]*)`")
_TAG = re.compile(r"<[^>]*>|{%[^%]*%}")


def texts_of_python(path):
    tree = ast.parse(path.read_text())
    return [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    ]


def texts_of(path):
    """Return the texts in a file of code, a template, or words of the Mini App."""
    if path.suffix == ".py":
        return texts_of_python(path)
    if path.suffix == ".html":
        return _TAG.sub("\n", path.read_text()).splitlines()
    return ["".join(found) for found in _WORDS.findall(path.read_text())]


def sending(path):
    """Return the texts in a file that send to a phone or an address without giving it."""
    return [text for text in texts_of(path) if any(SENDS in f for f in faults_of(text))]


@pytest.mark.parametrize("package", sorted(packages() - {"demo"}))
def test_code_templates_and_data_send_to_no_unknown_phone_or_address(package):
    files = [
        path
        for end in ("*.py", "*.html", "*.json")
        for path in (BASE / package).rglob(end)
        if not {"migrations", "training"} & set(path.parts) and path.name not in NOT_READ
    ]
    assert {str(path.relative_to(BASE)): found for path in files if (found := sending(path))} == {}


# What people type or a machine learned, and the rule itself.
NOT_READ = {"model.json", "vocabulary.json", "words.json", "public_texts.py"}


def test_words_of_the_mini_app_send_to_no_unknown_phone_or_address():
    files = list((BASE / "miniapp" / "src" / "words" / "vi").glob("*.ts"))
    assert len(files) > 10
    assert {path.name: found for path in files if (found := sending(path))} == {}


@pytest.mark.parametrize(
    "text",
    [
        "Ông/bà gọi hỏi trước khi đi.",
        "Ông/bà gọi công an xã, phường nơi ở.",
        "Gửi qua đường dây nóng mà đơn vị đã công bố.",
        "Mời đến trụ sở hoặc gọi điện.",
    ],
)
def test_a_sentence_that_sends_nowhere_is_found(text):
    assert [fault for fault in faults_of(text) if SENDS in fault]


@pytest.mark.parametrize(
    "text",
    [
        "Đang nguy hiểm thì gọi 113.",
        "Ông/bà gọi đơn vị theo số 069 2646 112.",
        "Gọi ngay ngân hàng để chặn giao dịch.",
        "Kẻ xấu gọi điện xưng công an.",
        "Ông/bà hỏi công an xã, phường nơi ở.",
    ],
)
def test_a_sentence_that_gives_the_number_is_left(text):
    assert not [fault for fault in faults_of(text) if SENDS in fault]
