"""Which of Zalo's templates carries which event, what is missing, and wordings to hand in.

Zalo reviews each template for 2 to 7 working days. A wording names the event by its code only,
never who or what it is about; its button opens the Mini App. Limits as of 27/2/2026: title 9 to 65
letters, a paragraph 9 to 400, a table of 2 to 8 rows.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from citizens.models import Channel, TemplateChannel
from citizens.notices import placeholders
from citizens.notices.events import Event, events, find_event
from official_accounts import registry
from official_accounts.models import ZaloTemplate
from zalo_client.templates import Parameter, Template, composed

PAID = (Channel.USER, Channel.PHONE)
TITLE, PARAGRAPH = range(9, 66), range(9, 401)
# What Zalo's kinds of parameters take, by the names that events give their values.
CODE_LIMIT, DAY_LIMIT, OTHER_LIMIT = 30, 20, 30
MOST_PARAMETERS = 20
TRANSACTION, CARE = 1, 2  # Zalo's tags


def lacking(row: TemplateChannel, event: Event, known: ZaloTemplate | None) -> list[str]:
    """Return what keeps a paid channel of an event from being sent, in Vietnamese."""
    if not row.zalo_template_id:
        return ["chưa chọn mẫu của Zalo"]
    if known is None:
        return ["mẫu chưa có trong danh sách đọc từ Zalo"]
    return [*registry.faults_of(known), *mapping_faults(row, event, registry.template_of(known))]


def mapping_faults(row: TemplateChannel, event: Event, template: Template) -> Iterator[str]:
    """Yield what is wrong with the values that the template is given, by the event's examples."""
    for one in template.parameters:
        if one.required and one.name not in row.parameters:
            yield f"chưa chọn giá trị cho «{one.name}»"
    examples = placeholders.parameters_of(row, placeholders.example_values(event))
    for name, fault in template.faults(examples).items():
        if name in row.parameters:
            yield f"«{name}»: {fault}"
    for name in template.strange_names(row.parameters):
        yield f"mẫu không có tham số «{name}»"


def overview() -> list[tuple[str, str, list[str]]]:
    """Return event, channel and what is missing, of every paid channel. Two queries."""
    known = registry.of_province()
    rows = TemplateChannel.objects.filter(channel__in=PAID).select_related("template")
    return [
        (
            event.label,
            str(Channel(row.channel).label),
            lacking(row, event, known.get(row.zalo_template_id)),
        )
        for row in rows.order_by("template__event", "channel")
        if (event := find_event(row.template.event))
    ]


# --- wordings to hand in -------------------------------------------------------------------------


@dataclass(frozen=True)
class Submission:
    """A template as it is typed in at Zalo's console."""

    event: Event
    tag: int
    title: str
    paragraph: str
    parameters: tuple[Parameter, ...]
    button: str = "Xem trong ứng dụng"

    @property
    def faults(self) -> list[str]:
        """What Zalo would refuse."""
        found = []
        if len(composed(self.title)) not in TITLE:
            found.append("tiêu đề phải từ 9 đến 65 chữ")
        if len(composed(self.paragraph)) not in PARAGRAPH:
            found.append("nội dung phải từ 9 đến 400 chữ")
        examples = placeholders.example_values(self.event)
        found += [
            f"«{name}»: {fault}"
            for name, fault in Template(self.parameters).faults(examples).items()
        ]
        return found


def submissions() -> list[Submission]:
    """Return a wording for every event, made from its shipped text."""
    return [_submission(event) for event in events()]


def _submission(event: Event) -> Submission:
    """Return the wording: values in Zalo's angle brackets, dates as rows of the text."""
    marks = {one.name: f"<{one.name}>" for one in event.placeholders}
    text = placeholders.render(event.text, marks).replace("\n", " ")
    return Submission(
        event,
        CARE if event.confidential else TRANSACTION,
        event.label if len(event.label) >= TITLE.start else f"Thông báo: {event.label}",
        text[: PARAGRAPH.stop - 1],
        tuple(
            Parameter(one.name, one in event.required, _limit(one.name))
            for one in event.placeholders[:MOST_PARAMETERS]
        ),
    )


def _limit(name: str) -> int:
    if name == "code":
        return CODE_LIMIT
    return DAY_LIMIT if name.endswith(("_on", "_by")) else OTHER_LIMIT
