"""A sender's own reports: what lists and details load, and the part of the citizen's own page."""

from collections import defaultdict
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Prefetch

from citizens.models import Citizen
from citizens.overview.parts import MOST_ROWS, Part
from foundation.api.answers import all_shown
from foundation.database.prepared import Given, Prepared, attach
from offices.working_time.calendar import ZONE
from reports.models import Evidence, Report, ReportedPlate, ReportMessage
from reports.querysets import ReportQuerySet, citizen_hash
from reports.reporter import seals
from reports.workflow import Move, Status

MAX_SHOWN = 200  # messages of one report, so that no answer grows without bound
_CARD_COLUMNS = (
    "number",
    "status",
    "outcome",
    "words",
    "first_received_at",
    "changed_at",
    "due_at",
    "supply_by",
    "kind__name",
    "office__name",
)


def with_card(reports: ReportQuerySet) -> ReportQuerySet:
    """Load what the list shows of each report; what else is encrypted in it stays closed."""
    return reports.select_related("kind", "office").only(*_CARD_COLUMNS)


def for_sender(reports: ReportQuerySet) -> ReportQuerySet:
    """Load everything that the sender of each report is shown; never what officers say among them.

    Adds `conversation`: its last messages, newest first. A report merged into an incident carries
    the decision itself, so that no other report is asked for.
    """
    return _with_what_it_is_about(reports).prefetch_related(
        "plates", "evidence", Prefetch("messages", _said()[:MAX_SHOWN], to_attr="conversation")
    )


def _with_what_it_is_about(reports: ReportQuerySet) -> ReportQuerySet:
    return reports.select_related("kind", "office", "topic", "opinion")


def _said() -> Any:
    """Return what sender and office said to each other, newest first."""
    return ReportMessage.objects.filter(internal=False).select_related("event").order_by("-pk")


def _own() -> ReportQuerySet:
    found: ReportQuerySet = Report.objects.of_sender(Given("mark"))
    return found


_REPORTS = Prepared(lambda: _with_what_it_is_about(_own()).order_by("pk"))
_BELONGING: dict[str, Prepared[Any]] = {
    "plates": Prepared(lambda: ReportedPlate.objects.filter(report__in=_own())),
    "evidence": Prepared(lambda: Evidence.objects.filter(report__in=_own())),
    "messages": Prepared(lambda: _said().filter(report__in=_own())),
}


def all_of(citizen: Citizen) -> list[Any]:
    """Return all reports of a citizen, as `for_sender` loads them."""
    mark = citizen_hash(citizen)
    own: list[Any] = _REPORTS.rows(mark=mark)
    for name, rows in _BELONGING.items():
        attach(own, name, rows.rows(mark=mark))
    for report in own:
        report.conversation = list(report.messages.all()[:MAX_SHOWN])
    return own


def files_of(report: Report) -> Any:
    """Return the files of a report, each with the `name` by which its sender knows it."""
    files: list[Any] = list(report.evidence.all())
    for number, one in enumerate(files, start=1):
        one.name = name_of_file(one.media_type, number)
    return files


def messages_of(report: Any) -> Any:
    """Return the messages, oldest first, each with `evidence_ids`: the files that came with it."""
    files: defaultdict[int | None, list[UUID]] = defaultdict(list)
    for one in report.evidence.all():
        files[one.message_id].append(one.pk)
    said = report.conversation[::-1]
    for message in said:
        message.evidence_ids = files[message.pk]
    return said


def asked_of(report: Any) -> str | None:
    """Return what the office asks for, if it waits for the sender."""
    if report.status != Status.NEED_MORE:
        return None
    asked = (m for m in report.conversation if m.event and m.event.move == Move.ASK_MORE)
    message = next(asked, None)
    return message.text if message else None


def due_words(due_at: datetime | None) -> str | None:
    """Return by when the office has to act; None without a deadline. Articles are for officers.

    >>> due_words(datetime(2026, 12, 26, 16, 59, 59, tzinfo=ZONE))
    'Đơn vị phải giải quyết bước này trước 16:59 ngày 26/12/2026.'
    """
    if due_at is None:
        return None
    return f"Đơn vị phải giải quyết bước này trước {due_at.astimezone(ZONE):%H:%M ngày %d/%m/%Y}."


def name_of_file(media_type: str, number: int) -> str:
    """Return what a file is called; `number` counts the files of a report from 1.

    >>> name_of_file("video/mp4", 2)
    'Video 2'
    >>> name_of_file("application/pdf", 1)
    'Tệp 1'
    """
    kind = {"video": "Video", "image": "Ảnh"}.get(media_type.partition("/")[0], "Tệp")
    return f"{kind} {number}"


def waiting_cards(citizen: Citizen) -> object:
    """Return the cards of the reports to which the citizen has to add something."""
    # Serializers need models that are loaded after the registry.
    from reports.api.serializers import ReportCardSerializer

    own = Report.objects.of_citizen(citizen).filter(status=Status.NEED_MORE)
    rows = with_card(own).order_by("supply_by", "pk")[:MOST_ROWS]
    return all_shown(ReportCardSerializer, rows)


def _waiting_field() -> Any:
    from reports.api.serializers import ReportCardSerializer

    return ReportCardSerializer(
        many=True, help_text="Phản ánh mà đơn vị chờ công dân bổ sung, hạn gần nhất đứng trước."
    )


OVERVIEW = Part("waiting_reports", waiting_cards, _waiting_field, seals.ROWS)
