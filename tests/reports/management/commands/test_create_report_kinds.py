"""`manage.py create_report_kinds`."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from reports.models import ReportKind
from tests.offices.factories import field

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _fields(db):
    for code in ("attp", "pccc", "cainghien", "attt", "kntc"):
        field(code)


def run(*arguments):
    out = StringIO()
    call_command("create_report_kinds", *arguments, stdout=out)
    return out.getvalue()


def test_it_says_what_it_did():
    assert "tạo 8, cập nhật 0" in run()
    ReportKind.objects.filter(pk="crime").update(law="Của tỉnh.")
    ReportKind.objects.get(pk="scam").routing_rules.first().delete()
    said = run()
    assert "Giữ nguyên crime (căn cứ): cán bộ đã sửa." in said
    assert "Giữ nguyên scam (quy tắc nơi nhận): cán bộ đã sửa." in said
    assert "Giữ nguyên" not in run("--take", "crime", "scam")


def test_kinds_are_switched_on_under_an_announcement():
    announced = ("--announced-by", "Thông báo 12/TB-CAT", "--announced-on", "2026-05-04")
    run("--switch-on", "scam", "site_report", *announced)
    assert set(ReportKind.objects.filter(switched_on=True).values_list("pk", flat=True)) == {
        "scam",
        "site_report",
    }
    scam = ReportKind.objects.get(pk="scam")
    assert (scam.announced_by, f"{scam.announced_on}") == ("Thông báo 12/TB-CAT", "2026-05-04")


def test_a_kind_that_an_officer_switched_off_stays_off():
    announced = ("--announced-by", "Thông báo 12/TB-CAT", "--announced-on", "2026-05-04")
    run("--switch-on", "scam", *announced)
    ReportKind.objects.filter(pk="scam").update(switched_on=False)
    assert "trên trang quản trị" in run("--switch-on", "scam", *announced)
    assert not ReportKind.objects.get(pk="scam").switched_on


def test_without_an_announcement_or_a_kind_it_refuses():
    with pytest.raises(CommandError, match="--announced-by"):
        run("--switch-on", "scam")
    with pytest.raises(CommandError, match="khong_co"):
        run("--switch-on", "khong_co", "--announced-by", "x", "--announced-on", "2026-05-04")
    assert not ReportKind.objects.filter(switched_on=True).exists()
