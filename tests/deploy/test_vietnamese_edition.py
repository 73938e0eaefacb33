"""docs/van-hanh.md says what docs/operations.md says, as far as it goes."""

import re
from pathlib import Path

import pytest
from django.conf import settings

from installation.__main__ import COMMANDS
from installation.rows import ROWS

DOCS = Path(settings.BASE_DIR, "docs")
VIETNAMESE, ENGLISH = (DOCS / name for name in ("van-hanh.md", "operations.md"))

EDITIONS = {
    "Install": "Cài đặt",
    "When it is red": "Khi có đỏ",
    "Upgrade": "Nâng cấp",
    "Backup and restore": "Khôi phục",
    "Another machine": "Sang máy khác",
}


def section(file, title):
    """Return the part of a document below a heading."""
    return file.read_text().partition(f"\n## {title}\n")[2].partition("\n## ")[0]


def commands(text):
    """Return the commands in blocks, without what explains them."""
    lines = re.findall(r"^    (\S.*)$", text, re.MULTILINE)
    return [" ".join(line.partition("#")[0].split()) for line in lines]


def rows(text):
    """Return the first words of each row of a table, without its head."""
    return re.findall(r"^\| ([^|]+) \|", text, re.MULTILINE)


def test_the_commands_of_the_installation_are_those_of_the_english_edition():
    ours = commands(section(VIETNAMESE, "Cài đặt"))
    assert ours == commands(section(ENGLISH, "Install").partition("\nA package is made")[0])


@pytest.mark.parametrize(
    ("file", "title"), [(VIETNAMESE, "Khi có đỏ"), (ENGLISH, "When it is red")]
)
def test_each_row_of_the_doctor_is_explained_in_its_order(file, title):
    table = section(file, title).partition("\n### ")[0]
    told = [name for name in rows(table) if name not in {"dòng", "row"}]
    assert told == [title for title, _row in ROWS.values()]


def test_it_has_what_is_needed_at_night():
    headings = re.findall(r"^##+ (.+)$", VIETNAMESE.read_text(), re.MULTILINE)
    assert headings == [*EDITIONS.values()]
    assert set(EDITIONS) <= set(re.findall(r"^##+ (.+)$", ENGLISH.read_text(), re.MULTILINE))


def test_the_commands_of_a_restore_are_those_of_the_english_edition():
    ours = commands(section(VIETNAMESE, "Khôi phục"))[:2]
    assert ours == commands(section(ENGLISH, "Backup and restore"))[:2]


def test_each_command_that_is_named_exists():
    text = VIETNAMESE.read_text() + ENGLISH.read_text()
    named = re.findall(r"(?:`|^    )police-portal ([a-z]+)", text, re.MULTILINE)
    assert len(named) > 20
    assert set(named) - set(COMMANDS) == set()
