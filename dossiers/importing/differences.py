"""Where a row contradicts what is known of its dossier."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from dossiers.due import clock
from dossiers.importing import rules
from dossiers.importing.columns import DOSSIERS
from dossiers.importing.rows import Row
from dossiers.importing.run import Place, Run
from dossiers.models import Dossier
from dossiers.owners.applicant import id_columns, phone_columns
from dossiers.workflow import Status
from foundation.records.vietnamese import fold
from foundation.records.wording import show_moment
from offices.working_time.calendar import ZONE

# A file that differs in these only may still move the dossier: the code says whose it is.
DATES = frozenset({"accepted_at", "due_at", "completed_at", "returned_at"})


Difference = dict[str, str]


def _difference(
    key: str, known: str, said: str, code: str = "contradicts", text: str = ""
) -> Difference:
    title = DOSSIERS.by_key[key].title
    text = text or (
        f"{title}: hệ thống có {known}, tệp ghi {said}." if known else f"{title} khác với hệ thống."
    )
    return {"key": key, "code": code, "title": title, "known": known, "said": said, "text": text}


def status_difference(row: Row, dossier: Dossier, code: str, why: str = "") -> Difference:
    """Return the difference of a status.

    `code` is `not_forward`, `stale` or, of one that waits for another difference, `waits`.
    """
    known, said = f"«{Status(dossier.status).label}»", f"«{row.status.label}»"
    text = f"Hệ thống có {known}, tệp ghi {said}{why}." if why else ""
    return _difference("status", known, said, code, text)


def older_than_known(row: Row, dossier: Dossier, run: Run) -> str:
    """Return in words why the row's status is older than what is known."""
    if rules.age_of_row(dossier, run) is rules.Age.OLDER:
        return f"; tệp có dữ liệu đến {show_moment(run.as_of)}, cũ hơn điều đã biết"
    found = rules.stated(row.status, row, accepted=dossier.accepted_at is not None)
    if found is None or dossier.stated_at is None:
        return "; tệp cũ hơn điều đã biết"
    at, last = show_moment(found.moment.at), show_moment(dossier.stated_at)
    return f" lúc {at}, trước lần chuyển {last} đã ghi"


def contradictions(row: Row, dossier: Dossier, place: Place) -> Iterator[Difference]:
    """Yield where the row differs from the dossier.

    Personal data are compared by their hashes and not repeated.
    """
    if place.procedure != dossier.procedure_id:
        yield _difference("procedure_code", f"«{dossier.procedure_id}»", f"«{place.procedure}»")
    if place.office != dossier.office_id:
        yield _difference("office", f"«{dossier.office_id}»", f"«{place.office}»")
    for key in ("accepted_at", "completed_at", "returned_at"):
        said, known = getattr(row, key), getattr(dossier, key)
        if said and known and clock.local_day(said.at) != clock.local_day(known):
            yield _difference(key, _day(known), _day(said.at))
    if (
        row.applicant
        and dossier.applicant_folded
        and fold(row.applicant)[:200] != dossier.applicant_folded
    ):
        yield _difference("applicant", "", "")
    for key, column, columns in personal_columns(row):
        if columns[column] and getattr(dossier, column) not in ("", columns[column]):
            yield _difference(key, "", "")


def personal_columns(row: Row) -> list[tuple[str, str, Mapping[str, str]]]:
    """Return the personal data of a row: key, column to compare, and its columns."""
    found: list[tuple[str, str, Mapping[str, str]]] = []
    if row.phone:
        found.append(("phone", "applicant_phone_hash", phone_columns(row.code, row.phone)))
    if row.id_last4:
        found.append(("id_number", "id_last4_hash", id_columns(row.code, row.id_last4)))
    return found


def _day(moment: datetime) -> str:
    return f"{moment.astimezone(ZONE):%d/%m/%Y}"


def due_difference(due: datetime, dossier: Dossier) -> Difference:
    """Return the difference of a due date that the source changed."""
    return _difference("due_at", _day(dossier.due_at) if dossier.due_at else "", _day(due))
