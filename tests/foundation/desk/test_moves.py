"""Dialogs of moves fit their acts, which is checked when the service starts."""

import pytest
from django import forms

from foundation.desk.moves import Button, MoveForm, form_of
from tests.foundation.moves.doors import open_it, paint

COLOUR = {"colour": forms.CharField(label="Màu")}


def button(act, fields):
    return Button(act, "son", "brush", "Sơn cửa.", "Đã sơn", fields)


def test_fields_reach_the_act_by_name():
    form = form_of(button(paint, COLOUR), MoveForm)
    assert set(form.declared_fields) == {"_form_submitted", "seen", "colour"}
    assert form.done == "Đã sơn"


def test_a_parameter_without_a_field_stops_the_start():
    with pytest.raises(TypeError, match="colour"):
        form_of(button(paint, {}), MoveForm)


def test_a_field_without_a_parameter_stops_the_start():
    with pytest.raises(TypeError, match="colour"):
        form_of(button(open_it, COLOUR), MoveForm)


def test_what_the_form_makes_counts_as_a_field():
    class Makes(MoveForm):
        makes = frozenset({"colour"})

    assert form_of(button(paint, {}), Makes).done == "Đã sơn"
