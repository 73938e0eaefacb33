"""`manage.py apply_retention`: lists expired rows, and deletes them with --apply."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from foundation.records import retention
from procedures.models import SearchCount

pytestmark = pytest.mark.django_db


def run(*arguments):
    out = StringIO()
    call_command("apply_retention", *arguments, stdout=out)
    return out.getvalue().splitlines()


@pytest.fixture
def old(db):
    """Create one row that is due."""
    return SearchCount.objects.create(day=date(2020, 1, 1), term="ho chieu")


def test_without_apply_due_rows_are_only_reported(old):
    lines = run()
    assert lines[0].split() == ["Loại", "Lưu", "Sẽ", "xoá", "Dữ", "liệu"]
    assert (
        "search_counts        2 năm                            1  Lượt tìm kiếm theo ngày" in lines
    )
    assert len(lines) == len(retention.classes()) + 2
    assert SearchCount.objects.exists()


def test_with_apply_due_rows_are_deleted_and_a_second_run_is_harmless(old):
    assert [
        line.split()[3]
        for _time in range(2)
        for line in run("--apply", "--only", "search_counts")[1:]
    ] == ["1", "0"]
    assert not SearchCount.objects.exists()


def test_only_chosen_classes_are_deleted(old):
    lines = run("--apply", "--only", "idempotency_keys", "--only", "idempotency_keys")
    assert len(lines) == 2
    assert SearchCount.objects.exists()


def test_an_unknown_class_is_refused_and_all_are_listed(old):
    with pytest.raises(CommandError, match=r"Không có loại khac\. Các loại: .*search_counts"):
        run("--apply", "--only", "khac", "--only", "search_counts")
    assert SearchCount.objects.exists()


def test_too_short_periods_delete_nothing(old, settings):
    settings.ACCESS_LOG_DAYS = 10
    with pytest.raises(CommandError, match="ACCESS_LOG_DAYS"):
        run("--apply")
    assert SearchCount.objects.exists()


@pytest.mark.parametrize(("written", "goes"), [("3650", False), ("730", True), ("10", True)])
def test_a_longer_period_that_is_no_longer_read_deletes_nothing(old, monkeypatch, written, goes):
    monkeypatch.setenv("SEARCH_COUNT_DAYS", written)
    if goes:
        run("--apply")
    else:
        with pytest.raises(CommandError, match="SEARCH_COUNT_DAYS=3650"):
            run("--apply")
    assert SearchCount.objects.exists() is not goes
