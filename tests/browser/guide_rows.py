"""The trial data in a browser test, and beside it what guides speak of and the demo has not."""

from datetime import timedelta
from io import StringIO

import pytest
from django.apps import apps
from django.conf import settings
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from citizens.models import Citizen
from demo.creating import create_demo
from officers.demo_accounts import DEMO_PREFIX
from offices.models import Officer
from procedures.models import Translation
from reports.models import HandOver, Report, ReportKind, SealOpening
from tests import kept_rows, routes, shipped_data
from tests.browser.conftest import NOW
from tests.reports.factories import report

DAY = timedelta(days=1)
WORDS = {
    "crime": "Có người phá khoá lấy xe máy trước cửa nhà tôi.",
    "about_officer": "Cán bộ tiếp dân nói thiếu lễ độ, không chỉ rõ giấy tờ còn thiếu.",
}


@kept_rows.made_once
@transaction.atomic
def trial_data():
    """Fill an empty database with the shipped data and the demo."""
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {"DEBUG": True, "DEMO_ACCOUNTS": True, "ZALO_OA_ID": "demo"}.items():
            patch.setattr(settings, name, value)
        shipped_data.load()
        for command in ("create_notice_templates", "create_report_kinds"):
            call_command(command, stdout=StringIO())
        create_demo(NOW)
    create()


def account(name):
    """Return the demo's officer of this name."""
    return User.objects.get(username=f"{DEMO_PREFIX}{name}")


def create():
    """Add reports of a crime and about an officer, and rows that wait for somebody."""
    police, long_ago = (
        Officer.objects.get(user=account("lanhdao")).office,
        timezone.now() - timedelta(hours=1),
    )
    for kind, words in WORDS.items():
        kept = {"first_received_at": long_ago, "words": words, "due_at": long_ago + DAY}
        one = {"kind": ReportKind.objects.get(code=kind), **kept}
        for status in ("sent", "received"):
            report(police, Citizen.objects.first(), status=status, **one)
        sent_away = report(
            police, status="concluded", outcome="handed_over", ended_at=long_ago, **one
        )
        HandOver.objects.create(
            report=sent_away, body="Viện kiểm sát", officer=account("lanhdao"), at=long_ago,
            acknowledge_by=long_ago,
        )  # fmt: skip
    _pass_on(police, long_ago)
    _verify()
    for name in ("citizens.PersonalRequest", "security.SecurityIncident", "officers.AccessChange"):
        routes.make(apps.get_model(name))
    old = Translation.objects.order_by("pk").first().pk
    Translation.objects.filter(pk=old).update(source="Câu gốc trước đây.", stale=True)


def _verify():
    """Let photos say another day than their senders, a seal be open, a proposal wait."""
    verifier = account("xacminh.csgt")
    for row in Report.objects.filter(officer=verifier, status="verifying"):
        row.occurred_from = row.occurred_to = row.first_received_at - timedelta(days=9)
        row.save()
    row.proposed_at, row.proposed_outcome, row.proposed_words = timezone.now(), "handled", "Đúng."
    row.save()
    SealOpening.objects.create(report=row, officer=verifier, reason="Hỏi thêm.")


def _pass_on(police, long_ago):
    """Let a commune be asked to take a report over, and a body outside keep silent about one."""
    commune = Officer.objects.get(user=account("tiepnhan")).office
    coming = report(police, status="received", kind=ReportKind.objects.get(code="site_report"))
    HandOver.objects.create(report=coming, office=commune, officer=account("tiepnhan.tinh"))
    gone = report(
        police, status="concluded", outcome="handed_over", ended_at=long_ago, kind=coming.kind
    )
    HandOver.objects.create(
        report=gone, body="Sở Xây dựng", officer=account("lanhdao"), acknowledge_by=long_ago,
    )  # fmt: skip
