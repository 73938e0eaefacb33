"""What is written without templates is what the templates write."""

import pytest
from django import forms
from django.forms.renderers import DjangoTemplates
from django.test.html import parse_html
from django.utils.safestring import mark_safe
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from foundation.desk.form_renderer import WRITERS, FormRenderer

CHOICES = [("", "Chọn"), ("Nhóm <1>", [("a&b", "Một & hai"), (3, "Ba")]), ("x", mark_safe("<b>"))]
ATTRIBUTES = {"class": 'a"b', "id": "id_x", "disabled": True, "hidden": False, "data-number": 1234}
WIDGETS = [
    (forms.TextInput, {}, ['Ông "Bình" <b>', "", None, 1234]),
    (forms.NumberInput, {}, [0, 1500]),
    (forms.HiddenInput, {}, ["kín"]),
    (forms.EmailInput, {}, ["a@b.vn"]),
    (forms.URLInput, {}, ["https://a.vn/?b=1&c=2"]),
    (forms.CheckboxInput, {}, [True, False, "7"]),
    (UnfoldBooleanWidget, {}, [True, False]),
    (UnfoldAdminTextInputWidget, {}, ["chữ", None]),
    (forms.Select, {"choices": CHOICES}, ["a&b", 3, None, "nowhere"]),
    (UnfoldAdminSelectWidget, {"choices": CHOICES}, ["a&b", None]),
]


def written(renderer, widget, value):
    return parse_html(widget.render("tên<1>", value, ATTRIBUTES, renderer))


@pytest.mark.parametrize(("kind", "options", "values"), WIDGETS, ids=lambda it: str(it)[:40])
def test_a_plain_widget_is_written_as_its_template_writes_it(kind, options, values):
    widget = kind(**options)
    assert widget.template_name in WRITERS
    for value in values:
        quick, usual = (written(one, widget, value) for one in (FormRenderer(), DjangoTemplates()))
        assert quick == usual


def test_a_text_with_something_around_it_is_left_to_its_template():
    widget = UnfoldAdminTextInputWidget({"prefix": "VNĐ"})
    assert "VNĐ" in str(written(FormRenderer(), widget, "1"))


class Asked(forms.Form):
    """A form with one field."""

    template_name_label = "django/forms/label.html"
    name = forms.CharField(label="Họ & tên <chữ>")


@pytest.mark.parametrize("data", [None, {"name": ""}, {"name": "Bình"}])
def test_labels_and_errors_are_written_as_their_templates_write_them(data):
    quick, usual = (Asked(data, renderer=one())["name"] for one in (FormRenderer, DjangoTemplates))
    assert quick.label_tag(attrs=ATTRIBUTES) == usual.label_tag(attrs=ATTRIBUTES)
    assert str(quick.errors) == str(usual.errors)
