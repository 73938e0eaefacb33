"""A field of lines: a list in the database, a text area in forms."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from foundation.records.fields import LinesField, LinesFormField, validate_lines
from procedures.models import Procedure
from tests.for_each import for_each
from tests.procedures.factories import make_procedure

LINES = st.lists(
    st.text(min_size=1, max_size=20).filter(
        lambda line: line.strip() == line and len(line.splitlines()) == 1
    ),
    max_size=10,
)


@pytest.mark.parametrize("value", [[], ["a"], ["Hộ chiếu", "Căn cước"], ["x"] * 200, ["x" * 2000]])
def test_lists_of_lines_are_valid(value):
    validate_lines(value)


@for_each(
    ("value", "code"),
    [
        ("a", "invalid_lines"),
        (None, "invalid_lines"),
        ({"a": 1}, "invalid_lines"),
        ([1], "invalid_lines"),
        ([""], "invalid_lines"),
        (["  "], "invalid_lines"),
        ([["a"]], "invalid_lines"),
        (["x"] * 201, "too_long"),
        (["x" * 2001], "too_long"),
    ],
)
def test_other_values_are_refused(value, code):
    with pytest.raises(ValidationError) as raised:
        validate_lines(value)
    assert raised.value.code == code
    assert not raised.value.message.isascii()


def test_the_model_validates_its_lines(db):
    procedure = make_procedure()
    procedure.keywords = ["ok", ""]
    with pytest.raises(ValidationError) as raised:
        procedure.full_clean()
    assert list(raised.value.message_dict) == ["keywords"]


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("", []),
        (None, []),
        ("a\nb", ["a", "b"]),
        ("a\r\nb\r\n", ["a", "b"]),
        ("\n  a  \n\n b\n", ["a", "b"]),
        ("a\n   \nb", ["a", "b"]),
    ],
)
def test_typed_text_becomes_lines(typed, lines):
    assert LinesFormField().to_python(typed) == lines


@given(LINES)
def test_lines_survive_a_round_trip_through_the_form(lines):
    field = LinesFormField()
    assert field.to_python(field.prepare_value(lines)) == lines
    assert field.has_changed(lines, field.prepare_value(lines)) is False


@pytest.mark.parametrize(
    ("initial", "typed", "changed"),
    [
        (["a"], "a\n", False),
        (["a"], "b", True),
        ([], "", False),
        (None, "", False),
        ([], "a", True),
    ],
)
def test_only_different_lines_count_as_a_change(initial, typed, changed):
    assert LinesFormField().has_changed(initial, typed) is changed


def test_an_invalid_form_keeps_the_typed_text():
    assert LinesFormField().prepare_value("a\n\nb") == "a\n\nb"


def test_model_forms_use_a_text_area():
    field = LinesField("từ khoá", help_text="Mỗi dòng một từ.").formfield()
    assert isinstance(field, LinesFormField)
    assert (field.label, field.required, field.help_text) == ("Từ khoá", False, "Mỗi dòng một từ.")


def test_the_database_returns_the_same_lines(db):
    procedure = make_procedure(keywords=["làm hộ chiếu", "đổi hộ chiếu"])
    assert Procedure.objects.get(pk=procedure.pk).keywords == ["làm hộ chiếu", "đổi hộ chiếu"]


def test_rows_do_not_share_a_default_list():
    one, other = Procedure(), Procedure()
    one.keywords.append("x")
    assert other.keywords == []
