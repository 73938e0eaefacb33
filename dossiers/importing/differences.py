"""Where a row contradicts what is known of its dossier."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from dossiers import clock
from dossiers.applicant import id_columns, phone_columns
from dossiers.importing.columns import BY_KEY
from dossiers.importing.rows import Row
from dossiers.importing.run import Place
from dossiers.models import Dossier
from dossiers.workflow import Status
from foundation.records.vietnamese import fold
from foundation.records.wording import show_moment
from offices.calendar import ZONE


def has_same_status(row: Row, dossier: Dossier) -> bool:
    """Return True if the row has the dossier's status; number 8 may be either of two."""
    if row.either_eight and dossier.status in {Status.SUSPENDED, Status.STOPPED}:
        return True
    return bool(dossier.status == row.status)


def _difference(
    key: str, known: str, said: str, code: str = "contradicts", text: str = ""
) -> dict[str, str]:
    title = BY_KEY[key].title
    text = text or (
        f"{title}: hệ thống có {known}, tệp ghi {said}." if known else f"{title} khác với hệ thống."
    )
    return {"key": key, "code": code, "title": title, "known": known, "said": said, "text": text}


def status_difference(row: Row, dossier: Dossier, *, stale: bool) -> dict[str, str]:
    """Return the difference of a status that cannot be reached, or is older than ours."""
    known, said = f"«{Status(dossier.status).label}»", f"«{row.status.label}»"
    if not stale:
        return _difference("status", known, said, "not_forward")
    since = show_moment(dossier.status_since)
    text = f"Hồ sơ đã sang {known} lúc {since}, sau khi tệp được xuất; tệp ghi {said}."
    return _difference("status", known, said, "stale", text)


def contradictions(row: Row, dossier: Dossier, place: Place) -> Iterator[dict[str, str]]:
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


def due_difference(row: Row, dossier: Dossier) -> dict[str, str] | None:
    """Return the difference if the row promises another date than the one that holds."""
    if (
        row.due_at is None
        or dossier.due_at is None
        or clock.local_day(row.due_at.at) == clock.local_day(dossier.due_at)
    ):
        return None
    return _difference("due_at", _day(dossier.due_at), _day(row.due_at.at))
