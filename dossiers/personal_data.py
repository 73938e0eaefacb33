"""What this room exports and erases of a citizen, and the kinds of its access log."""

from collections.abc import Iterable

from citizens.access_log import Kind
from citizens.models import Citizen
from citizens.privacy.personal_data_registry import Kept, PersonalData
from dossiers.api.presenting import day, entry, moment
from dossiers.models import Dossier, DossierEvent, Factor, Follow, ImportConflict, Proof
from dossiers.models.event import PUBLIC_KINDS
from dossiers.owners.own_rows import DOSSIERS, TIES
from procedures.publishing.lookup import known_to_citizens


def _numbers(citizen: Citizen) -> Iterable[int]:
    return Dossier.objects.of_citizen(citizen).values_list("pk", flat=True)


def _export(citizen: Citizen) -> list[dict[str, object]]:
    """Return the citizen's dossiers with their public history, without internal notes.

    What the applicant declared is theirs only if their verified phone is the applicant's: someone
    who proved ownership by a slip may have filed for somebody else.
    """
    dossiers = list(
        Dossier.objects.of_citizen(citizen).select_related("procedure", "office").order_by("pk")
    )
    events: dict[int, list[dict[str, object]]] = {dossier.pk: [] for dossier in dossiers}
    for event in DossierEvent.objects.filter(dossier__in=dossiers, kind__in=PUBLIC_KINDS).order_by(
        "dossier", "number"
    ):
        named = {"status_name": event.get_status_to_display()}
        events[event.dossier_id].append({**entry(event), **named})
    return [_whole(dossier, citizen, events[dossier.pk]) for dossier in dossiers]


def _whole(
    dossier: Dossier, citizen: Citizen, timeline: list[dict[str, object]]
) -> dict[str, object]:
    own = bool(citizen.phone_hash) and dossier.applicant_phone_hash == citizen.phone_hash
    declared = {
        "name": dossier.applicant_name,
        "phone": dossier.applicant_phone,
        "id_last4": dossier.id_last4,
    }
    return {
        "code": dossier.code,
        "procedure": known_to_citizens(dossier.procedure).short_name,
        "office": dossier.office.name,
        "status": dossier.status,
        "status_name": dossier.get_status_display(),
        "submitted_at": moment(dossier.submitted_at),
        "accepted_at": moment(dossier.accepted_at),
        "due_on": day(dossier.due_at),
        "completed_at": moment(dossier.completed_at),
        "returned_at": moment(dossier.returned_at),
        "applicant": declared if own else None,
        "timeline": timeline,
    }


def _keep_dossiers(_citizen: Citizen) -> list[Kept]:
    """Keep the dossiers, which are records of the State."""
    return [
        Kept(
            "Hồ sơ đã nộp và diễn biến giải quyết",
            "Hồ sơ của cơ quan nhà nước, lưu theo Luật Lưu trữ 33/2024/QH15; không còn gắn với "
            "tài khoản của ông/bà",
        )
    ]


def _export_ties(citizen: Citizen) -> dict[str, object]:
    proofs = (
        Proof.objects.filter(citizen=citizen)
        .order_by("pk")
        .values_list("dossier__code", "factor", "at")
    )
    follows = (
        Follow.objects.filter(citizen=citizen)
        .order_by("pk")
        .values_list("dossier__code", "active", "at")
    )
    return {
        "proofs": [
            {"code": code, "by": str(Factor(factor).label), "at": moment(at)}
            for code, factor, at in proofs
        ],
        "follows": [
            {"code": code, "active": active, "at": moment(at)} for code, active, at in follows
        ],
    }


def _erase_ties(citizen: Citizen) -> list[Kept]:
    """Delete what ties the account to dossiers."""
    Follow.objects.filter(citizen=citizen).delete()
    Proof.objects.filter(citizen=citizen).delete()
    return []


PARTS = (
    PersonalData("dossiers", "Hồ sơ của ông/bà", _export, _keep_dossiers, rows=DOSSIERS),
    PersonalData(
        "dossier_ties",
        "Theo dõi và chứng minh chủ hồ sơ",
        _export_ties,
        _erase_ties,
        rows=TIES,
        nothing=lambda: {"proofs": [], "follows": []},
    ),
)


def _conflicts_of(citizen: Citizen) -> Iterable[int]:
    return ImportConflict.objects.filter(
        dossier__in=Dossier.objects.of_citizen(citizen)
    ).values_list("pk", flat=True)


KINDS = (
    Kind("dossier", "Hồ sơ", _numbers, DOSSIERS),
    Kind("importconflict", "Dữ liệu nhập hồ sơ chưa khớp", _conflicts_of, DOSSIERS),
)
