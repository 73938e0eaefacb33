"""A loop over a table asks every row, names each that fails and leaves nothing behind."""

from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User

from tests.for_each import for_each


class Subtests:
    """Collects the rows that failed, as pytest's own fixture reports them."""

    def __init__(self):
        self.failed = []

    @contextmanager
    def test(self, shown):
        try:
            yield
        except AssertionError:
            self.failed.append(shown)


@pytest.fixture
def noted():
    return Subtests()


def test_every_row_is_asked_and_every_failure_named(noted):
    asked = []

    @for_each("number", [1, 2, pytest.param(3, id="three"), 4])
    def ask(number):
        asked.append(number)
        assert number % 2 == 0

    ask(subtests=noted)
    assert (asked, noted.failed) == ([1, 2, 3, 4], ["1", "three"])


def test_stacked_tables_ask_every_combination(noted):
    asked = []

    @for_each("letter", "ab")
    @for_each(("number", "name"), [(1, "x"), (2, "y")])
    def ask(letter, number, name):
        asked.append((letter, number, name))

    ask(subtests=noted)
    assert asked == [("a", 1, "x"), ("a", 2, "y"), ("b", 1, "x"), ("b", 2, "y")]


def test_what_a_row_writes_is_undone(noted, db):
    @for_each("name", ["can.bo", "can.bo"])
    def ask(name):
        User.objects.create_user(name)

    ask(subtests=noted)
    assert not User.objects.exists()


def test_a_table_without_rows_is_refused():
    with pytest.raises(AssertionError):
        for_each("number", [])
