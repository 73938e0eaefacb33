"""Zalo's own list of an account's templates, read whole and kept as rows.

What Zalo no longer names stays as a row with the day since when, so that an event that used it says
so. One template that cannot be read keeps what was known of it.
"""

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

import structlog
from django.db import transaction
from django.utils import timezone

from official_accounts.calling import AccountCaller
from official_accounts.models import Feature, OfficialAccount, ZaloTemplate
from zalo_client import oa_lists, replies, templates
from zalo_client.errors import QuotaExhausted, ZaloError
from zalo_client.graph import checked
from zalo_client.oa_lists import ListedTemplate
from zalo_client.templates import Parameter, Template

log = structlog.get_logger("police_portal.official_accounts")

MOST_TEMPLATES = 500  # far more than an account has; bounds a run
ENABLED = "ENABLE"


def refresh(caller: AccountCaller) -> int:
    """Read the templates of an account anew and return how many there are.

    Raises ZaloError, NoToken and FeatureStopped if the list itself cannot be read; then nothing
    changes.
    """
    listed = list(_listed(caller))
    found = {one.template_id: (one, _details(caller, one)) for one in listed}
    _write(caller.account, found)
    return len(found)


def _listed(caller: AccountCaller) -> Iterable[ListedTemplate]:
    for offset in range(0, MOST_TEMPLATES, oa_lists.TEMPLATES_PAGE):
        body = caller.ask(Feature.TEMPLATES, oa_lists.templates_request(offset))
        page = checked(oa_lists.read_templates, body)
        yield from page
        if len(page) < oa_lists.TEMPLATES_PAGE:
            return


def _details(caller: AccountCaller, listed: ListedTemplate) -> Template | None:
    try:
        body = caller.ask(Feature.TEMPLATES, oa_lists.template_request(listed.template_id))
        return checked(templates.read_template, replies.member(body, "data"))
    except QuotaExhausted:
        raise
    except ZaloError as error:
        log.warning("zalo_template_unreadable", template=listed.template_id, error=str(error))
        return None


@transaction.atomic
def _write(
    account: OfficialAccount, found: dict[str, tuple[ListedTemplate, Template | None]]
) -> None:
    now = timezone.now()
    for template_id, (listed, details) in found.items():
        ZaloTemplate.objects.update_or_create(
            account=account,
            template_id=template_id,
            defaults={"read_at": now, "missing_since": None, **_columns(listed, details)},
        )
    gone = ZaloTemplate.objects.filter(account=account, missing_since__isnull=True)
    gone.exclude(template_id__in=found).update(missing_since=now)


def _columns(listed: ListedTemplate, details: Template | None) -> dict[str, Any]:
    values: dict[str, Any] = {
        "name": listed.name,
        "status": listed.status,
        "quality": listed.quality,
    }
    if details is not None:
        values |= {
            "status": (details.status or listed.status)[:30],
            "quality": (details.quality or listed.quality)[:30],
            "price_phone": details.price_phone,
            "price_user": details.price_user,
            "parameters": [asdict(one) for one in details.parameters],
        }
    return values


def template_of(row: ZaloTemplate) -> Template:
    """Return a stored template as `zalo_client/templates.py` checks values by it."""
    return Template(
        tuple(Parameter(**one) for one in row.parameters),
        row.status or None,
        row.quality or None,
        row.price_phone,
        row.price_user,
    )


def of_province() -> dict[str, ZaloTemplate]:
    """Return the templates of the account that sends the paid notices, by their ids. One query."""
    owned = OfficialAccount.objects.of_province()
    rows = ZaloTemplate.objects.filter(account__in=owned)
    return {row.template_id: row for row in rows}


def faults_of(row: ZaloTemplate) -> list[str]:
    """Return why a template may not be sent, or soon not any more, in Vietnamese."""
    faults = []
    if row.missing_since:
        faults.append("Zalo không còn nêu mẫu này")
    if row.status not in {ENABLED, ""}:
        faults.append(f"mẫu đang ở tình trạng {row.status}")
    if row.quality == "LOW":
        faults.append("chất lượng thấp (LOW): Zalo tắt mẫu như vậy")
    return faults
