"""Placeholders in texts, and the shipped texts."""

import pytest
from django.core.exceptions import ValidationError

from citizens.models import NoticeTemplate
from citizens.notices import placeholders
from citizens.notices.events import event_called, events
from tests.for_each import for_each

EXTENDED = event_called("dossier_extended")
ALL = for_each("event", events(), ids=lambda event: event.name)


@ALL
def test_shipped_texts_only_use_values_of_their_event(event):
    placeholders.check_text(event, event.title, event.text)
    title, text, link = (
        placeholders.render(part, placeholders.example_values(event))
        for part in (event.title, event.text, event.link)
    )
    assert title
    assert text
    assert "{" not in title + text + link


@ALL
def test_shipped_texts_work_without_optional_values(event):
    required = {one.name: one.example for one in event.required}
    assert placeholders.render(event.title, required) == placeholders.render(
        event.title, placeholders.example_values(event)
    )
    assert placeholders.render(event.text, required)


def test_a_line_with_a_missing_value_is_omitted():
    text = "Hồ sơ {code}.\nHẹn trả: {due_on}.\nMở ứng dụng."
    assert placeholders.render(text, {"code": "A-1", "due_on": ""}) == "Hồ sơ A-1.\nMở ứng dụng."
    assert (
        placeholders.render(text, {"code": "A-1", "due_on": "25/11/2026"})
        == "Hồ sơ A-1.\nHẹn trả: 25/11/2026.\nMở ứng dụng."
    )


@for_each(
    "text",
    [
        "{name}",
        "{code",
        "code}",
        "{}",
        "{0}",
        "{code.x}",
        "{code[0]}",
        "{code!r}",
        "{code:>10}",
        "{ code }",
        "{{{name}}}",
    ],
)
def test_only_placeholders_of_the_event_are_allowed(text):
    with pytest.raises(ValidationError) as error:
        placeholders.check_text(EXTENDED, "Tiêu đề", text)
    assert "text" in error.value.message_dict


def test_a_title_only_uses_required_values():
    placeholders.check_text(EXTENDED, "Hồ sơ {code}", "Ngày mới {new_due_on}")
    with pytest.raises(ValidationError) as error:
        placeholders.check_text(EXTENDED, "Ngày {new_due_on}", "x")
    assert "title" in error.value.message_dict


def test_a_title_must_be_one_line():
    with pytest.raises(ValidationError):
        placeholders.check_text(EXTENDED, "Hồ sơ\n{code}", "x")


@pytest.mark.parametrize(
    "parameters",
    [[], "x", {"a": "name"}, {"": "code"}, {"x" * 65: "code"}, {str(i): "code" for i in range(21)}],
)
def test_template_parameters_must_map_to_event_values(parameters):
    with pytest.raises(ValidationError):
        placeholders.check_parameters(EXTENDED, parameters)


def test_valid_parameters_are_accepted():
    placeholders.check_parameters(EXTENDED, {"ma_ho_so": "code", "ngay": "new_due_on"})


def test_creating_texts_keeps_what_officers_wrote(db):
    assert placeholders.create_missing() == len(events())
    NoticeTemplate.objects.filter(event="dossier_accepted").update(title="Lời của cán bộ")
    NoticeTemplate.objects.filter(event="dossier_declined").delete()
    assert placeholders.create_missing() == 1
    assert NoticeTemplate.objects.get(event="dossier_accepted").title == "Lời của cán bộ"


def test_shipped_texts_only_enable_consultation_messages(db):
    placeholders.create_missing()
    enabled = {
        channel
        for row in NoticeTemplate.objects.all()
        for channel in row.channels.filter(enabled=True).values_list("channel", flat=True)
    }
    assert enabled == {"text"}
