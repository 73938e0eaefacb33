"""Resolve a citizen's request to an office and the subject of a question."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone

from citizens.models import Citizen
from dossiers.models import Dossier
from dossiers.validators import clean_code
from feedback.questions import routing
from feedback.questions.actions import About
from feedback.questions.routing import AmbiguousPlace, Concern, Destination, UnknownPlace
from foundation.api.problems import FieldError, Problem, pointer
from offices.finding.selection import NoOffice
from offices.snapshot import directory
from offices.working_time.calendar import ZONE
from procedures.publishing.lookup import find_published
from procedures.publishing.published import Published


def _body_problem(name: str, code: str, detail: str) -> Problem:
    return Problem("invalid_request", errors=[FieldError(pointer("body", name), code, detail)])


def resolve_request(citizen: Citizen, body: dict[str, Any]) -> tuple[Destination, About]:
    """Return the office for a question, and its subject.

    Raises Problem `invalid_request` for things that do not exist or are not the citizen's,
    `office_closed`, `place_ambiguous`.
    """
    procedure = _find_procedure(body.get("procedure"))
    dossier = _find_dossier(citizen, body.get("dossier"))
    field = (
        _check_field(body.get("field"))
        or _field_of(procedure)
        or (dossier.procedure.field_id if dossier else None)
    )
    concern = Concern(
        office=_check_office(body.get("office")),
        dossier_office=dossier.office_id if dossier else None,
        field=field,
        levels=procedure.facets["levels"] if procedure else frozenset(),
        place=body.get("place", ""),
    )
    about_procedure = procedure.id if procedure else (dossier.procedure_id if dossier else None)
    return _choose_destination(concern), About(field, about_procedure, dossier)


def _choose_destination(concern: Concern) -> Destination:
    try:
        return routing.choose_office(
            concern, directory.current(), timezone.now().astimezone(ZONE).date()
        )
    except NoOffice:
        raise Problem("office_closed") from None
    except UnknownPlace:
        raise _body_problem(
            "place",
            "unknown",
            "Không tìm thấy nơi này. Hãy ghi tên xã, phường, ví dụ «Thanh Miếu».",
        ) from None
    except AmbiguousPlace as error:
        named = [
            FieldError(pointer("body", "office"), "candidate", str(office.card["name"]), office.id)
            for office in error.offices
        ]
        raise Problem("place_ambiguous", errors=named) from None


def _check_office(key: str | None) -> str | None:
    if key and key not in directory.current().offices:
        raise _body_problem("office", "unknown", "Không có đơn vị này; xem offices/.")
    return key


def _check_field(code: str | None) -> str | None:
    if code and code not in directory.current().field_names:
        raise _body_problem("field", "unknown", "Không có lĩnh vực này; xem fields/.")
    return code


def _find_procedure(key: str | None) -> Published | None:
    if not key:
        return None
    try:
        return find_published(key)
    except Problem as problem:
        raise _body_problem("procedure", "unknown", problem.detail) from None


def _field_of(procedure: Published | None) -> str | None:
    return next(iter(procedure.facets["field"]), None) if procedure else None


def _find_dossier(citizen: Citizen, code: str | None) -> Dossier | None:
    """Return the citizen's dossier. Someone else's gets the answer of a missing one."""
    if not code:
        return None
    try:
        cleaned = clean_code(code)
    except ValidationError:
        cleaned = ""
    own = (
        Dossier.objects.without_applicant()
        .select_related("procedure")
        .one_of_citizen(citizen, cleaned)
    )
    found: Dossier | None = own.first()
    if found is None:
        raise _body_problem(
            "dossier", "unknown", "Không tìm thấy hồ sơ này trong các hồ sơ của ông/bà."
        )
    return found
