"""Officers are «đồng chí», citizens «ông/bà»; one word for one thing in all shipped texts.

The words are data: `police_portal/glossary.tsv`. Reads the sources; `police_portal.translations`
does the same for texts of libraries.
"""

import csv
import re
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings

from police_portal import translations
from tests.house import packages

GLOSSARY = Path(translations.__file__).with_name("glossary.tsv")
ENDS = ("*.py", "*.html", "*.js")
# How a moment is written is decided in one place.
FORMATS = re.compile(r"date:\"(d/m/Y H:i|H:i d/m/Y|d/m/Y)\"|:%d/%m/%Y %H:%M(?!:)")
_BROKEN = re.compile(r"\"\s*\n\s*f?\"")  # a text of two lines is one text


@dataclass(frozen=True)
class Entry:
    """A row of the glossary: what to say, what not, where that may stand, in which files it counts.

    «…» stands for other words; «=» before a word means that it must not be a whole label.
    """

    say: str
    refused: tuple[str, ...]
    allowed: tuple[str, ...]
    places: tuple[str, ...]

    @cached_property
    def pattern(self):
        """The refused words, or first a phrase in which one is right: that is passed over."""
        right = "|".join(map(_words, (*self.allowed, self.say)))
        return re.compile(
            rf"{right}|(?P<wrong>{'|'.join(map(_words, self.refused))})", re.IGNORECASE
        )

    def faults_in(self, text):
        """Return the refused words of a text, as written there."""
        return [one["wrong"] for one in self.pattern.finditer(text) if one["wrong"]]

    def is_for(self, path):
        """Return True if the texts of this file are to keep the entry."""
        return not self.places or path.as_posix().startswith(self.places)


def _words(phrase):
    whole, words = phrase.startswith("="), re.escape(phrase.removeprefix("="))
    words = words.replace("…", r"[^.;<>\n]{1,60}?")
    if whole:
        return rf"(?<=[\"'>«]){words}(?=[\"'<»])"
    return rf"(?<![\w/-]){words}(?![\w/-])"


def glossary():
    """Return the rows of the glossary."""
    with GLOSSARY.open(encoding="utf-8", newline="") as file:
        return [
            Entry(
                row["say"], *(tuple(filter(None, row[name].split(mark))) for name, mark in COLUMNS)
            )
            for row in csv.DictReader(file, delimiter="\t")
        ]


COLUMNS = (("not", " | "), ("except", " | "), ("in", " "))
ENTRIES = glossary()


@pytest.fixture(scope="module")
def texts():
    """Return the texts of all files that people read something of, by their path in the project."""
    root = Path(settings.BASE_DIR)
    files = chain(
        chain.from_iterable(Path(root, app).rglob(end) for app in packages() for end in ENDS),
        Path(root, "docs/huong-dan").glob("*.md"),
    )
    rules = Path(translations.__file__)  # it contains the words that it refuses
    return {
        path.relative_to(root): _BROKEN.sub("", path.read_text(encoding="utf-8"))
        for path in files
        if path != rules and "migrations" not in path.parts  # what was true then
    }


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.say)
def test_no_text_of_ours_uses_a_word_that_the_glossary_refuses(texts, entry):
    found = {path: entry.faults_in(text) for path, text in texts.items() if entry.is_for(path)}
    assert found
    assert not {str(path): words for path, words in found.items() if words}


def test_moments_are_written_in_one_way(texts):
    assert not [str(path) for path, text in texts.items() if FORMATS.search(text)]


def test_only_an_office_is_called_don_vi():
    """What an amount is counted in is «đơn vị tính»."""
    fields = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    named = [field for field in fields if field.verbose_name == "đơn vị"]
    assert named
    assert not [str(field) for field in named if "office" not in field.name]


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ('"Bạn chưa chọn"', ["Bạn"]),
        ("<a>Huỷ</a>", ["Huỷ"]),
        ("bản nháp, ban hành, nước bạn, Huỷ gửi", []),
        ("{{ verb }} và mở {{ noun }} tiếp theo", ["và mở {{ noun }} tiếp theo"]),
        ("Mức độ tin cậy, độ tin cậy", ["độ tin cậy"]),
        ("Xóa, xoá", ["Xóa"]),
    ],
)
def test_refused_words_are_found(text, faults):
    assert [
        word for entry in ENTRIES for word in entry.faults_in(text) if entry.is_for(Path("x"))
    ] == (faults)
