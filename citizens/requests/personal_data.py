"""Requests about personal data: what is exported, and what stays after an erasure."""

from collections.abc import Iterable

from citizens import access_log
from citizens.models import Citizen, PersonalRequest
from citizens.privacy.own_rows import OwnRows
from citizens.privacy.personal_data_registry import Kept, PersonalData
from citizens.requests.actions import flow
from citizens.requests.serializers import PersonalRequestSerializer
from citizens.requests.workflow import Move
from foundation.api.answers import all_shown
from foundation.desk.one_screen import notes


def export_requests(citizen: Citizen) -> list[dict[str, object]]:
    """Return the citizen's requests, with the words of both sides."""
    own = PersonalRequest.objects.of_citizen(citizen).order_by("pk")
    return all_shown(PersonalRequestSerializer, own)


def erase_requests(citizen: Citizen) -> list[Kept]:
    """Close what is open, delete all words, and return what stays. The citizen's row is locked."""
    own = PersonalRequest.objects.of_citizen(citizen)
    for request in own.open().select_for_update().order_by("pk"):
        flow.make_move(request, Move.CANCEL)
    own.update(text="", extension_reason="", answer="")
    notes.forget(PAGE, list(request_numbers(citizen)))
    return [Kept(KEPT, WHY_KEPT)] if own.exists() else []


PAGE = "citizens.personalrequest"  # how notes name requests
KEPT = "Loại, ngày và kết quả của các yêu cầu về dữ liệu cá nhân, không còn nội dung"
WHY_KEPT = (
    "Chứng minh yêu cầu đã được giải quyết đúng hạn (Luật 91/2025/QH15, Nghị định 356/2025/NĐ-CP)"
)


def request_numbers(citizen: Citizen) -> Iterable[int]:
    """Return the numbers of the citizen's requests."""
    return PersonalRequest.objects.of_citizen(citizen).values_list("pk", flat=True)


TITLE = "Yêu cầu về dữ liệu cá nhân"
ROWS = (OwnRows(PersonalRequest),)
PART = PersonalData("requests", TITLE, export_requests, erase_requests, rows=ROWS)
KIND = access_log.Kind("personalrequest", TITLE, request_numbers, ROWS)
