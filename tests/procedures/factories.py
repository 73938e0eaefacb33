"""Valid rows of the catalogue: they can be saved, edited and published."""

from datetime import timedelta
from itertools import count

from django.db import transaction
from django.utils import timezone

from offices.models import Field
from procedures.actions import (
    lock_many,
    publish,
    publish_loaded,
    record_edit,
    record_loaded,
    withdraw,
)
from procedures.drafts.draft_format import validate_draft
from procedures.drafts.writing import apply_drafts
from procedures.models import FeeReduction, OfficialForm, Procedure, SearchCount

_numbers = count(1)


def make_field(code="cutru", **values):
    """Return the field `code`, which is created if it is missing."""
    field, _created = Field.objects.get_or_create(
        code=code, defaults={"name": f"Lĩnh vực {code}", **values}
    )
    return field


def draft(**values):
    """Return a whole draft in the import format, with valid defaults."""
    number = next(_numbers)
    return {
        "id": f"thu-tuc-{number}",
        "code": f"9.{number:06d}",
        "name": f"Thủ tục thử nghiệm số {number}",
        "short_name": f"Thử nghiệm {number}",
        "levels": ["xa"],
        "implementing_agency": "Công an cấp xã",
        "deciding_agency": "Công an cấp xã",
        "applicants": ["Công dân Việt Nam"],
        "applicant_types": ["citizen"],
        "online_level": "full",
        "documents": [{"name": "Tờ khai", "original_count": 1}],
        "steps": [{"title": "Nộp hồ sơ", "detail": "Nộp tại nơi cư trú."}],
        "channels": [{"kind": "direct", "time_relation": "single"}],
        "time_limits": [{"value": 7, "unit": "working_day"}],
        "fee_status": "free",
        "results": ["Thông báo kết quả"],
        "trust": "current",
        "as_of": "2026-11-01",
        "official_sources": 1,
        "sources": [
            {
                "name": "Cổng Dịch vụ công quốc gia",
                "type": "national_portal",
                "url": "https://dichvucong.gov.vn/p/1",
            }
        ],
        **values,
    }


def fee(amount, condition="", **values):
    """Return a fee whose text was read, in the import format."""
    return {
        "amount": amount,
        "condition": condition,
        "unit": "lần",
        "certainty": "text_read",
        **values,
    }


def table(*fees, reductions=()):
    """Return `fees`, in the shape of `fee`, as a published version stores them."""
    empty = {
        **dict.fromkeys(("channel", "name", "group", "condition", "unit", "legal_basis"), ""),
        **dict.fromkeys(("amount_to", "effective_from", "effective_to")),
        "currency": "VND",
        "certainty": "text_read",
        "confirmed": False,
    }
    return {"rows": [{**empty, **row} for row in fees], "reductions": list(reductions)}


def reduction(**values):
    """Return an exemption as a published version stores it."""
    return {
        "id": "tt-117",
        "name": "Miễn phí công dân số",
        "who": "Có định danh mức 2",
        "needs": "Đã tích hợp giấy tờ.",
        "channel": "",
        "legal_basis": "Thông tư 117/2026/TT-BTC",
        "effective_from": None,
        "effective_to": None,
        "share": 100,
        "amount": None,
        "certainty": "text_read",
        "confirmed": False,
        **values,
    }


def make_reduction(*procedures, share=100, amount=None, **values):
    """Return an act that reduces the fee of `procedures`; it is not published."""
    act = FeeReduction.objects.create(
        **{
            "id": f"van-ban-{next(_numbers)}",
            "name": "Miễn phí công dân số",
            "who": "Có định danh mức 2",
            "legal_basis": "Thông tư 117/2026/TT-BTC",
            **values,
        }
    )
    for procedure in procedures:
        act.reduced.create(procedure=procedure, share=share, amount=amount, certainty="text_read")
    return act


def make_form(form_id=None, **values):
    """Return an official form whose text was read."""
    number = next(_numbers)
    columns = {
        "id": form_id or f"mau-{number}",
        "code": f"MAU{number}",
        "name": f"Tờ khai số {number}",
        "legal_basis": "Thông tư 1/2026/TT-BCA",
        "effective_from": "2026-01-01",
        "certainty": "text_read",
        **values,
    }
    return OfficialForm.objects.create(**columns)


def make_procedure(*, by=None, **values):
    """Return a draft that can be published, with one part of each necessary kind.

    Missing forms are created.
    """
    procedure = _apply(**values)
    record_edit(procedure.pk, by)
    return procedure


def _apply(*, field="cutru", superseded_by=None, **values):
    """Write the rows of a draft, without its history."""
    make_field(field)
    for row in values.get("forms", ()):
        if not OfficialForm.objects.filter(pk=row["form"]).exists():
            make_form(row["form"])
    whole = {
        **validate_draft(draft(**values)),
        "field_id": field,
        "superseded_by": superseded_by and superseded_by.pk,
    }
    [procedure] = apply_drafts([whole])
    return procedure


def bare_procedure():
    """Return a draft of one row, without parts and history, for references."""
    names = ("id", "code", "name", "short_name", "levels", "as_of")
    values = {name: value for name, value in draft().items() if name in names}
    return Procedure.objects.create(field=make_field(), **values)


def publish_procedure(procedure=None, *, by=None, reason="Thử nghiệm", **values):
    """Publish a procedure, by default a new one, and return it as stored."""
    if procedure is None:
        procedure = _apply(**values)
        with transaction.atomic():
            (loaded,) = lock_many([procedure.pk])  # once for both: it has 15 tables of parts
            record_loaded(loaded, None)
            publish_loaded(loaded, by, reason)
    else:
        publish(procedure.pk, by, reason)
    procedure.refresh_from_db()
    return procedure


def withdraw_procedure(procedure=None, *, successor=None, by=None, **values):
    """Publish and withdraw a procedure, and return it."""
    procedure = publish_procedure(procedure, **values)
    withdraw(procedure.pk, by, "Hết hiệu lực", successor.pk if successor else None)
    procedure.refresh_from_db()
    return procedure


def search_count(term, searches, misses, days_ago=0):
    """Return the count of a term on one day."""
    day = timezone.localdate() - timedelta(days=days_ago)
    return SearchCount.objects.create(day=day, term=term, searches=searches, misses=misses)


def make_translation(procedure, field, source, words, **values):
    """Return a translation into English by a machine; it is not published."""
    values = {"language": "en", "translated_on": timezone.localdate(), **values}
    return procedure.translations.create(field=field, source=source, words=words, **values)
