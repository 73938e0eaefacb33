"""The receipt that the citizen takes home: «Giấy tiếp nhận hồ sơ và hẹn trả kết quả» (NĐ 118/2025).

One page of A5, two where many papers were handed in. The secret of a slip stands on the answer to
the request that made it, and nowhere else: it is stored as a hash only, and comes again in no
address, message or page.
"""

from collections.abc import Iterable
from typing import Any

import segno
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils import timezone

from dossiers import collecting
from dossiers.due import clock
from dossiers.models import Dossier
from dossiers.notices import DOSSIER
from dossiers.workflow import Collected, HandedIn, PaperIn
from foundation.desk.work_lists.place import Place
from foundation.zalo import deep_links
from offices.snapshot import directory
from procedures.publishing.lookup import known_to_citizens

MOST_PAPERS = 5  # that one page of A5 has room for; the rest is said as a number
MOST_RECEIVED = 40  # all that a check list names; a second page has room for them
ON_ONE_PAGE = 2  # papers handed in, beside all else
MOST_PHONES = 2
MAX_PAPER = 110  # letters of a paper's name, two lines
TITLES = {
    "receipt": "Giấy tiếp nhận hồ sơ và hẹn trả kết quả",
    "supplement": "Phiếu yêu cầu bổ sung, hoàn thiện hồ sơ",
    "note": "Phiếu ghi nhận hồ sơ",
}


def receipt_page(
    page: Any,
    request: HttpRequest,
    dossier: Dossier,
    *,
    secret: str = "",
    refusals: Iterable[str] = (),
) -> HttpResponse:
    """Return the receipt of a dossier, with the secret that was made just now, if any."""
    context = {
        "dossier": dossier,
        "title": title_of(dossier),
        "procedure": known_to_citizens(dossier.procedure),
        "secret": "-".join(secret[start : start + 4] for start in range(0, len(secret), 4)),
        "qr": qr_of(dossier),
        "opens": bool(deep_links.base()),
        "by_the_hour": dossier.limit_unit in clock.HOURS,
        "papers": [_short(paper) for paper in dossier.papers[:MOST_PAPERS]],
        "more_papers": max(0, len(dossier.papers) - MOST_PAPERS),
        **_handed_in(dossier),
        "office": _office(dossier),
        "officer": request.user,
        "printed_at": timezone.now(),
        "refusals": list(refusals),
        "kept": Place.of(page, request, dossier.pk).kept,
    }
    return TemplateResponse(request, "admin/dossiers/receipt.html", context)


def title_of(dossier: Dossier) -> str:
    """Return what the paper is: a receipt only of what was accepted as complete."""
    if dossier.accepted_at:
        return TITLES["receipt"]
    return TITLES["supplement" if dossier.papers else "note"]


def qr_of(dossier: Dossier) -> str:
    """Return the picture that opens the dossier in the Mini App, without any secret.

    While the Mini App has no id it is the bare code, which the app's scanner reads too.
    """
    text = deep_links.address(DOSSIER, dossier.code) or dossier.code
    code = segno.make(text, error="m", micro=False)
    return str(code.svg_inline(border=2, omitsize=True, svgclass="qr", lineclass="qr-line"))


def _handed_in(dossier: Dossier) -> dict[str, Any]:
    """Return what the first event says was handed in, with one query."""
    details = dossier.events.order_by("number").values_list("details", flat=True).first()
    held = HandedIn.of_details(details or {})
    if held is None:
        return {"handed_in": None}
    return {
        "handed_in": held,
        "received": [_received(paper) for paper in held.papers[:MOST_RECEIVED]],
        "more_received": max(0, len(held.papers) - MOST_RECEIVED),
        "is_long": len(held.papers) > ON_ONE_PAGE,
        "visit": collecting.picture_for(dossier) if held.collected == Collected.OFFICE else "",
        "paid": "Không thu" if held.paid == 0 else f"{held.paid or 0:,} đồng".replace(",", "."),
    }


def _received(paper: PaperIn) -> dict[str, str]:
    counted = ((paper.originals, "bản chính"), (paper.copies, "bản sao"))
    said = ", ".join(f"{count} {kind}" for count, kind in counted if count)
    return {"name": _short(paper.name), "counts": said or "đã xem, không nộp"}


def _office(dossier: Dossier) -> dict[str, str]:
    """Return address and telephones of the office, as citizens read them."""
    office = directory.current().offices.get(dossier.office_id)
    if office is None:
        return {}
    phones = office.document["contact"]["phones"]
    numbers = [phone["openPhone"]["phoneNumber"] for phone in phones[:MOST_PHONES]]
    return {"address": office.document["address"], "phones": ", ".join(numbers)}


def _short(paper: str) -> str:
    return paper if len(paper) <= MAX_PAPER else f"{paper[: MAX_PAPER - 1]}…"
