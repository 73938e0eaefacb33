"""`make test-sqlite` leaves nothing out that the databases do each in its own way."""

import sys
from types import ModuleType

import pytest

from foundation.records import turns
from tests import engines


def test_the_list_of_modules_is_complete():
    assert engines.found_own_ways() == engines.OWN_WAYS


@pytest.mark.parametrize(
    ("name", "text", "imported", "expected"),
    [
        ("tests.offices.test_tree", "", {}, True),
        ("tests.offices.test_rules", "", {"turns": turns}, True),
        ("tests.offices.test_rules", "", {"take": turns.take_turn}, True),
        ("tests.offices.test_rules", "if connection.vendor == 'x':", {}, True),
        ("tests.offices.test_rules", "pytestmark = RACE_ON_BOTH", {}, True),
        ("tests.offices.test_rules", "", {"sys": sys}, False),
    ],
)
def test_a_module_is_about_them_by_its_place_its_imports_or_its_text(
    tmp_path, name, text, imported, expected
):
    module = ModuleType(name)
    module.__file__ = str(tmp_path / "test.py")
    (tmp_path / "test.py").write_text(text)
    vars(module).update(imported)
    assert engines.is_about_them(module) is expected
