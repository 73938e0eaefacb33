"""Texts with placeholders: which ones are allowed, and filling them in.

A placeholder is `{name}`, with the name of one of the event's values. Nothing else of Python's
string formatting is understood.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from string import Formatter

from django.core.exceptions import ValidationError

from citizens.models import NoticeTemplate, TemplateChannel
from citizens.models.notice import Channel
from citizens.notices.events import Event, events, find_event
from foundation.database.prepared import Given, Prepared
from foundation.zalo.templates_in_use import TemplateInUse
from zalo_client.templates import composed

_FORMATTER = Formatter()
MAX_PARAMETERS = 20
MAX_PARAMETER_LENGTH = 64


@dataclass(frozen=True)
class Wording:
    """The text about an event at this moment, and whether it goes out on any channel."""

    title: str
    text: str
    outside: bool = False


_TEMPLATE = Prepared(lambda: NoticeTemplate.objects.filter(event=Given("event")))


def current_wording(event: Event) -> Wording:
    """Return the officers' text about an event, the shipped text if there is none.

    At most two queries.
    """
    row = _TEMPLATE.first(event=event.name)
    if row is None:
        return Wording(event.title, event.text)
    return Wording(row.title, row.text, any(channel.enabled for channel in row.channels.all()))


def names_in(text: str) -> set[str]:
    """Return the names of the placeholders.

    Raises ValidationError for anything but a plain `{name}`.
    """
    try:
        parts = list(_FORMATTER.parse(text))
    except ValueError:
        raise ValidationError(
            "Dấu ngoặc nhọn chưa đúng: mỗi chỗ điền viết là {tên}.", code="placeholder"
        ) from None
    wrong = [
        name
        for _literal, name, spec, conversion in parts
        if name is not None and (spec or conversion or not name.isidentifier())
    ]
    if wrong:
        raise ValidationError(
            "Chỗ điền chỉ gồm tên trong ngoặc nhọn, ví dụ {code}.", code="placeholder"
        )
    return {name for _literal, name, _spec, _conversion in parts if name is not None}


def check_text(event: Event, title: str, text: str) -> None:
    """Raise ValidationError, by field, for placeholders that the event does not have.

    The title may only use values that are always given.
    """
    errors = {
        name: error
        for name, value, allowed in (
            ("title", title, event.required_names),
            ("text", text, event.names),
        )
        if (error := _unknown_placeholder(value, allowed))
    }
    if not errors and "\n" in title.strip():
        errors["title"] = "Tiêu đề chỉ có một dòng."
    if errors:
        raise ValidationError(errors)


def _unknown_placeholder(text: str, allowed: Sequence[str]) -> str:
    try:
        unknown = sorted(names_in(text) - set(allowed))
    except ValidationError as error:
        return str(error.messages[0])
    offered = ", ".join(f"{{{name}}}" for name in allowed)
    return f"Ở đây không dùng được {{{unknown[0]}}}; dùng được: {offered}." if unknown else ""


def check_parameters(event: Event, parameters: object) -> None:
    """Raise ValidationError unless `parameters` maps names of a Zalo template to values."""
    if not isinstance(parameters, dict) or len(parameters) > MAX_PARAMETERS:
        raise ValidationError(
            f"Cần một bảng tên → chỗ điền, tối đa {MAX_PARAMETERS} dòng.", code="parameters"
        )
    for name, value in parameters.items():
        if not name or len(name) > MAX_PARAMETER_LENGTH or value not in event.names:
            offered = ", ".join(event.names)
            raise ValidationError(
                f"Tham số «{name[:MAX_PARAMETER_LENGTH]}» phải dẫn tới một trong: {offered}.",
                code="parameters",
            )


def render(text: str, values: Mapping[str, str]) -> str:
    r"""Return `text` with its placeholders filled in.

    Lines that name a missing or empty value are left out.

    >>> render("Hồ sơ {code}.\nHẹn trả: {due_on}.", {"code": "A-1"})
    'Hồ sơ A-1.'
    """
    return "\n".join(
        line.format_map(values).rstrip()
        for line, names in _lines(text)
        if all(values.get(name) for name in names)
    )


@lru_cache(maxsize=256)
def _lines(text: str) -> tuple[tuple[str, frozenset[str]], ...]:
    """Return each line with its placeholders.

    Cached, because an import of 100,000 rows renders the same few texts.
    """
    return tuple((line, frozenset(names_in(line))) for line in text.splitlines())


def parameters_of(channel: TemplateChannel, values: Mapping[str, str]) -> dict[str, str]:
    """Return the values for a Zalo template, written as Zalo counts letters.

    Missing ones become a dash, as Zalo demands.
    """
    return {name: composed(values.get(value) or "–") for name, value in channel.parameters.items()}


def example_values(event: Event) -> dict[str, str]:
    """Return an example of each value, for previews."""
    return {one.name: one.example for one in event.placeholders}


def templates_in_use() -> Iterator[TemplateInUse]:
    """Yield each of Zalo's templates that is switched on, with examples of what it is sent."""
    rows = TemplateChannel.objects.filter(enabled=True).select_related("template")
    for row in rows.exclude(channel__in=(Channel.TEXT, Channel.NOTIFICATION)):
        if event := find_event(row.template.event):
            examples = parameters_of(row, example_values(event))
            yield TemplateInUse(str(row), row.zalo_template_id, examples)


def create_missing() -> int:
    """Write the shipped text of each event that has no row yet, and return how many were written.

    Texts that officers edited stay. Consultation messages are switched on, because they are free
    and need no template. The other channels stay off until officers enter the ids of Zalo's
    templates.
    """
    known = set(NoticeTemplate.objects.values_list("event", flat=True))
    missing = [event for event in events() if event.name not in known]
    rows = NoticeTemplate.objects.bulk_create(
        NoticeTemplate(event=event.name, title=event.title, text=event.text) for event in missing
    )
    TemplateChannel.objects.bulk_create(chain.from_iterable(map(_channels, rows)))
    return len(missing)


def _channels(row: NoticeTemplate) -> Iterator[TemplateChannel]:
    return (
        TemplateChannel(template=row, channel=channel, enabled=channel == Channel.TEXT)
        for channel in Channel
    )
