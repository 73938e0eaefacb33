"""Texts with placeholders: what is allowed in one, and what comes out.

A placeholder is `{name}` with a name of the event's values; nothing else of Python's formatting is
understood.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from string import Formatter

from django.core.exceptions import ValidationError

from citizens.models import NoticeTemplate, TemplateChannel
from citizens.models.notice import Channel
from citizens.notices.texts import EVENTS, VALUES, Event

_FORMATTER = Formatter()
MAX_PARAMETERS = 20
MAX_PARAMETER_LENGTH = 64


@dataclass(frozen=True)
class Wording:
    """What is said of an event at this moment, and whether it goes out at all."""

    title: str
    text: str
    outside: bool = field(default=False)


def wording(event: Event) -> Wording:
    """Return the officers' wording of an event.

    Or the shipped one where no officer's row is there. Two queries at most.
    """
    row: NoticeTemplate | None = (
        NoticeTemplate.objects.filter(event=event.name).prefetch_related("channels").first()
    )
    if row is None:
        return Wording(event.title, event.text)
    return Wording(row.title, row.text, any(channel.enabled for channel in row.channels.all()))


def names_in(text: str) -> set[str]:
    """Return the names of the placeholders.

    Raises ValidationError for anything that is no plain `{name}`.
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


def check(event: Event, title: str, text: str) -> None:
    """Raise ValidationError, by field, for a placeholder that is not the event's.

    Or one in the title that may be empty.
    """
    errors = {
        name: error
        for name, value, allowed in (("title", title, event.required), ("text", text, event.values))
        if (error := _foreign(value, allowed))
    }
    if not errors and "\n" in title.strip():
        errors["title"] = "Tiêu đề chỉ có một dòng."
    if errors:
        raise ValidationError(errors)


def _foreign(text: str, allowed: Sequence[str]) -> str:
    try:
        foreign = sorted(names_in(text) - set(allowed))
    except ValidationError as error:
        return str(error.messages[0])
    offered = ", ".join(f"{{{name}}}" for name in allowed)
    return f"Ở đây không dùng được {{{foreign[0]}}}; dùng được: {offered}." if foreign else ""


def check_parameters(event: Event, parameters: object) -> None:
    """Raise ValidationError unless `parameters` maps names of a Zalo template to values of the event."""
    if not isinstance(parameters, dict) or len(parameters) > MAX_PARAMETERS:
        raise ValidationError(
            f"Cần một bảng tên → chỗ điền, tối đa {MAX_PARAMETERS} dòng.", code="parameters"
        )
    for name, value in parameters.items():
        if not name or len(name) > MAX_PARAMETER_LENGTH or value not in event.values:
            offered = ", ".join(event.values)
            raise ValidationError(
                f"Tham số «{name[:MAX_PARAMETER_LENGTH]}» phải dẫn tới một trong: {offered}.",
                code="parameters",
            )


def render(text: str, values: Mapping[str, str]) -> str:
    r"""Return `text` with its placeholders filled in.

    Without the lines that name a value that is missing or empty.

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
    """Return each line with the placeholders in it.

    An import of 100,000 rows says the same few texts.
    """
    return tuple((line, frozenset(names_in(line))) for line in text.splitlines())


def parameters_of(channel: TemplateChannel, values: Mapping[str, str]) -> dict[str, str]:
    """Return what a Zalo template is filled with; a value that there is not, is a dash.

    Zalo refuses empty ones.
    """
    return {name: values.get(value) or "–" for name, value in channel.parameters.items()}


def examples(event: Event) -> dict[str, str]:
    """Return a value for each placeholder, for previews."""
    return {name: VALUES[name][1] for name in event.values}


def create_missing() -> int:
    """Write the shipped text of each event that has no row yet, and return how many.

    Officers' words are never touched.

    Consultation messages are on, which cost nothing and need nothing of Zalo's; templates wait for
    the id that Zalo gives them.
    """
    missing = [event for event in EVENTS.values() if event.name not in _known()]
    for event in missing:
        row = NoticeTemplate.objects.create(event=event.name, title=event.title, text=event.text)
        TemplateChannel.objects.bulk_create(_channels(row))
    return len(missing)


def _known() -> set[str]:
    return set(NoticeTemplate.objects.values_list("event", flat=True))


def _channels(row: NoticeTemplate) -> Iterator[TemplateChannel]:
    return (
        TemplateChannel(template=row, channel=channel, enabled=channel == Channel.TEXT)
        for channel in Channel
    )
