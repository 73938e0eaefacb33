"""`manage.py resend_notices`: what a number set aside is sent again when asked for."""

import io

import pytest
from django.core.management import call_command

from citizens.models import Delivery
from tests.citizens.factories import delivery

pytestmark = pytest.mark.django_db


def run(*options):
    output = io.StringIO()
    call_command("resend_notices", "-9999", *options, stdout=output)
    return output.getvalue()


def test_it_only_counts_unless_told_to_send():
    delivery(state="failed", why="unknown", error_number=-9999)
    assert run().startswith("1 thông báo hỏng vì số lỗi -9999.")
    assert not Delivery.objects.filter(state="waiting").exists()


def test_it_queues_what_the_number_set_aside():
    delivery(state="failed", why="unknown", error_number=-9999)
    delivery(state="failed", error_number=-118)
    assert run("--apply") == "Đã xếp hàng gửi lại 1 thông báo.\n"
    assert Delivery.objects.filter(state="waiting").count() == 1
    assert run("--apply") == "Đã xếp hàng gửi lại 0 thông báo.\n"
